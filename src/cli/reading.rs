//! Reading the files that a command names, in worker processes of this same binary.

use std::path::Path;
use std::time::Instant;

use anyhow::Context;
use rolefit::document::{Document, Problem};
use rolefit::explain::remarks::Remark;
use rolefit::explain::words;
use rolefit::ingest::worker::Pool;
use rolefit::ingest::{self, Input, Limits, Reader};

use super::{exit, worker};

/// What to do where no worker can be started; reading on without them would give up their protection in silence.
const NO_WORKERS: &str = "the process that reads files cannot be started; check that rolefit may run itself and is where it was, \
    and that there is memory left";

/// What reads files.
pub struct Reading {
    pool: Pool,
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
        let pool = Pool::start(binary, worker::ARGUMENT, Limits::default()).context(NO_WORKERS)?;
        Ok(Reading { pool })
    }

    /// Waits until files can be read.
    pub fn ready(&self) -> anyhow::Result<()> {
        self.pool.ready().context(NO_WORKERS)
    }

    /// Reads a file; what is traced of it is never its text.
    pub fn read(&self, input: &Input) -> Resume {
        let start = Instant::now();
        let bytes = input.bytes();
        let size = bytes.as_ref().map_or(0, Vec::len);
        let content = bytes.as_ref().ok().map(|bytes| format!("blake3:{}", blake3::hash(bytes).to_hex()));
        let document = bytes.and_then(|bytes| self.pool.read(&bytes, input.file_name()));
        let pages = document.as_ref().ok().and_then(|document| document.pages.as_ref()).map(Vec::len);
        tracing::debug!(id = input.id, bytes = size, pages, milliseconds = milliseconds(start), "file read");
        Resume { id: input.id.clone(), file_name: input.file_name().map(str::to_owned), content, document }
    }

    /// Reads the one file that `path` names, or standard input.
    pub fn read_one(&self, path: &Path) -> anyhow::Result<Resume> {
        if path.is_dir() {
            return Err(exit::usage(format!("{} is a folder; name a file, or use `rolefit rank`", path.display())));
        }
        let walk = ingest::walk(&[path.to_owned()]);
        let unopened = walk.problems.into_iter().map(|(id, problem)| Resume {
            id,
            file_name: None,
            content: None,
            document: Err(problem),
        });
        let mut resumes = walk.inputs.iter().map(|input| self.read(input)).chain(unopened);
        resumes.next().with_context(|| format!("{} is no resume; name a file", path.display()))
    }
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
