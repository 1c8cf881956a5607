//! Bounds the score of an indexed resume in a role without reading the resume again.
//!
//! An index of many resumes is asked for the best of a role that nobody knew when the resumes were indexed. It keeps
//! two things of each resume: [`signs`], which are words that a search engine can look up, and an [`outline`], which
//! has the positions, degrees and matches without the text. [`clues`] says what each sign may be worth in a role, and
//! [`outline_judge`] runs the ordinary judging over outlines. Both may promise too much and never too little, so only
//! resumes whose bound is high enough must be read and scored.

pub(super) mod clues;
pub(super) mod outline;
pub(super) mod outline_judge;
pub(super) mod signs;
