//! Shares sentences out: one sentence fully credits at most two parts of a role.

use std::collections::BTreeMap;

/// Parts that one sentence credits in full. A sentence that says two things well is common; one that says six is a list of words.
const MOST_PARTS: usize = 2;

/// A part of a role and the sentences that could credit it in full.
#[derive(Clone, Debug)]
pub(super) struct Claimant {
    /// What a sentence of its own is worth to it, in any unit.
    pub gain: u64,
    /// The sentences, by any number; empty for a part that needs none.
    pub sentences: Vec<usize>,
}

/// Which claimants get a sentence: the set that gains most in sum.
///
/// Claimants are served by falling gain, each moving earlier ones to other sentences if need be. That is the best there is,
/// since sets which can be served together form a matroid; and so one more sentence never makes the sum smaller.
pub(super) fn share(claimants: &[Claimant]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..claimants.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(claimants.get(at).map_or(0, |claimant| claimant.gain)), at));
    let mut taken: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut served = vec![false; claimants.len()];
    for at in order {
        let mut tried = Vec::new();
        let serve = seat(at, claimants, &mut taken, &mut tried);
        if let Some(served) = served.get_mut(at) {
            *served = serve;
        }
    }
    served
}

/// Finds a sentence for the claimant `at`, moving others on if need be.
fn seat(at: usize, claimants: &[Claimant], taken: &mut BTreeMap<usize, Vec<usize>>, tried: &mut Vec<usize>) -> bool {
    let Some(claimant) = claimants.get(at) else { return false };
    for &sentence in &claimant.sentences {
        let parts = taken.entry(sentence).or_default();
        if parts.len() < MOST_PARTS {
            parts.push(at);
            return true;
        }
    }
    for &sentence in &claimant.sentences {
        if tried.contains(&sentence) {
            continue;
        }
        tried.push(sentence);
        for other in taken.get(&sentence).cloned().unwrap_or_default() {
            if seat(other, claimants, taken, tried) {
                let parts = taken.entry(sentence).or_default();
                parts.retain(|&part| part != other);
                parts.push(at);
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claimant(gain: u64, sentences: &[usize]) -> Claimant {
        Claimant { gain, sentences: sentences.to_vec() }
    }

    #[test]
    fn the_third_part_of_a_sentence_goes_without() {
        let claimants = [claimant(1, &[7]), claimant(3, &[7]), claimant(2, &[7])];
        assert_eq!(share(&claimants), [false, true, true]);
    }

    #[test]
    fn a_part_with_another_sentence_makes_room() {
        let claimants = [claimant(3, &[7, 8]), claimant(3, &[7]), claimant(1, &[7])];
        assert_eq!(share(&claimants), [true, true, true]);
    }

    #[test]
    fn the_heavier_part_is_served_first() {
        let claimants = [claimant(1, &[7]), claimant(1, &[7]), claimant(9, &[7])];
        assert_eq!(share(&claimants), [true, false, true]);
    }
}
