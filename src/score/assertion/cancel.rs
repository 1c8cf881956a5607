//! Rules within a sentence on what its matches are worth: denials ("no"), wishes ("seeking to learn"), deeds of others
//! ("not by me") and little help or skill ("assisted in", "basic").

use rolefit_document::{Span, Word};
use rustc_hash::FxHashMap;

use super::contact_line::is_contact_line;
use super::denial::{clause_before, is_answer, is_plain as is_plain_denial, is_plain_absence, spares};
use super::doer::OthersDeed;
use super::grammar::Sentence;
use super::unfilled::{has_open_number, is_prompt, to_mark};
use crate::catalog::Grammar;
use crate::matcher::{Class, Hit};
use crate::profile::Profile;

/// The most bytes between a denial and the match that it cancels: room for "no", an adjective and a few words.
const DENIAL_REACH: usize = 30;

/// The most bytes between a tool and a level or denial that follows it: "Excel skills: basic".
const LEVEL_REACH: usize = 16;

/// The most affirmations that overlap a word; they are short.
const MOST_AT_ONCE: usize = 8;

/// The worth of a match, by the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ruling {
    /// It counts for what it is.
    Counts,
    /// It is a claim at most.
    Claims,
    /// It is only mentioned, because the words are not the candidate's own.
    Copied,
    /// It is denied.
    Denied,
    /// It is no evidence.
    Void,
}

/// The matches of one sentence that rule on others.
#[derive(Default)]
pub(crate) struct Cancelling<'a> {
    /// Matches with a short reach, by start. Only neighbours of a match are looked at, because a page without full
    /// stops is one long sentence.
    around: Vec<&'a Hit>,
    /// The first match of [`Class::Other`] and the first of [`Class::Wish`]. Both cancel over any distance.
    first: [Option<&'a Hit>; 2],
    /// The first match of [`Class::Helper`].
    helper: Option<&'a Hit>,
    /// The matches that tell who did something.
    pub(crate) grammar: Vec<&'a Hit>,
    /// What others did.
    others: Vec<OthersDeed>,
    /// Words that look like denials and deny nothing, by start.
    affirmations: Vec<&'a Hit>,
    /// Matches that tell the state of a certificate, by start.
    pub(crate) states: Vec<&'a Hit>,
    /// Verbs of those who deal in the skills or certificates of others, by start.
    pub(super) verbs: Vec<&'a Hit>,
    /// The words of the vocabulary that sentences are read by.
    pub(crate) lists: Option<&'a Grammar>,
    /// Bytes of the longest match with a short reach.
    longest: usize,
    /// True if the sentence names an object of business.
    has_object: bool,
    /// True if the sentence is of a template, and was not filled in.
    pub is_unfilled: bool,
    /// True if the sentence is the line of a form (its label, and what is entered behind), a heading, or says how a
    /// person is reached.
    is_form: bool,
    /// True if the sentence is copied from a posting.
    pub is_pasted: bool,
    /// True if the sentence is about private matters, such as family, religion or health.
    pub is_private: bool,
}

/// Groups the ruling matches by the index of their sentence. `hits` come by start; `words` are the tokens of `text`.
pub(crate) fn by_segment<'a>(
    grammar: &'a Grammar,
    hits: &'a [Hit],
    profile: &Profile,
    text: &str,
    words: &[Word],
) -> FxHashMap<usize, Cancelling<'a>> {
    let Profile { segments, contact, .. } = profile;
    let writer = contact.name.as_ref().or(contact.likely_name.as_ref()).map(|name| name.text.as_str());
    let mut all: FxHashMap<usize, Cancelling<'a>> = FxHashMap::default();
    all.reserve(segments.len());
    for hit in hits.iter().filter(|hit| !hit.class.supports()) {
        let Some((at, segment)) = profile.segment_of(hit.span) else { continue };
        let one = all.entry(at).or_default();
        one.add(hit);
        one.is_unfilled |= hit.class == Class::Prompt && is_prompt(text, hit.span);
        one.is_form |= hit.class == Class::Label && is_label(hit.span, segment.span, text);
        one.is_form |= hit.class == Class::LeadIn && is_heading(hit.span, segment.span, text);
    }
    for (at, segment) in segments.iter().enumerate() {
        if has_open_number(grammar, to_mark(segment.span, text)) {
            all.entry(at).or_default().is_unfilled = true;
        }
        if is_contact_line(segment.span, text) {
            all.entry(at).or_default().is_form = true;
        }
    }
    for (at, one) in &mut all {
        one.lists = Some(grammar);
        if let Some(segment) = segments.get(*at).filter(|_| one.grammar.iter().any(|hit| hit.class == Class::Person)) {
            let place = |offset| words.partition_point(|word| word.start < offset);
            let words = words.get(place(segment.span.start)..place(segment.span.end)).unwrap_or_default();
            one.others = Sentence::new(grammar, text, words, one.grammar.iter().copied(), writer).others_deeds();
        }
    }
    all
}

impl<'a> Cancelling<'a> {
    fn add(&mut self, hit: &'a Hit) {
        let [other, wish] = &mut self.first;
        match hit.class {
            Class::Private => self.is_private = true,
            Class::Object => self.has_object = true,
            Class::Other => *other = other.or(Some(hit)),
            Class::Wish => *wish = wish.or(Some(hit)),
            Class::Helper => self.helper = self.helper.or(Some(hit)),
            Class::Person | Class::Holder | Class::Determiner | Class::Verb => self.grammar.push(hit),
            Class::Affirmation => self.affirmations.push(hit),
            Class::Lapse | Class::Renewal | Class::End | Class::Pending => self.states.push(hit),
            Class::Recruiting | Class::Dealing | Class::Teaching => self.verbs.push(hit),
            _ => {}
        }
        use Class::{Absence, Beginner, Denial, Negation, Not, Reservation, Wish};
        if matches!(hit.class, Not | Negation | Reservation | Denial | Absence | Beginner | Wish) {
            self.around.push(hit);
            self.longest = self.longest.max(hit.span.len());
        }
    }

    /// Returns the worth of `hit`, which is in this sentence of `text`.
    pub(crate) fn ruling(&self, hit: &Hit, text: &str) -> Ruling {
        if self.is_unfilled || self.is_form {
            return Ruling::Void;
        }
        // Most matches are cancelled by none, so one look has to do.
        let mut cancelling = self.cancelling(hit, text).peekable();
        if cancelling.peek().is_some() {
            let is_denied = cancelling.any(|other| self.is_denial(other, hit, text));
            return if is_denied { Ruling::Denied } else { Ruling::Void };
        }
        if hit.class == Class::Name && self.is_given_up(hit, text) {
            return Ruling::Denied;
        }
        if hit.class == Class::Name && self.is_skill_of_others(hit, text) {
            return Ruling::Void;
        }
        let mut others = self.others.iter().filter(|deed| deed.affects(hit.span));
        match others.clone().next() {
            Some(_) if others.any(|deed| !deed.is_shared) => Ruling::Void,
            Some(_) => Ruling::Claims,
            None if self.is_pasted => Ruling::Copied,
            None if self.helper.is_some_and(|helper| helper.span.start <= hit.span.start) => Ruling::Claims,
            None if hit.class == Class::Act && !self.has_object => Ruling::Claims,
            None if hit.class == Class::Name && self.is_hardly_known(hit, text) => Ruling::Claims,
            None => Ruling::Counts,
        }
    }

    /// The matches near `hit`.
    fn near(&self, hit: &Hit) -> impl Iterator<Item = &'a Hit> {
        let reach = self.longest + DENIAL_REACH;
        let from = self.around.partition_point(|other| other.span.start + reach < hit.span.start);
        let to = self.around.partition_point(|other| other.span.start <= hit.span.end + LEVEL_REACH);
        self.around.get(from..to).unwrap_or_default().iter().copied()
    }

    /// Returns the matches that cancel `hit`.
    fn cancelling(&self, hit: &Hit, text: &str) -> impl Iterator<Item = &'a Hit> {
        let reaching = self.first.iter().flatten().copied().chain(self.near(hit));
        reaching.filter(|other| cancels(other, hit, text) && !self.is_spared(other, hit, text))
    }

    /// True if `other`, which cancels `hit`, plainly says that the writer lacks it.
    fn is_denial(&self, other: &Hit, hit: &Hit, text: &str) -> bool {
        match other.class {
            Class::Denial => true,
            Class::Negation if other.span.start >= hit.span.end => true,
            Class::Negation => {
                let start = other.span.start - clause_before(other.span.start, text).len();
                self.lists.is_some_and(|lists| is_plain_denial(lists, other, hit, text))
                    && self.people_in(start..other.span.start).next().is_none()
            }
            _ => false,
        }
    }

    /// True if `other`, which seems to cancel `hit`, takes nothing from it.
    fn is_spared(&self, other: &Hit, hit: &Hit, text: &str) -> bool {
        match other.class {
            Class::Negation | Class::Denial => {
                self.affirmations_at(other.span).any(|affirmation| spares(self.lists, affirmation, other, text))
            }
            Class::Absence => self.lists.is_some_and(|lists| !is_plain_absence(lists, other, hit, text)),
            _ => false,
        }
    }

    /// The affirmations that may overlap `span`.
    pub(super) fn affirmations_at(&self, span: Span) -> impl Iterator<Item = &'a Hit> {
        let to = self.affirmations.partition_point(|other| other.span.start < span.end);
        self.affirmations.get(to.saturating_sub(MOST_AT_ONCE)..to).unwrap_or_default().iter().copied()
    }

    /// True if a word beside the tool says that it is hardly known.
    fn is_hardly_known(&self, hit: &Hit, text: &str) -> bool {
        let mut levels = self.near(hit).filter(|other| other.class == Class::Beginner);
        levels.any(|other| {
            other.span.end <= hit.span.start && is_plain(between(other, hit, text)) || follows(other, hit, text)
        })
    }
}

/// True if `other` cancels `hit`. Both are in the same sentence.
fn cancels(other: &Hit, hit: &Hit, text: &str) -> bool {
    let before = other.span.end <= hit.span.start;
    match other.class {
        Class::Not => other.entry == hit.entry && other.span.overlaps(hit.span),
        Class::Negation if !before => is_answer(other, hit, text),
        Class::Negation | Class::Reservation => {
            before && hit.span.start - other.span.end <= DENIAL_REACH && !is_compound(other, text)
        }
        Class::Denial => follows(other, hit, text),
        Class::Absence => hit.class == Class::Name && follows(other, hit, text),
        Class::Other => true,
        Class::Wish => before || other.span.overlaps(hit.span),
        _ => false,
    }
}

/// True for the "no" of "no-code" and of "No. of", which denies nothing else.
fn is_compound(other: &Hit, text: &str) -> bool {
    other.span.slice(text).eq_ignore_ascii_case("no")
        && text.get(other.span.end..).is_some_and(|on| on.starts_with(['-', '.']))
}

/// True if the label at `label` opens the line `segment` of a form and something is entered behind it, or nothing.
fn is_label(label: Span, segment: Span, text: &str) -> bool {
    let after = text.get(label.end..segment.end).unwrap_or_default().trim_start();
    label.start == segment.start && (after.is_empty() || after.starts_with([':', '#', '\t', '|']))
}

/// True if the words at `lead_in` are all of the line `segment`: what they lead to is elsewhere.
fn is_heading(lead_in: Span, segment: Span, text: &str) -> bool {
    let of_line = |from, to| text.get(from..to).unwrap_or_default().contains(char::is_alphanumeric);
    !of_line(segment.start, lead_in.start) && !of_line(lead_in.end, segment.end)
}

/// The text between two matches, the first of which ends before the other begins.
fn between<'t>(first: &Hit, then: &Hit, text: &'t str) -> &'t str {
    text.get(first.span.end..then.span.start).unwrap_or_default()
}

/// True if the text between a level and its tool parts nothing: "basic knowledge of Excel".
fn is_plain(between: &str) -> bool {
    between.len() <= DENIAL_REACH && !between.contains([',', ';', '.', ')', ':', '|', '\t'])
}

/// True if `other` says something of the tool right before it: "Excel (basic)", "Excel skills: none".
fn follows(other: &Hit, hit: &Hit, text: &str) -> bool {
    let between = between(hit, other, text);
    other.span.start >= hit.span.end
        && between.len() <= LEVEL_REACH
        && !between.contains([',', ';', '.', ')', '|', '\t'])
}

#[cfg(test)]
#[path = "cancel_tests.rs"]
mod tests;
