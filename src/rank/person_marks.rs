//! The marks by which a ranking tells whose file a resume is.

use serde::{Deserialize, Serialize};

use crate::candidate::Candidate;
use rolefit_document::ProblemCode;

/// This many bytes tell keys apart: the kind, and a hash.
pub(super) const KEY_BYTES: usize = 16;
/// Hexadecimal digits of the hash of a word of a name. Two words of one pool never share so many by chance.
const WORD_DIGITS: usize = 16;

/// A mark that files of one person share. The order is that in which files are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shared {
    /// All bytes.
    Content,
    /// An e-mail address of the candidate's own.
    Email,
    /// A telephone number of the candidate's own.
    Telephone,
}

impl Shared {
    pub(super) const ALL: [Shared; 3] = [Shared::Content, Shared::Email, Shared::Telephone];

    /// Returns the words for people.
    pub fn words(self) -> &'static str {
        match self {
            Shared::Content => "the same content",
            Shared::Email => "the same e-mail address",
            Shared::Telephone => "the same telephone number",
        }
    }
}

/// The kind of a mark, then a hash of it.
pub(super) type Key = [u8; KEY_BYTES];

/// The marks of the person whose file it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PersonMarks {
    pub keys: Vec<Key>,
    /// The words of the certain name, parted by spaces.
    pub name: Vec<u8>,
}

impl PersonMarks {
    pub(super) fn of(candidate: &Candidate) -> PersonMarks {
        let person = candidate.as_scored().map(|scored| &scored.overview.person);
        let content = candidate.content.iter().filter(|_| !is_empty(candidate));
        let mut keys: Vec<Key> = content.map(|content| key(Shared::Content, content)).collect();
        if let Some(person) = person {
            keys.extend(person.emails.iter().map(|email| key(Shared::Email, email)));
            keys.extend(person.telephones.iter().map(|telephone| key(Shared::Telephone, telephone)));
        }
        PersonMarks { keys, name: person.map(|person| person.name.join(" ").into_bytes()).unwrap_or_default() }
    }

    /// Replaces all marks by hashes that only those who have `secret` can search for an address, a number or a name.
    /// Equal marks stay equal.
    pub(super) fn hide(&mut self, secret: &[u8; blake3::KEY_LEN]) {
        let hash = |bytes: &[u8]| blake3::keyed_hash(secret, bytes);
        for key in &mut self.keys {
            let plain = *key;
            // The first byte is the kind.
            for (byte, hidden) in key.iter_mut().zip(hash(&plain).as_bytes()).skip(1) {
                *byte = *hidden;
            }
        }
        let words = self.name.split(|&byte| byte == b' ').filter(|word| !word.is_empty());
        let words: Vec<String> = words.map(|word| hash(word).to_hex().chars().take(WORD_DIGITS).collect()).collect();
        self.name = words.join(" ").into_bytes();
    }
}

fn key(shared: Shared, mark: &str) -> Key {
    let mut key = *blake3::hash(mark.as_bytes()).as_bytes().first_chunk().unwrap_or(&[0; KEY_BYTES]);
    if let Some(kind) = key.first_mut() {
        *kind = shared as u8;
    }
    key
}

/// True if the file is empty. All empty files are identical, whoever sent them.
fn is_empty(candidate: &Candidate) -> bool {
    candidate.as_scored().is_none() && candidate.problem().is_some_and(|problem| problem.code == ProblemCode::Empty)
}
