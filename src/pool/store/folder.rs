//! The folder of a store: the names in it, and how it was left.

use std::fs::{self, File};
use std::io;
use std::path::Path;

pub(super) use rolefit_ingest::state_files::{DATABASE, NEW_DATABASE};

use crate::pool::private;
use rolefit_ingest::state_files::DATABASE_FINGERPRINT;

/// Makes the names in the folder as lasting as the files.
pub(super) fn sync(folder: &Path) -> io::Result<()> {
    match cfg!(unix) {
        true => File::open(folder)?.sync_all(),
        false => Ok(()),
    }
}

/// Notes how the database was left, so that the next run need not read all of it to know that nobody touched it.
pub(super) fn note_closed(folder: &Path) -> io::Result<()> {
    let note = private::look(&fs::metadata(folder.join(DATABASE))?);
    let path = folder.join(DATABASE_FINGERPRINT);
    io::Write::write_all(&mut private::options().create(true).truncate(true).open(path)?, note.as_bytes())
}

/// Whether the database is as it was left. The note is taken away: whoever is killed leaves none.
pub(super) fn take_closed(folder: &Path) -> bool {
    let note = fs::read_to_string(folder.join(DATABASE_FINGERPRINT));
    let is_gone = private::remove(&folder.join(DATABASE_FINGERPRINT)).is_ok();
    let now = fs::metadata(folder.join(DATABASE)).map(|metadata| private::look(&metadata));
    is_gone && matches!((note, now), (Ok(note), Ok(now)) if note == now)
}
