//! The `rolefit` command: reads the arguments, runs one command, and ends with the status it earned.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    if cli::worker::is_asked_for() {
        return cli::worker::run();
    }
    let cli = cli::Cli::read();
    cli::trace::start(&cli.shared);
    cli::exit::Exit::of(cli.run()).into()
}
