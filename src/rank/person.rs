//! Finds files that are one person's, by identical content, e-mail or telephone. Nothing is merged or dropped.

use std::collections::BTreeMap;

use crate::candidate::Candidate;
use crate::document::ProblemCode;

/// For each candidate the number, from 1, of the group of files that are the same person's; `None` for single files.
///
/// Groups are numbered in the order of their first candidate.
pub fn same_person(candidates: &[Candidate]) -> Vec<Option<usize>> {
    let mut groups = Groups { parent: (0..candidates.len()).collect() };
    let mut first_with: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, candidate) in candidates.iter().enumerate() {
        let person_keys = candidate.as_scored().map(|scored| scored.overview.person_keys.as_slice());
        let content = candidate.content.iter().filter(|_| !is_empty(candidate));
        let keys = person_keys.unwrap_or_default().iter().chain(content);
        for key in keys {
            let first = *first_with.entry(key.as_str()).or_insert(index);
            groups.join(first, index);
        }
    }
    number(&mut groups)
}

/// Whether the file holds nothing; all such files are identical, whoever sent them.
fn is_empty(candidate: &Candidate) -> bool {
    candidate.as_scored().is_none() && candidate.problem().is_some_and(|problem| problem.code == ProblemCode::Empty)
}

fn number(groups: &mut Groups) -> Vec<Option<usize>> {
    let count = groups.parent.len();
    let roots: Vec<usize> = (0..count).map(|index| groups.root(index)).collect();
    let mut size: BTreeMap<usize, usize> = BTreeMap::new();
    roots.iter().for_each(|&root| *size.entry(root).or_default() += 1);
    let mut numbers: BTreeMap<usize, usize> = BTreeMap::new();
    let number_of = |root: usize| {
        let next = numbers.len() + 1;
        size.get(&root).is_some_and(|&files| files > 1).then(|| *numbers.entry(root).or_insert(next))
    };
    roots.into_iter().map(number_of).collect()
}

/// A disjoint-set forest; a root is its own parent and the smallest index of its group.
struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    fn root(&mut self, mut index: usize) -> usize {
        while let Some(parent) = self.parent_of(index) {
            let above = self.parent_of(parent).unwrap_or(parent);
            self.set_parent(index, above);
            index = above;
        }
        index
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.set_parent(a.max(b), a.min(b));
    }

    /// `None` for a root.
    fn parent_of(&self, index: usize) -> Option<usize> {
        self.parent.get(index).copied().filter(|&parent| parent != index)
    }

    fn set_parent(&mut self, index: usize, parent: usize) {
        if let Some(slot) = self.parent.get_mut(index) {
            *slot = parent;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::candidate::sample;

    fn with_keys(id: &str, keys: &[&str]) -> Candidate {
        let mut candidate = sample::candidate(id, 10, 1000);
        if let crate::candidate::Outcome::Scored(scored) = &mut candidate.outcome {
            scored.overview.person_keys = keys.iter().map(ToString::to_string).collect();
        }
        candidate
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
