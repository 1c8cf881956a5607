//! A resume as a run finds it, and the hashes by which the index tells that it holds the resume already.

use serde::Serialize;

use crate::pool::{Fingerprint, Location};

/// Bytes of a hash in a key: half a BLAKE3 hash, enough against accidents.
const KEY_BYTES: usize = 16;

/// The version of the code that reads texts: a hash of its sources, because people forget to raise a version number.
const READER: &str = env!("ROLEFIT_READER_VERSION");

/// The version of the code that extracts facts from a text and decides what is shown and withheld; hashes of sources as
/// well.
const ENGINE: &str = concat!(env!("ROLEFIT_ENGINE_VERSION"), env!("ROLEFIT_CANDIDATE_VERSION"));

/// A resume that a run found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResumeFile {
    /// The place of the resume.
    pub location: Location,
    /// The file's own name, if it has one in UTF-8. Its extension may decide how the bytes are read.
    pub file_name: Option<String>,
    /// The fingerprint of the file that is the resume or contains it.
    pub fingerprint: Option<Fingerprint>,
    /// `blake3:` and the hash of the resume's bytes.
    pub content: String,
}

impl ResumeFile {
    /// A resume that is a file of its own, with the path `file`; `id` is its name.
    pub fn new(id: &str, file: &str, content: &str) -> ResumeFile {
        ResumeFile {
            location: Location { id: id.to_owned(), file: file.to_owned(), inside: String::new() },
            file_name: Some(id.to_owned()),
            fingerprint: None,
            content: content.to_owned(),
        }
    }

    /// The hash of everything that decides the text.
    pub(super) fn source(&self) -> String {
        let extension = self.file_name.as_deref().and_then(|name| name.rsplit_once('.'));
        hash(&(READER, &self.content, extension.map(|(_, end)| end.to_ascii_lowercase())))
    }

    /// The hash of everything that decides the resume's document in the index; `vocabulary` is the hash of the
    /// vocabulary.
    pub(super) fn key(&self, vocabulary: &str) -> String {
        hash(&(ENGINE, self.source(), &self.location.path(), &self.location.id, vocabulary))
    }

    /// The order of resumes that are equally relevant: by the hash of the content, then by that of the path.
    pub(super) fn order(&self) -> u64 {
        let first =
            |text: &str| u64::from_be_bytes(*blake3::hash(text.as_bytes()).as_bytes().first_chunk().unwrap_or(&[0; 8]));
        // The other 44 bits hold the content's hash; so many are seldom shared by two contents.
        const PATH_BITS: u32 = 20;
        first(&self.content) >> PATH_BITS << PATH_BITS | first(&self.location.path()) >> (u64::BITS - PATH_BITS)
    }
}

/// Hashes a value that can be written as JSON; returns hexadecimal digits.
pub(super) fn hash(of: &impl Serialize) -> String {
    let json = serde_json::to_vec(of);
    debug_assert!(json.is_ok(), "all that cannot be encoded shares one hash");
    let mut bytes = [0; KEY_BYTES];
    blake3::Hasher::new().update(&json.unwrap_or_default()).finalize_xof().fill(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_file_is_read_from_the_same_source_and_another_extension_is_not() {
        let [here, there, markdown] = [("ana.txt", "/a/ana.txt"), ("ana.txt", "/b/ana.txt"), ("ana.md", "/a/ana.md")]
            .map(|(id, path)| ResumeFile::new(id, path, "blake3:00"));
        assert_eq!(here.source(), there.source());
        assert_ne!(here.key(""), there.key(""));
        assert_ne!(here.key(""), here.key("another vocabulary"));
        assert_ne!(here.source(), markdown.source());
        assert_ne!(here.order(), there.order());
    }
}
