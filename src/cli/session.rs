//! One run of a command: a session of the library, with progress and problems on standard error.

use std::io::{self, IsTerminal};
use std::num::NonZeroUsize;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::ThreadPool;
use rolefit::Error;
use rolefit::cache::Cache;
use rolefit::candidate::Candidate;
use rolefit::catalog::{Catalog, Role};
use rolefit::explain::remarks::{self, CommonRemarks};
use rolefit::ingest::{self, Skipped, Walk, plain_reason};
use rolefit::output::part::FileList;
use rolefit::posting;
use rolefit::rank::Shard;
use rolefit::session::{self, Options};

use super::options::{CatalogDir, Common, OutputFile};
use super::output::must_lie_apart;
use super::reading::{CliReader, tell};
use super::{cache, exit};

/// With fewer files there is no progress bar: they are done before anybody could read it.
const PROGRESS_FROM: usize = 20;

/// A session of the library with the workers and the store of the command line.
pub(super) struct CliSession {
    // Dropped before the store, which it shares.
    inner: session::Session,
    reading: CliReader,
}

impl CliSession {
    /// Opens the catalog and compiles it, while the first worker of `reading` gets ready.
    pub(super) fn open(reading: CliReader, options: Options) -> anyhow::Result<CliSession> {
        let options = Options { reader: reading.reader.clone(), ..options };
        let inner = session::Session::open(options).map_err(unopened)?;
        reading.ready()?;
        Ok(CliSession { inner, reading })
    }

    /// The role of a command that works on one.
    pub(super) fn only_role(&self) -> anyhow::Result<&Role> {
        match self.catalog().roles.as_slice() {
            [role] => Ok(role),
            roles => {
                let ids: Vec<&str> = roles.iter().map(|role| role.id.as_str()).collect();
                Err(exit::usage(format!("--role names several roles; choose of: {}", ids.join(", "))))
            }
        }
    }

    /// Finds all files under `paths`. The output must be none of them.
    pub(super) fn batch(&self, paths: &[PathBuf], output: &OutputFile, common: &Common) -> anyhow::Result<Batch<'_>> {
        let walk = ingest::walk(paths);
        walk.missing.iter().for_each(|missing| tell(&missing.typed, &[remarks::problem(&missing.problem)]));
        if walk.inputs.is_empty() && walk.problems.is_empty() {
            if !walk.missing.is_empty() && walk.missing.len() == paths.len() {
                match output.path().filter(|output| output.is_file()) {
                    Some(output) => anyhow::bail!("nothing was read, and {} is unchanged", output.display()),
                    None => anyhow::bail!("nothing was read"),
                }
            }
            let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
            anyhow::bail!("{}", remarks::nothing_found(&paths, &walk.skipped));
        }
        if let Some(output) = output.path() {
            must_lie_apart(output, &walk.inputs)?;
            // A mistyped path or a missing drive is no reason to lose the result of an earlier run.
            if walk.inputs.is_empty() && output.is_file() {
                walk.problems.iter().for_each(|(id, problem)| tell(id, &[remarks::problem(problem)]));
                anyhow::bail!("nothing was read, and {} is unchanged", output.display());
            }
        }
        let (threads, verbose) = (threads(self.options().jobs)?, common.verbose > 0);
        Ok(Batch { session: self, walk, threads, quiet: common.quiet, verbose })
    }

    /// Reads and scores all files under `paths`, in the order of ids, and names those that could not be read.
    pub(super) fn candidates(
        &self,
        paths: &[PathBuf],
        output: &OutputFile,
        common: &Common,
    ) -> anyhow::Result<Vec<Candidate>> {
        let mut candidates = Vec::new();
        self.batch(paths, output, common)?.each(
            |candidate| candidate,
            |candidate| {
                candidates.push(candidate);
                Ok(())
            },
        )?;
        Ok(candidates)
    }

    /// Reads and scores one file, and names its problem if it has one.
    pub(super) fn one(&self, path: &Path) -> anyhow::Result<Candidate> {
        Ok(told(self.score(self.reading.one(path)?)))
    }

    /// Reads a file and scores it for the `most` roles that fit it best.
    pub(super) fn one_for_best(&self, path: &Path, most: usize) -> anyhow::Result<Candidate> {
        Ok(told(self.score_for_best(self.reading.one(path)?, most)))
    }
}

impl Deref for CliSession {
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
pub(super) struct Batch<'a> {
    session: &'a CliSession,
    walk: Walk,
    threads: ThreadPool,
    quiet: bool,
    /// True if every skipped file is named.
    verbose: bool,
}

impl Batch<'_> {
    /// The number of given paths at which there is nothing.
    pub(super) fn missing(&self) -> usize {
        self.walk.missing.len()
    }

    /// Leaves out the files that are not of `shard`.
    pub(super) fn only(&mut self, shard: Shard) {
        self.walk.retain(|id| shard.has(id));
    }

    /// The list of all files, which the parts of a blind run need.
    pub(super) fn file_list(&self) -> FileList {
        let files = (0..self.walk.inputs.len()).filter_map(|number| self.walk.inputs.id(number));
        FileList::new(files.chain(self.walk.problems.iter().map(|(id, _)| id.as_str())))
    }

    /// Refuses to write to `output` if it is one of the files.
    pub(super) fn lies_apart(&self, output: &Path) -> anyhow::Result<()> {
        must_lie_apart(output, &self.walk.inputs)
    }

    /// Reads and scores each file, prints the remarks about it, makes a `T` of the candidate, and passes it to `take`
    /// in the order of ids. Memory holds some hundred candidates at most. Returns the files that were skipped.
    pub(super) fn each<T: Send>(
        self,
        make: impl Fn(Candidate) -> T + Sync,
        take: impl FnMut(T) -> io::Result<()>,
    ) -> io::Result<Skipped> {
        self.each_with_file(|_, candidate| make(candidate), take)
    }

    /// As [`Batch::each`]. `make` is also given the id that the candidate would have in a run that is not blind.
    pub(super) fn each_with_file<T: Send>(
        self,
        make: impl Fn(&str, Candidate) -> T + Sync,
        mut take: impl FnMut(T) -> io::Result<()>,
    ) -> io::Result<Skipped> {
        let Batch { session, walk, threads, quiet, verbose } = self;
        let start = Instant::now();
        let progress = progress(quiet, walk.inputs.len());
        let make = |file: &str, candidate: Candidate| {
            (candidate.id.clone(), remarks::remarks(&candidate), make(file, candidate))
        };
        let one_by_one = verbose || walk.inputs.len() <= 1;
        let (mut files, mut common) = (0, CommonRemarks::default());
        let skipped = session.stream_with_files(
            walk,
            &threads,
            make,
            || progress.inc(1),
            |(id, mut remarks, made)| {
                files += 1;
                if !one_by_one {
                    common.take(&mut remarks);
                }
                if !remarks.is_empty() {
                    progress.suspend(|| tell(&id, &remarks));
                }
                take(made)
            },
        )?;
        progress.finish_and_clear();
        tracing::info!(files, milliseconds = start.elapsed().as_millis(), "files read and scored");
        if verbose {
            for file in skipped.files() {
                say!("rolefit: {}", remarks::skipped_file(file, session.is_blind()));
            }
        }
        if !quiet {
            common.lines().for_each(|line| say!("rolefit: {line}"));
        }
        if skipped.total() > 0 && !quiet {
            say!("rolefit: {}", remarks::skipped(&skipped, session.is_blind()));
        }
        Ok(skipped)
    }
}

/// Starts the threads asked for.
pub(super) fn threads(jobs: Option<NonZeroUsize>) -> anyhow::Result<ThreadPool> {
    session::threads(jobs).map_err(|error| match error {
        Error::Threads(error) => anyhow::Error::from(error).context("threads cannot be started; lower --jobs"),
        error => error.into(),
    })
}

/// The progress bar on standard error. Hidden unless it is a terminal and the work is long.
pub(super) fn progress(quiet: bool, files: usize) -> ProgressBar {
    if files < PROGRESS_FROM || quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} resumes, {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

impl CatalogDir {
    /// Opens the catalog with all its roles.
    pub(crate) fn open(&self) -> anyhow::Result<Catalog> {
        posting::open_catalog(self.catalog.as_deref(), &self.cache()).map_err(unopened)
    }

    /// The cache for the catalog. The built-in roles are few, and are compiled about as fast as a cache is read.
    pub(crate) fn cache(&self) -> Cache {
        if self.catalog.is_some() { cache::cache() } else { Cache::off() }
    }
}

/// The error for a catalog that cannot be opened, with the remedy. An unknown role is a usage error.
pub(super) fn unopened(error: Error) -> anyhow::Error {
    match error {
        Error::Io { path, reason } => {
            let reason = plain_reason(&reason);
            anyhow::anyhow!("{}: {reason}; name a folder that holds a catalog's `roles`", path.display())
        }
        Error::UnknownRole { .. } => exit::usage(error),
        error => error.into(),
    }
}

/// The role of `catalog` that `name` names.
pub(super) fn role<'a>(catalog: &'a Catalog, name: &str) -> anyhow::Result<&'a Role> {
    session::role_named(catalog, name).map_err(exit::usage)
}
