//! `rolefit roles questions`: an interview guide for a role, or for one candidate.

use std::path::PathBuf;

use clap::Args;
use rolefit::candidate::Candidate;
use rolefit::catalog::{Catalog, Role};
use rolefit::interview::{Guide, Question, Wording};
use rolefit::output::report::interview;
use rolefit::posting::Importer;
use rolefit::rank;
use rolefit::session::Options;
use serde::Serialize;

use crate::cli::exit::Exit;
use crate::cli::options::{Blind, Format, Results, Scoring};
use crate::cli::output::Output;
use crate::cli::reading::CliReader;
use crate::cli::session::{self, CliSession};

/// Options of `rolefit roles questions`.
#[derive(Args, Debug)]
pub(crate) struct Questions {
    /// The role's id
    id: String,
    /// Ask only about criteria that this resume does not show or only claims; `-` reads standard input
    #[arg(long = "for", value_name = "RESUME")]
    resume: Option<PathBuf>,
    #[command(flatten)]
    scoring: Scoring,
    #[command(flatten)]
    blind: Blind,
    #[command(flatten)]
    results: Results,
}

/// A question as JSON.
#[derive(Serialize)]
struct QuestionRecord<'a> {
    role: &'a str,
    candidate: Option<&'a str>,
    #[serde(flatten)]
    question: &'a Question,
}

/// A question as a CSV row.
#[derive(Serialize)]
struct QuestionRow<'a> {
    role: &'a str,
    candidate: &'a str,
    criterion: &'a str,
    label: &'a str,
    part: &'a str,
    kind: &'static str,
    priority: &'static str,
    standing: &'static str,
    question: &'a str,
    quote: &'a str,
}

impl Questions {
    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let wording = Wording::load(self.scoring.catalog.catalog.as_deref()).map_err(session::unopened)?;
        let Some(resume) = &self.resume else {
            let (catalog, output) = (self.scoring.catalog.open()?, self.results.open()?);
            let role = session::role(&catalog, &self.id)?;
            return written(&catalog, role, None, &wording, output);
        };
        let reading = CliReader::start(&self.scoring.store, false)?;
        let roles = std::slice::from_ref(&self.id);
        let session = CliSession::open(reading, Options { blind: self.blind.blind, ..self.scoring.options(roles) })?;
        let output = self.results.open_apart(&[resume])?;
        let (catalog, candidate) = (session.catalog(), session.one(resume)?);
        let role = session::role(catalog, &self.id)?;
        // The error was already reported, and there is nothing to ask about.
        if candidate.as_scored().is_none() {
            return Ok(Exit::Failed);
        }
        written(catalog, role, Some(&candidate), &wording, output)
    }
}

fn written(
    catalog: &Catalog,
    role: &Role,
    candidate: Option<&Candidate>,
    wording: &Wording,
    output: Output,
) -> anyhow::Result<Exit> {
    let importer = Importer::new(catalog.clone())?;
    let place = catalog.role_index(&role.id).unwrap_or_default();
    debug_assert!(catalog.roles.get(place).is_some_and(|known| known.id == role.id), "a role of another catalog");
    let resume = candidate.and_then(|candidate| Some((candidate.as_scored()?, rank::assessment_of(candidate, place)?)));
    let guide = Guide::new(catalog, role, resume, wording, &importer);
    for id in &guide.refused {
        say!("rolefit: {id} names a protected trait and is not asked about; take it out of the role");
    }
    let id = candidate.map(|candidate| candidate.id.as_str());
    match output.format_or(Format::Table) {
        Format::Table => {
            let page = interview::report(&output.style(), role, candidate, &guide);
            output.write(|out| out.write_all(page.as_bytes()))?;
        }
        Format::Csv => {
            let row = |question| row(&role.id, id.unwrap_or_default(), question);
            let rows: Vec<QuestionRow> = guide.questions.iter().map(row).collect();
            output.write(|out| rolefit::output::csv::write_rows(&rows, out))?;
        }
        format => {
            let record = |question| QuestionRecord { role: &role.id, candidate: id, question };
            let records: Vec<QuestionRecord> = guide.questions.iter().map(record).collect();
            super::write_json(output, &records, format)?;
        }
    }
    Ok(Exit::Success)
}

fn row<'a>(role: &'a str, candidate: &'a str, question: &'a Question) -> QuestionRow<'a> {
    QuestionRow {
        role,
        candidate,
        criterion: &question.criterion,
        label: &question.label,
        part: &question.part,
        kind: question.kind.name(),
        priority: question.priority.name(),
        standing: question.standing.name(),
        question: &question.question,
        quote: question.quote.as_ref().map(|quote| quote.quote.as_str()).unwrap_or_default(),
    }
}
