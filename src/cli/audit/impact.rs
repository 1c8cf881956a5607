//! `rolefit audit impact`: selection and scoring rates of groups, with their impact ratios.

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;
use rolefit::audit::groups::{Groups, ranking, select_by_score, select_top};
use rolefit::audit::impact::{self, ImpactTable};
use rolefit::units::Score;
use serde::Serialize;

use super::super::exit::{self, Exit};
use super::super::option_values::{count, points};
use super::super::options::{Format, Results};
use super::super::output::{Output, must_differ};
use super::impact_page;

/// The least score of a selected candidate, without an option: the least of the band "possible".
const POSSIBLE: f64 = 40.0;

/// Arguments of `rolefit audit impact`.
#[derive(Args, Debug)]
pub(crate) struct Impact {
    /// The ranking, written by `rolefit rank --format jsonl` without cut-offs
    ranking: PathBuf,
    /// The groups of candidates: a CSV with the column content (the content hash) and one column per attribute, such as
    /// sex and race. The first two are also crossed. Scoring never reads it
    #[arg(long, value_name = "CSV")]
    groups: PathBuf,
    /// Audit this role only
    #[arg(long, value_name = "ID")]
    role: Option<String>,
    /// Count candidates with at least this score as selected [default: 40, the least of "possible match"]
    #[arg(long, value_name = "S", value_parser = points, conflicts_with = "top")]
    min_score: Option<Score>,
    /// Count the ranks 1 to N as selected, with all ties at rank N
    #[arg(long, value_name = "N", value_parser = count)]
    top: Option<NonZeroUsize>,
    /// Write a page to print, as HTML, to FILE
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    page: Option<PathBuf>,
    #[command(flatten)]
    results: Results,
}

/// The tables of one role.
#[derive(Serialize)]
pub(super) struct RoleTables {
    pub role: String,
    /// How candidates were selected, in words.
    pub selected: String,
    pub tables: Vec<ImpactTable>,
}

#[derive(Serialize)]
struct Report<'a> {
    schema: &'static str,
    roles: &'a [RoleTables],
}

impl Impact {
    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let inputs = [self.ranking.as_path(), self.groups.as_path()];
        for output in self.results.file.path().into_iter().chain(self.page.as_deref()) {
            must_differ(output, &inputs, "is read")?;
        }
        let output = self.results.open()?;
        let page = self.page.as_deref().map(Output::file).transpose()?;
        let mut roles = ranking(&shown(&self.ranking), &read(&self.ranking)?)?;
        if let Some(role) = &self.role {
            roles.retain(|id, _| id == role);
            if roles.is_empty() {
                return Err(exit::usage(format!("the ranking has no role {role}; name one of its roles")));
            }
        }
        let groups = Groups::parse(&shown(&self.groups), &read(&self.groups)?)?;
        let tables: Vec<RoleTables> = roles
            .into_iter()
            .map(|(role, mut candidates)| {
                let selected = match (self.top, self.min_score.map(Score::as_f64)) {
                    (Some(top), _) => {
                        select_top(&mut candidates, top.get());
                        format!("ranks 1 to {top}")
                    }
                    (None, least) => {
                        let least = least.unwrap_or(POSSIBLE);
                        select_by_score(&mut candidates, least);
                        format!("a score of at least {least:.1}")
                    }
                };
                RoleTables { role, selected, tables: impact::tables(&candidates, &groups) }
            })
            .collect();
        if let Some(page) = page {
            page.write(|out| out.write_all(impact_page::page(&tables).as_bytes()))?;
        }
        match output.format_or(Format::Csv) {
            Format::Csv => output.write(|out| out.write_all(csv(&tables).as_bytes()))?,
            Format::Table => output.write(|out| out.write_all(text(&tables).as_bytes()))?,
            Format::Json | Format::Jsonl => {
                output.report(String::new, &Report { schema: "rolefit.audit-impact/1", roles: &tables })?;
            }
        }
        Ok(Exit::Success)
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read; name a text file", path.display()))
}

/// The columns of the CSV and of the page.
pub(super) const COLUMNS: [&str; 13] = [
    "role", "attribute", "category", "candidates", "selection_rate", "selection_ratio", "scoring_rate",
    "scoring_ratio", "under_four_fifths", "under_two_per_cent", "z", "fisher_p", "remark",
];

/// The rows of all tables, as cells.
pub(super) fn rows(tables: &[RoleTables]) -> Vec<[String; 13]> {
    let number = |value: Option<f64>| value.map(|value| format!("{value:.3}")).unwrap_or_default();
    let yes = |is: bool| if is { "yes".to_owned() } else { String::new() };
    let mut rows = Vec::new();
    for RoleTables { role, tables, .. } in tables {
        for table in tables {
            for one in &table.categories {
                rows.push([
                    role.clone(),
                    table.attribute.clone(),
                    one.name.clone(),
                    one.candidates.to_string(),
                    number(Some(one.selection_rate)),
                    number(one.selection_ratio),
                    number(Some(one.scoring_rate)),
                    number(one.scoring_ratio),
                    yes(one.is_flagged),
                    yes(one.is_small),
                    number(one.z),
                    number(one.fisher_p),
                    String::new(),
                ]);
            }
            let mut last: [String; 13] = Default::default();
            let [first, attribute, name, candidates, .., remark] = &mut last;
            (*first, *attribute, *name) = (role.clone(), table.attribute.clone(), "unknown".to_owned());
            *candidates = table.unknown.to_string();
            *remark = format!("in no rate; median score {}, shared by {}", number(table.median), table.at_median);
            rows.push(last);
        }
    }
    rows
}

fn csv(tables: &[RoleTables]) -> String {
    let cell = |cell: &str| {
        let is_formula = cell.starts_with(['=', '+', '@', '\t']);
        let cell = if is_formula { format!("'{cell}") } else { cell.to_owned() };
        let needs_quotes = cell.contains([',', '"', '\n', '\r']);
        if needs_quotes { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
    };
    let line = |cells: &[String]| cells.iter().map(|one| cell(one)).collect::<Vec<_>>().join(",") + "\r\n";
    let head = line(&COLUMNS.map(str::to_owned));
    head + &rows(tables).iter().map(|row| line(row)).collect::<String>()
}

fn text(tables: &[RoleTables]) -> String {
    let mut text = String::new();
    for one in tables {
        text.push_str(&format!("{}: selected means {}\n", one.role, one.selected));
        for table in &one.tables {
            text.push_str(&format!("\n  {}\n", table.attribute));
            for category in &table.categories {
                let ratio = |ratio: Option<f64>| ratio.map_or("-".to_owned(), |ratio| format!("{ratio:.2}"));
                text.push_str(&format!(
                    "    {:<40} {:>6}  selected {:>5.1} % (ratio {})  above the median {:>5.1} % (ratio {}){}\n",
                    category.name,
                    category.candidates,
                    category.selection_rate * 100.0,
                    ratio(category.selection_ratio),
                    category.scoring_rate * 100.0,
                    ratio(category.scoring_ratio),
                    if category.is_flagged { "  under four fifths" } else { "" },
                ));
            }
            text.push_str(&format!("    not known: {}; at the median: {}\n", table.unknown, table.at_median));
        }
        text.push('\n');
    }
    text
}
