//! The process that files are read in: this binary again, asked for by a first argument that no user needs.

use std::process::ExitCode;

use rolefit::ingest::worker;

/// The argument that makes this binary a worker.
pub(crate) const ARGUMENT: &str = "__read-files";

/// Whether this process was started as a worker.
pub(crate) fn is_asked_for() -> bool {
    std::env::args_os().nth(1).is_some_and(|argument| argument == ARGUMENT)
}

/// Reads files until the process that sends them is gone. It has no options, and traces nothing.
pub(crate) fn run() -> ExitCode {
    // What a panic is about becomes the file's problem; what it says may hold the file's text.
    std::panic::set_hook(Box::new(|_| {}));
    match worker::serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
