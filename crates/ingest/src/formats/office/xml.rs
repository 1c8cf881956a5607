//! Walks the XML of office documents within limits and passes elements and text to a [`Handler`].

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use rustc_hash::FxHashSet;

use super::package::{Part, State};
use crate::formats::{Limits, damaged, problem};
use rolefit_document::{Problem, ProblemCode};

/// Receives the elements and text of a part. Names come without their namespace prefixes.
pub(super) trait Handler {
    /// Handles the start of an element. An element whose content is skipped gets no call of `end`.
    fn start(&mut self, name: &str, element: &Element<'_>) -> Content;
    /// Handles the end of an element whose content was read.
    fn end(&mut self, _name: &str) {}
    /// Handles text between elements, with entities resolved.
    fn text(&mut self, _text: &str) {}
}

/// Tells the walker to read or to skip the content of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Read,
    Skip,
}

/// The attributes of an element.
pub(super) struct Element<'a>(&'a BytesStart<'a>);

impl Element<'_> {
    /// Returns the value of the attribute with this local name.
    pub(super) fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        // Skip the check for duplicates: it compares each attribute with all earlier ones, which takes quadratic time.
        let mut attributes = self.0.attributes();
        let attribute = attributes.with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
        Some(attribute.value)
    }

    /// True if the attribute with this local name has this value.
    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.get(name).is_some_and(|stated| stated == value)
    }

    /// True if a switch element is on, that is, unless its `val` attribute says otherwise.
    pub(super) fn is_on(&self) -> bool {
        self.get("val").is_none_or(|value| !matches!(value.as_ref(), "0" | "false" | "off"))
    }
}

/// Walks parts and counts the nodes of all of them.
pub(super) struct Walker {
    limits: Limits,
    nodes: usize,
}

impl Walker {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { limits: *limits, nodes: 0 }
    }

    /// Walks a part to its end.
    pub(super) fn walk(&mut self, part: &Part, handler: &mut dyn Handler) -> Result<(), Problem> {
        let mut reader = Reader::from_str(&part.xml);
        reader.config_mut().expand_empty_elements = true;
        let (mut depth, mut skipped, mut outcome) = (0_usize, None, Ok(()));
        let prefixes = Prefixes::of(part);
        loop {
            self.nodes += 1;
            if self.nodes > self.limits.max_nodes {
                return Err(problem(ProblemCode::LimitBytes, "it has too many elements", "save it as PDF"));
            }
            match reader.read_event() {
                Ok(Event::Start(element)) => {
                    depth += 1;
                    if part.state == State::Corrupt && !prefixes.are_right(&element) {
                        return Err(broken());
                    }
                    if depth > self.limits.max_depth {
                        let message = "parts nested too deeply were left out";
                        return Err(problem(ProblemCode::LimitDepth, message, "save it as PDF"));
                    }
                    if skipped.is_none()
                        && handler.start(element.local_name().as_ref(), &Element(&element)) == Content::Skip
                    {
                        skipped = Some(depth);
                    }
                }
                Ok(Event::End(element)) => {
                    match skipped {
                        None => handler.end(element.local_name().as_ref()),
                        Some(at) if at == depth => skipped = None,
                        Some(_) => {}
                    }
                    depth = depth.saturating_sub(1);
                }
                // Writers escape `>` in text, so an unescaped one shows that a tag has lost its beginning.
                Ok(Event::Text(text)) if part.state == State::Corrupt && text.contains('>') => return Err(broken()),
                Ok(Event::Text(text)) if skipped.is_none() => {
                    let text = text.xml10_content();
                    let is_last = reader.buffer_position() >= part.xml.len() as u64;
                    handler.text(if is_last { whole_words(&text) } else { &text });
                }
                Ok(Event::CData(text)) if skipped.is_none() => handler.text(&text.xml10_content()),
                Ok(Event::GeneralRef(entity)) if skipped.is_none() => {
                    let c = entity.resolve_char_ref().ok().flatten().or_else(|| predefined(&entity));
                    handler.text(c.map(String::from).unwrap_or_default().as_str());
                }
                Ok(Event::DocType(_)) => {
                    let message = "it declares entities, which are not expanded";
                    outcome = Err(problem(ProblemCode::LimitBytes, message, "save it again as DOCX or PDF"));
                }
                Ok(Event::Eof) if depth == 0 && part.state == State::Whole => return outcome,
                Ok(Event::Eof) | Err(_) => return Err(broken()),
                Ok(_) => {}
            }
        }
    }
}

fn broken() -> Problem {
    damaged("it is cut off or broken inside")
}

/// The namespace prefixes that a corrupt part declares. Other prefixes are a sign of corruption.
struct Prefixes<'x>(FxHashSet<&'x str>);

impl<'x> Prefixes<'x> {
    fn of(part: &'x Part) -> Self {
        const DECLARATION: &str = "xmlns:";
        if part.state != State::Corrupt {
            return Self(FxHashSet::default());
        }
        let declared = part.xml.split(DECLARATION).skip(1);
        Self(declared.filter_map(|declared| declared.get(..declared.find('=')?)).collect())
    }

    /// True if the names of an element and its attributes are well formed and use declared prefixes.
    fn are_right(&self, element: &BytesStart<'_>) -> bool {
        let mut attributes = element.attributes();
        attributes.with_checks(false).all(|attribute| attribute.is_ok())
            && element.name().prefix().is_none_or(|prefix| self.0.contains(prefix.as_ref()))
    }
}

/// Returns the text before its last white space: the last word of a part that breaks off may be cut.
fn whole_words(text: &str) -> &str {
    text.rfind(char::is_whitespace).and_then(|end| text.get(..end)).unwrap_or_default()
}

fn predefined(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}
