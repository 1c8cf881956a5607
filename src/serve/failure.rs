//! The answer to a call that fails: a status, a code for programs, and words for people.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use rolefit_document::Problem;
use serde::Serialize;

use super::calls;
use crate::error::{Error, Finding};

/// A call that failed.
#[derive(Debug, Serialize)]
pub(super) struct Failure {
    #[serde(skip)]
    status: StatusCode,
    code: &'static str,
    message: String,
    remedy: String,
    /// The faults of a role, each with its criterion.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    list: Vec<Fault>,
}

/// A fault of a role.
#[derive(Debug, Serialize)]
struct Fault {
    /// The id of the criterion; `None` for the role as a whole.
    criterion: Option<String>,
    message: String,
    remedy: String,
}

/// The result of a call.
pub(super) type Answer<T = Response> = Result<T, Failure>;

impl Failure {
    pub(super) fn new(
        status: StatusCode,
        code: &'static str,
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Failure {
        Failure { status, code, message: message.into(), remedy: remedy.into(), list: Vec::new() }
    }

    /// Nothing is there.
    pub(super) fn missing(what: &str) -> Failure {
        Failure::new(StatusCode::NOT_FOUND, "not-found", format!("there is no such {what}"), "reload the page")
    }

    /// The call is wrong.
    pub(super) fn wrong(message: impl Into<String>, remedy: impl Into<String>) -> Failure {
        Failure::new(StatusCode::BAD_REQUEST, "wrong-call", message, remedy)
    }

    /// A role with faults. `criterion` tells the criterion that is on a line of its file.
    pub(super) fn of_role(findings: Vec<Finding>, criterion: impl Fn(usize) -> Option<String>) -> Failure {
        let fault = |Finding { line, message, remedy, .. }| Fault { criterion: criterion(line), message, remedy };
        let list = findings.into_iter().map(fault).collect();
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Failure { list, ..Failure::new(status, "role", "the role has faults", "mend each fault, and save it again") }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        let (status, code) = match error {
            Error::UnknownRole { .. } => (StatusCode::NOT_FOUND, "unknown-role"),
            Error::Catalog(findings) => return Failure::of_role(findings, |_| None),
            Error::Judgements(Finding { message, remedy, line, .. }) => {
                let message = format!("line {line} of the decisions: {message}");
                return Failure::new(StatusCode::CONFLICT, "decisions", message, remedy);
            }
            _ => (StatusCode::INTERNAL_SERVER_ERROR, "failed"),
        };
        let words = error.to_string();
        let (message, remedy) = words.rsplit_once("; ").unwrap_or((&words, "look at the program's own messages"));
        Failure::new(status, code, message, remedy)
    }
}

impl From<Problem> for Failure {
    fn from(Problem { message, remedy, .. }: Problem) -> Failure {
        Failure::new(StatusCode::UNPROCESSABLE_ENTITY, "unreadable", message, remedy)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        let remedy = "check that the disk is not full";
        Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "io", error.to_string().to_lowercase(), remedy)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = self.status;
        calls::json_with(status, &serde_json::json!({ "error": self }))
    }
}
