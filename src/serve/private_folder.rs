//! The folder of one server, which only its owner may open and which is gone when the server ends.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use tempfile::{Builder, TempDir};

/// What the names of all such folders begin with.
const PREFIX: &str = "rolefit-serve-";
/// A file that is locked as long as the folder's server lives.
const LOCK: &str = "lock";

/// A folder that is removed when it is dropped. The folder of a killed server is removed by the next server.
#[derive(Debug)]
pub(super) struct PrivateFolder {
    // Dropped first, because some systems remove no open file.
    _lock: File,
    folder: TempDir,
}

impl PrivateFolder {
    /// Makes the folder.
    ///
    /// # Errors
    /// Errors of the operating system.
    pub(super) fn new() -> io::Result<PrivateFolder> {
        remove_abandoned(&std::env::temp_dir());
        let mut builder = Builder::new();
        builder.prefix(PREFIX);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        let folder = builder.tempdir()?;
        let lock = File::create(folder.path().join(LOCK))?;
        lock.lock()?;
        Ok(PrivateFolder { folder, _lock: lock })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Removes the folders below `parent` whose servers are gone. Folders of other people cannot be opened, and stay.
fn remove_abandoned(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let is_ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let is_free = || File::open(entry.path().join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok());
        if is_ours && is_folder && is_free() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_folder_of_a_killed_server_is_removed_and_that_of_a_living_server_stays() {
        let parent = tempfile::tempdir().unwrap();
        let [dead, living] = ["dead", "living"].map(|name| parent.path().join(format!("{PREFIX}{name}")));
        let locks = [&dead, &living].map(|folder| {
            fs::create_dir(folder).unwrap();
            File::create(folder.join(LOCK)).unwrap()
        });
        locks[1].lock().unwrap();
        remove_abandoned(parent.path());
        assert!(!dead.exists() && living.exists());
    }

    #[cfg(unix)]
    #[test]
    fn only_its_owner_may_open_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = PrivateFolder::new().unwrap();
        assert_eq!(fs::metadata(folder.path()).unwrap().permissions().mode() & 0o777, 0o700);
        let path = folder.path().to_owned();
        drop(folder);
        assert!(!path.exists());
    }
}
