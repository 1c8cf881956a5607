//! The history of candidates: verdicts of an earlier run, and people's decisions. Outputs show it beside the verdicts;
//! scoring never reads it.

mod change_tally;
mod decision_date;
#[cfg(feature = "serve")]
mod decision_file;
mod decision_table;
#[cfg(feature = "xlsx")]
pub(crate) mod decision_workbook;
mod decisions;
mod earlier_run;
mod line;
pub(crate) mod records;
#[cfg(test)]
mod tests;

use std::path::Path;

pub use change_tally::ChangeTally;
#[cfg(feature = "serve")]
pub(crate) use decision_file::DecisionFile;
pub use decisions::{COLUMNS, Decisions};
pub use earlier_run::{EarlierRun, Gone};

use crate::candidate::Candidate;
use crate::candidate::history::{Decision, History};
use crate::error::Result;
use crate::output::Run;

/// The parts of the history that an output shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HistoryColumns {
    /// True if the output shows changes since an earlier run.
    pub since: bool,
    /// True if the output shows decisions.
    pub decisions: bool,
}

/// The history that a run was given.
#[derive(Debug, Default)]
pub struct RunHistory {
    earlier: Option<EarlierRun>,
    decisions: Option<Decisions>,
}

/// The entries of a [`RunHistory`] that a candidate matched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Matched {
    earlier: Option<change_tally::EarlierMatch>,
    decision: Option<u32>,
}

/// Counts the entries of a [`RunHistory`] that candidates matched.
#[derive(Debug)]
pub struct HistoryTally {
    changes: Option<ChangeTally>,
    /// For each decision: true if a candidate has its content.
    decided: Vec<bool>,
}

impl RunHistory {
    /// Reads the earlier run in the file `since`, to compare `run` with it, and the table of `decisions`. With `blind`,
    /// notes are left out, because they may name the candidate, and so are earlier ids.
    ///
    /// # Errors
    /// [`Error::Io`](crate::Error::Io), or [`Error::Judgements`](crate::Error::Judgements) with the line that is wrong.
    pub fn read(since: Option<&Path>, decisions: Option<&Path>, run: &Run<'_>, blind: bool) -> Result<RunHistory> {
        Ok(RunHistory {
            earlier: since.map(|path| EarlierRun::read(path, run, blind)).transpose()?,
            decisions: decisions.map(|path| Decisions::read(path, blind)).transpose()?,
        })
    }

    /// A history of decisions alone.
    #[cfg(feature = "serve")]
    pub(crate) fn of_decisions(decisions: Option<Decisions>) -> RunHistory {
        RunHistory { earlier: None, decisions }
    }

    /// The columns that outputs need for this history.
    pub fn columns(&self) -> HistoryColumns {
        HistoryColumns { since: self.earlier.is_some(), decisions: self.decisions.is_some() }
    }

    /// The earlier run.
    pub fn earlier(&self) -> Option<&EarlierRun> {
        self.earlier.as_ref()
    }

    /// The decisions.
    pub fn decisions(&self) -> Option<&Decisions> {
        self.decisions.as_ref()
    }

    /// Sets the history of `candidate`. Returns the entries that it matched, for [`HistoryTally::add`].
    pub fn attach(&self, candidate: &mut Candidate) -> Matched {
        let earlier = self.earlier.as_ref().map(|earlier| earlier.compare(candidate));
        let decided = self.decided(candidate.content.as_deref());
        let matched =
            Matched { earlier: earlier.as_ref().map(|(_, found)| *found), decision: decided.map(|(number, _)| number) };
        candidate.history = History {
            since: earlier.map(|(since, _)| since),
            decisions: decided.map(|(_, decisions)| decisions.to_vec()).unwrap_or_default(),
        };
        matched
    }

    /// An empty tally.
    pub fn tally(&self) -> HistoryTally {
        HistoryTally {
            changes: self.earlier.as_ref().map(EarlierRun::tally),
            decided: vec![false; self.decisions.as_ref().map_or(0, Decisions::len)],
        }
    }

    /// The candidates of the earlier run that no candidate matched, in the order of their ids.
    pub fn gone(&self, tally: &HistoryTally) -> Box<dyn ExactSizeIterator<Item = Gone<'_>> + '_> {
        let Some((earlier, changes)) = self.earlier.as_ref().zip(tally.changes.as_ref()) else {
            return Box::new(std::iter::empty());
        };
        Box::new(earlier.gone(changes).map(|gone| {
            let decided = self.decided(gone.content.as_deref());
            Gone { decisions: decided.map(|(_, decisions)| decisions.to_vec()).unwrap_or_default(), ..gone }
        }))
    }

    /// The decisions on a content, with its number.
    fn decided(&self, content: Option<&str>) -> Option<(u32, &[Decision])> {
        self.decisions.as_ref()?.of(content?)
    }
}

impl HistoryTally {
    /// Counts the matches of one candidate.
    pub fn add(&mut self, matched: Matched) {
        if let Some((changes, earlier)) = self.changes.as_mut().zip(matched.earlier) {
            changes.add(earlier);
        }
        if let Some(decided) = matched.decision.and_then(|number| self.decided.get_mut(number as usize)) {
            *decided = true;
        }
    }

    /// The changes since the earlier run.
    pub fn changes(&self) -> Option<&ChangeTally> {
        self.changes.as_ref()
    }

    /// The number of decisions on a content that no candidate has.
    pub fn unmatched(&self) -> usize {
        self.decided.iter().filter(|decided| !**decided).count()
    }
}

/// Parses a content hash: `blake3:` and hexadecimal digits, or the digits alone.
fn content_hash(content: &str) -> Option<blake3::Hash> {
    blake3::Hash::from_hex(content.strip_prefix("blake3:").unwrap_or(content)).ok()
}
