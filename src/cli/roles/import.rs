//! `rolefit roles import`: turns postings into role files, and reports the outcome of every line.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use rolefit::document::Problem;
use rolefit::explain::words;
use rolefit::output::style::{Style, Tone};
use rolefit::posting::{self, BatchImporter, ImportOptions, ImportedRole, Importer, LineOutcome, LineRow};

use super::files;
use crate::cli::exit::{self, Exit};
use crate::cli::options::{CatalogDir, Format, Results};

/// Options of `rolefit roles import`.
#[derive(Args, Debug)]
#[command(
    after_help = "-o DIR writes one file <id>.toml per role and lists them; a bad source is reported and left out. Without -o the role files are printed."
)]
pub(crate) struct Import {
    /// Pages, documents, JSON, CSV or role files; `-` reads standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Overwrite role files with different content
    #[arg(long)]
    force: bool,
    /// Take all must-haves as confirmed. Otherwise they are marked `confirmed = false`, and decide nothing
    #[arg(long)]
    confirm: bool,
    /// Print each line of the source with its criterion, or with the reason why it was left out
    #[arg(long)]
    report: bool,
    /// The title of the position, if the posting does not name it
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Column of a table that holds a field, for example title=Position (repeatable)
    #[arg(long = "column", value_name = "FIELD=HEAD", value_parser = column)]
    columns: Vec<(String, String)>,
    #[command(flatten)]
    catalog: CatalogDir,
    #[command(flatten)]
    results: Results,
}

/// Parses `FIELD=HEAD`.
pub(super) fn column(words: &str) -> Result<(String, String), String> {
    let (field, head) =
        words.split_once('=').ok_or("write a field and the header of its column, for example title=Position")?;
    Ok((field.trim().to_owned(), head.trim().to_owned()))
}

/// The roles of one source.
struct Source {
    name: String,
    roles: Vec<ImportedRole>,
}

impl Import {
    /// Returns the options that print the report of one source, without role files.
    pub(crate) fn report_of(
        file: PathBuf,
        columns: Vec<(String, String)>,
        catalog: CatalogDir,
        results: Results,
    ) -> Self {
        Self { files: vec![file], force: false, confirm: false, report: true, title: None, columns, catalog, results }
    }

    /// Runs the command.
    pub(crate) fn run(&self) -> anyhow::Result<Exit> {
        if self.title.is_some() && self.files.len() > 1 {
            return Err(exit::usage("--title names one position; give one file"));
        }
        if let Some(file) = self.results.file.path().filter(|path| path.extension().is_some() && !path.is_dir()) {
            let file = file.display();
            return Err(exit::usage(format!(
                "{file} looks like a file, and role files are named after their roles; give -o a folder, such as `-o roles`"
            )));
        }
        let importer = Importer::new(self.catalog.open()?)?;
        let columns = self.columns.iter().cloned().collect();
        let options = ImportOptions { columns, title: self.title.clone(), confirm: self.confirm };
        let mut batch = BatchImporter::new(&importer, options);
        let (mut sources, mut failed) = (Vec::new(), 0);
        for path in &self.files {
            let name = words::one_line(&path.display().to_string());
            match read(path).and_then(|bytes| batch.import(&bytes, file_name(path))) {
                Ok(roles) => sources.push(Source { name, roles }),
                Err(Problem { message, remedy, .. }) => {
                    say!("rolefit: {name}: {message}; {remedy}");
                    failed += 1;
                }
            }
        }
        for Source { name, roles } in &sources {
            for role in roles {
                let of = role.posting_number.map(|_| format!(" ({})", role.id)).unwrap_or_default();
                say_warnings(&format!("{name}{of}"), role);
            }
        }
        let exit = Exit::after(sources.len(), failed);
        if sources.is_empty() {
            return Ok(exit);
        }
        if let Some(folder) = self.results.file.path() {
            self.write(folder, &sources)?;
        }
        let printed = self.results.on_stdout();
        match (self.report, self.results.file.path()) {
            (true, _) => report(&printed, &sources)?,
            (false, None) => print(&printed, &sources)?,
            (false, Some(_)) => {}
        }
        Ok(exit)
    }

    /// Writes one file per role, unless a file with different text exists.
    fn write(&self, folder: &Path, sources: &[Source]) -> anyhow::Result<()> {
        let roles = sources.iter().flat_map(|source| &source.roles);
        let files: Vec<_> = roles.map(|role| (format!("{}.toml", role.id), role.toml.as_str())).collect();
        files::write(folder, &files, self.force)?;
        for role in sources.iter().flat_map(|source| &source.roles) {
            let file = folder.join(format!("{}.toml", role.id));
            say!("rolefit: wrote {}: {}", words::one_line(&file.display().to_string()), counts(role));
        }
        Ok(())
    }
}

/// Prints the warnings about a posting on standard error; `name` says which posting.
pub(crate) fn say_warnings(name: &str, role: &ImportedRole) {
    for warning in &role.warnings {
        say!("rolefit: {name}: {}", words::one_line(&warning.to_string()));
    }
}

/// Counts the requirements and duties of a role, as words.
pub(crate) fn counts(role: &ImportedRole) -> String {
    let count = |form: &str| role.outlines.iter().filter(|outline| outline.id.contains(form)).count();
    let (requirements, duties) = (count("/req-"), count("/duty-"));
    let duties = words::counted(duties, "duty", "duties");
    format!("{}, {duties}", words::count(requirements, "requirement"))
}

/// Reads the bytes of a source; `-` is standard input.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    if path.as_os_str() == "-" { posting::read_from(io::stdin()) } else { posting::read_file(path) }
}

/// The name of a source, as a hint at its form.
pub(crate) fn file_name(path: &Path) -> Option<&str> {
    path.file_name()?.to_str().filter(|name| *name != "-")
}

fn print(results: &Results, sources: &[Source]) -> anyhow::Result<()> {
    let roles: Vec<&ImportedRole> = sources.iter().flat_map(|source| &source.roles).collect();
    let mut files = String::new();
    for role in &roles {
        if roles.len() > 1 {
            let gap = if files.is_empty() { "" } else { "\n" };
            files.push_str(&format!("{gap}# {}.toml\n", role.id));
        }
        files.push_str(&role.toml);
    }
    results.open()?.write(|out| out.write_all(files.as_bytes()))
}

fn report(results: &Results, sources: &[Source]) -> anyhow::Result<()> {
    let output = results.open()?;
    let roles = || sources.iter().flat_map(|source| source.roles.iter().map(move |role| (source.name.as_str(), role)));
    let rows: Vec<LineRow> = roles().flat_map(|(source, role)| role.line_rows(source)).collect();
    match output.format_or(Format::Table) {
        Format::Table => {
            let look = output.style();
            let page: String = roles().map(|(source, role)| shown(&look, source, role)).collect::<Vec<_>>().join("\n");
            output.write(|out| out.write_all(page.as_bytes()))
        }
        Format::Csv => output.write(|out| rolefit::output::csv::write_rows(&rows, out)),
        format => super::write_json(output, &rows, format),
    }
}

/// Prints every line of a posting with its outcome below.
fn shown(look: &Style, source: &str, role: &ImportedRole) -> String {
    let mut page = look.block("", Tone::Plain, &format!("{source}: {}", role.id), Tone::Strong);
    if role.lines.is_empty() {
        page.push_str(&look.block("", Tone::Plain, "a valid role file, used as it is", Tone::Plain));
    }
    let width = role.lines.last().map_or(1, |line| line.number.to_string().len());
    let indent = " ".repeat(width + 2);
    for line in &role.lines {
        page.push_str(&look.block(&format!("{:>width$}  ", line.number), Tone::Quiet, &line.text, Tone::Plain));
        let outlines = match &line.outcome {
            LineOutcome::Criterion(ids) => ids
                .iter()
                .filter_map(|id| role.outlines.iter().find(|outline| outline.id == *id))
                .map(ToString::to_string)
                .collect(),
            outcome => vec![outcome.to_string()],
        };
        for outline in outlines {
            page.push_str(&look.block(&format!("{indent}-> "), Tone::Quiet, &outline, Tone::Quiet));
        }
    }
    if !role.occupations.is_empty() {
        let named = format!("related titles: those of O*NET's {}", role.occupations.join("; "));
        page.push_str(&look.block("", Tone::Plain, &named, Tone::Quiet));
    }
    if !role.warnings.is_empty() {
        page.push('\n');
        role.warnings
            .iter()
            .for_each(|warning| page.push_str(&look.block("", Tone::Plain, &warning.to_string(), Tone::Strong)));
    }
    page.push_str(&look.block("", Tone::Plain, &counts(role), Tone::Strong));
    page
}
