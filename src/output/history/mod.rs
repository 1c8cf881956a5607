//! What is known from before a run: what an earlier one said, and what people decided. It is told beside verdicts; scoring never reads it.

mod decisions;
mod earlier;
mod line;
pub(crate) mod records;
mod since;
#[cfg(test)]
mod tests;

use std::path::Path;

pub use decisions::{COLUMNS, Decisions};
pub use earlier::{Earlier, Gone};
pub use since::News;

use crate::candidate::Candidate;
use crate::candidate::history::{Decision, History};
use crate::error::Result;
use crate::output::Run;

/// What outputs tell from before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What changed since an earlier run.
    pub since: bool,
    /// What people decided.
    pub decisions: bool,
}

/// What a run knows from before.
#[derive(Debug, Default)]
pub struct Before {
    earlier: Option<Earlier>,
    decisions: Option<Decisions>,
}

/// Which part of what is known from before a candidate met.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Met {
    since: Option<since::Met>,
    decision: Option<u32>,
}

/// What became of all that is known from before.
#[derive(Debug)]
pub struct Account {
    news: Option<News>,
    /// Whether a candidate has the content, for each content with a decision.
    decided: Vec<bool>,
}

impl Before {
    /// Reads the earlier run `since`, to compare `run` with it, and the `decisions`, of which `blind` withholds the notes.
    ///
    /// # Errors
    /// [`Error::Io`](crate::Error::Io), or [`Error::Judgements`](crate::Error::Judgements) with the line that is wrong.
    pub fn read(since: Option<&Path>, decisions: Option<&Path>, run: &Run<'_>, blind: bool) -> Result<Before> {
        Ok(Before {
            earlier: since.map(|path| Earlier::read(path, run)).transpose()?,
            decisions: decisions.map(|path| Decisions::read(path, blind)).transpose()?,
        })
    }

    /// What outputs tell of it.
    pub fn told(&self) -> Told {
        Told { since: self.earlier.is_some(), decisions: self.decisions.is_some() }
    }

    /// The earlier run.
    pub fn earlier(&self) -> Option<&Earlier> {
        self.earlier.as_ref()
    }

    /// The decisions.
    pub fn decisions(&self) -> Option<&Decisions> {
        self.decisions.as_ref()
    }

    /// Puts beside the verdicts on `candidate` what is known from before.
    pub fn tell(&self, candidate: &mut Candidate) -> Met {
        let since = self.earlier.as_ref().map(|earlier| earlier.compare(candidate));
        let decision = self.decision(candidate.content.as_deref());
        let met = Met { since: since.as_ref().map(|(_, met)| *met), decision: decision.map(|(number, _)| number) };
        candidate.history =
            History { since: since.map(|(since, _)| since), decision: decision.map(|(_, decision)| decision.clone()) };
        met
    }

    /// The account of a run that begins.
    pub fn account(&self) -> Account {
        Account {
            news: self.earlier.as_ref().map(Earlier::news),
            decided: vec![false; self.decisions.as_ref().map_or(0, Decisions::len)],
        }
    }

    /// The candidates of the earlier run who were not met, in the order of their ids.
    pub fn gone(&self, account: &Account) -> Box<dyn ExactSizeIterator<Item = Gone<'_>> + '_> {
        let Some((earlier, news)) = self.earlier.as_ref().zip(account.news.as_ref()) else {
            return Box::new(std::iter::empty());
        };
        Box::new(earlier.gone(news).map(|gone| {
            let decision = self.decision(gone.content.as_deref()).map(|(_, decision)| decision.clone());
            Gone { decision, ..gone }
        }))
    }

    /// The decision on a content, with its number.
    fn decision(&self, content: Option<&str>) -> Option<(u32, &Decision)> {
        self.decisions.as_ref()?.of(content?)
    }
}

impl Account {
    /// Takes account of a candidate.
    pub fn add(&mut self, met: Met) {
        if let Some((news, since)) = self.news.as_mut().zip(met.since) {
            news.add(since);
        }
        if let Some(decided) = met.decision.and_then(|number| self.decided.get_mut(number as usize)) {
            *decided = true;
        }
    }

    /// What changed since the earlier run.
    pub fn news(&self) -> Option<&News> {
        self.news.as_ref()
    }

    /// How many contents with a decision no candidate has.
    pub fn unmatched(&self) -> usize {
        self.decided.iter().filter(|decided| !**decided).count()
    }
}

/// The hash in `blake3:` and hexadecimal digits, or in the digits alone.
fn content_hash(content: &str) -> Option<blake3::Hash> {
    blake3::Hash::from_hex(content.strip_prefix("blake3:").unwrap_or(content)).ok()
}
