//! Guesses sections of a resume that has no headings at all: degree lines are education, lists with commas are skills.

use super::degrees;
use super::sections::Layout;
use crate::reading::{Reading, Shape};
use rolefit_document::SectionKind;

/// A line with so many commas is a list …
const LIST_COMMAS: usize = 4;
/// … if its items have at most so many words on the average.
const LIST_ITEM_WORDS: usize = 3;
/// A degree is named in a line of at most so many words; longer ones tell a story.
const DEGREE_LINE_WORDS: usize = 20;

/// Gives degree lines and lists sections of their own.
pub(super) fn sections(reading: &Reading<'_>, layout: &mut Layout) {
    for (index, line) in reading.lines.iter().enumerate() {
        let words = line.words.clone();
        let capital = reading.word(words.start).is_some_and(|word| word.shape != Shape::Lower);
        let degree = || {
            capital && words.len() <= DEGREE_LINE_WORDS && {
                let elsewhere = degrees::mentions(reading, words.clone(), SectionKind::Opening);
                let leading = degrees::mentions(reading, words.clone(), SectionKind::Education);
                !elsewhere.is_empty() || leading.iter().any(|mention| mention.words.start == words.start)
            }
        };
        let commas = || words.clone().skip(1).filter(|&word| reading.gap(word).contains(',')).count();
        let list = || {
            let commas = commas();
            commas >= LIST_COMMAS
                && words.len() <= (commas + 1) * LIST_ITEM_WORDS
                && !line.span.slice(reading.text).ends_with('.')
        };
        if degree() {
            layout.reopen_line(reading, index, SectionKind::Education);
        } else if list() {
            layout.reopen_line(reading, index, SectionKind::Skills);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::profile;
    use super::*;

    #[test]
    fn a_resume_without_headings_has_sections() {
        let text = "ann@example.com\nAccount Manager, Acme Inc, Jan 2010 - Feb 2014\nKept clients happy.\n\
                    BSc Physics, Example University, 2009\nselling, CRM, Excel, travel, golf";
        let profile = profile(text);
        let kinds: Vec<_> = profile.sections.iter().map(|section| section.kind).collect();
        use SectionKind as K;
        assert_eq!(kinds, [K::Opening, K::Experience, K::Education, K::Skills]);
        assert_eq!(profile.positions.len(), 1);
        assert_eq!(profile.education.len(), 1);
        assert_eq!(profile.segments[0].position, Some(0));
    }
}
