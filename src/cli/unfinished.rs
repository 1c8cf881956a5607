//! A file on its way to its name: it is whole under that name or not there, and what a killed process leaves the next run removes.

use std::fs::{self, File, Permissions};
use std::io::{self, Seek, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// What the names begin and end with that files have until they get their own.
const PREFIX: &str = ".rolefit-";
const SUFFIX: &str = ".part";

/// Who may do what with a new file, as far as the process's mask lets them.
#[cfg(unix)]
const NEW_MODE: u32 = 0o666;
/// The bits of a mode that say who may do what.
#[cfg(unix)]
const MODE_BITS: u32 = 0o777;

/// So often a name is tried that another run may have swept away before it was locked.
const TRIES: usize = 10;

/// A file that is written.
#[derive(Debug)]
pub(super) enum Unfinished {
    /// It has no name yet: the system removes it however the process ends.
    Nameless(File),
    /// Where the system knows no such files. Its lock tells the next run whether somebody still writes it.
    Named(NamedTempFile),
}

impl Unfinished {
    /// Begins a file that is to take the name `path`; what a killed run left there before is removed.
    pub(super) fn begin(path: &Path) -> io::Result<Unfinished> {
        let folder = folder_of(path);
        sweep(folder);
        // What it replaces may have been for few eyes only.
        let replaced = fs::metadata(path).ok().map(|replaced| replaced.permissions());
        let unfinished = match nameless(folder, replaced.as_ref()) {
            Some(file) => Unfinished::Nameless(file),
            None => Unfinished::Named(named(folder, replaced.as_ref())?),
        };
        if let Some(replaced) = &replaced {
            permit(unfinished.file(), replaced)?;
        }
        Ok(unfinished)
    }

    /// Gives the file its name, in the place of what had it.
    pub(super) fn finish(self, path: &Path) -> io::Result<()> {
        match self {
            Unfinished::Named(file) => file.persist(path).map(drop).map_err(|error| error.error),
            Unfinished::Nameless(file) => placed(file, path, link),
        }
    }

    fn file(&self) -> &File {
        match self {
            Unfinished::Nameless(file) => file,
            Unfinished::Named(file) => file.as_file(),
        }
    }
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file().flush()
    }
}

/// The folder that `path` stands in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    builder
}

/// The mode that a file begins with: that of the one it replaces, or any new file's.
#[cfg(unix)]
fn first_mode(replaced: Option<&Permissions>) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    replaced.map_or(NEW_MODE, |replaced| replaced.mode() & MODE_BITS)
}

/// Gives `file` the permissions of the one that it replaces.
fn permit(file: &File, replaced: &Permissions) -> io::Result<()> {
    let now = file.metadata()?.permissions();
    permitted(&now, replaced, || file.set_permissions(replaced.clone()))
}

/// Has permissions `set` where they differ; some file systems refuse it, which matters only where more is allowed `now`.
fn permitted(now: &Permissions, replaced: &Permissions, set: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    if now == replaced {
        return Ok(());
    }
    set().or_else(|error| if allows_more(now, replaced) { Err(error) } else { Ok(()) })
}

#[cfg(unix)]
fn allows_more(now: &Permissions, replaced: &Permissions) -> bool {
    use std::os::unix::fs::PermissionsExt;
    now.mode() & !replaced.mode() & MODE_BITS != 0
}

#[cfg(not(unix))]
fn allows_more(_: &Permissions, _: &Permissions) -> bool {
    false
}

/// Gives a file without a name the name `path`: by `link` if the file system does that, else by a copy.
fn placed(file: File, path: &Path, link: impl Fn(&File, &Path) -> io::Result<()>) -> io::Result<()> {
    let linked = match link(&file, path) {
        // A name is taken from another file only by renaming.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => builder()
            .make_in(folder_of(path), |name| link(&file, name))
            .and_then(|linked| linked.persist(path).map_err(|error| error.error)),
        linked => linked,
    };
    linked.or_else(|_| copied(file, path))
}

/// Puts a copy of `file` at `path`, with its permissions.
fn copied(mut file: File, path: &Path) -> io::Result<()> {
    let permissions = file.metadata()?.permissions();
    let mut copy = named(folder_of(path), Some(&permissions))?;
    permit(copy.as_file(), &permissions)?;
    file.rewind()?;
    io::copy(&mut file, copy.as_file_mut())?;
    copy.persist(path).map(drop).map_err(|error| error.error)
}

/// A file without a name, if the system can give it one later.
#[cfg(target_os = "linux")]
fn nameless(folder: &Path, replaced: Option<&Permissions>) -> Option<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = i32::try_from(rustix::fs::OFlags::TMPFILE.bits()).ok()?;
    let mut options = File::options();
    let file = options.read(true).write(true).mode(first_mode(replaced)).custom_flags(flags).open(folder).ok()?;
    let can_be_linked = fs::symlink_metadata(descriptor(&file)).is_ok() && file.try_lock().is_ok();
    can_be_linked.then_some(file)
}

#[cfg(target_os = "linux")]
fn link(file: &File, path: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD, linkat};
    Ok(linkat(CWD, descriptor(file), CWD, path, AtFlags::SYMLINK_FOLLOW)?)
}

/// What an open file is called where it has no name.
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

/// A file with a name, locked as long as it is written.
#[cfg_attr(not(unix), allow(unused_variables, unused_mut))]
fn named(folder: &Path, replaced: Option<&Permissions>) -> io::Result<NamedTempFile> {
    let mut builder = builder();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(first_mode(replaced)));
    for _ in 0..TRIES {
        let file = builder.tempfile_in(folder).map_err(unnamed)?;
        let is_taken = matches!(file.as_file().try_lock(), Err(fs::TryLockError::WouldBlock));
        if !is_taken && file.path().exists() {
            return Ok(file);
        }
    }
    Err(io::Error::other("other runs remove every file that is begun there"))
}

/// The system's own words, without the name that nobody chose.
fn unnamed(error: io::Error) -> io::Error {
    let words = error.to_string();
    io::Error::new(error.kind(), words.split(" at path ").next().unwrap_or_default().to_owned())
}

/// Removes the files in `folder` that nobody writes any more.
fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let is_ours = |name: &str| name.starts_with(PREFIX) && name.ends_with(SUFFIX);
    for entry in entries.filter(|entry| entry.file_name().to_str().is_some_and(is_ours)) {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        // Held until it is gone, so that nobody takes it up meanwhile.
        let Some(file) = is_file.then(|| File::open(entry.path()).ok()).flatten() else { continue };
        if file.try_lock().is_ok() {
            // What cannot be removed does not keep the run from its output.
            let _ = fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_takes_its_name_whole_whether_another_has_it_or_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        for round in 0..2 {
            for is_named in [true, false] {
                let begun = match is_named {
                    true => None,
                    false => nameless(folder.path(), None).map(Unfinished::Nameless),
                };
                let mut unfinished = begun.unwrap_or_else(|| Unfinished::Named(named(folder.path(), None).unwrap()));
                let text = format!("{round} {unfinished:?}");
                write!(unfinished, "{text}").unwrap();
                unfinished.finish(&path).unwrap();
                assert_eq!(fs::read_to_string(&path).unwrap(), text);
                assert_eq!(names(folder.path()), ["out.csv"]);
                if round == 0 {
                    fs::remove_file(&path).unwrap();
                }
            }
        }
    }

    #[test]
    fn what_a_killed_run_left_is_removed_and_what_another_writes_is_not() {
        let folder = tempfile::tempdir().unwrap();
        for left in [".rolefit-aBc123.part", ".rolefit-notes", "x.part"] {
            fs::write(folder.path().join(left), "Ana").unwrap();
        }
        let other = named(folder.path(), None).unwrap();
        let other_name = other.path().file_name().unwrap().to_str().unwrap().to_owned();
        drop(Unfinished::begin(&folder.path().join("out.csv")).unwrap());
        let mut expected = vec![".rolefit-notes".to_owned(), other_name, "x.part".into()];
        expected.sort();
        assert_eq!(names(folder.path()), expected);
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
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("out.csv");
            if is_there {
                fs::write(&path, "the old one, which is longer").unwrap();
            }
            let mut file = nameless(folder.path(), Some(&Permissions::from_mode(0o600))).unwrap();
            file.write_all(b"whole").unwrap();
            placed(file, &path, link).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & MODE_BITS, 0o600);
            assert_eq!(names(folder.path()), ["out.csv"]);
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_cannot_be_placed_is_told_without_a_name_that_nobody_chose() {
        let folder = tempfile::tempdir().unwrap();
        let file = nameless(folder.path(), None).unwrap();
        let gone = folder.path().join("gone").join("out.csv");
        let error = placed(file, &gone, link).unwrap_err().to_string();
        assert!(!error.contains(PREFIX), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_for_few_eyes_begins_as_one_and_stays_one() {
        use std::os::unix::fs::PermissionsExt;
        let mode = |file: &File| file.metadata().unwrap().permissions().mode() & MODE_BITS;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        fs::write(&path, "old").unwrap();
        let few = Permissions::from_mode(0o600);
        fs::set_permissions(&path, few.clone()).unwrap();
        assert_eq!(mode(named(folder.path(), Some(&few)).unwrap().as_file()), 0o600);
        if let Some(file) = nameless(folder.path(), Some(&few)) {
            assert_eq!(mode(&file), 0o600);
        }
        Unfinished::begin(&path).unwrap().finish(&path).unwrap();
        assert_eq!(mode(&File::open(&path).unwrap()), 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_that_cannot_be_set_matter_only_where_more_is_allowed() {
        use std::os::unix::fs::PermissionsExt;
        let refused = || Err(io::ErrorKind::PermissionDenied.into());
        let settled =
            |now, replaced| permitted(&Permissions::from_mode(now), &Permissions::from_mode(replaced), refused);
        assert!(settled(0o755, 0o755).is_ok() && settled(0o600, 0o644).is_ok());
        assert!(settled(0o644, 0o600).is_err());
    }
}
