//! The worker process that reads files: this same binary, started with a first argument that no user needs.

use std::process::ExitCode;

use rolefit::ingest::worker;

/// The argument that makes this binary a worker.
pub(crate) const ARGUMENT: &str = "__read-files";

/// True if this process was started as a worker.
pub(crate) fn is_asked_for() -> bool {
    std::env::args_os().nth(1).is_some_and(|argument| argument == ARGUMENT)
}

/// Reads files until the process that sends them is gone. Has no options and traces nothing.
pub(crate) fn run() -> ExitCode {
    // A panic becomes the problem of its file. Its message is not printed, because it may quote the file.
    std::panic::set_hook(Box::new(|_| {}));
    match worker::serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
