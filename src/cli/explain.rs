//! `rolefit explain`: every criterion of one role, with quotes.

use std::path::PathBuf;

use clap::Args;
use rolefit::output::criterion_rows::criterion_rows;
use rolefit::output::csv;
use rolefit::output::report::{explain, letter};
use rolefit::rank::assessment_of;
use rolefit::session::Options;

use super::exit::{self, Exit};
use super::exporter;
use super::job::Job;
use super::options::{Blind, CandidateResults, Cuts, Format, Layout, Rows, Scoring};
use super::reading::CliReader;
use super::session::CliSession;

const EXAMPLES: &str = "Examples:
  rolefit explain ana.pdf --role key-account-manager
  rolefit explain ana.pdf --job posting.html -o ana.html
  rolefit explain ana.pdf --role key-account-manager --letter -o letter.txt";

/// Arguments of `rolefit explain`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Explain {
    /// The resume, or `-` for standard input
    file: PathBuf,
    /// The role to explain
    #[arg(long, value_name = "ROLE", required_unless_present = "job", conflicts_with = "job")]
    role: Option<String>,
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
    cuts: Cuts,
    /// Write a letter to the candidate: on a page of plain words, what the resume shows and what it does not
    #[arg(long, conflicts_with_all = ["layout", "format", "min_score", "gate"], help_heading = "Output")]
    letter: bool,
}

impl Explain {
    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let reading = CliReader::start(&self.scoring.store, false)?;
        let opened = self.job.one(&self.scoring.catalog, &[&self.file])?;
        let document = self.results.format()?.1;
        let (blind, who) = (self.blind.blind, document.is_some());
        let options = Options { blind, who, opened, ..self.scoring.options(self.role.as_slice()) };
        let session = CliSession::open(reading, options)?;
        let role = session.only_role()?;
        let output = self.results.open_apart(&[&self.file])?;
        let format = output.format_or(Format::Table);
        let layout = self.rows.layout(format, output.document())?;
        if self.letter && (document.is_some() || format != Format::Table) {
            return Err(exit::usage("a letter is text; name a file that ends in .txt"));
        }
        let candidates = [session.one(&self.file)?];
        let [candidate] = &candidates;
        let (catalog, style, cut) = (session.catalog(), output.style(), self.cuts.cut());
        let assessment = assessment_of(candidate, 0);
        match format {
            Format::Table if document.is_none() => {
                let run = (session.as_of(), catalog.hash.as_str());
                let words = assessment.map(|assessment| match self.letter {
                    true => letter::report(&style, role, candidate, assessment, run),
                    false => explain::report(&style, catalog, role, candidate, assessment),
                });
                output.write(|out| out.write_all(words.unwrap_or_default().as_bytes()))?;
            }
            Format::Csv if document.is_none() && layout == Layout::Long && candidate.as_scored().is_some() => {
                let shown = candidate.as_scored().zip(assessment.filter(|assessment| cut.passes(assessment)));
                let run = session.run();
                let rows = shown.map(|(scored, assessment)| criterion_rows(&run, candidate, scored, assessment));
                output.write(|out| csv::write_rows(&rows.unwrap_or_default(), out))?;
            }
            format => exporter::write_one(output, &session, (format, layout), &cut, &candidates)?,
        }
        Ok(Exit::of_candidates(&candidates))
    }
}
