//! The `rolefit` binary: parses the arguments, runs a command, and exits with its status.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    if cli::worker::is_asked_for() {
        return cli::worker::run();
    }
    cli::exit::report_full_disks();
    let cli = cli::parse::read();
    cli::trace::start(&cli.common);
    cli::exit::Exit::of(cli.run()).into()
}
