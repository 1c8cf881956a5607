//! Finds the spans that identify a candidate: name, contact, links, dates of education and personal sections.

use super::telephone;
use crate::profile::{Fact, Profile};
use rolefit_document::SectionKind;
use rolefit_document::Span;

/// Words of a name of at least this length are withheld wherever they are capitalised.
const NAME_WORD_LETTERS: usize = 3;
/// So are words of two letters that the name itself capitalises ("Li"). "De" and initials are too common.
const SHORT_NAME_WORD_LETTERS: usize = 2;
/// Parts of web addresses that lead to a person.
const LINKS: [&str; 4] = ["://", "www.", "linkedin.com", "github.com"];

/// Returns everything in `text` that identifies the candidate, in text order, without overlaps.
pub fn withheld(text: &str, profile: &Profile) -> Vec<Span> {
    let contact = &profile.contact;
    let facts = contact.emails.iter().chain(&contact.telephones).chain(names(profile));
    let mut spans: Vec<Span> = facts.map(|fact| fact.span).collect();
    spans.extend(names(profile).flat_map(|name| name_words(text, &name.text)));
    spans.extend(telephone::spans(text));
    spans.extend(words(text).filter(|word| {
        let word = word.slice(text).to_ascii_lowercase();
        is_address(&word) || LINKS.iter().any(|link| word.contains(link))
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
    merged(spans)
}

/// Returns the certain and the likely name. Withholding too much harms less than revealing a person.
fn names(profile: &Profile) -> impl Iterator<Item = &Fact> {
    profile.contact.name.iter().chain(&profile.contact.likely_name)
}

/// True if a word has the form of an e-mail address, in any alphabet.
fn is_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(local, domain)| {
        local.ends_with(char::is_alphanumeric) && domain.starts_with(char::is_alphanumeric) && domain.contains('.')
    })
}

/// Returns the words of the name in a text: most of them wherever they are capitalised, and any two of them side by
/// side.
fn name_words(text: &str, name: &str) -> Vec<Span> {
    let words_of_name: Vec<(String, bool)> =
        pieces(name).map(|piece| piece.slice(name)).map(|word| (word.to_lowercase(), tells_alone(word))).collect();
    let mut spans = Vec::new();
    // The preceding word, if it is of the name, and true if it is withheld.
    let mut before: Option<(Span, bool)> = None;
    for piece in pieces(text) {
        let word = piece.slice(text);
        let lower = word.to_lowercase();
        let Some((_, tells)) = words_of_name.iter().find(|(word, _)| *word == lower) else {
            before = None;
            continue;
        };
        let beside = before.filter(|(before, _)| {
            let is_other = before.slice(text).to_lowercase() != lower;
            is_other && are_beside(Span::new(before.end, piece.start).slice(text))
        });
        if let Some((before, false)) = beside {
            spans.push(before);
        }
        let is_withheld = beside.is_some() || (*tells && word.starts_with(char::is_uppercase));
        if is_withheld {
            spans.push(piece);
        }
        before = Some((piece, is_withheld));
    }
    spans
}

/// True if a word of a name identifies a person without the others.
fn tells_alone(word: &str) -> bool {
    match word.chars().count() {
        NAME_WORD_LETTERS.. => true,
        SHORT_NAME_WORD_LETTERS => word.starts_with(char::is_uppercase),
        _ => false,
    }
}

/// True if two words with this text between them are side by side: white space and marks on one line, or one line end.
fn are_beside(between: &str) -> bool {
    let breaks = between.matches(['\n', '\u{c}']).count();
    breaks == 0 || (breaks == 1 && between.trim().is_empty())
}

/// Returns the runs of letters and digits.
fn pieces(text: &str) -> impl Iterator<Item = Span> {
    let parts = |c: char| !c.is_alphanumeric();
    let mut next = 0;
    let pieces = text.split_inclusive(parts).map(move |piece| {
        let start = next;
        next += piece.len();
        Span::new(start, start + piece.trim_end_matches(parts).len())
    });
    pieces.filter(|piece| !piece.is_empty())
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

fn is_year(digits: &[u8]) -> bool {
    digits.iter().all(u8::is_ascii_digit) && (digits.starts_with(b"19") || digits.starts_with(b"20"))
}

fn is_month(word: &str) -> bool {
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

fn merged(mut spans: Vec<Span>) -> Vec<Span> {
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
    fn a_common_word_that_is_also_a_name_stays_in_lower_case() {
        let text = "Mark Price, price lists, PRICE-list";
        let found: Vec<&str> = name_words(text, "Mark Price").into_iter().map(|span| span.slice(text)).collect();
        assert_eq!(found, ["Mark", "Price", "PRICE"]);
    }

    #[test]
    fn short_words_of_the_name_are_withheld_with_a_capital_or_side_by_side() {
        let found = |text: &'static str, name| -> Vec<&str> {
            name_words(text, name).into_iter().map(|span| span.slice(text)).collect()
        };
        assert_eq!(found("Key Account Manager Bo Li, at BO-LI", "Bo Li"), ["Bo", "Li", "BO", "LI"]);
        assert_eq!(found("bo\nli, Ms. Li; made li-ion cells. Sold: bo.\n\nLi", "Bo Li"), ["bo", "li", "Li", "Li"]);
        assert_eq!(found("Ana de Prado sold de luxe cars, A. Prado", "A. de Prado"), ["de", "Prado", "A", "Prado"]);
    }

    #[test]
    fn overlapping_spans_become_one() {
        assert_eq!(merged(vec![Span::new(3, 6), Span::new(0, 4), Span::new(8, 9)]), [Span::new(0, 6), Span::new(8, 9)]);
    }
}
