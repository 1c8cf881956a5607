//! The form of catalog files, before they are checked and resolved.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::context::Context;
use super::criterion::{Kind, Priority};
use super::grammar::Grammar;
use super::title_words::TitleWords;
use super::vacancy::Vacancy;
use super::vocabulary::{DateNames, Degree, Entry, Field, Headings, Labels, Time, Title};
use crate::catalog::{DegreeLevel, LanguageLevel};

/// A role file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRole {
    pub schema: Spanned<String>,
    pub title: String,
    #[serde(default)]
    pub other_titles: Vec<String>,
    #[serde(default)]
    pub summary: String,
    pub bands: Option<Spanned<RawBands>>,
    /// The vacancy that the role was imported from.
    pub vacancy: Option<Spanned<Vacancy>>,
    #[serde(default, rename = "criterion")]
    pub criteria: Vec<Spanned<RawCriterion>>,
}

/// The least scores of the bands, in points.
#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBands {
    pub strong: u32,
    pub possible: u32,
}

/// A `[[criterion]]` of a role file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCriterion {
    pub id: Spanned<String>,
    pub kind: Kind,
    pub priority: Priority,
    pub confirmed: Option<Spanned<bool>>,
    pub weight: Spanned<f64>,
    #[serde(default)]
    pub defining: bool,
    pub label: String,
    #[serde(default)]
    pub text: String,
    pub parts: Spanned<Vec<Spanned<RawPart>>>,
}

/// A part of a criterion: a reference, a degree, fields of study, titles, telling words, phrases of its own, or time in
/// the role's titles.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPart {
    pub name: Option<String>,
    #[serde(rename = "use")]
    pub entry: Option<String>,
    pub degree: Option<DegreeLevel>,
    #[serde(default)]
    pub fields: Vec<String>,
    #[serde(default)]
    pub related_fields: Vec<String>,
    pub min_months: Option<u32>,
    pub full_months: Option<Spanned<u32>>,
    pub level: Option<LanguageLevel>,
    #[serde(default)]
    pub titles: Vec<String>,
    #[serde(default)]
    pub adjacent_titles: Vec<String>,
    /// `similar` is the older name.
    #[serde(default, alias = "similar")]
    pub words: Vec<String>,
    pub weight: Option<Spanned<f64>>,
    #[serde(default)]
    pub ask: String,
    #[serde(default)]
    pub deeds: Vec<String>,
    #[serde(default)]
    pub names: Vec<String>,
    #[serde(default)]
    pub claims: Vec<String>,
    #[serde(default)]
    pub hints: Vec<String>,
    #[serde(default)]
    pub not: Vec<String>,
    #[serde(default)]
    pub search: Vec<String>,
}

impl RawPart {
    /// Returns the entry that the part's own phrases define, if it has any.
    pub(super) fn own_entry(&self, label: &str) -> Option<Entry> {
        let Self { deeds, names, claims, hints, words, not, search, .. } = self;
        let entry = Entry {
            label: spoken(label),
            ask: self.ask.clone(),
            deeds: deeds.clone(),
            needs_object: false,
            names: names.clone(),
            claims: claims.clone(),
            hints: hints.clone(),
            words: words.clone(),
            not: not.clone(),
            held: Vec::new(),
            search: search.clone(),
        };
        entry.can_recognise().then_some(entry)
    }

    /// Returns the title that the part's own titles define, if it has any.
    pub(super) fn own_title(&self, label: &str) -> Option<Title> {
        let Self { titles, adjacent_titles, .. } = self;
        let title = Title {
            label: titles.first().cloned().unwrap_or_else(|| spoken(label)),
            ask: self.ask.clone(),
            same: titles.clone(),
            adjacent: adjacent_titles.clone(),
            ..Title::default()
        };
        (!titles.is_empty()).then_some(title)
    }
}

/// Returns a part's name in words: "cold chain" for "cold_chain".
fn spoken(name: &str) -> String {
    name.replace('_', " ")
}

/// A vocabulary file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawVocabulary {
    pub schema: Spanned<String>,
    #[serde(default)]
    pub words: BTreeMap<String, Spanned<Vec<String>>>,
    #[serde(default, rename = "entry")]
    pub entries: BTreeMap<String, Spanned<Entry>>,
    #[serde(default, rename = "title")]
    pub titles: BTreeMap<String, Spanned<Title>>,
    #[serde(default)]
    pub title_words: Option<TitleWords>,
    #[serde(default)]
    pub headings: Headings,
    #[serde(default, rename = "degree")]
    pub degrees: Vec<Degree>,
    #[serde(default, rename = "field")]
    pub fields: BTreeMap<String, Field>,
    #[serde(default)]
    pub languages: Vec<String>,
    #[serde(default, rename = "language_level")]
    pub language_levels: BTreeMap<LanguageLevel, Vec<String>>,
    #[serde(default)]
    pub context: Context,
    pub dates: Option<DateNames>,
    pub grammar: Option<Grammar>,
    #[serde(default)]
    pub labels: Labels,
    pub time: Option<Time>,
}
