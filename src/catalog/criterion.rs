//! Criteria: the requirements and duties of a role, and their parts.

use serde::{Deserialize, Serialize};

use super::vocabulary::{Entry, Vocabulary};
use crate::units::Weight;

/// A requirement or a duty.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Criterion {
    /// `<role>/req-N` or `<role>/duty-N`.
    pub id: String,
    /// The kind, which decides how it is judged.
    pub kind: Kind,
    /// How much it is wanted.
    pub priority: Priority,
    /// False for a must-have that rolefit read from a posting and that no person has confirmed.
    pub confirmed: bool,
    /// How much it counts, with the factor for defining criteria.
    pub weight: Weight,
    /// True if it tells the role from similar roles.
    pub defining: bool,
    /// A few words for tables.
    pub label: String,
    /// The whole demand.
    pub text: String,
    /// The demands to check. Never empty.
    pub parts: Vec<Part>,
}

impl Criterion {
    /// True for a requirement, false for a duty and for the tenure.
    pub fn is_requirement(&self) -> bool {
        self.kind != Kind::Duty && !self.is_tenure()
    }

    /// True if it grades the time in the role's line of work. No source page numbers it, so it counts in no list of
    /// requirements and in no gate.
    pub fn is_tenure(&self) -> bool {
        self.parts.iter().any(|part| part.full_months.is_some())
    }

    /// True if it asks for a least time in a kind of work.
    pub(crate) fn asks_for_time_in_work(&self) -> bool {
        self.kind == Kind::Experience && self.parts.iter().any(|part| part.min_months.is_some())
    }

    /// True if it is a must-have that a person has confirmed. Only such must-haves feed the gate and the band.
    pub fn is_confirmed_must(&self) -> bool {
        self.priority == Priority::Must && self.confirmed
    }

    /// True if it is a must-have that a person has yet to confirm.
    pub fn is_unconfirmed_must(&self) -> bool {
        self.priority == Priority::Must && !self.confirmed
    }
}

/// One checkable demand inside a criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Part {
    /// Unique within the criterion. Parts of a role with equal names are the same demand.
    pub name: String,
    /// Id of its vocabulary entry or title; generated for a part with phrases of its own.
    pub entry: Option<String>,
    /// The lowest degree that counts in full.
    pub degree: Option<crate::catalog::DegreeLevel>,
    /// Ids of the fields of study that count in full.
    pub fields: Vec<String>,
    /// Ids of the fields of study that count half.
    pub related_fields: Vec<String>,
    /// Least months in positions that show it.
    pub min_months: Option<u32>,
    /// The months in the role's titles that count in full. Fewer count in proportion.
    pub full_months: Option<u32>,
    /// The least command of the language that the part names.
    pub level: Option<crate::catalog::LanguageLevel>,
    /// The weight among the parts of its criterion; 1 if none is given.
    pub weight: Option<Weight>,
}

impl Part {
    /// Returns the entries that evidence for the part is searched by, with their ids.
    pub fn entries<'a>(&'a self, vocabulary: &'a Vocabulary) -> Vec<(&'a str, &'a Entry)> {
        let Some(id) = &self.entry else { return Vec::new() };
        let title = || vocabulary.titles.get(id).into_iter();
        let conditions = title().flat_map(|title| title.same_if.iter().chain(&title.adjacent_if));
        let books = title().filter_map(|title| title.books.as_ref());
        let ids = conditions.flat_map(|condition| &condition.shows).chain(books).chain([id]);
        ids.filter_map(|id| Some((id.as_str(), vocabulary.entries.get(id)?))).collect()
    }

    /// Returns the vocabulary's question about it, if the vocabulary has one.
    pub fn ask<'a>(&self, vocabulary: &'a Vocabulary) -> Option<&'a str> {
        let id = self.entry.as_ref()?;
        let of_title = || vocabulary.titles.get(id).map(|title| &title.ask);
        let ask = vocabulary.entries.get(id).map(|entry| &entry.ask).or_else(of_title)?;
        (!ask.is_empty()).then_some(ask.as_str())
    }

    /// Returns the weight among the parts of its criterion.
    pub fn share(&self) -> Weight {
        self.weight.unwrap_or(Weight::new(1000))
    }

    /// Returns the label of its entry or title, else "degree" or "field of study".
    pub fn label<'a>(&self, vocabulary: &'a Vocabulary) -> &'a str {
        let id = self.entry.as_deref();
        let entry = id.and_then(|id| vocabulary.entries.get(id)).map(|entry| entry.label.as_str());
        let title = || id.and_then(|id| vocabulary.titles.get(id)).map(|title| title.label.as_str());
        let label = entry.or_else(title).filter(|label| !label.is_empty());
        label.unwrap_or(if self.degree.is_some() { "degree" } else { "field of study" })
    }
}

/// The kinds of criteria. Each has a judge in [`crate::score`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A position held.
    Title,
    /// Work done, and for how long.
    Experience,
    /// Software used.
    Tool,
    /// A skill.
    Competency,
    /// A degree and its field.
    Education,
    /// A certificate or licence.
    Certification,
    /// A language.
    Language,
    /// Travel, place, hours.
    Logistics,
    /// A duty of the role.
    Duty,
}

impl Kind {
    /// Returns the kind as catalog files write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Experience => "experience",
            Self::Tool => "tool",
            Self::Competency => "competency",
            Self::Education => "education",
            Self::Certification => "certification",
            Self::Language => "language",
            Self::Logistics => "logistics",
            Self::Duty => "duty",
        }
    }
}

/// How much a criterion is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// The role cannot be done without it. The gate covers these criteria.
    Must,
    /// Expected.
    Should,
    /// Welcome.
    Nice,
}

impl Priority {
    /// Returns the priority as catalog files write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::Nice => "nice",
        }
    }
}
