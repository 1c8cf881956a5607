//! Merges the parts of a run: their candidates in the order of ids, as one machine would have scored them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::path::PathBuf;

use super::read::Part;
use super::{PartError, PartHead, Place};
use crate::rank::Entrant;

/// The parts of one run, one per shard.
pub struct Parts {
    parts: Vec<Part>,
    /// The next candidate of each part, by place and id.
    next: BinaryHeap<Reverse<(Place, usize)>>,
    entrants: Vec<Option<Entrant>>,
}

impl Parts {
    /// Opens the parts at `paths` and checks that they are whole, of one run, and all there.
    ///
    /// # Errors
    /// [`PartError`], which names the part that does not belong, or the shards that are missing.
    pub fn open(paths: &[PathBuf]) -> Result<Parts, PartError> {
        let parts = paths.iter().map(|path| Part::open(path)).collect::<Result<Vec<_>, _>>()?;
        let mut shards: BTreeMap<_, &Part> = BTreeMap::new();
        let first = parts.first().ok_or(PartError::Missing(Vec::new()))?;
        for part in &parts {
            if let Some(fact) = first.head.difference(&part.head) {
                return Err(PartError::Differs { one: first.path.clone(), other: part.path.clone(), fact });
            }
            if first.head.files != part.head.files {
                return Err(PartError::OtherFiles { one: first.path.clone(), other: part.path.clone() });
            }
            if let Some(known) = shards.insert(part.head.shard, part) {
                let (one, other) = (known.path.clone(), part.path.clone());
                return Err(PartError::Twice { shard: part.head.shard.to_string(), one, other });
            }
        }
        let missing = first.head.shard.all().filter(|shard| !shards.contains_key(shard));
        let missing: Vec<String> = missing.map(|shard| shard.to_string()).collect();
        if !missing.is_empty() {
            return Err(PartError::Missing(missing));
        }
        let entrants = parts.iter().map(|_| None).collect();
        let mut all = Parts { parts, next: BinaryHeap::new(), entrants };
        (0..all.parts.len()).try_for_each(|part| all.advance(part))?;
        Ok(all)
    }

    /// The facts of the run. The shard is that of the first part.
    ///
    /// # Errors
    /// [`PartError::Missing`] without parts, which [`Parts::open`] rules out.
    pub fn head(&self) -> Result<PartHead, PartError> {
        self.parts.first().map(|part| part.head.clone()).ok_or(PartError::Missing(Vec::new()))
    }

    /// The candidate whose id is next, and the id.
    ///
    /// # Errors
    /// [`PartError::Damaged`] if a part has changed since it was opened.
    pub fn next_entrant(&mut self) -> Result<Option<(String, Entrant)>, PartError> {
        let Some(Reverse(((_, id), part))) = self.next.pop() else { return Ok(None) };
        let entrant = self.entrants.get_mut(part).and_then(Option::take);
        self.advance(part)?;
        Ok(entrant.map(|entrant| (id, entrant)))
    }

    /// Reads the next candidate of a part.
    fn advance(&mut self, part: usize) -> Result<(), PartError> {
        let read = self.parts.get_mut(part).map(Part::next).transpose()?.flatten();
        if let Some(((place, entrant), slot)) = read.zip(self.entrants.get_mut(part)) {
            *slot = Some(entrant);
            self.next.push(Reverse((place, part)));
        }
        Ok(())
    }
}
