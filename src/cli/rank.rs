//! `rolefit rank`: every resume under the paths against every role.

use std::path::{Path, PathBuf};

use clap::Args;
use rolefit::candidate::Candidate;
use rolefit::explain::words;
use rolefit::export::csv::Csv;
use rolefit::export::json::Json;
use rolefit::export::jsonl::Jsonl;
use rolefit::export::problems::Problems;
use rolefit::export::table::{Table, WideTable};
use rolefit::export::wide::WideCsv;
use rolefit::export::{Export, Exporter, Run};
use rolefit::rank::{Entrant, Tally};

use super::exit::Exit;
use super::options::{Format, Layout, Rows, Shared};
use super::output::{Output, must_differ};
use super::session::Session;

/// Arguments of `rolefit rank`.
#[derive(Args, Debug)]
pub struct Rank {
    /// Resumes, folders of resumes, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Rank for this role only; may be given again
    #[arg(long = "role", value_name = "ID")]
    roles: Vec<String>,
    /// Write what is to be known of files, what could not be read first of all, as CSV to FILE
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    problems: Option<PathBuf>,
    #[command(flatten)]
    rows: Rows,
}

impl Rank {
    /// Runs the command.
    pub fn run(&self, shared: &Shared) -> anyhow::Result<Exit> {
        let session = Session::open(shared, &self.roles)?;
        let inputs: Vec<&Path> = self.paths.iter().map(PathBuf::as_path).collect();
        let output = Output::open_apart(shared, &inputs)?;
        let problems = self.problems.as_deref().map(|path| problems_file(path, shared, &inputs)).transpose()?;
        let batch = session.batch(&self.paths)?;
        let (run, cut) = (session.run(), shared.cut());
        let format = output.format_or(Format::Csv);
        let exporter = exporter(format, shared, self.rows.layout, &output);
        let mut noted = Problems::default();
        let tally = output.write(|out| {
            let mut export = Export::begin(&*exporter, &run, &cut, out)?;
            let rows = |candidate: Candidate| {
                (Entrant::new(&candidate, &cut, exporter.rows(&run, &candidate)), Problems::rows(&candidate))
            };
            batch.each(rows, |(entrant, remarks)| {
                noted.add(&remarks)?;
                export.add(&entrant)
            })?;
            export.finish()
        })?;
        if let Some(problems) = problems {
            problems.write(|out| noted.write(out))?;
        }
        if !shared.quiet {
            summarise(&tally, &run, shared, self.rows.layout, format);
        }
        Ok(Exit::after(tally.scored(), tally.unreadable))
    }
}

/// Where problems go, which must be neither a resume nor the ranking itself.
fn problems_file(path: &Path, shared: &Shared, inputs: &[&Path]) -> anyhow::Result<Output> {
    must_differ(path, inputs, "is read as a resume")?;
    if let Some(ranking) = shared.output.as_deref() {
        must_differ(path, &[ranking], "is where the ranking goes")?;
    }
    Output::file(path)
}

/// The writer of `format`, in the layout asked for.
pub fn exporter(format: Format, shared: &Shared, layout: Layout, output: &Output) -> Box<dyn Exporter> {
    match (format, layout) {
        (Format::Table, Layout::Long) => Box::new(Table { look: output.look(), whole: shared.top.is_some() }),
        (Format::Table, Layout::Wide) => Box::new(WideTable { look: output.look() }),
        (Format::Csv, Layout::Long) => Box::new(Csv),
        (Format::Csv, Layout::Wide) => Box::new(WideCsv),
        (Format::Json, _) => Box::new(Json),
        (Format::Jsonl, _) => Box::new(Jsonl),
    }
}

/// The exit status that `candidates` earn.
pub fn status(candidates: &[Candidate]) -> Exit {
    let scored = candidates.iter().filter(|candidate| candidate.as_scored().is_some()).count();
    Exit::after(scored, candidates.len() - scored)
}

/// Says on standard error what was done, and what the cut-offs hide.
fn summarise(tally: &Tally, run: &Run, shared: &Shared, layout: Layout, format: Format) {
    let scored = words::count(tally.scored(), "resume");
    let roles = words::count(run.catalog.roles.len(), "role");
    let failed = match tally.unreadable {
        0 => String::new(),
        unreadable => format!(", {} could not be read", words::count(unreadable, "file")),
    };
    eprintln!("rolefit: {scored} scored for {roles} as of {}{failed}", run.as_of);
    let (hidden, what) = match (format, layout) {
        // Each role's table says it below itself.
        (Format::Table, Layout::Long) => return,
        (Format::Csv, Layout::Long) => (tally.hidden(), "row"),
        _ => (tally.candidates - tally.shown, "candidate"),
    };
    if hidden > 0 {
        eprintln!("rolefit: {} hidden by {}; nobody is rejected", words::count(hidden, what), shared.cut_words());
    }
}
