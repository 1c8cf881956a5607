//! The keys of records: the hash of a file's bytes, then of all else that decides what is made of them.
//!
//! A document depends on the bytes, the reader, its limits, and the extension of the file's name, which tells Markdown from
//! plain text. A profile depends on its document, the engine and the vocabulary; an assessment on its profile, the catalog and
//! the roles. The day stands in the assessment's record, so that each day's takes the place of the day before's.

use serde::{Deserialize, Serialize};

use super::version;
use crate::catalog::Catalog;
use rolefit_ingest::Limits;

/// Bytes of the hash of all that decides beside the content; half a BLAKE3 hash.
const CONTEXT_BYTES: usize = 16;
type Context = [u8; CONTEXT_BYTES];

/// The BLAKE3 hash of a file's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Content(pub(super) [u8; blake3::OUT_LEN]);

impl Content {
    /// Hashes `bytes`.
    pub fn of(bytes: &[u8]) -> Content {
        Content(*blake3::hash(bytes).as_bytes())
    }

    /// What [`Content`]'s `to_string` gave this name.
    pub fn named(name: &str) -> Option<Content> {
        let hash = blake3::Hash::from_hex(name.strip_prefix("blake3:")?).ok()?;
        Some(Content(*hash.as_bytes()))
    }

    /// The content that a key begins with.
    pub(super) fn of_key(key: &[u8]) -> Option<Content> {
        key.first_chunk().copied().map(Content)
    }
}

impl std::fmt::Display for Content {
    /// As outputs name a content: `blake3:` and hexadecimal digits.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "blake3:{}", blake3::Hash::from_bytes(self.0).to_hex())
    }
}

/// Which bytes are read, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// Which bytes.
    pub content: Content,
    reading: Context,
}

impl Source {
    /// Bytes that are read within `limits` under a name; of that, only the extension makes a difference.
    pub fn new(content: Content, file_name: Option<&str>, limits: &Limits) -> Source {
        let extension = file_name.and_then(|name| name.rsplit_once('.')).map(|(_, end)| end.to_ascii_lowercase());
        Source { content, reading: context(&(version::READER, limits, extension)) }
    }

    pub(super) fn document_key(&self) -> Vec<u8> {
        [&self.content.0[..], &self.reading].concat()
    }

    fn key_for(&self, context: &Context) -> Vec<u8> {
        [&self.content.0[..], &self.reading, context].concat()
    }
}

/// What documents are judged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judge {
    profile: Context,
    assessment: Context,
}

impl Judge {
    /// The roles and the vocabulary of `catalog`.
    pub fn new(catalog: &Catalog) -> Judge {
        let roles: Vec<&str> = catalog.roles.iter().map(|role| role.id.as_str()).collect();
        let vocabulary = serde_json::to_vec(&catalog.vocabulary).unwrap_or_default();
        Judge {
            profile: context(&(version::ENGINE, blake3::hash(&vocabulary).as_bytes())),
            assessment: context(&(version::ENGINE, &catalog.hash, roles)),
        }
    }

    pub(super) fn profile_key(&self, source: &Source) -> Vec<u8> {
        source.key_for(&self.profile)
    }

    pub(super) fn assessment_key(&self, source: &Source) -> Vec<u8> {
        source.key_for(&self.assessment)
    }
}

/// The hash of what decides. Types that are encoded to the same bytes never stand in the same place.
fn context(of: &impl Serialize) -> Context {
    let mut context = [0; CONTEXT_BYTES];
    let encoded = postcard::to_allocvec(of).unwrap_or_default();
    blake3::Hasher::new().update(&encoded).finalize_xof().fill(&mut context);
    context
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_moved_or_renamed_file_keeps_its_key_and_another_extension_has_another() {
        let limits = Limits::default();
        let key = |name| Source::new(Content::of(b"Ana"), name, &limits).document_key();
        assert_eq!(key(Some("ana.md")), key(Some("applications 2026/ANA KELLER.MD")));
        assert_ne!(key(Some("ana.md")), key(Some("ana.txt")));
        assert_ne!(key(Some("ana.md")), key(Some("ana")));
        assert_eq!(key(None), key(Some("ana")));
    }

    #[test]
    fn other_limits_read_another_document() {
        let key = |limits: Limits| Source::new(Content::of(b"Ana"), None, &limits).document_key();
        assert_ne!(key(Limits::default()), key(Limits { max_pages: 3, ..Limits::default() }));
    }

    #[test]
    fn a_role_changes_the_assessment_and_a_word_the_profile_too() {
        let source = Source::new(Content::of(b"Ana"), None, &Limits::default());
        let keys = |catalog: &Catalog| {
            let judge = Judge::new(catalog);
            (judge.profile_key(&source), judge.assessment_key(&source))
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
