//! Groups files of one person, by identical content, e-mail or telephone. Nothing is merged or dropped.

use std::io;

use super::Recency;
use super::external_sort::{NUMBERS, Sorter};
use crate::candidate::Candidate;
use rolefit_document::ProblemCode;
use rolefit_document::checked::{item, item_mut};

/// This many bytes of a hash tell keys apart.
const KEY_BYTES: usize = 16;

/// The hash of something that only one person has: a file's content, an e-mail address, a telephone number.
pub(super) type PersonKey = [u8; KEY_BYTES];

/// Returns the keys of the person whose file this is.
pub(super) fn person_keys(candidate: &Candidate) -> Vec<PersonKey> {
    let stated = candidate.as_scored().map(|scored| scored.overview.person_keys.as_slice());
    let content = candidate.content.iter().filter(|_| !is_empty(candidate));
    let hash = |key: &String| *blake3::hash(key.as_bytes()).as_bytes().first_chunk().unwrap_or(&[0; KEY_BYTES]);
    stated.unwrap_or_default().iter().chain(content).map(hash).collect()
}

/// True if the file is empty. All empty files are identical, whoever sent them.
fn is_empty(candidate: &Candidate) -> bool {
    candidate.as_scored().is_none() && candidate.problem().is_some_and(|problem| problem.code == ProblemCode::Empty)
}

/// The person keys of candidates, who are numbered.
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
    pub(super) fn add(&mut self, keys: &[PersonKey], recency: Recency) -> io::Result<()> {
        let candidate = self.candidates.to_be_bytes();
        self.candidates += 1;
        if let Some(recencies) = &mut self.recencies {
            recencies.push(recency);
        }
        keys.iter().try_for_each(|key| self.keys.push(&[&key[..], &candidate].concat(), &[]))
    }

    /// Groups candidates that share a key, directly or through others.
    ///
    /// # Errors
    ///
    /// Those of [`Sorter::sorted`].
    pub(super) fn groups(self) -> io::Result<Groups> {
        let mut groups = Groups { parent: (0..self.candidates).collect(), numbers: Vec::new(), newest: Vec::new() };
        let mut keys = self.keys.sorted()?;
        let mut first: Option<(PersonKey, u32)> = None;
        while let Some((pair, _)) = keys.next_pair()? {
            let Some((key, candidate)) = pair.split_first_chunk::<KEY_BYTES>() else { continue };
            let candidate = candidate.first_chunk().map_or(0, |bytes| u32::from_be_bytes(*bytes));
            match first {
                Some((held, first)) if held == *key => groups.join(first, candidate),
                _ => first = Some((*key, candidate)),
            }
        }
        groups.number();
        groups.find_newest(&self.recencies.unwrap_or_default());
        Ok(groups)
    }
}

/// A disjoint-set forest. A root is its own parent and the smallest number of its group. It takes 8 bytes per
/// candidate, and 4 more if the newest file per person is wanted.
#[derive(Debug)]
pub(super) struct Groups {
    parent: Vec<u32>,
    /// The number of the group, at the index of its root; 0 for single files.
    numbers: Vec<u32>,
    /// The newest file of the group, at the index of its root. Empty if not asked for.
    newest: Vec<u32>,
}

impl Groups {
    /// True if only the newest file per person is wanted and another file is newer.
    pub(super) fn is_older(&self, candidate: u32) -> bool {
        let root = item(&self.parent, candidate as usize);
        root.and_then(|&root| self.newest.get(root as usize)).is_some_and(|&newest| newest != candidate)
    }

    /// Returns the number of files with a newer one of the same person, if only the newest are wanted.
    pub(super) fn older(&self) -> usize {
        (0..self.newest.len() as u32).filter(|&candidate| self.is_older(candidate)).count()
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

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.set_parent(a.max(b), a.min(b));
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;

    fn with_keys(id: &str, keys: &[&str]) -> Candidate {
        let mut candidate = sample::candidate(id, 10, 1000);
        if let crate::candidate::Outcome::Scored(scored) = &mut candidate.outcome {
            scored.overview.person_keys = keys.iter().map(ToString::to_string).collect();
        }
        candidate
    }

    fn same_person(candidates: &[Candidate]) -> Vec<Option<usize>> {
        let groups = groups(candidates, false);
        assert_eq!(groups.older(), 0);
        (0..candidates.len() as u32).map(|candidate| groups.of(candidate)).collect()
    }

    fn groups(candidates: &[Candidate], one_file_each: bool) -> Groups {
        let mut people = People::new(one_file_each);
        let mut add = |candidate| people.add(&person_keys(candidate), Recency::of(candidate)).unwrap();
        candidates.iter().for_each(&mut add);
        people.groups().unwrap()
    }

    #[test]
    fn a_chain_of_shared_keys_is_one_person() {
        let candidates = [
            with_keys("a", &["a@example.org"]),
            with_keys("b", &["5550102030"]),
            with_keys("c", &[]),
            with_keys("d", &["5550102030", "a@example.org"]),
        ];
        assert_eq!(same_person(&candidates), [Some(1), Some(1), None, Some(1)]);
    }

    #[test]
    fn all_but_the_newest_file_of_a_person_are_older_and_of_equals_the_first_is_kept() {
        let mut candidates = ["a", "b", "c", "d", "d"].map(|id| with_keys(id, &[if id == "d" { "y" } else { "x" }]));
        if let crate::candidate::Outcome::Scored(scored) = &mut candidates[1].outcome {
            scored.overview.latest.end = (2020, 1);
        }
        let groups = groups(&candidates, true);
        let older: Vec<u32> = (0..5).filter(|&candidate| groups.is_older(candidate)).collect();
        assert_eq!((older, groups.older()), (vec![0, 2, 4], 3));
    }

    #[test]
    fn groups_are_numbered_by_their_first_file() {
        let candidates =
            [with_keys("a", &["x"]), with_keys("b", &["y"]), with_keys("c", &["y"]), with_keys("d", &["x"])];
        assert_eq!(same_person(&candidates), [Some(1), Some(2), Some(2), Some(1)]);
    }

    #[test]
    fn identical_files_are_one_person_even_if_unreadable() {
        let candidates = [sample::unreadable("a"), with_keys("b", &[]), sample::unreadable("a")];
        assert_eq!(same_person(&candidates), [Some(1), None, Some(1)]);
    }

    #[test]
    fn empty_files_are_nobody_s() {
        let mut candidates = [sample::unreadable("a"), sample::unreadable("a")];
        for candidate in &mut candidates {
            if let crate::candidate::Outcome::Unreadable(problem) = &mut candidate.outcome {
                problem.code = ProblemCode::Empty;
            }
        }
        assert_eq!(same_person(&candidates), [None, None]);
    }
}
