//! `rolefit roles export`: writes the built-in catalog as files that people can edit and pass to `--catalog`.

use std::path::PathBuf;

use clap::Args;
use rolefit::catalog::Catalog;

use super::files;
use crate::cli::exit::Exit;

/// Options of `rolefit roles export`.
#[derive(Args, Debug)]
pub(crate) struct Export {
    /// The folder to write to
    folder: PathBuf,
    /// Overwrite files with different content
    #[arg(long)]
    force: bool,
}

impl Export {
    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        let files = Catalog::embedded_files();
        files::write(&self.folder, &files, self.force)?;
        let roles = files.iter().filter(|(path, _)| path.starts_with("roles/")).count();
        let folder = self.folder.display();
        say!(
            "rolefit: wrote {roles} roles, their vocabulary and README.md to {folder}; edit them, and use --catalog {folder}"
        );
        Ok(Exit::Success)
    }
}
