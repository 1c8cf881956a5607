//! Counts of candidates, of rows shown and of rows hidden.

use super::OlderFile;

/// Counts over all candidates of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All candidates.
    pub candidates: usize,
    /// Files that could not be read.
    pub unreadable: usize,
    /// Candidates with a row, in outputs with one row per candidate.
    pub shown: usize,
    /// Files left out because the same person has a newer file.
    pub older: Vec<OlderFile>,
    /// The resumes that a person must read, with the reason, in the order of ids.
    pub by_hand: Vec<String>,
    /// One per role of the catalog.
    pub roles: Vec<RoleTally>,
}

/// Counts of the candidates in one role.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoleTally {
    /// Candidates who were scored.
    pub scored: usize,
    /// Scored candidates who pass the cut-offs.
    pub placed: usize,
    /// Scored candidates left out because they have a newer file.
    pub older: usize,
    /// Candidates hidden by the gate alone whose resume contradicts no must-have and leaves one unsaid.
    pub silent: usize,
    /// The points of all scored candidates, in thousandths.
    pub points: u64,
    /// Those of criteria that are only mentioned.
    pub mentioned: u64,
}

impl RoleTally {
    /// True if more than half of the points come from words that candidates share with the role.
    pub fn is_mostly_mentions(&self) -> bool {
        self.mentioned * 2 > self.points
    }

    /// Returns the number of candidates cut off.
    pub fn hidden(&self) -> usize {
        self.scored - self.placed - self.older
    }
}

impl Tally {
    /// Returns the number of rows cut off, with one row per candidate and role.
    pub fn hidden(&self) -> usize {
        self.roles.iter().map(RoleTally::hidden).sum()
    }

    /// Returns the number of rows that the gate hides because a resume leaves a must-have unsaid.
    pub fn silent(&self) -> usize {
        self.roles.iter().map(|role| role.silent).sum()
    }

    /// Returns the number of candidates without a row, apart from older files.
    pub fn unshown(&self) -> usize {
        self.candidates - self.shown - self.older.len()
    }

    /// Returns the number of candidates who could be scored.
    pub fn scored(&self) -> usize {
        self.candidates - self.unreadable
    }
}
