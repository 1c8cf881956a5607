//! Makes out a document's facts, in the order in which they build on each other.

use std::ops::Range;

use super::datescan::Scanner;
use super::known_dates::KnownDates;
use super::sections::{self, Layout};
use super::{Contact, Fact, Lexicon, Profile};
use super::{
    away, contact, credentials, dated, education, header, infer, people, personal, positions, repeated, schools,
    segments, structured, wrapped,
};
use crate::reading::{Line, Meaning, Reading, TextWord, WordReader, mark};
use crate::titles::Setting;
use rolefit_document::Document;
use rolefit_document::SectionKind;

/// The headline is among the first so many lines.
const HEADLINE_LINES: usize = 4;
/// A longer line is a summary.
const LONGEST_HEADLINE: usize = 12;

/// Makes out the facts that `document` states. Pure: the same text and vocabulary give the same profile.
///
/// ```
/// # use rolefit::{catalog::Vocabulary, document::Document};
/// use rolefit::profile::{Lexicon, extract};
/// let document = Document::of_text("Sold to Acme. Kept them.");
/// let profile = extract(&document, &Lexicon::new(&Vocabulary::default()));
/// assert_eq!(profile.segments.len(), 2);
/// ```
pub fn extract(document: &Document, lexicon: &Lexicon) -> Profile {
    extract_from(document, &mut Reading::new(&document.text, lexicon))
}

/// As [`extract`], with the words of the document's text that were read already; returns their vector for the next
/// text.
pub(crate) fn extract_with(document: &Document, lexicon: &Lexicon, words: WordReader<'_>) -> (Profile, Vec<TextWord>) {
    let mut reading = Reading::of_words(&document.text, lexicon, words.finish());
    (extract_from(document, &mut reading), reading.words)
}

fn extract_from(document: &Document, reading: &mut Reading<'_>) -> Profile {
    if let Some(structured) = &document.structured {
        return structured::profile(reading, structured);
    }
    personal::set_apart(reading);
    let known = KnownDates::default();
    let newest_date = dated::newest(reading, &Scanner::new(reading, &known));
    let away::SetApart { unpaid, layout } = away::set_apart(reading, &known);
    let mut notes = Vec::new();
    let mut layout = layout.unwrap_or_else(|| sections::read(reading));
    if !layout.has_headings {
        infer::sections(reading, &mut layout);
    }
    wrapped::join(reading, &mut layout);
    let reading = &*reading;
    let scanner = Scanner::new(reading, &known);
    let mut positions = positions::read(reading, &scanner, &mut layout, &mut notes);
    let education = education::read(reading, &scanner, &layout);
    let (contact, mut silent_lines) = contact::read(reading, &layout);
    let headline = headline(reading, &layout, &contact);
    silent_lines.extend(headline.as_ref().filter(|(_, _, whole)| *whole).map(|(_, line, _)| *line));
    let mut segments = segments::read(reading, &layout, &positions, &silent_lines);
    segments::add_unpaid(reading, &unpaid, &mut segments);
    let repeated = repeated::leave_out(reading.text, &mut positions, &mut segments);
    let (languages, certificates) = credentials::read(reading, &segments);
    Profile {
        segments,
        sections: layout.sections(reading),
        headline: headline.map(|(fact, ..)| fact),
        positions,
        education,
        languages,
        certificates,
        people: people::count(reading, &layout),
        contact,
        newest_date,
        repeated,
        schools: schools::read(reading, &layout),
        notes,
    }
}

/// The title that the resume opens with, its line, and whether it fills that line.
fn headline(reading: &Reading<'_>, layout: &Layout, contact: &Contact) -> Option<(Fact, usize, bool)> {
    let opening = |(index, line): &(usize, &Line)| {
        layout.kinds.get(*index) == Some(&SectionKind::Opening) && layout.is_free(reading, *index) && !line.bullet
    };
    for (index, line) in reading.lines.iter().enumerate().take(HEADLINE_LINES).filter(opening) {
        if line.words.len() > LONGEST_HEADLINE {
            return None;
        }
        // "Target role: Key Account Manager", "Not a Key Account Manager".
        if reading.phrases(line.words.clone(), |meaning| meaning == Meaning::Unheld).next().is_some() {
            continue;
        }
        let header = header::read(reading, line.words.clone(), Setting::Capitals, false);
        // "Greg Baker" names a person, not a trade.
        let names = || contact.name.iter().chain(&contact.likely_name);
        let is_name = |title: &Range<usize>| names().any(|name| name.span.covers(reading.closed_span(title.clone())));
        if let Some(title) = header.title.filter(|title| !is_name(title)) {
            let whole = title == line.words;
            return Some((reading.fact(reading.closed_span(title)), index, whole));
        }
        // A trade alone in the first line is a headline too: "SALES".
        let trade = reading.words(line.words.clone()).iter().all(|word| word.is(mark::SUBJECT));
        if index == 0 && trade {
            return Some((reading.fact(line.span), index, true));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::testing::profile;

    #[test]
    fn the_headline_is_the_title_at_the_top() {
        for (text, expected) in [
            (
                "BANKING CENTER MANAGER, ASSISTANT VICE PRESIDENT\nSummary\nx",
                "BANKING CENTER MANAGER, ASSISTANT VICE PRESIDENT",
            ),
            ("Ann Example\nSenior Account Manager\nann@example.com\nSummary\nx", "Senior Account Manager"),
            ("Ann Example | Key Account Manager\nSummary\nx", "Key Account Manager"),
        ] {
            assert_eq!(profile(text).headline.unwrap().text, expected);
        }
    }

    #[test]
    fn a_name_that_is_a_trade_too_is_no_headline() {
        let text = "Greg Baker\nSales Clerk\nida.sandor@example.com\nSummary\nSells.";
        assert_eq!(profile(text).headline.unwrap().text, "Sales Clerk");
    }

    #[test]
    fn prose_is_no_headline() {
        assert_eq!(profile("Experienced account manager who sells.\nSummary\nx").headline, None);
    }
}
