//! Reading and scoring with a store: results are taken from it, and new results are kept in it.

use std::sync::Arc;

use rolefit_document::Document;
use rolefit_ingest::{Input, RawResume};

use super::resume_reader::content_of_read;
use super::{Resume, ResumeReader, Session};
use crate::catalog::Catalog;
use crate::pool::ContentHash;
use crate::pool::store::{FileSnapshot, Store};
use crate::profile::Profile;
use crate::score::Assessment;

pub(super) use crate::pool::store::{DocumentKey, VerdictKey};

/// The store of a reader, if it has one.
#[derive(Clone, Debug, Default)]
pub(super) struct StoreAccess {
    store: Option<Arc<Store>>,
    trusts_mtime: bool,
}

/// The place of an input in the store.
pub struct InputPlace {
    id: String,
    place: FileSnapshot,
}

impl InputPlace {
    /// The place of the resume `id`: the input itself, or an entry inside it.
    fn of_resume(&self, id: &str) -> FileSnapshot {
        let inside = id.strip_prefix(&self.id).and_then(|inside| inside.strip_prefix('/'));
        inside.map_or_else(|| self.place.clone(), |inside| self.place.inside(inside))
    }
}

impl StoreAccess {
    /// The key under which the store has the verdicts of `catalog`. `None` without a store.
    pub(super) fn verdict_key(&self, catalog: &Catalog) -> Option<VerdictKey> {
        self.store.as_ref().map(|_| VerdictKey::new(catalog))
    }
}

impl ResumeReader {
    /// Keeps results in `store` and uses those it has. With `trust_mtime`, files whose size and times are unchanged
    /// since they were last read are not opened.
    pub fn with_store(mut self, store: Arc<Store>, trust_mtime: bool) -> ResumeReader {
        self.store = StoreAccess { store: Some(store), trusts_mtime: trust_mtime };
        self
    }

    /// The store, if there is one.
    pub fn store(&self) -> Option<&Store> {
        self.store.store.as_deref()
    }

    /// The place of `input` in the store. `None` without a store, and for standard input.
    pub(super) fn place(&self, input: &Input) -> Option<InputPlace> {
        self.store()?;
        let place = FileSnapshot::of(input.path.as_deref()?, input.follows_link)?;
        Some(InputPlace { id: input.id.clone(), place })
    }

    /// The content of a file that need not be opened, because its size and times are unchanged and are trusted.
    pub(super) fn unchanged(&self, place: &InputPlace) -> Option<ContentHash> {
        let store = self.store().filter(|_| self.store.trusts_mtime)?;
        let content = store.content_at(&place.place)?;
        // The id of this run must find the file too when somebody is forgotten by id.
        store.keep_location(&place.place, &place.id, content);
        tracing::debug!(place.id, "file not opened: it looks as it did");
        Some(content)
    }

    /// The resume with this content, if the store has its document.
    pub(super) fn known(&self, input: &Input, content: ContentHash) -> Option<Resume> {
        let file_name = input.file_name();
        let source = DocumentKey::new(content, file_name, &self.limits());
        let document = self.store()?.document(&source)?;
        let (id, file_name, content) = (input.id.clone(), file_name.map(str::to_owned), Some(content.to_string()));
        Some(Resume { id, file_name, content, document, source: Some(source) })
    }

    /// The resume of a file that need not be opened.
    pub(super) fn unopened(&self, input: &Input, place: &InputPlace) -> Option<Resume> {
        self.known(input, self.unchanged(place)?)
    }

    /// Reads `piece`, which was found at `place`, and records its place.
    pub(super) fn read(&self, piece: RawResume, place: Option<&InputPlace>) -> Resume {
        // Without a store, whoever reads the file hashes it.
        let content = piece.bytes.as_deref().ok().filter(|_| self.store().is_some()).map(ContentHash::of);
        if let Some(content) = content {
            self.record_place(&piece.id, place, content);
        }
        self.read_content(piece, content)
    }

    /// Records in the store that `content` is at `place`.
    pub(super) fn record_place(&self, id: &str, place: Option<&InputPlace>, content: ContentHash) {
        if let Some((store, place)) = self.store().zip(place) {
            store.keep_location(&place.of_resume(id), id, content);
        }
    }

    /// Reads `piece`, whose `content` hash is known if there is a store. No place is recorded.
    pub(super) fn read_content(&self, piece: RawResume, content: Option<ContentHash>) -> Resume {
        let RawResume { id, file_name, bytes } = piece;
        let file = file_name.as_deref();
        let stored = self.store().zip(content);
        let stored = stored.map(|(store, content)| (store, DocumentKey::new(content, file, &self.limits())));
        let mut named = content.map(|content| content.to_string());
        let document = self.document(&id, bytes, |bytes| match &stored {
            None => {
                let document = self.read_bytes(bytes, file);
                named = Some(content_of_read(document.as_ref(), bytes));
                document
            }
            Some((store, source)) => store.document(source).unwrap_or_else(|| {
                let document = self.read_bytes(bytes, file);
                store.keep_document(source, &document);
                document
            }),
        });
        // Another run may read more of a file that hit a limit of time or memory, so its verdicts are not kept.
        let is_whole = document.as_ref().is_ok_and(|document| !document.may_be_cut_by_chance());
        let source = stored.map(|(_, source)| source).filter(|_| is_whole);
        Resume { content: named, id, file_name, document, source }
    }
}

impl Session {
    /// The facts and verdicts of a document: from the store as far as it has them, else computed and kept.
    pub(super) fn assess(&self, document: &Document, source: Option<DocumentKey>) -> (Profile, Assessment) {
        let (Some(store), Some(verdict_key), Some(source)) = (self.options.reader.store(), &self.verdict_key, &source)
        else {
            return self.engine.assess(document, self.as_of);
        };
        let profile = store.profile(source, verdict_key).unwrap_or_else(|| {
            let profile = self.engine.profile(document);
            store.keep_profile(source, verdict_key, &profile);
            profile
        });
        let assessment = store.assessment(source, verdict_key, self.as_of).unwrap_or_else(|| {
            let assessment = self.engine.assess_profile(document, &profile, self.as_of);
            store.keep_assessment(source, verdict_key, self.as_of, &assessment);
            assessment
        });
        (profile, assessment)
    }
}
