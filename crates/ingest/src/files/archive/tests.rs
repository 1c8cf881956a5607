//! Tests of archives of resumes.

#![allow(clippy::unwrap_used)]

use zip::CompressionMethod;

use super::*;
use crate::formats::zip_entries::tests::{streamed, zip};

fn open(bytes: &[u8]) -> Archive<'_> {
    Archive::open(Cursor::new(bytes), &Limits::default()).unwrap().unwrap()
}

fn ids<'a>(archive: &'a Archive<'_>) -> Vec<&'a str> {
    archive.parts().iter().map(|part| part.id.as_str()).collect()
}

#[test]
fn files_are_listed_by_name_and_inflated_one_by_one() {
    let bytes = zip(&[("b.txt", b"Ben"), ("sales/a%.txt", b"Ana"), ("../up.txt", b"Up"), ("/top.txt", b"Top")]);
    let archive = open(&bytes);
    assert_eq!(ids(&archive), ["b.txt", "sales/a%25.txt", "top.txt", "up.txt"]);
    assert_eq!(archive.parts()[1].file_name.as_deref(), Some("a%.txt"));
    assert_eq!(archive.bytes(1, &Limits::default()).unwrap(), b"Ana");
    assert_eq!(archive.bytes(0, &Limits::default()).unwrap(), b"Ben");
    assert_eq!(archive.problem(), None);
}

#[test]
fn hidden_files_and_files_that_are_not_resumes_are_counted() {
    let bytes = zip(&[(".a.txt", b""), ("__MACOSX/a.txt", b""), (".x/a.txt", b""), ("a.png", b""), ("a.txt", b"")]);
    let archive = open(&bytes);
    assert_eq!(ids(&archive), ["a.txt"]);
    let skipped = archive.skipped();
    assert_eq!((skipped.count(SkipReason::Hidden), skipped.count(SkipReason::OtherType)), (3, 1));
}

#[test]
fn a_document_is_no_archive_but_an_archive_of_documents_is_one() {
    let document = zip(&[("[Content_Types].xml", b""), ("word/document.xml", b"<document/>")]);
    assert!(!holds_files(&document));
    assert!(holds_files(&zip(&[("cv.docx", &document)])));
    assert!(!holds_files(b"PK\x03\x04 and nothing else"));
}

#[test]
fn files_in_folders_named_like_those_of_documents_are_files() {
    let bytes = zip(&[("word/documents/ana.txt", b"Ana"), ("mimetypes.txt", b"Ben"), ("xl/workbook.txt", b"Cleo")]);
    assert_eq!(ids(&open(&bytes)), ["mimetypes.txt", "word/documents/ana.txt", "xl/workbook.txt"]);
}

#[test]
fn files_of_the_same_name_get_different_ids() {
    // The writer refuses to write the same name twice.
    let mut bytes = zip(&[("a.txt", b"Ana"), ("b.txt", b"Ben")]);
    for at in 0..bytes.len() - 5 {
        if &bytes[at..at + 5] == b"b.txt" {
            bytes[at] = b'a';
        }
    }
    let archive = open(&bytes);
    assert_eq!(ids(&archive), ["2:a.txt", "a.txt"]);
    assert_eq!(archive.bytes(0, &Limits::default()).unwrap(), b"Ben");
}

#[test]
fn a_cut_archive_that_was_written_as_a_stream_is_read_as_far_as_it_goes() {
    let inner = streamed(&[("word/document.xml", b"<document/>")], CompressionMethod::Stored);
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let files = [("a.txt", &b"Ana "[..]), ("b.docx", &inner), ("c.txt", &[b'c'; 99])];
        let bytes = streamed(&files, method);
        let directory = bytes.windows(4).rposition(|window| window == b"c.tx").unwrap() - 46;
        let archive = open(&bytes[..directory]);
        assert_eq!(ids(&archive), ["a.txt", "b.docx", "c.txt"]);
        for (part, (_, file)) in files.iter().enumerate() {
            assert_eq!(archive.bytes(part, &Limits::default()).unwrap(), *file);
        }
    }
}

#[test]
fn a_file_of_unknown_size_counts_as_the_largest_it_may_be() {
    let mut bytes = streamed(&[("a.txt", &[b' '; 9_999_999]), ("b.txt", &[b' '; 999])], CompressionMethod::Deflated);
    let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    bytes.truncate(directory);
    for at in 0..directory - 4 {
        if &bytes[at..at + 4] == b"PK\x07\x08" {
            bytes[at] = b'_';
        }
    }
    let open =
        |max_archive_bytes| Archive::open(Cursor::new(&bytes), &Limits { max_archive_bytes, ..Limits::default() });
    assert_eq!(open(8_000_000).err().map(|problem| problem.code), Some(ProblemCode::LimitBytes));
    assert_eq!(open(1 << 30).unwrap().unwrap().bytes(0, &Limits::default()).unwrap().len(), 9_999_999);
}

#[test]
fn limits_hold_before_anything_is_inflated() {
    let bytes = zip(&[("a.txt", &[b' '; 5000]), ("b.txt", &[b' '; 5000])]);
    let code = |limits: Limits| Archive::open(Cursor::new(&bytes), &limits).err().map(|problem| problem.code);
    assert_eq!(code(Limits { max_archive_bytes: 9_999, ..Limits::default() }), Some(ProblemCode::LimitBytes));
    assert_eq!(code(Limits { max_archive_bytes: 10_000, ..Limits::default() }), None);
    assert_eq!(code(Limits { max_entries: 1, ..Limits::default() }), Some(ProblemCode::LimitBytes));
    let refused = open(&bytes).bytes(0, &Limits { max_bytes: 4_999, ..Limits::default() }).unwrap_err();
    assert_eq!(refused.code, ProblemCode::LimitBytes);
}

#[test]
fn a_file_that_lies_about_its_size_is_stopped() {
    let mut bytes = zip(&[("a.txt", &[b' '; 5000])]);
    let stated = 5000_u32.to_le_bytes();
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == stated {
            bytes[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
    }
    let archive = open(&bytes);
    let inflated = archive.bytes(0, &Limits { max_bytes: 100, ..Limits::default() });
    assert!(inflated.is_err() || inflated.unwrap().len() <= 101);
}

#[test]
fn without_its_directory_an_archive_is_read_as_far_as_it_goes() {
    let bytes = zip(&[("a.txt", b"Ana"), ("b.txt", b"Ben"), ("c.txt", b"Cleo")]);
    let cut = &bytes[..bytes.len() - 200];
    let archive = open(cut);
    assert_eq!(ids(&archive)[..1], ["a.txt"]);
    assert_eq!(archive.bytes(0, &Limits::default()).unwrap(), b"Ana");
    assert_eq!(archive.problem().unwrap().code, ProblemCode::Damaged);
}

#[test]
fn an_archive_that_names_the_same_bytes_again_and_again_is_refused() {
    let mut bytes = zip(&[("a.txt", &[b' '; 50_000]), ("b.txt", b"")]);
    let entries: Vec<usize> = memchr::memmem::find_iter(&bytes, b"PK\x01\x02").collect();
    // The second entry says that it is packed into as many bytes as the archive has.
    let length = u32::try_from(bytes.len()).unwrap().to_le_bytes();
    bytes[entries[1] + 20..entries[1] + 24].copy_from_slice(&length);
    let refused = Archive::open(Cursor::new(&bytes), &Limits::default()).err().unwrap();
    assert_eq!(refused.code, ProblemCode::Damaged);
}

#[test]
fn a_broken_file_does_not_stop_the_others() {
    let mut bytes = zip(&[("a.txt", &b"Account manager ".repeat(20)), ("b.txt", b"Ben")]);
    let body = bytes.windows(5).position(|window| window == b"a.txt").unwrap() + 8;
    bytes[body] ^= 0xff;
    let archive = open(&bytes);
    assert_eq!(archive.bytes(0, &Limits::default()).unwrap_err().code, ProblemCode::Damaged);
    assert_eq!(archive.bytes(1, &Limits::default()).unwrap(), b"Ben");
}

#[test]
fn a_file_with_a_password_is_reported() {
    let mut bytes = zip(&[("a.txt", b"Ana")]);
    // The lowest bit of the flags, in the file's header and in the directory.
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = bytes.windows(4).position(|window| window == signature).unwrap();
        bytes[at + flags] |= 1;
    }
    assert_eq!(open(&bytes).bytes(0, &Limits::default()).unwrap_err().code, ProblemCode::Encrypted);
}
