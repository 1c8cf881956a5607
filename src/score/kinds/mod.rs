//! One judge per kind of criterion. It decides which support counts for a part.

mod competency;
mod duty;
mod education;
mod experience;
mod held_title;
mod title;

use std::borrow::Cow;

use crate::catalog::{Kind, Part};
use crate::score::case::{Case, TitleEvidence};
use crate::score::strength::support::Support;

/// Judges the parts of one kind of criterion.
pub(super) trait Judge: Sync {
    /// Returns the support for `part`, strongest first. `supports` is the support for the matcher entry of the part,
    /// `title_evidence` the evidence for the title that the role asks for.
    fn judge<'a>(
        &self,
        part: &Part,
        supports: &'a [Support],
        case: &'a Case<'_>,
        title_evidence: &'a TitleEvidence,
    ) -> Cow<'a, [Support]>;

    /// True if the judge looks at titles held, and at no matches.
    fn is_for_titles(&self) -> bool {
        false
    }
}

#[cfg(feature = "search")]
pub(crate) use education::degree_below;
pub(crate) use education::education;
pub(crate) use held_title::held_titles;
#[cfg(feature = "search")]
pub(crate) use held_title::{HeldTitle, Stated, title_stretches};
#[cfg(feature = "search")]
pub(crate) use title::title_evidence;
pub(crate) use title::{imply, titles_held};

/// Returns the judge of a kind.
pub(super) fn judge_of(kind: Kind) -> &'static dyn Judge {
    match kind {
        Kind::Title => &title::TitleJudge,
        Kind::Experience => &experience::ExperienceJudge,
        Kind::Education => &education::EducationJudge,
        Kind::Duty => &duty::DutyJudge,
        // A tool, certificate or language is demonstrated by its name. The vocabulary says so; the rest is the same.
        Kind::Competency | Kind::Tool | Kind::Certification | Kind::Language | Kind::Logistics => {
            &competency::CompetencyJudge
        }
    }
}
