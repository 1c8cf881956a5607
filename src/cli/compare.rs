//! `rolefit compare`: the reasons why one candidate ranks above another in a role.

use std::path::PathBuf;

use clap::Args;
use rolefit::candidate::Candidate;
use rolefit::explain::compare::compare;
use rolefit::output::comparison::{ComparisonRecord, Side};
use rolefit::output::report::compare as report;
use rolefit::output::{self, csv};
use rolefit::rank::{CutOffs, assessment_of};
use rolefit::session::Options;

use super::document::{self, About};
use super::exit::Exit;
use super::job::Job;
use super::options::{Blind, CandidateResults, Format, Scoring};
use super::rank;
use super::reading::CliReader;
use super::session::CliSession;

/// Arguments of `rolefit compare`.
#[derive(Args, Debug)]
pub(crate) struct Compare {
    /// One resume
    a: PathBuf,
    /// The other resume
    b: PathBuf,
    /// The role to compare them for
    #[arg(long, value_name = "ID", required_unless_present = "job", conflicts_with = "job")]
    role: Option<String>,
    #[command(flatten)]
    job: Job,
    #[command(flatten)]
    scoring: Scoring,
    #[command(flatten)]
    blind: Blind,
    #[command(flatten)]
    results: CandidateResults,
}

impl Compare {
    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let reading = CliReader::start(&self.scoring.store, false)?;
        let opened = self.job.one(&self.scoring.catalog, &[&self.a, &self.b])?;
        let document = self.results.format()?.1;
        let (blind, who) = (self.blind.blind, document.is_some());
        let options = Options { blind, who, opened, ..self.scoring.options(self.role.as_slice()) };
        let session = CliSession::open(reading, options)?;
        let output = self.results.open_apart(&[&self.a, &self.b])?;
        let mut candidates = [session.one(&self.a)?, session.one(&self.b)?];
        tell_apart(&mut candidates);
        let [a, b] = &candidates;
        let (Some(side_a), Some(side_b), Some(role)) = (side(a), side(b), session.catalog().roles.first()) else {
            return Ok(Exit::Failed);
        };
        let Some(comparison) = compare(role, side_a.2, side_b.2) else {
            anyhow::bail!("{} and {} cannot be compared: one of them could not be scored", a.id, b.id);
        };
        let (run, style) = (session.run(), output.style());
        if let Some(document) = document {
            let exporter = document::exporter(document, About { comparison: true, blind, ..About::default() });
            output.write(|out| output::write(&*exporter, &run, &CutOffs::default(), &candidates, out))?;
            return Ok(rank::status(&candidates));
        }
        let record = ComparisonRecord::new(&run, role, side_a, side_b, &comparison);
        match output.format_or(Format::Table) {
            Format::Table => {
                let report = report::report(&style, session.catalog(), 0, (a, b), &comparison);
                output.write(|out| out.write_all(report.as_bytes()))?;
            }
            Format::Csv => output.write(|out| csv::write_rows(record.rows(), out))?,
            Format::Json | Format::Jsonl => output.write(|out| {
                serde_json::to_writer(&mut *out, &record)?;
                out.write_all(b"\n")
            })?,
        }
        Ok(rank::status(&candidates))
    }
}

/// Gives two files of the same name different ids, as `rolefit rank` does.
fn tell_apart([a, b]: &mut [Candidate; 2]) {
    if a.id == b.id {
        b.id = format!("2:{}", b.id);
    }
}

fn side(candidate: &Candidate) -> Option<Side<'_>> {
    Some((candidate, candidate.as_scored()?, assessment_of(candidate, 0)?))
}
