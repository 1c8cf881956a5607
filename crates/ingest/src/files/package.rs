//! Takes what a path leads to apart into resumes: a file is one, an archive or a message may hold many.

use std::fs::File;

use rayon::prelude::*;

#[cfg(feature = "archive")]
use super::archive;
use super::{Input, input};
use crate::formats::{Limits, catch_panics, problem};
use rolefit_document::{Problem, ProblemCode};

/// How many packages may stand inside one another: a message in an archive is opened, an archive in that is not.
const MAX_NESTING: usize = 2;

/// One resume, ready to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawResume {
    /// The candidate's id; of what stands in a package, that of the package, `/`, and the path inside it.
    pub id: String,
    /// The file's own name if it has one in UTF-8, as a hint for [`read`](crate::formats::read).
    pub file_name: Option<String>,
    /// Its bytes, or why there are none.
    pub bytes: Result<Vec<u8>, Problem>,
}

/// What came of the resumes of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unpacked<T> {
    /// In the order of the package's resumes; what is wrong with the package as a whole comes last.
    pub found: Vec<T>,
    /// What was passed over in packages.
    pub skipped: Skipped,
}

/// How many entries of folders and packages were passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Skipped {
    /// Hidden, or inside a hidden folder of an archive.
    pub hidden: usize,
    /// Links, which are not followed.
    pub links: usize,
    /// Pipes, devices and sockets, which are not opened.
    pub special: usize,
    /// Of no resume type, by their extension.
    pub other_types: usize,
}

impl Skipped {
    /// All of them.
    pub fn total(self) -> usize {
        self.hidden + self.links + self.special + self.other_types
    }

    /// These and `other`.
    pub fn with(self, other: Self) -> Self {
        Self {
            hidden: self.hidden + other.hidden,
            links: self.links + other.links,
            special: self.special + other.special,
            other_types: self.other_types + other.other_types,
        }
    }
}

/// A file that holds several resumes.
pub(super) trait Package: Send + Sync {
    /// The resumes, in the order of their ids.
    fn parts(&self) -> &[Part];

    /// What was passed over.
    fn skipped(&self) -> Skipped;

    /// What is wrong with the package as a whole, though some of it can be read.
    fn problem(&self) -> Option<Problem>;

    /// The bytes of the part of this number.
    ///
    /// # Errors
    /// A [`Problem`] of this part alone.
    fn bytes(&self, part: usize, limits: &Limits) -> Result<Vec<u8>, Problem>;
}

/// A resume in a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its path in the package, as UTF-8.
    pub id: String,
    /// Its own name.
    pub file_name: Option<String>,
}

impl Input {
    /// Reads each resume that the input holds with `read`, on as many threads as the pool has, and hands back what came
    /// of them. A package's resumes are held in memory one a thread; what is wrong with a package as a whole is one more
    /// piece, of the package's own id.
    pub fn unpack<T: Send>(&self, limits: &Limits, read: &(impl Fn(RawResume) -> T + Sync)) -> Unpacked<T> {
        match self.begin(limits, read) {
            Begun::Done(unpacked) => unpacked,
            Begun::Package(package) => each(&self.piece(), &*package, limits, read, 0),
        }
    }

    /// As [`Input::unpack`], but an archive, which may hold many resumes, is only opened.
    pub(super) fn begin<T: Send>(&self, limits: &Limits, read: &(impl Fn(RawResume) -> T + Sync)) -> Begun<T> {
        Begun::Done(match self.open().and_then(|file| safely(|| opened(file, limits))) {
            Ok(Opened::File(bytes)) => RawResume { bytes: Ok(bytes), ..self.piece() }.unpack(limits, read),
            Ok(Opened::Package(package)) => return Begun::Package(package),
            Err(problem) => one(read(RawResume { bytes: Err(problem), ..self.piece() })),
        })
    }

    /// The input as a piece without its bytes.
    pub(super) fn piece(&self) -> RawResume {
        RawResume { id: self.id.clone(), file_name: self.file_name().map(str::to_owned), bytes: Ok(Vec::new()) }
    }
}

/// An input that was read, or an archive that was opened.
pub(super) enum Begun<T> {
    Done(Unpacked<T>),
    Package(Box<dyn Package>),
}

impl RawResume {
    /// As [`Input::unpack`], for bytes that are at hand.
    pub fn unpack<T: Send>(self, limits: &Limits, read: &(impl Fn(RawResume) -> T + Sync)) -> Unpacked<T> {
        take(self, limits, read, 0)
    }
}

/// What a path leads to. An archive may be larger than a resume may be, and is not held in memory.
enum Opened {
    File(Vec<u8>),
    #[cfg_attr(not(feature = "archive"), expect(dead_code, reason = "only archives are read from their file"))]
    Package(Box<dyn Package>),
}

/// Reads a file, unless it is an archive; `None` is standard input.
fn opened(file: Option<File>, limits: &Limits) -> Result<Opened, Problem> {
    let Some(file) = file else { return input::whole(std::io::stdin().lock(), limits).map(Opened::File) };
    #[cfg(feature = "archive")]
    if let Some(archive) = archive::open(&file, limits)? {
        return Ok(Opened::Package(Box::new(archive)));
    }
    input::whole_file(file, limits).map(Opened::File)
}

/// Runs a library on a package; its panic is a problem of this package alone.
fn safely<T>(work: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    let crashed = |_| problem(ProblemCode::Crashed, "taking it apart failed inside rolefit", "unpack it first");
    catch_panics(work).map_err(crashed)?
}

fn one<T>(found: T) -> Unpacked<T> {
    Unpacked { found: vec![found], skipped: Skipped::default() }
}

/// Reads a piece, or what is in it; `depth` packages are open around it.
fn take<T: Send>(
    piece: RawResume,
    limits: &Limits,
    read: &(impl Fn(RawResume) -> T + Sync),
    depth: usize,
) -> Unpacked<T> {
    let Ok(bytes) = &piece.bytes else { return one(read(piece)) };
    let refused = match safely(|| package(bytes, piece.file_name.as_deref(), limits)) {
        Ok(None) => None,
        Ok(Some(package)) if depth < MAX_NESTING => return each(&piece, &*package, limits, read, depth),
        Ok(Some(_)) => {
            let message = "an archive inside an archive that is inside another";
            Some(problem(ProblemCode::LimitDepth, message, "unpack it first"))
        }
        Err(problem) => Some(problem),
    };
    one(read(match refused {
        Some(problem) => RawResume { bytes: Err(problem), ..piece },
        None => piece,
    }))
}

/// What holds several resumes in these bytes; `None` if they are one resume, or nothing that is read.
fn package<'a>(
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
    if crate::formats::mail_headers::is_mail(bytes, file_name) && bytes.len() <= limits.max_bytes {
        return Ok(super::mail_package::open(bytes).map(|several| Box::new(several) as Box<dyn Package + 'a>));
    }
    let _ = (bytes, file_name, limits);
    Ok(None)
}

/// Reads everything in a package.
fn each<T: Send>(
    whole: &RawResume,
    package: &dyn Package,
    limits: &Limits,
    read: &(impl Fn(RawResume) -> T + Sync),
    depth: usize,
) -> Unpacked<T> {
    let parts = 0..package.parts().len();
    let unpacked: Vec<Unpacked<T>> =
        parts.into_par_iter().map(|number| part(whole, package, number, limits, read, depth)).collect();
    let skipped = unpacked.iter().fold(package.skipped(), |skipped, part| skipped.with(part.skipped));
    let mut found: Vec<T> = unpacked.into_iter().flat_map(|part| part.found).collect();
    found.extend(package_problem(whole, package).map(read));
    Unpacked { found, skipped }
}

/// Reads the part of this number of a package.
pub(super) fn part<T: Send>(
    whole: &RawResume,
    package: &dyn Package,
    number: usize,
    limits: &Limits,
    read: &(impl Fn(RawResume) -> T + Sync),
    depth: usize,
) -> Unpacked<T> {
    let Some(part) = package.parts().get(number) else {
        return Unpacked { found: Vec::new(), skipped: Skipped::default() };
    };
    let piece = RawResume {
        id: format!("{}/{}", whole.id, part.id),
        file_name: part.file_name.clone(),
        bytes: safely(|| package.bytes(number, limits)),
    };
    take(piece, limits, read, depth + 1)
}

/// What is wrong with a package as a whole, as a piece of its own id.
pub(super) fn package_problem(whole: &RawResume, package: &dyn Package) -> Option<RawResume> {
    let empty = || problem(ProblemCode::Empty, "there is no resume in it", "open it and check what it holds");
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
        let input = Input { id: "all.zip".into(), path: Some(path), follows_link: false };
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
        assert_eq!(skipped.total(), 1);
    }

    #[test]
    fn an_archive_without_resumes_says_so() {
        assert_eq!(pairs(&unpacked(&zip(&[("x.png", b"")])).0), [("all.zip", "Empty")]);
        assert_eq!(pairs(&unpacked(&zip(&[])).0), [("all.zip", "Empty")]);
    }
}
