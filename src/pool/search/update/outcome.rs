//! Decides for each resume of an update if it has to be read, and prepares it for the index.

use std::path::PathBuf;

use rolefit_document::{Document, Problem};
use rolefit_ingest::{self as ingest, Input, Processor, RawResume};

use super::super::{IndexSnapshot, Known, PreparedResume, ResumeFile};
use super::{ResumeReader, resolved};
use crate::pool::{ContentHash, Fingerprint, Location};

/// The result for one resume.
pub(super) struct Made<M> {
    pub file: ResumeFile,
    /// The message about a resume that was read.
    pub message: Option<M>,
    pub outcome: Outcome,
}

/// The change to the index for one resume.
pub(super) enum Outcome {
    /// None: the index holds the resume, unchanged.
    Known,
    /// The resume is put into the index.
    Put(Box<PreparedResume>, Reason),
    /// None: the resume could not be read.
    Unreadable,
}

/// The reason why a resume is put into the index.
#[derive(Clone, Copy)]
pub(super) enum Reason {
    /// The index did not know its place.
    New,
    /// The index knew another resume at its place.
    Changed,
    /// The resume moved, the vocabulary changed, or the machine's load had cut the text short.
    Anew,
}

/// Reads and prepares resumes, in many threads.
pub(super) struct OutcomeMaker<'a, R, D> {
    pub reader: &'a R,
    pub snapshot: IndexSnapshot<'a>,
    pub describe: D,
}

/// A file before it is opened. The fingerprint is taken first, so that the next run notices a change during reading.
pub(super) struct Unopened<S> {
    id: String,
    file: PathBuf,
    fingerprint: Option<Fingerprint>,
    snapshot: Option<S>,
}

impl<R: ResumeReader, M: Send, D: Fn(&Result<Document, Problem>) -> M + Sync> Processor for OutcomeMaker<'_, R, D> {
    type Output = Made<M>;
    type FileInfo = Unopened<R::Snapshot>;

    fn look_up(&self, input: &Input) -> Result<Made<M>, Unopened<R::Snapshot>> {
        let file = input.path.as_deref().map(resolved).unwrap_or_default();
        let fingerprint = Fingerprint::of_file(&file);
        let unopened = Unopened { id: input.id.clone(), file, fingerprint, snapshot: self.reader.snapshot(input) };
        self.unchanged(input, &unopened).ok_or(unopened)
    }

    fn process(&self, unopened: Option<&Unopened<R::Snapshot>>, piece: RawResume) -> Made<M> {
        let content = piece.bytes.as_deref().ok().map(ContentHash::of);
        let Some(unopened) = unopened else {
            // The file could not even be found.
            let location = Location { id: piece.id.clone(), ..Location::default() };
            return self.prepared(ResumeFile { location, ..ResumeFile::default() }, self.reader.read(piece, content));
        };
        let file = unopened.resume_file(&piece.id, piece.file_name.as_deref(), content);
        if let Some(content) = content {
            self.reader.remember(&piece.id, unopened.snapshot.as_ref(), content);
            if let Some(outcome) = self.known(&file) {
                return Made { file, message: None, outcome };
            }
        }
        self.prepared(file, self.reader.read(piece, content))
    }
}

impl<R: ResumeReader, M, D: Fn(&Result<Document, Problem>) -> M> OutcomeMaker<'_, R, D> {
    /// Returns the result for a file that need not be opened, because it is unchanged and its text is known.
    fn unchanged(&self, input: &Input, unopened: &Unopened<R::Snapshot>) -> Option<Made<M>> {
        let content = self.reader.unchanged(unopened.snapshot.as_ref()?)?;
        let file = unopened.resume_file(&input.id, input.file_name(), Some(content));
        match self.known(&file) {
            Some(outcome) => Some(Made { file, message: None, outcome }),
            None => Some(self.prepared(file, self.reader.remembered(input, content)?)),
        }
    }

    /// Returns the outcome for a resume whose text the index holds.
    fn known(&self, file: &ResumeFile) -> Option<Outcome> {
        match self.snapshot.known(file) {
            Known::Whole => Some(Outcome::Known),
            Known::Text(document) => Some(Outcome::Put(Box::new(self.snapshot.prepare(file, *document)), Reason::Anew)),
            Known::Nothing => None,
        }
    }

    /// Returns the result for a resume that was read.
    fn prepared(&self, file: ResumeFile, document: Result<Document, Problem>) -> Made<M> {
        let message = Some((self.describe)(&document));
        let Ok(document) = document else { return Made { file, message, outcome: Outcome::Unreadable } };
        let reason = match self.snapshot.has_location(&file) {
            false => Reason::New,
            true if document.may_be_cut_by_chance() => Reason::Anew,
            true => Reason::Changed,
        };
        let resume = Box::new(self.snapshot.prepare(&file, document));
        Made { file, message, outcome: Outcome::Put(resume, reason) }
    }
}

impl<S> Unopened<S> {
    /// Returns the resume with this id, which is the file or is inside it.
    fn resume_file(&self, id: &str, file_name: Option<&str>, content: Option<ContentHash>) -> ResumeFile {
        let inside = id.strip_prefix(&self.id);
        debug_assert!(inside.is_some(), "{id} is not in {}", self.id);
        ResumeFile {
            location: Location {
                id: id.to_owned(),
                file: ingest::escape_path(&self.file),
                inside: inside.unwrap_or_default().to_owned(),
            },
            file_name: file_name.map(str::to_owned),
            fingerprint: self.fingerprint,
            content: content.map(|content| content.to_string()).unwrap_or_default(),
        }
    }
}
