//! `rolefit roles build-onet`: makes a catalog of the occupations of an O*NET database.

use std::path::PathBuf;

use clap::Args;
use rolefit::onet::{self, OccupationRole, Tables};

use super::files;
use crate::cli::exit::{self, Exit};
use crate::cli::options::{CatalogDir, Common, OutputFile};

/// Options of `rolefit roles build-onet`.
#[derive(Args, Debug)]
#[command(
    after_help = "Get the database in its text form from https://www.onetcenter.org/database.html and unpack it. \
-o DIR writes DIR/roles/<id>.toml, a file each occupation, and DIR/NOTICE; use them with --catalog DIR."
)]
pub(crate) struct BuildOnet {
    /// The folder with the tables, such as `Occupation Data.txt`
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Overwrite files with different content
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    catalog: CatalogDir,
    #[command(flatten)]
    output: OutputFile,
}

impl BuildOnet {
    /// Runs the command.
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let Some(output) = self.output.path() else {
            return Err(exit::usage("name the folder for the catalog: -o DIR"));
        };
        let tables = Tables::read(&self.folder)?;
        let roles = onet::roles(&tables, self.catalog.open()?)?;
        let notice = onet::attribution(&tables);
        let file = |role: &'_ OccupationRole| format!("roles/{}.toml", role.id);
        let mut written: Vec<(String, &str)> = roles.iter().map(|role| (file(role), role.toml.as_str())).collect();
        written.push(("NOTICE".into(), &notice));
        files::write(output, &written, self.force)?;
        if !common.quiet {
            say!("rolefit: {} roles written; use them with --catalog {}", roles.len(), output.display());
        }
        Ok(Exit::Success)
    }
}
