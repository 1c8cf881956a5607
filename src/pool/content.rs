//! The hash of a file's bytes, by which store and index recognise a resume wherever it lies.

use serde::{Deserialize, Serialize};

/// The BLAKE3 hash of a file's bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ContentHash(pub(super) [u8; blake3::OUT_LEN]);

impl ContentHash {
    /// Hashes `bytes`.
    pub fn of(bytes: &[u8]) -> ContentHash {
        ContentHash(*blake3::hash(bytes).as_bytes())
    }

    /// Parses a hash as `to_string` writes it: `blake3:` and 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<ContentHash> {
        let hash = blake3::Hash::from_hex(text.strip_prefix("blake3:")?).ok()?;
        Some(ContentHash(*hash.as_bytes()))
    }

    /// The hexadecimal digits, in lower case.
    #[cfg(feature = "store")]
    pub(super) fn digits(self) -> String {
        blake3::Hash::from_bytes(self.0).to_hex().to_string()
    }
}

impl std::fmt::Display for ContentHash {
    /// Writes the hash as outputs show it: `blake3:` and hexadecimal digits.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "blake3:{}", blake3::Hash::from_bytes(self.0).to_hex())
    }
}
