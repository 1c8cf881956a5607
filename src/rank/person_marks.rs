//! The marks by which a ranking tells whose file a resume is.

use serde::{Deserialize, Serialize};

use crate::candidate::Candidate;
use rolefit_document::ProblemCode;

/// This many bytes tell keys apart: the kind, and a hash.
pub(super) const KEY_BYTES: usize = 16;
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
