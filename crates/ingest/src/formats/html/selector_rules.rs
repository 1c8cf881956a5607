//! Parses selectors, with the costs of matching them, their specificity, and the key by which they are found.

use scraper::selector::ToCss;
use scraper::{ElementRef, Selector};

use super::css_syntax::split_commas;
use super::css_values::{closing, split_outside};

/// The usual number of bytes of a part of a selector. Each part is one step.
const BYTES_PER_PART: usize = 16;
/// Parts of a selector that may have to be compared with all siblings of an element.
const SIBLING_SELECTORS: &[&str] = &["~ ", ":nth-", "-of-type"];
/// Conditions on what a reader does, or on states that the parser does not know, and what holds in their place.
const STATES: &[(&str, &str)] = &[
    (":hover", ":not(*)"),
    (":focus-within", ":not(*)"),
    (":focus-visible", ":not(*)"),
    (":focus", ":not(*)"),
    (":active", ":not(*)"),
    (":visited", ":not(*)"),
    (":target-within", ":not(*)"),
    (":target", ":not(*)"),
    (":popover-open", ":not(*)"),
    (":fullscreen", ":not(*)"),
    (":checked", ":is([checked],[selected])"),
    (":disabled", ":is([disabled])"),
    (":enabled", ":not([disabled])"),
    (":any-link", ":is([href])"),
    (":link", ":is([href])"),
    (":open", ":is([open])"),
    (":defined", ":is(*)"),
    (":scope", ":root"),
];

/// The key of a rule in the index: the id, class or tag that an element must have to match.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Id(String),
    Class(String),
    Tag(String),
    Any,
}

/// A selector that can be matched.
pub(super) struct ParsedSelector {
    selector: Selector,
    pub key: Key,
    /// Ids count more than classes, and classes more than tags.
    pub specificity: usize,
    /// The number of parts, each a step.
    pub parts: usize,
    /// The number of parts that may be compared with all siblings.
    pub sibling_parts: usize,
    /// The number of parts that may be compared with all descendants.
    pub has_parts: usize,
}

impl ParsedSelector {
    /// Parses one selector; `None` if it is wrong or unknown.
    pub(super) fn parse(source: &str) -> Option<ParsedSelector> {
        let known = STATES.iter().fold(source.to_owned(), |source, (state, holds)| with_state(&source, state, holds));
        let selector = Selector::parse(&known).ok()?;
        let css = selector.to_css_string();
        Some(ParsedSelector {
            key: key(&known),
            specificity: specificity(source),
            parts: 1 + css.len() / BYTES_PER_PART,
            sibling_parts: SIBLING_SELECTORS.iter().map(|part| css.matches(part).count()).sum(),
            has_parts: css.matches(":has(").count(),
            selector,
        })
    }

    pub(super) fn matches(&self, element: ElementRef<'_>) -> bool {
        self.selector.matches(&element)
    }
}

/// The keys under which rules for `element` are found.
pub(super) fn keys_of(element: ElementRef<'_>) -> impl Iterator<Item = Key> {
    let value = element.value();
    let classes = value.classes().map(|class| Key::Class(class.to_owned()));
    let keys = value.id().map(|id| Key::Id(id.to_owned())).into_iter().chain(classes);
    keys.chain([Key::Tag(value.name().to_owned()), Key::Any]).collect::<Vec<_>>().into_iter()
}

/// Replaces a state where it is a whole word.
fn with_state(source: &str, state: &str, holds: &str) -> String {
    let (mut out, mut rest) = (String::new(), source);
    while let Some(at) = rest.find(state) {
        let (before, after) = (rest.get(..at).unwrap_or_default(), rest.get(at + state.len()..).unwrap_or_default());
        let is_whole = !before.ends_with([':', '\\']) && !after.starts_with(|c: char| c.is_alphanumeric() || c == '-');
        out.push_str(before);
        out.push_str(if is_whole { holds } else { state });
        rest = after;
    }
    out + rest
}

/// The last compound of a selector.
fn last_compound(selector: &str) -> &str {
    split_outside(selector, |c| matches!(c, ' ' | '>' | '+' | '~')).last().copied().unwrap_or_default()
}

/// The key of a selector: the id, class or tag in its last compound.
fn key(selector: &str) -> Key {
    let last = last_compound(selector.trim());
    // What a condition in brackets asks for is not part of a name.
    if last.contains(['(', '[', '\\']) {
        return Key::Any;
    }
    let last = last.split(':').next().unwrap_or_default();
    match (last.rsplit_once('#'), last.rsplit_once('.')) {
        (Some((_, id)), _) => Key::Id(id.split('.').next().unwrap_or_default().to_owned()),
        (None, Some((_, class))) => Key::Class(class.to_owned()),
        (None, None) if last.is_empty() || last == "*" => Key::Any,
        (None, None) => Key::Tag(last.to_ascii_lowercase()),
    }
}

/// The specificity of a selector. `:where` counts nothing, `:is`, `:not` and `:has` as much as their strongest part.
fn specificity(selector: &str) -> usize {
    let (mut sum, mut rest, mut at_start) = (0, selector.trim(), true);
    while let Some(c) = rest.chars().next() {
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\\') || !c.is_ascii();
        let take_name = |rest: &mut &str| {
            let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
            let (name, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
            let name = name.to_ascii_lowercase();
            *rest = after;
            name
        };
        match c {
            '#' => {
                take_name(&mut rest);
                sum += 10_000;
            }
            '.' => {
                take_name(&mut rest);
                sum += 100;
            }
            '[' => {
                rest = rest.split_once(']').map_or("", |(_, after)| after);
                sum += 100;
            }
            ':' => {
                let is_element = rest.starts_with(':');
                rest = rest.trim_start_matches(':');
                let name = take_name(&mut rest);
                let inner = rest.starts_with('(').then(|| in_brackets(&mut rest));
                sum += match (is_element, name.as_str(), inner) {
                    (true, ..) => 1,
                    (false, "where", _) => 0,
                    (false, "is" | "not" | "has" | "matches", Some(inner)) => {
                        split_commas(inner).iter().map(|part| specificity(part)).max().unwrap_or(0)
                    }
                    _ => 100,
                };
            }
            _ if at_start && is_name(c) => {
                take_name(&mut rest);
                sum += 1;
            }
            _ => {}
        }
        at_start = matches!(c, ' ' | '>' | '+' | '~' | ',');
    }
    sum
}

/// Takes the content of the brackets that `rest` begins with.
fn in_brackets<'s>(rest: &mut &'s str) -> &'s str {
    let after = rest.get(1..).unwrap_or_default();
    let (inner, behind) = after.split_at(closing(after));
    *rest = behind.get(1..).unwrap_or_default();
    inner
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specificity_is_that_of_css() {
        for (selector, expected) in [
            ("p", 1),
            ("p.a", 101),
            ("#a .b > c", 10_101),
            ("p:where(.a.b)", 1),
            ("p:not(.a, #b)", 10_001),
            (":is(a, .b) c::before", 102),
            ("[a=\"b.c\"]:hover", 200),
        ] {
            assert_eq!(specificity(selector), expected, "{selector}");
        }
    }

    #[test]
    fn a_rule_is_found_by_its_last_compound() {
        assert_eq!(key(":is(.a) .b"), Key::Class("b".into()));
        assert_eq!(key("div > P:hover"), Key::Tag("p".into()));
        assert_eq!(key("a#b.c"), Key::Id("b".into()));
        assert_eq!(key(".a:is(b)"), Key::Any);
    }

    #[test]
    fn states_that_need_a_reader_never_hold() {
        assert_eq!(with_state(":not(:hover) .x:hover-y", ":hover", ":not(*)"), ":not(:not(*)) .x:hover-y");
        assert!(ParsedSelector::parse(".a:not(:focus-within)").is_some());
    }
}
