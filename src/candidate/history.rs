//! What was known of a candidate before the run: what an earlier run said, and what people decided.

use jiff::civil::Date;
use serde::Serialize;

/// What is known of one candidate from before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// What changed since the earlier run, if there is one.
    pub since: Option<Since>,
    /// What people decided, if they did.
    pub decision: Option<Decision>,
}

/// What was decided on one content. Cells that are not filled in are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// What was decided, in whatever words.
    pub decision: String,
    /// Why, or what to do. It may name the candidate, and is withheld where names are.
    pub note: Option<String>,
    /// Who decided.
    pub who: String,
    /// When.
    pub date: Option<Date>,
}

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
    pub(crate) fn words(self) -> &'static str {
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
