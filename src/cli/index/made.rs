//! Makes documents of the index of all resumes of a walk, each read only if neither index nor store knows it.

use std::path::{Path, PathBuf};

use rolefit::document::{Document, Problem};
use rolefit::explain::remarks::{self, Remark};
use rolefit::ingest::{self, Input, Processor, RawResume};
use rolefit::pool::search::{Before, Entry, Known, Sighting, stamp};
use rolefit::pool::store::Content;

use super::super::reading::{Reading, Spot};

/// What came of a resume.
pub struct Made {
    /// Where it is.
    pub sighting: Sighting,
    /// What is to be known of it.
    pub remarks: Vec<Remark>,
    /// What is done with it.
    pub outcome: Outcome,
}

/// What is done with a resume.
pub enum Outcome {
    /// The index has it as it is.
    Known,
    /// It is put into the index.
    Put(Box<Entry>, How),
    /// Nothing.
    Unreadable,
}

/// Why a resume is put into the index.
#[derive(Clone, Copy)]
pub enum How {
    /// Nothing was known at its place.
    New,
    /// Another was.
    Changed,
    /// It was known from elsewhere or with other facts, or had been cut short by chance.
    Anew,
}

/// Makes documents of the index.
pub struct Indexing<'a> {
    /// Reads files.
    pub reading: &'a Reading,
    /// What the index knows.
    pub before: Before<'a>,
}

/// A file before it is opened. What changes in it later is seen by the next run.
pub struct Look {
    id: String,
    file: PathBuf,
    stamp: Option<String>,
    spot: Option<Spot>,
}

impl Processor for Indexing<'_> {
    type Output = Made;
    type FileInfo = Look;

    fn look_up(&self, input: &Input) -> Result<Made, Look> {
        let file = input.path.as_deref().map(settled).unwrap_or_default();
        let look = Look { id: input.id.clone(), stamp: stamp(&file), file, spot: self.reading.spot(input) };
        self.trusted(input, &look).ok_or(look)
    }

    fn process(&self, look: Option<&Look>, piece: RawResume) -> Made {
        let content = piece.bytes.as_deref().ok().map(Content::of);
        let Some(look) = look else {
            let sighting = Sighting { id: piece.id.clone(), ..Sighting::default() };
            return self.made(sighting, self.reading.read_as(piece, content).document);
        };
        let sighting = look.sighting(&piece.id, piece.file_name.as_deref(), content);
        if let Some(content) = content {
            self.reading.saw(&piece.id, look.spot.as_ref(), content);
            if let Some(outcome) = self.known(&sighting) {
                return Made { sighting, remarks: Vec::new(), outcome };
            }
        }
        self.made(sighting, self.reading.read_as(piece, content).document)
    }
}

impl Indexing<'_> {
    /// What is made of a file that is not opened, because it looks as it did when it was.
    fn trusted(&self, input: &Input, look: &Look) -> Option<Made> {
        let content = self.reading.trusted(look.spot.as_ref()?)?;
        let sighting = look.sighting(&input.id, input.file_name(), Some(content));
        match self.known(&sighting) {
            Some(outcome) => Some(Made { sighting, remarks: Vec::new(), outcome }),
            None => Some(self.made(sighting, self.reading.known(input, content)?.document)),
        }
    }

    /// What is done with a resume that the index knows.
    fn known(&self, sighting: &Sighting) -> Option<Outcome> {
        match self.before.known(sighting) {
            Known::Whole => Some(Outcome::Known),
            Known::Text(document) => Some(Outcome::Put(Box::new(self.before.entry(sighting, *document)), How::Anew)),
            Known::Nothing => None,
        }
    }

    /// What is done with a resume that was read.
    fn made(&self, sighting: Sighting, document: Result<Document, Problem>) -> Made {
        let document = match document {
            Ok(document) => document,
            Err(problem) => {
                let remarks = vec![remarks::problem(&problem)];
                return Made { sighting, remarks, outcome: Outcome::Unreadable };
            }
        };
        let how = match self.before.knows_place(&sighting) {
            false => How::New,
            true if document.may_be_cut_by_chance() => How::Anew,
            true => How::Changed,
        };
        let remarks = remarks::of_document(&document);
        let entry = self.before.entry(&sighting, document);
        Made { sighting, remarks, outcome: Outcome::Put(Box::new(entry), how) }
    }
}

impl Look {
    /// Where a resume of this id is seen: the file itself, or in it.
    fn sighting(&self, id: &str, file_name: Option<&str>, content: Option<Content>) -> Sighting {
        let inside = id.strip_prefix(&self.id).unwrap_or_default();
        Sighting {
            id: id.to_owned(),
            file_name: file_name.map(str::to_owned),
            place: ingest::escape_path(&self.file) + inside,
            inside: inside.to_owned(),
            stamp: self.stamp.clone(),
            content: content.map(|content| content.to_string()).unwrap_or_default(),
        }
    }
}

/// The path of a file or folder without links; of one that is gone, that of its folder serves.
pub fn settled(path: &Path) -> PathBuf {
    let in_folder = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    let settled = path.canonicalize().ok().or_else(in_folder).or_else(|| std::path::absolute(path).ok());
    settled.unwrap_or_else(|| path.to_owned())
}
