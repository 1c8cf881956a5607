//! Shares sentences out: one sentence fully credits at most two parts of a role.

use rustc_hash::FxHashMap;

/// Parts that one sentence credits in full. A sentence that says two things well is common; one that says six is a list of words.
const MOST_PARTS: usize = 2;

/// A part of a role and the sentences that could credit it in full.
#[derive(Debug)]
struct SharedPart {
    /// What a sentence of its own is worth to it, in any unit.
    gain: u64,
    /// The sentences, by any number.
    sentences: Vec<usize>,
}

/// The claimants that a sentence is given to, by index.
type Assigned = [Option<usize>; MOST_PARTS];

/// Shares the sentences of a resume out among the parts of a role, for one role after another.
#[derive(Debug, Default)]
pub(super) struct Sharing {
    parts: Vec<SharedPart>,
    assigned_to: FxHashMap<usize, Assigned>,
    /// Lists of earlier roles, empty, to be filled anew.
    spare: Vec<Vec<usize>>,
}

impl Sharing {
    /// Forgets the claimants of another role.
    pub(super) fn begin(&mut self) {
        self.spare.extend(self.parts.drain(..).map(|SharedPart { mut sentences, .. }| {
            sentences.clear();
            sentences
        }));
    }

    /// Adds a claimant, to whom a sentence of its own among `sentences` is worth `gain`; its index.
    pub(super) fn add(&mut self, gain: u64, sentences: impl Iterator<Item = usize>) -> usize {
        let mut list = self.spare.pop().unwrap_or_default();
        list.extend(sentences);
        self.parts.push(SharedPart { gain, sentences: list });
        self.parts.len() - 1
    }

    /// Adds to the claimant `at` a part that asks for the same.
    pub(super) fn extend(&mut self, at: usize, gain: u64, sentences: impl Iterator<Item = usize>) {
        let Some(part) = self.parts.get_mut(at) else { return };
        part.gain += gain;
        for sentence in sentences {
            if !part.sentences.contains(&sentence) {
                part.sentences.push(sentence);
            }
        }
    }

    /// Which claimants get a sentence: the set that gains most in sum.
    ///
    /// Claimants are served by falling gain, each moving earlier ones to other sentences if need be. That is the best there is,
    /// since sets which can be served together form a matroid; and so one more sentence never makes the sum smaller.
    pub(super) fn share(&mut self) -> Vec<bool> {
        let Self { parts, assigned_to, .. } = self;
        let mut order: Vec<(usize, &SharedPart)> = parts.iter().enumerate().collect();
        order.sort_by_key(|(_, part)| std::cmp::Reverse(part.gain));
        assigned_to.clear();
        let mut served = vec![false; parts.len()];
        let mut tried = Vec::new();
        for (at, part) in order {
            tried.clear();
            let is_served = assign(at, part, parts, assigned_to, &mut tried);
            served.get_mut(at).into_iter().for_each(|served| *served = is_served);
        }
        served
    }
}

/// Finds a sentence for the claimant `at`, moving others on if need be.
fn assign(
    at: usize,
    part: &SharedPart,
    parts: &[SharedPart],
    assigned_to: &mut FxHashMap<usize, Assigned>,
    tried: &mut Vec<usize>,
) -> bool {
    for &sentence in &part.sentences {
        let assigned = assigned_to.entry(sentence).or_default();
        if let Some(free) = assigned.iter_mut().find(|assign| assign.is_none()) {
            *free = Some(at);
            return true;
        }
    }
    for &sentence in &part.sentences {
        if tried.contains(&sentence) {
            continue;
        }
        tried.push(sentence);
        for other in assigned_to.get(&sentence).copied().unwrap_or_default().into_iter().flatten() {
            let Some(its) = parts.get(other) else { continue };
            if assign(other, its, parts, assigned_to, tried) {
                let assigned = assigned_to.entry(sentence).or_default();
                assigned
                    .iter_mut()
                    .find(|assign| **assign == Some(other))
                    .into_iter()
                    .for_each(|assign| *assign = Some(at));
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Who is served of claimants with these gains and sentences, where others were served before.
    fn share(parts: &[(u64, &[usize])]) -> Vec<bool> {
        let mut sharing = Sharing::default();
        sharing.add(9, [7, 8].into_iter());
        sharing.share();
        sharing.begin();
        for (gain, sentences) in parts {
            sharing.add(*gain, sentences.iter().copied());
        }
        sharing.share()
    }

    #[test]
    fn the_third_part_of_a_sentence_goes_without() {
        assert_eq!(share(&[(1, &[7]), (3, &[7]), (2, &[7])]), [false, true, true]);
    }

    #[test]
    fn a_part_with_another_sentence_makes_room() {
        assert_eq!(share(&[(3, &[7, 8]), (3, &[7]), (1, &[7])]), [true, true, true]);
    }

    #[test]
    fn the_heavier_part_is_served_first() {
        assert_eq!(share(&[(1, &[7]), (1, &[7]), (9, &[7])]), [true, false, true]);
    }

    #[test]
    fn parts_that_ask_for_the_same_claim_together() {
        let mut sharing = Sharing::default();
        let both = sharing.add(1, [7].into_iter());
        sharing.add(2, [7].into_iter());
        sharing.add(2, [7].into_iter());
        sharing.extend(both, 2, [7].into_iter());
        assert_eq!(sharing.share(), [true, true, false]);
    }
}
