//! `rolefit index`: keeps an index of the resumes under the paths, for `rolefit search`.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use rolefit::document::{Problem, content_of};
use rolefit::explain::remarks::{self, Remark};
use rolefit::explain::words;
use rolefit::ingest::{self, Input, Inputs, Maker, Piece};
use rolefit::search::{Before, Entry, Fault, Known, Recogniser, Sighting, Writer, stamp};

use super::exit::{self, Exit};
use super::options::Shared;
use super::reading::{Reading, Resume, Spot, tell};
use super::{pool, session};

/// Arguments of `rolefit index`.
#[derive(Args, Debug)]
pub struct Index {
    /// Resumes, or folders of resumes; what is gone from there leaves the index
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// What came of a file.
struct Made {
    sighting: Sighting,
    remarks: Vec<Remark>,
    outcome: Outcome,
}

enum Outcome {
    /// The index has it as it is.
    Known,
    /// For the index: read from the file or, if `is_moved`, known from elsewhere.
    Put {
        entry: Box<Entry>,
        is_moved: bool,
        was_there: bool,
    },
    Unreadable,
}

/// How many came out how.
#[derive(Default)]
struct Counts {
    known: usize,
    new: usize,
    changed: usize,
    moved: usize,
    unreadable: usize,
    /// Whether some of the paths could not be opened.
    is_in_part: bool,
}

impl Index {
    /// Runs the command.
    pub fn run(&self, shared: &Shared) -> anyhow::Result<Exit> {
        if self.paths.iter().any(|path| path == Path::new("-")) {
            return Err(exit::usage("standard input cannot be found again; name files or folders to index"));
        }
        let folder = pool::folder(shared)?;
        let unusable = |fault: Fault| pool::unusable(&folder, &fault);
        let reading = Reading::start(shared)?;
        let recogniser = Recogniser::new(&session::open_catalog(shared)?)?;
        reading.ready()?;
        let lock = pool::wait(&folder, shared)?;
        let mut writer = Writer::open(&folder, lock, &recogniser).map_err(unusable)?;
        if writer.was_damaged() {
            let what = "the index was damaged, or made by another version; it is made anew from these paths";
            eprintln!("rolefit: {}: {what}", folder.display());
        }
        let counts = self.read(&mut writer, &reading, shared).map_err(|error| match error.downcast::<Fault>() {
            Ok(fault) => unusable(fault),
            Err(error) => error,
        })?;
        let mut gone = 0;
        // What lies behind a folder that cannot be opened, or on a drive that is not there, is not gone.
        for path in self.paths.iter().filter(|_| !counts.is_in_part) {
            gone += writer.drop_unseen(&ingest::escaped(&settled(path))).map_err(unusable)?;
        }
        if counts.is_in_part && !shared.quiet {
            eprintln!("rolefit: nothing was dropped from the index, since not all of the paths can be opened");
        }
        let total = writer.finish().map_err(unusable)?;
        if !shared.quiet {
            counts.tell(total, gone);
        }
        Ok(Exit::after(counts.known + counts.new + counts.changed + counts.moved, counts.unreadable))
    }

    /// Reads what is new under the paths, and puts it into the index.
    fn read(&self, writer: &mut Writer, reading: &Reading, shared: &Shared) -> anyhow::Result<Counts> {
        let walk = ingest::walk(&self.paths);
        let (inputs, before) = (walk.inputs.clone(), writer.before());
        let threads = session::threads(shared)?;
        let progress = session::progress(shared, inputs.len());
        let mut counts = Counts { is_in_part: !walk.problems.is_empty(), ..Counts::default() };
        let indexing = Indexing { inputs, reading, before };
        let skipped = ingest::stream(
            walk,
            &reading.limits(),
            &threads,
            &indexing,
            || progress.inc(1),
            |made| {
                if !made.remarks.is_empty() {
                    progress.suspend(|| tell(&made.sighting.id, &made.remarks));
                }
                counts.take(made, writer).map_err(io::Error::other)
            },
        );
        progress.finish_and_clear();
        let skipped = skipped.map_err(|error| match error.downcast::<Fault>() {
            Ok(fault) => anyhow::Error::from(fault),
            Err(error) => error.into(),
        })?;
        if skipped.total() > 0 && !shared.quiet {
            eprintln!("rolefit: {}", remarks::skipped(skipped));
        }
        Ok(counts)
    }
}

/// Makes documents of the index of all resumes of a walk.
struct Indexing<'a> {
    inputs: Inputs,
    reading: &'a Reading,
    before: Before<'a>,
}

impl Maker for Indexing<'_> {
    type Made = Made;
    type Look = Option<Spot>;

    fn look(&self, input: &Input) -> Result<Made, Option<Spot>> {
        Err(self.reading.spot(input))
    }

    fn make(&self, spot: Option<&Option<Spot>>, piece: Piece) -> Made {
        made(piece, &self.inputs, self.reading, spot.and_then(Option::as_ref), &self.before)
    }
}

/// Asks the index for a resume, and reads it if need be.
fn made(piece: Piece, inputs: &Inputs, reading: &Reading, spot: Option<&Spot>, before: &Before) -> Made {
    let sighting = sighting(&piece, inputs);
    let known = if piece.bytes.is_ok() { before.known(&sighting) } else { Known::Nothing };
    let was_there = before.knows_place(&sighting);
    let put = |document, is_moved| {
        let entry = Box::new(before.entry(&sighting, document));
        Outcome::Put { entry, is_moved, was_there }
    };
    let unreadable = |problem: Problem| (Outcome::Unreadable, vec![remarks::problem(&problem)]);
    let (outcome, remarks) = match known {
        Known::Whole => (Outcome::Known, Vec::new()),
        Known::Text(document) => (put(*document, true), Vec::new()),
        Known::Nothing => {
            let Resume { document, .. } = reading.read(piece, spot);
            match document {
                Ok(document) => {
                    let remarks = remarks::of_document(&document);
                    (put(document, false), remarks)
                }
                Err(problem) => unreadable(problem),
            }
        }
    };
    Made { sighting, remarks, outcome }
}

impl Counts {
    /// Counts what was made and hands it to the index.
    fn take(&mut self, made: Made, writer: &mut Writer) -> Result<(), Fault> {
        let Made { sighting, outcome, .. } = made;
        match outcome {
            Outcome::Known => {
                self.known += 1;
                writer.saw(&sighting);
            }
            Outcome::Unreadable => {
                self.unreadable += 1;
                // What cannot be read today is not gone, nor is what it holds.
                writer.keep_below(&sighting.place);
            }
            Outcome::Put { entry, is_moved, was_there } => {
                *match (is_moved, was_there) {
                    (true, _) => &mut self.moved,
                    (false, true) => &mut self.changed,
                    (false, false) => &mut self.new,
                } += 1;
                writer.put(&sighting, *entry)?;
            }
        }
        Ok(())
    }

    fn tell(&self, total: usize, gone: usize) {
        let Counts { known, new, changed, moved, unreadable, .. } = self;
        let failed = match unreadable {
            0 => String::new(),
            _ => format!("; {} could not be read", words::count(*unreadable, "file")),
        };
        let total = words::count(total, "resume");
        eprintln!(
            "rolefit: {total} in the index: {new} new, {changed} changed, {moved} moved or looked at anew, {known} as they \
             were, {gone} gone{failed}"
        );
    }
}

/// Where a resume was seen, and its bytes.
fn sighting(piece: &Piece, inputs: &Inputs) -> Sighting {
    let content = piece.bytes.as_deref().map(content_of);
    let found = input_of(inputs, &piece.id);
    let file = found.as_ref().map(|(path, _)| settled(path)).unwrap_or_default();
    let inside = found.as_ref().map_or("", |(_, inside)| inside);
    Sighting {
        id: piece.id.clone(),
        file_name: piece.file_name.clone(),
        place: ingest::escaped(&file) + inside,
        is_inside: !inside.is_empty(),
        file: file.to_str().map(str::to_owned),
        stamp: stamp(&file),
        content: content.unwrap_or_default(),
    }
}

/// The file that the resume of this id is or stands in, and by what path with its `/`.
fn input_of<'a>(inputs: &Inputs, id: &'a str) -> Option<(PathBuf, &'a str)> {
    let ends = std::iter::once(id.len()).chain(id.rmatch_indices('/').map(|(at, _)| at));
    ends.filter_map(|end| id.split_at_checked(end)).find_map(|(outer, inside)| {
        let number = inputs.find(outer)?;
        Some((inputs.get(number)?.path?, inside))
    })
}

/// The path of a file or folder without links; of one that is gone, that of its folder serves.
fn settled(path: &Path) -> PathBuf {
    let in_folder = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    let settled = path.canonicalize().ok().or_else(in_folder).or_else(|| std::path::absolute(path).ok());
    settled.unwrap_or_else(|| path.to_owned())
}
