//! The `rolefit` binary: reads files as a worker, or runs a command and exits with its status.

mod cli;

use std::process::ExitCode;

/// Serves many small allocations of several threads quicker than the allocators of the system's C library.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|argument| argument == cli::worker::ARGUMENT) {
        return cli::worker::run().into();
    }
    cli::main(cli::Invocation::of_binary()).into()
}
