//! What can go wrong with the database: it is damaged, and made anew, or the system fails it, and the run goes on without.

use std::io::{self, ErrorKind};
use std::panic::AssertUnwindSafe;

/// Why the database cannot be used as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The file is not what was written.
    Damaged,
    /// The file cannot be read or written; in the system's words.
    Failed(String),
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
            _ => Fault::Damaged,
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        match error.kind() {
            // A file that ends too early is a damaged one, not a fault of the disk.
            ErrorKind::UnexpectedEof | ErrorKind::InvalidData => Fault::Damaged,
            _ => Fault::Failed(error.to_string()),
        }
    }
}

impl From<Fault> for io::Error {
    fn from(fault: Fault) -> io::Error {
        match fault {
            Fault::Damaged => io::Error::new(ErrorKind::InvalidData, "it is damaged"),
            Fault::Failed(why) => io::Error::other(why),
        }
    }
}

/// Asks the database; over a file that was tampered with, it may panic.
pub(super) fn guarded<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    crate::ingest::guarded(AssertUnwindSafe(work)).unwrap_or(Err(Fault::Damaged))
}
