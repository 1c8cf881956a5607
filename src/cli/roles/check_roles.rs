//! `rolefit roles check`: lists the faults of a catalog, or previews the import of a posting, line by line.

use std::path::PathBuf;

use clap::Args;
use rolefit::Error;
use rolefit::cache::Cache;
use rolefit::explain::words;
use rolefit::interview::Wording;
use rolefit::posting;

use super::import::{self, Import};
use crate::cli::exit::{self, Exit};
use crate::cli::options::{CatalogDir, Format, Results};
use crate::cli::session;

/// Options of `rolefit roles check`.
#[derive(Args, Debug)]
pub(crate) struct Check {
    /// A catalog (a folder with roles and, optionally, vocabulary), a role file, or a source of postings
    path: PathBuf,
    /// Column of a table that holds a field, for example title=Position
    #[arg(long = "column", value_name = "FIELD=HEAD", value_parser = import::column)]
    columns: Vec<(String, String)>,
    #[command(flatten)]
    catalog: CatalogDir,
    #[command(flatten)]
    results: Results,
}

impl Check {
    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let is_role = self.path.extension().is_some_and(|extension| extension == "toml");
        if !is_role && (self.path.is_file() || self.path.as_os_str() == "-") {
            let (catalog, results) = (self.catalog.clone(), self.results.clone());
            return Import::report_of(self.path.clone(), self.columns.clone(), catalog, results).run();
        }
        if !matches!(self.results.format()?, None | Some(Format::Table)) {
            let message = "the findings on a catalog are text; leave out --format, or change the extension after -o";
            return Err(exit::usage(message));
        }
        let output = self.results.open()?;
        let opened = posting::open_catalog(Some(&self.path), &Cache::off());
        let checked = opened.and_then(|catalog| Wording::load(Some(&self.path)).map(|_| catalog));
        let (words, exit) = match checked {
            Ok(catalog) => {
                let roles = words::count(catalog.roles.len(), "role");
                let criteria = catalog.roles.iter().map(|role| role.criteria.len()).sum::<usize>();
                let criteria = words::counted(criteria, "criterion", "criteria");
                (format!("{}: {roles}, {criteria}, no problems\n", self.path.display()), Exit::Success)
            }
            Err(Error::Catalog(findings)) => {
                let mut words = String::new();
                findings.iter().for_each(|finding| words.push_str(&format!("{finding}\n")));
                words.push_str(&format!("{} to fix\n", words::count(findings.len(), "error")));
                (words, Exit::Failed)
            }
            Err(error) => return Err(session::unopened(error)),
        };
        output.write(|out| out.write_all(words.as_bytes()))?;
        Ok(exit)
    }
}
