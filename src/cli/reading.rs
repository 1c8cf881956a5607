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
use rolefit::ingest::worker::WorkerPool;
use rolefit::ingest::{self, Input, Limits, Processor, RawResume, Reader, Skipped, Walk};
use rolefit::pool::store::{Content, Place, Source, Store};

use super::kept::Kept;
use super::options::Shared;
use super::{exit, worker};

/// What to do where no worker can be started; reading on without them would give up their protection in silence.
const NO_WORKERS: &str = "the process that reads files cannot be started; check that rolefit may run itself and is where it was, \
    and that there is memory left";

/// So many resumes of a package are named where one was asked for.
const NAMED: usize = 5;

/// What reads files.
pub struct Reading {
    pool: WorkerPool,
    limits: Limits,
    kept: Option<Kept>,
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
    /// By what the store knows it; `None` without a store.
    pub source: Option<Source>,
}

/// An input as the store knows it.
pub struct Spot {
    id: String,
    place: Place,
}

impl Spot {
    /// Where the resume of this id is: the input itself, or in it.
    fn place_of(&self, id: &str) -> Place {
        let inside = id.strip_prefix(&self.id).and_then(|inside| inside.strip_prefix('/'));
        inside.map_or_else(|| self.place.clone(), |inside| self.place.inside(inside))
    }
}

impl Reading {
    /// Opens the store, and starts a process to read in. It gets ready while the caller does other things, until
    /// [`Reading::ready`]; with a store there may be nothing to read, and it is started when there is.
    pub fn start(shared: &Shared) -> anyhow::Result<Reading> {
        let binary = std::env::current_exe().context(NO_WORKERS)?;
        let limits = Limits::default();
        let kept = Kept::open(shared);
        let pool = match kept {
            Some(_) => WorkerPool::prepare(binary, worker::ARGUMENT, limits),
            None => WorkerPool::start(binary, worker::ARGUMENT, limits),
        };
        Ok(Reading { pool: pool.context(NO_WORKERS)?, limits, kept })
    }

    /// Waits until files can be read.
    pub fn ready(&self) -> anyhow::Result<()> {
        match self.kept {
            Some(_) => Ok(()),
            None => self.pool.ready().context(NO_WORKERS),
        }
    }

    /// Where what was read and judged is kept.
    pub fn store(&self) -> Option<&Store> {
        self.kept.as_ref().and_then(Kept::store)
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
        ingest::stream(walk, &self.limits, pool, &Making { reading: self, make }, done, take)
    }

    /// Where `input` is, for the store if there is one.
    pub fn spot(&self, input: &Input) -> Option<Spot> {
        self.kept.as_ref()?;
        let place = Place::of(input.path.as_deref()?, input.follows_link)?;
        Some(Spot { id: input.id.clone(), place })
    }

    /// What stands in a spot that need not be read, because it looks as it did when it was.
    pub fn trusted(&self, spot: &Spot) -> Option<Content> {
        let store = self.kept.as_ref().filter(|kept| kept.trusts_looks).and_then(Kept::store)?;
        let content = store.content_at(&spot.place)?;
        // By the id that it has in this run it may be forgotten.
        store.keep_place(&spot.place, &spot.id, content);
        tracing::debug!(spot.id, "file not opened: it looks as it did");
        Some(content)
    }

    /// A file of this content, if the store knows what is read from it.
    pub fn known(&self, input: &Input, content: Content) -> Option<Resume> {
        let file_name = input.file_name();
        let source = Source::new(content, file_name, &self.limits);
        let document = self.store()?.document(&source)?;
        let (id, file_name, content) = (input.id.clone(), file_name.map(str::to_owned), Some(content.to_string()));
        Some(Resume { id, file_name, content, document, source: Some(source) })
    }

    /// Reads the one resume that `path` leads to, or standard input.
    pub fn read_one(&self, path: &Path) -> anyhow::Result<Resume> {
        if path.is_dir() {
            return Err(exit::usage(format!("{} is a folder; name a file, or use `rolefit rank`", path.display())));
        }
        let walk = ingest::walk(&[path.to_owned()]);
        let unopened = walk.problems.into_iter();
        let unopened = unopened.map(|(id, problem)| RawResume { id, file_name: None, bytes: Err(problem) });
        let mut pieces: Vec<RawResume> =
            walk.inputs.iter().flat_map(|input| self.pieces(&input)).chain(unopened).collect();
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
        let spot = walk.inputs.get(0).and_then(|input| self.spot(&input));
        Ok(self.read(piece, spot.as_ref()))
    }

    /// What is in `input`, with the bytes of one resume only: where there are several, none is read.
    fn pieces(&self, input: &Input) -> Vec<RawResume> {
        let is_held = AtomicBool::new(false);
        let keep = |piece: RawResume| {
            let bytes = piece.bytes.map(|bytes| if is_held.swap(true, Ordering::Relaxed) { Vec::new() } else { bytes });
            RawResume { bytes, ..piece }
        };
        input.unpack(&self.limits, &keep).found
    }

    /// How much of a file is read at most.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Reads a resume that was found in a `spot`; what is traced of it is never its text.
    pub fn read(&self, piece: RawResume, spot: Option<&Spot>) -> Resume {
        let content = piece.bytes.as_deref().ok().map(Content::of);
        if let Some(content) = content {
            self.saw(&piece.id, spot, content);
        }
        self.read_as(piece, content)
    }

    /// Notes what stands in a `spot`.
    pub fn saw(&self, id: &str, spot: Option<&Spot>, content: Content) {
        if let Some((store, spot)) = self.store().zip(spot) {
            store.keep_place(&spot.place_of(id), id, content);
        }
    }

    /// As [`Reading::read`], of bytes whose hash is known; nothing is noted.
    pub fn read_as(&self, piece: RawResume, content: Option<Content>) -> Resume {
        let start = Instant::now();
        let RawResume { id, file_name, bytes } = piece;
        let size = bytes.as_ref().map_or(0, Vec::len);
        let named = content.filter(|_| self.store().is_some());
        let source = named.map(|content| Source::new(content, file_name.as_deref(), &self.limits));
        let document = bytes.and_then(|bytes| self.document(&bytes, file_name.as_deref(), source));
        let pages = document.as_ref().ok().and_then(|document| document.pages.as_ref()).map(Vec::len);
        tracing::debug!(id, bytes = size, pages, milliseconds = milliseconds(start), "file read");
        // What is made of a text that was cut short by chance is not what the whole text would give.
        let is_whole = document.as_ref().is_ok_and(|document| !document.may_be_cut_by_chance());
        let source = source.filter(|_| is_whole);
        Resume { id, file_name, content: content.map(|content| content.to_string()), document, source }
    }

    /// The text of a file from the store, or else from a worker, for the store.
    fn document(&self, bytes: &[u8], file_name: Option<&str>, source: Option<Source>) -> Result<Document, Problem> {
        let Some((store, source)) = self.store().zip(source) else { return self.pool.read(bytes, file_name) };
        store.document(&source).unwrap_or_else(|| {
            let document = self.pool.read(bytes, file_name);
            store.keep_document(&source, &document);
            document
        })
    }
}

/// Makes something of every resume of a walk.
struct Making<'a, F> {
    reading: &'a Reading,
    make: &'a F,
}

impl<T: Send, F: Fn(Resume) -> T + Sync> Processor for Making<'_, F> {
    type Output = T;
    type FileInfo = Option<Spot>;

    fn look_up(&self, input: &Input) -> Result<T, Option<Spot>> {
        let spot = self.reading.spot(input);
        let trusted = spot.as_ref().and_then(|spot| self.reading.known(input, self.reading.trusted(spot)?));
        trusted.map(self.make).ok_or(spot)
    }

    fn process(&self, look: Option<&Option<Spot>>, piece: RawResume) -> T {
        (self.make)(self.reading.read(piece, look.and_then(Option::as_ref)))
    }
}

/// What is said where one resume was asked for and `path` holds more.
fn several(path: &Path, pieces: &[RawResume]) -> String {
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
