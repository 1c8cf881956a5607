//! A candidate after scoring: the text that quotes are cut from, the assessment, and a few facts for tables.

pub mod blind;
mod date_notes;
pub mod history;
mod overview;
mod person;
#[cfg(test)]
pub mod sample;
mod who;

use std::fmt;

use crate::profile::Profile;
use crate::score::Assessment;
use history::History;
use jiff::civil::Date;
use rolefit_document::Span;
use rolefit_document::{Document, Problem, ProblemCode};

pub use date_notes::date_notes;
pub use overview::{LatestDates, Overview};
pub use person::PersonKeys;
pub(crate) use person::{folded, names_agree, persons_at_address};
pub use who::Who;

/// One resume after reading and scoring. Its profile is dropped.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The resume's path below the given directory, its file name, or `-`. If blind, `c-` and digits of its content
    /// hash.
    pub id: String,
    /// The candidate's name if it is certain, else the file's stem; empty if withheld.
    pub display_name: String,
    /// `blake3:` and the hash of the file's bytes; `None` without bytes.
    pub content: Option<String>,
    /// The result of reading and scoring.
    pub outcome: Outcome,
    /// The history from earlier runs. No verdict depends on it.
    pub history: History,
}

/// The result of reading and scoring a resume.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Read and scored, perhaps with a problem in the document.
    Scored(Box<Scored>),
    /// Not read. The candidate has no rank anywhere.
    Unreadable(Problem),
}

/// How far a resume was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CandidateStatus {
    /// All of it was read.
    Scored,
    /// A part of it could not be read. It is scored all the same.
    Partial,
    /// Nothing was read, so that there is no score.
    Unreadable,
}

/// A resume that was read and scored.
///
/// It keeps the text and not the quotes. The text is smaller, and a quote cannot differ from its slice.
#[derive(Clone, Debug)]
pub struct Scored {
    /// The text that every span points into.
    pub document: Document,
    /// Title, degree and other facts for tables.
    pub overview: Overview,
    /// The verdicts on the roles.
    pub assessment: Assessment,
    /// The spans withheld from titles, in text order. Quotes are cut already. Empty unless blind.
    pub withheld: Vec<Span>,
    /// True if a person must read the resume, because it is in a language that is not read, or of several people. It
    /// has no band.
    pub is_for_people: bool,
    /// The day that "present" meant.
    pub as_of: Date,
    /// True if everything that identifies the person is withheld.
    pub is_blind: bool,
    /// Who the candidate is. Empty unless [`Candidate::with_who`] was called.
    pub who: Who,
}

impl Scored {
    /// Returns the text of `span`.
    pub fn quote(&self, span: Span) -> &str {
        span.slice(&self.document.text)
    }
}

impl Candidate {
    /// Returns a candidate whose resume was read. With `blind`, everything that identifies the person is withheld.
    ///
    /// `file_name` is the file's own name, if the id has an escape or a number in front.
    pub fn scored(
        id: String,
        file_name: Option<&str>,
        mut document: Document,
        profile: &Profile,
        mut assessment: Assessment,
        as_of: Date,
        blind: bool,
    ) -> Candidate {
        document.notes.append(&mut assessment.notes);
        let mut overview = Overview::new(profile);
        let name = profile.contact.name.as_ref().map(|name| name.text.clone());
        let mut withheld = Vec::new();
        if blind {
            let found = blind::withheld(&document.text, profile);
            document.notes.extend(found.note());
            withheld = found.spans;
            blind::withhold(&mut assessment, &document.text, &withheld);
            overview.withhold(&document.text, profile, &withheld);
        }
        let is_for_people = document.language.is_some() || profile.people > 1;
        document.problem = document.problem.or_else(|| several_people(profile.people));
        Candidate {
            display_name: display_name(file_name.unwrap_or(&id), name, blind),
            id: if blind { blind::id(Some(&document.content), &id) } else { id },
            content: Some(document.content.clone()),
            outcome: Outcome::Scored(Box::new(Scored {
                document,
                overview,
                assessment,
                withheld,
                is_for_people,
                as_of,
                is_blind: blind,
                who: Who::default(),
            })),
            history: History::default(),
        }
    }

    /// Returns a candidate whose resume could not be read. `file_name` is as in [`Candidate::scored`].
    pub fn unreadable(
        id: String,
        file_name: Option<&str>,
        content: Option<String>,
        problem: Problem,
        blind: bool,
    ) -> Candidate {
        let display_name = display_name(file_name.unwrap_or(&id), None, blind);
        let id = if blind { blind::id(content.as_deref(), &id) } else { id };
        Candidate { display_name, id, content, outcome: Outcome::Unreadable(problem), history: History::default() }
    }

    /// Adds who the candidate is, by the facts of the resume.
    #[must_use]
    pub fn with_who(mut self, profile: &Profile) -> Candidate {
        if let Outcome::Scored(scored) = &mut self.outcome {
            scored.who = Who::of(&scored.document.text, profile);
        }
        self
    }

    /// Returns the scored resume, if it could be read.
    pub fn as_scored(&self) -> Option<&Scored> {
        match &self.outcome {
            Outcome::Scored(scored) => Some(scored),
            Outcome::Unreadable(_) => None,
        }
    }

    /// Returns what [`Candidate::display_name`] is taken from: the `resume`, or the `file`'s name; `None` if it is
    /// withheld.
    pub fn named_by(&self) -> Option<&'static str> {
        let is_named = self.as_scored().is_some_and(|scored| scored.overview.is_named);
        (!self.display_name.is_empty()).then_some(if is_named { "resume" } else { "file" })
    }

    /// Returns the problem with the file, be it all or a part that could not be read.
    pub fn problem(&self) -> Option<&Problem> {
        match &self.outcome {
            Outcome::Scored(scored) => scored.document.problem.as_ref(),
            Outcome::Unreadable(problem) => Some(problem),
        }
    }

    /// Returns the id and the reason, if a person must read the resume.
    pub fn to_read(&self) -> Option<String> {
        let problem = self.as_scored().filter(|scored| scored.is_for_people)?.document.problem.as_ref()?;
        Some(format!("{}: {}", self.id, problem.message))
    }

    /// Returns how far the resume was read.
    pub fn status(&self) -> CandidateStatus {
        match (&self.outcome, self.problem()) {
            (Outcome::Unreadable(_), _) => CandidateStatus::Unreadable,
            (Outcome::Scored(_), Some(_)) => CandidateStatus::Partial,
            (Outcome::Scored(_), None) => CandidateStatus::Scored,
        }
    }

    /// True if the file could not be read, so that the candidate has no score.
    pub fn is_unreadable(&self) -> bool {
        self.status() == CandidateStatus::Unreadable
    }
}

impl CandidateStatus {
    /// Returns the word that every output has for the status.
    pub fn as_str(self) -> &'static str {
        match self {
            CandidateStatus::Scored => "scored",
            CandidateStatus::Partial => "partial",
            CandidateStatus::Unreadable => "unreadable",
        }
    }
}

impl fmt::Display for CandidateStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The problem of a file with the resumes of several people.
fn several_people(people: usize) -> Option<Problem> {
    (people > 1).then(|| Problem {
        code: ProblemCode::Unsupported,
        message: format!("it holds the resumes of several people ({people}), and is scored as if it were of one"),
        remedy: "split it into one file per person, and read it by hand until then".into(),
        page: None,
    })
}

fn display_name(file_name: &str, name: Option<String>, blind: bool) -> String {
    match name {
        _ if blind => String::new(),
        Some(name) => name,
        None => stem(file_name).to_owned(),
    }
}

/// Returns the last part of a path without its extension.
pub(crate) fn stem(id: &str) -> &str {
    let name = id.rsplit('/').next().unwrap_or(id);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_certain_name_the_file_s_stem_stands_for_it() {
        assert_eq!(display_name("a/b.c.pdf", None, false), "b.c");
        assert_eq!(display_name("a/.b", Some("Ana".into()), false), "Ana");
        assert_eq!(display_name("-", None, false), "-");
        assert_eq!(display_name("b.pdf", Some("Ana".into()), true), "");
    }
}
