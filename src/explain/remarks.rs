//! Remarks on a file beside its scores: its problem, its notes, and its hidden words.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::words;
use crate::candidate::{Candidate, Outcome};
use rolefit_document::{Document, Hidden, HiddenWay, Note, Problem};
use rolefit_ingest::{SkipReason, Skipped, SkippedFile};

/// A summary of skipped files names at most this many. Three show what kind of files they are.
const MOST_NAMES: usize = 3;

/// The codes of remarks that many resumes of a pool share, with the words that sum them up behind "7 resumes". A line
/// for each would bury the files that cannot be read.
const COMMON: [(&str, &str); 2] = [
    (
        "old-dates",
        "with newest dates that are years old, so that \"present\" may lie years back; confirm current jobs, or give \
        --as-of",
    ),
    ("template", "with lines of a template left open, which show nothing; ask for the finished resume"),
];

/// One remark on a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// The subject for programs: the code of a problem or note, or `hidden`.
    pub code: String,
    /// The page, from 1, if the remark is about one page only.
    pub page: Option<usize>,
    /// The remark: lower case, one line, without the file's name.
    pub message: String,
    /// The remedy of a problem.
    pub remedy: Option<String>,
}

impl fmt::Display for Remark {
    /// "only half of it could be read (page 3); save it again".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some(page) = self.page {
            write!(f, " (page {page})")?;
        }
        self.remedy.iter().try_for_each(|remedy| write!(f, "; {remedy}"))
    }
}

/// Returns all remarks on a candidate's file, the problem first.
pub fn remarks(candidate: &Candidate) -> Vec<Remark> {
    match &candidate.outcome {
        Outcome::Scored(scored) => of_document(&scored.document),
        Outcome::Unreadable(found) => vec![problem(found)],
    }
}

/// Returns all remarks on a file that was read.
pub fn of_document(document: &Document) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = document.problem.iter().map(problem).collect();
    remarks.extend(hidden(&document.hidden));
    remarks.extend(document.notes.iter().map(note));
    remarks
}

/// The number of resumes per remark that many resumes of a pool share.
#[derive(Clone, Debug, Default)]
pub struct CommonRemarks([usize; COMMON.len()]);

impl CommonRemarks {
    /// Counts the common remarks of a resume, and takes them out of `remarks`.
    pub fn take(&mut self, remarks: &mut Vec<Remark>) {
        for (count, (code, _)) in self.0.iter_mut().zip(COMMON) {
            let told = remarks.len();
            remarks.retain(|remark| remark.code != code);
            *count += usize::from(remarks.len() < told);
        }
    }

    /// Sums up the remarks that were counted, one line per kind.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        let counted = self.0.into_iter().zip(COMMON).filter(|(count, _)| *count > 0);
        counted.map(|(count, (_, rest))| format!("{} {rest} (-v names the files)", words::count(count, "resume")))
    }
}

/// Returns the remark on a problem.
pub fn problem(problem: &Problem) -> Remark {
    Remark {
        code: code(&problem.code),
        page: problem.page,
        message: words::one_line(&problem.message),
        remedy: Some(words::one_line(&problem.remedy)),
    }
}

/// "skipped 2 hidden files and 3 files that are not resumes: a.png, ana.pages, list.xlsx". Without the names if the run
/// is `blind`, because a file's name is often a surname.
pub fn skipped(skipped: &Skipped, blind: bool) -> String {
    let [hidden, links, special, other_types] =
        [SkipReason::Hidden, SkipReason::Link, SkipReason::Special, SkipReason::OtherType].map(|it| skipped.count(it));
    let are = if other_types == 1 { "is not a resume" } else { "are not resumes" };
    let reasons = [
        (hidden, words::count(hidden, "hidden file")),
        (links, format!("{} (links are not followed)", words::count(links, "link"))),
        (special, format!("{} (pipes, sockets and devices)", words::count(special, "special file"))),
        (other_types, format!("{} that {are}", words::count(other_types, "file"))),
    ];
    let reasons: Vec<String> = reasons.into_iter().filter(|(count, _)| *count > 0).map(|(_, reason)| reason).collect();
    let mut text = format!("skipped {}", words::series(&reasons));
    if other_types > 0 && !blind {
        let files = skipped.files();
        let others = files.iter().filter(|file| file.reason == SkipReason::OtherType);
        let names: Vec<&str> = others.map(|file| file.name.as_str()).take(MOST_NAMES).collect();
        text.push_str(&format!(": {}", names.join(", ")));
        match other_types.saturating_sub(names.len()) {
            0 => {}
            more => text.push_str(&format!(", and {more} more (-v names them all)")),
        }
    }
    text
}

/// Returns the remark on a skipped file. Without its name if the run is `blind`.
pub fn skipped_file(file: &SkippedFile, blind: bool) -> String {
    let name = if blind { String::new() } else { format!("{}: ", words::one_line(&file.name)) };
    format!("{name}skipped: {}", problem(&file.problem()))
}

/// "no resumes found under photos; skipped 2 files that are not resumes: a.jpg, b.jpg; most of them: a picture; run OCR
/// first …": says of a folder without resumes what there is instead, and what to do.
pub fn nothing_found(paths: &[String], skipped_files: &Skipped) -> String {
    let nothing = format!("no resumes found under {}", paths.join(", "));
    let mut kinds: BTreeMap<Remark, usize> = BTreeMap::new();
    for file in skipped_files.files() {
        *kinds.entry(problem(&file.problem())).or_default() += 1;
    }
    let Some((usual, _)) = kinds.into_iter().max_by_key(|(_, count)| *count) else {
        return format!("{nothing}; name resumes, or folders with resumes");
    };
    format!("{nothing}; {}; most of them: {usual}", skipped(skipped_files, false))
}

/// Returns the remark on a note, on one line.
pub fn note(note: &Note) -> Remark {
    Remark { code: code(&note.code), page: None, message: words::one_line(&note.message), remedy: None }
}

/// "7 hidden words were left out: 5 painted over on page 1, 2 too small to read on page 3"; `None` without hidden
/// words.
fn hidden(hidden: &[Hidden]) -> Option<Remark> {
    let total: usize = hidden.iter().map(|hidden| hidden.words).sum();
    let place = |hidden: &Hidden| {
        let page = hidden.page.map(|page| format!(" on page {page}")).unwrap_or_default();
        format!("{} {}{page}", hidden.words, way(hidden.way))
    };
    let places: Vec<String> = hidden.iter().map(place).collect();
    let were = if total == 1 { "was" } else { "were" };
    let message = format!("{} {were} left out: {}", words::count(total, "hidden word"), places.join(", "));
    (total > 0).then(|| Remark { code: "hidden".into(), page: None, message, remedy: None })
}

/// Returns a code as JSON writes it.
fn code(code: &impl Serialize) -> String {
    let word = serde_json::to_value(code).ok().and_then(|value| value.as_str().map(str::to_owned));
    debug_assert!(word.is_some(), "codes are words");
    word.unwrap_or_default()
}

/// Returns the way of hiding, in words that follow a number.
fn way(way: HiddenWay) -> &'static str {
    match way {
        HiddenWay::Invisible => "marked as invisible",
        HiddenWay::Transparent => "transparent",
        HiddenWay::Tiny => "too small to read",
        HiddenWay::OffPage => "outside the page",
        HiddenWay::Clipped => "cut off",
        HiddenWay::Covered => "painted over",
        HiddenWay::SameColor => "in the colour of their background",
        HiddenWay::ZeroWidth => "in characters without a shape",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rolefit_document::ProblemCode;

    #[test]
    fn hidden_words_are_told_with_place_and_way() {
        let found = [(Some(1), HiddenWay::Covered, 5), (None, HiddenWay::Tiny, 2)].map(|(page, way, words)| Hidden {
            page,
            way,
            words,
        });
        assert_eq!(
            hidden(&found).unwrap().to_string(),
            "7 hidden words were left out: 5 painted over on page 1, 2 too small to read"
        );
        assert_eq!(hidden(&[]), None);
    }

    #[test]
    fn a_problem_of_one_page_names_it() {
        let found = Problem {
            code: ProblemCode::Crashed,
            message: "the reader failed".into(),
            remedy: "print it\nanew".into(),
            page: Some(3),
        };
        assert_eq!(problem(&found).code, "crashed");
        assert_eq!(problem(&found).to_string(), "the reader failed (page 3); print it anew");
    }
}
