//! A sentence with the words that its grammar hangs on, as far as it tells who did something.

use rolefit_document::{Parting, Word};

use crate::matcher::{Class, Hit};

/// A sentence with the words that its grammar hangs on.
pub(super) struct Sentence<'a> {
    text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) person: Vec<bool>,
    pub(super) determiner: Vec<bool>,
    pub(super) verb: Vec<bool>,
}

impl<'a> Sentence<'a> {
    /// Returns the sentence of these `words`; `hits` are the matches in it.
    pub(super) fn new<'h>(text: &'a str, words: &'a [Word], hits: impl Iterator<Item = &'h Hit>) -> Self {
        let none = vec![false; words.len()];
        let mut sentence = Self { text, words, person: none.clone(), determiner: none.clone(), verb: none };
        for hit in hits {
            let Ok(at) = words.binary_search_by_key(&hit.span.start, |word| word.start) else { continue };
            let marked = match hit.class {
                Class::Person => &mut sentence.person,
                Class::Determiner => &mut sentence.determiner,
                Class::Verb => &mut sentence.verb,
                _ => continue,
            };
            marked.get_mut(at).into_iter().for_each(|marked| *marked = true);
        }
        sentence
    }

    pub(super) fn is(&self, marked: &[bool], at: usize) -> bool {
        marked.get(at).is_some_and(|marked| *marked)
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.words.get(at).and_then(|word| self.text.get(word.start..word.end)).unwrap_or_default()
    }

    pub(super) fn says(&self, at: usize, any: &[&str]) -> bool {
        let word = self.word(at);
        any.iter().any(|other| word.eq_ignore_ascii_case(other))
    }

    pub(super) fn parting(&self, at: usize) -> Parting {
        self.words.get(at).map_or(Parting::Sentence, |word| word.parting)
    }

    pub(super) fn ends_in_ed(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() > 3 && word.ends_with("ed")
    }

    pub(super) fn is_plural(&self, at: usize) -> bool {
        let word = self.word(at);
        word.ends_with('s') && !word.ends_with("ss") || self.says(at, GROUPS)
    }
}

// The little words that English grammar hangs on.

/// Nouns of rank that a field follows: "director of sales".
pub(super) const RANKS: &[&str] = &["head", "lead", "director", "manager", "president", "vp", "chief"];
/// Prepositions of a place or field: "the head of sales".
pub(super) const PLACES: &[&str] = &["of", "in", "at", "from", "for"];
/// Words before a clause of its own.
pub(super) const LINKS: &[&str] =
    &["while", "when", "that", "because", "where", "after", "before", "and", "but", "so", "which"];
/// Words that no noun phrase goes over.
pub(super) const BOUNDS: &[&str] = &[
    "of", "to", "for", "with", "by", "in", "on", "at", "from", "between", "under", "and", "or", "while", "when",
    "that", "because", "where", "after", "before", "but", "so", "which", "as", "who", "i", "we", "than", "beside",
    "alongside",
];
/// Nouns for several people that do not end in "s".
pub(super) const GROUPS: &[&str] =
    &["team", "staff", "group", "crew", "department", "personnel", "people", "force", "colleagues"];
/// People whom the writer calls "my" without leading them.
pub(super) const PEERS: &[&str] =
    &["colleagues", "coworkers", "peers", "superiors", "bosses", "supervisors", "managers"];
/// Leading, in a clause such as "the team that I led".
pub(super) const LEADS: &[&str] = &[
    "led", "lead", "managed", "manage", "supervised", "supervise", "trained", "train", "coached", "coach", "mentored",
    "mentor", "hired", "hire", "recruited", "built", "build", "directed", "ran", "headed", "leading", "managing",
    "supervising", "training", "coaching", "oversaw",
];
/// Before the name of somebody else: "Ms Example built".
pub(super) const HONORIFICS: &[&str] = &["mr", "mrs", "ms", "miss", "dr"];
/// Whom only their supplier serves: "a firm whose clients include".
pub(super) const SERVED: &[&str] = &["clients", "customers", "accounts", "buyers", "members", "users"];
/// Nouns of firms, whose size is nobody's deed: "worked for a company with 40 key accounts".
pub(super) const FIRMS: &[&str] = &[
    "company", "firm", "employer", "agency", "organisation", "organization", "factory", "warehouse", "branch",
    "department", "office", "division", "unit",
];
/// Words that say where the writer belonged: "worked for a firm", "part of a company".
pub(super) const BELONGS: &[&str] =
    &["work", "worked", "working", "works", "employed", "employee", "part", "member", "belonged", "job"];
/// Words in "ing" that are no deeds: "for buyers including".
pub(super) const PREPOSITIONS_IN_ING: &[&str] = &[
    "including", "excluding", "regarding", "concerning", "during", "following", "according", "using", "relating",
    "pertaining", "ranging",
];
/// Forms of "to be", before a participle.
pub(super) const BE: &[&str] = &["was", "were", "is", "are", "been", "being", "be", "got", "get"];
/// Particles of verbs: "looked after by".
pub(super) const PARTICLES: &[&str] = &["after", "with", "up", "out", "over", "on", "to", "off", "down", "in"];
/// Participles of what superiors and customers do with the writer's own work.
pub(super) const GRANTS: &[&str] = &[
    "approved", "assigned", "accepted", "recognised", "recognized", "requested", "required", "praised", "commended",
    "appreciated", "adopted", "nominated", "awarded", "rated", "ranked",
];
/// Participles of work, which belong to whoever is named behind "by": "contracts negotiated by the lawyers".
pub(super) const WORKS: &[&str] = &[
    "achieved", "agreed", "answered", "brought", "built", "closed", "compiled", "conducted", "created", "delivered",
    "designed", "developed", "done", "drafted", "drawn", "dealt", "forecast", "generated", "grown", "handled", "held",
    "launched", "led", "looked", "made", "maintained", "managed", "negotiated", "organised", "organized", "owned",
    "planned", "prepared", "presented", "produced", "resolved", "run", "served", "signed", "sold", "supervised", "won",
    "written",
];
/// Verbs that look like nouns: they are verbs only after a plural.
pub(super) const BASES: &[&str] =
    &["lead", "sell", "handle", "manage", "negotiate", "present", "prepare", "run", "keep", "win", "close"];
/// Words before the preposition of what somebody lacks: "no experience with".
pub(super) const HAD: &[&str] = &[
    "acquainted", "background", "certified", "command", "experience", "experienced", "exposure", "familiar",
    "familiarity", "knowledge", "licensed", "possession", "proficiency", "proficient", "qualified", "skill", "skills",
    "trained", "training", "use", "user", "worked",
];
/// Prepositions that part a denial from what follows: "no questions on".
pub(super) const APART: &[&str] = &[
    "about", "after", "against", "at", "because", "before", "by", "despite", "during", "for", "from", "if", "in", "of",
    "on", "per", "since", "to", "under", "until", "when", "while", "with",
];
/// Nouns for papers that show a qualification.
pub(super) const LICENCES: &[&str] = &[
    "card", "cards", "certificate", "certificates", "certification", "certifications", "endorsement", "licence",
    "licences", "license", "licenses", "qualification", "qualifications", "registration", "ticket",
];
/// Words behind what is plainly denied: "no licence yet".
pub(super) const BEHIND_DENIED: &[&str] = &[
    "and", "as", "at", "background", "because", "before", "but", "currently", "either", "experience", "exposure",
    "held", "however", "knowledge", "myself", "nor", "now", "or", "skill", "skills", "so", "though", "training",
    "until", "yet",
];
/// Words with which a sentence about others turns to the writer: "recruited nurses and hold ACLS".
pub(super) const OWNS: &[&str] = &[
    "achieved", "am", "as", "completed", "drive", "drove", "earned", "flew", "gained", "held", "hold", "holding", "my",
    "obtained", "operated", "own", "passed", "qualified",
];
