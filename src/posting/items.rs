//! Cuts the sections of a posting into items, one a criterion, and says of every other line why it is none.

use super::corpus::SectionKind;
use super::lines::{Line, sentences};
use super::recognise::Recogniser;
use super::report::Verdict;
use super::sections::Place;

/// What may become a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// Index of its line.
    pub line: usize,
    /// A list item, a bare line, or a sentence of a paragraph.
    pub text: String,
    /// Whether it is a sentence of a paragraph.
    pub is_prose: bool,
    /// Whether it tells what is to be done.
    pub is_duty: bool,
    /// The section that it stands in.
    pub section: SectionKind,
}

/// The items in the order of the source, and what the lines are that have none.
pub(super) fn items(
    lines: &[Line],
    places: &[Place],
    told: &[bool],
    title_line: Option<usize>,
    recogniser: &Recogniser,
) -> (Vec<Item>, Vec<Verdict>) {
    let headed = |duties: bool| {
        places
            .iter()
            .any(|place| matches!(place, Place::In(kind, _) if kind.asks() && (*kind == SectionKind::Duties) == duties))
    };
    // What no heading announces is told from the sentences.
    let (mine_requirements, mine_duties) = (!headed(false), !headed(true));
    let (mut items, mut verdicts) = (Vec::new(), Vec::with_capacity(lines.len()));
    for (at, (line, place)) in lines.iter().zip(places).enumerate() {
        let is_prose = pieces(line).len() > 1;
        let mut push = |text: &str, is_duty: bool, section: SectionKind| {
            items.push(Item { line: at, text: text.to_owned(), is_prose, is_duty, section });
        };
        let left = |reason: &str| Verdict::LeftOut(reason.to_owned());
        verdicts.push(match *place {
            Place::Heading(kind) => Verdict::Heading(kind.name().to_owned()),
            Place::SubHeading(_) => left("introduces what stands below"),
            Place::In(kind, _) if kind.asks() && told.get(at) == Some(&true) => left("told again in full below"),
            Place::In(kind, _) if kind.asks() => {
                for text in pieces(line) {
                    push(text, kind == SectionKind::Duties, kind);
                }
                left("nothing is asked for")
            }
            Place::In(
                kind @ (SectionKind::Company | SectionKind::Benefits | SectionKind::Legal | SectionKind::End),
                _,
            ) => left(kind.name()),
            Place::In(..) | Place::Out if title_line.is_some_and(|title| at >= title) => {
                for text in pieces(line) {
                    let found = recogniser.read(text);
                    if found.call || found.employer || found.statement {
                        continue;
                    }
                    // Under headings or not, what is plainly demanded is asked for.
                    let mine_requirements = mine_requirements || found.must;
                    match (found.requirement, found.duty) {
                        (Some(asks), duty) if mine_requirements && duty.is_none_or(|duty| asks <= duty) => {
                            push(text, false, SectionKind::Requirements);
                        }
                        (_, Some(_)) if mine_duties => push(text, true, SectionKind::Duties),
                        _ => {}
                    }
                }
                left("under no heading of duties or requirements")
            }
            Place::In(..) | Place::Out => left("above the posting"),
        });
    }
    (items, verdicts)
}

/// A list item is one piece; a paragraph is its sentences.
fn pieces(line: &Line) -> Vec<&str> {
    if line.is_item { vec![line.text.as_str()] } else { sentences(&line.text) }
}
