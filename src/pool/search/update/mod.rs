//! Brings an index up to date with the resumes under some paths. Files that the index knows are not read again.

mod counts;
mod outcome;

use std::io;
use std::path::{Path, PathBuf};

use rayon::ThreadPool;
use rolefit_document::{Document, Problem};
use rolefit_ingest::{self as ingest, Input, Limits, RawResume, Skipped, Walk};

use super::Writer;
use crate::pool::{ContentHash, Fault};

pub use counts::Counts;

/// Reads resumes for [`Update::run`]. An implementation may remember files and texts between runs, e.g. in a
/// [store](crate::pool::store).
pub trait ResumeReader: Sync {
    /// A file before it is opened.
    type Snapshot: Send + Sync;

    /// Takes a snapshot of a file; `None` if the reader remembers nothing.
    fn snapshot(&self, input: &Input) -> Option<Self::Snapshot>;

    /// Returns the content of a file that is unchanged and need not be opened.
    fn unchanged(&self, snapshot: &Self::Snapshot) -> Option<ContentHash>;

    /// Returns the remembered result of reading a file of this content.
    fn remembered(&self, input: &Input, content: ContentHash) -> Option<Result<Document, Problem>>;

    /// Remembers the content of the resume `id`, which is the file or is inside it.
    fn remember(&self, id: &str, snapshot: Option<&Self::Snapshot>, content: ContentHash);

    /// Reads a resume.
    ///
    /// # Errors
    /// The [`Problem`] of a resume that cannot be read.
    fn read(&self, piece: RawResume, content: Option<ContentHash>) -> Result<Document, Problem>;
}

/// The means of an update.
#[derive(Clone, Copy, Debug)]
pub struct Update<'a, R> {
    /// Reads resumes.
    pub reader: &'a R,
    /// The limits of reading.
    pub limits: Limits,
    /// The threads that read and prepare resumes.
    pub threads: &'a ThreadPool,
}

/// The result of an update.
#[derive(Clone, Debug, Default)]
pub struct Updated {
    /// The numbers of resumes.
    pub counts: Counts,
    /// The files that were skipped.
    pub skipped: Skipped,
}

impl<R: ResumeReader> Update<'_, R> {
    /// Puts every resume of `walk` into the index and removes the resumes that are gone from `paths`, the paths that
    /// were walked.
    ///
    /// Nothing is removed if a part of the paths could not be opened: a folder on a missing drive is not gone.
    ///
    /// - `describe` turns the result of reading a resume into a message of any type; several threads call it.
    /// - `done` is called after each file.
    /// - `tell` gets the id and the message of each resume that was read, in the order of ids.
    ///
    /// # Errors
    /// A [`Fault`] if the index cannot be written.
    pub fn run<M: Send>(
        &self,
        mut writer: Writer,
        walk: Walk,
        paths: &[PathBuf],
        describe: impl Fn(&Result<Document, Problem>) -> M + Sync,
        done: impl Fn(),
        mut tell: impl FnMut(&str, M),
    ) -> Result<Updated, Fault> {
        let mut counts =
            Counts { is_in_part: !(walk.problems.is_empty() && walk.missing.is_empty()), ..Counts::default() };
        let maker = outcome::OutcomeMaker { reader: self.reader, snapshot: writer.snapshot(), describe };
        let skipped = ingest::stream(walk, &self.limits, self.threads, &maker, done, |made| {
            if let Some(message) = made.message {
                tell(&made.file.location.id, message);
            }
            counts.take(&made.file, made.outcome, &mut writer).map_err(io::Error::other)
        });
        let skipped = skipped.map_err(|error| error.downcast::<Fault>().unwrap_or_else(Fault::from))?;
        for path in paths.iter().filter(|_| !counts.is_in_part) {
            counts.gone += writer.remove_unseen(&ingest::escape_path(&resolved(path)))?;
        }
        counts.resumes = writer.finish()?;
        Ok(Updated { counts, skipped })
    }
}

/// Resolves all links in a path. If the file itself is gone, its directory is resolved.
fn resolved(path: &Path) -> PathBuf {
    let in_directory = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    let resolved = path.canonicalize().ok().or_else(in_directory).or_else(|| std::path::absolute(path).ok());
    resolved.unwrap_or_else(|| path.to_owned())
}
