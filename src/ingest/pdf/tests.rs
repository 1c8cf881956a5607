//! What the PDF reader makes of small files that are written out here.

#![allow(clippy::unwrap_used)]
use super::super::read;
use super::*;

/// A file with one page for each content stream, in Helvetica; the reader finds its objects without a table.
fn pdf(pages: &[&str]) -> Vec<u8> {
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 10 + 2 * page)).collect();
    let mut file = format!(
        "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n\
         2 0 obj <</Type/Pages/Count {}/Kids[{}]>> endobj\n\
         3 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n\
         4 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>> endobj\n",
        pages.len(),
        kids.join(" ")
    );
    for (page, content) in pages.iter().enumerate() {
        let (page, stream) = (10 + 2 * page, 11 + 2 * page);
        file += &format!(
            "{page} 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R/B 4 0 R>>>>\
             /Contents {stream} 0 R>> endobj\n{stream} 0 obj <</Length {}>> stream\n{content}\nendstream endobj\n",
            content.len()
        );
    }
    (file + "trailer <</Root 1 0 R>>\n%%EOF").into_bytes()
}

fn shown(text: &str, x: u32, y: u32) -> String {
    format!("BT /F 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n")
}

#[test]
fn pages_are_parted_and_their_starts_known() {
    let file = pdf(&[&shown("Key Account Manager", 50, 700), &shown("Skills", 50, 700)]);
    let document = read(&file, None, &Limits::default()).unwrap();
    assert_eq!(document.text, "Key Account Manager\n\u{c}Skills\n");
    assert_eq!(document.pages, Some(vec![0, 21]));
}

#[test]
fn a_bold_title_below_a_full_line_begins_a_block() {
    let duty = "Looked after the accounts of forty banks and insurers across Europe and Asia, of two in Peru and one in Chile.";
    let title = |font: char| format!("BT /{font} 10 Tf 1 0 0 1 50 688 Tm (Account Manager, Acme Ltd) Tj ET\n");
    let lines = |font| {
        let file = pdf(&[&(shown(duty, 50, 700) + &title(font))]);
        read(&file, None, &Limits::default()).unwrap().text.lines().count()
    };
    assert_eq!((lines('F'), lines('B')), (1, 2));
}

#[test]
fn scraps_of_a_broken_file_are_damage() {
    let broken = "9 0 obj <</Filter/FlateDecode/Length 8>> stream\nno Flate\nendstream endobj\ntrailer";
    let whole = String::from_utf8(pdf(&[&shown("Ana Keller", 50, 700)])).unwrap();
    assert!(read(whole.as_bytes(), None, &Limits::default()).is_ok());
    let problem = read(whole.replace("trailer", broken).as_bytes(), None, &Limits::default()).unwrap_err();
    assert_eq!(problem.code, ProblemCode::Damaged);
}

#[test]
fn arrays_without_end_are_named() {
    let problem = read(&pdf(&[&"[".repeat(300)]), None, &Limits::default()).unwrap_err();
    assert_eq!(problem.code, ProblemCode::LimitDepth);
}

#[test]
fn letters_drawn_twice_for_boldness_are_read_once() {
    let content = shown("Sales", 50, 700) + "BT /F 10 Tf 1 0 0 1 50.3 700 Tm (Sales) Tj ET\n";
    assert_eq!(read(&pdf(&[&content]), None, &Limits::default()).unwrap().text, "Sales\n");
}

#[test]
fn hidden_words_are_counted_and_not_read() {
    let hidden = [
        "BT 3 Tr /F 10 Tf 50 600 Td (invisible) Tj ET 0 Tr\n".to_owned(),
        "BT /F 0.5 Tf 50 580 Td (tiny) Tj ET\n".to_owned(),
        shown("outside", 50, 900),
        format!("1 1 1 rg {} 0 0 0 rg\n", shown("white", 50, 560)),
        format!("{} 0 0 1 rg 40 530 200 20 re f 0 0 0 rg\n", shown("covered", 50, 535)),
    ];
    let content = shown("All that the reader of this page sees", 50, 700) + &hidden.concat();
    let document = read(&pdf(&[&content]), None, &Limits::default()).unwrap();
    assert_eq!(document.text, "All that the reader of this page sees\n");
    assert_eq!(document.hidden_words(), 5);
}

#[test]
fn white_text_on_a_dark_stripe_is_seen() {
    let content = format!("0 0 0.4 rg 0 690 600 30 re f 1 1 1 rg {}", shown("Ana Keller", 50, 700));
    assert_eq!(read(&pdf(&[&content]), None, &Limits::default()).unwrap().text, "Ana Keller\n");
}

#[test]
fn a_small_square_before_a_text_is_its_bullet() {
    let content = format!("40 702 4 4 re f {}", shown("grew sales", 55, 700));
    assert_eq!(read(&pdf(&[&content]), None, &Limits::default()).unwrap().text, "• grew sales\n");
}

#[test]
fn what_lies_past_a_limit_is_left_out_and_said() {
    let file = pdf(&[&shown("one", 50, 700), &shown("two", 50, 700)]);
    let pages = read(&file, None, &Limits { max_pages: 1, ..Limits::default() }).unwrap();
    assert_eq!((pages.text.as_str(), pages.problem.unwrap().code), ("one\n", ProblemCode::LimitPages));
    let drawn = read(&file, None, &Limits { max_operators: 4, ..Limits::default() }).unwrap();
    let problem = drawn.problem.unwrap();
    assert_eq!((drawn.text.as_str(), problem.page), ("one\n\u{c}t\n", Some(2)));
}
