//! Marks the defining criteria, which tell a role from its siblings: its title, and duties that the title or the
//! summary stresses.

use super::Importer;
use super::draft_criterion::{DraftCriterion, RecognisedBy};
use crate::catalog::{Kind, Priority};

/// The most defining criteria that a role may have; the catalog's own limit.
const MOST: usize = 3;

/// Marks at most [`MOST`] criteria as defining. The title comes first. Then come duties, and after them experience,
/// whose demands the title names, then whose demands the summary names.
///
/// General skills never count, nor do entries that half of all resumes show. A demand that is already marked is not
/// marked again under another criterion.
pub(super) fn mark(criteria: &mut [DraftCriterion], title: &str, summary: &str, importer: &Importer) {
    let general = &importer.posting_words.general;
    let stressed = |text: &str| -> Vec<String> {
        let demands = importer.recogniser.read(text).demands.into_iter().map(|(id, _)| id);
        demands.filter(|id| !general.entries.contains(id) && !general.common.contains(id)).collect()
    };
    let stressed = [stressed(title), stressed(summary)];
    let mut marked = 0;
    if let Some(title) =
        criteria.iter_mut().find(|criterion| criterion.kind == Kind::Title && criterion.priority != Priority::Nice)
    {
        title.defining = true;
        marked += 1;
    }
    let mut known: Vec<String> = Vec::new();
    for kind in [Kind::Duty, Kind::Experience] {
        for stressed in &stressed {
            for criterion in criteria.iter_mut().filter(|criterion| criterion.kind == kind && !criterion.defining) {
                let entries = criterion
                    .parts
                    .iter()
                    .filter(|part| matches!(part.recognised_by, RecognisedBy::Use(_)))
                    .map(|part| &part.name);
                let new: Vec<String> =
                    entries.filter(|id| stressed.contains(id) && !known.contains(id)).cloned().collect();
                if marked < MOST && !new.is_empty() {
                    criterion.defining = true;
                    known.extend(new);
                    marked += 1;
                }
            }
        }
    }
}
