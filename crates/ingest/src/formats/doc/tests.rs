//! Tests of DOC files that are built here.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use std::io::Write;

use super::*;
use crate::formats::repair::repair;
use rolefit_document::HiddenWay;
use rolefit_document::ProblemCode;

/// Byte offset of the text, and the numbers of the pages with format runs behind it.
const TEXT_AT: usize = 1024;
const CHARACTER_PAGE: usize = 8;
const PARAGRAPH_PAGE: usize = 9;

/// A stretch of text with the modifiers of its characters and, if it ends a paragraph, of that paragraph.
type Run<'a> = (&'a str, &'a [u8], &'a [u8]);

/// Builds the two streams of a file with these runs as its main story, two bytes per character.
fn streams(runs: &[Run<'_>]) -> (Vec<u8>, Vec<u8>) {
    let units: Vec<u16> = runs.iter().flat_map(|(text, ..)| text.encode_utf16()).collect();
    let mut document = vec![0_u8; 512 * (PARAGRAPH_PAGE + 1)];
    let mut put = |at: usize, bytes: &[u8]| document[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &0xa5ec_u16.to_le_bytes());
    put(10, &0x200_u16.to_le_bytes());
    put(76, &(units.len() as u32).to_le_bytes());
    put(TEXT_AT, &units.iter().flat_map(|unit| unit.to_le_bytes()).collect::<Vec<_>>());

    let mut ends = vec![TEXT_AT as u32];
    ends.extend(runs.iter().scan(TEXT_AT, |at, (text, ..)| {
        *at += 2 * text.encode_utf16().count();
        Some(*at as u32)
    }));
    // Each run gets its own slot in the page, so that modifiers do not overlap.
    for (page, size) in [(CHARACTER_PAGE, 1), (PARAGRAPH_PAGE, 13)] {
        let start = 512 * page;
        put(start, &ends.iter().flat_map(|end| end.to_le_bytes()).collect::<Vec<_>>());
        put(start + 511, &[runs.len() as u8]);
        for (index, (_, letters, paragraph)) in runs.iter().enumerate() {
            let at = 256 + 30 * index;
            put(start + 4 * ends.len() + size * index, &[(at / 2) as u8]);
            match size {
                1 => put(start + at, &[&[letters.len() as u8], *letters].concat()),
                _ => {
                    let mut look = [&[0, 0], *paragraph].concat();
                    look.resize(look.len() + look.len() % 2, 0);
                    put(start + at, &[&[0, (look.len() / 2) as u8], &look[..]].concat());
                }
            }
        }
    }

    let mut tables = Vec::new();
    let piece = [&[0, 0][..], &(TEXT_AT as u32).to_le_bytes(), &[0, 0]].concat();
    let plc = |places: [u32; 2], entry: &[u8]| -> Vec<u8> {
        places.iter().flat_map(|place| place.to_le_bytes()).chain(entry.iter().copied()).collect()
    };
    let pieces = plc([0, units.len() as u32], &piece);
    for (number, table) in [
        (33, [&[2][..], &(pieces.len() as u32).to_le_bytes(), &pieces].concat()),
        (12, plc([ends[0], ends[runs.len()]], &(CHARACTER_PAGE as u32).to_le_bytes())),
        (13, plc([ends[0], ends[runs.len()]], &(PARAGRAPH_PAGE as u32).to_le_bytes())),
    ] {
        put(154 + 8 * number, &(tables.len() as u32).to_le_bytes());
        put(158 + 8 * number, &(table.len() as u32).to_le_bytes());
        tables.extend(table);
    }
    (document, tables)
}

fn container(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut container = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, bytes) in streams {
        container.create_stream(name).unwrap().write_all(bytes).unwrap();
    }
    container.flush().unwrap();
    container.into_inner().into_inner()
}

fn extract(runs: &[Run<'_>]) -> Extract {
    let (document, tables) = streams(runs);
    let file = container(&[("/WordDocument", &document), ("/1Table", &tables)]);
    Doc.extract(&file, &Limits::default()).unwrap()
}

const PLAIN: &[u8] = &[];
const IN_TABLE: &[u8] = &[0x16, 0x24, 1];
const ENDS_ROW: &[u8] = &[0x16, 0x24, 1, 0x17, 0x24, 1];

#[test]
fn paragraphs_items_headings_and_fields_are_read() {
    let extract = extract(&[
        ("Ana\r", PLAIN, PLAIN),
        ("Experience\r", PLAIN, &[0x40, 0x26, 0]),
        ("Manager\t2019\u{b}\u{13}HYPERLINK \"x\"\u{14}Acme\u{15}\r", PLAIN, PLAIN),
        ("Grew sales\r", PLAIN, &[0x0b, 0x46, 1, 0]),
    ]);
    assert_eq!(repair(&extract.text), "Ana\n\nExperience\nManager\t2019\nAcme\n• Grew sales\n");
    assert_eq!(extract.problem, None);
}

#[test]
fn a_table_row_is_one_line() {
    let extract =
        extract(&[("Manager\u{7}", PLAIN, IN_TABLE), ("2019\u{7}", PLAIN, IN_TABLE), ("\u{7}", PLAIN, ENDS_ROW)]);
    assert_eq!(extract.text, "Manager\t2019\n");
}

#[test]
fn hidden_text_is_counted_by_way_of_hiding() {
    let extract = extract(&[
        ("Sales ", PLAIN, PLAIN),
        ("one two ", &[0x3c, 0x08, 1], PLAIN),
        ("three", &[0x42, 0x2a, 8], PLAIN),
        ("gone", &[0x00, 0x08, 1], PLAIN),
        ("lead\r", PLAIN, PLAIN),
    ]);
    assert_eq!(extract.text, "Sales lead\n");
    let hidden: Vec<_> = extract.hidden.iter().map(|hidden| (hidden.way, hidden.words)).collect();
    assert_eq!(hidden, [(HiddenWay::Invisible, 2), (HiddenWay::SameColor, 1)]);
}

#[test]
fn the_problem_of_a_file_that_cannot_be_opened_is_reported() {
    let (mut document, tables) = streams(&[("Ana\r", PLAIN, PLAIN)]);
    let code = |document: &[u8], name: &str| {
        let file = container(&[("/WordDocument", document), (name, &tables)]);
        Doc.extract(&file, &Limits::default()).unwrap_err().code
    };
    assert_eq!(code(&document, "/0Table"), ProblemCode::Damaged);
    document[11] |= 1;
    assert_eq!(code(&document, "/1Table"), ProblemCode::Encrypted);
    document[..2].copy_from_slice(&0xa5dc_u16.to_le_bytes());
    assert_eq!(code(&document, "/1Table"), ProblemCode::Unsupported);
    document[..2].copy_from_slice(&[0, 0]);
    assert_eq!(code(&document, "/1Table"), ProblemCode::Damaged);
}

#[test]
fn text_outside_the_file_is_damage() {
    let (document, tables) = streams(&[("Ana\r", PLAIN, PLAIN), ("Keller\r", PLAIN, PLAIN)]);
    let file = container(&[("/WordDocument", &document[..TEXT_AT + 8]), ("/1Table", &tables)]);
    let extract = Doc.extract(&file, &Limits::default()).unwrap();
    assert_eq!(extract.text, "Ana\n");
    assert_eq!(extract.problem.unwrap().code, ProblemCode::Damaged);
}

#[test]
fn endless_fields_and_stories_do_no_harm() {
    let marks = "\u{13}".repeat(120);
    let (mut document, tables) =
        streams(&[("Ana\r", PLAIN, PLAIN), (&marks, PLAIN, PLAIN), ("hidden\r", PLAIN, PLAIN)]);
    // A main story that continues past the text.
    document[76..80].copy_from_slice(&u32::MAX.to_le_bytes());
    let header = FileHeader::new(&document).unwrap_or_else(|_| panic!("no header"));
    assert_eq!(assemble(&header, &document, &tables, &Limits::default()).text, "Ana\n");
}

#[test]
fn no_flipped_byte_panics() {
    let (document, tables) = streams(&[("Ana\r", PLAIN, IN_TABLE), ("Keller\u{7}", &[0x3c, 0x08, 1], ENDS_ROW)]);
    for at in (0..document.len() + tables.len()).step_by(3) {
        for value in [0x00, 0x7f, 0xff] {
            let (mut document, mut tables) = (document.clone(), tables.clone());
            match at.checked_sub(document.len()) {
                Some(at) => tables[at] = value,
                None => document[at] = value,
            }
            let Ok(header) = FileHeader::new(&document) else { continue };
            let _ = assemble(&header, &document, &tables, &Limits::default());
        }
    }
}
