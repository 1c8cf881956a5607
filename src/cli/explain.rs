//! `rolefit explain`: every criterion of one role, with quotes.

use std::path::PathBuf;

use clap::Args;
use rolefit::output::report::explain;
use rolefit::output::write as write_all;

use super::exit::Exit;
use super::options::{Format, Rows, Shared};
use super::output::Output;
use super::rank;
use super::session::Session;

/// Arguments of `rolefit explain`.
#[derive(Args, Debug)]
pub struct Explain {
    /// The resume, or `-` for standard input
    file: PathBuf,
    /// The role to explain
    #[arg(long, value_name = "ID")]
    role: String,
    #[command(flatten)]
    rows: Rows,
}

impl Explain {
    /// Runs the command.
    pub fn run(&self, shared: &Shared) -> anyhow::Result<Exit> {
        let session = Session::open(shared, std::slice::from_ref(&self.role))?;
        let output = Output::open_apart(shared, &[&self.file])?;
        let candidates = [session.one(&self.file)?];
        let [candidate] = &candidates;
        let (catalog, look) = (session.catalog(), output.look());
        match output.format_or(Format::Table) {
            Format::Table => {
                let assessed = rolefit::rank::assessment_of(candidate, 0).zip(catalog.roles.first());
                let report =
                    assessed.map(|(assessment, role)| explain::report(&look, catalog, role, candidate, assessment));
                output.write(|out| out.write_all(report.unwrap_or_default().as_bytes()))?;
            }
            format => {
                let exporter = rank::exporter(format, shared, self.rows.layout, &output);
                output.write(|out| write_all(&*exporter, &session.run(), &shared.cut(), &candidates, out))?;
            }
        }
        Ok(rank::status(&candidates))
    }
}
