//! Groups contents by person: files belong to one person if their own contact blocks share an e-mail address or
//! telephone number, directly or through other files, and no certain name speaks against it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::candidate::{PersonKeys, names_agree, persons_at_address};
use crate::pool::ContentHash;

/// Bytes kept of a hash. The contact or name cannot be read back from it.
const HASH_BYTES: usize = 16;

/// The hash of an e-mail address, a telephone number, or a word of a name.
type KeyHash = [u8; HASH_BYTES];

/// The hashed marks of the person whose file it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct PersonHashes {
    contacts: Vec<KeyHash>,
    /// The words of the certain name; empty if no name is certain.
    name: Vec<KeyHash>,
}

impl PersonHashes {
    pub(super) fn of(keys: &PersonKeys) -> PersonHashes {
        PersonHashes {
            contacts: keys.contacts().map(|contact| hash(contact)).collect(),
            name: keys.name.iter().map(|word| hash(word)).collect(),
        }
    }

    /// True if neither contact nor name is known.
    pub(super) fn is_empty(&self) -> bool {
        self.contacts.is_empty()
    }

    /// True if the e-mail address is among the contacts.
    pub(super) fn states(&self, address: &str) -> bool {
        self.contacts.contains(&hash(&address.to_lowercase()))
    }

    /// Adds the marks found in another place for the same content.
    pub(super) fn add(&mut self, other: PersonHashes) {
        self.contacts.extend(other.contacts);
        if self.name.is_empty() {
            self.name = other.name;
        }
    }
}

fn hash(contact: &str) -> KeyHash {
    let mut hash = KeyHash::default();
    blake3::Hasher::new().update(contact.as_bytes()).finalize_xof().fill(&mut hash);
    hash
}

/// True if certain names say that the contents are of several persons.
pub(super) fn are_several(contents: &BTreeSet<ContentHash>, persons: &BTreeMap<ContentHash, PersonHashes>) -> bool {
    let names: Vec<&[KeyHash]> =
        contents.iter().filter_map(|content| persons.get(content)).map(|person| person.name.as_slice()).collect();
    names.iter().enumerate().any(|(at, name)| names.iter().skip(at + 1).any(|other| !names_agree(name, other)))
}

/// Returns `contents` and all contents that belong to the same persons.
pub(super) fn same_person(
    contents: &BTreeSet<ContentHash>,
    persons: &BTreeMap<ContentHash, PersonHashes>,
) -> BTreeSet<ContentHash> {
    let mut by_contact: BTreeMap<KeyHash, Vec<ContentHash>> = BTreeMap::new();
    for (content, person) in persons {
        for contact in &person.contacts {
            by_contact.entry(*contact).or_default().push(*content);
        }
    }
    let name_of = |content: &ContentHash| persons.get(content).map_or(&[][..], |person| person.name.as_slice());
    let mut group = contents.clone();
    // Each content is followed with the name that led to it, so that a file without a name joins no two persons.
    let mut queue: Vec<(ContentHash, &[KeyHash])> =
        contents.iter().map(|content| (*content, name_of(content))).collect();
    while let Some((content, name)) = queue.pop() {
        for contact in persons.get(&content).map_or(&[][..], |person| person.contacts.as_slice()) {
            let Some(holders) = by_contact.get(contact) else { continue };
            let names: Vec<&[KeyHash]> = holders.iter().map(name_of).collect();
            let numbers = persons_at_address(&names);
            let own = holders.iter().position(|holder| *holder == content).and_then(|at| numbers.get(at).copied());
            for (other, number) in holders.iter().zip(&numbers) {
                let is_same = number.is_some() && own == Some(*number) && names_agree(name, name_of(other));
                if is_same && group.insert(*other) {
                    queue.push((*other, if name.is_empty() { name_of(other) } else { name }));
                }
            }
        }
    }
    group
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &[&str], contacts: &[&str]) -> PersonHashes {
        let hashes = |words: &[&str]| words.iter().map(|word| hash(word)).collect();
        PersonHashes { contacts: hashes(contacts), name: hashes(name) }
    }

    fn contents<const N: usize>(names: [&str; N]) -> [ContentHash; N] {
        names.map(|bytes| ContentHash::of(bytes.as_bytes()))
    }

    #[test]
    fn a_person_is_followed_from_file_to_file() {
        let [a, b, c, d] = contents(["a", "b", "c", "d"]);
        let persons = BTreeMap::from([
            (a, person(&[], &["ana@example.com"])),
            (b, person(&[], &["5550102030", "ana@example.com"])),
            (c, person(&[], &["5550102030"])),
            (d, person(&[], &["dan@example.com"])),
        ]);
        assert_eq!(same_person(&BTreeSet::from([c]), &persons), BTreeSet::from([a, b, c]));
        assert_eq!(same_person(&BTreeSet::from([d]), &persons), BTreeSet::from([d]));
    }

    #[test]
    fn files_are_of_several_persons_only_if_their_names_say_so() {
        let [a, b, c] = contents(["a", "b", "c"]);
        let shared = ["desk@example.com"];
        let named = |other: &[&str]| {
            BTreeMap::from([
                (a, person(&["ida", "sand"], &shared)),
                (b, person(&[], &shared)),
                (c, person(other, &shared)),
            ])
        };
        let all = BTreeSet::from([a, b, c]);
        assert!(are_several(&all, &named(&["max", "sand"])));
        assert!(!are_several(&all, &named(&["ida", "maria", "sand"])) && !are_several(&all, &named(&[])));
    }

    #[test]
    fn another_certain_name_is_another_person_even_through_a_file_without_a_name() {
        let [a, b, c, d] = contents(["a", "b", "c", "d"]);
        let persons = BTreeMap::from([
            (a, person(&["ida", "sand"], &["desk@example.com", "5550102030"])),
            (b, person(&["max", "reed"], &["desk@example.com"])),
            (c, person(&[], &["5550102030", "5550102099"])),
            (d, person(&["max", "reed"], &["5550102099"])),
        ]);
        assert_eq!(same_person(&BTreeSet::from([a]), &persons), BTreeSet::from([a, c]));
        assert_eq!(same_person(&BTreeSet::from([b]), &persons), BTreeSet::from([b]));
    }
}
