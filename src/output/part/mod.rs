//! Parts of a run: the candidates of one shard, scored and formatted, in a file. Merged, they give the bytes of the
//! whole run without scoring again.
//!
//! A part is a line with [`SCHEMA`], the version of the program, the facts of the run, one record per candidate in the
//! order of ids, and a checksum of all that. Each piece begins with its length.
//!
//! The parts of a blind run hold no more names than its outputs: see [`FileList`].

mod error;
mod file_list;
mod merge;
mod read;
mod write;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Run;
use super::history::HistoryColumns;
use crate::catalog::Catalog;
use crate::rank::{CutOffs, Shard};

pub use error::PartError;
pub use file_list::FileList;
pub use merge::Parts;
pub use write::PartWriter;

/// The version of the layout.
pub const SCHEMA: &str = "rolefit.part/1";

/// The program that wrote a part. Another version may score or format otherwise.
const MADE_BY: &str = concat!(
    "rolefit ",
    env!("CARGO_PKG_VERSION"),
    " ",
    env!("ROLEFIT_READER_VERSION"),
    env!("ROLEFIT_ENGINE_VERSION"),
    env!("ROLEFIT_CANDIDATE_VERSION")
);

/// Bytes before each piece: its length, little-endian. A length of 0 stands before the checksum.
const LENGTH_BYTES: usize = size_of::<u32>();

/// The place of a candidate in the order of a run: in a blind run the [place](FileList::place) of its file, otherwise
/// 0; then the id.
type Place = (u64, String);

/// The facts of the run that a part belongs to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PartHead {
    /// The shard.
    pub shard: Shard,
    /// The roles that were scored, with the vocabulary.
    #[serde(with = "crate::catalog::cached")]
    pub catalog: Catalog,
    /// The day that "present" meant.
    pub as_of: Date,
    /// The number of roles in a candidate's record.
    pub top_roles: Option<usize>,
    /// The cut-offs.
    pub cut: CutOffs,
    /// The format of the rows and everything else about the output, in a form of the caller's own.
    pub form: String,
    /// The [fingerprint](FileList::fingerprint) of the files of the whole run, if it is blind: their places order the
    /// output. Otherwise ids do, and a file that comes between two shards does no harm.
    pub files: Option<[u8; blake3::OUT_LEN]>,
}

impl PartHead {
    /// The facts that outputs repeat.
    pub fn run(&self) -> Run<'_> {
        Run { catalog: &self.catalog, as_of: self.as_of, top_roles: self.top_roles, history: HistoryColumns::default() }
    }

    /// The first fact in which two parts differ, in words; `None` if both are of one run.
    fn difference(&self, other: &PartHead) -> Option<&'static str> {
        let roles = |head: &PartHead| head.catalog.roles.iter().map(|role| role.id.clone()).collect::<Vec<_>>();
        let facts = [
            (self.catalog.hash == other.catalog.hash, "catalog"),
            (roles(self) == roles(other), "roles"),
            (self.as_of == other.as_of, "day (--as-of)"),
            (self.shard.of() == other.shard.of(), "number of shards"),
            ((self.top_roles, self.cut, &self.form) == (other.top_roles, other.cut, &other.form), "options"),
        ];
        facts.into_iter().find(|(is_same, _)| !is_same).map(|(_, fact)| fact)
    }
}
