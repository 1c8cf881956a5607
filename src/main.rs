//! The `rolefit` binary: parses the arguments, runs a command, and exits with its status.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    if cli::worker::is_asked_for() {
        return cli::worker::run();
    }
    let cli = cli::parse::read();
    cli::trace::start(&cli.common);
    cli::exit::Exit::of(cli.run()).into()
}
