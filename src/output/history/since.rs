//! What changed for a candidate since an earlier run, and what may have done it.

use std::collections::BTreeMap;

use crate::candidate::history::{Cause, Change};

/// Which resumes of the earlier run a candidate met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Met {
    pub(super) change: Change,
    pub(super) is_renamed: bool,
    /// The resume it was compared with.
    pub(super) resume: Option<u32>,
    /// The first resume with the same content.
    pub(super) content: Option<u32>,
}

/// What changed since the earlier run, over all candidates. It takes 2 bytes for each resume of the earlier run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// How many candidates there are of each kind.
    pub counts: BTreeMap<Change, usize>,
    /// How many of them had another id.
    pub renamed: usize,
    /// What differs between the runs, and may have moved those who are moved.
    pub by: Vec<Cause>,
    /// For each resume of the earlier run: whether it was met, and whether its content was, if it is the first to have it.
    pub(super) met: Vec<(bool, bool)>,
}

impl News {
    pub(super) fn new(by: &[Cause], resumes: usize) -> News {
        News { counts: BTreeMap::new(), renamed: 0, by: by.to_vec(), met: vec![(false, false); resumes] }
    }

    pub(super) fn add(&mut self, met: Met) {
        *self.counts.entry(met.change).or_default() += 1;
        self.renamed += usize::from(met.is_renamed);
        if let Some((resume, _)) = met.resume.and_then(|number| self.met.get_mut(number as usize)) {
            *resume = true;
        }
        if let Some((_, content)) = met.content.and_then(|number| self.met.get_mut(number as usize)) {
            *content = true;
        }
    }

    /// "3 new, 1 changed file, 2 moved by changed roles or the day, 40 unchanged, 1 gone; 2 have another name".
    pub fn words(&self, gone: usize) -> String {
        let count = |change| self.counts.get(&change).copied().unwrap_or_default();
        let mut words = vec![format!("{} new", count(Change::New)), {
            let changed = count(Change::ChangedFile);
            format!("{changed} changed file{}", if changed == 1 { "" } else { "s" })
        }];
        let by: Vec<&str> = self.by.iter().map(|cause| cause.words()).collect();
        words.push(match (count(Change::Moved), by.join(" or ")) {
            (0, _) => "0 moved".to_owned(),
            (moved, by) if by.is_empty() => format!("{moved} moved by another build or a limit of the machine"),
            (moved, by) => format!("{moved} moved by {by}"),
        });
        words.push(format!("{} unchanged", count(Change::Unchanged)));
        words.push(format!("{gone} gone"));
        let renamed = match self.renamed {
            0 => String::new(),
            1 => "; 1 has another name".to_owned(),
            renamed => format!("; {renamed} have another name"),
        };
        format!("{}{renamed}", words.join(", "))
    }
}
