//! Errors outside of resumes: in the catalog, the options or the operating system.

use std::path::{Path, PathBuf};

/// An error that ends the run. Its message ends with the remedy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Catalog files are wrong. Lists every finding.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Catalog(Vec<Finding>),
    /// A file beside the resumes is wrong: labels, relevance judgements, an earlier run or decisions.
    #[error("{0}")]
    Judgements(Finding),
    /// A file or directory could not be read or written.
    #[error("{path}: {reason}; name one that is there and that you may read", path = .path.display(), reason = rolefit_ingest::plain_reason(.reason))]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// The error of the operating system.
        reason: std::io::Error,
    },
    /// There is nothing at a path that was given.
    #[error("{}: {}; {}", .0.typed, .0.problem.message, .0.problem.remedy)]
    Missing(rolefit_ingest::Missing),
    /// A query over the roles cannot be parsed.
    #[error(
        "the query `{query}` cannot be read: {message}; write words, \"a phrase\", title:word, text:word, AND, OR, NOT"
    )]
    Query {
        /// The query.
        query: String,
        /// The syntax error.
        message: String,
    },
    /// The catalog has no role of this id.
    #[error("there is no role `{id}`; {remedy}")]
    UnknownRole {
        /// The id.
        id: String,
        /// The ids that the user may have meant.
        remedy: String,
    },
    /// The system starts no threads.
    #[error("threads cannot be started: {0}; ask for fewer")]
    Threads(rayon::ThreadPoolBuildError),
    /// The index of criteria could not be built.
    #[error("the index of criteria could not be built: {0}")]
    Index(#[from] tantivy::TantivyError),
}

impl Error {
    /// Returns a function that adds `path` to an error of the operating system.
    pub(crate) fn io(path: &Path) -> impl Fn(std::io::Error) -> Error {
        |reason| Error::Io { path: path.to_owned(), reason }
    }
}

/// Returns the error for one line of a file beside the resumes. Line 0 means the whole file.
pub(crate) fn fault(file: &str, line: usize, message: impl Into<String>, remedy: impl Into<String>) -> Error {
    Error::Judgements(Finding { file: file.to_owned(), line, message: message.into(), remedy: remedy.into() })
}

/// A mistake in a file that the user gave, with its place and its remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, as the user can open it.
    pub file: String,
    /// The line, from 1; 0 for the whole file.
    pub line: usize,
    /// The mistake.
    pub message: String,
    /// The remedy for the user.
    pub remedy: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, line, message, remedy } = self;
        match line {
            0 => write!(f, "{file}: {message}; {remedy}"),
            _ => write!(f, "{file}:{line}: {message}; {remedy}"),
        }
    }
}

/// The result of a function that can end the run.
pub type Result<T> = std::result::Result<T, Error>;
