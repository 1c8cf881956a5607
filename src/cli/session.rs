//! One run: the engine over the roles asked for, and reading and scoring files with it, many at a time.

use std::io::IsTerminal;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;
use rayon::prelude::*;
use rolefit::Error;
use rolefit::candidate::Candidate;
use rolefit::catalog::Catalog;
use rolefit::document::{Document, Problem, ProblemCode};
use rolefit::engine::Engine;
use rolefit::explain::{remarks, words};
use rolefit::export::Run;
use rolefit::ingest::{self, Input, Limits, Piece, Unpacked};

use super::exit;
use super::options::Shared;

/// Fewer files than this are done before a progress bar could be read.
const PROGRESS_FROM: usize = 20;

/// So many resumes of a package are named where one was asked for.
const NAMED: usize = 5;

/// The engine and what a run was asked for.
pub struct Session<'a> {
    /// Scores documents for the roles asked for.
    pub engine: Engine,
    /// What "present" means.
    pub as_of: Date,
    shared: &'a Shared,
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

impl<'a> Session<'a> {
    /// Opens the catalog and compiles it for `roles`, all of them if none is named.
    pub fn open(shared: &'a Shared, roles: &[String]) -> anyhow::Result<Session<'a>> {
        let mut catalog = open_catalog(shared)?;
        if let Some(unknown) = roles.iter().find(|id| !catalog.roles.iter().any(|role| role.id == **id)) {
            return Err(unknown_role(&catalog, unknown));
        }
        catalog.roles.retain(|role| roles.is_empty() || roles.contains(&role.id));
        let engine = Engine::new(catalog)?;
        tracing::info!(roles = engine.catalog().roles.len(), "catalog compiled");
        Ok(Session { engine, as_of: shared.as_of(), shared })
    }

    /// What every output records.
    pub fn run(&self) -> Run<'_> {
        Run {
            catalog: self.engine.catalog(),
            as_of: self.as_of,
            top_roles: self.shared.top_roles.map(std::num::NonZeroUsize::get),
        }
    }

    /// Reads and scores everything under `paths`, in the order of ids, and names what could not be read.
    pub fn candidates(&self, paths: &[PathBuf]) -> anyhow::Result<Vec<Candidate>> {
        let start = Instant::now();
        let walk = ingest::walk(paths);
        let progress = self.progress(walk.inputs.len());
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.shared.jobs.map_or(0, std::num::NonZeroUsize::get));
        let pool = pool.build().context("threads cannot be started; lower --jobs")?;
        let limits = Limits::default();
        let unpacked: Vec<Unpacked<Candidate>> = pool.install(|| {
            let inputs = walk.inputs.par_iter();
            let unpack = |input: &Input| input.unpack(&limits, &|piece| self.candidate(read(piece)));
            inputs.map(unpack).inspect(|_| progress.inc(1)).collect()
        });
        progress.finish_and_clear();
        let skipped = unpacked.iter().fold(walk.skipped, |skipped, input| skipped.with(input.skipped));
        let mut candidates: Vec<Candidate> = unpacked.into_iter().flat_map(|input| input.found).collect();
        let unopened = walk.problems.into_iter();
        candidates
            .extend(unopened.map(|(id, problem)| Candidate::unreadable(id, None, None, problem, self.shared.blind)));
        candidates.sort_by(|a, b| a.id.cmp(&b.id));
        tracing::info!(files = candidates.len(), milliseconds = milliseconds(start), "files read and scored");
        candidates.iter().for_each(|candidate| tell(&candidate.id, &remarks::remarks(candidate)));
        if skipped.total() > 0 && !self.shared.quiet {
            eprintln!("rolefit: {}", remarks::skipped(skipped));
        }
        Ok(candidates)
    }

    /// Reads and scores one file, and names its problem if it has one.
    pub fn one(&self, path: &Path) -> anyhow::Result<Candidate> {
        let candidate = self.candidate(read_one(path)?);
        tell(&candidate.id, &remarks::remarks(&candidate));
        Ok(candidate)
    }

    fn candidate(&self, resume: Resume) -> Candidate {
        let Resume { id, file_name, content, document } = resume;
        let scored = document.and_then(|document| {
            let assessed = catch_unwind(AssertUnwindSafe(|| self.engine.assess(&document, self.as_of)));
            assessed.map(|assessed| (document, assessed)).map_err(|_| crashed())
        });
        match scored {
            Ok((document, (profile, assessment))) => {
                Candidate::scored(id, file_name.as_deref(), document, &profile, assessment, self.shared.blind)
            }
            Err(problem) => Candidate::unreadable(id, file_name.as_deref(), content, problem, self.shared.blind),
        }
    }

    /// A bar on standard error for long work that somebody watches.
    fn progress(&self, files: usize) -> ProgressBar {
        if files < PROGRESS_FROM || self.shared.quiet || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
        let style = ProgressStyle::with_template("{bar:40} {pos}/{len} resumes, {eta} left");
        bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
    }
}

/// The catalog asked for, whole.
pub fn open_catalog(shared: &Shared) -> anyhow::Result<Catalog> {
    Ok(match &shared.catalog {
        Some(folder) => Catalog::load(folder).map_err(unopened)?,
        None => Catalog::embedded()?,
    })
}

/// What is wrong with a catalog; one that cannot be opened is told once, with what to do.
pub fn unopened(error: Error) -> anyhow::Error {
    match error {
        Error::Io { path, source } => {
            anyhow::anyhow!("{}: {source}; name a folder that holds a catalog's `roles`", path.display())
        }
        error => error.into(),
    }
}

/// A usage error that names the roles there are.
pub fn unknown_role(catalog: &Catalog, id: &str) -> anyhow::Error {
    let ids: Vec<&str> = catalog.roles.iter().map(|role| role.id.as_str()).collect();
    exit::usage(format!("there is no role `{id}`; name one of: {}", ids.join(", ")))
}

/// Reads the one file that `path` names, or standard input.
pub fn read_one(path: &Path) -> anyhow::Result<Resume> {
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
    let mut pieces: Vec<Piece> = walk.inputs.iter().flat_map(pieces_of).collect();
    // What is wrong beside the one resume of a package is told, and the resume is read.
    if pieces.iter().any(|piece| piece.bytes.is_ok()) {
        let wrong = pieces.extract_if(.., |piece| piece.bytes.is_err());
        wrong.for_each(|piece| tell(&piece.id, &piece.bytes.err().iter().map(remarks::problem).collect::<Vec<_>>()));
    }
    if let [_, _, ..] = pieces.as_slice() {
        let mut ids: Vec<&str> = pieces.iter().take(NAMED).map(|piece| piece.id.as_str()).collect();
        ids.extend((pieces.len() > NAMED).then_some("..."));
        let several = format!("{} holds {}", path.display(), words::count(pieces.len(), "resume"));
        let message = format!("{several}: {}; take one out, or use `rolefit rank`", ids.join(", "));
        return Err(exit::usage(words::one_line(&message)));
    }
    let mut resumes = pieces.into_iter().map(read).chain(unopened);
    resumes.next().with_context(|| format!("{} is no resume; name a file", path.display()))
}

/// What is in `input`, with the bytes of one resume only: where there are several, none is read.
fn pieces_of(input: &Input) -> Vec<Piece> {
    let is_held = AtomicBool::new(false);
    let keep = |piece: Piece| {
        let bytes = piece.bytes.map(|bytes| if is_held.swap(true, Ordering::Relaxed) { Vec::new() } else { bytes });
        Piece { bytes, ..piece }
    };
    input.unpack(&Limits::default(), &keep).found
}

/// Says on standard error what users should know of a file, a remark a line.
pub fn tell(id: &str, remarks: &[String]) {
    for remark in remarks {
        eprintln!("rolefit: {}: {remark}", words::one_line(id));
    }
}

/// Reads a file; what is traced of it is never its text.
fn read(piece: Piece) -> Resume {
    let start = Instant::now();
    let Piece { id, file_name, bytes } = piece;
    let size = bytes.as_ref().map_or(0, Vec::len);
    let content = bytes.as_ref().ok().map(|bytes| format!("blake3:{}", blake3::hash(bytes).to_hex()));
    let document = bytes.and_then(|bytes| ingest::read(&bytes, file_name.as_deref(), &Limits::default()));
    let pages = document.as_ref().ok().and_then(|document| document.pages.as_ref()).map(Vec::len);
    tracing::debug!(id, bytes = size, pages, milliseconds = milliseconds(start), "file read");
    Resume { id, file_name, content, document }
}

fn milliseconds(since: Instant) -> u64 {
    u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX)
}

/// What is said of a resume that the engine died on; the batch goes on.
fn crashed() -> Problem {
    Problem {
        code: ProblemCode::Crashed,
        message: "scoring it failed inside rolefit".into(),
        remedy: "report the fault, with `rolefit text` of the file if you may share it".into(),
        page: None,
    }
}
