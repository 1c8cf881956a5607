//! Decides if a certificate or licence that a sentence names is the writer's own, and still valid.

use rolefit_document::Span;

use super::cancel::Cancelling;
use super::denial::{ahead, spares};
use crate::catalog::Grammar;
use crate::matcher::{Class, Hit};

/// The most bytes between a certificate and what is said of it behind: "EASA Part-66 B1.1 licence (LBA), revoked".
const STATE_REACH: usize = 40;

/// The most bytes between words for a beginning and the certificate: "booked on a two-day".
const LEAD_REACH: usize = 20;

/// The most bytes from a verb to what others have: about a line and a half.
const OTHERS_REACH: usize = 150;

/// The most bytes between the word for an end and its year: "valid until the end of May 2028".
const YEAR_REACH: usize = 20;

/// The most bytes of a noun for people, with the space behind it.
const LONGEST_NOUN: usize = 30;

/// Signs that end what a verb governs.
const PARTING: [char; 8] = [';', ':', '|', '(', '\t', '\u{2022}', '\u{2013}', '\u{2014}'];

/// The most pieces behind a certificate, the blank before them among them, that end in the people who have it: " and
/// CIMA member firms".
const MOST_PIECES: usize = 5;

/// The most letters of the pieces together.
const MOST_BEHIND: usize = LONGEST_NOUN * MOST_PIECES;

/// The most bytes of a letter in UTF-8.
const MOST_BYTES: usize = 4;

/// How a sentence speaks of a certificate or licence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holding {
    /// As of the writer's own.
    Held,
    /// As of the writer's own, until this year.
    Until(i16),
    /// As of something that the writer teaches.
    Taught,
    /// As of something to come.
    Pending,
    /// As of something that ended, or that others have.
    NotHeld,
}

impl Cancelling<'_> {
    /// Returns how the sentence speaks of the certificate at `name`.
    pub(crate) fn holding(&self, name: Span, text: &str) -> Holding {
        // Most sentences have no word that tells.
        if self.states.is_empty() && self.verbs.is_empty() && !self.may_be_before_people(name.end) {
            return Holding::Held;
        }
        let is_renewed = self.is_renewed(name);
        let has_lapsed = !is_renewed && self.lapses(name, text).next().is_some();
        if has_lapsed || self.is_of_others(name, text) {
            return Holding::NotHeld;
        }
        let is_pending = |other: &Hit| self.trails(other, name, text) || leads(other, name, text);
        if self.states(Class::Pending, name).any(is_pending) {
            return Holding::Pending;
        }
        if self.deals_in(Class::Teaching, name, text) {
            return Holding::Taught;
        }
        if is_renewed {
            return Holding::Held;
        }
        let mut ends = self.states(Class::End, name).filter(|other| self.trails(other, name, text));
        ends.find_map(|other| year_behind(other.span, text)).map_or(Holding::Held, Holding::Until)
    }

    /// True if the certificate at `hit` ended, and a denial says that it was left so: "expired, not renewed".
    pub(super) fn is_given_up(&self, hit: &Hit, text: &str) -> bool {
        let is_denial = |other: &Hit| {
            let said = other.span.slice(text);
            said.get(..2).is_some_and(|said| said.eq_ignore_ascii_case("no"))
        };
        !self.is_renewed(hit.span) && self.lapses(hit.span, text).any(is_denial)
    }

    fn lapses<'h>(&'h self, name: Span, text: &'h str) -> impl Iterator<Item = &'h Hit> {
        self.states(Class::Lapse, name)
            .filter(move |other| !self.affirmations_at(other.span).any(|spare| spares(self.lists, spare, other, text)))
            .filter(move |other| other.span.covers(name) || self.trails(other, name, text) || leads(other, name, text))
    }

    fn is_renewed(&self, name: Span) -> bool {
        let is_undone = |renewal: &Hit| self.states(Class::Lapse, name).any(|lapse| lapse.span.covers(renewal.span));
        self.states(Class::Renewal, name).any(|renewal| renewal.span.start >= name.end && !is_undone(renewal))
    }

    /// The nouns for people, and for whoever holds certificates, that begin in these bytes.
    pub(super) fn people_in(&self, bytes: std::ops::Range<usize>) -> impl Iterator<Item = &Hit> {
        let place = |at: usize| self.grammar.partition_point(|hit| hit.span.start < at);
        let those = self.grammar.get(place(bytes.start)..place(bytes.end)).unwrap_or_default();
        those.iter().copied().filter(|hit| matches!(hit.class, Class::Person | Class::Holder))
    }

    /// The matches of `class` around `name` that tell the state of a certificate.
    fn states(&self, class: Class, name: Span) -> impl Iterator<Item = &Hit> {
        let from = self.states.partition_point(|other| other.span.start + 2 * STATE_REACH < name.start);
        let to = self.states.partition_point(|other| other.span.start <= name.end + 2 * STATE_REACH);
        self.states.get(from..to).unwrap_or_default().iter().copied().filter(move |other| other.class == class)
    }

    /// True if the certificate at `name` is one of other people: "placed B1.1 licensed engineers".
    fn is_of_others(&self, name: Span, text: &str) -> bool {
        self.is_before_people(name.end, text)
            || [Class::Recruiting, Class::Dealing].iter().any(|class| self.deals_in(*class, name, text))
    }

    /// True if the sentence speaks of the skill at `hit` as one that others have: "recruited Java developers". What
    /// the work was done with is the writer's own skill: "recruited in Spanish".
    pub(crate) fn is_skill_of_others(&self, hit: &Hit, text: &str) -> bool {
        let own = hit.class == Class::Name && self.is_means(hit.span, text);
        !own && self.deals_in(Class::Recruiting, hit.span, text)
    }

    /// True if a verb of `class` governs the clause up to `span`. In "booked on a course" the writer is to have it.
    fn deals_in(&self, class: Class, span: Span, text: &str) -> bool {
        let is_to_come = |verb: Span| self.states(Class::Pending, span).any(|pending| pending.span.covers(verb));
        let before = self.verbs.partition_point(|verb| verb.span.start < span.start);
        let verbs = self.verbs.get(..before).unwrap_or_default().iter().rev();
        let mut near = verbs.take_while(|verb| verb.span.end + OTHERS_REACH >= span.start);
        let Some(verb) = near.find(|verb| verb.class == class && verb.span.end <= span.start && !is_to_come(verb.span))
        else {
            return false;
        };
        let between = text.get(verb.span.end..span.start).unwrap_or_default();
        !between.contains(PARTING)
            && (!between.contains(',') || is_list_of_names(between))
            && !self.lists.is_some_and(|lists| turns_to_writer(lists, between))
    }

    /// True if the word before `span` says that it was the means of the work: "using Workday". People are no means:
    /// "hired nurses with ACLS".
    fn is_means(&self, span: Span, text: &str) -> bool {
        let before = text.get(..span.start).unwrap_or_default().trim_end();
        let Some(at) = before.rfind(' ') else { return false };
        let word = before.get(at + 1..).unwrap_or_default();
        let Some(grammar) = self.lists else { return false };
        grammar.means_prepositions.has(word)
            || grammar.loose_means_prepositions.has(word)
                && !self.people_in(at.saturating_sub(LONGEST_NOUN)..at).any(|it| it.span.end == at)
    }

    /// True if `other` says something of the certificate before it.
    fn trails(&self, other: &Hit, name: Span, text: &str) -> bool {
        let Some(between) = text.get(name.end..other.span.start).filter(|it| it.len() <= STATE_REACH) else {
            return false;
        };
        let rest = between.trim_end_matches([' ', ',', ':', '(', '[', '-', '\u{2013}', '\u{2014}']);
        // "PMP, expired stock cleared": the word belongs to what follows.
        let is_apart = between.get(rest.len()..).is_some_and(|signs| signs.contains(','));
        let is_of_next = is_apart && self.lists.is_some_and(|lists| is_before_noun(lists, other.span.end, text));
        !is_of_next && !rest.contains([',', ';', '|', '\t', '\n'])
    }

    /// True if a noun for people is near enough behind `end`.
    fn may_be_before_people(&self, end: usize) -> bool {
        self.people_in(end..end + MOST_BEHIND * MOST_BYTES).next().is_some()
    }

    /// True if a noun for several people follows the certificate that ends at `end`.
    fn is_before_people(&self, end: usize, text: &str) -> bool {
        if !self.may_be_before_people(end) {
            return false;
        }
        // The bytes first, since a clause is short and letters have to be counted.
        let behind = text.get(end..text.floor_char_boundary(end + MOST_BEHIND * MOST_BYTES)).unwrap_or_default();
        let clause = behind.split([',', ';', '.', ':', '(', ')', '|', '\t', '\n', '/']).next().unwrap_or_default();
        let behind = ahead(clause, 0, MOST_BEHIND);
        let (mut at, mut people) = (end, None);
        for word in behind.split_inclusive(' ').take(MOST_PIECES) {
            let name = word.trim_end();
            if self.people_in(at..at + 1).next().is_some() {
                people = Some(name);
            } else if people.is_some()
                || !name.is_empty()
                    && !self.lists.is_some_and(|lists| is_attribute(lists, name))
                    && !is_list_of_names(name)
            {
                break;
            }
            at += word.len();
        }
        people.is_some_and(|noun| noun.ends_with('s') || self.lists.is_some_and(|lists| lists.group_nouns.has(noun)))
    }
}

/// True if these are only names and "and": "BLS, PALS and".
fn is_list_of_names(between: &str) -> bool {
    let mut words = between.split([' ', ',']).filter(|word| !word.is_empty());
    words.all(|word| word == "and" || !word.starts_with(char::is_lowercase))
}

/// True for a word that may be between a certificate and who has it.
fn is_attribute(lists: &Grammar, word: &str) -> bool {
    let word = word.trim_start_matches('-');
    word.ends_with("ed") || lists.licence_nouns.has(word)
}

/// True if the writer's own work or certificates follow in these words: "booked loads and drove with".
fn turns_to_writer(lists: &Grammar, between: &str) -> bool {
    let mut before = "";
    between.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).any(|word| {
        let links = std::mem::replace(&mut before, word).eq_ignore_ascii_case("and");
        lists.owning_words.has(word) || links && word.ends_with("ed")
    })
}

/// True if a noun follows the place `at`, and no date or end of the clause.
fn is_before_noun(lists: &Grammar, at: usize, text: &str) -> bool {
    let near = ahead(text, at, YEAR_REACH).trim_start();
    let word = near.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    let is_month =
        || near.get(word.len()..).is_some_and(|it| it.trim_start().starts_with(|it: char| it.is_ascii_digit()));
    !word.is_empty() && !lists.end_followers.iter().any(|link| link == word) && !is_month()
}

/// True if `other` says something of the certificate behind it: "expired forklift licence", "booked on a".
fn leads(other: &Hit, name: Span, text: &str) -> bool {
    let between = text.get(other.span.end..name.start);
    between.is_some_and(|it| it.len() <= LEAD_REACH && !it.contains([',', ';', '.', ')', '|', '\t', '\n']))
}

/// Returns the year soon behind the word for an end.
fn year_behind(end: Span, text: &str) -> Option<i16> {
    let mut numbers = ahead(text, end.end, YEAR_REACH).split(|letter: char| !letter.is_ascii_digit());
    let year = numbers.find(|number| number.len() == "2028".len())?;
    year.parse().ok().filter(|year| (1950..2100).contains(year))
}

#[cfg(test)]
#[path = "holding_tests.rs"]
mod tests;
