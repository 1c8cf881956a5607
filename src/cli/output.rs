//! The output of a command: standard output, or a file that gets its name when it is complete.

use std::fs::{self, File};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use rolefit::atomic_file::{self, AtomicFile};
use rolefit::ingest::{Input, InputList, plain_reason};
use rolefit::output::style::Style;
use serde::Serialize;

use super::exit;
use super::options::{CandidateFormat, CandidateResults, Color, DocumentFormat, Format, OutputFile, Results};

/// The width if neither `COLUMNS` nor a terminal gives it.
const DEFAULT_WIDTH: usize = 100;
/// The least width. A narrower table has no room for words.
const LEAST_WIDTH: usize = 40;

/// An open output.
pub(crate) struct Output {
    place: Place,
    format: Option<Format>,
    document: Option<DocumentFormat>,
    color: Color,
}

enum Place {
    Stdout,
    File {
        file: AtomicFile,
        path: PathBuf,
    },
    /// A named pipe or a device, which must not be replaced.
    Special {
        file: File,
        path: PathBuf,
    },
}

impl OutputFile {
    /// Opens the output. Commands do so before their work, so that a wrong path costs no time.
    pub(crate) fn open(&self) -> anyhow::Result<Output> {
        let place = match &self.output {
            None => Place::Stdout,
            Some(path) => place(path)?,
        };
        Ok(Output { place, format: None, document: None, color: Color::Auto })
    }

    /// Opens the output, which must be none of the files that are read.
    pub(crate) fn open_apart(&self, inputs: &[&Path]) -> anyhow::Result<Output> {
        self.path().map_or(Ok(()), |output| must_differ(output, inputs, "is read as a resume"))?;
        self.open()
    }
}

impl OutputFile {
    /// As [`OutputFile::open`], in `format`.
    pub(super) fn open_as(&self, format: CandidateFormat) -> anyhow::Result<Output> {
        let (format, document) = format.kind();
        Output { format, document, ..self.open()? }.checked()
    }
}

impl Results {
    /// As [`OutputFile::open`], in the format asked for.
    pub(crate) fn open(&self) -> anyhow::Result<Output> {
        Ok(Output { format: self.format()?, color: self.color, ..self.file.open()? })
    }

    /// As [`OutputFile::open_apart`], in the format asked for.
    pub(crate) fn open_apart(&self, inputs: &[&Path]) -> anyhow::Result<Output> {
        Ok(Output { format: self.format()?, color: self.color, ..self.file.open_apart(inputs)? })
    }
}

impl CandidateResults {
    /// As [`OutputFile::open_apart`], in the format asked for.
    pub(crate) fn open_apart(&self, inputs: &[&Path]) -> anyhow::Result<Output> {
        let (format, document) = self.format()?;
        Output { format, document, color: self.color, ..self.file.open_apart(inputs)? }.checked()
    }
}

impl Output {
    /// The output itself, unless it is a document on a terminal.
    fn checked(self) -> anyhow::Result<Output> {
        match self.document.is_some() && self.is_terminal() {
            true => Err(exit::usage("a page or workbook is a file; name it with -o")),
            false => Ok(self),
        }
    }

    /// The document asked for, if the output is one.
    pub(super) fn document(&self) -> Option<DocumentFormat> {
        self.document
    }

    /// Opens a second output of the command, which is a file.
    pub(crate) fn file(path: &Path) -> anyhow::Result<Output> {
        Ok(Output { place: place(path)?, format: None, document: None, color: Color::Auto })
    }

    /// The format asked for. The default is a table on a terminal, and `elsewhere` in files and pipes.
    pub(crate) fn format_or(&self, elsewhere: Format) -> Format {
        self.format.unwrap_or(if self.is_terminal() { Format::Table } else { elsewhere })
    }

    /// The layout of text for people: as wide as the terminal, and in colour by `--color`, `NO_COLOR` and the kind
    /// of the terminal.
    pub(crate) fn style(&self) -> Style {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        // A terminal of unknown size reports a width of 0.
        let terminal =
            || comfy_table::Table::new().width().map(usize::from).filter(|&width| width > 0 && self.is_terminal());
        let width: usize = columns.or_else(terminal).unwrap_or(DEFAULT_WIDTH);
        let colour = match self.color {
            Color::Auto => self.is_terminal() && !set("NO_COLOR") && !is_dumb,
            Color::Always => true,
            Color::Never => false,
        };
        Style { width: width.max(LEAST_WIDTH), colour }
    }

    /// Writes the output and closes it.
    pub(crate) fn write<T>(self, write: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> anyhow::Result<T> {
        let all = |out: &mut dyn Write| write(out).and_then(|written| out.flush().map(|()| written));
        match self.place {
            Place::Stdout => all(&mut BufWriter::new(io::stdout().lock())).context("standard output cannot be written"),
            Place::File { mut file, path } => {
                let written = all(&mut BufWriter::new(&mut file)).map_err(|error| unwritable(&path, error))?;
                file.commit().map_err(|error| unwritable(&path, error))?;
                Ok(written)
            }
            Place::Special { file, path } => all(&mut BufWriter::new(file)).map_err(|error| unwritable(&path, error)),
        }
    }

    /// Writes the text for people, or the JSON `record` for programs, by the format asked for.
    pub(crate) fn report(self, words: impl FnOnce() -> String, record: &impl Serialize) -> anyhow::Result<()> {
        match self.format_or(Format::Table) {
            Format::Table | Format::Csv => self.write(|out| out.write_all(words().as_bytes())),
            Format::Json | Format::Jsonl => self.write(|out| {
                serde_json::to_writer(&mut *out, record)?;
                out.write_all(b"\n")
            }),
        }
    }

    fn is_terminal(&self) -> bool {
        matches!(self.place, Place::Stdout) && io::stdout().is_terminal()
    }
}

/// Refuses to write to `output` if it is one of `others`. `why` is the use of that file, for the message.
pub(super) fn must_differ(output: &Path, others: &[&Path], why: &str) -> anyhow::Result<()> {
    // If the file does not exist yet, only its directory can be resolved.
    let in_folder = |path: &Path| Some(fs::canonicalize(atomic_file::parent(path)).ok()?.join(path.file_name()?));
    let resolved =
        |path: &Path| fs::canonicalize(path).ok().or_else(|| in_folder(path)).unwrap_or_else(|| path.to_owned());
    let is_regular = fs::metadata(output).map_or(true, |metadata| metadata.is_file());
    match is_regular && others.iter().any(|other| resolved(other) == resolved(output)) {
        true => Err(exit::usage(format!("{} {why}; name another file to write to", output.display()))),
        false => Ok(()),
    }
}

/// Refuses to write to `output` if it is one of the `inputs`.
pub(super) fn must_lie_apart(output: &Path, inputs: &InputList) -> anyhow::Result<()> {
    let Ok(output) = fs::canonicalize(output) else { return Ok(()) };
    let named_alike = |input: Input| input.path.filter(|path| path.file_name() == output.file_name());
    let inputs: Vec<PathBuf> = inputs.iter().filter_map(named_alike).collect();
    must_differ(&output, &inputs.iter().map(PathBuf::as_path).collect::<Vec<_>>(), "is read as a resume")
}

/// Opens the file at `path`. A link stays a link, and its target is written.
fn place(path: &Path) -> anyhow::Result<Place> {
    // The target of a link need not exist yet.
    let led_to = || fs::read_link(path).map(|to| path.parent().unwrap_or(Path::new("")).join(to));
    let path = fs::canonicalize(path).or_else(|_| led_to()).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&path) {
        Ok(there) if there.is_dir() => Err(exit::usage(format!("{} is a folder; name a file in it", path.display()))),
        Ok(there) if !there.is_file() => {
            let file = File::options().write(true).open(&path).map_err(|error| unwritable(&path, error))?;
            Ok(Place::Special { file, path })
        }
        _ => {
            let file = AtomicFile::create(&path).map_err(|error| unwritable(&path, error))?;
            Ok(Place::File { file, path })
        }
    }
}

/// The error if `path` cannot be written.
fn unwritable(path: &Path, error: io::Error) -> anyhow::Error {
    let remedy = match error.kind() {
        // The reader of the pipe has left, which is no failure.
        io::ErrorKind::BrokenPipe => return error.into(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "free some space, or name a file on another disk"
        }
        _ => "name a file in an existing folder where you may write",
    };
    anyhow::anyhow!("{} cannot be written: {}; {remedy}", path.display(), plain_reason(&error))
}
