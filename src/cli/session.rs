//! One run: the engine over the roles asked for, and scoring files with it as they are read, many at a time.

use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Context;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;
use rayon::ThreadPool;
use rolefit::Error;
use rolefit::candidate::Candidate;
use rolefit::catalog::Catalog;
use rolefit::document::{Problem, ProblemCode};
use rolefit::engine::Engine;
use rolefit::explain::remarks;
use rolefit::export::Run;
use rolefit::ingest::{self, Walk};

use super::exit;
use super::options::Shared;
use super::reading::{Reading, Resume, milliseconds, tell};

/// Fewer files than this are done before a progress bar could be read.
const PROGRESS_FROM: usize = 20;

/// The engine and what a run was asked for.
pub struct Session<'a> {
    /// Scores documents for the roles asked for.
    pub engine: Engine,
    /// What "present" means.
    pub as_of: Date,
    reading: Reading,
    shared: &'a Shared,
}

impl<'a> Session<'a> {
    /// Opens the catalog and compiles it for `roles`, all of them if none is named.
    pub fn open(shared: &'a Shared, roles: &[String]) -> anyhow::Result<Session<'a>> {
        // The first process to read in gets ready while the catalog is compiled.
        let reading = Reading::start()?;
        let mut catalog = open_catalog(shared)?;
        if let Some(unknown) = roles.iter().find(|id| !catalog.roles.iter().any(|role| role.id == **id)) {
            return Err(unknown_role(&catalog, unknown));
        }
        catalog.roles.retain(|role| roles.is_empty() || roles.contains(&role.id));
        let engine = Engine::new(catalog)?;
        tracing::info!(roles = engine.catalog().roles.len(), "catalog compiled");
        reading.ready()?;
        Ok(Session { engine, as_of: shared.as_of(), reading, shared })
    }

    /// What every output records.
    pub fn run(&self) -> Run<'_> {
        Run {
            catalog: self.engine.catalog(),
            as_of: self.as_of,
            top_roles: self.shared.top_roles.map(std::num::NonZeroUsize::get),
        }
    }

    /// Finds everything under `paths`.
    pub fn batch(&self, paths: &[PathBuf]) -> anyhow::Result<Batch<'_>> {
        let walk = ingest::walk(paths);
        if walk.inputs.is_empty() && walk.problems.is_empty() {
            let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
            anyhow::bail!("no resumes found under {}; name files, or folders that hold some", paths.join(", "));
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.shared.jobs.map_or(0, std::num::NonZeroUsize::get));
        let pool = pool.build().context("threads cannot be started; lower --jobs")?;
        Ok(Batch { session: self, walk, pool })
    }

    /// Reads and scores everything under `paths`, in the order of ids, and names what could not be read.
    pub fn candidates(&self, paths: &[PathBuf]) -> anyhow::Result<Vec<Candidate>> {
        let mut candidates = Vec::new();
        self.batch(paths)?.each(
            |candidate| candidate,
            |candidate| {
                candidates.push(candidate);
                Ok(())
            },
        )?;
        Ok(candidates)
    }

    /// Reads and scores one file, and names its problem if it has one.
    pub fn one(&self, path: &Path) -> anyhow::Result<Candidate> {
        let candidate = self.candidate(self.reading.read_one(path)?);
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
}

/// The files of a run, found and not yet opened.
pub struct Batch<'a> {
    session: &'a Session<'a>,
    walk: Walk,
    pool: ThreadPool,
}

impl Batch<'_> {
    /// Reads and scores each file, names what is to be known of it, and hands over what `make` makes of the candidate,
    /// in the order of ids. However many there are, only some hundred are held at once.
    pub fn each<T: Send>(
        self,
        make: impl Fn(Candidate) -> T + Sync,
        mut take: impl FnMut(T) -> io::Result<()>,
    ) -> io::Result<()> {
        let Batch { session, walk, pool } = self;
        let start = Instant::now();
        let progress = progress(session.shared, walk.inputs.len());
        let score = |resume| {
            let candidate = session.candidate(resume);
            (candidate.id.clone(), remarks::remarks(&candidate), make(candidate))
        };
        let mut files = 0;
        let skipped = session.reading.stream(
            walk,
            &pool,
            &score,
            || progress.inc(1),
            |(id, remarks, made)| {
                files += 1;
                if !remarks.is_empty() {
                    progress.suspend(|| tell(&id, &remarks));
                }
                take(made)
            },
        )?;
        progress.finish_and_clear();
        tracing::info!(files, milliseconds = milliseconds(start), "files read and scored");
        if skipped.total() > 0 && !session.shared.quiet {
            eprintln!("rolefit: {}", remarks::skipped(skipped));
        }
        Ok(())
    }
}

/// A bar on standard error for long work that somebody watches.
pub fn progress(shared: &Shared, files: usize) -> ProgressBar {
    if files < PROGRESS_FROM || shared.quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} resumes, {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
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

/// What is said of a resume that the engine died on; the batch goes on.
fn crashed() -> Problem {
    Problem {
        code: ProblemCode::Crashed,
        message: "scoring it failed inside rolefit".into(),
        remedy: "report the fault, with `rolefit text` of the file if you may share it".into(),
        page: None,
    }
}
