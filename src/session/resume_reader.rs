//! Reads files into documents, by way of a store if there is one.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Instant;

use rayon::ThreadPool;
use rolefit_document::{Document, Problem, content_of};
use rolefit_ingest::{self as ingest, InProcess, Input, Limits, Processor, RawResume, Reader, Skipped, Walk};

#[cfg(feature = "store")]
use super::stored::{DocumentKey, InputPlace, StoreAccess};
#[cfg(not(feature = "store"))]
use super::unstored::{DocumentKey, InputPlace, StoreAccess};

/// Reads resumes. The default reads in this process and keeps nothing. Clones share the reader and the store.
#[derive(Clone)]
pub struct ResumeReader {
    reader: Arc<dyn Reader + Send + Sync>,
    limits: Limits,
    pub(super) store: StoreAccess,
}

/// A file that was read but not scored.
pub struct Resume {
    /// The candidate's id.
    pub id: String,
    /// The file's own name, if it has one in UTF-8.
    pub file_name: Option<String>,
    /// `blake3:` and the hash of the bytes, if the file could be opened.
    pub content: Option<String>,
    /// The text, or the reason why there is none.
    pub document: Result<Document, Problem>,
    /// The key of the document in the store. `None` without a store.
    pub(super) source: Option<DocumentKey>,
}

impl ResumeReader {
    /// Reads with `reader`, for example a pool of worker processes, which must hold to `limits` itself.
    pub fn new(reader: Arc<dyn Reader + Send + Sync>, limits: Limits) -> ResumeReader {
        ResumeReader { reader, limits, store: StoreAccess::default() }
    }

    /// The limits that reading holds to.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Reads each resume of `walk` on `threads`, makes a `T` of it there, and passes the results to `take` in the order
    /// of ids.
    pub(super) fn stream<T: Send>(
        &self,
        walk: Walk,
        threads: &ThreadPool,
        make: &(impl Fn(Resume) -> T + Sync),
        progress: impl Fn(),
        take: impl FnMut(T) -> io::Result<()>,
    ) -> io::Result<Skipped> {
        ingest::stream(walk, &self.limits, threads, &ResumeMaker { reader: self, make }, progress, take)
    }

    /// Reads a text with `read`, unless there are no bytes. Traces size and time, never text.
    pub(super) fn document(
        &self,
        id: &str,
        bytes: Result<Vec<u8>, Problem>,
        read: impl FnOnce(&[u8]) -> Result<Document, Problem>,
    ) -> Result<Document, Problem> {
        let (start, size) = (Instant::now(), bytes.as_ref().map_or(0, Vec::len));
        let document = bytes.and_then(|bytes| read(&bytes));
        let pages = document.as_ref().ok().and_then(|document| document.pages.as_ref()).map(Vec::len);
        let milliseconds = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::debug!(id, bytes = size, pages, milliseconds, "file read");
        document
    }

    /// Draws a page of a PDF file, from 0, with the reader.
    #[cfg(feature = "serve")]
    pub(crate) fn draw(&self, bytes: &[u8], page: usize) -> Result<ingest::PageImage, Problem> {
        self.reader.draw(bytes, page)
    }

    /// Reads bytes with the reader, without the store.
    pub(crate) fn read_bytes(&self, bytes: &[u8], file_name: Option<&str>) -> Result<Document, Problem> {
        self.reader.read(bytes, file_name)
    }
}

/// The content of a file that was read, which its document states. Only a file without such a document is hashed again.
pub(super) fn content_of_read(document: Result<&Document, &Problem>, bytes: &[u8]) -> String {
    let stated = document.ok().map(|document| &document.content).filter(|content| !content.is_empty());
    stated.cloned().unwrap_or_else(|| content_of(bytes))
}

impl Default for ResumeReader {
    fn default() -> Self {
        let limits = Limits::default();
        ResumeReader::new(Arc::new(InProcess(limits)), limits)
    }
}

impl fmt::Debug for ResumeReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResumeReader").field("limits", &self.limits).finish_non_exhaustive()
    }
}

/// Makes a `T` of every resume of a walk.
struct ResumeMaker<'a, F> {
    reader: &'a ResumeReader,
    make: &'a F,
}

impl<T: Send, F: Fn(Resume) -> T + Sync> Processor for ResumeMaker<'_, F> {
    type Output = T;
    type FileInfo = Option<InputPlace>;

    fn look_up(&self, input: &Input) -> Result<T, Option<InputPlace>> {
        let place = self.reader.place(input);
        let resume = place.as_ref().and_then(|place| self.reader.unopened(input, place));
        resume.map(self.make).ok_or(place)
    }

    fn process(&self, place: Option<&Option<InputPlace>>, piece: RawResume) -> T {
        (self.make)(self.reader.read(piece, place.and_then(Option::as_ref)))
    }
}
