//! What is to be known of the files of a run as CSV: what could not be read, read in part, hidden or noted.

use std::io::{self, Write};

use super::csv::{as_said, safe, writer};
use super::{Exporter, Results};
use crate::candidate::Candidate;
use crate::explain::remarks;

/// The columns, which scripts rely on.
pub const HEADER: [&str; 6] = ["candidate", "status", "code", "page", "problem", "remedy"];

/// One row a remark: files that could not be read first, then those read in part, then all others, each in the order of
/// the candidates' ids.
#[derive(Clone, Copy, Debug)]
pub struct Problems;

impl Exporter for Problems {
    fn write(&self, results: &Results, out: &mut dyn Write) -> io::Result<()> {
        let mut candidates: Vec<&Candidate> = results.candidates.iter().collect();
        candidates.sort_by_key(|candidate| (candidate.as_scored().is_some(), candidate.problem().is_none()));
        let mut writer = writer(out);
        writer.write_record(HEADER).map_err(as_said)?;
        for candidate in candidates {
            for remark in remarks::remarks(candidate) {
                let page = remark.page.map(|page| page.to_string()).unwrap_or_default();
                let remedy = remark.remedy.as_deref().unwrap_or_default();
                let cells = [&candidate.id, candidate.status(), &remark.code, &page, &remark.message, remedy];
                writer.write_record(cells.map(safe)).map_err(as_said)?;
            }
        }
        writer.flush()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::candidate::{Outcome, sample};
    use crate::document::{Hidden, HiddenWay};
    use crate::export::Run;
    use crate::rank::Cut;

    #[test]
    fn what_could_not_be_read_comes_before_what_hides_words() {
        let mut hides = sample::candidate("a.pdf", 70, 936);
        if let Outcome::Scored(scored) = &mut hides.outcome {
            scored.document.hidden = vec![Hidden { page: Some(2), way: HiddenWay::Tiny, words: 3 }];
        }
        let candidates = [hides, sample::candidate("b.pdf", 70, 936), sample::unreadable("=scan.pdf")];
        let catalog = sample::catalog();
        let run = Run { catalog: &catalog, as_of: jiff::civil::date(2026, 11, 21), top_roles: None };
        let mut out = Vec::new();
        Problems.write(&Results::new(run, &candidates, &Cut::default()), &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap());
    }
}
