//! `rolefit roles jsonld`: a role as a JobPosting.

use clap::Args;
use rolefit::posting::Importer;

use crate::cli::exit::Exit;
use crate::cli::options::{CatalogDir, OutputFile};
use crate::cli::session;

/// Options of `rolefit roles jsonld`.
#[derive(Args, Debug)]
pub(crate) struct Jsonld {
    /// The role's id
    id: String,
    #[command(flatten)]
    catalog: CatalogDir,
    #[command(flatten)]
    output: OutputFile,
}

impl Jsonld {
    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let (catalog, output) = (self.catalog.open()?, self.output.open()?);
        let role = session::role(&catalog, &self.id)?.clone();
        let posting = Importer::new(catalog)?.job_posting(&role);
        // In the script of a page, `</` would end it.
        let json = serde_json::to_string_pretty(&posting)?.replace("</", "<\\/");
        output.write(|out| writeln!(out, "{json}"))?;
        Ok(Exit::Success)
    }
}
