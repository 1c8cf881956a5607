//! What users should know of a file beside its scores: its problem, its notes, and how many words it hides, and where.

use super::words;
use crate::candidate::{Candidate, Outcome};
use crate::document::{Document, Hidden, HiddenWay, Note, Problem};
use crate::ingest::Skipped;

/// All there is to say of a candidate's file, each remark in one line without the file's name: the problem first, with
/// its remedy.
pub fn remarks(candidate: &Candidate) -> Vec<String> {
    match &candidate.outcome {
        Outcome::Scored(scored) => of_document(&scored.document),
        Outcome::Unreadable(found) => vec![problem(found)],
    }
}

/// All there is to say of a file that was read.
pub fn of_document(document: &Document) -> Vec<String> {
    let mut remarks: Vec<String> = document.problem.iter().map(problem).collect();
    remarks.extend(hidden(&document.hidden));
    remarks.extend(document.notes.iter().map(note));
    remarks
}

/// "damaged: text up to page 2 was used (page 3); open it …".
pub fn problem(problem: &Problem) -> String {
    let page = problem.page.map(|page| format!(" (page {page})")).unwrap_or_default();
    format!("{}{page}; {}", words::one_line(&problem.message), words::one_line(&problem.remedy))
}

/// "3 files skipped: 2 hidden, 1 of no resume type".
pub fn skipped(skipped: Skipped) -> String {
    let reasons = [
        (skipped.hidden, "hidden"),
        (skipped.links, "linked (links are not followed)"),
        (skipped.special, "special (pipes, sockets, devices)"),
        (skipped.foreign, "of no resume type"),
    ];
    let reasons = reasons.iter().filter(|(count, _)| *count > 0).map(|(count, reason)| format!("{count} {reason}"));
    format!("{} skipped: {}", words::count(skipped.total(), "file"), reasons.collect::<Vec<_>>().join(", "))
}

/// A note on one line.
fn note(note: &Note) -> String {
    words::one_line(&note.message)
}

/// "7 hidden words were left out: 5 painted over on page 1, 2 too small to read on page 3"; `None` if there are none.
fn hidden(hidden: &[Hidden]) -> Option<String> {
    let total: usize = hidden.iter().map(|hidden| hidden.words).sum();
    let place = |hidden: &Hidden| {
        let page = hidden.page.map(|page| format!(" on page {page}")).unwrap_or_default();
        format!("{} {}{page}", hidden.words, way(hidden.way))
    };
    let places: Vec<String> = hidden.iter().map(place).collect();
    let were = if total == 1 { "was" } else { "were" };
    (total > 0).then(|| format!("{} {were} left out: {}", words::count(total, "hidden word"), places.join(", ")))
}

/// How words are hidden, as people read it after their number.
fn way(way: HiddenWay) -> &'static str {
    match way {
        HiddenWay::Invisible => "marked as invisible",
        HiddenWay::Transparent => "transparent",
        HiddenWay::Tiny => "too small to read",
        HiddenWay::OffPage => "outside the page",
        HiddenWay::Covered => "painted over",
        HiddenWay::SameColor => "in the colour of their background",
        HiddenWay::ZeroWidth => "in characters without a shape",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::document::ProblemCode;

    #[test]
    fn hidden_words_are_told_with_place_and_way() {
        let found = [(Some(1), HiddenWay::Covered, 5), (None, HiddenWay::Tiny, 2)].map(|(page, way, words)| Hidden {
            page,
            way,
            words,
        });
        assert_eq!(
            hidden(&found).unwrap(),
            "7 hidden words were left out: 5 painted over on page 1, 2 too small to read"
        );
        assert_eq!(hidden(&[]), None);
    }

    #[test]
    fn what_was_skipped_is_told_by_reason() {
        let some = Skipped { hidden: 2, foreign: 1, ..Skipped::default() };
        assert_eq!(skipped(some), "3 files skipped: 2 hidden, 1 of no resume type");
    }

    #[test]
    fn a_problem_of_one_page_names_it() {
        let found = Problem {
            code: ProblemCode::Crashed,
            message: "the reader failed".into(),
            remedy: "print it\nanew".into(),
            page: Some(3),
        };
        assert_eq!(problem(&found), "the reader failed (page 3); print it anew");
    }
}
