//! Writes rankings as a TREC run, one `role Q0 candidate place score rolefit` per line.

use std::io::{self, Write};

use super::qrels::name;
use crate::candidate::{Candidate, stem};
use crate::catalog::Catalog;
use crate::rank::best_first;

/// Name of the run, in its last column.
const TAG: &str = "rolefit";

/// Writes the ranking of every role in `catalog`. Places count from 1, and each candidate has its own.
///
/// Scores are points with three decimals, which is exact. With `by_file_stem`, candidates are called by their file name
/// without extension, to match judgements that do so.
///
/// # Errors
/// The errors of writing to `out`.
pub fn write(candidates: &[Candidate], catalog: &Catalog, by_file_stem: bool, out: &mut dyn Write) -> io::Result<()> {
    for (index, role) in catalog.roles.iter().enumerate() {
        for ((candidate, assessment), place) in best_first(candidates, index).into_iter().zip(1..) {
            let score = assessment.score.unwrap_or_default().thousandths();
            let doc = name(if by_file_stem { stem(&candidate.id) } else { &candidate.id });
            writeln!(out, "{} Q0 {doc} {place} {}.{:03} {TAG}", role.id, score / 1000, score % 1000)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::sample;

    #[test]
    fn a_line_has_six_columns_whatever_the_id() {
        let candidates = [sample::candidate("a", 30, 1000), sample::candidate("x/b c.pdf", 90, 1000)];
        let written = |by_file_stem| {
            let mut out = Vec::new();
            write(&candidates, &sample::catalog(), by_file_stem, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let first = "key-account-manager Q0 x/b%20c.pdf 1 90.000 rolefit\nkey-account-manager Q0 a 2 30.000 rolefit\n";
        assert!(written(false).starts_with(first), "{}", written(false));
        assert!(written(true).starts_with("key-account-manager Q0 b%20c 1 90.000 rolefit\n"));
    }
}
