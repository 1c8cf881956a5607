//! Runs the cases of reading in `crates/ingest/cases`, whose README describes their form.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;

use super::repair::repair;
use super::{Extract, Limits, format_table};
use rolefit_document::Format;

/// A case: parts of the file by name, the source, and the lines that say what is read.
#[derive(Default)]
struct Case {
    parts: BTreeMap<String, String>,
    source: String,
    expected: Vec<String>,
}

fn run(format: Format, cases: &str) {
    let (mut title, mut case, mut table) = ("", Case::default(), None::<String>);
    for line in cases.lines().chain(["# end"]) {
        if !line.starts_with('=') && !case.expected.is_empty() {
            check(format, title, &std::mem::take(&mut case));
        }
        if let Some(next) = line.strip_prefix("# ") {
            title = next;
        } else if let Some(template) = line.strip_prefix("@with ") {
            table = Some(template.to_owned());
        } else if line.is_empty() {
            (table, case) = (None, Case::default());
        } else if let Some(template) = &table {
            let (variant, verdict) = line.rsplit_once(" => ").unwrap_or_else(|| panic!("{title}: {line}"));
            let parts = std::mem::take(&mut case.parts);
            judge(format, &Case { source: template.replace('…', variant), parts, ..Case::default() }, verdict, line);
        } else if let Some((name, part)) = line.strip_prefix('@').and_then(|part| part.split_once(' ')) {
            case.parts.entry(name.to_owned()).or_default().push_str(&unescaped(part));
        } else if line.starts_with('=') {
            case.expected.push(line.to_owned());
        } else {
            case.source.extend([line, "\n"]);
        }
    }
}

/// Checks all that is read from a case.
fn check(format: Format, title: &str, case: &Case) {
    let read = read(format, case);
    let mut found: Vec<String> =
        repair(&read.text).lines().map(|line| format!("=> {}", line.replace('\t', "\\t"))).collect();
    let list = |name: &str, items: Vec<String>| (!items.is_empty()).then(|| format!("={name} {}", items.join(", ")));
    let hidden = read.hidden.iter().map(|hidden| format!("{} {}", code(&hidden.way), hidden.words)).collect();
    found.extend(list("hidden", hidden));
    found.extend(list("notes", read.notes.iter().map(|note| code(&note.code)).collect()));
    found.extend(list("problem", read.problem.iter().map(|problem| code(&problem.code)).collect()));
    let expected: Vec<String> = case.expected.iter().map(|line| unescaped(line).trim_end().to_owned()).collect();
    let found: Vec<&str> = found.iter().map(|line| line.trim_end()).collect();
    assert_eq!(found, expected, "{title}: {}", case.source);
}

/// Checks if the word "Go" is seen.
fn judge(format: Format, case: &Case, verdict: &str, line: &str) {
    let read = read(format, case);
    let is_read = read.text.contains("Go");
    let found = match (read.hidden.as_slice(), read.notes.as_slice()) {
        ([hidden], _) => code(&hidden.way),
        ([], [_]) => "undecided".to_owned(),
        ([], []) => "shown".to_owned(),
        other => format!("{other:?}"),
    };
    assert_eq!((found.as_str(), is_read), (verdict, matches!(verdict, "shown" | "undecided")), "{line}");
}

fn read(format: Format, case: &Case) -> Extract {
    let source = unescaped(case.source.trim_end_matches('\n'));
    let bytes = match format {
        #[cfg(feature = "office")]
        Format::Docx | Format::Odt => office(format, &source, &case.parts),
        Format::Rtf => format!("{{\\rtf1\\ansi {source}}}").into_bytes(),
        _ => source.into_bytes(),
    };
    let reader = format_table::extractor(format).unwrap();
    let no_text = |problem| Extract { problem: Some(problem), ..Extract::default() };
    reader.extract(&bytes, &Limits::default()).unwrap_or_else(no_text)
}

/// Builds a DOCX or ODT file from its body and other parts.
#[cfg(feature = "office")]
fn office(format: Format, body: &str, parts: &BTreeMap<String, String>) -> Vec<u8> {
    let automatic = parts.get("automatic").map_or("", String::as_str);
    let (name, text) = match format {
        Format::Docx if body.starts_with("<document") => ("word/document.xml", body.to_owned()),
        Format::Docx => ("word/document.xml", format!("<document><body>{body}</body></document>")),
        _ => {
            let styles = format!("<automatic-styles>{automatic}</automatic-styles>");
            ("content.xml", format!("<c>{styles}<body><text>{body}</text></body></c>"))
        }
    };
    let named: Vec<(&str, &str)> = parts.iter().map(|(name, part)| (name.as_str(), part.as_str())).collect();
    super::office::test_files::archive(&[&[(name, text.as_str())], &named[..]].concat())
}

/// The name of a way of hiding, a note or a problem, as outputs spell it.
fn code(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

/// Replaces `{10ffff}` by the character of that number.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('{');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let number = part.split_once('}').filter(|(digits, _)| (1..7).contains(&digits.len()));
        match number.and_then(|(digits, rest)| Some((char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, rest))) {
            Some((c, rest)) => plain.extend([c.to_string().as_str(), rest]),
            None => plain.extend(["{", part]),
        }
    }
    plain
}

macro_rules! cases {
    ($($(#[$feature:meta])? $name:ident $format:ident $file:literal)*) => {$(
        $(#[$feature])?
        #[test]
        fn $name() {
            run(Format::$format, &std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/cases/", $file)).unwrap());
        }
    )*};
}

cases! {
    web_pages_are_read Html "html.txt"
    markdown_is_read Markdown "markdown.txt"
    rtf_files_are_read Rtf "rtf.txt"
    json_resumes_are_read Json "json.txt"
    #[cfg(feature = "office")]
    docx_files_are_read Docx "docx.txt"
    #[cfg(feature = "office")]
    odt_files_are_read Odt "odt.txt"
}
