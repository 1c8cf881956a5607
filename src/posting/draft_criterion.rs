//! Criteria and parts of a role before they are written as a file.

use std::collections::BTreeMap;

use super::line_reports::CriterionOutline;
use crate::catalog::{DegreeLevel, Entry, Kind, LanguageLevel, Priority, Vocabulary};

/// A criterion before it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DraftCriterion {
    pub id: String,
    pub kind: Kind,
    pub priority: Priority,
    pub weight: f64,
    pub defining: bool,
    pub label: String,
    pub text: String,
    pub parts: Vec<DraftPart>,
}

impl DraftCriterion {
    /// True if the criterion is the role's title and the vocabulary lacks that title.
    pub(crate) fn is_own_title(&self) -> bool {
        let is_own = |part: &DraftPart| matches!(part.recognised_by, RecognisedBy::Titles(..));
        self.kind == Kind::Title && self.parts.iter().all(is_own)
    }

    /// True if the criterion grades time, which no line of the posting asks for by itself.
    pub(crate) fn is_tenure(&self) -> bool {
        self.parts.iter().any(|part| matches!(part.recognised_by, RecognisedBy::Time(_)))
    }

    /// Summarises the criterion for reports.
    pub(crate) fn outline(&self, vocabulary: &Vocabulary) -> CriterionOutline {
        let parts = self.parts.iter().map(|part| part.words(vocabulary)).collect();
        let Self { id, kind, priority, weight, defining, .. } = self.clone();
        CriterionOutline { id, kind, priority, weight, defining, parts }
    }
}

impl DraftPart {
    /// Returns a part that asks for no time and no level.
    pub(crate) fn new(name: impl Into<String>, recognised_by: RecognisedBy) -> Self {
        Self { name: name.into(), recognised_by, min_months: None, level: None }
    }

    /// Describes in words how the part is recognised, for example `words of “cold chain”`.
    fn words(&self, vocabulary: &Vocabulary) -> String {
        let spoken = || self.name.replace('_', " ");
        let words = match &self.recognised_by {
            RecognisedBy::Use(id) => {
                let entry = vocabulary.entries.get(id).map(|entry| &entry.label);
                entry.or(vocabulary.titles.get(id).map(|title| &title.label)).cloned().unwrap_or_else(spoken)
            }
            RecognisedBy::Titles(titles, _) => titles.join(" or "),
            RecognisedBy::Degree(_) | RecognisedBy::Fields(..) => spoken(),
            RecognisedBy::Words { words, .. } => format!("words of \u{201c}{}\u{201d}", words.join(", ")),
            RecognisedBy::Own(_) => spoken(),
            RecognisedBy::Time(months) => format!("time up to {months} months"),
        };
        let level = self.level.map(|level| format!(", level {}", level.name().to_uppercase())).unwrap_or_default();
        let time = self.min_months.map(|months| format!(" for {months} months")).unwrap_or_default();
        words + &level + &time
    }
}

/// A part of a criterion before it is written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DraftPart {
    pub name: String,
    pub recognised_by: RecognisedBy,
    pub min_months: Option<u32>,
    /// The least command of the language that the part names.
    pub level: Option<LanguageLevel>,
}

/// The way in which a part is recognised in a resume.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum RecognisedBy {
    /// An entry or a title of the vocabulary, by its id.
    Use(String),
    /// The role's own titles, and its adjacent titles.
    Titles(Vec<String>, Vec<String>),
    /// A degree of at least this level.
    Degree(DegreeLevel),
    /// Fields of study that count in full, and related fields.
    Fields(Vec<String>, Vec<String>),
    /// The part's own phrases.
    Own(Box<Entry>),
    /// Telling words, and the weight among the parts of the criterion if it is not 1.
    Words { words: Vec<String>, weight: Option<f64> },
    /// Time in the role's titles, by the months that count in full.
    Time(u32),
}

/// Renames parts that share a name but have different phrases. Scoring shares sentences out among parts by name, so
/// equal names would count as one demand. Degrees and titles are left alone, because they use no sentences.
pub(crate) fn give_distinct_names<'a>(criteria: impl Iterator<Item = &'a mut DraftCriterion>) {
    let mut known: BTreeMap<String, RecognisedBy> = BTreeMap::new();
    let parts = criteria.flat_map(|criterion| &mut criterion.parts);
    for part in parts.filter(|part| matches!(part.recognised_by, RecognisedBy::Own(_) | RecognisedBy::Words { .. })) {
        let names = std::iter::once(part.name.clone()).chain((2..).map(|number| format!("{}_{number}", part.name)));
        let free = |name: &String| known.get(name).is_none_or(|recognised_by| *recognised_by == part.recognised_by);
        // Numbering never ends, so a free name exists.
        let name = names.into_iter().find(free).unwrap_or_default();
        debug_assert!(!name.is_empty(), "a part without a name");
        known.insert(name.clone(), part.recognised_by.clone());
        part.name = name;
    }
}

/// Numbers requirements and duties separately, in the order of the source.
pub(crate) fn number<'a>(role: &str, criteria: impl Iterator<Item = &'a mut DraftCriterion>) {
    let (mut requirements, mut duties) = (0, 0);
    for criterion in criteria {
        let (form, count) = match criterion.kind {
            Kind::Duty => ("duty", &mut duties),
            _ => ("req", &mut requirements),
        };
        *count += 1;
        criterion.id = format!("{role}/{form}-{count}");
    }
}
