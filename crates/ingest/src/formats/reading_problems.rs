//! The problems of files that cannot be read, with their messages and remedies.

use rolefit_document::{Problem, ProblemCode};

pub(crate) fn problem(code: ProblemCode, message: impl Into<String>, remedy: &str) -> Problem {
    Problem { code, message: message.into(), remedy: remedy.into(), page: None }
}

/// The problem of a file on which a parser panicked.
pub(crate) fn crashed() -> Problem {
    problem(ProblemCode::Crashed, "the reader failed on this file", "save it again as PDF or DOCX")
}

/// The problem of a damaged file.
pub(crate) fn damaged(message: &str) -> Problem {
    problem(ProblemCode::Damaged, message, "open it in the program that made it and save it again")
}

/// The problem of a file with a password.
pub(crate) fn locked() -> Problem {
    problem(ProblemCode::Encrypted, "password-protected", "save it without a password")
}

/// The problem of a file that would fill the memory.
#[cfg(any(feature = "pdf", feature = "office"))]
pub(crate) fn expands(most: u64) -> Problem {
    let message = format!("expands past the limit of {} MiB", most >> 20);
    problem(ProblemCode::LimitBytes, message, "save or print it to a new PDF")
}

/// The problem of a file that is not supported; `name` has its article: "an Excel file".
pub(crate) fn unsupported(name: &str) -> Problem {
    unsupported_with(name, "save it as PDF or DOCX")
}

/// As [`unsupported`], with another remedy than to save the file as PDF or DOCX.
pub(crate) fn unsupported_with(name: &str, remedy: &str) -> Problem {
    problem(ProblemCode::Unsupported, format!("this is {name}"), remedy)
}
