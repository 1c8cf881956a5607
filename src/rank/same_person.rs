//! Groups files of one person: by identical content, or by an e-mail address or telephone number of their own that no
//! certain name speaks against. Nothing is merged or dropped.

use std::io;

use rustc_hash::FxHashMap;

use super::external_sort::{NUMBERS, Sorter};
use super::person_marks::{KEY_BYTES, Key, PersonMarks};
use super::{Recency, Shared};
use crate::candidate::{names_agree, persons_at_address};
use rolefit_document::checked::{item, item_mut};

/// Parts the words of a name.
const SPACE: u8 = b' ';
/// Parts the names of several candidates.
const LINE_END: u8 = b'\n';
/// The bytes of a candidate's number.
const NUMBER_BYTES: usize = size_of::<u32>();

/// A file left out because the same person has a newer one. Files are numbered in the order in which they were added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OlderFile {
    /// The file.
    pub file: u32,
    /// The newest file of the person.
    pub newest: u32,
    /// A mark that the file shares with another file of the person.
    pub shared: Shared,
}

/// The marks of candidates, who are numbered.
#[derive(Debug)]
pub(super) struct People {
    keys: Sorter,
    candidates: u32,
    /// How new each file is, if only the newest per person is wanted.
    recencies: Option<Vec<Recency>>,
}

impl People {
    /// Returns an empty set. With `one_file_each`, the newest file of each person is found.
    pub(super) fn new(one_file_each: bool) -> People {
        People { keys: Sorter::new(NUMBERS), candidates: 0, recencies: one_file_each.then(Vec::new) }
    }

    /// Adds the next candidate.
    ///
    /// # Errors
    ///
    /// Those of [`Sorter::push`].
    pub(super) fn add(&mut self, marks: &PersonMarks, recency: Recency) -> io::Result<()> {
        let candidate = self.candidates.to_be_bytes();
        self.candidates += 1;
        if let Some(recencies) = &mut self.recencies {
            recencies.push(recency);
        }
        marks.keys.iter().try_for_each(|key| self.keys.push(&[&key[..], &candidate].concat(), &marks.name))
    }

    /// Groups candidates that share a mark, directly or through others.
    ///
    /// # Errors
    ///
    /// Those of [`Sorter::sorted`].
    pub(super) fn groups(self) -> io::Result<Groups> {
        let mut groups = Groups::new(self.candidates, self.recencies.is_some());
        let mut marks = shared_marks(self.keys)?.sorted()?;
        while let Some((key, names)) = marks.next_pair()? {
            let Some((kind, numbers)) = key.split_first() else { continue };
            let numbers = numbers.as_chunks().0.iter().map(|bytes| u32::from_be_bytes(*bytes));
            let holders: Vec<(u32, &[u8])> = numbers.zip(names.split(|&byte| byte == LINE_END)).collect();
            groups.join_holders(*kind, &holders);
        }
        groups.number();
        groups.find_newest(&self.recencies.unwrap_or_default());
        Ok(groups)
    }
}

/// Returns one pair for each mark that several candidates have: the kind of the mark and the candidates' numbers, then
/// their names in lines.
///
/// Files are joined in the order of these pairs, so that groups do not depend on the hashes of the marks. The parts of
/// a blind run hold other hashes than a whole run.
fn shared_marks(keys: Sorter) -> io::Result<Sorter> {
    let mut shared = Sorter::new(NUMBERS);
    let mut keys = keys.sorted()?;
    let mut last: Option<Key> = None;
    // The candidates with the key read last, and their names.
    let (mut numbers, mut names): (Vec<u8>, Vec<u8>) = (Vec::new(), Vec::new());
    let mut push = |key: Option<Key>, numbers: &[u8], names: &[u8]| match key.as_ref().and_then(|key| key.first()) {
        Some(kind) if numbers.len() > NUMBER_BYTES => shared.push(&[&[*kind], numbers].concat(), names),
        _ => Ok(()),
    };
    while let Some((pair, name)) = keys.next_pair()? {
        let Some((key, candidate)) = pair.split_first_chunk::<KEY_BYTES>() else { continue };
        if last.as_ref() == Some(key) {
            names.push(LINE_END);
        } else {
            push(last, &numbers, &names)?;
            (last, numbers, names) = (Some(*key), Vec::new(), Vec::new());
        }
        numbers.extend_from_slice(candidate);
        names.extend_from_slice(name);
    }
    push(last, &numbers, &names)?;
    Ok(shared)
}

/// A disjoint-set forest. A root is its own parent and the smallest number of its group. It takes 8 bytes per
/// candidate, and 5 more if the newest file per person is wanted.
#[derive(Debug)]
pub(super) struct Groups {
    parent: Vec<u32>,
    /// The number of the group, at the index of its root; 0 for single files.
    numbers: Vec<u32>,
    /// The newest file of the group, at the index of its root. Empty if not asked for.
    newest: Vec<u32>,
    /// The mark by which each candidate came into its group. Empty if not asked for.
    joined_by: Vec<u8>,
    /// The name of each group of several files, by its root.
    names: FxHashMap<u32, Vec<u8>>,
}

impl Groups {
    fn new(candidates: u32, wants_newest: bool) -> Groups {
        Groups {
            parent: (0..candidates).collect(),
            numbers: Vec::new(),
            newest: Vec::new(),
            joined_by: vec![0; if wants_newest { candidates as usize } else { 0 }],
            names: FxHashMap::default(),
        }
    }

    /// Joins those of the holders of a mark of this kind who are one person.
    fn join_holders(&mut self, kind: u8, holders: &[(u32, &[u8])]) {
        let is_content = kind == Shared::Content as u8;
        let names: Vec<Vec<&[u8]>> = holders.iter().map(|(_, name)| words(name)).collect();
        let persons = match is_content {
            true => vec![Some(0); holders.len()],
            false => persons_at_address(&names.iter().map(Vec::as_slice).collect::<Vec<_>>()),
        };
        let mut firsts: FxHashMap<usize, u32> = FxHashMap::default();
        for ((candidate, name), person) in holders.iter().zip(persons) {
            let Some(person) = person else { continue };
            match firsts.get(&person) {
                Some(&first) => self.join(first, *candidate, name, kind),
                None => {
                    firsts.insert(person, *candidate);
                    let root = self.root(*candidate);
                    self.names.entry(root).or_insert_with(|| name.to_vec());
                }
            }
        }
    }

    /// Joins two groups, unless their names differ.
    fn join(&mut self, a: u32, b: u32, name: &[u8], kind: u8) {
        let joined = b;
        let (a, b) = (self.root(a), self.root(b));
        let of_a = self.names.get(&a).cloned().unwrap_or_default();
        let of_b = self.names.get(&b).map_or(name, Vec::as_slice).to_vec();
        if a == b || !names_agree(&words(&of_a), &words(&of_b)) {
            return;
        }
        let (root, other) = (a.min(b), a.max(b));
        self.set_parent(other, root);
        self.names.remove(&other);
        self.names.insert(root, if of_a.len() >= of_b.len() { of_a } else { of_b });
        if let Some(slot) = self.joined_by.get_mut(joined as usize) {
            *slot = kind;
        }
    }

    /// True if only the newest file per person is wanted and another file is newer.
    pub(super) fn is_older(&self, candidate: u32) -> bool {
        let root = item(&self.parent, candidate as usize);
        root.and_then(|&root| self.newest.get(root as usize)).is_some_and(|&newest| newest != candidate)
    }

    /// Returns the files with a newer one of the same person, if only the newest are wanted.
    pub(super) fn older(&self) -> Vec<OlderFile> {
        let mark = |file: u32| self.joined_by.get(file as usize).and_then(|&kind| Shared::ALL.get(kind as usize));
        let older = (0..self.newest.len() as u32).filter(|&file| self.is_older(file)).filter_map(|file| {
            let root = self.root_of(file)?;
            let newest = *self.newest.get(root as usize)?;
            // The first file of a group was joined by nothing; another joined it.
            let shared = mark(if file == root { newest } else { file })?;
            Some(OlderFile { file, newest, shared: *shared })
        });
        older.collect()
    }

    fn root_of(&self, candidate: u32) -> Option<u32> {
        item(&self.parent, candidate as usize).copied()
    }

    /// Returns the number, from 1, of the candidate's group; `None` for single files.
    ///
    /// Groups are numbered by their first candidate.
    pub(super) fn of(&self, candidate: u32) -> Option<usize> {
        let root = item(&self.parent, candidate as usize)?;
        self.numbers.get(*root as usize).map(|&number| number as usize).filter(|&number| number > 0)
    }

    /// Points every candidate at its root, and numbers the groups of several files.
    fn number(&mut self) {
        self.numbers = vec![0; self.parent.len()];
        let mut groups = 0;
        for candidate in 0..self.parent.len() as u32 {
            let root = self.root(candidate);
            self.set_parent(candidate, root);
            // A candidate other than its root makes a group. The group's number follows below, in the order of roots.
            if root != candidate
                && let Some(number) = item_mut(&mut self.numbers, root as usize)
            {
                *number = 1;
            }
        }
        for number in self.numbers.iter_mut().filter(|number| **number > 0) {
            groups += 1;
            *number = groups;
        }
    }

    /// Finds the newest file of each group, the first of equals. Every candidate points at its root already.
    fn find_newest(&mut self, recencies: &[Recency]) {
        self.newest = (0..recencies.len() as u32).collect();
        for (candidate, recency) in (0..).zip(recencies) {
            let root = self.parent_of(candidate).unwrap_or(candidate);
            if let Some(newest) = item_mut(&mut self.newest, root as usize)
                && item(recencies, *newest as usize).is_some_and(|other| recency > other)
            {
                *newest = candidate;
            }
        }
    }

    fn root(&mut self, mut candidate: u32) -> u32 {
        while let Some(parent) = self.parent_of(candidate) {
            let above = self.parent_of(parent).unwrap_or(parent);
            self.set_parent(candidate, above);
            candidate = above;
        }
        candidate
    }

    /// Returns the parent; `None` for a root.
    fn parent_of(&self, candidate: u32) -> Option<u32> {
        item(&self.parent, candidate as usize).copied().filter(|&parent| parent != candidate)
    }

    fn set_parent(&mut self, candidate: u32, parent: u32) {
        if let Some(slot) = item_mut(&mut self.parent, candidate as usize) {
            *slot = parent;
        }
    }
}

/// Returns the words of a name.
fn words(name: &[u8]) -> Vec<&[u8]> {
    name.split(|&byte| byte == SPACE).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
#[path = "same_person_tests.rs"]
mod tests;
