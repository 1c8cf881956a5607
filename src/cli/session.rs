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
use rolefit::cache::Cache;
use rolefit::candidate::Candidate;
use rolefit::catalog::{Catalog, Role};
use rolefit::document::{Document, Problem, ProblemCode};
use rolefit::engine::Engine;
use rolefit::explain::remarks;
use rolefit::ingest::{self, Walk};
use rolefit::output::Run;
use rolefit::output::history::Told;
use rolefit::pool::store::{Judge, Source};
use rolefit::profile::Profile;
use rolefit::score::Assessment;

use super::options::Shared;
use super::output::must_lie_apart;
use super::reading::{Reading, Resume, milliseconds, tell};
use super::{cache, exit};

/// In a catalog of more roles, a list of all of them helps nobody.
const MOST_ROLES_NAMED: usize = 10;

/// Ids named instead, those most like what was written.
const NEAREST_ROLES: usize = 3;

/// Fewer files than this are done before a progress bar could be read.
const PROGRESS_FROM: usize = 20;

/// The engine and what a run was asked for.
pub(super) struct Session<'a> {
    /// Scores documents for the roles asked for.
    pub engine: Engine,
    /// What "present" means.
    pub as_of: Date,
    reading: Reading,
    /// What the store knows verdicts by; `None` without a store.
    judge: Option<Judge>,
    shared: &'a Shared,
}

impl<'a> Session<'a> {
    /// Opens the catalog and compiles it for `roles`, all of them if none is named.
    pub(super) fn open(shared: &'a Shared, roles: &[String]) -> anyhow::Result<Session<'a>> {
        // The first process to read in gets ready while the catalog is compiled.
        let reading = Reading::start(shared)?;
        let cache = cache_of(shared);
        let mut catalog = Catalog::open(shared.catalog.as_deref(), &cache).map_err(unopened)?;
        if let Some(unknown) = roles.iter().find(|id| !catalog.roles.iter().any(|role| role.id == **id)) {
            return Err(unknown_role(&catalog, unknown));
        }
        catalog.roles.retain(|role| roles.is_empty() || roles.contains(&role.id));
        let engine = Engine::open(catalog, &cache)?;
        tracing::info!(roles = engine.catalog().roles.len(), "catalog compiled");
        reading.ready()?;
        let judge = reading.store().map(|_| Judge::new(engine.catalog()));
        Ok(Session { engine, as_of: shared.as_of(), reading, judge, shared })
    }

    /// What every output records.
    pub(super) fn run(&self) -> Run<'_> {
        Run {
            catalog: self.engine.catalog(),
            as_of: self.as_of,
            top_roles: self.shared.top_roles.map(std::num::NonZeroUsize::get),
            told: Told::default(),
        }
    }

    /// Finds everything under `paths`.
    pub(super) fn batch(&self, paths: &[PathBuf]) -> anyhow::Result<Batch<'_>> {
        let walk = ingest::walk(paths);
        if walk.inputs.is_empty() && walk.problems.is_empty() {
            let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
            anyhow::bail!("no resumes found under {}; name files, or folders that hold some", paths.join(", "));
        }
        if let Some(output) = &self.shared.output {
            must_lie_apart(output, &walk.inputs)?;
            // A path was mistyped, or a drive is not there: that is no reason to lose what an earlier run wrote.
            if walk.inputs.is_empty() && output.is_file() {
                walk.problems.iter().for_each(|(id, problem)| tell(id, &[remarks::problem(problem)]));
                anyhow::bail!("nothing was read, and {} is left as it was", output.display());
            }
        }
        Ok(Batch { session: self, walk, pool: threads(self.shared)? })
    }

    /// Reads and scores everything under `paths`, in the order of ids, and names what could not be read.
    pub(super) fn candidates(&self, paths: &[PathBuf]) -> anyhow::Result<Vec<Candidate>> {
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
    pub(super) fn one(&self, path: &Path) -> anyhow::Result<Candidate> {
        self.one_by(path, |document, source| self.assess(document, source))
    }

    /// As [`Session::one`], for no more than the `most` roles that fit best, which are found without scoring all.
    pub(super) fn one_for_best(&self, path: &Path, most: usize) -> anyhow::Result<Candidate> {
        self.one_by(path, |document, _| self.engine.assess_best(document, self.as_of, most))
    }

    fn one_by(
        &self,
        path: &Path,
        assess: impl Fn(&Document, Option<Source>) -> (Profile, Assessment),
    ) -> anyhow::Result<Candidate> {
        let candidate = self.candidate_by(self.reading.read_one(path)?, assess);
        tell(&candidate.id, &remarks::remarks(&candidate));
        Ok(candidate)
    }

    fn candidate(&self, resume: Resume) -> Candidate {
        self.candidate_by(resume, |document, source| self.assess(document, source))
    }

    fn candidate_by(
        &self,
        resume: Resume,
        assess: impl Fn(&Document, Option<Source>) -> (Profile, Assessment),
    ) -> Candidate {
        let Resume { id, file_name, content, document, source } = resume;
        let scored = document.and_then(|document| {
            let assessed = catch_unwind(AssertUnwindSafe(|| assess(&document, source)));
            assessed.map(|assessed| (document, assessed)).map_err(|_| crashed())
        });
        match scored {
            Ok((document, (profile, assessment))) => {
                Candidate::scored(id, file_name.as_deref(), document, &profile, assessment, self.shared.blind)
            }
            Err(problem) => Candidate::unreadable(id, file_name.as_deref(), content, problem, self.shared.blind),
        }
    }

    /// The facts and verdicts of a resume: those of the store, as far as they are there, and what is made anew is kept there.
    fn assess(&self, document: &Document, source: Option<Source>) -> (Profile, Assessment) {
        let (Some(store), Some(judge), Some(source)) = (self.reading.store(), &self.judge, &source) else {
            return self.engine.assess(document, self.as_of);
        };
        let profile = store.profile(source, judge).unwrap_or_else(|| {
            let profile = self.engine.profile(document);
            store.keep_profile(source, judge, &profile);
            profile
        });
        let assessment = store.assessment(source, judge, self.as_of).unwrap_or_else(|| {
            let assessment = self.engine.judge(document, &profile, self.as_of);
            store.keep_assessment(source, judge, self.as_of, &assessment);
            assessment
        });
        (profile, assessment)
    }
}

/// The files of a run, found and not yet opened.
pub(super) struct Batch<'a> {
    session: &'a Session<'a>,
    walk: Walk,
    pool: ThreadPool,
}

impl Batch<'_> {
    /// Refuses to write to `output` if it is one of the files.
    pub(super) fn lies_apart(&self, output: &Path) -> anyhow::Result<()> {
        must_lie_apart(output, &self.walk.inputs)
    }

    /// Reads and scores each file, names what is to be known of it, and hands over what `make` makes of the candidate,
    /// in the order of ids. However many there are, only some hundred are held at once.
    pub(super) fn each<T: Send>(
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

/// As many threads as were asked for.
pub(super) fn threads(shared: &Shared) -> anyhow::Result<ThreadPool> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(shared.jobs.map_or(0, std::num::NonZeroUsize::get));
    threads.build().context("threads cannot be started; lower --jobs")
}

/// A bar on standard error for long work that somebody watches.
pub(super) fn progress(shared: &Shared, files: usize) -> ProgressBar {
    if files < PROGRESS_FROM || shared.quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{bar:40} {pos}/{len} resumes, {eta} left");
    bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// The catalog asked for, whole.
pub(super) fn open_catalog(shared: &Shared) -> anyhow::Result<Catalog> {
    Catalog::open(shared.catalog.as_deref(), &cache_of(shared)).map_err(unopened)
}

/// What is kept between runs: the embedded roles are few, and compiled about as fast as they could be read back.
pub(super) fn cache_of(shared: &Shared) -> Cache {
    if shared.catalog.is_some() { cache::cache() } else { Cache::off() }
}

/// What is wrong with a catalog; one that cannot be opened is told once, with what to do.
pub(super) fn unopened(error: Error) -> anyhow::Error {
    match error {
        Error::Io { path, reason } => {
            anyhow::anyhow!("{}: {reason}; name a folder that holds a catalog's `roles`", path.display())
        }
        error => error.into(),
    }
}

/// The role `id` of `catalog`.
pub(super) fn role<'a>(catalog: &'a Catalog, id: &str) -> anyhow::Result<&'a Role> {
    catalog.roles.iter().find(|role| role.id == id).ok_or_else(|| unknown_role(catalog, id))
}

/// A usage error that names the roles there are; of many, those with ids like it.
pub(super) fn unknown_role(catalog: &Catalog, id: &str) -> anyhow::Error {
    let ids: Vec<&str> = catalog.roles.iter().map(|role| role.id.as_str()).collect();
    if ids.len() <= MOST_ROLES_NAMED {
        return exit::usage(format!("there is no role `{id}`; name one of: {}", ids.join(", ")));
    }
    let near = nearest(ids, &id.to_lowercase()).join(", ");
    exit::usage(format!("there is no role `{id}`; nearest are: {near}; `rolefit roles search` finds roles by words"))
}

/// The ids most like `id`, the likest first.
fn nearest<'a>(ids: Vec<&'a str>, id: &str) -> Vec<&'a str> {
    let mut ids: Vec<(f64, &str)> = ids.into_iter().map(|known| (strsim::jaro_winkler(known, id), known)).collect();
    ids.sort_by(|(one, a), (other, b)| other.total_cmp(one).then(a.cmp(b)));
    ids.into_iter().take(NEAREST_ROLES).map(|(_, id)| id).collect()
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

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_ids_are_the_likest_first() {
        let ids = vec!["bakers", "miller", "sales-managers", "sales-engineers", "potters"];
        let near = nearest(ids, "sales-manager");
        assert_eq!((near.len(), near.first().copied()), (3, Some("sales-managers")), "{near:?}");
    }
}
