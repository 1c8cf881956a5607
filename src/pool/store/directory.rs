//! The files in a store's directory, and the fingerprint of the database that marks a clean shutdown.

use std::fs;
use std::io;
use std::path::Path;

use rolefit_ingest::state_files::DATABASE_FINGERPRINT;
pub(super) use rolefit_ingest::state_files::{DATABASE, NEW_DATABASE};

use crate::atomic_file;
use crate::pool::{Fingerprint, owner_only};

/// Records the fingerprint of the closed database. If it still holds at the next run, that run need not check every
/// page.
pub(super) fn record_closed(directory: &Path) -> io::Result<()> {
    let fingerprint = Fingerprint::text(&fs::metadata(directory.join(DATABASE))?);
    atomic_file::write_private(&directory.join(DATABASE_FINGERPRINT), fingerprint.as_bytes())
}

/// True if the database has the recorded fingerprint. The record is removed, so that a run that is killed leaves none.
pub(super) fn take_closed(directory: &Path) -> bool {
    let recorded = fs::read_to_string(directory.join(DATABASE_FINGERPRINT));
    let is_removed = owner_only::remove(&directory.join(DATABASE_FINGERPRINT)).is_ok();
    let current = fs::metadata(directory.join(DATABASE)).map(|metadata| Fingerprint::text(&metadata));
    is_removed && matches!((recorded, current), (Ok(recorded), Ok(current)) if recorded == current)
}

/// Bytes of the database; 0 if there is none.
pub(super) fn database_bytes(directory: &Path) -> io::Result<u64> {
    match fs::metadata(directory.join(DATABASE)) {
        Ok(metadata) => Ok(metadata.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}
