//! Selection and scoring rates of groups, and their impact ratios: the tables of New York City's Local Law 144
//! (6 RCNY § 5-300 and following).
//!
//! Nothing here can reach a score.

use std::collections::BTreeMap;

use serde::Serialize;

use super::groups::{AND, Groups, Ranked};
use super::statistics::{Share, fisher_exact, z_of_difference};

/// A group whose rate is less than four fifths of the highest is flagged (29 CFR § 1607.4 D).
const FOUR_FIFTHS: f64 = 0.8;
/// A category with a smaller share of the data may be left out of the ratios (6 RCNY § 5-301 d).
const SMALL_SHARE: f64 = 0.02;
/// With fewer expected members in a cell, the exact test takes the place of z.
const LEAST_EXPECTED: f64 = 5.0;

/// The rates of all categories of one attribute, or of the intersection of two.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImpactTable {
    /// The attribute.
    pub attribute: String,
    /// The categories, in alphabetical order.
    pub categories: Vec<Category>,
    /// The number of candidates whose category is not known. They are in no rate.
    pub unknown: usize,
    /// The median score of the candidates in the table.
    pub median: Option<f64>,
    /// The number of candidates whose score is the median. They do not count as above it.
    pub at_median: usize,
}

/// The rates of one category.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Category {
    /// Its name.
    pub name: String,
    /// The number of candidates.
    pub candidates: usize,
    /// The share that was selected, 0 to 1.
    pub selection_rate: f64,
    /// The selection rate by the highest selection rate; `None` for the small categories, which the rules allow to
    /// leave out, and if nobody was selected.
    pub selection_ratio: Option<f64>,
    /// The share with a score above the median, 0 to 1.
    pub scoring_rate: f64,
    /// The scoring rate by the highest scoring rate.
    pub scoring_ratio: Option<f64>,
    /// True if a ratio is under four fifths.
    pub is_flagged: bool,
    /// True if fewer than 2 % of the candidates are in it.
    pub is_small: bool,
    /// The z statistic of the selection rate against that of the most selected category.
    pub z: Option<f64>,
    /// The p value of Fisher's exact test for the same, where groups are small.
    pub fisher_p: Option<f64>,
}

/// Returns one table per attribute, and one for the intersection of the first two.
pub fn tables(candidates: &[Ranked], groups: &Groups) -> Vec<ImpactTable> {
    let mut columns: Vec<Vec<usize>> = (0..groups.columns.len()).map(|at| vec![at]).collect();
    if groups.columns.len() > 1 {
        columns.insert(2, vec![0, 1]);
    }
    columns.iter().map(|columns| table(candidates, groups, columns)).collect()
}

fn table(candidates: &[Ranked], groups: &Groups, columns: &[usize]) -> ImpactTable {
    let names: Vec<&str> = columns.iter().filter_map(|&at| groups.columns.get(at)).map(String::as_str).collect();
    let mut members: BTreeMap<String, Vec<&Ranked>> = BTreeMap::new();
    let mut unknown = 0;
    for candidate in candidates {
        match groups.category(&candidate.content, columns) {
            Some(category) => members.entry(category).or_default().push(candidate),
            None => unknown += 1,
        }
    }
    let scores: Vec<f64> = members.values().flatten().filter_map(|one| one.score).collect();
    let median = median(scores.clone());
    let at_median = scores.iter().filter(|score| Some(**score) == median).count();
    let is_above = |one: &&&Ranked| one.score.zip(median).is_some_and(|(score, median)| score > median);
    let known: usize = members.values().map(Vec::len).sum();
    let shares: Vec<(String, Share, Share)> = members
        .into_iter()
        .map(|(name, members)| {
            let share = |selected| Share { selected, all: members.len() };
            let selected = members.iter().filter(|one| one.is_selected).count();
            (name, share(selected), share(members.iter().filter(is_above).count()))
        })
        .collect();
    let is_small = |share: Share| (share.all as f64) < SMALL_SHARE * known as f64;
    let large = || shares.iter().filter(|(_, share, _)| !is_small(*share));
    let highest = |of: fn(&(String, Share, Share)) -> Share| {
        large().map(of).max_by(|a, b| a.rate().unwrap_or_default().total_cmp(&b.rate().unwrap_or_default()))
    };
    let (selected, scored) = (highest(|it| it.1), highest(|it| it.2));
    let categories = shares.iter().map(|(name, selection, scoring)| {
        let ratio = |share: Share, best: Option<Share>| {
            let best = best?.rate().filter(|rate| *rate > 0.0)?;
            Some(share.rate()? / best).filter(|_| !is_small(share))
        };
        let (selection_ratio, scoring_ratio) = (ratio(*selection, selected), ratio(*scoring, scored));
        let is_best = Some(*selection) == selected;
        let against = selected.filter(|_| !is_best);
        let exact = against.filter(|best| is_sparse(*selection, *best));
        Category {
            name: name.clone(),
            candidates: selection.all,
            selection_rate: selection.rate().unwrap_or_default(),
            selection_ratio,
            scoring_rate: scoring.rate().unwrap_or_default(),
            scoring_ratio,
            is_flagged: [selection_ratio, scoring_ratio].into_iter().flatten().any(|ratio| ratio < FOUR_FIFTHS),
            is_small: is_small(*selection),
            z: against.and_then(|best| z_of_difference(*selection, best)),
            fisher_p: exact.map(|best| fisher_exact(*selection, best)),
        }
    });
    ImpactTable { attribute: names.join(AND), categories: categories.collect(), unknown, median, at_median }
}

/// True if a cell of the table of two groups expects too few members for z.
fn is_sparse(one: Share, other: Share) -> bool {
    let rate = (one.selected + other.selected) as f64 / (one.all + other.all).max(1) as f64;
    let expected = |share: Share| (share.all as f64 * rate).min(share.all as f64 * (1.0 - rate));
    expected(one).min(expected(other)) < LEAST_EXPECTED
}

fn median(mut scores: Vec<f64>) -> Option<f64> {
    scores.sort_by(f64::total_cmp);
    let middle = scores.len() / 2;
    match scores.len() % 2 {
        1 => scores.get(middle).copied(),
        _ => Some((scores.get(middle.checked_sub(1)?)? + scores.get(middle)?) / 2.0),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// So many candidates with a score, the first of them selected.
    fn group(name: &str, scores: &[f64], selected: usize) -> Vec<(String, Ranked)> {
        let ranked = |(at, &score): (usize, &f64)| {
            let content = format!("blake3:{name}{at}");
            (name.to_owned(), Ranked { content, score: Some(score), is_selected: at < selected })
        };
        scores.iter().enumerate().map(ranked).collect()
    }

    fn sex(all: Vec<(String, Ranked)>) -> ImpactTable {
        let rows: String = all.iter().map(|(name, one)| format!("{},{name}\n", one.content)).collect();
        let groups = Groups::parse("g.csv", &format!("content,sex\n{rows}")).unwrap();
        let ranked: Vec<Ranked> = all.into_iter().map(|(_, one)| one).collect();
        tables(&ranked, &groups).remove(0)
    }

    #[test]
    fn a_ratio_is_a_rate_by_the_highest_rate() {
        // 4 of 8 against 3 of 10: 0.5 and 0.3, ratio 0.6, which is under four fifths.
        let all = [
            group("m", &[90.0, 80.0, 70.0, 60.0, 30.0, 20.0, 10.0, 5.0], 4),
            group("f", &[85.0, 75.0, 65.0, 25.0, 24.0, 23.0, 22.0, 21.0, 19.0, 18.0], 3),
        ];
        let table = sex(all.concat());
        let [f, m] = table.categories.as_slice() else { unreachable!("two categories") };
        assert_eq!((f.candidates, f.selection_rate, m.selection_ratio), (10, 0.3, Some(1.0)));
        assert!((f.selection_ratio.unwrap() - 0.6).abs() < 1e-12 && f.is_flagged && !m.is_flagged);
        // The median of 18 scores is (24 + 25) / 2. Above it are 5 of 8 and 4 of 10: ratio 0.64.
        assert_eq!((table.median, table.at_median), (Some(24.5), 0));
        assert!((f.scoring_ratio.unwrap() - 0.64).abs() < 1e-12);
        assert!(f.fisher_p.is_some() && m.z.is_none());
    }

    #[test]
    fn those_at_the_median_are_not_above_it_and_are_counted() {
        let table = sex([group("m", &[50.0, 50.0, 70.0], 0), group("f", &[50.0, 40.0], 0)].concat());
        assert_eq!((table.median, table.at_median), (Some(50.0), 3));
        assert_eq!(table.categories.iter().map(|it| it.scoring_rate).collect::<Vec<_>>(), [0.0, 1.0 / 3.0]);
        assert!(table.categories.iter().all(|it| it.selection_ratio.is_none()), "nobody was selected");
    }

    #[test]
    fn unknown_categories_are_in_no_rate_and_the_intersection_needs_both() {
        let text = "content,sex,race\na,f,White\nb,f,unknown\nc,m,Asian\n";
        let groups = Groups::parse("g.csv", text).unwrap();
        let one = |content: &str| Ranked { content: format!("blake3:{content}"), score: Some(1.0), is_selected: true };
        let tables = tables(&["a", "b", "c", "d"].map(one), &groups);
        let told: Vec<(&str, usize)> = tables.iter().map(|it| (it.attribute.as_str(), it.unknown)).collect();
        assert_eq!(told, [("sex", 1), ("race", 2), ("sex × race", 2)]);
        assert_eq!(tables[2].categories[0].name, "f × White");
    }

    #[test]
    fn a_category_under_two_per_cent_has_no_ratio() {
        let table = sex([group("x", &[99.0], 1), group("f", &[1.0; 100], 50)].concat());
        let small = table.categories.iter().find(|it| it.name == "x").unwrap();
        assert!(small.is_small && small.selection_ratio.is_none());
        assert_eq!(table.categories.first().unwrap().selection_ratio, Some(1.0));
    }
}
