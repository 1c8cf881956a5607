//! `rolefit roles search`: finds roles by words, in Tantivy's query language.

use clap::Args;
use rolefit::Error;
use rolefit::output::style::{Style, Tone};
use rolefit::role_index::{FoundRole, Index, MatchedText};
use serde::Serialize;

use super::write_json;
use crate::cli::exit::{self, Exit};
use crate::cli::options::{CatalogDir, Common, Format, Results, Top};

/// The number of roles shown in a table without `--top`. If there are more, people should rather add words.
const READ_AT_ONCE: usize = 20;

/// Arguments of `rolefit roles search`.
#[derive(Args, Debug)]
pub(crate) struct Search {
    /// Words, "phrases", AND, OR, NOT, (groups); title: and text: search only there; kind:, priority: and names: search
    /// the criteria
    #[arg(value_name = "WORDS")]
    query: String,
    #[command(flatten)]
    catalog: CatalogDir,
    #[command(flatten)]
    results: Results,
    #[command(flatten)]
    top: Top,
}

/// A role that was found, as JSON.
#[derive(Serialize)]
struct FoundRecord<'a> {
    role: &'a str,
    rank: usize,
    title: &'a str,
    why: Vec<WhyRecord<'a>>,
}

/// A place where the words were found.
#[derive(Serialize)]
struct WhyRecord<'a> {
    /// `None` for a title.
    criterion: Option<&'a str>,
    label: &'a str,
}

/// A role that was found, as a CSV row.
#[derive(Serialize)]
struct FoundRow<'a> {
    role: &'a str,
    rank: usize,
    title: &'a str,
    why: String,
}

impl Search {
    /// Runs the command.
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let (catalog, output) = (self.catalog.open()?, self.results.open()?);
        let index = Index::open(&catalog, &self.catalog.cache())?;
        let mut found = index.search(&catalog, &self.query).map_err(unread)?;
        let all = found.len();
        let format = output.format_or(Format::Table);
        let most = if format == Format::Table { READ_AT_ONCE } else { usize::MAX };
        found.truncate(self.top.top.map_or(most, std::num::NonZeroUsize::get));
        match format {
            Format::Table => {
                let words = table(&output.style(), &found);
                output.write(|out| out.write_all(words.as_bytes()))?;
            }
            Format::Csv => {
                let rows: Vec<FoundRow> = found.iter().enumerate().map(row).collect();
                output.write(|out| rolefit::output::csv::write_rows(&rows, out))?;
            }
            format => write_json(output, &found.iter().enumerate().map(record).collect::<Vec<_>>(), format)?,
        }
        if !common.quiet && all == 0 {
            say!("rolefit: no role has all of these words; use fewer words, or write OR between them");
        }
        if !common.quiet && all > found.len() {
            say!("rolefit: {} of {all} roles shown, best first; --top {all} shows all", found.len());
        }
        Ok(Exit::Success)
    }
}

/// A query that cannot be parsed is a usage error.
fn unread(error: Error) -> anyhow::Error {
    match error {
        Error::Query { .. } => exit::usage(error),
        error => error.into(),
    }
}

/// Prints each id on its own line, because ids of large catalogs are as long as a line, with the reason below.
fn table(look: &Style, found: &[FoundRole]) -> String {
    let row = |found: &FoundRole| {
        let id = look.paint(Tone::Strong, &found.role.id);
        let why = look.block("    ", Tone::Plain, &format!("{}: {}", found.role.title, labels(found)), Tone::Plain);
        format!("{id}\n{why}")
    };
    found.iter().map(row).collect()
}

fn labels(found: &FoundRole) -> String {
    found.hits.iter().map(|hit| hit.label()).collect::<Vec<_>>().join("; ")
}

fn row<'a>((at, found): (usize, &FoundRole<'a>)) -> FoundRow<'a> {
    FoundRow { role: &found.role.id, rank: at + 1, title: &found.role.title, why: labels(found) }
}

fn record<'a>((at, found): (usize, &FoundRole<'a>)) -> FoundRecord<'a> {
    let why = |hit: &MatchedText<'a>| WhyRecord { criterion: hit.criterion(), label: hit.label() };
    let why = found.hits.iter().map(why).collect();
    FoundRecord { role: &found.role.id, rank: at + 1, title: &found.role.title, why }
}
