//! The command `rolefit` and its worker processes, inside the process of Python. The source of the command is the
//! binary's, so that the wheel carries the engine once.

use std::ffi::OsString;
use std::path::PathBuf;

use pyo3::prelude::*;

use crate::cli;

/// Runs the command `rolefit` with `arguments` and returns its exit status. `worker` is a program, and its arguments,
/// that calls `read_files`.
#[pyfunction]
pub(crate) fn run_command(py: Python<'_>, arguments: Vec<OsString>, worker: (PathBuf, Vec<OsString>)) -> u8 {
    py.detach(|| cli::main(cli::Invocation { arguments, worker: Some(worker) }) as u8)
}

/// Reads files as a worker process, and ends the process. The command and the class `Engine` start it.
#[pyfunction]
pub(crate) fn read_files(py: Python<'_>) {
    // Python opens files when it ends, which a worker no longer can.
    py.detach(|| std::process::exit(cli::worker::run() as i32));
}
