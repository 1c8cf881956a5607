//! `rolefit roles jsonld`: a role as a JobPosting.

use rolefit::posting::Importer;

use crate::cli::exit::Exit;
use crate::cli::options::Shared;
use crate::cli::output::Output;
use crate::cli::session;

/// Prints the role `id` as JSON-LD, whatever the format.
pub(super) fn run(id: &str, shared: &Shared) -> anyhow::Result<Exit> {
    let (catalog, output) = (session::open_catalog(shared)?, Output::open(shared)?);
    let role = session::role(&catalog, id)?.clone();
    let posting = Importer::new(catalog)?.job_posting(&role);
    // Inside a page's script, `</` would end the script.
    let json = serde_json::to_string_pretty(&posting)?.replace("</", "<\\/");
    output.write(|out| writeln!(out, "{json}"))?;
    Ok(Exit::Success)
}
