//! The tables of `corpus/postings` about tools, certificates and trainings, which are recognised by their names.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

/// Words around tools.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Tools {
    pub examples: Vec<String>,
    pub closings: Vec<String>,
    pub choices: Vec<String>,
    pub leads: Vec<String>,
    pub signs: BTreeSet<String>,
    pub not: BTreeSet<String>,
    /// Names that are known to be tools, in lower case.
    pub products: BTreeSet<String>,
    /// Names that are common words too, each with the patterns in which it is one.
    pub senses: BTreeMap<String, Vec<String>>,
    /// Names that are such common words that only patterns with their maker or with other tools show the tool.
    pub ordinary: BTreeMap<String, Vec<String>>,
}

/// Words around certificates.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Certificates {
    /// Words beside which a name in capitals is taken for a certificate.
    pub signs: BTreeSet<String>,
    /// Signs that make a certificate of any name.
    pub strong: BTreeSet<String>,
    /// Signs that make a certificate of a short form.
    pub weak: BTreeSet<String>,
    /// Short signs that belong to the name, with the word that they stand for.
    pub abbreviations: BTreeMap<String, String>,
    /// Ends of compounds that name a certificate.
    pub compounds: Vec<String>,
    /// Words of validity before a name.
    pub valid: BTreeSet<String>,
    /// Words beside a name that are no part of it.
    pub asides: BTreeSet<String>,
    /// Words of a name that tell no kind of certificate.
    pub general: BTreeSet<String>,
    /// Words before a sign that make it the object of another word: "points on the licence".
    pub prepositions: BTreeSet<String>,
    /// Little words of other languages behind a sign.
    pub joints: BTreeSet<String>,
    /// Words of lines that ask for a skill instead.
    pub skills: BTreeSet<String>,
    /// Short names that need no sign.
    pub names: BTreeSet<String>,
    /// The patterns of the words that short names stand for.
    pub full: BTreeMap<String, String>,
    /// Words before the value of a level.
    pub levels: BTreeSet<String>,
}

/// Words around the training in a trade.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::posting) struct Trainings {
    pub signs: BTreeSet<String>,
    pub joints: BTreeSet<String>,
    pub articles: BTreeSet<String>,
    pub ends: BTreeSet<String>,
    /// Other forms of a trade, as they follow it behind a slash.
    pub forms: BTreeSet<String>,
    /// Sets of ends that the forms of one trade have.
    pub genders: Vec<Vec<String>>,
}
