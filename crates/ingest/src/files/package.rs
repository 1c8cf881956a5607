//! Packages: files that hold many resumes, such as archives and messages.

use std::io::{Read, Seek};

use super::Skipped;
use crate::formats::Limits;
use rolefit_document::Problem;

/// The bytes of one resume, not read yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawResume {
    /// The candidate's id. In a package it is the id of the package, `/`, and the path inside, as in `all.zip/cv.pdf`.
    pub id: String,
    /// The file's own name, if it is UTF-8. It is the hint for [`read`](crate::read).
    pub file_name: Option<String>,
    /// The bytes, or the reason why there are none.
    pub bytes: Result<Vec<u8>, Problem>,
}

/// A source of a package: a file on disk, or bytes in memory.
pub(super) trait ReadSeek: Read + Seek + Send {}

impl<T: Read + Seek + Send> ReadSeek for T {}

/// A file that holds several resumes.
pub(super) trait Package: Send + Sync {
    /// The resumes, in the order of their ids.
    fn parts(&self) -> &[Part];

    /// The entries that are not resumes.
    fn skipped(&self) -> Skipped {
        Skipped::default()
    }

    /// The problem of the package as a whole, for example that it is cut off. Its parts can be read all the same.
    fn problem(&self) -> Option<Problem> {
        None
    }

    /// The bytes of part number `part`.
    fn bytes(&self, part: usize, limits: &Limits) -> Result<Vec<u8>, Problem>;
}

/// A resume in a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The path in the package, as UTF-8.
    pub id: String,
    /// The file's own name.
    pub file_name: Option<String>,
}
