//! One judge a kind of criterion: what supports a part of it.

mod competency;
mod duty;
mod education;
mod experience;
mod title;

use std::borrow::Cow;

use super::case::Case;
use super::support::Support;
use crate::catalog::{Kind, Part};

/// Finds what supports a part of a criterion of one kind.
pub(super) trait Judge: Sync {
    /// The support, strongest first, out of the support for the entry that recognises the part; `standing` is what the role's
    /// title tells of the candidate.
    fn judge<'a>(
        &self,
        part: &Part,
        supports: &'a [Support],
        case: &'a Case<'_>,
        standing: &'a TitleEvidence,
    ) -> Cow<'a, [Support]>;
}

pub(super) use education::education;
pub(super) use title::{TitleEvidence, held_titles, imply, standings};

/// The judge of a kind.
pub(super) fn judge_of(kind: Kind) -> &'static dyn Judge {
    match kind {
        Kind::Title => &title::TitleJudge,
        Kind::Experience => &experience::ExperienceJudge,
        Kind::Education => &education::EducationJudge,
        Kind::Duty => &duty::DutyJudge,
        // Naming a tool, a certificate or a language shows it: the vocabulary says so, and the rest is the same.
        Kind::Competency | Kind::Tool | Kind::Certification | Kind::Language | Kind::Logistics => {
            &competency::CompetencyJudge
        }
    }
}
