//! Tests of text beneath letters, on small PDF files that are built here.

#![allow(clippy::unwrap_used)]
use super::super::read;
use super::tests::{Parts, pdf_of, shown};
use super::*;

const LINE: &str = "All that the reader of this page sees, in words enough for a page";

/// Returns the text of a page with a word and then `letter`, and the words that are covered.
fn page(letter: &str) -> (String, usize) {
    let content = shown(LINE, 50, 700) + &shown("beneath", 50, 600) + letter;
    let document = read(&pdf_of(&[&content], Parts::default()), None, &Limits::default()).unwrap();
    let covered = document.hidden.iter().filter(|hidden| hidden.way == HiddenWay::Covered);
    (document.text, covered.map(|hidden| hidden.words).sum())
}

#[test]
fn letters_far_under_the_size_of_the_page_are_noted_and_read() {
    let small = "BT /F 5 Tf 50 500 Td (words that a reader of such a page may well miss) Tj ET";
    for (size, noted) in [(20, true), (12, false)] {
        let large = |y: i32| format!("BT /F {size} Tf 50 {y} Td (All that the reader of this page sees here) Tj ET ");
        let line = large(700) + &large(650) + small;
        let document = read(&pdf_of(&[&line], Parts::default()), None, &Limits::default()).unwrap();
        assert!(document.text.contains("well miss") && document.hidden.is_empty(), "{document:?}");
        assert_eq!(!document.notes.is_empty(), noted, "{document:?}");
    }
}

/// A letter I of 900 points, whose stem lies on the word.
const STEM: &str = "BT /F 900 Tf 1 0 0 1 -60 0 Tm (I) Tj ET";

#[test]
fn a_large_letter_covers_text_beneath_its_strokes() {
    let (text, covered) = page(&format!("1 1 0 rg {STEM}"));
    assert!(!text.contains("beneath") && text.contains(LINE), "{text}");
    assert_eq!(covered, 1);
}

#[test]
fn a_letter_covers_nothing_beside_its_strokes_or_where_it_only_draws_an_outline() {
    for letter in ["1 1 0 rg BT /F 900 Tf 1 0 0 1 200 0 Tm (I) Tj ET".to_owned(), format!("1 Tr {STEM} 0 Tr")] {
        let (text, covered) = page(&letter);
        assert!(text.contains("beneath") && covered == 0, "{letter}: {text}");
    }
}
