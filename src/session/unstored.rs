//! Reading and scoring without a store, for builds without the feature `store`.

use rolefit_document::Document;
use rolefit_ingest::{Input, RawResume};

use super::resume_reader::content_of_read;
use super::{Resume, ResumeReader, Session};
use crate::catalog::Catalog;
use crate::profile::Profile;
use crate::score::Assessment;

/// No store.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct StoreAccess;

/// The place of an input in a store, which does not exist here.
pub enum InputPlace {}

/// The key of a document in a store, which does not exist here.
pub(super) enum DocumentKey {}

/// The key of verdicts in a store, which does not exist here.
pub(super) enum VerdictKey {}

impl StoreAccess {
    pub(super) fn verdict_key(&self, _: &Catalog) -> Option<VerdictKey> {
        None
    }
}

impl ResumeReader {
    pub(super) fn place(&self, _: &Input) -> Option<InputPlace> {
        None
    }

    pub(super) fn unopened(&self, _: &Input, place: &InputPlace) -> Option<Resume> {
        match *place {}
    }

    pub(super) fn read(&self, piece: RawResume, _: Option<&InputPlace>) -> Resume {
        let RawResume { id, file_name, bytes } = piece;
        let mut content = None;
        let document = self.document(&id, bytes, |bytes| {
            let document = self.read_bytes(bytes, file_name.as_deref());
            content = Some(content_of_read(document.as_ref(), bytes));
            document
        });
        Resume { id, file_name, content, document, source: None }
    }
}

impl Session {
    pub(super) fn assess(&self, document: &Document, _: Option<DocumentKey>) -> (Profile, Assessment) {
        match &self.verdict_key {
            Some(verdict_key) => match *verdict_key {},
            None => self.engine.assess(document, self.as_of),
        }
    }
}
