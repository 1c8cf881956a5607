//! Ranks resumes for roles: opens a catalog, reads files on many threads, scores them, and returns candidates in the
//! order of their ids.
//!
//! Nothing here prints. Problems with a file are part of its candidate, progress is reported by a callback.
//!
//! ```
//! use rolefit::candidate::CandidateStatus;
//! use rolefit::session::{Options, Session};
//! let options = Options { roles: vec!["sales-account-manager".into()], ..Options::default() };
//! let session = Session::open(options)?;
//! let candidate = session.score_bytes("ana.txt", b"Ana Lopez\n\nKey Account Manager, 2015 to 2019\n");
//! assert_eq!(candidate.status(), CandidateStatus::Scored);
//! println!("{}", serde_json::to_string(&session.record(&candidate))?);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "search")]
mod best_indexed;
#[cfg(all(feature = "search", feature = "store"))]
mod indexed;
mod named_roles;
mod one_file;
mod ranking;
mod resume_reader;
#[cfg(feature = "store")]
mod stored;
#[cfg(not(feature = "store"))]
mod unstored;

use std::io;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};
use rayon::ThreadPool;
use rolefit_document::{Document, Problem, ProblemCode};
use rolefit_ingest::{RawResume, Skipped, Walk};

use crate::cache::Cache;
use crate::candidate::{Candidate, date_notes};
use crate::catalog::Catalog;
use crate::engine::Engine;
use crate::error::{Error, Result};
use crate::output::Run;
use crate::output::history::HistoryColumns;
use crate::output::v1::CandidateRecord;
use crate::posting;
use crate::profile::Profile;
use crate::score::Assessment;

#[cfg(feature = "search")]
pub use best_indexed::BestIndexed;
pub use named_roles::{role_named, roles_named, unknown_role};
pub use one_file::{NotOneResume, OneResume};
pub use ranking::{Placed, Ranking, places};
pub use resume_reader::{Resume, ResumeReader};

#[cfg(feature = "store")]
use stored::{DocumentKey, VerdictKey};
#[cfg(not(feature = "store"))]
use unstored::{DocumentKey, VerdictKey};

/// The settings of a [`Session`]. The default ranks for all built-in roles as of today, on all processors, and reads
/// files in this process.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// A directory with role files; `None` means the built-in roles.
    pub catalog: Option<PathBuf>,
    /// A catalog that is open already, in place of `catalog`: the roles of a posting, for example.
    pub opened: Option<Catalog>,
    /// The roles to score, each by id, title, or a part that no other role has (see [`roles_named`]). Empty means every
    /// role of the catalog.
    pub roles: Vec<String>,
    /// The day that "present" means in a resume; `None` means today in UTC. Set it to get the same scores next month.
    pub as_of: Option<Date>,
    /// True if candidates carry no name, contact or dates of education.
    pub blind: bool,
    /// True if candidates say who they are (see [`Who`](crate::candidate::Who)). Nothing is said in a blind session.
    pub who: bool,
    /// The number of threads that read and score; `None` means one per processor.
    pub jobs: Option<NonZeroUsize>,
    /// The number of roles in a [`CandidateRecord`]; `None` means all of them up to 50, and the best 10 of a larger
    /// catalog.
    pub top_roles: Option<NonZeroUsize>,
    /// True if [`Session::stream`] scores each resume only for the roles that its [`CandidateRecord`] lists. With a
    /// catalog of a thousand occupations this takes a fraction of the time. Rankings need all roles.
    pub listed_roles_only: bool,
    /// The cache of compiled catalogs. Off by default; a catalog of thousands of roles opens faster with it.
    pub cache: Cache,
    /// The way files are read: in this process by default.
    pub reader: ResumeReader,
}

/// A catalog that is compiled for scoring, with the settings of one run. It can be used from several threads.
pub struct Session {
    engine: Engine,
    as_of: Date,
    /// The key of verdicts in the store. `None` without a store.
    verdict_key: Option<VerdictKey>,
    options: Options,
}

impl Session {
    /// Opens the catalog and compiles it for the roles asked for.
    ///
    /// # Errors
    /// [`Error::Io`] or [`Error::Catalog`] if the catalog cannot be read, [`Error::UnknownRole`] if it lacks a role
    /// that was asked for.
    pub fn open(mut options: Options) -> Result<Session> {
        let mut catalog = match options.opened.take() {
            Some(opened) => opened,
            None => posting::open_catalog(options.catalog.as_deref(), &options.cache)?,
        };
        let named = options.roles.iter().map(|name| roles_named(&catalog, name));
        options.roles = named.collect::<Result<Vec<_>>>()?.concat();
        catalog.roles.retain(|role| options.roles.is_empty() || options.roles.contains(&role.id));
        let engine = Engine::open(catalog, &options.cache)?;
        tracing::info!(roles = engine.catalog().roles.len(), "catalog compiled");
        let as_of = options.as_of.unwrap_or_else(today);
        Ok(Session { verdict_key: options.reader.store.verdict_key(engine.catalog()), engine, as_of, options })
    }

    /// Reads and scores every resume under `paths`. `-` means standard input.
    ///
    /// Files that cannot be read are candidates with a problem and without scores. All candidates are in memory at
    /// once; use [`Session::stream`] for folders of many thousands.
    ///
    /// # Errors
    /// [`Error::Missing`] if there is nothing at one of the paths, [`Error::Threads`] if the system starts no threads.
    pub fn rank<P: Into<PathBuf>>(&self, paths: impl IntoIterator<Item = P>) -> Result<Ranking<'_>> {
        let paths: Vec<PathBuf> = paths.into_iter().map(Into::into).collect();
        let threads = threads(self.options.jobs)?;
        let mut candidates = Vec::new();
        let take = |candidate| {
            candidates.push(candidate);
            Ok(())
        };
        let walk = rolefit_ingest::walk(&paths);
        if let Some(missing) = walk.missing.first() {
            return Err(Error::Missing(missing.clone()));
        }
        // Only `take` can fail, and it does not.
        let skipped = self.stream(walk, &threads, |it| it, || {}, take).unwrap_or_default();
        Ok(Ranking::new(self.catalog(), candidates, skipped))
    }

    /// Reads and scores the files of `walk` on `threads`, turns each candidate into a `T` there, and passes the results
    /// to `take` in the order of the candidates' ids. Memory holds some hundred results at most.
    ///
    /// `progress` is called once per file that was read. Returns the number of files that were skipped.
    ///
    /// # Errors
    /// The first error of `take`, after which no file is opened.
    pub fn stream<T: Send>(
        &self,
        walk: Walk,
        threads: &ThreadPool,
        make: impl Fn(Candidate) -> T + Sync,
        progress: impl Fn(),
        take: impl FnMut(T) -> io::Result<()>,
    ) -> io::Result<Skipped> {
        self.stream_with_files(walk, threads, |_, candidate| make(candidate), progress, take)
    }

    /// As [`Session::stream`]. `make` is also given the id that the candidate would have in a session that is not
    /// blind, which tells its place in the order.
    ///
    /// # Errors
    /// As [`Session::stream`].
    pub fn stream_with_files<T: Send>(
        &self,
        walk: Walk,
        threads: &ThreadPool,
        make: impl Fn(&str, Candidate) -> T + Sync,
        progress: impl Fn(),
        take: impl FnMut(T) -> io::Result<()>,
    ) -> io::Result<Skipped> {
        let listed = self.run().roles_listed();
        let best_only = self.options.listed_roles_only && listed < self.catalog().roles.len();
        let score = |resume| if best_only { self.score_for_best(resume, listed) } else { self.score(resume) };
        let make = |resume: Resume| {
            let file = resume.id.clone();
            make(&file, score(resume))
        };
        self.options.reader.stream(walk, threads, &make, progress, take)
    }

    /// Reads and scores a resume in memory. `id` becomes the candidate's id, and its extension helps where the content
    /// leaves the format open.
    pub fn score_bytes(&self, id: &str, bytes: &[u8]) -> Candidate {
        let file_name = id.rsplit('/').next().map(str::to_owned);
        let piece = RawResume { id: id.to_owned(), file_name, bytes: Ok(bytes.to_vec()) };
        self.score(self.options.reader.read(piece, None))
    }

    /// Scores a resume that was read. If scoring panics, the candidate has the problem `crashed`.
    pub fn score(&self, resume: Resume) -> Candidate {
        self.score_with(resume, |document, source| self.assess(document, source))
    }

    /// Scores a resume for the `most` roles that fit it best, which is faster than to score all roles of a large
    /// catalog.
    pub fn score_for_best(&self, resume: Resume, most: usize) -> Candidate {
        self.score_with(resume, |document, _| self.engine.assess_best(document, self.as_of, most))
    }

    fn score_with(
        &self,
        resume: Resume,
        assess: impl Fn(&Document, Option<DocumentKey>) -> (Profile, Assessment),
    ) -> Candidate {
        let Resume { id, file_name, content, document, source } = resume;
        let scored = document.and_then(|document| {
            let assessed = catch_unwind(AssertUnwindSafe(|| assess(&document, source)));
            assessed.map(|assessed| (document, assessed)).map_err(|_| crashed())
        });
        match scored {
            Ok((mut document, (profile, assessment))) => {
                document.notes.extend(date_notes(&profile, &document, self.as_of));
                let Options { blind, who, .. } = self.options;
                let file_name = file_name.as_deref();
                let candidate = Candidate::scored(id, file_name, document, &profile, assessment, self.as_of, blind);
                if who && !blind { candidate.with_who(&profile) } else { candidate }
            }
            Err(problem) => Candidate::unreadable(id, file_name.as_deref(), content, problem, self.options.blind),
        }
    }

    /// The record of `candidate`, in the form of a line that `rolefit rank --format jsonl` prints.
    pub fn record<'a>(&'a self, candidate: &'a Candidate) -> CandidateRecord<'a> {
        CandidateRecord::new(&self.run(), candidate)
    }

    /// The facts about this run that every output repeats: catalog, day, and number of roles listed.
    pub fn run(&self) -> Run<'_> {
        Run {
            catalog: self.catalog(),
            as_of: self.as_of,
            top_roles: self.options.top_roles.map(NonZeroUsize::get),
            history: HistoryColumns::default(),
        }
    }

    /// True if names and contact details are withheld.
    pub fn is_blind(&self) -> bool {
        self.options.blind
    }

    /// The compiled engine, for callers that bring their own documents.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The catalog, reduced to the roles asked for.
    pub fn catalog(&self) -> &Catalog {
        self.engine.catalog()
    }

    /// The day that "present" means.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// The settings that the session was opened with.
    pub fn options(&self) -> &Options {
        &self.options
    }
}

/// Today in UTC.
pub fn today() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

/// Starts a pool of `jobs` threads, or of one per processor.
///
/// # Errors
/// [`Error::Threads`] if the system starts no threads.
pub fn threads(jobs: Option<NonZeroUsize>) -> Result<ThreadPool> {
    let threads = rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, NonZeroUsize::get));
    threads.build().map_err(Error::Threads)
}

/// The problem of a resume on which the engine panicked. The other resumes are still scored.
fn crashed() -> Problem {
    Problem {
        code: ProblemCode::Crashed,
        message: "rolefit failed while scoring it".into(),
        remedy: "report this bug, with the output of `rolefit text` if you may share it".into(),
        page: None,
    }
}
