//! What can go wrong with the database: it is damaged, and made anew, or the system fails it, and the run goes on without.

use std::io::{self, ErrorKind};
use std::panic::AssertUnwindSafe;

/// Why the database cannot be used as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is to be begun anew.
    Unusable(Unusable),
    /// The file cannot be read or written; in the system's words.
    Failed(String),
}

/// Why a database is begun anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// The file is not what was written.
    #[error("the store was damaged")]
    Damaged,
    /// The file is whole, and a version wrote it that keeps records otherwise.
    #[error("the store was made by another version of rolefit")]
    Outdated,
}

impl Fault {
    pub const DAMAGED: Fault = Fault::Unusable(Unusable::Damaged);
}

impl From<redb::Error> for Fault {
    fn from(error: redb::Error) -> Fault {
        match error {
            redb::Error::Io(error) => Fault::from(error),
            redb::Error::PreviousIo | redb::Error::DatabaseClosed => Fault::Failed("an earlier error".into()),
            redb::Error::DatabaseAlreadyOpen | redb::Error::LockProtocolMismatch => {
                Fault::Failed("another program has it open".into())
            }
            redb::Error::Unsupported => Fault::Failed("files cannot be locked there".into()),
            _ => Fault::DAMAGED,
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        match error.kind() {
            // A file that ends too early is a damaged one, not a fault of the disk.
            ErrorKind::UnexpectedEof | ErrorKind::InvalidData => Fault::DAMAGED,
            _ => Fault::Failed(error.to_string()),
        }
    }
}

impl From<Fault> for io::Error {
    fn from(fault: Fault) -> io::Error {
        match fault {
            Fault::Unusable(why) => io::Error::new(ErrorKind::InvalidData, why.to_string()),
            Fault::Failed(why) => io::Error::other(why),
        }
    }
}

/// Asks the database; over a file that was tampered with, it may panic.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    rolefit_ingest::catch_panics(AssertUnwindSafe(work)).unwrap_or(Err(Fault::DAMAGED))
}
