//! `rolefit fit`: the best role for one candidate, its lead over the next, and why.

use std::path::PathBuf;

use clap::Args;
use rolefit::export::{self, report::fit};

use super::exit::Exit;
use super::options::{Format, Rows, Shared};
use super::output::Output;
use super::rank;
use super::session::Session;

/// Arguments of `rolefit fit`.
#[derive(Args, Debug)]
pub struct Fit {
    /// The resume, or `-` for standard input
    file: PathBuf,
    /// Consider this role only; may be given again
    #[arg(long = "role", value_name = "ID")]
    roles: Vec<String>,
    #[command(flatten)]
    rows: Rows,
}

impl Fit {
    /// Runs the command.
    pub fn run(&self, shared: &Shared) -> anyhow::Result<Exit> {
        let session = Session::open(shared, &self.roles)?;
        let output = Output::open_apart(shared, &[&self.file])?;
        let candidates = [session.one(&self.file)?];
        let [candidate] = &candidates;
        match output.format_or(Format::Table) {
            Format::Table => {
                let report = fit::report(&output.look(), session.engine.catalog(), candidate);
                output.write(|out| out.write_all(report.as_bytes()))?;
            }
            format => {
                let exporter = rank::exporter(format, shared, self.rows.layout, &output);
                output.write(|out| export::write(&*exporter, &session.run(), &shared.cut(), &candidates, out))?;
            }
        }
        Ok(rank::status(&candidates))
    }
}
