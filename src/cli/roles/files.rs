//! Writes the files of a catalog into a directory, unless it already has different ones.

use std::path::{Path, PathBuf};
use std::{fs, io};

use anyhow::Context;

use crate::cli::exit;
use crate::cli::output::Output;

/// Writes `files`, each a path below `folder` and its text. If any file exists with a different text, nothing is
/// written, unless `force` is set.
pub(super) fn write(folder: &Path, files: &[(String, &str)], force: bool) -> anyhow::Result<()> {
    if folder.exists() && !folder.is_dir() {
        return Err(exit::usage(format!("{} is a file; name a folder for the role files", folder.display())));
    }
    let files: Vec<(PathBuf, &str)> = files.iter().map(|(name, text)| (folder.join(name), *text)).collect();
    let differs = |(path, text): &&(PathBuf, &str)| {
        fs::read_to_string(path).map_or_else(|error| error.kind() != io::ErrorKind::NotFound, |known| known != *text)
    };
    if let Some((path, _)) = files.iter().find(differs).filter(|_| !force) {
        anyhow::bail!(
            "{} exists with different content, and nothing was written; move it away, or use --force",
            path.display()
        );
    }
    for (path, text) in files {
        let folder = path.parent().unwrap_or(folder);
        fs::create_dir_all(folder)
            .with_context(|| format!("{} cannot be created; name a folder where you may write", folder.display()))?;
        Output::file(&path)?.write(|out| out.write_all(text.as_bytes()))?;
    }
    Ok(())
}
