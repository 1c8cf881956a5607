//! The promises of rankings: the rows of every format in their order, for any order of files and any number of spilled
//! rows.
#![allow(clippy::unwrap_used)]
use std::cmp::Reverse;

use proptest::prelude::*;

use super::*;
use crate::candidate::{Outcome, sample};
use crate::score::Gate;
use crate::units::Score;

/// The rows received: ranks, group, id.
type Handed = Vec<(Vec<(usize, usize)>, Option<usize>, String)>;

/// Ranks `candidates` and returns the rows received. Each row is the candidate's id.
fn ranked(order: RowOrder, candidates: &[Candidate], cut_offs: &CutOffs, last: Option<usize>) -> (Handed, Tally) {
    let mut ranker = Ranker::new(order, 2, cut_offs, last);
    let mut handed = Handed::new();
    let mut out = |row: RankedRow<'_>| {
        let places = row.ranks.iter().map(|place| (place.role, place.rank)).collect();
        handed.push((places, row.same_person, String::from_utf8(row.cells.to_vec()).unwrap()));
        Ok(())
    };
    for candidate in candidates {
        let roles = candidate.as_scored().map_or(1, |scored| scored.assessment.roles.len());
        let rows = if order == RowOrder::ByRank { roles } else { 1 };
        let rows = vec![candidate.id.clone().into_bytes(); rows];
        ranker.add(&Entrant::new(candidate, cut_offs, rows), &mut out).unwrap();
    }
    let tally = ranker.finish(&mut out).unwrap();
    (handed, tally)
}

/// Returns ranks and ids in the first role.
fn places(candidates: &[Candidate], cut_offs: &CutOffs) -> Vec<(usize, String)> {
    let (handed, _) = ranked(RowOrder::ByRank, candidates, cut_offs, None);
    let in_first = handed.into_iter().filter_map(|(places, _, id)| match places.as_slice() {
        [(0, rank)] => Some((*rank, id)),
        _ => None,
    });
    in_first.collect()
}

#[test]
fn equals_share_a_rank_and_stand_by_content() {
    let candidates: Vec<Candidate> = [("a", 10), ("b", 50), ("c", 90), ("d", 50)]
        .iter()
        .map(|(id, score)| sample::candidate(id, *score, 1000))
        .collect();
    let expected = [(1, "c"), (2, "b"), (2, "d"), (4, "a")].map(|(rank, id)| (rank, id.to_owned()));
    assert_eq!(places(&candidates, &CutOffs::default()), expected);
}

#[test]
fn confidence_parts_equal_scores() {
    let candidates = [sample::candidate("a", 50, 900), sample::candidate("b", 50, 901)];
    assert_eq!(places(&candidates, &CutOffs::default())[0].1, "b");
}

#[test]
fn an_unreadable_resume_stands_last_without_a_place_and_is_not_hidden() {
    let candidates = [sample::unreadable("a"), sample::candidate("b", 50, 900)];
    let cut_offs = CutOffs { top: Some(1), min_score: Some(Score::new(90_000)), ..CutOffs::default() };
    let (handed, tally) = ranked(RowOrder::ByRank, &candidates, &cut_offs, None);
    assert_eq!(handed, [(vec![], None, "a".to_owned())]);
    assert_eq!((tally.unreadable, tally.hidden()), (1, 2));
    let (handed, tally) = ranked(RowOrder::ById, &candidates, &cut_offs, None);
    assert_eq!((handed.len(), tally.shown), (1, 1));
}

#[test]
fn who_is_hidden_counts_for_the_ranks_of_others() {
    let mut best = sample::candidate("a", 90, 1000);
    if let Outcome::Scored(scored) = &mut best.outcome {
        scored.assessment.roles[0].gate = Gate::Fail;
    }
    let candidates = [best, sample::candidate("b", 50, 1000)];
    let cut_offs = CutOffs { gate: Some(Gate::Pass), ..CutOffs::default() };
    assert_eq!(places(&candidates, &cut_offs), [(2, "b".to_owned())]);
}

#[test]
fn rows_that_are_not_wanted_are_counted_and_not_handed_out() {
    let candidates: Vec<Candidate> = (0..9).map(|n| sample::candidate(&n.to_string(), 10 * n, 1000)).collect();
    let (handed, tally) = ranked(RowOrder::ByRank, &candidates, &CutOffs::default(), Some(2));
    let in_first = handed.iter().filter(|(places, ..)| places[0].0 == 0);
    assert_eq!(in_first.map(|(_, _, id)| id.as_str()).collect::<Vec<_>>(), ["8", "7"]);
    assert_eq!(tally.roles[0], RoleTally { scored: 9, placed: 9, ..tally.roles[0] });
}

#[test]
fn without_a_cut_by_rank_rows_come_at_once() {
    let mut ranker = Ranker::new(RowOrder::AsTheyCome, 2, &CutOffs::default(), None);
    let candidate = sample::candidate("a", 50, 1000);
    let mut rows = 0;
    let mut out = |_: RankedRow<'_>| {
        rows += 1;
        Ok(())
    };
    ranker.add(&Entrant::new(&candidate, &CutOffs::default(), vec![b"a".to_vec()]), &mut out).unwrap();
    assert_eq!(rows, 1);
}

/// Ranks the first role by the definition: one more than the number of better candidates.
fn expected(candidates: &[Candidate], cut_offs: &CutOffs) -> Vec<(usize, String)> {
    let standing = |candidate: &Candidate| {
        let assessment = assessment_of(candidate, 0).unwrap();
        (assessment.score, assessment.confidence)
    };
    let mut sorted: Vec<&Candidate> = candidates.iter().collect();
    sorted.sort_by_key(|candidate| (Reverse(standing(candidate)), candidate.content.clone(), candidate.id.clone()));
    let rank =
        |candidate: &Candidate| 1 + candidates.iter().filter(|other| standing(other) > standing(candidate)).count();
    let ranked = sorted.into_iter().map(|candidate| (rank(candidate), candidate));
    let shown = ranked.filter(|(rank, candidate)| {
        cut_offs.top.is_none_or(|top| *rank <= top) && cut_offs.passes(assessment_of(candidate, 0).unwrap())
    });
    shown.map(|(rank, candidate)| (rank, candidate.id.clone())).collect()
}

proptest! {
    #[test]
    fn a_rank_is_one_more_than_there_are_better_whatever_is_cut_off(
        scores in prop::collection::vec((0u32..5, 998u32..1000, 0u8..3), 1..14),
        top in prop::option::of(1usize..6),
        min_score in prop::option::of(0u32..5000),
        gate in prop::option::of(Just(Gate::Unknown)),
    ) {
        let candidates: Vec<Candidate> = scores
            .iter()
            .enumerate()
            .map(|(index, (score, confidence, gate))| {
                let mut candidate = sample::candidate(&format!("{index:02}"), *score, *confidence);
                if let Outcome::Scored(scored) = &mut candidate.outcome {
                    scored.assessment.roles[0].gate = [Gate::Fail, Gate::Unknown, Gate::Pass][usize::from(*gate)];
                }
                candidate
            })
            .collect();
        let cut_offs = CutOffs { top, min_score: min_score.map(Score::new), gate, ..CutOffs::default() };
        let expected = expected(&candidates, &cut_offs);
        prop_assert_eq!(&places(&candidates, &cut_offs), &expected);
        let (by_rank, by_rank_tally) = ranked(RowOrder::ByRank, &candidates, &cut_offs, None);
        let (by_id, by_id_tally) = ranked(RowOrder::ById, &candidates, &cut_offs, None);
        let (as_they_come, _) = ranked(RowOrder::AsTheyCome, &candidates, &cut_offs, None);
        prop_assert_eq!(&by_rank_tally.roles, &by_id_tally.roles);
        prop_assert_eq!(by_rank_tally.roles[0].placed, expected.len());
        let pairs: usize = by_id.iter().map(|(places, ..)| places.len()).sum();
        prop_assert_eq!(pairs, by_rank.len());
        for (places, _, id) in &by_id {
            let rank = expected.iter().find(|(_, shown)| shown == id).map(|(rank, _)| *rank);
            prop_assert_eq!(places.iter().find(|(role, _)| *role == 0).map(|(_, rank)| *rank), rank);
        }
        let ids = |handed: &Handed| handed.iter().map(|(_, _, id)| id.clone()).collect::<Vec<_>>();
        prop_assert_eq!(ids(&by_id), ids(&as_they_come));
        prop_assert!(ids(&by_id).is_sorted());
    }
}

/// Finds the newest files by the definition: no file of the person is newer, nor equally new and earlier.
fn newest(candidates: &[Candidate], persons: &[u8]) -> Vec<bool> {
    let key = |index: usize| (Recency::of(&candidates[index]), Reverse(index));
    let is_newest =
        |one: usize| (0..candidates.len()).all(|other| persons[other] != persons[one] || key(other) <= key(one));
    (0..candidates.len()).map(is_newest).collect()
}

proptest! {
    #[test]
    fn with_one_file_a_person_the_ranking_is_that_of_the_newest_files_alone(
        people in prop::collection::vec((0u32..5, 0u8..4, 2000i16..2003), 1..14),
        top in prop::option::of(1usize..4),
        min_score in prop::option::of(0u32..5000),
    ) {
        let candidates: Vec<Candidate> = people
            .iter()
            .enumerate()
            .map(|(index, (score, person, year))| {
                let mut candidate = sample::candidate(&format!("{index:02}"), *score, 1000);
                if let Outcome::Scored(scored) = &mut candidate.outcome {
                    scored.overview.person.emails = vec![format!("{person}@example.org")];
                    scored.overview.latest.end = (*year, 1);
                }
                candidate
            })
            .collect();
        let persons: Vec<u8> = people.iter().map(|(_, person, _)| *person).collect();
        let newest = newest(&candidates, &persons);
        let alone: Vec<Candidate> =
            candidates.iter().zip(&newest).filter(|(_, newest)| **newest).map(|(it, _)| it.clone()).collect();
        let cut_offs = CutOffs { top, min_score: min_score.map(Score::new), ..CutOffs::default() };
        let one_each = CutOffs { one_per_person: true, ..cut_offs };
        prop_assert_eq!(places(&candidates, &one_each), places(&alone, &cut_offs));
        for order in [RowOrder::ByRank, RowOrder::ById, RowOrder::AsTheyCome] {
            let (handed, tally) = ranked(order, &candidates, &one_each, None);
            let (handed_alone, tally_alone) = ranked(order, &alone, &cut_offs, None);
            let ids = |handed: &Handed| handed.iter().map(|(_, _, id)| id.clone()).collect::<Vec<_>>();
            prop_assert_eq!(ids(&handed), ids(&handed_alone));
            prop_assert_eq!((tally.hidden(), tally.shown), (tally_alone.hidden(), tally_alone.shown));
            prop_assert_eq!(tally.older.len(), candidates.len() - alone.len());
            prop_assert!(tally.roles.iter().all(|role| role.older == tally.older.len()));
        }
        // A table shows the first ranks and says how many more there are.
        let (_, tally) = ranked(RowOrder::ByRank, &candidates, &one_each, Some(1));
        prop_assert_eq!(tally.roles[0].placed, places(&candidates, &one_each).len());
    }
}
