//! Where a resume was seen and what its bytes were: what the index knows it by.

use serde::Serialize;

/// Bytes of a hash in a key; half a BLAKE3 hash, which no accident meets.
const KEY_BYTES: usize = 16;

/// What reads texts: a hash of its sources, because a number that somebody must raise is forgotten.
const READER: &str = env!("ROLEFIT_READER_VERSION");

/// What makes out facts of a text, and what of them is shown of a candidate and withheld: hashes too.
const MAKER: &str = concat!(env!("ROLEFIT_ENGINE_VERSION"), env!("ROLEFIT_CANDIDATE_VERSION"));

/// A resume that was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sighting {
    /// The candidate's id.
    pub id: String,
    /// The file's own name, if it has one in UTF-8; its extension has part in how bytes are read.
    pub file_name: Option<String>,
    /// The absolute path of the file, as ids are written, and what stands in it. No two resumes have the same.
    pub place: String,
    /// The end of it that stands in the file, from its `/`; nothing if the resume is the file.
    pub inside: String,
    /// How the file looked, so that it need not be read to know that it is the same.
    pub stamp: Option<String>,
    /// `blake3:` and the hash of the resume's bytes.
    pub content: String,
}

impl Sighting {
    /// A resume that is a file of its own; `id` is its name.
    pub fn of(id: &str, place: &str, content: &str) -> Sighting {
        Sighting {
            id: id.to_owned(),
            file_name: Some(id.to_owned()),
            place: place.to_owned(),
            inside: String::new(),
            stamp: None,
            content: content.to_owned(),
        }
    }

    /// The hash of what the text is read from, and by what version.
    pub(super) fn source(&self) -> String {
        let extension = self.file_name.as_deref().and_then(|name| name.rsplit_once('.'));
        hash(&(READER, &self.content, extension.map(|(_, end)| end.to_ascii_lowercase())))
    }

    /// The hash of what the whole document depends on; `by` is the hash of what recognises facts.
    pub(super) fn key(&self, by: &str) -> String {
        hash(&(MAKER, self.source(), &self.place, &self.id, by))
    }

    /// What decides between equally relevant resumes: content before place.
    pub(super) fn order(&self) -> u64 {
        let first =
            |text: &str| u64::from_be_bytes(*blake3::hash(text.as_bytes()).as_bytes().first_chunk().unwrap_or(&[0; 8]));
        // So many bits of the content's hash stand first that contents seldom share them.
        const PLACE_BITS: u32 = 20;
        first(&self.content) >> PLACE_BITS << PLACE_BITS | first(&self.place) >> (u64::BITS - PLACE_BITS)
    }
}

/// A hash in hexadecimal of something that can be written as JSON.
pub(super) fn hash(of: &impl Serialize) -> String {
    let json = serde_json::to_vec(of).unwrap_or_default();
    let mut bytes = [0; KEY_BYTES];
    blake3::Hasher::new().update(&json).finalize_xof().fill(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_file_is_read_from_the_same_source_and_another_extension_is_not() {
        let [here, there, markdown] = [("ana.txt", "/a/ana.txt"), ("ana.txt", "/b/ana.txt"), ("ana.md", "/a/ana.md")]
            .map(|(id, place)| Sighting::of(id, place, "blake3:00"));
        assert_eq!(here.source(), there.source());
        assert_ne!(here.key(""), there.key(""));
        assert_ne!(here.key(""), here.key("another vocabulary"));
        assert_ne!(here.source(), markdown.source());
        assert_ne!(here.order(), there.order());
    }
}
