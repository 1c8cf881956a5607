//! `rolefit fit`: the best role for one candidate, its lead over the next, and why.

use std::path::PathBuf;

use clap::Args;
use rolefit::output::Run;
use rolefit::output::report::fit;
use rolefit::session::Options;

use super::exit::Exit;
use super::exporter;
use super::job::Job;
use super::options::{Blind, CandidateResults, Cuts, DocumentFormat, Format, Rows, Scoring, TopRoles};
use super::reading::CliReader;
use super::session::CliSession;

const EXAMPLES: &str = "Examples:
  rolefit fit ana.pdf
  rolefit fit ana.pdf --catalog mine -o ana.html";

/// Arguments of `rolefit fit`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Fit {
    /// The resume, or `-` for standard input
    file: PathBuf,
    /// Consider this role only, named by id, title or a part of it (repeatable; commas part several)
    #[arg(long = "role", value_name = "ROLE", conflicts_with = "job")]
    roles: Vec<String>,
    #[command(flatten)]
    job: Job,
    #[command(flatten)]
    rows: Rows,
    #[command(flatten)]
    scoring: Scoring,
    #[command(flatten)]
    blind: Blind,
    #[command(flatten)]
    results: CandidateResults,
    #[command(flatten)]
    top_roles: TopRoles,
    #[command(flatten)]
    cuts: Cuts,
}

impl Fit {
    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let reading = CliReader::start(&self.scoring.store, false)?;
        let (blind, top_roles) = (self.blind.blind, self.top_roles.top_roles);
        let opened = self.job.catalog(&self.scoring.catalog, &[&self.file], true)?;
        let document = self.results.format()?.1;
        let who = document.is_some();
        let options = Options { blind, who, top_roles, opened, ..self.scoring.options(&self.roles) };
        let session = CliSession::open(reading, options)?;
        let output = self.results.open_apart(&[&self.file])?;
        let format = output.format_or(Format::Table);
        let layout = self.rows.layout(format, output.document())?;
        let candidates = [match self.most(&session.run(), format, document) {
            Some(most) => session.one_for_best(&self.file, most)?,
            None => session.one(&self.file)?,
        }];
        let [candidate] = &candidates;
        match format {
            Format::Table if document.is_none() => {
                let report = fit::report(&output.style(), session.catalog(), candidate);
                output.write(|out| out.write_all(report.as_bytes()))?;
            }
            format => exporter::write_one(output, &session, (format, layout), &self.cuts.cut(), &candidates)?,
        }
        Ok(Exit::of_candidates(&candidates))
    }

    /// The number of roles to score. `None` if all are shown, or if a cut-off needs all.
    fn most(&self, run: &Run<'_>, format: Format, document: Option<DocumentFormat>) -> Option<usize> {
        match format {
            _ if document.is_some() => None,
            Format::Csv => None,
            _ if self.cuts.gate.is_some() => None,
            Format::Table => Some(fit::ROLES),
            Format::Json | Format::Jsonl => Some(run.roles_listed()),
        }
    }
}
