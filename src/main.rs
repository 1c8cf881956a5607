//! The `rolefit` command: reads the arguments, runs one command, and ends with the status it earned.

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
