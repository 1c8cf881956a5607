//! `rolefit roles boolean`: a role as Boolean search strings.

use clap::{Args, ValueEnum};
use rolefit::sourcing::{self, SearchStrings};
use serde::Serialize;

use crate::cli::exit::Exit;
use crate::cli::options::{CatalogDir, Format, Results};
use crate::cli::session;

/// Options of `rolefit roles boolean`.
#[derive(Args, Debug)]
#[command(
    after_help = "AND, OR and NOT in capitals, straight quotes, no wildcards. For degrees, places and years use the filters of the job board."
)]
pub(crate) struct Boolean {
    /// The role's id
    id: String,
    /// Print only this string, for a pipe or the clipboard
    #[arg(long)]
    form: Option<Form>,
    #[command(flatten)]
    catalog: CatalogDir,
    #[command(flatten)]
    results: Results,
}

/// The strings there are.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    /// For search boxes with a short limit
    Short,
    /// For job boards without such a limit
    Full,
}

#[derive(Serialize)]
struct SearchStringsRow<'a> {
    role: &'a str,
    short: &'a str,
    full: &'a str,
}

impl Boolean {
    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let (catalog, output) = (self.catalog.open()?, self.results.open()?);
        let role = session::role(&catalog, &self.id)?;
        let SearchStrings { short, full } = sourcing::search_strings(role, &catalog);
        let rows = [SearchStringsRow { role: &role.id, short: &short, full: &full }];
        let format = output.format_or(Format::Table);
        match (format, self.form) {
            // Never wrapped, because the text to paste must be one line.
            (Format::Table, None) => {
                let letters = |string: &str| string.chars().count();
                let (s, f) = (letters(&short), letters(&full));
                let page = format!("Short, {s} characters\n{short}\n\nFull, {f} characters\n{full}\n");
                output.write(|out| out.write_all(page.as_bytes()))?;
            }
            (Format::Table, Some(form)) => {
                let string = if matches!(form, Form::Short) { &short } else { &full };
                output.write(|out| writeln!(out, "{string}"))?;
            }
            (Format::Csv, _) => output.write(|out| rolefit::output::csv::write_rows(&rows, out))?,
            (format, _) => super::write_json(output, &rows, format)?,
        }
        Ok(Exit::Success)
    }
}
