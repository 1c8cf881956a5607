//! Keys of records: the hash of a file's bytes, then a hash of everything else that decides the record.
//!
//! A document depends on the bytes, the reader, its limits, and the extension of the file's name, which tells Markdown
//! from plain text. A profile depends on its document, the engine and the vocabulary; an assessment on its profile, the
//! catalog and the roles. The as-of date is part of an assessment's record rather than its key, so that each day's
//! assessment replaces the one of the day before.

use serde::Serialize;

use super::version;
use crate::catalog::Catalog;
use crate::pool::ContentHash;
use rolefit_ingest::Limits;

/// Bytes of a [`ContextHash`]: half a BLAKE3 hash.
const CONTEXT_BYTES: usize = 16;
/// A hash of everything except the content that decides a record.
type ContextHash = [u8; CONTEXT_BYTES];

/// Returns the content whose hash begins the key.
pub(super) fn content_of_key(key: &[u8]) -> Option<ContentHash> {
    key.first_chunk().copied().map(ContentHash)
}

/// The bytes to read and the way they are read; together they decide the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentKey {
    /// The hash of the bytes.
    pub content: ContentHash,
    reading: ContextHash,
}

impl DocumentKey {
    /// Bytes that are read within `limits`. Of the file name only the extension makes a difference.
    pub fn new(content: ContentHash, file_name: Option<&str>, limits: &Limits) -> DocumentKey {
        let extension = file_name.and_then(|name| name.rsplit_once('.')).map(|(_, end)| end.to_ascii_lowercase());
        DocumentKey { content, reading: context(&(version::READER, limits, extension)) }
    }

    pub(super) fn document_key(&self) -> Vec<u8> {
        [&self.content.0[..], &self.reading].concat()
    }

    fn key_for(&self, context: &ContextHash) -> Vec<u8> {
        [&self.content.0[..], &self.reading, context].concat()
    }
}

/// The engine, vocabulary and roles that judge documents; together with a [`DocumentKey`] they decide profile and
/// assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerdictKey {
    profile: ContextHash,
    assessment: ContextHash,
}

impl VerdictKey {
    /// This version of the engine with the roles and the vocabulary of `catalog`.
    pub fn new(catalog: &Catalog) -> VerdictKey {
        let roles: Vec<&str> = catalog.roles.iter().map(|role| role.id.as_str()).collect();
        let vocabulary = serde_json::to_vec(&catalog.vocabulary);
        debug_assert!(vocabulary.is_ok(), "a vocabulary that cannot be encoded shares its key with others");
        VerdictKey {
            profile: context(&(version::ENGINE, blake3::hash(&vocabulary.unwrap_or_default()).as_bytes())),
            assessment: context(&(version::ENGINE, &catalog.hash, roles)),
        }
    }

    pub(super) fn profile_key(&self, source: &DocumentKey) -> Vec<u8> {
        source.key_for(&self.profile)
    }

    pub(super) fn assessment_key(&self, source: &DocumentKey) -> Vec<u8> {
        source.key_for(&self.assessment)
    }
}

/// Hashes a tuple. Tuples of different types may have the same encoding, so each table must use one type.
fn context(of: &impl Serialize) -> ContextHash {
    let mut context = [0; CONTEXT_BYTES];
    let encoded = postcard::to_allocvec(of);
    debug_assert!(encoded.is_ok(), "all that cannot be encoded shares one key");
    blake3::Hasher::new().update(&encoded.unwrap_or_default()).finalize_xof().fill(&mut context);
    context
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_moved_or_renamed_file_keeps_its_key_and_another_extension_has_another() {
        let limits = Limits::default();
        let key = |name| DocumentKey::new(ContentHash::of(b"Ana"), name, &limits).document_key();
        assert_eq!(key(Some("ana.md")), key(Some("applications 2026/ANA KELLER.MD")));
        assert_ne!(key(Some("ana.md")), key(Some("ana.txt")));
        assert_ne!(key(Some("ana.md")), key(Some("ana")));
        assert_eq!(key(None), key(Some("ana")));
    }

    #[test]
    fn other_limits_read_another_document() {
        let key = |limits: Limits| DocumentKey::new(ContentHash::of(b"Ana"), None, &limits).document_key();
        assert_ne!(key(Limits::default()), key(Limits { max_pages: 3, ..Limits::default() }));
    }

    #[test]
    fn a_role_changes_the_assessment_and_a_word_the_profile_too() {
        let source = DocumentKey::new(ContentHash::of(b"Ana"), None, &Limits::default());
        let keys = |catalog: &Catalog| {
            let verdict_key = VerdictKey::new(catalog);
            (verdict_key.profile_key(&source), verdict_key.assessment_key(&source))
        };
        let mut catalog = Catalog::embedded().unwrap();
        let all = keys(&catalog);
        catalog.roles.truncate(1);
        let one = keys(&catalog);
        assert_eq!(all.0, one.0);
        assert_ne!(all.1, one.1);
        catalog.vocabulary.time.how_long_ago ^= true;
        assert_ne!(keys(&catalog).0, one.0);
    }
}
