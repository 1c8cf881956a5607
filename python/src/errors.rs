//! The exceptions: the errors of the engine, in the words of the command.

use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use rolefit::document::Problem;
use serde::Serialize;

create_exception!(rolefit, Error, PyValueError, "An error of rolefit. Its text says what to do.");
create_exception!(rolefit, UnreadableError, Error, "A file that cannot be read, with the attributes code and remedy.");

/// The exception for an error of the engine.
pub(crate) fn raised(error: rolefit::Error) -> PyErr {
    Error::new_err(error.to_string())
}

/// The exception for a file that cannot be read.
pub(crate) fn unreadable(py: Python<'_>, id: &str, problem: &Problem) -> PyErr {
    let error = UnreadableError::new_err(format!("{id}: {}; {}", problem.message, problem.remedy));
    let value = error.value(py);
    // Setting an attribute of an exception fails only without memory; the text says the same.
    let _ = value.setattr("code", name(&problem.code));
    let _ = value.setattr("remedy", &problem.remedy);
    error
}

/// The name of a variant as the command writes it in JSON, such as `pass`.
pub(crate) fn name(variant: &impl Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}
