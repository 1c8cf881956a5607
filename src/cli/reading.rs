//! Reading the files that a command names, in worker processes of this same binary.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::Context;
use rayon::ThreadPool;
use rolefit::document::{Document, Problem};
use rolefit::explain::remarks::{self, Remark};
use rolefit::explain::words;
use rolefit::ingest::worker::Pool;
use rolefit::ingest::{self, Input, Limits, Piece, Reader, Skipped, Walk};

use super::{exit, worker};

/// What to do where no worker can be started; reading on without them would give up their protection in silence.
const NO_WORKERS: &str = "the process that reads files cannot be started; check that rolefit may run itself and is where it was, \
    and that there is memory left";

/// So many resumes of a package are named where one was asked for.
const NAMED: usize = 5;

/// What reads files.
pub struct Reading {
    pool: Pool,
    limits: Limits,
}

/// What a file turned out to be, before it is scored.
pub struct Resume {
    /// The candidate's id.
    pub id: String,
    /// The file's own name, if it has one in UTF-8.
    pub file_name: Option<String>,
    /// `blake3:` and the hash of the bytes, if there were any.
    pub content: Option<String>,
    /// Its text, or why there is none.
    pub document: Result<Document, Problem>,
}

impl Reading {
    /// Starts a process to read in. It gets ready while the caller does other things, until [`Reading::ready`].
    pub fn start() -> anyhow::Result<Reading> {
        let binary = std::env::current_exe().context(NO_WORKERS)?;
        let limits = Limits::default();
        let pool = Pool::start(binary, worker::ARGUMENT, limits).context(NO_WORKERS)?;
        Ok(Reading { pool, limits })
    }

    /// Waits until files can be read.
    pub fn ready(&self) -> anyhow::Result<()> {
        self.pool.ready().context(NO_WORKERS)
    }

    /// Reads each resume that `walk` found, makes something of it and hands that over in the order of ids.
    pub fn stream<T: Send>(
        &self,
        walk: Walk,
        pool: &ThreadPool,
        make: &(impl Fn(Resume) -> T + Sync),
        done: impl Fn(),
        take: impl FnMut(T) -> io::Result<()>,
    ) -> io::Result<Skipped> {
        ingest::stream(walk, &self.limits, pool, &|piece| make(self.read(piece)), done, take)
    }

    /// Reads the one resume that `path` leads to, or standard input.
    pub fn read_one(&self, path: &Path) -> anyhow::Result<Resume> {
        if path.is_dir() {
            return Err(exit::usage(format!("{} is a folder; name a file, or use `rolefit rank`", path.display())));
        }
        let walk = ingest::walk(&[path.to_owned()]);
        let unopened = walk.problems.into_iter();
        let unopened = unopened.map(|(id, problem)| Piece { id, file_name: None, bytes: Err(problem) });
        let mut pieces: Vec<Piece> = walk.inputs.iter().flat_map(|input| self.pieces(&input)).chain(unopened).collect();
        // What is wrong beside the one resume of a package is told, and the resume is read.
        if pieces.iter().any(|piece| piece.bytes.is_ok()) {
            let wrong = pieces.extract_if(.., |piece| piece.bytes.is_err());
            wrong
                .for_each(|piece| tell(&piece.id, &piece.bytes.err().iter().map(remarks::problem).collect::<Vec<_>>()));
        }
        if let [_, _, ..] = pieces.as_slice() {
            return Err(exit::usage(several(path, &pieces)));
        }
        let piece = pieces.pop().with_context(|| format!("{} is no resume; name a file", path.display()))?;
        Ok(self.read(piece))
    }

    /// What is in `input`, with the bytes of one resume only: where there are several, none is read.
    fn pieces(&self, input: &Input) -> Vec<Piece> {
        let is_held = AtomicBool::new(false);
        let keep = |piece: Piece| {
            let bytes = piece.bytes.map(|bytes| if is_held.swap(true, Ordering::Relaxed) { Vec::new() } else { bytes });
            Piece { bytes, ..piece }
        };
        input.unpack(&self.limits, &keep).found
    }

    /// How much of a file is read at most.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Reads a resume; what is traced of it is never its text.
    pub fn read(&self, piece: Piece) -> Resume {
        let start = Instant::now();
        let Piece { id, file_name, bytes } = piece;
        let size = bytes.as_ref().map_or(0, Vec::len);
        let content = bytes.as_ref().ok().map(|bytes| format!("blake3:{}", blake3::hash(bytes).to_hex()));
        let document = bytes.and_then(|bytes| self.pool.read(&bytes, file_name.as_deref()));
        let pages = document.as_ref().ok().and_then(|document| document.pages.as_ref()).map(Vec::len);
        tracing::debug!(id, bytes = size, pages, milliseconds = milliseconds(start), "file read");
        Resume { id, file_name, content, document }
    }
}

/// What is said where one resume was asked for and `path` holds more.
fn several(path: &Path, pieces: &[Piece]) -> String {
    let mut ids: Vec<&str> = pieces.iter().take(NAMED).map(|piece| piece.id.as_str()).collect();
    ids.extend((pieces.len() > NAMED).then_some("..."));
    let holds = format!("{} holds {}", path.display(), words::count(pieces.len(), "resume"));
    words::one_line(&format!("{holds}: {}; take one out, or use `rolefit rank`", ids.join(", ")))
}

/// Says on standard error what users should know of a file, a remark a line.
pub fn tell(id: &str, remarks: &[Remark]) {
    for remark in remarks {
        eprintln!("rolefit: {}: {remark}", words::one_line(id));
    }
}

/// The whole milliseconds since `start`, for tracing.
pub fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}
