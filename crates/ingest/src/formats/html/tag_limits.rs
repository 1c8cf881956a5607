//! Scans the tags of a page before it is parsed. The work of the parser grows with the square of the nesting, so a page
//! is cut where it nests too deeply.

use std::collections::HashMap;

use memchr::{memchr, memchr_iter, memmem};

/// The most attributes of a tag. The work to find duplicates grows with the square of their number.
const MAX_ATTRIBUTES: usize = 256;
/// Elements without content.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that end where the next element begins, without an end tag.
const SELF_ENDING: &[&str] =
    &["p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "rp", "rt", "html", "head", "body"];
/// Elements whose content is raw text without tags.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];
/// Elements to whose children the three lists above do not apply.
const FOREIGN: &[&str] = &["svg", "math", "select"];

/// The byte offset at which a page has to be cut, and the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagLimit {
    /// The first element that is nested too deeply.
    Depth(usize),
    /// The first tag past the limit, or a tag with too many attributes.
    Size(usize),
}

/// Finds the first place of `page` with more than `max_depth` open elements or after more than `max_tags` tags.
pub(super) fn find(page: &str, max_depth: usize, max_tags: usize) -> Option<TagLimit> {
    let bytes = page.as_bytes();
    let mut open = HashMap::<String, usize>::new();
    let (mut depth, mut tags, mut at) = (0_usize, 0_usize, 0_usize);
    while let Some(found) = memchr(b'<', bytes.get(at..)?) {
        let start = at + found;
        let rest = bytes.get(start..)?;
        tags += 1;
        if tags > max_tags {
            return Some(TagLimit::Size(start));
        }
        let closes = rest.get(1) == Some(&b'/');
        let named = rest.get(1 + usize::from(closes)..)?;
        if rest.starts_with(b"<!--") {
            at = start + comment(rest);
            continue;
        }
        if !named.first().is_some_and(u8::is_ascii_alphabetic) {
            at = start + 1;
            continue;
        }
        let length = named.iter().take_while(|byte| !matches!(byte, b' ' | b'\t'..=b'\r' | b'/' | b'>')).count();
        let name = String::from_utf8_lossy(named.get(..length)?).to_ascii_lowercase();
        let tag = tag(named.get(length..)?);
        if tag.attributes > MAX_ATTRIBUTES {
            return Some(TagLimit::Size(start));
        }
        at = start + 1 + usize::from(closes) + length + tag.length;
        let is_foreign = FOREIGN.iter().any(|&name| open.get(name).is_some_and(|&count| count > 0));
        let is_one_of = |names: &[&str]| !is_foreign && names.contains(&name.as_str());
        if closes {
            if let Some(count) = open.get_mut(&name).filter(|count| **count > 0) {
                *count -= 1;
                depth -= 1;
            }
        } else if is_one_of(RAW) {
            at += raw(bytes.get(at..)?, &name);
        } else if !(is_one_of(VOID) || is_one_of(SELF_ENDING) || (is_foreign && tag.ends_itself)) {
            depth += 1;
            if depth > max_depth {
                return Some(TagLimit::Depth(start));
            }
            *open.entry(name).or_default() += 1;
        }
    }
    None
}

/// The part of a tag between its name and its end.
struct Tag {
    length: usize,
    attributes: usize,
    ends_itself: bool,
}

fn tag(bytes: &[u8]) -> Tag {
    let mut tag = Tag { length: 0, attributes: 0, ends_itself: false };
    let mut before = b' ';
    while let Some(&byte) = bytes.get(tag.length) {
        tag.length += 1;
        match byte {
            b'>' => {
                tag.ends_itself = before == b'/';
                return tag;
            }
            // Quotes enclose a value only after an equals sign.
            b'"' | b'\'' if before == b'=' => {
                let rest = bytes.get(tag.length..).unwrap_or_default();
                tag.length += memchr(byte, rest).map_or(rest.len(), |end| end + 1);
                before = b' ';
                continue;
            }
            b' ' | b'\t'..=b'\r' if before == b'=' => continue,
            b' ' | b'\t'..=b'\r' => before = b' ',
            _ => {
                tag.attributes += usize::from(matches!(before, b' ' | b'/') && byte != b'/');
                before = byte;
            }
        }
    }
    tag
}

/// The length of the comment at the start of `bytes`.
fn comment(bytes: &[u8]) -> usize {
    let body = bytes.get(2..).unwrap_or_default();
    let is_end = |&at: &usize| body.get(..at).is_some_and(|before| before.ends_with(b"--") || before.ends_with(b"--!"));
    let found = memchr_iter(b'>', body).find(is_end).map(|at| at + 3);
    found.unwrap_or(bytes.len())
}

/// The length of the content of a raw element, up to its end tag.
fn raw(bytes: &[u8], name: &str) -> usize {
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memmem::find(rest, b"</")) {
        at += found;
        let rest = bytes.get(at + 2..).unwrap_or_default();
        if rest.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes())) {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_element_that_is_too_deep_is_found() {
        assert_eq!(find("<div><b>a</b><i>b</i></div>", 2, 99), None);
        assert_eq!(find("<div><b><i>b", 2, 99), Some(TagLimit::Depth(8)));
        // End tags of elements that are not open do not count.
        assert_eq!(find("<div></x><b></x><i>b", 2, 99), Some(TagLimit::Depth(16)));
    }

    #[test]
    fn paragraphs_and_raw_text_do_not_nest() {
        let page =
            format!("{}<script>if (a<b) '<div><div><div>'</script><!-- <div><div> -->", "<p>a<br><li>b".repeat(9));
        assert_eq!(find(&page, 1, 99), None);
        assert_eq!(find("<!--><div><!--- <b> ---><div><!-- --!><div>", 2, 99), Some(TagLimit::Depth(38)));
        assert_eq!(find("<svg><p><p>", 2, 99), Some(TagLimit::Depth(8)));
    }

    #[test]
    fn tags_and_attributes_are_counted() {
        assert_eq!(find("<p><p><p>", 9, 2), Some(TagLimit::Size(6)));
        assert_eq!(find(&format!("<p {}>", "a ".repeat(300)), 9, 9), Some(TagLimit::Size(0)));
        assert_eq!(find(&format!("<p title=\"{}\">", "a ".repeat(300)), 9, 9), None);
    }
}
