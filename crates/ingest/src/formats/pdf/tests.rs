//! Tests of the PDF reader on small files that are built here.

#![allow(clippy::unwrap_used)]
use super::super::read;
use super::*;

/// Additional source text for the named places of a file.
#[derive(Clone, Copy, Default)]
pub(super) struct Parts<'a> {
    pub catalog: &'a str,
    pub page: &'a str,
    pub resources: &'a str,
    pub objects: &'a str,
}

fn pdf(pages: &[&str]) -> Vec<u8> {
    pdf_of(pages, Parts::default())
}

/// Builds a file in Helvetica with one page per content stream. The file has no cross-reference table, so the parser
/// searches for its objects.
pub(super) fn pdf_of(pages: &[&str], parts: Parts<'_>) -> Vec<u8> {
    let Parts { catalog, page: entries, resources, objects } = parts;
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 10 + 2 * page)).collect();
    let mut file = format!(
        "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R{catalog}>> endobj\n\
         2 0 obj <</Type/Pages/Count {}/Kids[{}]>> endobj\n\
         3 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n\
         4 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>> endobj\n{objects}",
        pages.len(),
        kids.join(" ")
    );
    for (page, content) in pages.iter().enumerate() {
        let (page, stream) = (10 + 2 * page, 11 + 2 * page);
        file += &format!(
            "{page} 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R/B 4 0 R>>{resources}>>\
             {entries}/Contents {stream} 0 R>> endobj\n{stream} 0 obj <</Length {}>> stream\n{content}\nendstream endobj\n",
            content.len()
        );
    }
    (file + "trailer <</Root 1 0 R>>\n%%EOF").into_bytes()
}

pub(super) fn shown(text: &str, x: u32, y: u32) -> String {
    format!("BT /F 10 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n")
}

#[test]
fn pages_are_separated_and_their_starts_are_known() {
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
fn a_broken_file_with_little_text_is_damaged() {
    let broken = "9 0 obj <</Filter/FlateDecode/Length 8>> stream\nno Flate\nendstream endobj\ntrailer";
    let whole = String::from_utf8(pdf(&[&shown("Ana Keller", 50, 700)])).unwrap();
    assert!(read(whole.as_bytes(), None, &Limits::default()).is_ok());
    let problem = read(whole.replace("trailer", broken).as_bytes(), None, &Limits::default()).unwrap_err();
    assert_eq!(problem.code, ProblemCode::Damaged);
}

#[test]
fn endless_arrays_are_reported() {
    let problem = read(&pdf(&[&"[".repeat(300)]), None, &Limits::default()).unwrap_err();
    assert_eq!(problem.code, ProblemCode::LimitDepth);
}

#[test]
fn glyphs_drawn_twice_for_boldness_are_read_once() {
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
fn pages_past_a_limit_are_left_out_and_reported() {
    let file = pdf(&[&shown("one", 50, 700), &shown("two", 50, 700)]);
    let pages = read(&file, None, &Limits { max_pages: 1, ..Limits::default() }).unwrap();
    assert_eq!((pages.text.as_str(), pages.problem.unwrap().code), ("one\n", ProblemCode::LimitPages));
    let drawn = read(&file, None, &Limits { max_operators: 6, ..Limits::default() }).unwrap();
    let problem = drawn.problem.unwrap();
    assert_eq!((drawn.text.as_str(), problem.page), ("one\n\u{c}t\n", Some(2)));
}

#[test]
fn a_page_read_in_part_does_not_stop_the_next_page() {
    // The first and third page repeat one stream many times.
    let pages = [&*shown("one", 50, 700), &*shown("two", 50, 700), &*shown("three", 50, 700)];
    let again = |file: String, page: u32| {
        let content = format!("/Contents {page} 0 R");
        file.replace(&content, &format!("/Contents[{}]", format!("{page} 0 R ").repeat(20)))
    };
    let file = again(String::from_utf8(pdf(&pages)).unwrap(), 11);
    let document = read(file.as_bytes(), None, &Limits::default()).unwrap();
    assert_eq!((document.text.as_str(), document.problem.unwrap().page), ("\u{c}two\n\u{c}three\n", Some(1)));
    let document = read(again(file.clone(), 15).as_bytes(), None, &Limits::default()).unwrap();
    let problem = document.problem.unwrap();
    assert!(problem.message.starts_with("pages 1, 3 could be read only partly: "), "{problem:?}");
    let document = read(file.as_bytes(), None, &Limits { max_operators: 3, ..Limits::default() }).unwrap();
    let problem = document.problem.unwrap();
    assert!(
        problem.message.starts_with("pages 1, 2 could be read only partly, and no text from page 3 on: "),
        "{problem:?}"
    );
}

#[test]
fn a_page_with_too_many_areas_to_check_is_cut_and_the_next_page_is_read() {
    let columns: String = (0..2000).map(|column| format!("{} 0 10 800 re f\n", 600 + column)).collect();
    let lines: String =
        (0..70).map(|row| shown(&"looked after the accounts of banks ".repeat(3), 50, 780 - 10 * row)).collect();
    let document = read(&pdf(&[&(columns + &lines), &shown("two", 50, 700)]), None, &Limits::default()).unwrap();
    assert!(document.text.ends_with("\u{c}two\n"));
    assert_eq!(document.problem.unwrap().page, Some(1));
}

#[test]
fn a_pattern_of_dots_is_not_a_list() {
    let dots = |count: u32| -> String { (0..count).map(|dot| format!("{} 702 4 4 re f\n", 40 - dot % 3)).collect() };
    let text =
        |count| read(&pdf(&[&(dots(count) + &shown("grew sales", 55, 700))]), None, &Limits::default()).unwrap().text;
    assert_eq!((text(300).as_str(), text(600).as_str()), ("• grew sales\n", "grew sales\n"));
}

#[test]
fn a_page_listed_repeatedly_counts_each_time() {
    let file = String::from_utf8(pdf(&[&shown("one", 50, 700)])).unwrap().replace("[10 0 R]", &"10 0 R ".repeat(9));
    let file = file.replace("/Kids10", "/Kids[10").replace(" >> endobj\n3", "]>> endobj\n3");
    let document = read(file.as_bytes(), None, &Limits { max_pages: 8, ..Limits::default() }).unwrap();
    assert_eq!((document.text.as_str(), document.problem.unwrap().code), ("one\n", ProblemCode::LimitPages));
    assert_eq!(read(file.as_bytes(), None, &Limits { max_pages: 9, ..Limits::default() }).unwrap().problem, None);
}

#[test]
fn a_file_with_too_many_objects_is_refused() {
    let file = pdf(&[&shown("one", 50, 700)]);
    let limits = |max_nodes| Limits { max_nodes, ..Limits::default() };
    assert!(read(&file, None, &limits(20)).is_ok());
    assert_eq!(read(&file, None, &limits(3)).unwrap_err().code, ProblemCode::LimitBytes);
}

#[test]
fn a_file_that_breaks_off_is_read_and_reported() {
    let mut file = pdf(&[&shown("Looked after the accounts of forty banks across Europe and Asia", 50, 700)]);
    assert_eq!(read(&file, None, &Limits::default()).unwrap().problem, None);
    file.truncate(file.len() - 3);
    assert_eq!(read(&file, None, &Limits::default()).unwrap().problem.unwrap().code, ProblemCode::Damaged);
}

#[test]
fn garbled_fonts_are_damage() {
    let text = "Looked after the accounts of forty banks across Europe, and of insurers in Asia.";
    let shifted: String = text.chars().map(|c| if c == ' ' { c } else { char::from(c as u8 + 3) }).collect();
    let lines = |text: &str, y: u32| -> String { (0..5).map(|row| shown(text, 50, y + 12 * row)).collect() };
    assert!(read(&pdf(&[&lines(text, 600)]), None, &Limits::default()).is_ok());
    let problem = read(&pdf(&[&lines(&shifted, 600)]), None, &Limits::default()).unwrap_err();
    assert_eq!(problem.code, ProblemCode::Damaged);
    // One of two fonts is garbled.
    let both = lines(text, 700) + &lines(text, 600) + &lines(&shifted, 500).replace("/F ", "/B ");
    let document = read(&pdf(&[&both]), None, &Limits::default()).unwrap();
    assert!(!document.text.contains("Orrn") && document.problem.unwrap().code == ProblemCode::Damaged);
}
