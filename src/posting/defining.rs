//! Marks the criteria that tell a role from its siblings: its title, and duties that the title or the summary stresses.

use super::Importer;
use super::draft::{Answer, DraftCriterion};
use crate::catalog::Kind;

/// Defining criteria of a role, as catalog files may have them.
const MOST: usize = 3;

/// Marks at most [`MOST`] criteria: the first title, then duties, else experience, whose parts the title names, else the summary.
/// General skills define nothing, nor does what half of all resumes show.
pub(super) fn mark(criteria: &mut [DraftCriterion], title: &str, summary: &str, importer: &Importer) {
    let named = |text: &str| -> Vec<String> {
        importer.recogniser.read(text).demands.into_iter().map(|(id, _)| id).collect()
    };
    let (by_title, by_summary) = (named(title), named(summary));
    let general = &importer.postings.general;
    let tells = |criterion: &DraftCriterion, stressed: &[String]| {
        let entry = |answer: &Answer| match answer {
            Answer::Use(id) if !general.entries.contains(id) && !general.common.contains(id) => Some(id.clone()),
            _ => None,
        };
        let entries: Vec<String> = criterion.parts.iter().filter_map(|part| entry(&part.answer)).collect();
        !entries.is_empty() && entries.len() == criterion.parts.len() && entries.iter().any(|id| stressed.contains(id))
    };
    let mut marked = 0;
    let mut known: Vec<Vec<super::draft::DraftPart>> = Vec::new();
    if let Some(title) = criteria.iter_mut().find(|criterion| criterion.kind == Kind::Title) {
        title.defining = true;
        marked += 1;
    }
    for (stressed, kind) in [(&by_title, Kind::Duty), (&by_summary, Kind::Duty), (&by_title, Kind::Experience), (&by_summary, Kind::Experience)] {
        for criterion in criteria.iter_mut().filter(|criterion| criterion.kind == kind && !criterion.defining) {
            // What was marked once under other words tells nothing more.
            if marked < MOST && tells(criterion, stressed) && !known.contains(&criterion.parts) {
                criterion.defining = true;
                known.push(criterion.parts.clone());
                marked += 1;
            }
        }
    }
}
