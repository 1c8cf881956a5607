//! A file on its way to its name: it is whole under that name or not there, and nothing of it stays when its process is killed.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

/// What the names begin and end with that files have until they get their own.
const PREFIX: &str = ".rolefit-";
const SUFFIX: &str = ".part";

/// So often a name is tried that another run may have swept away before it was locked.
const TRIES: usize = 10;

/// A file that is written.
#[derive(Debug)]
pub enum Unfinished {
    /// It has no name yet: the system removes it however the process ends.
    Nameless(File),
    /// Where the system knows no such files. Its lock tells the next run whether somebody still writes it.
    Named(NamedTempFile),
}

impl Unfinished {
    /// Begins a file that is to take the name `path`; what a killed run left there before is removed.
    pub fn begin(path: &Path) -> io::Result<Unfinished> {
        let folder = folder_of(path);
        sweep(folder);
        let unfinished = match nameless(folder) {
            Some(file) => Unfinished::Nameless(file),
            None => Unfinished::Named(named(folder)?),
        };
        // What it replaces may have been for few eyes only.
        if let Ok(replaced) = fs::metadata(path) {
            unfinished.file().set_permissions(replaced.permissions())?;
        }
        Ok(unfinished)
    }

    /// Gives the file its name, in the place of what had it.
    pub fn finish(self, path: &Path) -> io::Result<()> {
        match self {
            Unfinished::Named(file) => file.persist(path).map(drop).map_err(|error| error.error),
            Unfinished::Nameless(file) => match link(&file, path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    // A name is taken from another file only by renaming.
                    let linked = builder().make_in(folder_of(path), |name| link(&file, name))?;
                    linked.persist(path).map_err(|error| error.error)
                }
                linked => linked,
            },
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
pub fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn builder() -> Builder<'static, 'static> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    // As any new file's.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// A file without a name, if the system can give it one later.
#[cfg(target_os = "linux")]
fn nameless(folder: &Path) -> Option<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = i32::try_from(rustix::fs::OFlags::TMPFILE.bits()).ok()?;
    let file = File::options().read(true).write(true).custom_flags(flags).open(folder).ok()?;
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
fn nameless(_: &Path) -> Option<File> {
    None
}

#[cfg(not(target_os = "linux"))]
fn link(_: &File, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// A file with a name, locked as long as it is written.
fn named(folder: &Path) -> io::Result<NamedTempFile> {
    for _ in 0..TRIES {
        let file = builder().tempfile_in(folder).map_err(unnamed)?;
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
                    false => nameless(folder.path()).map(Unfinished::Nameless),
                };
                let mut unfinished = begun.unwrap_or_else(|| Unfinished::Named(named(folder.path()).unwrap()));
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
        let other = named(folder.path()).unwrap();
        let other_name = other.path().file_name().unwrap().to_str().unwrap().to_owned();
        drop(Unfinished::begin(&folder.path().join("out.csv")).unwrap());
        let mut expected = vec![".rolefit-notes".to_owned(), other_name, "x.part".into()];
        expected.sort();
        assert_eq!(names(folder.path()), expected);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_for_few_eyes_stays_one() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        fs::write(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        Unfinished::begin(&path).unwrap().finish(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
