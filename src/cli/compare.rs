//! `rolefit compare`: the reasons why one candidate ranks above another in a role.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use rolefit::candidate::Candidate;
use rolefit::explain::compare::{Comparison, compare};
use rolefit::output::comparison::{ComparisonRecord, Side};
use rolefit::output::report::compare as report;
use rolefit::output::{self, csv};
use rolefit::rank::{CutOffs, assessment_of};
use rolefit::session::Options;
use serde::Serialize;

use super::document::{self, About};
use super::exit::Exit;
use super::job::Job;
use super::options::{Blind, CandidateResults, Format, Scoring};
use super::reading::CliReader;
use super::session::CliSession;

const EXAMPLES: &str = "Examples:
  rolefit compare ana.pdf ben.docx --role key-account-manager
  rolefit compare ana.pdf ben.docx cleo.pdf --role key-account-manager -o compare.html";

/// Arguments of `rolefit compare`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Compare {
    /// The first resume
    a: PathBuf,
    /// The other resume
    b: PathBuf,
    /// More resumes, each compared with the first
    #[arg(num_args = 0..=3)]
    others: Vec<PathBuf>,
    /// The role to compare them for
    #[arg(long, value_name = "ROLE", required_unless_present = "job", conflicts_with = "job")]
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
        let paths: Vec<&Path> = [&self.a, &self.b].into_iter().chain(&self.others).map(PathBuf::as_path).collect();
        let opened = self.job.one(&self.scoring.catalog, &paths)?;
        let document = self.results.format()?.1;
        let (blind, who) = (self.blind.blind, document.is_some());
        let options = Options { blind, who, opened, ..self.scoring.options(self.role.as_slice()) };
        let session = CliSession::open(reading, options)?;
        let role = session.only_role()?;
        let output = self.results.open_apart(&paths)?;
        let mut candidates = paths.iter().map(|path| session.one(path)).collect::<anyhow::Result<Vec<_>>>()?;
        tell_apart(&mut candidates);
        let (run, style) = (session.run(), output.style());
        let sides: Option<Vec<Side<'_>>> = candidates.iter().map(side).collect();
        let Some((first, others)) = sides.as_deref().and_then(<[Side<'_>]>::split_first) else {
            return Ok(Exit::Failed);
        };
        let compared = others.iter().map(|other| match compare(role, first.2, other.2) {
            Some(comparison) => Ok((*other, comparison)),
            None => {
                anyhow::bail!("{} and {} cannot be compared: one of them could not be scored", first.0.id, other.0.id)
            }
        });
        let compared = compared.collect::<anyhow::Result<Vec<_>>>()?;
        if let Some(document) = document {
            let exporter = document::exporter(document, About { comparison: true, blind, ..About::default() });
            output.write(|out| output::write(&*exporter, &run, &CutOffs::default(), &candidates, out))?;
            return Ok(Exit::of_candidates(&candidates));
        }
        let records = compared.iter().map(|(other, why)| ComparisonRecord::new(&run, role, *first, *other, why));
        let records: Vec<ComparisonRecord<'_>> = records.collect();
        match (output.format_or(Format::Table), records.as_slice()) {
            (Format::Table, _) => {
                let report = |(other, why): &(Side<'_>, Comparison)| {
                    report::report(&style, session.catalog(), 0, (first.0, other.0), why)
                };
                let reports: Vec<String> = compared.iter().map(report).collect();
                output.write(|out| out.write_all(reports.join("\n").as_bytes()))?;
            }
            (Format::Csv, records) => {
                let rows: Vec<_> = records.iter().flat_map(ComparisonRecord::rows).collect();
                output.write(|out| csv::write_rows(&rows, out))?;
            }
            (Format::Json, records @ [_, _, ..]) => output.write(|out| write_json(&records, out))?,
            (_, records) => output.write(|out| records.iter().try_for_each(|record| write_json(record, out)))?,
        }
        Ok(Exit::of_candidates(&candidates))
    }
}

fn write_json(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Gives files of the same name different ids, as `rolefit rank` does.
fn tell_apart(candidates: &mut [Candidate]) {
    let ids: Vec<String> = candidates.iter().map(|candidate| candidate.id.clone()).collect();
    for (at, candidate) in candidates.iter_mut().enumerate() {
        if ids.iter().take(at).any(|id| *id == candidate.id) {
            candidate.id = format!("{}:{}", at + 1, candidate.id);
        }
    }
}

fn side(candidate: &Candidate) -> Option<Side<'_>> {
    Some((candidate, candidate.as_scored()?, assessment_of(candidate, 0)?))
}
