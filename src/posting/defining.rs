//! Marks the defining criteria, which tell a role from its siblings: its title, and duties that the title or the
//! summary stresses.

use super::Importer;
use super::draft_criterion::{DraftCriterion, RecognisedBy};
use crate::catalog::{Kind, Priority};
use rolefit_document::checked::item_mut;

/// The most defining criteria that a role may have; the catalog's own limit.
const MOST: usize = 3;

/// Marks at most [`MOST`] criteria as defining. The title comes first. Then come duties, and after them experience,
/// whose demands the title names. Of the demands that the summary names, the first that a duty or experience asks for
/// follows: what a summary adds behind it ("and win new business") is said of the siblings as well.
///
/// General skills never count, nor do entries that half of all resumes show. A demand that is already marked is not
/// marked again under another criterion.
pub(super) fn mark(criteria: &mut [DraftCriterion], title: &str, summary: &str, importer: &Importer) {
    let general = &importer.posting_words.general;
    let stressed = |text: &str| -> Vec<String> {
        let demands = importer.recogniser.read(text).demands.into_iter().map(|(id, _)| id);
        demands.filter(|id| !general.entries.contains(id) && !general.common.contains(id)).collect()
    };
    let mut marked = 0;
    if let Some(title) =
        criteria.iter_mut().find(|criterion| criterion.kind == Kind::Title && criterion.priority != Priority::Nice)
    {
        title.defining = true;
        marked += 1;
    }
    let mut known: Vec<String> = Vec::new();
    let by_title = stressed(title);
    for kind in [Kind::Duty, Kind::Experience] {
        for criterion in criteria.iter_mut().filter(|criterion| criterion.kind == kind) {
            let new: Vec<String> =
                entries(criterion).filter(|id| by_title.contains(id) && !known.contains(id)).cloned().collect();
            if marked < MOST && !new.is_empty() {
                criterion.defining = true;
                known.extend(new);
                marked += 1;
            }
        }
    }
    let first = stressed(summary).into_iter().find_map(|id| {
        let asks = |kind: Kind| {
            criteria.iter().position(|criterion| criterion.kind == kind && entries(criterion).any(|it| *it == id))
        };
        asks(Kind::Duty).or_else(|| asks(Kind::Experience))
    });
    if let Some(criterion) = first.and_then(|at| item_mut(criteria, at)).filter(|_| marked < MOST) {
        criterion.defining = true;
    }
    leave_out_general(criteria, importer);
}

/// The vocabulary entries that a criterion asks for.
fn entries(criterion: &DraftCriterion) -> impl Iterator<Item = &String> {
    let known = criterion.parts.iter().filter(|part| matches!(part.recognised_by, RecognisedBy::Use(_)));
    known.map(|part| &part.name)
}

/// Leaves general skills out of defining duties where another criterion asks for them as well. A defining criterion
/// counts several times for what tells the role from its siblings, and all siblings ask for general skills.
fn leave_out_general(criteria: &mut [DraftCriterion], importer: &Importer) {
    let general = &importer.posting_words.general.entries;
    let asked: Vec<Vec<String>> = criteria.iter().map(|criterion| entries(criterion).cloned().collect()).collect();
    for (at, criterion) in criteria.iter_mut().enumerate() {
        let elsewhere = |id: &String| asked.iter().enumerate().any(|(other, ids)| other != at && ids.contains(id));
        let is_left = |id: &String| general.contains(id) && elsewhere(id);
        let is_telling = entries(criterion).any(|id| !general.contains(id));
        if criterion.defining && criterion.kind == Kind::Duty && is_telling {
            criterion.parts.retain(|part| !(matches!(part.recognised_by, RecognisedBy::Use(_)) && is_left(&part.name)));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::posting::Columns;
    use crate::posting::testing::importer;

    /// The parts of each defining duty of a posting with this title and summary.
    fn defining_duties(title: &str, summary: &str) -> Vec<Vec<String>> {
        let posting = format!(
            "{title}\n\nAbout the role\n\n{summary}\n\nResponsibilities\n\n\
             - Keep strong relationships with a portfolio of wholesale accounts\n\
             - Supervise account managers and coach sales representatives\n\
             - Win new customers and generate leads\n\
             - Build long-lasting client relationships\n\n\
             Requirements\n\n- Experience as {title}\n- Microsoft Excel\n"
        );
        let role = importer().import(posting.as_bytes(), Some("a.txt"), &Columns::default()).unwrap().remove(0);
        let file: toml::Value = toml::from_str(&role.toml).unwrap();
        let criteria = file.get("criterion").unwrap().as_array().unwrap();
        let says = |criterion: &toml::Value, key: &str| criterion.get(key).is_some_and(|it| it.as_bool() == Some(true));
        let duties =
            criteria.iter().filter(|it| says(it, "defining") && it.get("kind").unwrap().as_str() == Some("duty"));
        let parts = |duty: &toml::Value| {
            let parts = duty.get("parts").unwrap().as_array().unwrap().iter();
            parts.filter_map(|part| part.get("use")?.as_str().map(str::to_owned)).collect()
        };
        duties.map(parts).collect()
    }

    #[test]
    fn of_all_that_a_summary_names_the_first_defines() {
        let summary = "You will supervise our account representatives. You will also be responsible for new business.";
        assert_eq!(defining_duties("Senior Account Manager", summary), [["leads_account_team"]]);
        let summary =
            "You find new customers and create new business. You will also supervise account representatives.";
        assert_eq!(defining_duties("Senior Account Manager", summary), [["new_business"]]);
    }

    #[test]
    fn a_general_skill_that_another_duty_asks_for_is_left_to_that_duty() {
        let summary = "You look after a portfolio of assigned customers.";
        assert_eq!(defining_duties("Account Manager", summary), [["portfolio"]]);
    }
}
