//! The words that the grammar of English sentences hangs on. `corpus/vocabulary/grammar.toml` explains each list.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

/// Words that tell who did what in a sentence.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grammar {
    /// Past forms that do not end in "ed": led.
    pub past_forms: WordList,
    /// Numbers as words.
    pub number_words: WordList,
    /// Nouns of rank that a field follows: director.
    pub rank_nouns: WordList,
    /// Prepositions of a place or field.
    pub place_prepositions: WordList,
    /// Begin a clause of its own: while.
    pub clause_openers: WordList,
    /// End a noun phrase: of.
    pub phrase_ends: WordList,
    /// Nouns for several people: team.
    pub group_nouns: WordList,
    /// People whom the writer does not lead: colleagues.
    pub peers: WordList,
    /// Verbs of leading: managed.
    pub leading_verbs: WordList,
    /// Before a name: ms.
    pub honorifics: WordList,
    /// People whom only their supplier serves: clients.
    pub served_people: WordList,
    /// Nouns of firms: agency.
    pub firm_nouns: WordList,
    /// Say where the writer belonged: worked.
    pub belonging_words: WordList,
    /// Words in "ing" that are no deeds: including.
    pub prepositions_in_ing: WordList,
    /// Make a passive: were.
    pub forms_of_be: WordList,
    /// Particles of verbs: after.
    pub verb_particles: WordList,
    /// Done by superiors with the writer's work: approved.
    pub granting_participles: WordList,
    /// Participles of work: negotiated.
    pub work_participles: WordList,
    /// Verbs only after a plural: present.
    pub noun_like_verbs: WordList,
    /// May follow a title in running text: for.
    pub title_followers: WordList,
    /// Behind a finite verb: our.
    pub object_words: WordList,
    /// Forms in "ed" that are no finite verbs: based.
    pub place_participles: WordList,
    /// Before a verb whose subject holds the title: who.
    pub subject_joiners: WordList,
    /// Verbs of employment: hired.
    pub hiring_verbs: WordList,
    /// Before a verb of employment that was done to the writer: was.
    pub passive_auxiliaries: WordList,
    /// Behind a verb of employment whose object is the writer: by.
    pub hired_followers: WordList,
    /// Behind a short form that is no degree there: office, in "MS Office".
    pub degree_lookalikes: WordList,
    /// Before the preposition of a thing that somebody lacks: experience, in "no experience with".
    pub having_words: WordList,
    /// Part a denial from the words behind it: on, in "no questions on".
    pub parting_prepositions: WordList,
    /// Nouns for papers that show a qualification: licence.
    pub licence_nouns: WordList,
    /// Behind a thing that is plainly denied: yet, in "no licence yet".
    pub denied_followers: WordList,
    /// Keep a denial that the words behind them seem to take back: and.
    pub denial_joiners: WordList,
    /// Before the means of a work: using.
    pub means_prepositions: WordList,
    /// Before the means of a work, where no people stand before them: with.
    pub loose_means_prepositions: WordList,
    /// Go on with the end of a certificate: in, of "expired in 2019".
    pub end_followers: WordList,
    /// Between a subject and its verb: also.
    pub adverbs: WordList,
    /// Before letters in place of a count: by.
    pub count_leaders: WordList,
    /// Places of a template that nobody filled in, as they are written: `(insert `.
    pub open_places: Vec<String>,
    /// Roots of work that is done in many fields: engineer.
    pub any_field_roots: WordList,
    /// Between a thesis and its subject: about.
    pub thesis_leaders: WordList,
    /// Behind a degree, they speak of something else than its field: dissertation.
    pub degree_asides: WordList,
    /// Before a degree, they make it a course that is none: mini.
    pub degree_diminishers: WordList,
    /// Nouns of schooling: school.
    pub schooling_nouns: WordList,
    /// Turn a sentence about others to the writer: hold.
    pub owning_words: WordList,
}

/// Single words in lower case, in the order in which they are written.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct WordList(Vec<String>);

impl WordList {
    /// True if `word` is in the list, in capitals or not.
    pub fn has(&self, word: &str) -> bool {
        self.iter().any(|other| word.eq_ignore_ascii_case(other))
    }
}

impl Deref for WordList {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.0
    }
}

impl TryFrom<Vec<String>> for WordList {
    type Error = String;

    fn try_from(words: Vec<String>) -> Result<Self, String> {
        let is_plain =
            |word: &&String| !word.is_empty() && !word.contains(|c: char| c.is_whitespace() || c.is_uppercase());
        match words.iter().find(|word| !is_plain(word)) {
            Some(word) => Err(format!("`{word}` is not one word in lower case")),
            None if words.is_empty() => Err("the list is empty".into()),
            None => Ok(Self(words)),
        }
    }
}
