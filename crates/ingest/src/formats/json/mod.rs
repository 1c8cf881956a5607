//! JSON Resume files, and the JSON exports of other resume programs. Their fields are written as lines, like the text
//! of other formats, and go into the profile unchanged.

mod field_lines;
mod json_dates;
mod json_exports;
mod json_sections;
mod json_values;
mod prescan;

use serde_json::Value;

use super::{Extract, Extractor, Limits, damaged, plain_text, problem, unsupported_with};
use rolefit_document::{Problem, ProblemCode};

/// Reads JSON Resume files.
pub(super) struct Json;

impl Extractor for Json {
    fn extract(&self, bytes: &[u8], limits: &Limits) -> Result<Extract, Problem> {
        let text = plain_text::decode(bytes);
        if prescan::prescan(&text, text.len()).values > limits.max_nodes {
            let message = format!("it holds more than {} values", limits.max_nodes);
            return Err(problem(ProblemCode::LimitBytes, message, "save it as PDF or DOCX"));
        }
        let (resume, broken) = parse(&text)?;
        let resume = json_exports::as_json_resume(resume);
        if broken.is_none() && !json_exports::has_content(&resume) {
            let remedy = "export it as PDF, DOCX or JSON Resume";
            return Err(unsupported_with("a JSON file in which no work, education or skills are found", remedy));
        }
        let mut extract = json_sections::write(&resume, limits);
        extract.problem = broken;
        Ok(extract)
    }
}

/// True if `text` begins as JSON does and plain text does not: "[2019] Account Manager" is plain text.
pub(super) fn is_json(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let opened = |bracket, inner: [char; 3]| {
        text.strip_prefix(bracket).is_some_and(|rest: &str| rest.trim_start().starts_with(inner))
    };
    opened('{', ['"', '}', '"']) || opened('[', ['{', '[', '"'])
}

/// True if a JSON text is a JSON Resume.
pub(super) fn is_resume(text: &str) -> bool {
    prescan::prescan(text, text.len()).is_resume()
}

/// Parses JSON. Broken JSON is parsed up to the error; the returned problem says so.
fn parse(text: &str) -> Result<(Value, Option<Problem>), Problem> {
    let text = text.trim_start_matches('\u{feff}');
    if let Ok(value) = serde_json::from_str(text) {
        return Ok((value, None));
    }
    let text = prescan::without_trailing_commas(&prescan::without_lone_surrogates(text));
    let error = match serde_json::from_str(&text) {
        Ok(value) => return Ok((value, None)),
        Err(error) => error,
    };
    let line = error.line();
    let broken = damaged(&format!("the JSON is cut off or broken at line {line}"));
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let at = before.saturating_add(error.column().saturating_sub(1)).min(text.len());
    // The parser reports an early end after the last byte, and any other error at the wrong byte.
    let at = if error.is_eof() { text.len() } else { text.floor_char_boundary(at) };
    match serde_json::from_str(&prescan::prescan(&text, at).repaired(&text)) {
        Ok(value) => Ok((value, Some(broken))),
        Err(_) => Err(broken),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn plain_text_in_brackets_is_not_json() {
        for text in ["[2019] Account Manager", "{Ana Keller}", "[Name]", "Ana"] {
            assert!(!is_json(text), "{text}");
        }
        for text in ["\u{feff} {\n\"basics\"", "{}", "[{\"a\"", "[\"a\"]"] {
            assert!(is_json(text), "{text}");
        }
    }

    #[test]
    fn broken_json_is_read_up_to_the_error() {
        let read = |text: &str| parse(text).map(|(value, broken)| (value.to_string(), broken.is_some())).ok();
        assert_eq!(read(r#"{"a":1,}"#), Some((r#"{"a":1}"#.into(), false)));
        assert_eq!(read("{\"a\":\"é\",\n\"b\":[1 2],\"c\":3}"), Some((r#"{"a":"é","b":[]}"#.into(), true)));
        assert_eq!(read(r#"{"a":1,"b":"cut"#), Some((r#"{"a":1}"#.into(), true)));
        assert_eq!(read(r#"{"a":1} and more"#), Some((r#"{"a":1}"#.into(), true)));
        assert!(read(&"[".repeat(100_000)).is_none_or(|(_, is_broken)| is_broken));
    }

    #[test]
    fn half_a_surrogate_pair_costs_a_character_and_not_the_file() {
        let read = |text: &str| parse(text).map(|(value, broken)| (value.to_string(), broken.is_some())).ok();
        let mended = "{\"a\":\"x\u{fffd}y\",\"b\":\"\u{1f600}\",\"c\":\"\\\\ud83d\"}";
        assert_eq!(read(r#"{"a":"x\uD83Dy","b":"\ud83d\ude00","c":"\\ud83d"}"#), Some((mended.into(), false)));
        assert_eq!(read(r#"{"a":"\ude00"}"#), Some(("{\"a\":\"\u{fffd}\"}".into(), false)));
    }

    #[test]
    fn too_many_values_are_refused_before_they_are_parsed() {
        let limits = Limits { max_nodes: 10, ..Limits::default() };
        let error = Json.extract(b"{\"work\":[1,2,3,4,5,6,7,8,9,10,11]}", &limits).unwrap_err();
        assert_eq!(error.code, ProblemCode::LimitBytes);
    }
}
