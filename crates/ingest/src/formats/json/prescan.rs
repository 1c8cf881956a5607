//! Scans JSON before it is parsed: is it a resume, how many values are there, and how far is broken JSON complete?

use super::json_exports;

/// Facts about a JSON text.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Prescan {
    /// Keys of the outermost object, each with the first character of its value.
    keys: Vec<(String, char)>,
    /// The rough number of values: every comma and bracket counts.
    pub values: usize,
    /// The byte offset up to which all values are complete.
    complete: usize,
    /// The brackets that are open at `complete`.
    open: Vec<u8>,
}

/// A file with so many keys that name sections of a resume is a resume. One may be chance.
const LEAST_SECTIONS: usize = 2;

/// Scans the first `length` bytes of `text`.
pub(super) fn prescan(text: &str, length: usize) -> Prescan {
    let bytes = text.as_bytes().get(..length).unwrap_or(text.as_bytes());
    let (mut scan, mut open, mut depth) = (Prescan::default(), Vec::new(), 0);
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                let end = string_end(bytes, at);
                if open == [b'}'] {
                    scan.keys.extend(key(text, at, end));
                }
                at = end;
                continue;
            }
            b'{' | b'[' => {
                open.push(if byte == b'{' { b'}' } else { b']' });
                (scan.complete, depth) = (at + 1, open.len());
            }
            b'}' | b']' => {
                open.pop();
                (scan.complete, depth) = (at + 1, open.len());
            }
            b',' => (scan.complete, depth) = (at, open.len()),
            _ => {
                at += 1;
                continue;
            }
        }
        scan.values += 1;
        at += 1;
    }
    open.truncate(depth);
    scan.open = open;
    scan
}

impl Prescan {
    /// True if the text has the keys of a JSON Resume or of another resume program's export.
    pub(super) fn is_resume(&self) -> bool {
        let holds = |wanted: &str, mark| self.keys.iter().any(|(key, value)| key == wanted && *value == mark);
        let is_section = |(key, value): &(String, char)| matches!(value, '{' | '[') && json_exports::is_section(key);
        let is_json_resume = holds("basics", '{') || holds("work", '[') || holds("education", '[');
        is_json_resume || self.keys.iter().filter(|key| is_section(key)).count() >= LEAST_SECTIONS
    }

    /// The complete part of `text`, with its brackets closed.
    pub(super) fn repaired(&self, text: &str) -> String {
        let mut mended = text.get(..self.complete).unwrap_or_default().to_owned();
        mended.extend(self.open.iter().rev().map(|&bracket| char::from(bracket)));
        mended
    }
}

/// `text` without commas after the last item. People leave them and the parser refuses them.
pub(super) fn without_trailing_commas(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut kept, mut from, mut at) = (String::with_capacity(text.len()), 0, 0);
    while let Some(&byte) = bytes.get(at) {
        let next = at + 1;
        match byte {
            b'"' => {
                at = string_end(bytes, at);
                continue;
            }
            b',' if text.get(next..).is_some_and(|rest| rest.trim_start().starts_with(['}', ']'])) => {
                kept.push_str(text.get(from..at).unwrap_or_default());
                from = next;
            }
            _ => {}
        }
        at = next;
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    kept
}

/// `text` with U+FFFD in place of each half of a surrogate pair that stands alone. The parser refuses them, and
/// programs that cut texts at a number of units leave them.
pub(super) fn without_lone_surrogates(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let (mut from, mut at) = (0, 0);
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        if byte != b'\\' {
            at += 1;
            continue;
        }
        match (unit(text, at), unit(text, at + ESCAPE)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => at += 2 * ESCAPE,
            (Some(0xd800..=0xdfff), _) => {
                mended.extend([text.get(from..at).unwrap_or_default(), "\\ufffd"]);
                at += ESCAPE;
                from = at;
            }
            // Whatever is escaped is no escape itself.
            _ => at += 2,
        }
    }
    mended.push_str(text.get(from..).unwrap_or_default());
    mended
}

/// The length of an escaped unit, as in `\ud83d`.
const ESCAPE: usize = 6;

/// The unit that is escaped at the byte offset `at`.
fn unit(text: &str, at: usize) -> Option<u32> {
    let digits = text.get(at..at + ESCAPE)?.strip_prefix("\\u")?;
    u32::from_str_radix(digits, 16).ok()
}

/// The byte offset after the string that begins at `start`.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The key in `start..end` and the first character of its value, if a colon follows.
fn key(text: &str, start: usize, end: usize) -> Option<(String, char)> {
    let name = text.get(start + 1..end.checked_sub(1)?)?;
    let value = text.get(end..)?.trim_start().strip_prefix(':')?.trim_start();
    Some((name.to_owned(), value.chars().next()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Prescan {
        prescan(text, text.len())
    }

    #[test]
    fn a_resume_is_recognised_by_its_keys() {
        assert!(whole(r#"{"meta": 1, "basics" : {"name": "Ana"#).is_resume());
        assert!(whole(r#"{"work":[{}]}"#).is_resume());
        assert!(whole(r#"{"workExperience":[{}],"Skills":["x"]}"#).is_resume());
        assert!(!whole(r#"{"name":"rolefit","scripts":{"work":[]}}"#).is_resume());
        assert!(!whole(r#"{"say":"\"basics\": {"}"#).is_resume());
    }

    #[test]
    fn the_complete_part_is_kept_and_closed() {
        for (text, mended) in [
            (r#"{"a":[1,2,3"#, r#"{"a":[1,2]}"#),
            (r#"{"a":{"b":"c"},"d":{"e":"f"},"g":"cut o"#, r#"{"a":{"b":"c"},"d":{"e":"f"}}"#),
            (r#"{"a":[{"b":1},{"#, r#"{"a":[{"b":1},{}]}"#),
            (r#"{"a":"]}"#, "{}"),
        ] {
            assert_eq!(whole(text).repaired(text), mended);
        }
    }

    #[test]
    fn commas_after_the_last_item_are_removed() {
        assert_eq!(without_trailing_commas(r#"{"a":[1, 2, ],"b":",]",}"#), r#"{"a":[1, 2 ],"b":",]"}"#);
    }
}
