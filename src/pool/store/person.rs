//! Which contents are one person's: those that share an e-mail address or telephone number, directly or through others.

use std::collections::{BTreeMap, BTreeSet};

use super::key::Content;
use crate::candidate::person_keys;
use crate::profile::Profile;

/// Bytes kept of the hash of a contact; what is kept cannot be read back, only met again.
const MARK_BYTES: usize = 16;

/// The hash of a contact.
pub(super) type Mark = [u8; MARK_BYTES];

/// The contacts of a profile.
pub(super) fn marks(profile: &Profile) -> Vec<Mark> {
    person_keys(profile).iter().map(|key| mark(key)).collect()
}

/// The hash of an e-mail address in lower case, or of the last digits of a telephone number.
pub(super) fn mark(contact: &str) -> Mark {
    let mut mark = Mark::default();
    blake3::Hasher::new().update(contact.as_bytes()).finalize_xof().fill(&mut mark);
    mark
}

/// All contents that are the same person's as any of `of`, with those.
pub(super) fn group(of: &BTreeSet<Content>, marks: &BTreeMap<Content, Vec<Mark>>) -> BTreeSet<Content> {
    let mut by_mark: BTreeMap<Mark, Vec<Content>> = BTreeMap::new();
    for (content, marks) in marks {
        for mark in marks {
            by_mark.entry(*mark).or_default().push(*content);
        }
    }
    let mut group = of.clone();
    let mut to_do: Vec<Content> = of.iter().copied().collect();
    while let Some(content) = to_do.pop() {
        for mark in marks.get(&content).into_iter().flatten() {
            // Each contact is followed once.
            for other in by_mark.remove(mark).into_iter().flatten() {
                if group.insert(other) {
                    to_do.push(other);
                }
            }
        }
    }
    group
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_followed_from_file_to_file() {
        let [a, b, c, d] = ["a", "b", "c", "d"].map(|bytes| Content::of(bytes.as_bytes()));
        let marks = BTreeMap::from([
            (a, vec![mark("ana@example.com")]),
            (b, vec![mark("5550102030"), mark("ana@example.com")]),
            (c, vec![mark("5550102030")]),
            (d, vec![mark("dan@example.com")]),
        ]);
        assert_eq!(group(&BTreeSet::from([c]), &marks), BTreeSet::from([a, b, c]));
        assert_eq!(group(&BTreeSet::from([d]), &marks), BTreeSet::from([d]));
    }
}
