//! Counts the changes since an earlier run: new, changed, moved, unchanged and gone candidates.

use std::collections::BTreeMap;

use crate::candidate::history::{Cause, Change};

/// The resumes of the earlier run that a candidate matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EarlierMatch {
    pub(super) change: Change,
    pub(super) is_renamed: bool,
    /// The number of the resume that the candidate was compared with.
    pub(super) resume: Option<u32>,
    /// The number of the first resume with the same content.
    pub(super) content: Option<u32>,
}

/// The changes since the earlier run, over all candidates. It takes 2 bytes per resume of the earlier run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeTally {
    /// The number of candidates per kind of change.
    pub counts: BTreeMap<Change, usize>,
    /// The number of candidates that had another id.
    pub renamed: usize,
    /// The differences between the runs, any of which may have moved a candidate.
    pub by: Vec<Cause>,
    /// For each resume of the earlier run: true if a candidate matched it, and true if a candidate matched its content.
    /// Only the first resume of a content has the second mark.
    pub(super) matched: Vec<(bool, bool)>,
}

impl ChangeTally {
    pub(super) fn new(by: &[Cause], resumes: usize) -> ChangeTally {
        ChangeTally { counts: BTreeMap::new(), renamed: 0, by: by.to_vec(), matched: vec![(false, false); resumes] }
    }

    pub(super) fn add(&mut self, found: EarlierMatch) {
        *self.counts.entry(found.change).or_default() += 1;
        self.renamed += usize::from(found.is_renamed);
        if let Some((resume, _)) = found.resume.and_then(|number| self.matched.get_mut(number as usize)) {
            *resume = true;
        }
        if let Some((_, content)) = found.content.and_then(|number| self.matched.get_mut(number as usize)) {
            *content = true;
        }
    }

    /// "3 new, 1 changed file, 2 moved because of changed roles or the date, 40 unchanged, 1 gone; 2 have new names".
    pub fn words(&self, gone: usize) -> String {
        let count = |change| self.counts.get(&change).copied().unwrap_or_default();
        let mut words = vec![
            format!("{} new", count(Change::New)),
            crate::explain::words::count(count(Change::ChangedFile), "changed file"),
        ];
        let by: Vec<&str> = self.by.iter().map(|cause| cause.words()).collect();
        words.push(match (count(Change::Moved), by.join(" or ")) {
            (0, _) => "0 moved".to_owned(),
            (moved, by) if by.is_empty() => format!("{moved} moved because of another build or a limit of the machine"),
            (moved, by) => format!("{moved} moved because of {by}"),
        });
        words.push(format!("{} unchanged", count(Change::Unchanged)));
        words.push(format!("{gone} gone"));
        let renamed = match self.renamed {
            0 => String::new(),
            1 => "; 1 has a new name".to_owned(),
            renamed => format!("; {renamed} have new names"),
        };
        format!("{}{renamed}", words.join(", "))
    }
}
