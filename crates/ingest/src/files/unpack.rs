//! Splits an input into resumes. A file is one resume; a package, that is an archive or a message, may hold many.

use rayon::prelude::*;

#[cfg(feature = "archive")]
use super::archive;
use super::input::Source;
#[cfg(feature = "mail")]
use super::mailbox;
use super::package::{Package, RawResume};
use super::{Input, Skipped, input};
use crate::formats::{Limits, catch_panics, problem};
use rolefit_document::{Problem, ProblemCode};

/// The number of packages that are opened inside one another: a message in an archive is opened, an archive attached to
/// that message is not.
const MAX_NESTING: usize = 2;

/// The results for all resumes of one input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpacked<T> {
    /// One result per resume, in the order of the package. A problem of the package as a whole comes last.
    pub found: Vec<T>,
    /// Entries of packages that were skipped.
    pub skipped: Skipped,
}

impl Input {
    /// Calls `read` for each resume that the input holds, on all threads of the current pool, and returns the results.
    ///
    /// Of a package, each thread holds one resume in memory. A problem of the package as a whole is a further
    /// [`RawResume`] with the id of the package.
    pub fn unpack<T: Send>(&self, limits: &Limits, read: &(impl Fn(RawResume) -> T + Sync)) -> Unpacked<T> {
        match self.open_or_read(limits, read) {
            Opened::Read(unpacked) => unpacked,
            Opened::Package(package) => read_package(&self.without_bytes(), &*package, limits, read, 0),
        }
    }

    /// As [`Input::unpack`], but an archive, which may hold many resumes, is only opened.
    pub(super) fn open_or_read<T: Send>(&self, limits: &Limits, read: &(impl Fn(RawResume) -> T + Sync)) -> Opened<T> {
        let with_bytes = |bytes| RawResume { bytes, ..self.without_bytes() };
        Opened::Read(match self.open().and_then(|file| catch_parser_panic(|| contents(file, limits))) {
            Ok(Contents::Unknown(bytes)) => with_bytes(Ok(bytes)).unpack(limits, read),
            Ok(Contents::Document(bytes)) => single(read(with_bytes(Ok(bytes)))),
            Ok(Contents::Package(package)) => return Opened::Package(package),
            Err(problem) => single(read(with_bytes(Err(problem)))),
        })
    }

    /// The id and name of the input, with no bytes.
    pub(super) fn without_bytes(&self) -> RawResume {
        RawResume { id: self.id.clone(), file_name: self.file_name().map(str::to_owned), bytes: Ok(Vec::new()) }
    }
}

/// An input after it was opened.
pub(super) enum Opened<T> {
    /// Its resumes were read.
    Read(Unpacked<T>),
    /// It is an archive or a mailbox, whose resumes are still to be read.
    Package(Box<dyn Package>),
}

impl RawResume {
    /// As [`Input::unpack`], for bytes in memory.
    pub fn unpack<T: Send>(self, limits: &Limits, read: &(impl Fn(RawResume) -> T + Sync)) -> Unpacked<T> {
        read_nested(self, limits, read, 0)
    }
}

/// The contents of a file on disk.
#[cfg_attr(not(feature = "archive"), allow(dead_code, reason = "only archives are looked at on disk"))]
enum Contents {
    /// Bytes that may be a resume or a package.
    Unknown(Vec<u8>),
    /// A ZIP file that is one document, for example DOCX.
    Document(Vec<u8>),
    /// An archive or a mailbox. It may be larger than a resume may be, so it is not held in memory.
    Package(Box<dyn Package>),
}

/// Reads a file, unless it is an archive or a mailbox.
fn contents(source: Source, limits: &Limits) -> Result<Contents, Problem> {
    let file = match source {
        Source::File(file) => file,
        Source::Stream(stream) => return input::read_up_to_limit(stream, limits).map(Contents::Unknown),
    };
    #[cfg(feature = "archive")]
    if let Some(archive) = archive::open(&file, limits)? {
        return Ok(Contents::Package(Box::new(archive)));
    }
    #[cfg(feature = "mail")]
    if let Some(mailbox) = mailbox::open(&file, limits)? {
        return Ok(Contents::Package(Box::new(mailbox)));
    }
    let bytes = input::read_file(file, limits)?;
    // The directory of a ZIP file was just read, so that it is not read again. Of a file that is too large the end is
    // missing, and with it the directory.
    #[cfg(feature = "archive")]
    if crate::formats::zip_kinds::is_zip(&bytes) && bytes.len() <= limits.max_bytes {
        return Ok(Contents::Document(bytes));
    }
    Ok(Contents::Unknown(bytes))
}

/// Runs a third-party parser on a package. Its panic is a problem of this package alone.
fn catch_parser_panic<T>(work: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    let crashed = |_| problem(ProblemCode::Crashed, "rolefit failed while unpacking it", "unpack it first");
    catch_panics(work).map_err(crashed)?
}

fn single<T>(found: T) -> Unpacked<T> {
    Unpacked { found: vec![found], skipped: Skipped::default() }
}

/// Reads a resume, or all resumes in it if it is a package. `depth` packages are open around it.
fn read_nested<T: Send>(
    resume: RawResume,
    limits: &Limits,
    read: &(impl Fn(RawResume) -> T + Sync),
    depth: usize,
) -> Unpacked<T> {
    let Ok(bytes) = &resume.bytes else { return single(read(resume)) };
    let refused = match catch_parser_panic(|| open_package(bytes, resume.file_name.as_deref(), limits)) {
        Ok(None) => None,
        Ok(Some(package)) if depth < MAX_NESTING => return read_package(&resume, &*package, limits, read, depth),
        Ok(Some(_)) => {
            let message = "an archive inside an archive that is inside another";
            Some(problem(ProblemCode::LimitDepth, message, "unpack it first"))
        }
        Err(problem) => Some(problem),
    };
    single(read(match refused {
        Some(problem) => RawResume { bytes: Err(problem), ..resume },
        None => resume,
    }))
}

/// Opens the package in `bytes`; `None` if they are one resume or a file that is not read.
fn open_package<'a>(
    bytes: &'a [u8],
    file_name: Option<&str>,
    limits: &Limits,
) -> Result<Option<Box<dyn Package + 'a>>, Problem> {
    #[cfg(feature = "archive")]
    if crate::formats::zip_kinds::is_zip(bytes) {
        let archive = archive::Archive::open(std::io::Cursor::new(bytes), limits)?;
        return Ok(archive.map(|archive| Box::new(archive) as Box<dyn Package + 'a>));
    }
    #[cfg(feature = "mail")]
    if let Some(mailbox) = mailbox::Mailbox::open(std::io::Cursor::new(bytes), limits)? {
        return Ok(Some(Box::new(mailbox)));
    }
    #[cfg(feature = "mail")]
    if crate::formats::mail_headers::is_mail(bytes, file_name) && bytes.len() <= limits.max_bytes {
        return Ok(super::mail_package::open(bytes).map(|mail| Box::new(mail) as Box<dyn Package + 'a>));
    }
    let _ = (bytes, file_name, limits);
    Ok(None)
}

/// Reads all parts of a package. `whole` is the package itself.
fn read_package<T: Send>(
    whole: &RawResume,
    package: &dyn Package,
    limits: &Limits,
    read: &(impl Fn(RawResume) -> T + Sync),
    depth: usize,
) -> Unpacked<T> {
    let parts = 0..package.parts().len();
    let unpacked: Vec<Unpacked<T>> =
        parts.into_par_iter().map(|number| read_part(whole, package, number, limits, read, depth)).collect();
    let mut skipped = package.skipped().inside(&whole.id);
    let mut found: Vec<T> = Vec::new();
    for part in unpacked {
        skipped.add(part.skipped);
        found.extend(part.found);
    }
    found.extend(package_problem(whole, package).map(read));
    Unpacked { found, skipped }
}

/// Reads part number `number` of a package.
pub(super) fn read_part<T: Send>(
    whole: &RawResume,
    package: &dyn Package,
    number: usize,
    limits: &Limits,
    read: &(impl Fn(RawResume) -> T + Sync),
    depth: usize,
) -> Unpacked<T> {
    let Some(part) = package.parts().get(number) else {
        debug_assert!(false, "the package has no part {number}");
        return Unpacked { found: Vec::new(), skipped: Skipped::default() };
    };
    let resume = RawResume {
        id: format!("{}/{}", whole.id, part.id),
        file_name: part.file_name.clone(),
        bytes: catch_parser_panic(|| package.bytes(number, limits)),
    };
    read_nested(resume, limits, read, depth + 1)
}

/// The problem of a package as a whole, as a further resume with the id of the package.
pub(super) fn package_problem(whole: &RawResume, package: &dyn Package) -> Option<RawResume> {
    let empty = || problem(ProblemCode::Empty, "there is no resume in it", "open it and check its files");
    let problem = package.problem().or_else(|| package.parts().is_empty().then(empty))?;
    Some(RawResume { id: whole.id.clone(), file_name: whole.file_name.clone(), bytes: Err(problem) })
}

#[cfg(all(test, feature = "archive"))]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::formats::zip_entries::tests::zip;

    fn unpacked(bytes: &[u8]) -> (Vec<(String, String)>, Skipped) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("all.zip");
        std::fs::write(&path, bytes).unwrap();
        let input = Input { id: "all.zip".into(), path: Some(path), follows_link: false, kept_name: None };
        let unpacked = input.unpack(&Limits::default(), &|piece| {
            let content = match piece.bytes {
                Ok(bytes) => String::from_utf8(bytes).unwrap(),
                Err(problem) => format!("{:?}", problem.code),
            };
            (piece.id, content)
        });
        (unpacked.found, unpacked.skipped)
    }

    fn pairs(found: &[(String, String)]) -> Vec<(&str, &str)> {
        found.iter().map(|(id, content)| (id.as_str(), content.as_str())).collect()
    }

    #[test]
    fn a_file_is_one_resume_whatever_its_name() {
        assert_eq!(pairs(&unpacked(b"Ana").0), [("all.zip", "Ana")]);
    }

    #[test]
    fn archives_are_opened_two_deep() {
        let deepest = zip(&[("d.txt", b"Dan")]);
        let inner = zip(&[("c.txt", b"Cleo"), ("deep.zip", &deepest), ("x.png", b"")]);
        let (found, skipped) = unpacked(&zip(&[("a.txt", b"Ana"), ("b.zip", &inner)]));
        let expected =
            [("all.zip/a.txt", "Ana"), ("all.zip/b.zip/c.txt", "Cleo"), ("all.zip/b.zip/deep.zip", "LimitDepth")];
        assert_eq!(pairs(&found), expected);
        let names: Vec<&str> = skipped.files().iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["all.zip/b.zip/x.png"]);
    }

    #[test]
    fn an_archive_without_resumes_says_so() {
        assert_eq!(pairs(&unpacked(&zip(&[("x.png", b"")])).0), [("all.zip", "Empty")]);
        assert_eq!(pairs(&unpacked(&zip(&[])).0), [("all.zip", "Empty")]);
    }
}
