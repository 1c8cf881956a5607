//! Judges the criteria of a role: the support for each part, the verdict, and its reason.
//!
//! [`judge_parts`] asks the judge of the criterion's kind which support counts, and then holds it against the terms of
//! the part: a certificate must be held ([`certificate`]), a language spoken well enough ([`language`]), a time reached
//! ([`threshold`], [`line_of_work`]), and a text visible ([`doubtful`]). A demand that no phrase recognises is judged
//! by its telling words ([`words_shown`]), and time in the role's line of work by [`tenure`]. [`verdict`] sums the
//! parts up to a status and a credit, and [`reason`] says as facts why. [`role_demands`] has the parts of a role by
//! numbers, so that judging looks nothing up by strings.

mod certificate;
mod doubtful;
pub(super) mod judge_parts;
mod language;
mod line_of_work;
mod reason;
pub(super) mod role_demands;
pub(super) mod tenure;
mod threshold;
pub(super) mod verdict;
pub(super) mod words_shown;
