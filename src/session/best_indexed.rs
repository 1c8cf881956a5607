//! Ranks the resumes of a search index for a role that may be new to it, without scoring all of them.

use std::collections::BinaryHeap;

use rayon::ThreadPool;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use tantivy::DocAddress;

use super::{Resume, Session};
use crate::candidate::Candidate;
use crate::pool::Fault;
use crate::pool::search::{Bound, Bounds, FileState, ResumeIndex};
use crate::rank::{RankKey, assessment_of};
use crate::score::SignReader;
use crate::units::Score;

/// Resumes scored between two looks at the best so far. Fewer would leave threads idle, more would score too many.
const BATCH: usize = 32;

/// Resumes bounded more closely between two looks at the best of them.
const CLOSER: usize = 4096;

/// The best resumes of an index.
pub struct BestIndexed {
    /// Everybody who is among the first ranks of some role, ties included, in the order of ids.
    pub candidates: Vec<Candidate>,
    /// The resumes whose files have changed or are gone since they were indexed.
    pub changed: Vec<(String, FileState)>,
    /// The number of resumes in the index.
    pub indexed: usize,
    /// The number of resumes that were scored.
    pub scored: usize,
}

impl Session {
    /// Ranks the resumes of `index` for all roles of the session and returns the first `top` ranks of each role. The
    /// result is that of scoring all.
    ///
    /// The index knows what bounds the score of a resume in any role. Resumes are scored from the highest bound down,
    /// until the next bound is below the score of the last rank.
    ///
    /// # Errors
    /// [`Fault::Outdated`] if resumes were indexed by another version or with another vocabulary, [`Fault::Damaged`] if
    /// the index turns out to be.
    pub fn best_indexed(&self, index: &ResumeIndex, top: usize, threads: &ThreadPool) -> Result<BestIndexed, Fault> {
        threads.install(|| self.best(index, top))
    }

    fn best(&self, index: &ResumeIndex, top: usize) -> Result<BestIndexed, Fault> {
        let version = SignReader::version(&self.catalog().vocabulary);
        let roles = self.catalog().roles.len();
        let mut found = Found::new(roles, top);
        for role in 0..roles {
            let Some(clues) = self.engine.clues(role, self.as_of) else { continue };
            let bounds = index.bounds(&clues, &version)?;
            tracing::info!(role, resumes = bounds.first.len(), "scores bounded");
            let mut queue = Queue { rest: &bounds.first, closer: BinaryHeap::new() };
            loop {
                let batch = queue.next(&bounds, found.last(role))?;
                if batch.is_empty() {
                    break;
                }
                let fresh: Vec<Bound> =
                    batch.into_iter().filter(|bound| !found.seen.contains(&bound.address)).collect();
                let scored =
                    fresh.into_par_iter().map(|bound| Ok((bound.address, self.indexed(index, bound.address)?)));
                scored.collect::<Result<Vec<_>, Fault>>()?.into_iter().for_each(|(at, (id, it))| found.add(at, id, it));
            }
            tracing::info!(role, closer = bounds.first.len() - queue.rest.len(), "bounded more closely");
        }
        found.finish(index)
    }

    /// Scores the resume at `address` of the index. Its id comes with it, which a blind candidate hides.
    fn indexed(&self, index: &ResumeIndex, address: DocAddress) -> Result<(String, Candidate), Fault> {
        let resume = index.at(address)?;
        let content = Some(resume.document.content.clone());
        let (id, file_name, document) = (resume.location.id, resume.file_name, Ok(resume.document));
        Ok((id.clone(), self.score(Resume { id, file_name, content, document, source: None })))
    }
}

/// The resumes that may be among the best of a role.
struct Queue<'a> {
    /// The resumes with first bounds only, the highest first.
    rest: &'a [Bound],
    /// The resumes with closer bounds, the highest on top.
    closer: BinaryHeap<Bound>,
}

impl Queue<'_> {
    /// Returns the resumes to score next; none if no other can reach the score `last`. Nobody is scored while the first
    /// bound of somebody else is higher.
    fn next(&mut self, bounds: &Bounds<'_>, last: Option<Score>) -> Result<Vec<Bound>, Fault> {
        let is_open = |bound: &Bound| last.is_none_or(|last| bound.score >= last);
        loop {
            let highest = self.rest.first().filter(|bound| is_open(bound)).map(|bound| bound.score);
            let mut batch = Vec::new();
            while batch.len() < BATCH
                && let Some(best) = self.closer.peek().filter(|best| is_open(best) && Some(best.score) >= highest)
            {
                batch.push(*best);
                self.closer.pop();
            }
            if !batch.is_empty() || highest.is_none() {
                return Ok(batch);
            }
            let (now, later) = self.rest.split_at(self.rest.partition_point(is_open).min(CLOSER));
            self.rest = later;
            self.closer.extend(bounds.closer(now)?);
        }
    }
}

/// The best candidates so far.
struct Found {
    top: usize,
    /// By role: the first ranks, the last of them on top.
    leaders: Vec<BinaryHeap<(RankKey, Option<Score>)>>,
    seen: FxHashSet<DocAddress>,
    /// By address: the id and the candidate.
    kept: FxHashMap<DocAddress, (String, Candidate)>,
}

impl Found {
    fn new(roles: usize, top: usize) -> Found {
        let (seen, kept) = Default::default();
        Found { top: top.max(1), leaders: vec![BinaryHeap::new(); roles], seen, kept }
    }

    /// The score of the last rank of a role; `None` while there are fewer ranks.
    fn last(&self, role: usize) -> Option<Score> {
        let leaders = self.leaders.get(role).filter(|leaders| leaders.len() >= self.top)?;
        leaders.peek().map(|(_, score)| score.unwrap_or_default())
    }

    fn add(&mut self, address: DocAddress, id: String, candidate: Candidate) {
        self.seen.insert(address);
        for (role, leaders) in self.leaders.iter_mut().enumerate() {
            let Some(assessment) = assessment_of(&candidate, role) else { continue };
            leaders.push((RankKey::of(assessment), assessment.score));
            if leaders.len() > self.top {
                leaders.pop();
            }
        }
        if self.leads(&candidate) {
            self.kept.insert(address, (id, candidate));
        }
        // Many who lead early are overtaken.
        if self.kept.len() > 2 * (self.top * self.leaders.len() + BATCH) {
            self.drop_overtaken();
        }
    }

    /// True if the candidate is among the first ranks of some role, or could not be scored.
    fn leads(&self, candidate: &Candidate) -> bool {
        let leads = |(role, leaders): (usize, &BinaryHeap<(RankKey, Option<Score>)>)| {
            let key = assessment_of(candidate, role).map(RankKey::of);
            let last = leaders.peek().filter(|_| leaders.len() >= self.top);
            key.is_some_and(|key| last.is_none_or(|(last, _)| key <= *last))
        };
        candidate.as_scored().is_none() || self.leaders.iter().enumerate().any(leads)
    }

    fn drop_overtaken(&mut self) {
        let mut kept = std::mem::take(&mut self.kept);
        kept.retain(|_, (_, candidate)| self.leads(candidate));
        self.kept = kept;
    }

    fn finish(mut self, index: &ResumeIndex) -> Result<BestIndexed, Fault> {
        self.drop_overtaken();
        let mut kept: Vec<(DocAddress, (String, Candidate))> = self.kept.into_iter().collect();
        kept.sort_by(|(a_at, (a, _)), (b_at, (b, _))| (a, a_at).cmp(&(b, b_at)));
        let mut changed = Vec::new();
        for (address, (_, candidate)) in &kept {
            match index.at(*address)?.file_state() {
                FileState::Same => {}
                state => changed.push((candidate.id.clone(), state)),
            }
        }
        let candidates = kept.into_iter().map(|(_, (_, candidate))| candidate).collect();
        Ok(BestIndexed { candidates, changed, indexed: index.len(), scored: self.seen.len() })
    }
}

#[cfg(test)]
#[path = "best_indexed_tests.rs"]
mod tests;
