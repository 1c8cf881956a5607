//! One run of a command: a session of the library, with progress and problems on standard error.

use std::io::{self, IsTerminal};
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::ThreadPool;
use rolefit::Error;
use rolefit::cache::Cache;
use rolefit::candidate::Candidate;
use rolefit::catalog::{Catalog, Role};
use rolefit::explain::remarks;
use rolefit::ingest::{self, Walk};
use rolefit::session::{self, Options};

use super::options::Shared;
use super::output::must_lie_apart;
use super::reading::{Reading, tell};
use super::{cache, exit};

/// Fewer files than this are done before a progress bar could be read.
const PROGRESS_FROM: usize = 20;

/// A session of the library with the workers and the store of the command line.
pub struct Session<'a> {
    // Dropped before the store, which it shares.
    inner: session::Session,
    reading: Reading,
    shared: &'a Shared,
}

impl<'a> Session<'a> {
    /// Opens the catalog and compiles it for `roles`, or for all roles if none is named.
    pub fn open(shared: &'a Shared, roles: &[String]) -> anyhow::Result<Session<'a>> {
        // The first worker gets ready while the catalog is compiled.
        let reading = Reading::start(shared)?;
        let options = Options {
            catalog: shared.catalog.clone(),
            roles: roles.to_vec(),
            as_of: shared.as_of,
            blind: shared.blind,
            jobs: shared.jobs,
            top_roles: shared.top_roles,
            cache: cache_of(shared),
            reader: reading.reader.clone(),
        };
        let inner = session::Session::open(options).map_err(unopened)?;
        reading.ready()?;
        Ok(Session { inner, reading, shared })
    }

    /// Finds all files under `paths`.
    pub fn batch(&self, paths: &[PathBuf]) -> anyhow::Result<Batch<'_>> {
        let walk = ingest::walk(paths);
        if walk.inputs.is_empty() && walk.problems.is_empty() {
            let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
            anyhow::bail!("no resumes found under {}; name files, or folders that hold some", paths.join(", "));
        }
        if let Some(output) = &self.shared.output {
            must_lie_apart(output, &walk.inputs)?;
            // A mistyped path or a missing drive is no reason to lose the result of an earlier run.
            if walk.inputs.is_empty() && output.is_file() {
                walk.problems.iter().for_each(|(id, problem)| tell(id, &[remarks::problem(problem)]));
                anyhow::bail!("nothing was read, and {} is left as it was", output.display());
            }
        }
        Ok(Batch { session: self, walk, threads: threads(self.shared)? })
    }

    /// Reads and scores all files under `paths`, in the order of ids, and names those that could not be read.
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
        Ok(told(self.score(self.reading.one(path)?)))
    }

    /// Reads a file and scores it for the `most` roles that fit it best.
    pub fn one_for_best(&self, path: &Path, most: usize) -> anyhow::Result<Candidate> {
        Ok(told(self.score_for_best(self.reading.one(path)?, most)))
    }
}

impl Deref for Session<'_> {
    type Target = session::Session;

    fn deref(&self) -> &session::Session {
        &self.inner
    }
}

/// Prints the remarks about a candidate's file.
fn told(candidate: Candidate) -> Candidate {
    tell(&candidate.id, &remarks::remarks(&candidate));
    candidate
}

/// The files of a run, found but not yet opened.
pub struct Batch<'a> {
    session: &'a Session<'a>,
    walk: Walk,
    threads: ThreadPool,
}

impl Batch<'_> {
    /// Refuses to write to `output` if it is one of the files.
    pub fn lies_apart(&self, output: &Path) -> anyhow::Result<()> {
        must_lie_apart(output, &self.walk.inputs)
    }

    /// Reads and scores each file, prints the remarks about it, makes a `T` of the candidate, and passes it to `take` in the
    /// order of ids. Memory holds some hundred candidates at most.
    pub fn each<T: Send>(
        self,
        make: impl Fn(Candidate) -> T + Sync,
        mut take: impl FnMut(T) -> io::Result<()>,
    ) -> io::Result<()> {
        let Batch { session, walk, threads } = self;
        let start = Instant::now();
        let progress = progress(session.shared, walk.inputs.len());
        let make = |candidate: Candidate| (candidate.id.clone(), remarks::remarks(&candidate), make(candidate));
        let mut files = 0;
        let skipped = session.stream(
            walk,
            &threads,
            make,
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
        tracing::info!(files, milliseconds = start.elapsed().as_millis(), "files read and scored");
        if skipped.total() > 0 && !session.shared.quiet {
            eprintln!("rolefit: {}", remarks::skipped(skipped));
        }
        Ok(())
    }
}

/// Starts the threads asked for.
pub fn threads(shared: &Shared) -> anyhow::Result<ThreadPool> {
    session::threads(shared.jobs).map_err(|error| match error {
        Error::Threads(error) => anyhow::Error::from(error).context("threads cannot be started; lower --jobs"),
        error => error.into(),
    })
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
    Catalog::open(shared.catalog.as_deref(), &cache_of(shared)).map_err(unopened)
}

/// What is kept between runs: the embedded roles are few, and compiled about as fast as they could be read back.
pub fn cache_of(shared: &Shared) -> Cache {
    if shared.catalog.is_some() { cache::cache() } else { Cache::off() }
}

/// The error for a catalog that cannot be opened, with the remedy. An unknown role is a usage error.
pub fn unopened(error: Error) -> anyhow::Error {
    match error {
        Error::Io { path, reason } => {
            anyhow::anyhow!("{}: {reason}; name a folder that holds a catalog's `roles`", path.display())
        }
        Error::UnknownRole { .. } => exit::usage(error),
        error => error.into(),
    }
}

/// The role `id` of `catalog`.
pub fn role<'a>(catalog: &'a Catalog, id: &str) -> anyhow::Result<&'a Role> {
    catalog.roles.iter().find(|role| role.id == id).ok_or_else(|| unknown_role(catalog, id))
}

/// The usage error for a role that `catalog` lacks.
pub fn unknown_role(catalog: &Catalog, id: &str) -> anyhow::Error {
    exit::usage(session::unknown_role(catalog, id))
}
