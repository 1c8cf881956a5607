//! What can go wrong outside a resume: the catalog, the options, the operating system.

use std::path::{Path, PathBuf};

/// An error that ends the run; the message says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Catalog files are wrong; every finding is listed.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Catalog(Vec<Finding>),
    /// A file that goes with resumes (labels, relevance judgements, an earlier run, decisions) is wrong.
    #[error("{0}")]
    Judgements(Finding),
    /// A file or folder could not be read or written.
    #[error("{path}: {reason}; name one that is there and that you may read", path = .path.display())]
    Io {
        /// Which one.
        path: PathBuf,
        /// What the operating system said.
        reason: std::io::Error,
    },
    /// A query over the roles cannot be read.
    #[error(
        "the query `{query}` cannot be read: {message}; write words, \"a phrase\", title:word, text:word, AND, OR, NOT"
    )]
    Query {
        /// The query.
        query: String,
        /// What is wrong with it.
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
    /// What becomes of what the operating system says about `path`.
    pub(crate) fn io(path: &Path) -> impl Fn(std::io::Error) -> Error {
        |reason| Error::Io { path: path.to_owned(), reason }
    }
}

/// What is wrong in a line of a file that goes with resumes, and how to mend it; line 0 means the whole file.
pub(crate) fn fault(file: &str, line: usize, message: impl Into<String>, mend: impl Into<String>) -> Error {
    Error::Judgements(Finding { file: file.to_owned(), line, message: message.into(), mend: mend.into() })
}

/// Something wrong in a file that the user gave, where it stands and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The file, as the user can open it.
    pub file: String,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub mend: String,
}

impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { file, line, message, mend } = self;
        match line {
            0 => write!(f, "{file}: {message}; {mend}"),
            _ => write!(f, "{file}:{line}: {message}; {mend}"),
        }
    }
}

/// The result of anything that can end the run.
pub type Result<T> = std::result::Result<T, Error>;
