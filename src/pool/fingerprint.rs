//! Fingerprints of files: size and modification time, from which a run tells that a file is unchanged without reading
//! it.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// The size and modification time of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    bytes: u64,
    /// Since 1970.
    modified: Duration,
}

impl Fingerprint {
    /// Returns the fingerprint of a file; `None` if its modification time is unknown or before 1970.
    pub fn of(metadata: &Metadata) -> Option<Fingerprint> {
        let modified = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(Fingerprint { bytes: metadata.len(), modified })
    }

    /// Returns the fingerprint of the regular file that `path` leads to; `None` if there is no such file.
    pub fn of_file(path: &Path) -> Option<Fingerprint> {
        Fingerprint::of(&fs::metadata(path).ok().filter(Metadata::is_file)?)
    }

    /// Returns the fingerprint of a file of rolefit's own, as text. An unknown modification time counts as 0, because
    /// the checksums in such a file are checked as well.
    pub(super) fn text(metadata: &Metadata) -> String {
        let modified = Fingerprint::of(metadata).map_or(Duration::ZERO, |fingerprint| fingerprint.modified);
        format!("{} {}", metadata.len(), modified.as_nanos())
    }

    /// The modification time, since 1970.
    #[cfg(feature = "store")]
    pub(super) fn modified(&self) -> Duration {
        self.modified
    }
}
