//! The kinds of section that a resume has.

use serde::{Deserialize, Serialize};

/// The kinds of section that resumes have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionKind {
    /// The text before the first heading: name, contact, headline.
    Opening,
    /// Summary, profile, objective.
    Summary,
    /// Skills, highlights, core competencies, tools.
    Skills,
    /// Work history.
    Experience,
    /// Accomplishments and awards.
    Accomplishments,
    /// Projects.
    Projects,
    /// Education.
    Education,
    /// Certificates, licences, training.
    Certificates,
    /// Languages.
    Languages,
    /// Unpaid work.
    Volunteering,
    /// Memberships.
    Affiliations,
    /// Interests and personal details.
    Personal,
    /// References.
    References,
    /// A heading that is none of these.
    Other,
}
