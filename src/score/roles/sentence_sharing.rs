//! Shares sentences out between parts: one sentence gives full credit to at most two parts of a role.

use rolefit_document::checked::{item, item_mut};
use rustc_hash::FxHashMap;

/// Most parts that one sentence gives full credit to. Sentences that say two things well are common; a sentence that
/// says six is a list of words.
pub(super) const MOST_PARTS: usize = 2;

/// A part of a role, and the sentences that could give it full credit.
#[derive(Debug)]
struct SharedPart {
    /// The value of a sentence to this part, in any unit.
    gain: u64,
    /// The sentences, by number.
    sentences: Vec<usize>,
}

/// Indices of the parts that a sentence is assigned to.
type Assigned = [Option<usize>; MOST_PARTS];

/// Assigns the sentences of a resume to the parts of a role, for one role after another.
#[derive(Debug, Default)]
pub(crate) struct Sharing {
    parts: Vec<SharedPart>,
    assigned_to: FxHashMap<usize, Assigned>,
    /// Empty lists of earlier roles, for reuse.
    spare: Vec<Vec<usize>>,
}

impl Sharing {
    /// Forgets the parts of the previous role.
    pub(crate) fn begin(&mut self) {
        self.spare.extend(self.parts.drain(..).map(|SharedPart { mut sentences, .. }| {
            sentences.clear();
            sentences
        }));
    }

    /// Adds a part to which one of `sentences` is worth `gain`. Returns its index.
    pub(crate) fn add(&mut self, gain: u64, sentences: impl Iterator<Item = usize>) -> usize {
        let mut list = self.spare.pop().unwrap_or_default();
        list.extend(sentences);
        self.parts.push(SharedPart { gain, sentences: list });
        self.parts.len() - 1
    }

    /// Merges another part that asks for the same into the part `at`.
    pub(crate) fn extend(&mut self, at: usize, gain: u64, sentences: impl Iterator<Item = usize>) {
        let Some(part) = item_mut(&mut self.parts, at) else { return };
        part.gain += gain;
        for sentence in sentences {
            if !part.sentences.contains(&sentence) {
                part.sentences.push(sentence);
            }
        }
    }

    /// Returns true per part if it gets a sentence. The choice maximises the total gain.
    ///
    /// Parts are served by falling gain, and earlier parts move to other sentences if needed. This greedy order is
    /// optimal, because the sets of parts that can be served together form a matroid. One more sentence therefore never
    /// lowers the total.
    pub(crate) fn share(&mut self) -> Vec<bool> {
        let Self { parts, assigned_to, .. } = self;
        let mut order: Vec<(usize, &SharedPart)> = parts.iter().enumerate().collect();
        order.sort_by_key(|(_, part)| std::cmp::Reverse(part.gain));
        assigned_to.clear();
        let mut served = vec![false; parts.len()];
        let mut tried = Vec::new();
        for (at, part) in order {
            tried.clear();
            let is_served = assign(at, part, parts, assigned_to, &mut tried);
            item_mut(&mut served, at).into_iter().for_each(|served| *served = is_served);
        }
        served
    }
}

/// Finds a sentence for the part `at`, moving other parts if needed.
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
            let Some(its) = item(parts, other) else { continue };
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

    /// Returns the parts that get a sentence, by their gains and sentences. The sharing has served another role before.
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
