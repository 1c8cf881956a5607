//! Cuts a resume into sections by its headings.

use memchr::memchr;

use super::Section;
use crate::reading::{Line, Reading, Shape, mark, push_heading_key};
use rolefit_document::SectionKind;
use rolefit_document::Span;

/// No heading of the vocabulary has more words, letter-spaced ones aside.
const LONGEST_HEADING: usize = 60;
/// An unknown heading has at most so many words.
const LONGEST_UNKNOWN: usize = 5;

/// Where a section begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    /// Offset in the text.
    pub offset: usize,
    pub kind: SectionKind,
    pub heading: Option<Span>,
}

/// Sections, and the part of each line that no heading and no head of a position has claimed yet.
#[derive(Debug)]
pub(super) struct Layout {
    /// In text order; the first begins at 0.
    pub starts: Vec<Start>,
    /// The section of each line.
    pub kinds: Vec<SectionKind>,
    /// Where the body of each line begins: its end where nothing is left.
    pub bodies: Vec<usize>,
    /// True if any heading was found.
    pub has_headings: bool,
    /// True if no heading announces positions.
    pub lacks_experience: bool,
}

impl Layout {
    /// Makes the lines from `line` to the end of its section a section of `kind`.
    pub(super) fn reopen(&mut self, reading: &Reading<'_>, line: usize, kind: SectionKind) {
        let Some(offset) = reading.lines.get(line).map(|line| line.span.start) else { return };
        let at = self.starts.partition_point(|start| start.offset <= offset);
        let until = self.starts.get(at).map_or(usize::MAX, |next| next.offset);
        self.starts.insert(at, Start { offset, kind, heading: None });
        for (other, old) in reading.lines.iter().zip(&mut self.kinds).skip(line) {
            if other.span.start >= until {
                break;
            }
            *old = kind;
        }
    }

    /// Turns a single line into a section of `kind`.
    pub(super) fn reopen_line(&mut self, reading: &Reading<'_>, line: usize, kind: SectionKind) {
        let Some(old) = self.kinds.get(line).copied() else { return };
        self.reopen(reading, line, kind);
        if line + 1 < reading.lines.len() {
            self.reopen(reading, line + 1, old);
        }
    }

    /// The sections, covering the whole text.
    pub(super) fn sections(&self, reading: &Reading<'_>) -> Vec<Section> {
        let ends = self.starts.iter().skip(1).map(|next| next.offset).chain([reading.text.len()]);
        let sections = self.starts.iter().zip(ends).map(|(start, end)| Section {
            kind: start.kind,
            heading: start.heading,
            span: Span::new(start.offset, end),
        });
        sections.filter(|section| !section.span.is_empty()).collect()
    }

    /// True if nothing of the line is claimed yet.
    pub(super) fn is_free(&self, reading: &Reading<'_>, line: usize) -> bool {
        match (reading.lines.get(line), self.bodies.get(line)) {
            (Some(line), Some(&body)) => body == line.span.start,
            _ => false,
        }
    }

    /// Claims the line up to `offset`.
    pub(super) fn claim(&mut self, line: usize, offset: usize) {
        if let Some(body) = self.bodies.get_mut(line) {
            *body = offset.max(*body);
        }
    }
}

/// Finds the headings.
pub(super) fn read(reading: &Reading<'_>) -> Layout {
    let opening = Start { offset: 0, kind: SectionKind::Opening, heading: None };
    let mut layout = Layout {
        starts: vec![opening],
        kinds: Vec::with_capacity(reading.lines.len()),
        bodies: Vec::new(),
        has_headings: false,
        lacks_experience: false,
    };
    let (mut kind, mut capital_headings) = (SectionKind::Opening, false);
    let mut key = String::new();
    for (index, line) in reading.lines.iter().enumerate() {
        let (mut body, mut line_kind) = (line.span.start, kind);
        if let Some(found) = whole_heading(reading, line, kind, &mut key) {
            capital_headings |= is_capitals(reading, line);
            (kind, line_kind, body) = (found, found, line.span.end);
            layout.starts.push(Start { offset: line.span.start, kind, heading: Some(line.span) });
            layout.has_headings = true;
        } else if let Some((found, heading)) = inline_heading(reading, line, kind, &mut key) {
            layout.starts.push(Start { offset: line.span.start, kind: found, heading: Some(heading) });
            (line_kind, body) = (found, Span::new(heading.end + 1, line.span.end).trim(reading.text).start);
            layout.has_headings = true;
            // A line "Skills: …" among positions does not end them.
            if kind == SectionKind::Experience {
                layout.starts.push(Start { offset: next_line(reading, index), kind, heading: None });
            } else {
                kind = found;
            }
        } else if capital_headings && is_unknown_heading(reading, index, kind) {
            (kind, line_kind, body) = (SectionKind::Other, SectionKind::Other, line.span.end);
            layout.starts.push(Start { offset: line.span.start, kind, heading: Some(line.span) });
        }
        layout.kinds.push(line_kind);
        layout.bodies.push(body);
    }
    layout.lacks_experience = !layout.starts.iter().any(|start| start.kind == SectionKind::Experience);
    layout
}

fn next_line(reading: &Reading<'_>, index: usize) -> usize {
    reading.lines.get(index + 1).map_or(reading.text.len(), |line| line.span.start)
}

fn whole_heading(reading: &Reading<'_>, line: &Line, current: SectionKind, key: &mut String) -> Option<SectionKind> {
    let slice = line.span.slice(reading.text);
    if line.bullet
        || slice.len() > LONGEST_HEADING
        || slice.ends_with('.')
        || slice.contains(',')
        || (is_lower(reading, line) && !stands_apart(reading, line))
    {
        return None;
    }
    key.clear();
    push_heading_key(slice, key);
    reading.lexicon.heading(key).or_else(|| {
        // "Banking Experience" is a heading, unless it stands in a list of skills.
        let words = reading.words(line.words.clone());
        let set = words.iter().all(|word| word.shape != Shape::Lower);
        let apart = !matches!(current, SectionKind::Skills | SectionKind::Summary | SectionKind::Accomplishments);
        reading.lexicon.weak_heading(key, words.len()).filter(|_| set && apart)
    })
}

/// "Languages: English, Spanish"
fn inline_heading(
    reading: &Reading<'_>,
    line: &Line,
    current: SectionKind,
    key: &mut String,
) -> Option<(SectionKind, Span)> {
    let slice = line.span.slice(reading.text);
    let colon = memchr(b':', slice.as_bytes().get(..LONGEST_HEADING).unwrap_or(slice.as_bytes()))?;
    if line.bullet || is_lower(reading, line) {
        return None;
    }
    key.clear();
    push_heading_key(slice.get(..colon)?, key);
    let kind = reading.lexicon.heading(key)?;
    use SectionKind as K;
    let may_stand_inside = matches!(kind, K::Skills | K::Education | K::Languages | K::Certificates | K::References);
    let apart = matches!(current, K::Experience | K::Projects | K::Volunteering | K::Education | K::Skills);
    (!apart || may_stand_inside).then_some((kind, Span::new(line.span.start, line.span.start + colon)))
}

/// True if a blank line stands above: the last word of a sentence is no heading.
fn stands_apart(reading: &Reading<'_>, line: &Line) -> bool {
    let above = reading.text.get(..line.span.start).unwrap_or_default();
    let blanks = above.chars().rev().take_while(|mark| mark.is_whitespace());
    blanks.filter(|mark| *mark == '\n').count() > 1
}

fn is_lower(reading: &Reading<'_>, line: &Line) -> bool {
    reading.word(line.words.start).is_none_or(|word| word.shape == Shape::Lower)
}

fn is_capitals(reading: &Reading<'_>, line: &Line) -> bool {
    reading.words(line.words.clone()).iter().all(|word| word.shape == Shape::Upper)
}

/// A short line in capitals between lines that are not, in a resume whose headings are in capitals.
///
/// Not among positions: there such lines are employers and titles.
fn is_unknown_heading(reading: &Reading<'_>, index: usize, current: SectionKind) -> bool {
    use SectionKind as K;
    let Some(line) = reading.lines.get(index) else { return false };
    let plain = !line.bullet
        && !matches!(current, K::Opening | K::Experience | K::Projects | K::Volunteering | K::Education)
        && (2..=LONGEST_UNKNOWN).contains(&line.words.len())
        && is_capitals(reading, line)
        && !reading.words(line.words.clone()).iter().any(|word| word.is(mark::NOUN))
        && !line.span.slice(reading.text).contains([',', '.', '(', '|', '\t']);
    let apart = |other: Option<&Line>| other.is_none_or(|other| !is_capitals(reading, other));
    plain
        && index + 1 < reading.lines.len()
        && apart(reading.lines.get(index + 1))
        && apart(reading.lines.get(index.wrapping_sub(1)))
}

#[cfg(test)]
mod tests {
    use super::super::testing::profile;
    use super::*;

    fn kinds(text: &str) -> Vec<(SectionKind, &str)> {
        let profile = profile(text);
        let heading = |section: &Section| section.heading.map_or("", |heading| heading.slice(text));
        profile.sections.iter().map(|section| (section.kind, heading(section))).collect()
    }

    #[test]
    fn headings_part_the_text() {
        use SectionKind as K;
        let text = "Ann Example\nPROFESSIONAL SUMMARY:\nSells.\n\nCore Competencies\nCRM\nWork History\n\u{c}Education\nBA : History\n";
        assert_eq!(
            kinds(text),
            [
                (K::Opening, ""),
                (K::Summary, "PROFESSIONAL SUMMARY:"),
                (K::Skills, "Core Competencies"),
                (K::Experience, "Work History"),
                (K::Education, "Education"),
            ]
        );
        let sections = profile(text).sections;
        assert_eq!(sections.iter().map(|section| section.span.len()).sum::<usize>(), text.len());
    }

    #[test]
    fn a_heading_may_share_its_line() {
        use SectionKind as K;
        let text = "Experience\nSales Manager, 2010-2014\nLanguages: English, Spanish\nAccount Manager, 2008-2010";
        assert_eq!(kinds(text), [(K::Experience, "Experience"), (K::Languages, "Languages"), (K::Experience, "")]);
        assert_eq!(profile(text).positions.len(), 2);
    }

    #[test]
    fn an_unknown_heading_in_capitals_opens_a_section() {
        use SectionKind as K;
        let text = "SKILLS\nselling\nCOLD CALLS\nmany\n";
        assert_eq!(kinds(text), [(K::Skills, "SKILLS"), (K::Other, "COLD CALLS")]);
    }

    #[test]
    fn some_headings_are_items_in_a_list() {
        use SectionKind as K;
        assert_eq!(kinds("Skills\nSales Experience\nTraining\nExcel"), [(K::Skills, "Skills")]);
        assert_eq!(
            kinds("Banking Experience\nTeller, 2010\nTraining\nCash course"),
            [(K::Experience, "Banking Experience"), (K::Certificates, "Training")]
        );
    }

    #[test]
    fn the_word_skills_in_a_sentence_opens_nothing() {
        use SectionKind as K;
        assert_eq!(kinds("Skills are what I have, and more of them.\n• Skills"), [(K::Opening, "")]);
    }
}
