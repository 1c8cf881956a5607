//! Reading one resume, without scoring it.

use pyo3::prelude::*;
use rolefit::ingest::{self, Limits};

use crate::errors::unreadable;

/// Reads a resume and returns its text, its format, the byte offsets of its pages, and the messages of its notes.
#[pyfunction]
pub(crate) fn read(
    py: Python<'_>,
    content: Vec<u8>,
    name: &str,
) -> PyResult<(String, &'static str, Option<Vec<usize>>, Vec<String>)> {
    let file_name = name.rsplit('/').next();
    let document = py.detach(|| ingest::read(&content, file_name, &Limits::default()));
    let document = document.map_err(|problem| unreadable(py, name, &problem))?;
    let notes = document.notes.iter().map(|note| note.message.clone());
    let notes = notes.chain(document.problem.iter().map(|problem| problem.message.clone())).collect();
    Ok((document.text, document.format.name(), document.pages, notes))
}
