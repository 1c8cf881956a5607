//! Groups contents by person: files belong to one person if they share an e-mail address or telephone number, directly
//! or through other files.

use std::collections::{BTreeMap, BTreeSet};

use crate::candidate::person_keys;
use crate::pool::ContentHash;
use crate::profile::Profile;

/// Bytes kept of the hash of a contact. The contact cannot be read back from the hash.
const HASH_BYTES: usize = 16;

/// The hash of an e-mail address or telephone number.
pub(super) type ContactHash = [u8; HASH_BYTES];

/// The hashes of the contacts in a profile.
pub(super) fn hashes(profile: &Profile) -> Vec<ContactHash> {
    person_keys(profile).iter().map(|contact| hash(contact)).collect()
}

/// Hashes an e-mail address in lower case, or the last digits of a telephone number.
pub(super) fn hash(contact: &str) -> ContactHash {
    let mut hash = ContactHash::default();
    blake3::Hasher::new().update(contact.as_bytes()).finalize_xof().fill(&mut hash);
    hash
}

/// Returns `contents` and all contents that belong to the same persons.
pub(super) fn same_person(
    contents: &BTreeSet<ContentHash>,
    contacts: &BTreeMap<ContentHash, Vec<ContactHash>>,
) -> BTreeSet<ContentHash> {
    let mut by_contact: BTreeMap<ContactHash, Vec<ContentHash>> = BTreeMap::new();
    for (content, contacts) in contacts {
        for contact in contacts {
            by_contact.entry(*contact).or_default().push(*content);
        }
    }
    let mut group = contents.clone();
    let mut queue: Vec<ContentHash> = contents.iter().copied().collect();
    while let Some(content) = queue.pop() {
        for contact in contacts.get(&content).into_iter().flatten() {
            // Removing a contact makes sure that it is followed only once.
            for other in by_contact.remove(contact).into_iter().flatten() {
                if group.insert(other) {
                    queue.push(other);
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
        let [a, b, c, d] = ["a", "b", "c", "d"].map(|bytes| ContentHash::of(bytes.as_bytes()));
        let contacts = BTreeMap::from([
            (a, vec![hash("ana@example.com")]),
            (b, vec![hash("5550102030"), hash("ana@example.com")]),
            (c, vec![hash("5550102030")]),
            (d, vec![hash("dan@example.com")]),
        ]);
        assert_eq!(same_person(&BTreeSet::from([c]), &contacts), BTreeSet::from([a, b, c]));
        assert_eq!(same_person(&BTreeSet::from([d]), &contacts), BTreeSet::from([d]));
    }
}
