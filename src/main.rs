//! The `rolefit` binary: reads files as a worker, or runs a command and exits with its status.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|argument| argument == cli::worker::ARGUMENT) {
        return cli::worker::run().into();
    }
    cli::main(cli::Invocation::of_binary()).into()
}
