//! The ranking as a wide CSV: one row a candidate, with score and rank for each role.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::csv::{as_said, best_cells, remarks, safe, writer};
use super::{Exporter, Results};
use crate::explain::words;
use crate::rank;

/// Columns before those of the roles.
const BEFORE: [&str; 4] = ["candidate", "display_name", "best_role", "margin"];
/// Columns after those of the roles.
const AFTER: [&str; 3] = ["same_person", "status", "problem"];

/// Writes one row a candidate, in the order of their ids; for each role `<role>_score` and `<role>_rank`.
///
/// A candidate who is cut off in a role has both cells empty there.
pub struct WideCsv;

impl Exporter for WideCsv {
    fn write(&self, results: &Results, out: &mut dyn Write) -> io::Result<()> {
        let mut writer = writer(out);
        let roles = results.run.catalog.roles.iter();
        let role_columns = roles.flat_map(|role| [format!("{}_score", role.id), format!("{}_rank", role.id)]);
        let header = BEFORE.map(str::to_owned).into_iter().chain(role_columns).chain(AFTER.map(str::to_owned));
        writer.write_record(header.map(|column| safe(&column))).map_err(as_said)?;
        let ranks: Vec<BTreeMap<usize, usize>> = results.rankings.iter().map(ranks).collect();
        for (index, candidate) in results.candidates.iter().enumerate() {
            if ranks.iter().all(|ranks| !ranks.contains_key(&index)) && candidate.as_scored().is_some() {
                continue;
            }
            let (best_role, margin) =
                candidate.as_scored().map(|scored| best_cells(results, scored)).unwrap_or_default();
            let mut row = vec![safe(&candidate.id), safe(&candidate.display_name), best_role, margin];
            for (role, ranks) in ranks.iter().enumerate() {
                let rank = ranks.get(&index);
                let score = rank.and_then(|_| rank::assessment_of(candidate, role)?.score);
                row.push(score.map(|score| words::points(Some(score))).unwrap_or_default());
                row.push(rank.map(ToString::to_string).unwrap_or_default());
            }
            let same_person = results.same_person.get(index).copied().flatten();
            row.push(same_person.map(|group| group.to_string()).unwrap_or_default());
            row.push(candidate.status().to_owned());
            row.push(remarks(candidate));
            writer.write_record(row).map_err(as_said)?;
        }
        writer.flush()
    }
}

/// The rank of each candidate shown, by the candidate's index.
fn ranks(ranking: &rank::Ranking) -> BTreeMap<usize, usize> {
    ranking.places.iter().map(|place| (place.candidate, place.rank)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;
    use crate::export::Run;
    use crate::rank::Cut;

    #[test]
    fn one_row_a_candidate_with_empty_cells_where_cut_off() {
        let catalog = sample::catalog();
        let run = Run { catalog: &catalog, as_of: jiff::civil::date(2026, 11, 21), top_roles: None };
        let candidates = [sample::candidate("a", 70, 1000), sample::unreadable("b"), sample::candidate("c", 10, 1000)];
        let mut out = Vec::new();
        let cut = Cut { min_score: Some(30_000), ..Cut::default() };
        WideCsv.write(&Results::new(run, &candidates, &cut), &mut out).unwrap();
        let expected = "candidate,display_name,best_role,margin,key-account-manager_score,key-account-manager_rank,\
            sales_score,sales_rank,same_person,status,problem\r\n\
            a,Ana Lopez,key-account-manager,50.0,70.0,1,,,,scored,\r\n\
            b,b,,,,,,,,unreadable,the pages are pictures without text; run it through text recognition\r\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }
}
