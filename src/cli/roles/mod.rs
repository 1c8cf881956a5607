//! `rolefit roles`: lists, shows, checks and imports roles, and exports them for other tools.

mod boolean;
mod build_onet;
mod check_roles;
mod export;
mod files;
pub(crate) mod import;
mod jsonld;
mod questions;
mod search_roles;

use std::fmt::Write as _;

use clap::{Args, Subcommand};
use rolefit::catalog::{Catalog, Criterion, Kind, Priority, Role};
use rolefit::explain::{points, words};
use rolefit::output::json;
use rolefit::output::style::{Style, Tone};
use serde::Serialize;

use super::exit::Exit;
use super::options::{CatalogDir, Common, Format, Results};
use super::output::Output;
use super::session;
use boolean::Boolean;
use build_onet::BuildOnet;
use check_roles::Check;
use import::Import;
use jsonld::Jsonld;
use questions::Questions;
use search_roles::Search;

/// What to do with roles.
#[derive(Debug, Subcommand)]
pub(crate) enum Roles {
    /// List the roles that resumes are ranked for
    List(List),
    /// Show what a role asks for
    Show(Show),
    /// Find roles by words in their titles and criteria
    Search(Search),
    /// Check role files and report each problem with its place and remedy; for a posting, show what each line becomes
    Check(Check),
    /// Turn job postings into role files: pages, documents, JSON-LD, JSON Resume jobs, CSV with one row per posting
    Import(Import),
    /// Write the built-in roles and vocabulary as files to edit
    Export(export::Export),
    /// Print a role as a schema.org JobPosting in JSON-LD
    Jsonld(Jsonld),
    /// Print Boolean search strings of a role for LinkedIn and job boards, short and full
    Boolean(Boolean),
    /// Print an interview guide for a role, or for the criteria that a resume leaves open
    Questions(Questions),
    /// Build a catalog of the O*NET database, one role per occupation
    BuildOnet(BuildOnet),
}

/// Options of `rolefit roles list`.
#[derive(Args, Debug)]
pub(crate) struct List {
    #[command(flatten)]
    catalog: CatalogDir,
    #[command(flatten)]
    results: Results,
}

/// Options of `rolefit roles show`.
#[derive(Args, Debug)]
pub(crate) struct Show {
    /// The role's id
    id: String,
    #[command(flatten)]
    catalog: CatalogDir,
    #[command(flatten)]
    results: Results,
}

/// A role in a list.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    title: &'a str,
    requirements: usize,
    duties: usize,
    summary: &'a str,
}

impl Roles {
    /// Runs the command.
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        match self {
            Roles::List(options) => list(options),
            Roles::Show(options) => show(options),
            Roles::Search(search) => search.run(common),
            Roles::Check(check) => check.run(),
            Roles::Import(import) => import.run(),
            Roles::Export(export) => export.run(),
            Roles::Jsonld(jsonld) => jsonld.run(common),
            Roles::Boolean(boolean) => boolean.run(),
            Roles::Questions(questions) => questions.run(),
            Roles::BuildOnet(build) => build.run(common),
        }
    }
}

fn list(options: &List) -> anyhow::Result<Exit> {
    let (catalog, output) = (options.catalog.open()?, options.results.open()?);
    let listed: Vec<Listed> = catalog.roles.iter().map(listed).collect();
    match output.format_or(Format::Table) {
        Format::Table => {
            let (look, mut words) = (output.style(), String::new());
            let width = listed.iter().map(|role| role.id.chars().count()).max().unwrap_or_default();
            for role in &listed {
                let id = format!("{:<width$}  ", role.id);
                let counts = format!(
                    "{}: {}, {}",
                    role.title,
                    words::count(role.requirements, "requirement"),
                    words::counted(role.duties, "duty", "duties"),
                );
                words.push_str(&look.block(&id, Tone::Strong, &counts, Tone::Plain));
            }
            output.write(|out| out.write_all(words.as_bytes()))?;
        }
        Format::Csv => output.write(|out| rolefit::output::csv::write_rows(&listed, out))?,
        format => write_json(output, &listed, format)?,
    }
    Ok(Exit::Success)
}

fn listed(role: &Role) -> Listed<'_> {
    let count = |wanted: fn(&Criterion) -> bool| role.criteria.iter().filter(|criterion| wanted(criterion)).count();
    Listed {
        id: &role.id,
        title: &role.title,
        requirements: count(|criterion| criterion.is_requirement()),
        duties: count(|criterion| criterion.kind == Kind::Duty),
        summary: &role.summary,
    }
}

fn show(options: &Show) -> anyhow::Result<Exit> {
    let (catalog, output) = (options.catalog.open()?, options.results.open()?);
    let role = session::role(&catalog, &options.id)?;
    match output.format_or(Format::Table) {
        Format::Table => {
            let words = shown(&output.style(), &catalog, role);
            output.write(|out| out.write_all(words.as_bytes()))?;
        }
        Format::Csv => output.write(|out| rolefit::output::csv::write_rows(&rows(role), out))?,
        format => write_json(output, std::slice::from_ref(role), format)?,
    }
    Ok(Exit::Success)
}

/// Prints a role as text.
fn shown(look: &Style, catalog: &Catalog, role: &Role) -> String {
    let mut page = look.block("", Tone::Plain, &format!("{} ({})", role.title, role.id), Tone::Strong);
    page.push_str(&look.block("", Tone::Plain, &role.summary, Tone::Plain));
    if !role.other_titles.is_empty() {
        let titles = format!("Also called {}", role.other_titles.join(", "));
        page.push_str(&look.block("", Tone::Plain, &titles, Tone::Quiet));
    }
    let weights = points::weights(role);
    let group = |criterion: &Criterion| match criterion {
        criterion if criterion.is_tenure() => "Time",
        criterion if criterion.is_requirement() => "Requirements",
        _ => "Duties",
    };
    for title in ["Requirements", "Time", "Duties"] {
        let criteria = || role.criteria.iter().zip(&weights).filter(|(criterion, _)| group(criterion) == title);
        if criteria().next().is_some() {
            // Writing to a string cannot fail.
            let _ = writeln!(page, "\n{}", look.paint(Tone::Strong, title));
        }
        for (criterion, points) in criteria() {
            let number = criterion.id.rsplit('/').next().unwrap_or(&criterion.id);
            page.push_str(&look.block(&format!("  {number:<8}"), Tone::Quiet, &criterion.text, Tone::Plain));
            let parts: Vec<&str> = criterion.parts.iter().map(|part| part.label(&catalog.vocabulary)).collect();
            let must = match criterion.priority {
                Priority::Must if criterion.is_unconfirmed_must() => "must-have (not confirmed), ",
                Priority::Must => "must-have, ",
                Priority::Should | Priority::Nice => "",
            };
            let defining = if criterion.defining { ", defining" } else { "" };
            let looks = match criterion.is_tenure() {
                true => String::new(),
                false => format!("; looks for {}", parts.join(", ")),
            };
            let parts = format!("{must}{} of 100 points{defining}{looks}", words::decimal(*points));
            page.push_str(&look.block("          ", Tone::Plain, &parts, Tone::Quiet));
        }
    }
    page
}

/// A criterion as a CSV row.
#[derive(Serialize)]
struct CriterionRow<'a> {
    id: &'a str,
    kind: rolefit::catalog::Kind,
    priority: Priority,
    weight: String,
    defining: bool,
    label: &'a str,
    text: &'a str,
}

fn rows(role: &Role) -> Vec<CriterionRow<'_>> {
    let row = |criterion: &'_ rolefit::catalog::Criterion| criterion.weight.to_string();
    role.criteria
        .iter()
        .map(|criterion| CriterionRow {
            id: &criterion.id,
            kind: criterion.kind,
            priority: criterion.priority,
            weight: row(criterion),
            defining: criterion.defining,
            label: &criterion.label,
            text: &criterion.text,
        })
        .collect()
}

/// Writes `items` as one JSON array, or as one JSON object per line.
fn write_json<T: Serialize>(output: Output, items: &[T], format: Format) -> anyhow::Result<()> {
    output.write(|out| json::write_items(items, format == Format::Json, out))
}
