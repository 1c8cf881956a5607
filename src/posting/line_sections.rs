//! Assigns every line of a posting to a section, by its headings, and finds where a list ends without a heading.

use super::corpus::{PostingSection, PostingWords};
use super::heading_shape::{self, Headed};
use super::posting_lines::{Line, folded, place_of};
use super::recognise::Recogniser;

/// A line with more words is a sentence, not a heading.
const MOST_HEADING_WORDS: usize = 10;

/// The section of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineSection {
    /// The line heads a section of this kind.
    Heading(PostingSection),
    /// The line introduces the lines below it, within a section of this kind ("You should have:").
    SubHeading(PostingSection),
    /// The line is in a section of this kind, which begins at the line with this index.
    In(PostingSection, usize),
    /// The line is in no section: it comes before the first one, or after a list that has ended.
    Out,
}

/// Returns the section of every line; `title` is the position's title.
pub(super) fn line_sections(
    lines: &[Line],
    title: &str,
    posting_words: &PostingWords,
    recogniser: &Recogniser,
) -> Vec<LineSection> {
    let title = folded(title);
    let mut line_sections: Vec<LineSection> = Vec::with_capacity(lines.len());
    let mut section: Option<Open> = None;
    // The section around a labelled paragraph ("Skills: Java, Kotlin") goes on below it.
    let mut around: Option<(usize, Option<Open>)> = None;
    for (at, line) in lines.iter().enumerate() {
        if let Some((_, outer)) = around.take_if(|(number, _)| *number != line.number && !line.is_item) {
            section = outer;
        }
        let next_is_item = lines.get(at + 1).is_some_and(|next| next.is_item);
        if let Some(kind) = heading(line, &title, posting_words) {
            let labels = lines.get(at + 1).is_some_and(|next| next.number == line.number);
            if labels {
                around = around.or(Some((line.number, section.take())));
            }
            section = Some(Open { kind, at, list: None });
            line_sections.push(LineSection::Heading(kind));
            continue;
        }
        // "To succeed you should have:" heads the demands below it.
        let introduces = !line.is_item && line.text.ends_with(':') && folded(&line.text).len() <= MOST_HEADING_WORDS;
        if introduces {
            let found = recogniser.read(&line.text);
            let asked = match (found.duty, found.requirement) {
                (_, Some(_)) if found.nice => Some(PostingSection::Preferred),
                (_, Some(_)) if found.must => Some(PostingSection::Minimum),
                (Some(duty), requirement) if requirement.is_none_or(|it| duty < it) => Some(PostingSection::Duties),
                (_, Some(_)) => Some(PostingSection::Requirements),
                _ => None,
            };
            let kind = asked.or(section.as_ref().map(|open| open.kind)).filter(|kind| asked.is_some() || kind.asks());
            if let Some(kind) = kind {
                let known = section.as_ref().filter(|open| open.kind == kind).map(|open| open.at);
                section = Some(Open { kind, at: known.unwrap_or(at), list: None });
                line_sections.push(LineSection::SubHeading(kind));
                continue;
            }
        }
        let after_heading = matches!(line_sections.last(), Some(LineSection::Heading(_) | LineSection::SubHeading(_)));
        if let Some(shape) = heading_shape::shape(lines, at, &title, after_heading) {
            let open = section.as_ref().map(|open| open.kind);
            match heading_shape::kind(shape, lines, at, open, posting_words, recogniser) {
                Some(Headed::Section(kind)) => {
                    section = Some(Open { kind, at, list: None });
                    line_sections.push(LineSection::Heading(kind));
                    continue;
                }
                Some(Headed::Part(kind)) => {
                    let known = section.as_ref().map_or(at, |open| open.at);
                    section = Some(Open { kind, at: known, list: None });
                    line_sections.push(LineSection::SubHeading(kind));
                    continue;
                }
                None => {}
            }
        }
        if line.is_heading && section.as_ref().is_some_and(|open| open.kind != PostingSection::End) {
            section = None;
        }
        if let Some(open) = &mut section
            && open.ends_before(line, next_is_item)
        {
            section = None;
        }
        line_sections.push(section.as_ref().map_or(LineSection::Out, |open| LineSection::In(open.kind, open.at)));
    }
    line_sections
}

/// The section that is being read.
struct Open {
    kind: PostingSection,
    at: usize,
    list: Option<List>,
}

/// The form of a section's lines so far.
enum List {
    /// List items with bullets.
    Items,
    /// Bare lines; the number of them without a gap.
    Bare(usize),
}

impl Open {
    /// True if the section's list has ended before `line`. A list with bullets ends at a line without a bullet; a list
    /// of bare lines ends at a gap. A section of paragraphs ends at a heading only.
    fn ends_before(&mut self, line: &Line, next_is_item: bool) -> bool {
        if !self.kind.asks() {
            return false;
        }
        match &mut self.list {
            None if line.is_item => self.list = Some(List::Items),
            None if next_is_item => {}
            None => self.list = Some(List::Bare(1)),
            Some(List::Items) => return !line.is_item && !next_is_item,
            Some(List::Bare(_)) if line.is_item => self.list = Some(List::Items),
            Some(List::Bare(close)) if line.after_blank => return *close > 1,
            Some(List::Bare(close)) => *close += 1,
        }
        false
    }
}

/// Returns the kind of section that a line heads. A heading consists of known headings, fillers and the position's
/// title only.
pub(super) fn heading(line: &Line, title: &[String], posting_words: &PostingWords) -> Option<PostingSection> {
    let mut words = folded(&line.text);
    if line.is_item || words.len() > MOST_HEADING_WORDS + title.len() || line.text.ends_with(['.', ',', ';']) {
        return None;
    }
    if let Some(at) = place_of(&words, title) {
        words.drain(at..at + title.len());
    }
    let kinds = posting_words.headings.keys().filter_map(|&kind| Some((covered(&words, kind, posting_words)?, kind)));
    // The kind that explains most words wins; of equals, the earlier kind.
    kinds.max_by_key(|&(length, kind)| (length, std::cmp::Reverse(kind))).map(|(_, kind)| kind)
}

/// Counts the words of a heading that belong to headings of `kind`; `None` unless all other words are fillers.
/// "Essential duties and responsibilities" holds two headings of one kind.
fn covered(words: &[String], kind: PostingSection, posting_words: &PostingWords) -> Option<usize> {
    let mut rest = words.to_vec();
    // "Minimum requirements and qualifications" is a heading of the minimum.
    let beside =
        matches!(kind, PostingSection::Minimum | PostingSection::Preferred).then_some(PostingSection::Requirements);
    let mut longest = 0;
    for kind in std::iter::once(kind).chain(beside) {
        let mut phrases: Vec<Vec<String>> =
            posting_words.headings.get(&kind).into_iter().flatten().map(|it| folded(it)).collect();
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
        for phrase in phrases {
            if let Some(at) = place_of(&rest, &phrase) {
                rest.drain(at..at + phrase.len());
                longest += phrase.len();
            }
        }
        // Without a word of the kind itself, the heading is of another kind.
        if longest == 0 {
            return None;
        }
    }
    rest.iter().all(|word| posting_words.fillers.contains(word)).then_some(longest)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::posting::posting_lines::lines;
    use crate::posting::testing::importer;

    fn found(text: &str) -> Vec<LineSection> {
        let importer = importer();
        line_sections(
            &lines(text, &importer.posting_words.tables),
            "Baker",
            &importer.posting_words,
            &importer.recogniser,
        )
    }

    #[test]
    fn headings_may_hold_the_title_and_fillers_and_nothing_else() {
        use PostingSection::{Duties, Preferred, Requirements};
        let kind = |text: &str| found(text)[0];
        assert_eq!(kind("ESSENTIAL DUTIES AND RESPONSIBILITIES:"), LineSection::Heading(Duties));
        assert_eq!(kind("Minimum requirements and qualifications"), LineSection::Heading(PostingSection::Minimum));
        assert_eq!(kind("Preferred skills & experience"), LineSection::Heading(Preferred));
        let text =
            "Baker responsibilities include:\nx\nWhat you'll bring\nRequirements engineering for ovens\nNice to have";
        let wanted = [
            LineSection::Heading(Duties),
            LineSection::In(Duties, 0),
            LineSection::Heading(Requirements),
            LineSection::In(Requirements, 2),
            LineSection::Heading(Preferred),
        ];
        assert_eq!(found(text), wanted);
    }

    #[test]
    fn a_list_of_bare_lines_ends_at_a_gap_and_one_of_bullets_at_a_bare_line() {
        use PostingSection::Requirements;
        let (head, item) = (LineSection::Heading(Requirements), LineSection::In(Requirements, 0));
        assert_eq!(
            found("Requirements\n\nA cool head\nStrong arms\n\nPost this job"),
            [head, item, item, LineSection::Out]
        );
        assert_eq!(
            found("Requirements\n\n* A cool head\n\n* Strong arms\n\nPost this job"),
            [head, item, item, LineSection::Out]
        );
        assert_eq!(found("Requirements\n\nYou have a cool head.\n\nYou have strong arms."), [head, item, item]);
    }

    #[test]
    fn a_line_that_ends_in_a_colon_heads_what_it_asks_for() {
        let line_sections = found("You should ideally have:\n- patience\nYou must have:\n- a driving licence");
        assert_eq!(line_sections[1], LineSection::In(PostingSection::Preferred, 0));
        assert_eq!(line_sections[3], LineSection::In(PostingSection::Minimum, 2));
    }
}
