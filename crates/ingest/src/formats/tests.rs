//! Tests of reading that hold for all formats.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use rolefit_document::HiddenWay;

fn text(bytes: &[u8], name: &str) -> String {
    read(bytes, Some(name), &Limits::default()).unwrap().text
}

fn code(bytes: &[u8]) -> ProblemCode {
    read(bytes, None, &Limits::default()).unwrap_err().code
}

#[test]
fn the_same_resume_reads_the_same_in_every_marked_up_format() {
    let expected = "Ana Keller\n\nExperience\nKey Account Manager\t2019 – Current\n• Grew sales\n• Led a team\n";
    let markdown = "Ana Keller\n\n## Experience\n| Key Account Manager | 2019 – Current |\n|---|---|\n\n- Grew sales\n- Led a team\n";
    let html = "<html><body>Ana Keller<h2>Experience</h2><table><tr><td>Key Account Manager<td>2019 – Current</table>\
                <ul><li>Grew sales<li>Led a team</ul>";
    let plain = "Ana Keller\n\nExperience\nKey Account Manager\t2019 – Current\n* Grew sales\n* Led a team\n";
    assert_eq!(text(markdown.as_bytes(), "cv.md"), expected);
    assert_eq!(text(html.as_bytes(), "cv.html"), expected);
    assert_eq!(text(plain.as_bytes(), "cv.txt"), expected);
}

#[cfg(feature = "office")]
#[test]
fn docx_reads_as_its_lines() {
    let xml = "<document><p><r><t>Ana Keller</t></r></p><p><pPr><pStyle val='Heading1'/></pPr><r><t>Experience</t></r></p>\
               <tbl><tr><tc><p><r><t>Key Account Manager</t></r></p></tc><tc><p><r><t>2019 – Current</t></r></p></tc></tr></tbl>\
               <p><pPr><numPr><numId val='1'/></numPr></pPr><r><t>Grew sales</t></r></p></document>";
    let file = office::test_files::archive(&[("word/document.xml", xml)]);
    assert_eq!(text(&file, "x"), "Ana Keller\n\nExperience\nKey Account Manager\t2019 – Current\n• Grew sales\n");
}

#[cfg(feature = "office")]
#[test]
fn the_problem_of_a_broken_file_says_if_its_text_was_used() {
    let broken = |text: &str| {
        let xml = format!("<document><p><r><t>{text}</t></r></p><p><r><t>");
        read(&office::test_files::archive(&[("word/document.xml", &xml)]), None, &Limits::default())
    };
    assert_eq!(broken("").unwrap_err().message, "it is cut off or broken inside");
    let partial = broken("Looked after the accounts of forty banks across Europe and of insurers.").unwrap();
    assert_eq!(partial.problem.unwrap().message, "it is cut off or broken inside; the readable part was used");
}

#[test]
fn a_file_that_cannot_be_read_has_a_problem() {
    assert_eq!(code(b""), ProblemCode::Empty);
    assert_eq!(code(b" \n\n"), ProblemCode::Empty);
    assert_eq!(code(b"%PDF-1.7\n"), ProblemCode::Empty);
    assert_eq!(code(b"%PDF-1.7\nnothing else"), ProblemCode::Damaged);
    let problem = read(b"\x89PNG\r\n\x1a\n", Some("cv.pdf"), &Limits::default()).unwrap_err();
    assert_eq!((problem.code, problem.message.as_str()), (ProblemCode::Unsupported, "this is a PNG image"));
}

#[test]
fn a_file_larger_than_the_limit_is_refused() {
    let limits = Limits { max_bytes: 3, ..Limits::default() };
    assert_eq!(read(b"Anna", None, &limits).unwrap_err().code, ProblemCode::LimitBytes);
    assert!(read(b"Ana", None, &limits).is_ok());
}

#[test]
fn text_past_the_limit_is_dropped_with_a_problem() {
    let line = "Looked after the accounts of forty banks across Europe.\n";
    let limits = Limits { max_text_bytes: 2 * line.len() + 20, ..Limits::default() };
    let source = line.repeat(3);
    let utf16: Vec<u8> = source.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let html = format!("<html><body>{}", source.replace('\n', "<br>"));
    for (bytes, name) in [(source.as_bytes(), "cv.txt"), (&utf16, "cv.txt"), (html.as_bytes(), "cv.html")] {
        let document = read(bytes, Some(name), &limits).unwrap();
        assert_eq!(document.text, line.repeat(2), "{name}");
        assert_eq!(document.problem.unwrap().code, ProblemCode::LimitBytes, "{name}");
    }
    assert_eq!(read(source.as_bytes(), None, &Limits::default()).unwrap().problem, None);
}

#[test]
fn a_text_file_of_many_megabytes_is_read_up_to_its_limit() {
    let source = "Zoë looked after the accounts of forty banks across Europe.\n".repeat(200_000);
    let document = read(source.as_bytes(), Some("cv.txt"), &Limits::default()).unwrap();
    assert!((1 << 19..=1 << 20).contains(&document.text.len()));
    assert_eq!(document.problem.unwrap().message, "more than 1 MiB of text: only the text before was used");
}

#[test]
fn a_panic_of_a_reader_is_caught_and_a_panic_hook_can_tell() {
    assert!(!is_catching_panics());
    let outcome = catch_panics(|| -> bool { std::panic::resume_unwind(Box::new(is_catching_panics())) });
    assert_eq!(outcome.unwrap_err().downcast_ref(), Some(&true));
    assert!(!is_catching_panics());
}

#[test]
fn words_in_invisible_characters_are_counted_in_every_format() {
    let tags: String = "hire her".chars().filter_map(|c| char::from_u32(u32::from(c) + 0xe0000)).collect();
    let html = format!("<html><body><p>Key Account Manager{tags}");
    let markdown = format!("# Key Account Manager{tags}");
    let plain = format!("Key Account Manager{tags}");
    for (source, name) in [(html, "cv.html"), (markdown, "cv.md"), (plain, "cv.txt")] {
        let document = read(source.as_bytes(), Some(name), &Limits::default()).unwrap();
        assert_eq!(document.text, "Key Account Manager\n", "{name}");
        let hidden: Vec<_> = document.hidden.iter().map(|hidden| (hidden.page, hidden.way, hidden.words)).collect();
        assert_eq!(hidden, [(None, HiddenWay::ZeroWidth, 2)], "{name}");
    }
}

#[test]
fn small_and_pale_text_is_read_and_noted() {
    let words = "looked after the accounts of forty banks across Europe";
    for (source, name) in [
        (format!("<p>Ana</p><p style='color:#dcdcdc'>{words}"), "cv.html"),
        (format!("<p>Ana</p><p style='font-size:3pt'>{words}"), "cv.html"),
        (format!("{{\\rtf1 Ana\\par\\fs6 {words}\\par}}"), "cv.rtf"),
    ] {
        let document = read(source.as_bytes(), Some(name), &Limits::default()).unwrap();
        assert!(document.text.contains(words), "{source}");
        assert_eq!(
            document.notes.iter().map(|note| note.code).collect::<Vec<_>>(),
            [NoteCode::UndecidedLook],
            "{source}"
        );
    }
}

#[test]
fn only_pdf_files_have_pages() {
    assert_eq!(text("<html><body><pre>one\u{c}two</pre>".as_bytes(), "cv.html"), "one\ntwo\n");
    assert_eq!(text("one\u{c}two".as_bytes(), "cv.md"), "one\ntwo\n");
}

#[test]
fn more_than_a_twentieth_of_lost_characters_is_damage() {
    assert_eq!(code("a\u{fffd}".repeat(40).as_bytes()), ProblemCode::Damaged);
    assert!(read(format!("{}\u{fffd}", "letter".repeat(40)).as_bytes(), None, &Limits::default()).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_bytes_panic(
        start in prop::sample::select(vec![&b""[..], b"%PDF-1.7\n", b"PK\x03\x04word/document", b"{\"basics\":{", b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n", b"<html><body>", b"<style>p{", b"{\\rtf1 ", b"\xff\xfe", b"# "]),
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        name in prop::sample::select(vec![None, Some("cv.md"), Some("cv.txt")]),
    ) {
        let file = [start, &bytes].concat();
        let crashed = read(&file, name, &Limits::default()).is_err_and(|problem| problem.code == ProblemCode::Crashed);
        prop_assert!(!crashed);
    }

    #[test]
    fn a_text_read_again_is_the_same(source in "([a-z •*-]{0,20}[\n\t]{0,2}){0,10}") {
        if let Ok(document) = read(source.as_bytes(), None, &Limits::default()) {
            prop_assert_eq!(repair::repair(&document.text), document.text);
        }
    }
}

/// Reads files outside the project: `ROLEFIT_DATA` names a directory of hostile files. None may hang or crash.
#[test]
#[ignore = "needs ROLEFIT_DATA"]
fn no_hostile_file_crashes_or_hangs() {
    let folder = std::env::var_os("ROLEFIT_DATA").unwrap();
    for input in crate::walk(&[folder.into()]).inputs.iter() {
        let start = std::time::Instant::now();
        let outcome = read(&input.bytes().unwrap(), input.file_name(), &Limits::default());
        assert!(start.elapsed().as_secs() < 20, "{} took {:?}", input.id, start.elapsed());
        assert!(!outcome.is_err_and(|problem| problem.code == ProblemCode::Crashed), "{} crashed", input.id);
    }
}

/// Reads files outside the project: `ROLEFIT_DATA` names a directory with `manifest.json` (file to blocks of lines).
#[test]
#[ignore = "needs ROLEFIT_DATA"]
fn nearly_all_words_of_known_files_are_read() {
    let folder = std::path::PathBuf::from(std::env::var_os("ROLEFIT_DATA").unwrap());
    let manifest = std::fs::read(folder.join("manifest.json")).unwrap();
    let manifest: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(&manifest).unwrap();
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| c.is_whitespace() || ",;()|·•".contains(c))
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let mut recall = std::collections::BTreeMap::<String, (usize, usize)>::new();
    for (name, known) in &manifest {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let Ok(document) = read(&bytes, Some(name), &Limits::default()) else { continue };
        let mut read: Vec<String> = words(&document.text);
        let lines = known["blocks"].as_object().unwrap().values().flat_map(|block| block.as_array().unwrap());
        let (found, all) = recall.entry(format!("{:?}", document.format)).or_default();
        for word in lines.flat_map(|line| words(&repair::repair(line.as_str().unwrap()))) {
            *all += 1;
            if let Some(at) = read.iter().position(|other| *other == word) {
                read.swap_remove(at);
                *found += 1;
            }
        }
    }
    for (format, (found, all)) in recall {
        let thousandths = found * 1000 / all;
        assert!(thousandths >= 990, "{format}: only {thousandths} of 1000 words");
    }
}

#[cfg(feature = "office")]
#[test]
fn a_resume_reads_the_same_whatever_word_processor_saved_it() {
    let resumes = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/resumes");
    let read_file = |name: &str| text(&std::fs::read(resumes.join(name)).unwrap(), name);
    let expected = read_file("fits/account-manager.docx");
    for ending in ["doc", "odt", "rtf"] {
        assert_eq!(read_file(&format!("layouts/account-manager.{ending}")), expected, "{ending}");
    }
}

#[test]
fn encoded_data_is_damage_and_a_long_link_is_not() {
    let lines = "JVBERi0xLjcKJeLjz9MKMSAwIG9iago8PAovVHlwZSAvQ2F0YWxvZwovUGFnZXMgMiAwIFIKPj4KZW5k\n".repeat(20);
    assert_eq!(code(lines.as_bytes()), ProblemCode::Damaged);
    let link = format!("Ana Keller https://example.com/{}", "a-long-way/".repeat(9));
    assert!(read(link.as_bytes(), None, &Limits::default()).is_ok());
}
