//! The history of a candidate: the verdicts of an earlier run, and decisions of people.

use jiff::civil::Date;
use serde::Serialize;

/// The history of one candidate.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// The changes since the earlier run, if there is one.
    pub since: Option<Since>,
    /// The decisions of people: at most one per role, and one for all roles.
    pub decisions: Vec<Decision>,
}

/// The decision of people whom to interview.
const INVITE: &str = "invite";

impl History {
    /// Returns the decision for the role with this id: its own, else the decision for all roles.
    pub fn decision(&self, role: Option<&str>) -> Option<&Decision> {
        for_role(&self.decisions, role)
    }

    /// True if somebody decided to invite the candidate, for any role.
    pub fn is_invited(&self) -> bool {
        self.decisions.iter().any(|decision| decision.decision.eq_ignore_ascii_case(INVITE))
    }
}

/// Returns the decision among `decisions` for the role with this id: its own, else the decision for all roles.
pub(crate) fn for_role<'a>(decisions: &'a [Decision], role: Option<&str>) -> Option<&'a Decision> {
    let own = role.and_then(|role| decisions.iter().find(|decision| decision.role == role));
    own.or_else(|| decisions.iter().find(|decision| decision.role.is_empty()))
}

/// A decision on one content hash. Cells left blank are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The id of the role; empty for all roles.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// The decision, in any words.
    pub decision: String,
    /// The reason, about the job. It may name the candidate, so `--blind` withholds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Remarks, or the next step. They may name the candidate, so `--blind` withholds them.
    pub note: Option<String>,
    /// The person who decided.
    pub who: String,
    /// The day of the decision.
    pub date: Option<Date>,
}

/// The change of a candidate since an earlier run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Neither the content nor the id was there.
    New,
    /// The id was there, with another content.
    ChangedFile,
    /// The same content has another verdict.
    Moved,
    /// The same content has the same verdict.
    Unchanged,
    /// Neither the content nor the id is there any more.
    Gone,
}

/// A difference between two runs that may change verdicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The roles or their vocabulary.
    Catalog,
    /// The version of rolefit.
    Engine,
    /// The as-of date.
    AsOf,
}

/// The changes for one candidate.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Since {
    /// The kind of change.
    pub change: Change,
    /// All causes that may have changed the verdict; the real one among them is unknown. Empty for a moved candidate if
    /// only the build differs, or if one of the runs met a limit of the machine.
    pub by: Vec<Cause>,
    /// The earlier id, if it was another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The earlier results of the roles that the earlier run listed, in its order.
    pub roles: Vec<OldRole>,
}

/// The earlier result of a candidate in one role.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OldRole {
    /// The id of the role.
    pub role: String,
    /// The rank of the role for the candidate, from 1.
    pub rank: u32,
    /// The score in points, with one decimal.
    pub score: Option<f64>,
}

impl Change {
    /// Returns the word of JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Change::New => "new",
            Change::ChangedFile => "changed-file",
            Change::Moved => "moved",
            Change::Unchanged => "unchanged",
            Change::Gone => "gone",
        }
    }

    /// Returns the words for people; empty for an unchanged candidate.
    pub fn words(self) -> &'static str {
        match self {
            Change::ChangedFile => "changed file",
            Change::Unchanged => "",
            _ => self.name(),
        }
    }
}

impl Cause {
    /// Returns the word of JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Cause::Catalog => "catalog",
            Cause::Engine => "engine",
            Cause::AsOf => "as-of",
        }
    }

    /// Returns the words for people, to follow "moved by".
    pub(crate) fn words(self) -> &'static str {
        match self {
            Cause::Catalog => "changed roles",
            Cause::Engine => "a changed engine",
            Cause::AsOf => "the date",
        }
    }
}

impl Since {
    /// Returns the earlier result in the role with this id.
    pub fn role(&self, id: &str) -> Option<&OldRole> {
        self.roles.iter().find(|role| role.role == id)
    }
}
