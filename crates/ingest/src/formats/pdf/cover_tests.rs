//! Tests of text beneath letters, pictures and shapes, on small PDF files that are built here.

#![allow(clippy::unwrap_used)]
use super::super::read;
use super::hidden_tests::{LINE, hides, images, shows, word};
use super::tests::{Parts, pdf_of, shown};
use super::*;

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

#[test]
fn a_picture_drawn_later_covers_unless_it_is_transparent() {
    let under = |name: &str, text: &str| format!("{} q 200 0 0 50 40 580 cm /{name} Do Q", word(text));
    hides(&under("I", "covered"), images(), HiddenWay::Covered);
    shows(&under("M", "Seen"), images());
}

#[test]
fn only_opaque_areas_cover_text() {
    let after = |paint: &str, text: &str| format!("{} q {paint} 40 590 200 30 re f Q", word(text));
    let states = Parts { resources: "/ExtGState<</H<</ca .3>>/B<</BM/Multiply>>>>", ..Parts::default() };
    shows(&after("/H gs 1 1 0 rg", "Seen"), states);
    shows(&after("/B gs 1 1 0 rg", "Seen"), states);
    shows(&after("0 0 9 9 re W n 1 g", "Seen"), Parts::default());
    hides(&after("1 1 0 rg", "covered"), Parts::default(), HiddenWay::Covered);
}

#[test]
fn a_shape_of_many_segments_covers_text_like_a_rectangle() {
    let top: String = (1..70).map(|x| format!("{} 590 l ", 40 + 5 * x)).collect();
    let shape = format!("1 1 1 rg 40 590 m {top} 400 640 l 40 640 l h f 0 0 0 rg");
    hides(&format!("{} {shape}", word("covered")), Parts::default(), HiddenWay::Covered);
    shows(&format!("{} {shape}", shown("Seen", 50, 650)), Parts::default());
    // A ring around a word covers nothing.
    shows(
        &format!("{} 1 1 1 rg 30 580 200 50 re 40 590 m {top} 400 640 l 40 640 l h f* 0 0 0 rg", word("Seen")),
        Parts::default(),
    );
}
