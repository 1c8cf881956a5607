//! Joins the lines of a wrapped paragraph or list item into one line.

use std::cell::LazyCell;

use super::{after_bullet, split_address};
use rolefit_document::ascii;

/// First parts of compounds. A hyphen after them at the end of a line belongs to the word: "customer-facing".
const COMPOUND_STARTS: &[&str] = &[
    "account", "all", "award", "best", "bi", "business", "by", "client", "co", "cost", "cross", "customer", "data",
    "day", "decision", "detail", "e", "end", "ever", "ex", "face", "fast", "first", "follow", "four", "front", "full",
    "goal", "half", "hands", "hard", "high", "highly", "in", "inter", "key", "large", "left", "life", "long", "low",
    "market", "mid", "mind", "mission", "multi", "new", "non", "off", "on", "one", "open", "out", "over", "part",
    "point", "post", "pre", "problem", "profit", "project", "quality", "re", "real", "result", "results", "revenue",
    "right", "sales", "second", "self", "semi", "service", "short", "single", "six", "small", "state", "sub", "task",
    "team", "third", "three", "time", "to", "top", "two", "up", "user", "value", "vendor", "well", "work", "world",
    "year",
];
/// Last parts of compounds, as [`COMPOUND_STARTS`].
const COMPOUND_ENDS: &[&str] = &[
    "and", "art", "aware", "base", "based", "building", "business", "centered", "centric", "class", "cost", "day",
    "depth", "driven", "edge", "effective", "efficient", "end", "ended", "facing", "focused", "free", "friendly",
    "functional", "go", "hand", "hour", "house", "in", "key", "led", "level", "line", "long", "making", "market",
    "minded", "month", "of", "off", "on", "one", "or", "oriented", "out", "party", "performing", "person", "point",
    "quality", "range", "ready", "related", "sale", "sales", "saving", "scale", "selling", "server", "service", "side",
    "site", "solving", "specific", "standing", "starter", "store", "team", "term", "the", "thinking", "time", "to",
    "up", "value", "volume", "wide", "winning", "year",
];

/// A text is hyphenated if one full line in this many ends in a split word. In other texts one line in fifty ends in
/// the hyphen of a compound.
const HYPHENATED_ONE_IN: usize = 15;

/// A text is wrapped if at least this many lines, and one line in [`WRAPPED_ONE_IN`], are nearly as long as the
/// longest.
const WRAPPED_LINES: usize = 3;
/// See [`WRAPPED_LINES`].
const WRAPPED_ONE_IN: usize = 5;
/// The widths at which people and programs wrap text. Shorter lines are short by nature, longer lines are not wrapped.
const WRAP_WIDTHS: std::ops::RangeInclusive<usize> = 50..=120;
/// The number of characters by which a wrapped line may be shorter than the longest, because a long word did not fit.
const MAX_RAGGED: usize = 12;

/// Appends the next line of a wrapped block, and joins a word that was split at the end of the line.
///
/// A soft hyphen is removed. A hyphen is removed if the text is `hyphenated`, lower-case letters are on both sides, and
/// neither side is a usual part of compounds.
pub(in crate::formats) fn join_line(block: &mut String, next: &str, hyphenated: bool) {
    if block.ends_with('\u{ad}') {
        block.pop();
    } else if split_address::is_split(block, next) {
        // An address has no spaces, and keeps its hyphens.
    } else if let Some(stem) = block.strip_suffix('-') {
        let first = stem.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let second = next.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let within = first.ends_with(char::is_lowercase) && second.starts_with(char::is_lowercase);
        let compound = COMPOUND_STARTS.contains(&first.to_lowercase().as_str()) || COMPOUND_ENDS.contains(&second);
        let starts_word =
            stem.len() == first.len() || stem.strip_suffix(first).is_some_and(|b| b.ends_with([' ', '(']));
        match (hyphenated && within && starts_word, compound) {
            (true, false) => {
                block.pop();
            }
            _ if (first.is_empty() || second.is_empty()) && !breaks_inside(block, next) => block.push(' '),
            _ => {}
        }
    } else if !breaks_inside(block, next) {
        block.push(' ');
    }
    block.push_str(next);
}

/// True if the line ends in a slash or in a dash between digits, after which no space is needed: "CRM/ERP",
/// "2010–2014".
fn breaks_inside(block: &str, next: &str) -> bool {
    let mut ends = block.chars().rev();
    match (ends.next(), ends.next()) {
        (Some('/'), Some(before)) => !before.is_whitespace(),
        (Some('–' | '-'), Some(before)) => before.is_ascii_digit() && next.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}

/// True if the text splits words at the ends of its `full` lines. Other texts only break compounds, at their own
/// hyphens.
pub(in crate::formats) fn is_hyphenated<'a>(full: impl Iterator<Item = &'a str>) -> bool {
    let (mut lines, mut hyphens) = (0, 0);
    for line in full {
        lines += 1;
        let split = line.strip_suffix('-').is_some_and(|stem| stem.ends_with(char::is_lowercase));
        hyphens += usize::from(split);
    }
    hyphens * HYPHENATED_ONE_IN >= lines
}

/// Unwraps a plain text.
pub(in crate::formats) fn unwrap_text(text: &str) -> String {
    let text = super::characters(text).replace(rolefit_document::PAGE_BREAK, "\n\n");
    let lines: Vec<&str> = ascii::lines(&text).map(str::trim_end).collect();
    let edge = wrap_width(&lines);
    let full = lines.iter().filter(|line| Some(line.chars().count() + MAX_RAGGED) >= edge).copied();
    let hyphenated = LazyCell::new(|| is_hyphenated(full));
    let mut unwrapped = String::with_capacity(text.len());
    let mut block = String::new();
    let (mut first, mut previous) = ("", "");
    for &line in &lines {
        let body = line.trim_start();
        if !block.is_empty() && continues(first, previous, line, edge) {
            join_line(&mut block, body, *hyphenated);
        } else {
            if !block.is_empty() {
                unwrapped.extend([block.as_str(), "\n"]);
            }
            if line.is_empty() {
                unwrapped.push('\n');
            }
            block.clear();
            block.push_str(body);
            first = line;
        }
        previous = line;
    }
    unwrapped.push_str(&block);
    unwrapped.push('\n');
    unwrapped
}

/// The width at which the lines are wrapped, in characters; `None` if they are not wrapped.
fn wrap_width(lines: &[&str]) -> Option<usize> {
    let widths: Vec<usize> = lines.iter().map(|line| line.chars().count()).filter(|&width| width > 0).collect();
    let longest = widths.iter().copied().max().filter(|longest| WRAP_WIDTHS.contains(longest))?;
    let full = widths.iter().filter(|&&width| width + MAX_RAGGED >= longest).count();
    (full >= WRAPPED_LINES && full * WRAPPED_ONE_IN >= widths.len()).then_some(longest)
}

/// True if `line` continues the block whose first and last lines are `first` and `previous`.
fn continues(first: &str, previous: &str, line: &str, edge: Option<usize>) -> bool {
    let body = line.trim_start();
    if body.is_empty() || previous.is_empty() || after_bullet(body).is_some() || is_numbered(body) {
        return false;
    }
    let indent = |line: &str| line.len() - line.trim_start().len();
    // An indented line below a bullet continues the list item.
    let hangs = || indent(line) > indent(previous) && after_bullet(previous.trim_start()).is_some();
    let begins_lower = body.starts_with(char::is_lowercase);
    let is_continuation = match edge {
        None => begins_lower && hangs(),
        Some(edge) => {
            let word = body.split(' ').next().unwrap_or_default().chars().count();
            let full = previous.chars().count() + 1 + word > edge;
            // A title below the last item of a list does not continue the item.
            let leaves_list = || after_bullet(first.trim_start()).is_some() && indent(line) <= indent(first);
            let ended = previous.ends_with(['.', '!', '?', ':', ';']);
            full && (begins_lower || (!leaves_list() && (!ended || hangs())))
        }
    };
    is_continuation && !has_columns(line) && !previous.contains('\t')
}

/// True if the line has columns.
fn has_columns(line: &str) -> bool {
    line.contains('\t') || line.trim_start().contains("   ")
}

/// True if the line begins as an item of a numbered list: "1. " or "1) ".
pub(in crate::formats) fn is_numbered(line: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    (1..=2).contains(&(line.len() - rest.len())) && (rest.starts_with(". ") || rest.starts_with(") "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(block: &str, next: &str, hyphenated: bool) -> String {
        let mut block = block.to_owned();
        join_line(&mut block, next, hyphenated);
        block
    }

    #[test]
    fn only_hyphenated_text_loses_its_hyphens() {
        assert_eq!(joined("for exam-", "ple", true), "for example");
        assert_eq!(joined("Sales-", "force", true), "Sales-force");
        assert_eq!(joined("Post-", "greSQL", false), "Post-greSQL");
        assert_eq!(joined("a fast-", "paced shop", false), "a fast-paced shop");
    }

    #[test]
    fn compounds_keep_their_hyphen() {
        for (start, end) in
            [("customer-", "facing"), ("cross-", "functional"), ("end-to-", "end"), ("Mid-", "Atlantic")]
        {
            assert_eq!(joined(start, end, true), format!("{start}{end}"));
        }
    }

    #[test]
    fn dashes_and_slashes_are_not_hyphens() {
        assert_eq!(joined("grew sales -", "by half", true), "grew sales - by half");
        assert_eq!(joined("CRM/", "ERP", true), "CRM/ERP");
        assert_eq!(joined("2010–", "2014", true), "2010–2014");
        assert_eq!(joined("soft\u{ad}", "ware", false), "software");
    }

    #[test]
    fn a_title_below_a_full_list_item_is_not_joined() {
        let item = "- Built relationships with purchasing departments of hospitals\n";
        let source = format!("{item}{item}{item}Key Account Manager\nExample Ltd\n");
        assert_eq!(unwrap_text(&source).lines().nth(3), Some("Key Account Manager"));
    }

    #[test]
    fn a_wrapped_paragraph_becomes_one_line() {
        let source = "Account manager with ten years in sales of software to banks and\n\
                      insurers, and in leading the teams that look after them for many\n\
                      years. Based in Zurich and Geneva, and glad to travel for work or\n\
                      pleasure.\n\nSkills\nCRM\nSalesforce\n";
        let text = unwrap_text(source);
        assert_eq!(text.lines().map(str::len).filter(|&length| length > 0).collect::<Vec<_>>()[1..], [6, 3, 10]);
    }

    #[test]
    fn list_items_and_short_lines_are_not_joined() {
        let source = "- Sold software\n- Led a team\n  of nine\n1. Sold\nAcme Ltd\nZurich\n";
        assert_eq!(unwrap_text(source), "- Sold software\n- Led a team of nine\n1. Sold\nAcme Ltd\nZurich\n");
    }
}
