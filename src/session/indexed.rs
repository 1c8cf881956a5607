//! The reader of a session as the reader of an update of the search index.

use rolefit_document::{Document, Problem};
use rolefit_ingest::{Input, RawResume};

use super::ResumeReader;
use super::stored::InputPlace;
use crate::pool::ContentHash;
use crate::pool::search;

impl search::ResumeReader for ResumeReader {
    type Snapshot = InputPlace;

    fn snapshot(&self, input: &Input) -> Option<InputPlace> {
        self.place(input)
    }

    fn unchanged(&self, place: &InputPlace) -> Option<ContentHash> {
        ResumeReader::unchanged(self, place)
    }

    fn remembered(&self, input: &Input, content: ContentHash) -> Option<Result<Document, Problem>> {
        Some(self.known(input, content)?.document)
    }

    fn remember(&self, id: &str, place: Option<&InputPlace>, content: ContentHash) {
        self.record_place(id, place, content);
    }

    fn read(&self, resume: RawResume, content: Option<ContentHash>) -> Result<Document, Problem> {
        self.read_content(resume, content).document
    }
}
