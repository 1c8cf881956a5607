//! The worker process that reads files: this same program, started with a first argument that no user needs.

use rolefit::ingest::worker;

use super::exit::Exit;

/// The argument that makes the binary a worker.
pub(crate) const ARGUMENT: &str = "__read-files";

/// Reads files until the process that sends them is gone. Has no options and traces nothing.
pub(crate) fn run() -> Exit {
    // A panic becomes the problem of its file. Its message is not printed, because it may quote the file.
    std::panic::set_hook(Box::new(|_| {}));
    match worker::serve() {
        Ok(()) => Exit::Success,
        Err(_) => Exit::Failed,
    }
}
