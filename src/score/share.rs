//! Shares sentences out: one sentence fully credits at most two parts of a role.

use rustc_hash::FxHashMap;

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

impl Claimant {
    /// Adds what a part asks for that is the same demand.
    pub fn add(&mut self, gain: u64, sentences: &[usize]) {
        self.gain += gain;
        for sentence in sentences {
            if !self.sentences.contains(sentence) {
                self.sentences.push(*sentence);
            }
        }
    }
}

/// The claimants that a sentence is given to, by index.
type Seats = [Option<usize>; MOST_PARTS];

/// Which claimants get a sentence: the set that gains most in sum.
///
/// Claimants are served by falling gain, each moving earlier ones to other sentences if need be. That is the best there is,
/// since sets which can be served together form a matroid; and so one more sentence never makes the sum smaller.
pub(super) fn share(claimants: &[Claimant]) -> Vec<bool> {
    let mut order: Vec<(usize, &Claimant)> = claimants.iter().enumerate().collect();
    order.sort_by_key(|(_, claimant)| std::cmp::Reverse(claimant.gain));
    let mut taken: FxHashMap<usize, Seats> = FxHashMap::default();
    let mut served = vec![false; claimants.len()];
    let mut tried = Vec::new();
    for (at, claimant) in order {
        tried.clear();
        let is_served = seat(at, claimant, claimants, &mut taken, &mut tried);
        served.get_mut(at).into_iter().for_each(|served| *served = is_served);
    }
    served
}

/// Finds a sentence for the claimant `at`, moving others on if need be.
fn seat(
    at: usize,
    claimant: &Claimant,
    claimants: &[Claimant],
    taken: &mut FxHashMap<usize, Seats>,
    tried: &mut Vec<usize>,
) -> bool {
    for &sentence in &claimant.sentences {
        let seats = taken.entry(sentence).or_default();
        if let Some(free) = seats.iter_mut().find(|seat| seat.is_none()) {
            *free = Some(at);
            return true;
        }
    }
    for &sentence in &claimant.sentences {
        if tried.contains(&sentence) {
            continue;
        }
        tried.push(sentence);
        for other in taken.get(&sentence).copied().unwrap_or_default().into_iter().flatten() {
            let Some(its) = claimants.get(other) else { continue };
            if seat(other, its, claimants, taken, tried) {
                let seats = taken.entry(sentence).or_default();
                seats.iter_mut().find(|seat| **seat == Some(other)).into_iter().for_each(|seat| *seat = Some(at));
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
