//! A position to fill.

use serde::Serialize;

use super::criterion::Criterion;

/// A role: what it is called and what it asks for.
#[derive(Clone, Debug, Serialize)]
pub struct Role {
    /// Kebab-case id; the stem of its file.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Other names for the same position.
    pub other_titles: Vec<String>,
    /// A sentence on what it is about.
    pub summary: String,
    /// Requirements and duties, in the order of the role's file.
    pub criteria: Vec<Criterion>,
}
