//! A file or standard input. Opening a file is safe even if somebody has replaced it by a pipe, a device or a link.

use std::ffi::OsStr;
use std::fs::{File, FileType, OpenOptions};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crate::formats::{Limits, problem};
use rolefit_document::{Problem, ProblemCode};

/// A file to read, or to split if it holds several resumes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// The candidate's id.
    pub id: String,
    /// The path; `None` is standard input.
    pub path: Option<PathBuf>,
    /// True if the path may be a symbolic link, because the user gave it. Links inside directories are not followed.
    pub follows_link: bool,
    /// The file's own name, if the file is kept under another one.
    pub kept_name: Option<String>,
}

impl Input {
    /// The file's bytes, within the default [`Limits`]; see [`Input::bytes_within`].
    ///
    /// # Errors
    /// A [`Problem`] with code `io` if the operating system refuses.
    pub fn bytes(&self) -> Result<Vec<u8>, Problem> {
        self.bytes_within(&Limits::default())
    }

    /// The file's bytes. Of a file larger than [`Limits::max_bytes`], one byte more than the limit is read, so that
    /// [`read`](crate::read) refuses it.
    ///
    /// # Errors
    /// A [`Problem`] with code `io` if the operating system refuses.
    pub fn bytes_within(&self, limits: &Limits) -> Result<Vec<u8>, Problem> {
        match self.open()? {
            Source::File(file) => read_file(file, limits),
            Source::Stream(stream) => read_up_to_limit(stream, limits),
        }
    }

    /// Opens the file and checks that it is a regular file, or a pipe that the user gave. The check is made on the open
    /// file, so that nobody can replace it in between.
    pub(super) fn open(&self) -> Result<Source, Problem> {
        let Some(path) = &self.path else { return Ok(Source::Stream(Box::new(io::stdin()))) };
        let file = open_patiently(path, &options(self.follows_link)).map_err(|error| unopened(&error))?;
        let metadata = file.metadata().map_err(|error| unopened(&error))?;
        match metadata.file_type() {
            kind if kind.is_file() => Ok(Source::File(file)),
            kind if self.follows_link && is_pipe(kind) => Ok(Source::Stream(Box::new(file))),
            kind => Err(special(kind)),
        }
    }

    /// The file's own name, as the hint for [`read`](crate::read). `None` if it is not UTF-8.
    pub fn file_name(&self) -> Option<&str> {
        let of_path = || self.path.as_deref().and_then(Path::file_name).and_then(OsStr::to_str);
        self.kept_name.as_deref().or_else(of_path)
    }
}

/// An opened input.
pub(super) enum Source {
    /// A regular file.
    File(File),
    /// Standard input or a pipe, which can be read once.
    Stream(Box<dyn Read>),
}

/// Opens a file. While the process has no file descriptor left, waits for other threads to close theirs.
fn open_patiently(path: &Path, options: &OpenOptions) -> io::Result<File> {
    let start = Instant::now();
    loop {
        match options.open(path) {
            Err(error) if is_out_of_descriptors(&error) && start.elapsed() < MOST_PATIENCE => {
                thread::sleep(Duration::from_millis(5));
            }
            opened => return opened,
        }
    }
}

/// The longest wait for a file descriptor. Reading a usual resume takes a hundredth.
const MOST_PATIENCE: Duration = Duration::from_secs(10);

/// True for the error of a process or a system that has no file descriptor left.
pub(super) fn is_out_of_descriptors(error: &io::Error) -> bool {
    #[cfg(unix)]
    return [rustix::io::Errno::MFILE, rustix::io::Errno::NFILE]
        .iter()
        .any(|errno| error.raw_os_error() == Some(errno.raw_os_error()));
    #[cfg(not(unix))]
    return {
        let _ = error;
        false
    };
}

/// All bytes of a file, or one more than allowed. The length is asked for first, to read in one piece.
pub(super) fn read_file(file: File, limits: &Limits) -> Result<Vec<u8>, Problem> {
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    let length = usize::try_from(length).unwrap_or(usize::MAX).min(limits.max_bytes);
    read_into(Vec::with_capacity(length.saturating_add(1)), file, limits)
}

/// All bytes of `from`, or one more than allowed.
pub(super) fn read_up_to_limit(from: impl Read, limits: &Limits) -> Result<Vec<u8>, Problem> {
    read_into(Vec::new(), from, limits)
}

fn read_into(mut bytes: Vec<u8>, from: impl Read, limits: &Limits) -> Result<Vec<u8>, Problem> {
    let most = (limits.max_bytes as u64).saturating_add(1);
    from.take(most).read_to_end(&mut bytes).map_err(|error| unopened(&error))?;
    Ok(bytes)
}

/// Options to open a file. One that the user gave may be a link, or a pipe whose other end is waited for.
#[cfg(unix)]
fn options(follows_link: bool) -> OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;

    use rustix::fs::OFlags;

    let flags = OFlags::NOCTTY | if follows_link { OFlags::empty() } else { OFlags::NONBLOCK | OFlags::NOFOLLOW };
    let mut options = OpenOptions::new();
    // The operating system takes the same bits as a signed integer.
    options.read(true).custom_flags(flags.bits().cast_signed());
    options
}

#[cfg(not(unix))]
fn options(_follows_link: bool) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true);
    options
}

/// True for a pipe.
pub(super) fn is_pipe(file_type: FileType) -> bool {
    #[cfg(unix)]
    return std::os::unix::fs::FileTypeExt::is_fifo(&file_type);
    #[cfg(not(unix))]
    return {
        let _ = file_type;
        false
    };
}

/// The problem of a path that is neither a file nor a directory.
pub(super) fn special(file_type: FileType) -> Problem {
    let message = format!("{}, not a file", kind(file_type));
    problem(ProblemCode::Io, message, "give a file, a folder, or - for standard input")
}

#[cfg(unix)]
fn kind(file_type: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;

    match file_type {
        _ if file_type.is_fifo() => "a named pipe",
        _ if file_type.is_socket() => "a socket",
        _ if file_type.is_block_device() || file_type.is_char_device() => "a device",
        _ if file_type.is_dir() => "a folder",
        _ => "something special",
    }
}

#[cfg(not(unix))]
fn kind(file_type: FileType) -> &'static str {
    if file_type.is_dir() { "a folder" } else { "something special" }
}

/// The problem of a file or directory that the operating system refuses to open.
pub fn unopened(error: &io::Error) -> Problem {
    let remedy = match error.kind() {
        ErrorKind::PermissionDenied => "give yourself permission to read it",
        ErrorKind::InvalidFilename => "move it to a folder with a shorter path",
        _ => "check the path",
    };
    problem(ProblemCode::Io, format!("cannot be opened: {}", plain_reason(error)), remedy)
}

/// The reason for which the operating system refuses a file or folder: "there is no such file or folder".
pub fn plain_reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "its permissions do not allow it".to_owned(),
        ErrorKind::InvalidFilename => "its path is too long".to_owned(),
        // The system's words without the number of the error.
        _ => error.to_string().to_lowercase().split(" (os error").next().unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;

    use super::*;

    fn input(path: PathBuf) -> Input {
        Input { id: "cv".into(), path: Some(path), follows_link: false, kept_name: None }
    }

    #[test]
    fn an_error_of_the_system_is_explained_in_plain_words() {
        let problem = input("/nowhere/cv.pdf".into()).bytes().unwrap_err();
        assert_eq!(problem.message, "cannot be opened: there is no such file or folder");
        let long = input(PathBuf::from("/").join("x".repeat(5000))).bytes().unwrap_err();
        assert_eq!(long.message, "cannot be opened: its path is too long");
    }

    #[test]
    fn no_more_than_the_limit_is_read() {
        let limits = Limits { max_bytes: 10, ..Limits::default() };
        assert_eq!(read_up_to_limit(io::repeat(b'x'), &limits).unwrap().len(), 11);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_or_directory_in_place_of_a_file_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("cv.txt"), folder.path().join("link.txt"));
        fs::write(&file, "Ana").unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert_eq!(input(file).bytes().unwrap(), b"Ana");
        assert_eq!(input(link.clone()).bytes().unwrap_err().code, ProblemCode::Io);
        assert_eq!(Input { follows_link: true, ..input(link) }.bytes().unwrap(), b"Ana");
        assert_eq!(input(folder.path().to_owned()).bytes().unwrap_err().message, "a folder, not a file");
    }

    /// Opening a pipe waits forever if nobody writes to it.
    #[cfg(unix)]
    #[test]
    fn a_named_pipe_is_read_only_if_the_user_gave_it() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("cv.pdf");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &pipe,
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
            0,
        )
        .unwrap();
        assert_eq!(input(pipe.clone()).bytes().unwrap_err().message, "a named pipe, not a file");
        let writer = pipe.clone();
        let writer = thread::spawn(move || fs::write(writer, "Ana"));
        assert_eq!(Input { follows_link: true, ..input(pipe) }.bytes().unwrap(), b"Ana");
        writer.join().unwrap().unwrap();
    }
}
