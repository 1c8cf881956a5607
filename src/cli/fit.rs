//! `rolefit fit`: the best role for one candidate, its lead over the next, and why.

use std::path::PathBuf;

use clap::Args;
use rolefit::output::report::fit;
use rolefit::output::{Run, write as write_all};

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
        let candidates = [match self.most(&session.run(), shared, output.format_or(Format::Table)) {
            Some(most) => session.one_for_best(&self.file, most)?,
            None => session.one(&self.file)?,
        }];
        let [candidate] = &candidates;
        match output.format_or(Format::Table) {
            Format::Table => {
                let report = fit::report(&output.look(), session.catalog(), candidate);
                output.write(|out| out.write_all(report.as_bytes()))?;
            }
            format => {
                let exporter = rank::exporter(format, shared, self.rows.layout, &output);
                output.write(|out| write_all(&*exporter, &session.run(), &shared.cut(), &candidates, out))?;
            }
        }
        Ok(rank::status(&candidates))
    }

    /// How many roles are shown; `None` where all of them are, or a cut-off asks after all.
    fn most(&self, run: &Run<'_>, shared: &Shared, format: Format) -> Option<usize> {
        match format {
            Format::Csv => None,
            _ if shared.gate.is_some() => None,
            Format::Table => Some(fit::ROLES),
            Format::Json | Format::Jsonl => Some(run.roles_listed()),
        }
    }
}
