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
    /// Words that begin a clause of its own: while.
    pub clause_openers: WordList,
    /// Words that end a noun phrase: of.
    pub phrase_ends: WordList,
    /// Nouns for several people: team.
    pub group_nouns: WordList,
    /// People whom the writer does not lead: colleagues.
    pub peers: WordList,
    /// Verbs of leading: managed.
    pub leading_verbs: WordList,
    /// Forms of address before a name: ms.
    pub honorifics: WordList,
    /// People whom only their supplier serves: clients.
    pub served_people: WordList,
    /// Nouns of firms: agency.
    pub firm_nouns: WordList,
    /// Verbs that say where the writer belonged: worked.
    pub belonging_words: WordList,
    /// Words in "ing" that are no deeds: including.
    pub prepositions_in_ing: WordList,
    /// Verbs that make a passive: were.
    pub forms_of_be: WordList,
    /// Particles of verbs: after.
    pub verb_particles: WordList,
    /// Participles of what superiors do with the writer's work: approved.
    pub granting_participles: WordList,
    /// Participles of work: negotiated.
    pub work_participles: WordList,
    /// Words that are verbs only after a plural: present.
    pub noun_like_verbs: WordList,
    /// Words that may follow a title in running text: for.
    pub title_followers: WordList,
    /// Words that follow a finite verb: our.
    pub object_words: WordList,
    /// Forms in "ed" that are no finite verbs: based.
    pub place_participles: WordList,
    /// Words before a verb whose subject holds the title: who.
    pub subject_joiners: WordList,
    /// Verbs of employment: hired.
    pub hiring_verbs: WordList,
    /// Auxiliaries before a verb of employment that was done to the writer: was.
    pub passive_auxiliaries: WordList,
    /// Words behind a verb of employment whose object is the writer: by.
    pub hired_followers: WordList,
    /// Words behind a short form that is no degree there: office, in "MS Office".
    pub degree_lookalikes: WordList,
    /// Words before the preposition of a thing that somebody lacks: experience, in "no experience with".
    pub having_words: WordList,
    /// Prepositions that part a denial from the words behind it: on, in "no questions on".
    pub parting_prepositions: WordList,
    /// Nouns for papers that show a qualification: licence.
    pub licence_nouns: WordList,
    /// Words behind a thing that is plainly denied: yet, in "no licence yet".
    pub denied_followers: WordList,
    /// Words that keep a denial that the words behind them seem to take back: and.
    pub denial_joiners: WordList,
    /// Words that end an absence, so that what was absent may be shown all the same: until.
    pub absence_enders: WordList,
    /// Prepositions before the means of a work: using.
    pub means_prepositions: WordList,
    /// Prepositions before the means of a work, where no people stand before them: with.
    pub loose_means_prepositions: WordList,
    /// Words that go on with the end of a certificate: in, of "expired in 2019".
    pub end_followers: WordList,
    /// Words between a subject and its verb: also.
    pub adverbs: WordList,
    /// Words between the start of a sentence and the deed that it is about: I.
    pub opening_words: WordList,
    /// Words before letters in place of a count: by.
    pub count_leaders: WordList,
    /// Places of a template that nobody filled in, as they are written: `(insert `.
    pub open_places: Vec<String>,
    /// Roots of work that is done in many fields: engineer.
    pub any_field_roots: WordList,
    /// Words between a thesis and its subject: about.
    pub thesis_leaders: WordList,
    /// Words that, behind a degree, speak of something else than its field: dissertation.
    pub degree_asides: WordList,
    /// Words that, before a degree, make it none: mini.
    pub degree_diminishers: WordList,
    /// Nouns of schooling: school.
    pub schooling_nouns: WordList,
    /// Words that turn a sentence about others to the writer: hold.
    pub owning_words: WordList,
}

/// Single words in lower case, in the order in which they are written.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct WordList {
    words: Vec<String>,
    /// By first letter: the places of the words that begin with it.
    by_initial: Vec<Vec<usize>>,
}

/// The letters, and one place for all other signs.
const INITIALS: usize = 27;

impl WordList {
    /// True if `word` is in the list, in capitals or not.
    pub fn has(&self, word: &str) -> bool {
        let places = self.by_initial.get(initial(word)).into_iter().flatten();
        let mut others = places.filter_map(|at| self.words.get(*at));
        others.any(|other| word.eq_ignore_ascii_case(other))
    }
}

/// The place of a word's first letter.
fn initial(word: &str) -> usize {
    match word.bytes().next().map(|letter| letter.to_ascii_lowercase()) {
        Some(letter @ b'a'..=b'z') => usize::from(letter - b'a'),
        _ => INITIALS - 1,
    }
}

impl From<WordList> for Vec<String> {
    fn from(list: WordList) -> Self {
        list.words
    }
}

impl Deref for WordList {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.words
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
            None => {
                let mut by_initial = vec![Vec::new(); INITIALS];
                for (at, word) in words.iter().enumerate() {
                    by_initial.get_mut(initial(word)).into_iter().for_each(|places| places.push(at));
                }
                Ok(Self { words, by_initial })
            }
        }
    }
}
