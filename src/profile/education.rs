//! Degrees and schooling: level, field of study, and whether it was finished.

use std::ops::Range;

use super::datescan::Scanner;
use super::degrees::{self, Mention};
use super::sections::Layout;
use super::study::{field_after, field_before, field_below};
use super::{DateRange, DegreeState, Education};
use crate::catalog::DegreeLevel;
use crate::reading::{Meaning, Reading, Shape, mark};

/// "Expected May 2026" on the line below or above a degree is no longer than this.
const STATE_LINE_WORDS: usize = 6;
/// How many lines below a degree may say that it is under way.
const STATE_LINES: usize = 3;
/// "Gable University, 2008 - 2010 (not completed)" below a degree is no longer than this.
const LEFT_LINE_WORDS: usize = 14;

/// All education, in text order.
pub(super) fn read(reading: &Reading<'_>, scanner: &Scanner<'_, '_>, layout: &Layout) -> Vec<Education> {
    let mut education: Vec<Education> = Vec::new();
    // Few lines name a degree.
    let lines = reading.lines.iter().enumerate().filter(|(_, line)| line.marks & mark::DEGREE != 0);
    for (index, line) in lines {
        let Some(&section) = layout.kinds.get(index) else { continue };
        let from = layout.bodies.get(index).copied().unwrap_or_default();
        let mentions = degrees::mentions(reading, line.words.clone(), section);
        let on_line = education.len();
        for (nth, mention) in mentions.iter().enumerate() {
            if reading.word(mention.words.start).is_none_or(|word| word.span.start < from) {
                continue;
            }
            let until = mentions.get(nth + 1).map_or(line.words.end, |next| next.words.start);
            let since =
                nth.checked_sub(1).and_then(|last| mentions.get(last)).map_or(line.words.start, |last| last.words.end);
            let next = read_one(reading, scanner, layout, index, mention, since..until);
            match education.get_mut(on_line..).and_then(|same| same.last_mut()) {
                Some(last) if is_same(last, &next) => merge(last, next),
                _ => education.push(next),
            }
        }
    }
    education
}

/// "B.A., Bachelor of Arts" and "Diploma: High School" name one degree twice.
fn is_same(last: &Education, next: &Education) -> bool {
    let school = |education: &Education| education.level == DegreeLevel::HighSchool;
    let diploma = |education: &Education| education.degree.text.eq_ignore_ascii_case("diploma");
    let same_level = last.level == next.level || (school(last) && diploma(next)) || (diploma(last) && school(next));
    same_level && (last.fields == next.fields || last.fields.is_empty() || next.fields.is_empty() || school(last))
}

fn merge(last: &mut Education, next: Education) {
    last.level = last.level.min(next.level);
    if last.fields.is_empty() {
        last.fields = next.fields;
        last.field_span = next.field_span;
    }
    if next.state != DegreeState::Completed {
        last.state = next.state;
    }
}

/// Reads one degree; `scope` is its part of the line.
pub(super) fn read_one(
    reading: &Reading<'_>,
    scanner: &Scanner<'_, '_>,
    layout: &Layout,
    line: usize,
    mention: &Mention,
    scope: Range<usize>,
) -> Education {
    let field = field_after(reading, mention.words.end..scope.end)
        .or_else(|| field_before(reading, scope.start..mention.words.start))
        .or_else(|| field_below(reading, layout, line, mention));
    let mut ids: Vec<u16> = Vec::new();
    let mut fields = mention.fields(reading).to_vec();
    if let Some(field) = &field {
        ids.extend(&field.ids);
    }
    for id in ids {
        if let Some(name) = reading.lexicon.field_ids.get(usize::from(id)).filter(|name| !fields.contains(name)) {
            fields.push(name.clone());
        }
    }
    let field_span = field.as_ref().map(|field| reading.span(field.words.clone()));
    let whole = match &field {
        Some(field) if field.follows => reading.closed_span(mention.words.start..field.words.end),
        _ => reading.span(mention.words.clone()),
    };
    Education {
        level: mention.level,
        state: state(reading, layout, line, mention),
        fields,
        dates: dates(reading, scanner, layout, line),
        degree: reading.fact(whole),
        field_span,
    }
}

fn state(reading: &Reading<'_>, layout: &Layout, line: usize, mention: &Mention) -> DegreeState {
    if !mention.is_claimed {
        return DegreeState::NotHeld;
    }
    let Some(words) = reading.lines.get(line).map(|line| line.words.clone()) else { return DegreeState::Completed };
    let subject = degrees::thesis_subject(reading, &words);
    let says = |range: Range<usize>, wanted: Meaning| {
        let mut phrases = reading.phrases(range, move |meaning| meaning == wanted);
        phrases.any(|(phrase, _)| !subject.contains(&phrase.start))
    };
    let either = |meaning| matches!(meaning, Meaning::Reached | Meaning::Unfinished);
    // "Not awarded" is one phrase, which hides "awarded".
    let told = reading.phrases(words.clone(), either).filter(|(phrase, _)| !subject.contains(&phrase.start));
    let told: Vec<Meaning> = told.map(|(_, meaning)| meaning).collect();
    if told.contains(&Meaning::Reached) {
        return DegreeState::Completed;
    }
    if told.contains(&Meaning::Unfinished) || says(words.start..mention.words.start, Meaning::Courses) {
        return DegreeState::Unfinished;
    }
    let under_way = |other: usize| {
        let Some(found) = reading.lines.get(other) else { return false };
        let near = layout.kinds.get(other) == layout.kinds.get(line) && found.words.len() <= STATE_LINE_WORDS;
        near && says(found.words.clone(), Meaning::InProgress)
    };
    let left = |other: usize| {
        let found = reading.lines.get(other).filter(|found| found.words.len() <= LEFT_LINE_WORDS);
        let phrases = |words: Range<usize>| reading.phrases(words, |meaning| meaning == Meaning::Unfinished);
        // Inside a sentence the words are about something else: "working toward a certificate".
        let is_apart = |first: usize, at: usize| at == first || reading.gap(at).contains(['(', ',', '-', '–', ':']);
        found.is_some_and(|found| {
            phrases(found.words.clone()).any(|(phrase, _)| is_apart(found.words.start, phrase.start))
        })
    };
    if says(words, Meaning::InProgress) || lines_of(reading, layout, line).any(under_way) {
        return DegreeState::InProgress;
    }
    if lines_of(reading, layout, line).next().is_some_and(left) {
        return DegreeState::Unfinished;
    }
    DegreeState::Completed
}

/// The lines below a degree, up to the next degree, that may tell more about it.
fn lines_of<'r>(reading: &'r Reading<'_>, layout: &'r Layout, line: usize) -> impl Iterator<Item = usize> + 'r {
    (line + 1..=line + STATE_LINES).take_while(move |&other| {
        let section = layout.kinds.get(other).copied().filter(|section| layout.kinds.get(line) == Some(section));
        let words = reading.lines.get(other).filter(|_| layout.is_free(reading, other)).map(|line| line.words.clone());
        section.zip(words).is_some_and(|(section, words)| degrees::mentions(reading, words, section).is_empty())
    })
}

/// The dates beside a degree, or on the next lines.
fn dates(reading: &Reading<'_>, scanner: &Scanner<'_, '_>, layout: &Layout, line: usize) -> Option<DateRange> {
    let on = |line: usize| {
        let words = reading.lines.get(line)?.words.clone();
        reading.words(words.clone()).iter().find(|word| word.shape == Shape::Digits)?;
        scanner.first(words.start, words.end)?.range
    };
    std::iter::once(line).chain(lines_of(reading, layout, line)).find_map(on)
}

#[cfg(test)]
mod tests {
    use super::super::testing::profile;
    use super::*;

    fn read_text(text: &str) -> Vec<(DegreeLevel, DegreeState, String, String)> {
        let facts = profile(text).education.into_iter();
        facts.map(|found| (found.level, found.state, found.fields.join(" "), found.degree.text)).collect()
    }

    fn one(line: &str) -> (DegreeLevel, DegreeState, String, String) {
        let mut found = read_text(&format!("Education\n{line}"));
        assert_eq!(found.len(), 1, "{line}: {found:?}");
        found.remove(0)
    }

    #[test]
    fn a_degree_among_dated_entries_without_headings_is_held_and_one_in_a_duty_is_not() {
        let entries =
            "2014 – 2019\tMathematics Teacher, Fallow School\n2007 – 2012\tMaster of Education, Fallow University";
        assert_eq!(read_text(entries).iter().map(|found| found.0).collect::<Vec<_>>(), [DegreeLevel::Master]);
        assert!(
            read_text("Experience\nTutor, Fallow School, 2014 – 2019\n• Taught Master of Education students")
                .is_empty()
        );
    }

    #[test]
    fn degrees_are_read_as_people_write_them() {
        use DegreeLevel as L;
        let cases = [
            (
                "Bachelor of Arts : Public Relations and Journalism Example Hall University",
                L::Bachelor,
                "public_relations journalism",
            ),
            ("B.S.B.A., Example University, 2010", L::Bachelor, "business"),
            ("BBA : Management May 2009 Example Madison University", L::Bachelor, "business"),
            ("BA Economics, Exampleton, 2009–2012", L::Bachelor, "economics"),
            ("B.S : Accounting (GPA 4.0) , 2008", L::Bachelor, "accounting"),
            ("Bachelor's degree in Marketing", L::Bachelor, "marketing"),
            ("MBA, Example University", L::Master, "business"),
            ("M.Ed. in Counseling", L::Master, "education psychology"),
            ("Ph.D. in Physics", L::Doctorate, "science"),
            ("A.A.S., Hospitality Management", L::Associate, "hospitality"),
            (
                "Associate of Arts : Example Valley College - Managerial Finance and Accounting",
                L::Associate,
                "finance accounting",
            ),
            ("High School Diploma Example High School", L::HighSchool, ""),
            ("Diploma : High School, Example City", L::HighSchool, ""),
            ("GED 1999", L::HighSchool, ""),
            ("B.Com, Example University of Delhi", L::Bachelor, "business"),
            ("PGDM : Marketing", L::Master, "business marketing"),
            ("Business Administration, B.S.", L::Bachelor, "business"),
            ("MBA Example Business School", L::Master, "business"),
            ("Licence d'économie", L::Bachelor, ""),
        ];
        for (line, level, fields) in cases {
            let (found, state, ids, _) = one(line);
            assert_eq!((found, state, ids.as_str()), (level, DegreeState::Completed, fields), "{line}");
        }
    }

    #[test]
    fn the_degree_is_quoted_with_its_field() {
        let (.., text) = one("Bachelor of Arts : Public Relations and Journalism Example Hall University");
        assert_eq!(text, "Bachelor of Arts : Public Relations and Journalism");
    }

    #[test]
    fn unfinished_degrees_are_seen() {
        for (line, state) in [
            ("Bachelor of Science : Nursing, expected 2027", DegreeState::InProgress),
            ("Bachelor of Science : Health Administration , Current", DegreeState::InProgress),
            ("MBA Example University\nCandidate Late 2017", DegreeState::InProgress),
            ("Coursework toward Bachelor of Arts", DegreeState::Unfinished),
            ("Some college, Example University", DegreeState::Unfinished),
            ("Bachelor of Arts, did not graduate", DegreeState::Unfinished),
            ("Left the MBA course in spring", DegreeState::Unfinished),
            ("Bachelor of Arts, 90 of 180 points, no degree conferred", DegreeState::Unfinished),
            ("Bachelor of Arts (not yet conferred)", DegreeState::Unfinished),
            ("Bachelor of Arts, offer declined", DegreeState::NotHeld),
            ("Offered a place on the MBA, went to sea", DegreeState::NotHeld),
            ("Rejected from the MBA twice", DegreeState::NotHeld),
            ("Partial MBA", DegreeState::NotHeld),
            ("Certificate of attendance, MBA evening", DegreeState::NotHeld),
            ("An MBA is what my aunt holds", DegreeState::NotHeld),
            ("Bachelor of Arts (offered in French), left Lyon in 2009", DegreeState::Completed),
            ("Bachelor of Arts, partial scholarship", DegreeState::Completed),
            ("Bachelor of Arts : History Coursework in Greek", DegreeState::Completed),
            ("Bachelor of Arts (thesis on pupils who dropped out)", DegreeState::Completed),
            ("Bachelor of Arts, thesis: Current debts of towns, 2012", DegreeState::Completed),
            ("Bachelor of Arts (thesis not completed)", DegreeState::Unfinished),
            ("Bachelor of Arts, thesis on eels, dropped out in 2012", DegreeState::Unfinished),
            ("Bachelor of Arts, organised the open day", DegreeState::Completed),
            ("Bachelor of Arts in History open day", DegreeState::NotHeld),
            ("MBA (open evening)", DegreeState::NotHeld),
        ] {
            assert_eq!(one(line).1, state, "{line}");
        }
    }

    #[test]
    fn short_forms_need_a_clear_context() {
        for text in [
            "Education\nExample College, Boston, MA", "Skills\nMS Office, AS 400", "Experience\nRecruited MBA students",
        ] {
            assert_eq!(read_text(text), [], "{text}");
        }
        assert_eq!(read_text("Summary\nHolds a BA in History").len(), 1);
    }

    #[test]
    fn a_field_may_stand_on_the_next_line() {
        assert_eq!(one("Bachelor of Arts\nInternational Business").2, "business");
    }
}
