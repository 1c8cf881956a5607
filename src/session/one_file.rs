//! Reads the one resume that a path leads to, be it a file or a package with a single resume.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use rolefit_document::Problem;
use rolefit_ingest::{self as ingest, Input, Missing, RawResume};

use super::{Resume, ResumeReader};
use crate::explain::words;

/// An error about a package names at most this many of its resumes.
const MOST_RESUMES_NAMED: usize = 5;

/// A resume, and the problems of other entries of its package.
pub struct OneResume {
    /// The resume, which may be unreadable itself.
    pub resume: Resume,
    /// Entries that could not be opened, each with the id it would have had.
    pub problems: Vec<(String, Problem)>,
}

/// The reason why a path does not lead to exactly one resume.
#[derive(Debug, thiserror::Error)]
pub enum NotOneResume {
    /// The path is a directory.
    #[error("{path} is a folder; name a file, or use `rolefit rank`", path = .0.display())]
    Directory(PathBuf),
    /// The path is a package of several resumes, for example a ZIP archive.
    #[error("{}", words::one_line(&format!("{} holds {}: {}; extract one, or use `rolefit rank`", .path.display(), words::count(*.resumes, "resume"), .ids.join(", "))))]
    Several {
        /// The package.
        path: PathBuf,
        /// The number of resumes in it.
        resumes: usize,
        /// The first few ids, and `...` if there are more.
        ids: Vec<String>,
    },
    /// There is nothing at the path.
    #[error("{}: {}; {}", words::one_line(&.0.typed), .0.problem.message, .0.problem.remedy)]
    Missing(Missing),
    /// The path is a file of another kind.
    #[error("{path} is not a resume; name a file", path = .0.display())]
    Nothing(PathBuf),
}

impl ResumeReader {
    /// Reads the one resume that `path` leads to. `-` means standard input.
    ///
    /// # Errors
    /// [`NotOneResume`], in which case nothing was read.
    pub fn one(&self, path: &Path) -> Result<OneResume, NotOneResume> {
        if path.is_dir() {
            return Err(NotOneResume::Directory(path.to_owned()));
        }
        let walk = ingest::walk(&[path.to_owned()]);
        if let Some(missing) = walk.missing.into_iter().next() {
            return Err(NotOneResume::Missing(missing));
        }
        let unopened = walk.problems.into_iter();
        let unopened = unopened.map(|(id, problem)| RawResume { id, file_name: None, bytes: Err(problem) });
        let mut pieces: Vec<RawResume> =
            walk.inputs.iter().flat_map(|input| self.pieces(&input)).chain(unopened).collect();
        let mut problems = Vec::new();
        if pieces.iter().any(|piece| piece.bytes.is_ok()) {
            let failed = pieces.extract_if(.., |piece| piece.bytes.is_err());
            problems.extend(failed.filter_map(|piece| Some((piece.id, piece.bytes.err()?))));
        }
        if let [_, _, ..] = pieces.as_slice() {
            return Err(several(path, &pieces));
        }
        let piece = pieces.pop().ok_or_else(|| NotOneResume::Nothing(path.to_owned()))?;
        let place = walk.inputs.get(0).and_then(|input| self.place(&input));
        Ok(OneResume { resume: self.read(piece, place.as_ref()), problems })
    }

    /// The pieces of `input`, of which only the first has its bytes: if there are several, none is read.
    fn pieces(&self, input: &Input) -> Vec<RawResume> {
        let has_bytes = AtomicBool::new(false);
        let keep = |piece: RawResume| {
            let bytes =
                piece.bytes.map(|bytes| if has_bytes.swap(true, Ordering::Relaxed) { Vec::new() } else { bytes });
            RawResume { bytes, ..piece }
        };
        input.unpack(&self.limits(), &keep).found
    }
}

fn several(path: &Path, pieces: &[RawResume]) -> NotOneResume {
    let mut ids: Vec<String> = pieces.iter().take(MOST_RESUMES_NAMED).map(|piece| piece.id.clone()).collect();
    ids.extend((pieces.len() > MOST_RESUMES_NAMED).then(|| "...".to_owned()));
    NotOneResume::Several { path: path.to_owned(), resumes: pieces.len(), ids }
}
