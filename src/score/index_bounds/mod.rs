//! Bounds the score of an indexed resume in a role without reading the resume again.
//!
//! An index of many resumes is asked for the best of a role that nobody knew when the resumes were indexed. It keeps
//! two things of each resume: [`signs`], which are words that a search engine can look up, and an [`outline`], which
//! has the positions, degrees and matches without the text. [`clues`] says what each sign may be worth in a role, and
//! [`outline_judge`] runs the ordinary judging over outlines. Both may promise too much and never too little, so only
//! resumes whose bound is high enough must be read and scored.

use jiff::civil::Date;

use super::criteria::role_demands::RoleDemands;
use crate::catalog::{Role, Vocabulary};
use crate::matcher::Matcher;
use crate::titles::TitleMatcher;

pub(super) mod clues;
pub(super) mod outline;
pub(super) mod outline_judge;
pub(super) mod signs;

/// A role for which resumes are bounded, and all that its bounds follow from.
#[derive(Clone, Copy)]
pub(crate) struct BoundedRole<'a> {
    pub role: &'a Role,
    pub demands: &'a RoleDemands,
    pub vocabulary: &'a Vocabulary,
    pub matcher: &'a Matcher,
    pub titles: &'a TitleMatcher,
    /// The day on which resumes are judged.
    pub as_of: Date,
}
