//! Splits the sections of a posting into items, one per criterion, and gives the reason for each line that has none.

use super::corpus::PostingSection;
use super::heading_shape;
use super::line_reports::LineOutcome;
use super::line_sections::LineSection;
use super::posting_lines::{Line, sentences};
use super::recognise::Recogniser;

/// A longer line belongs to a paragraph, not to a list without bullets.
const MOST_BARE_WORDS: usize = 12;

/// Fewer lines may be the head of a posting: its place, hours and pay.
const LEAST_BARE_LINES: usize = 3;

/// A piece of text that may become a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Index of its line.
    pub line: usize,
    /// A list item, a bare line, or a sentence of a paragraph.
    pub text: String,
    /// True for a sentence of a paragraph.
    pub is_prose: bool,
    /// True if it names a duty rather than a requirement.
    pub is_duty: bool,
    /// The kind of section around it.
    pub section: PostingSection,
}

/// Returns the items in the order of the source, and an outcome for every line. `from` is the index of the first line
/// of the posting, which names its title.
pub(super) fn items(
    lines: &[Line],
    line_sections: &[LineSection],
    repeated: &[bool],
    from: usize,
    recogniser: &Recogniser,
) -> (Vec<Item>, Vec<LineOutcome>) {
    debug_assert!(lines.len() == line_sections.len() && lines.len() == repeated.len(), "lists by line differ");
    let headed = |duties: bool| {
        line_sections
            .iter()
            .any(|section| matches!(section, LineSection::In(kind, _) if kind.asks() && (*kind == PostingSection::Duties) == duties))
    };
    // Where no heading announces requirements or duties, the wording of sentences tells them.
    let (mine_requirements, mine_duties) = (!headed(false), !headed(true));
    let (mut items, mut outcomes) = (Vec::new(), Vec::with_capacity(lines.len()));
    for (at, (line, section)) in lines.iter().zip(line_sections).enumerate() {
        let is_prose = pieces(line).len() > 1;
        let mut push = |text: &str, is_duty: bool, section: PostingSection| {
            items.push(Item { line: at, text: text.to_owned(), is_prose, is_duty, section });
        };
        let left = |reason: &str| LineOutcome::LeftOut(reason.to_owned());
        outcomes.push(match *section {
            LineSection::Heading(kind) => LineOutcome::Heading(kind.name().to_owned()),
            LineSection::SubHeading(_) => left("introduces what stands below"),
            LineSection::In(kind, _) if kind.asks() && repeated.get(at) == Some(&true) => {
                left("told again in full below")
            }
            LineSection::In(kind, _) if kind.asks() => {
                for text in pieces(line) {
                    push(text, kind == PostingSection::Duties, kind);
                }
                left("nothing is asked for")
            }
            LineSection::In(
                kind @ (PostingSection::Company
                | PostingSection::Benefits
                | PostingSection::Legal
                | PostingSection::End),
                _,
            ) => left(kind.name()),
            LineSection::In(..) | LineSection::Out if at >= from => {
                for text in pieces(line) {
                    let found = recogniser.read(text);
                    let is_listed = line.is_item
                        || (mine_requirements && mine_duties && is_bare_list(lines, line_sections, at, from));
                    if is_listed && !found.call && !found.statement {
                        let kind = heading_shape::kind_of(text, recogniser)
                            .or_else(|| run_kind(lines, line_sections, at, recogniser));
                        match kind {
                            Some(PostingSection::Duties) if mine_duties => push(text, true, PostingSection::Duties),
                            Some(PostingSection::Requirements) if mine_requirements || found.must => {
                                push(text, false, PostingSection::Requirements);
                            }
                            None if line.is_item && mine_requirements && mine_duties => {
                                push(text, false, PostingSection::Requirements)
                            }
                            _ => {}
                        }
                        continue;
                    }
                    if found.call || found.employer || found.statement || found.documents {
                        continue;
                    }
                    // A plain demand counts under any heading.
                    let mine_requirements = mine_requirements || found.must;
                    match (found.requirement, found.duty) {
                        (Some(asks), duty) if mine_requirements && duty.is_none_or(|duty| asks <= duty) => {
                            push(text, false, PostingSection::Requirements);
                        }
                        (_, Some(_)) if mine_duties => push(text, true, PostingSection::Duties),
                        _ => {}
                    }
                }
                let benefit = pieces(line)
                    .into_iter()
                    .all(|text| heading_shape::kind_of(text, recogniser) == Some(PostingSection::Benefits));
                if benefit {
                    left(PostingSection::Benefits.name())
                } else {
                    left("under no heading of duties or requirements")
                }
            }
            LineSection::In(..) | LineSection::Out => left("above the posting"),
        });
    }
    (items, outcomes)
}

/// True if the line at `at` is one of several short lines without a gap: a list without bullets. The title's line at
/// `from` belongs to none.
fn is_bare_list(lines: &[Line], line_sections: &[LineSection], at: usize, from: usize) -> bool {
    let inside = |at: &usize| {
        let is_out = line_sections.get(*at).is_some_and(|it| *it == LineSection::Out);
        let short = |line: &Line| line.text.split_whitespace().count() <= MOST_BARE_WORDS && !line.text.contains(": ");
        is_out && *at > from && lines.get(*at).is_some_and(|line| !line.is_item && short(line))
    };
    let close = |at: &usize| lines.get(*at).is_some_and(|line| !line.after_blank);
    let above = (0..=at).rev().take_while(inside).take_while(close).count();
    let below = (at + 1..lines.len()).take_while(inside).take_while(close).count();
    inside(&at) && above + below >= LEAST_BARE_LINES
}

/// Returns the kind that most lines of the list around the line at `at` have.
fn run_kind(
    lines: &[Line],
    line_sections: &[LineSection],
    at: usize,
    recogniser: &Recogniser,
) -> Option<PostingSection> {
    let is_item = lines.get(at).is_some_and(|line| line.is_item);
    let inside = |at: &usize| {
        let section = line_sections.get(*at);
        lines.get(*at).is_some_and(|line| line.is_item == is_item) && section.is_some_and(|it| *it == LineSection::Out)
    };
    let first = (0..=at).rev().take_while(inside).last().unwrap_or(at);
    let run = (first..lines.len()).take_while(inside).filter_map(|at| lines.get(at));
    heading_shape::vote(run, recogniser).map(|(kind, _)| kind)
}

/// Returns a list item whole, and a paragraph as its sentences.
fn pieces(line: &Line) -> Vec<&str> {
    if line.is_item { vec![line.text.as_str()] } else { sentences(&line.text) }
}
