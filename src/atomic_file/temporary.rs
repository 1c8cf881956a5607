//! Temporary files beside the file to write: nameless where the system can do that, else named and locked.
//!
//! The system itself removes a nameless file when the process ends. A named file stays when the process is killed; the
//! lock on it is then free, so that [`remove_abandoned`] recognises it.

use std::fs::{self, File, Permissions};
use std::io::{self, Seek};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use super::{parent, permissions};

/// The prefix of the names of temporary files.
pub(super) const PREFIX: &str = ".rolefit-";
/// The suffix of the names of temporary files.
const SUFFIX: &str = ".part";

/// Attempts to create a named file. Another run may remove one in the moment between its creation and its lock.
const TRIES: usize = 10;

/// A temporary file.
#[derive(Debug)]
pub(super) enum Temporary {
    /// It has no name yet.
    Nameless(File),
    /// It has a name of its own and is locked while it is written.
    Named(NamedTempFile),
}

impl Temporary {
    /// Creates a temporary file in `directory` that is to get the permissions `wanted`.
    pub(super) fn create(directory: &Path, wanted: Option<&Permissions>) -> io::Result<Temporary> {
        let temporary = match nameless(directory, wanted) {
            Some(file) => Temporary::Nameless(file),
            None => Temporary::Named(named(directory, wanted)?),
        };
        if let Some(wanted) = wanted {
            permissions::apply(temporary.file(), wanted)?;
        }
        Ok(temporary)
    }

    /// Gives the file the name `path` and replaces the file of that name.
    pub(super) fn persist(self, path: &Path) -> io::Result<()> {
        match self {
            Temporary::Named(file) => file.persist(path).map(drop).map_err(|error| error.error),
            Temporary::Nameless(file) => persist_by(file, path, link),
        }
    }

    /// The open file.
    pub(super) fn file(&self) -> &File {
        match self {
            Temporary::Nameless(file) => file,
            Temporary::Named(file) => file.as_file(),
        }
    }
}

/// Removes temporary files in `directory` that a killed process left. Files that another process still writes stay.
pub(super) fn remove_abandoned(directory: &Path) {
    let entries = fs::read_dir(directory).into_iter().flatten().filter_map(Result::ok);
    let is_temporary = |name: &str| name.starts_with(PREFIX) && name.ends_with(SUFFIX);
    for entry in entries.filter(|entry| entry.file_name().to_str().is_some_and(is_temporary)) {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        // The lock is held until the file is removed, so that nobody takes the file up meanwhile.
        let Some(file) = is_file.then(|| File::open(entry.path()).ok()).flatten() else { continue };
        if file.try_lock().is_ok() {
            // A file that cannot be removed must not stop the run.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    builder
}

/// Gives a nameless file the name `path`: by `link` if the file system supports it, else by a copy.
fn persist_by(file: File, path: &Path, link: impl Fn(&File, &Path) -> io::Result<()>) -> io::Result<()> {
    let linked = match link(&file, path) {
        // Linking cannot replace another file, but renaming can.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => builder()
            .make_in(parent(path), |name| link(&file, name))
            .and_then(|linked| linked.persist(path).map_err(|error| error.error)),
        linked => linked,
    };
    linked.or_else(|_| copy(file, path))
}

/// Puts a copy of `file` at `path`, with the same permissions.
fn copy(mut file: File, path: &Path) -> io::Result<()> {
    let wanted = file.metadata()?.permissions();
    let mut copy = named(parent(path), Some(&wanted))?;
    permissions::apply(copy.as_file(), &wanted)?;
    file.rewind()?;
    io::copy(&mut file, copy.as_file_mut())?;
    copy.persist(path).map(drop).map_err(|error| error.error)
}

/// Creates a nameless file, if the system can give it a name later.
#[cfg(target_os = "linux")]
fn nameless(directory: &Path, wanted: Option<&Permissions>) -> Option<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = i32::try_from(rustix::fs::OFlags::TMPFILE.bits()).ok()?;
    let mut options = File::options();
    let mode = permissions::first_mode(wanted);
    let file = options.read(true).write(true).mode(mode).custom_flags(flags).open(directory).ok()?;
    let can_be_linked = fs::symlink_metadata(descriptor(&file)).is_ok() && file.try_lock().is_ok();
    can_be_linked.then_some(file)
}

#[cfg(target_os = "linux")]
fn link(file: &File, path: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    Ok(linkat(CWD, descriptor(file), CWD, path, AtFlags::SYMLINK_FOLLOW)?)
}

/// The path under which Linux lists an open file that has no name.
#[cfg(target_os = "linux")]
fn descriptor(file: &File) -> std::path::PathBuf {
    format!("/proc/self/fd/{}", std::os::fd::AsRawFd::as_raw_fd(file)).into()
}

#[cfg(not(target_os = "linux"))]
fn nameless(_: &Path, _: Option<&Permissions>) -> Option<File> {
    None
}

#[cfg(not(target_os = "linux"))]
fn link(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Creates a named file and locks it.
#[cfg_attr(not(unix), allow(unused_variables, unused_mut))]
fn named(directory: &Path, wanted: Option<&Permissions>) -> io::Result<NamedTempFile> {
    let mut builder = builder();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(permissions::first_mode(wanted)));
    for _ in 0..TRIES {
        let file = builder.tempfile_in(directory).map_err(without_name)?;
        let is_taken = matches!(file.as_file().try_lock(), Err(fs::TryLockError::WouldBlock));
        if !is_taken && file.path().exists() {
            return Ok(file);
        }
    }
    Err(io::Error::other("other runs remove every file that is begun there"))
}

/// Cuts the temporary file's random name out of an error; it would only confuse the user.
fn without_name(error: io::Error) -> io::Error {
    let words = error.to_string();
    io::Error::new(error.kind(), words.split(" at path ").next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::io::Write;

    use super::super::AtomicFile;
    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let entries = fs::read_dir(directory).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_takes_its_name_whole_whether_another_has_it_or_not() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("out.csv");
        for round in 0..2 {
            for is_named in [true, false] {
                let created = match is_named {
                    true => None,
                    false => nameless(directory.path(), None).map(Temporary::Nameless),
                };
                let temporary = created.unwrap_or_else(|| Temporary::Named(named(directory.path(), None).unwrap()));
                let text = format!("{round} {temporary:?}");
                temporary.file().write_all(text.as_bytes()).unwrap();
                temporary.persist(&path).unwrap();
                assert_eq!(fs::read_to_string(&path).unwrap(), text);
                assert_eq!(names(directory.path()), ["out.csv"]);
                if round == 0 {
                    fs::remove_file(&path).unwrap();
                }
            }
        }
    }

    #[test]
    fn what_a_killed_run_left_is_removed_and_what_another_writes_is_not() {
        let directory = tempfile::tempdir().unwrap();
        for left in [".rolefit-aBc123.part", ".rolefit-notes", "x.part"] {
            fs::write(directory.path().join(left), "Ana").unwrap();
        }
        let other = named(directory.path(), None).unwrap();
        let other_name = other.path().file_name().unwrap().to_str().unwrap().to_owned();
        drop(AtomicFile::create(&directory.path().join("out.csv")).unwrap());
        let mut expected = vec![".rolefit-notes".to_owned(), other_name, "x.part".into()];
        expected.sort();
        assert_eq!(names(directory.path()), expected);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_that_cannot_be_linked_takes_its_name_all_the_same() {
        use std::os::unix::fs::PermissionsExt;
        // Links are refused at once, or only beside a name that another file has.
        for (is_there, finds_it) in [(false, false), (true, false), (true, true)] {
            let link = |_: &File, path: &Path| match finds_it && path.ends_with("out.csv") {
                true => Err(io::ErrorKind::AlreadyExists.into()),
                false => Err(io::ErrorKind::PermissionDenied.into()),
            };
            let directory = tempfile::tempdir().unwrap();
            let path = directory.path().join("out.csv");
            if is_there {
                fs::write(&path, "the old one, which is longer").unwrap();
            }
            let mut file = nameless(directory.path(), Some(&Permissions::from_mode(0o600))).unwrap();
            file.write_all(b"whole").unwrap();
            persist_by(file, &path, link).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & permissions::MODE_BITS, 0o600);
            assert_eq!(names(directory.path()), ["out.csv"]);
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_error_does_not_show_the_name_of_the_temporary_file() {
        let directory = tempfile::tempdir().unwrap();
        let file = nameless(directory.path(), None).unwrap();
        let gone = directory.path().join("gone").join("out.csv");
        let error = persist_by(file, &gone, link).unwrap_err().to_string();
        assert!(!error.contains(PREFIX), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_private_file_begins_as_one_and_stays_one() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |file: &File| file.metadata().unwrap().permissions().mode() & permissions::MODE_BITS;
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("out.csv");
        fs::write(&path, "old").unwrap();
        let private = Permissions::from_mode(0o600);
        fs::set_permissions(&path, private.clone()).unwrap();
        assert_eq!(mode(named(directory.path(), Some(&private)).unwrap().as_file()), 0o600);
        if let Some(file) = nameless(directory.path(), Some(&private)) {
            assert_eq!(mode(&file), 0o600);
        }
        AtomicFile::create(&path).unwrap().commit().unwrap();
        assert_eq!(mode(&File::open(&path).unwrap()), 0o600);
    }
}
