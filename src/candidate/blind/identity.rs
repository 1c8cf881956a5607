//! Finds the spans that identify a candidate: name, contact, links, attributes, dates of education, personal sections.

use super::names::Names;
use super::pieces::Pieces;
use super::{attributes, telephone};
use crate::profile::Profile;
use rolefit_document::ascii::is_year;
use rolefit_document::{Note, NoteCode, SectionKind, Span};

/// Parts of web addresses that lead to a person.
const LINKS: [&str; 8] =
    ["://", "www.", "linkedin.com", "github.com", "xing.com", "behance.net", "facebook.com", "instagram.com"];
/// Marks of links, handles and names of files.
const LINK_MARKS: [char; 5] = ['.', '/', '@', '_', '\\'];

/// What is withheld of a resume.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// Everything that identifies the candidate, in text order, without overlaps.
    pub spans: Vec<Span>,
    /// True if a name was found, with the first name. Otherwise a name may remain in the text.
    pub has_name: bool,
}

impl Withheld {
    /// Returns the note that the name may remain, unless a name was found.
    pub fn note(&self) -> Option<Note> {
        let message = "no full name was found in it, so one may be left in quotes and text; check before showing it";
        (!self.has_name).then(|| Note { code: NoteCode::NameUnknown, message: message.into() })
    }
}

/// Finds everything in `text` that identifies the candidate.
pub fn withheld(text: &str, profile: &Profile) -> Withheld {
    let pieces = Pieces::new(text);
    let names = Names::of(&pieces, profile);
    let contact = &profile.contact;
    let facts = contact.emails.iter().chain(&contact.telephones).chain(&contact.name).chain(&contact.likely_name);
    let mut spans: Vec<Span> = facts.map(|fact| fact.span).collect();
    spans.extend(names.spans(&pieces));
    spans.extend(attributes::spans(&pieces, profile));
    spans.extend(telephone::spans(text));
    spans.extend(words(text).filter(|word| {
        let word = word.slice(text).to_lowercase();
        let is_link = LINKS.iter().any(|link| word.contains(link));
        is_address(&word) || is_link || (word.contains(LINK_MARKS) && names.is_in(&word))
    }));
    for section in &profile.sections {
        match section.kind {
            SectionKind::Affiliations | SectionKind::Personal | SectionKind::References => spans.push(section.span),
            SectionKind::Education => spans.extend(dates(text, section.span)),
            _ => {}
        }
    }
    for education in &profile.education {
        spans.extend(dates(text, line_of(text, education.degree.span)));
    }
    spans.retain(|span| !span.is_empty());
    Withheld { spans: merged(spans), has_name: !names.is_lacking() }
}

/// True if a word has the form of an e-mail address, in any alphabet.
fn is_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(local, domain)| {
        local.ends_with(char::is_alphanumeric) && domain.starts_with(char::is_alphanumeric) && domain.contains('.')
    })
}

/// Returns the years within `span`, each with a preceding month ("May 2005", "05/2005").
fn dates(text: &str, span: Span) -> Vec<Span> {
    let slice = span.slice(text);
    let mut found = Vec::new();
    let mut month: Option<Span> = None;
    for word in words(slice) {
        let bare = word.slice(slice);
        let has_year = bare.as_bytes().windows(4).any(is_year);
        if has_year {
            let whole = month.map_or(word, |month| month.join(word));
            found.push(Span::new(span.start + whole.start, span.start + whole.end));
        }
        month = (!has_year && is_month(bare)).then_some(word);
    }
    found
}

pub(super) fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start: String = word.chars().take(3).flat_map(char::to_lowercase).collect();
    MONTHS.contains(&start.as_str())
}

/// Returns the whole line on which `span` starts.
fn line_of(text: &str, span: Span) -> Span {
    debug_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let start = before.rfind(['\n', '\u{c}']).map_or(0, |at| at + 1);
    Span::new(start, span.end + after.find(['\n', '\u{c}']).unwrap_or(after.len()))
}

/// Returns the words between white space.
fn words(text: &str) -> impl Iterator<Item = Span> {
    text.split_whitespace().map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start, start + word.len())
    })
}

pub(super) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => *last = last.join(span),
            _ => merged.push(span),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_takes_its_month_along_and_a_course_number_stays() {
        let text = "BSc 05/2005, MSc June 2010 (CS 2301A)";
        let found = dates(text, Span::new(0, text.len()));
        let found: Vec<&str> = found.into_iter().map(|span| span.slice(text)).collect();
        assert_eq!(found, ["05/2005,", "June 2010"]);
    }

    #[test]
    fn overlapping_spans_become_one() {
        assert_eq!(merged(vec![Span::new(3, 6), Span::new(0, 4), Span::new(8, 9)]), [Span::new(0, 6), Span::new(8, 9)]);
    }
}
