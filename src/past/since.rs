//! What changed for a candidate since an earlier run, and what may have done it.

use std::collections::BTreeMap;

use serde::Serialize;

/// What became of a candidate since an earlier run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Neither the content nor the id was there.
    New,
    /// The id was there, with another content.
    ChangedFile,
    /// The same content is judged otherwise.
    Moved,
    /// The same content is judged as it was.
    Unchanged,
    /// Neither the content nor the id is there any more.
    Gone,
}

/// What differs between two runs beside the files, and may move a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// Roles or their vocabulary.
    Catalog,
    /// The version of rolefit.
    Engine,
    /// The day that "present" means.
    AsOf,
}

/// What changed for one candidate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Since {
    /// What became of it.
    pub change: Change,
    /// Each of what may have moved it, where verdicts differ: which of several did is not known. None for a candidate who is
    /// moved means that the version is the same and the build is not, or that a limit of the machine was met in one of the runs.
    pub by: Vec<Cause>,
    /// The id that the file had, where it was another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What the earlier run said, of the roles that it listed, in its order.
    pub roles: Vec<OldRole>,
}

/// What the earlier run said of a candidate in one role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OldRole {
    /// The role's id.
    pub role: String,
    /// The role's place for the candidate, from 1.
    pub rank: u32,
    /// Points with one decimal.
    pub score: Option<f64>,
}

impl Change {
    /// As CSV has it: the word of JSON.
    pub fn name(self) -> &'static str {
        match self {
            Change::New => "new",
            Change::ChangedFile => "changed-file",
            Change::Moved => "moved",
            Change::Unchanged => "unchanged",
            Change::Gone => "gone",
        }
    }

    /// As people read it; nothing where nothing changed.
    pub fn words(self) -> &'static str {
        match self {
            Change::ChangedFile => "changed file",
            Change::Unchanged => "",
            _ => self.name(),
        }
    }
}

impl Cause {
    /// As CSV has it: the word of JSON.
    pub fn name(self) -> &'static str {
        match self {
            Cause::Catalog => "catalog",
            Cause::Engine => "engine",
            Cause::AsOf => "as-of",
        }
    }

    /// As people read it after "moved by".
    fn words(self) -> &'static str {
        match self {
            Cause::Catalog => "changed roles",
            Cause::Engine => "a changed engine",
            Cause::AsOf => "the day",
        }
    }
}

impl Since {
    /// What the earlier run said of the candidate in the role with this id.
    pub fn role(&self, id: &str) -> Option<&OldRole> {
        self.roles.iter().find(|role| role.role == id)
    }
}

/// Which resumes of the earlier run a candidate met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Met {
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
