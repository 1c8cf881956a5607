//! The option `--job`: imports a posting and scores for it in the same run.

use std::path::{Path, PathBuf};

use clap::Args;
use rolefit::catalog::Catalog;
use rolefit::document::Problem;
use rolefit::explain::words;
use rolefit::posting::{ImportOptions, ImportedRole, Importer, LineOutcome};

use super::exit;
use super::options::CatalogDir;
use super::roles::import;

/// The option of commands that score for a posting instead of a role.
#[derive(Args, Clone, Debug)]
pub(super) struct Job {
    /// Score for the posting in FILE, of any kind that `roles import` reads, in place of a role; `-` reads standard
    /// input
    #[arg(long, value_name = "FILE")]
    job: Option<PathBuf>,
    /// Take the must-haves of the posting as confirmed. Otherwise they feed no gate, no band and no filter
    #[arg(long, requires = "job")]
    confirm: bool,
}

impl Job {
    /// The posting in `job`, its must-haves confirmed or not.
    pub(super) fn of(job: Option<PathBuf>, confirm: bool) -> Job {
        Job { job, confirm }
    }

    /// True if the must-haves of the posting are confirmed.
    pub(super) fn confirms(&self) -> bool {
        self.confirm
    }

    /// The posting, if one is given.
    pub(super) fn file(&self) -> Option<&Path> {
        self.job.as_deref()
    }

    /// Imports the posting, if one is given, with the vocabulary of `catalog`. Advice goes to standard error. `inputs`
    /// are the resumes, which must not come from standard input too.
    pub(super) fn import(
        &self,
        catalog: &CatalogDir,
        inputs: &[&Path],
        quiet: bool,
    ) -> anyhow::Result<Option<Vec<ImportedRole>>> {
        let Some(path) = &self.job else { return Ok(None) };
        if path.as_os_str() == "-" && inputs.contains(&path.as_path()) {
            return Err(exit::usage("standard input holds either the posting or a resume; name a file for the other"));
        }
        let name = words::one_line(&path.display().to_string());
        let importer = Importer::new(catalog.open()?)?;
        let options = ImportOptions { confirm: self.confirm, ..ImportOptions::default() };
        let imported =
            import::read(path).and_then(|bytes| importer.import_as(&bytes, import::file_name(path), &options));
        let roles =
            imported.map_err(|Problem { message, remedy, .. }| anyhow::anyhow!("{name}: {message}; {remedy}"))?;
        if !quiet {
            roles.iter().for_each(|role| tell(&name, role));
        }
        Ok(Some(roles))
    }

    /// As [`Job::import`], as a catalog to score for.
    pub(super) fn catalog(
        &self,
        catalog: &CatalogDir,
        inputs: &[&Path],
        quiet: bool,
    ) -> anyhow::Result<Option<Catalog>> {
        let Some(roles) = self.import(catalog, inputs, quiet)? else { return Ok(None) };
        let roles = roles.into_iter().map(|role| (role.id, role.toml)).collect();
        Ok(Some(Catalog::of_roles(roles, catalog.catalog.as_deref())?))
    }

    /// As [`Job::catalog`], for commands that score for one role.
    pub(super) fn one(&self, catalog: &CatalogDir, inputs: &[&Path]) -> anyhow::Result<Option<Catalog>> {
        let opened = self.catalog(catalog, inputs, true)?;
        match opened.as_ref().map(|catalog| catalog.roles.len()) {
            Some(roles) if roles != 1 => {
                anyhow::bail!(
                    "--job holds {roles} postings; import them with `rolefit roles import -o DIR`, and name one with --role"
                )
            }
            _ => Ok(opened),
        }
    }
}

/// Prints the number of demands that were read, and the advice on the posting.
fn tell(name: &str, role: &ImportedRole) {
    import::say_warnings(name, role);
    let left = role.lines.iter().filter(|line| matches!(line.outcome, LineOutcome::LeftOut(_))).count();
    let left = if left == 0 { String::new() } else { format!(", {} left out", words::count(left, "line")) };
    say!(
        "rolefit: {name}: read as {}: {}{left}; `rolefit roles check {name}` shows each line",
        role.id,
        import::counts(role)
    );
}
