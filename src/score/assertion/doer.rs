//! Finds the stretches of a sentence that say what somebody other than the writer did: "the team lead managed …",
//! "reported to a director, who closed …", "contracts negotiated by the legal department".

use rolefit_document::{Parting, Span};

use super::grammar::{DETERMINER, PERSON, Sentence, VERB};

/// The most words of a noun phrase before its noun: "our most senior regional sales manager" has five.
const MOST_BEFORE_NOUN: usize = 5;

/// The most words between a noun and its verb: "the head of sales in Leeds ran".
const MOST_BEFORE_VERB: usize = 5;

/// The most words between two commas behind a noun: "my employer, a supplier of fittings to 60 builders, closed".
const MOST_IN_APPOSITION: usize = 8;

/// A sentence of more words is no sentence; looking at each pair of its words would take too long.
const LONGEST_SENTENCE: usize = 400;

/// The most words of a name behind a noun: "my colleague Ann Example".
const MOST_NAMES: usize = 2;

/// A stretch of a sentence that is not about the writer's own work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OthersDeed {
    /// The stretch; whatever it overlaps was not done by the writer alone.
    pub span: Span,
    /// True if the writer belongs to those who did it ("our team", "led 12 reps who sold").
    pub is_shared: bool,
    /// True if it is only the title of somebody ("the head of key accounts"). Deeds that reach it are not affected:
    /// "presented to the head of key accounts".
    pub is_title: bool,
}

impl OthersDeed {
    /// True if a match at `span` is about what others did.
    pub(super) fn affects(&self, span: Span) -> bool {
        self.span.overlaps(span) && (!self.is_title || span.start >= self.span.start)
    }
}

impl Sentence<'_> {
    /// Returns what others did, in text order.
    pub(super) fn others_deeds(&self) -> Vec<OthersDeed> {
        if self.words.len() > LONGEST_SENTENCE {
            return Vec::new();
        }
        let heads = (0..self.words.len()).filter(|&at| self.is(PERSON, at) && !self.continues(at));
        heads.flat_map(|head| [self.rank_of(head), self.deed_of(head)]).flatten().collect()
    }

    /// True if the noun `at` is followed by another noun for people: "team" in "team lead".
    fn continues(&self, at: usize) -> bool {
        self.is(PERSON, at + 1) && self.parting(at + 1) == Parting::Space
    }

    /// The title of somebody else: "to the head of key accounts". "Head a team" has a verb.
    fn rank_of(&self, head: usize) -> Option<OthersDeed> {
        let before = head.checked_sub(1)?;
        let is_titled = self.is(DETERMINER, before) || self.says(before, &["to", "for", "with", "by", "under"]);
        if !is_titled
            || !self.is_in(head, &self.grammar.rank_nouns)
            || before.checked_sub(1).is_some_and(|at| self.says(at, &["as", "am"]))
        {
            return None;
        }
        let field = (head + 2..head + MOST_BEFORE_VERB).take_while(|&at| {
            self.parting(at) == Parting::Space && !self.is_in(at, &self.grammar.phrase_ends) && !self.is(VERB, at)
        });
        let last = if self.says(head + 1, &["of"]) { field.last().unwrap_or(head) } else { head };
        (last > head || self.says(head, &["head", "lead"]))
            .then(|| OthersDeed { is_title: true, ..self.deed(head, last + 1, false) })
    }

    /// Returns what the people did whose noun phrase ends at `head`.
    fn deed_of(&self, head: usize) -> Option<OthersDeed> {
        if self.says(head, &["whose"]) {
            return self
                .is_in(head + 1, &self.grammar.served_people)
                .then(|| self.deed(head, self.end_of(head), false));
        }
        // "MS Word" names a program, and "MS students" a degree.
        if self.is_in(head, &self.grammar.honorifics) && !self.is_in(head + 1, &self.grammar.degree_lookalikes) {
            return self.of_named(head);
        }
        let first = self.noun_phrase(head);
        let before = first.checked_sub(1);
        let is_many = self.is_plural(head);
        let owner = Some(first).filter(|&at| self.is(DETERMINER, at));
        if let Some(by) = before.filter(|&at| self.says(at, &["by"])) {
            let are_others = owner.is_some() || is_many || self.says(head, &["office"]);
            return are_others.then(|| self.passive(by, head)).flatten();
        }
        if let Some(who) = self.who(head) {
            return self.relative(first, owner.is_some(), is_many, who);
        }
        if let Some(deed) = self.of_attribute(first, head, owner.is_some() || is_many) {
            return Some(deed);
        }
        let opens = before.is_none_or(|before| {
            self.parting(first) >= Parting::Phrase || self.is_in(before, &self.grammar.clause_openers)
        });
        if !opens || !(owner.is_some() || is_many) {
            return None;
        }
        if self.parting(head + 1) != Parting::Space {
            let verb = self.behind_apposition(head + 1).filter(|_| owner.is_some() && !is_many)?;
            return self.is_finite(verb, false).then(|| self.deed(first, self.end_of(head), false));
        }
        let to = self.end_of(head);
        let next = self.after_adverbs(self.after_name(head));
        if self.says(next, &["i", "we", "that", "whom"]) {
            // "The team that I led": whoever was led did it for the writer.
            let subject = if self.says(next, &["i", "we"]) { next } else { next + 1 };
            let led = self.is_in(self.after_adverbs(subject + 1), &self.grammar.leading_verbs);
            return (!led).then(|| self.deed(first, self.words.len(), false));
        }
        if !self.is_finite(next, is_many) && !self.verb_after_place(next) {
            return None;
        }
        let mine = owner.is_some_and(|at| self.says(at, &["my"])) && is_many && !self.is_in(head, &self.grammar.peers);
        if mine || self.credits_writer(head, to) {
            return None;
        }
        let ours = owner.is_some_and(|at| self.says(at, &["our"])) && self.is_in(head, &self.grammar.group_nouns);
        Some(self.deed(first, to, ours))
    }

    /// "Ms Example won 12 clients", "Mr Example, my boss, won 12 clients". Some resumes call their own person so.
    fn of_named(&self, head: usize) -> Option<OthersDeed> {
        let before = head.checked_sub(1);
        let opens = before.is_none_or(|before| {
            self.parting(head) >= Parting::Phrase || self.is_in(before, &self.grammar.clause_openers)
        });
        let is_name =
            |at: &usize| self.word(*at).starts_with(char::is_uppercase) && self.parting(*at) == Parting::Space;
        let behind = head + 1 + (head + 1..=head + MOST_NAMES).take_while(is_name).count();
        let is_apart = self.parting(behind) == Parting::Phrase;
        if !is_apart && self.is_writer(head + 1) {
            return None;
        }
        let verb = if is_apart { self.behind_apposition(behind)? } else { self.after_adverbs(behind) };
        (opens && self.is_finite(verb, false)).then(|| self.deed(head, self.end_of(head), false))
    }

    /// The place behind what stands between two commas, the first of which is before `at`: "the director, my uncle,
    /// won". Where the writer is named there, the deed may be the writer's.
    fn behind_apposition(&self, at: usize) -> Option<usize> {
        let to = (at + 1..=at + MOST_IN_APPOSITION).find(|&to| self.parting(to) >= Parting::Phrase)?;
        let is_writer = (at..to).any(|at| self.says(at, &["i", "we"]));
        let is_apart = self.parting(at) == Parting::Phrase && self.parting(to) == Parting::Phrase;
        (is_apart && !is_writer).then(|| self.after_adverbs(to))
    }

    /// Returns the deed of others that the words behind the noun `head` tell of: "a firm that serves 40 key accounts",
    /// "worked for a company with 40 key accounts", "booked rooms for colleagues presenting to boards".
    fn of_attribute(&self, first: usize, head: usize, is_others: bool) -> Option<OthersDeed> {
        let at = head + 1;
        // "Served the firm that …" speaks of a customer.
        let before = first.checked_sub(1);
        let is_place = before.is_some_and(|at| {
            self.is_in(at, &self.grammar.place_prepositions) || self.says(at, &["to", "with", "by", "under"])
        });
        let is_employer =
            is_place && (self.is_in(head, &self.grammar.firm_nouns) || self.is_in(head, &self.grammar.group_nouns));
        if is_others && is_employer && self.says(at, &["that", "which"]) && self.parting(at) <= Parting::Phrase {
            let verb = self.after_adverbs(at + 1);
            let is_finite = self.is_finite(verb, self.is_plural(head)) || self.is_finite(verb, false);
            let leads =
                || self.has_before(first, &self.grammar.leading_verbs) || self.says_before(first, &["responsible"]);
            return is_finite.then(|| self.deed(at, self.words.len(), leads()));
        }
        let before = before.filter(|_| self.parting(at) == Parting::Space)?;
        let belongs =
            || self.says(before, &["for", "of", "in", "at"]) && self.has_before(first, &self.grammar.belonging_words);
        if self.is_in(head, &self.grammar.firm_nouns) && self.says(at, &["with", "of"]) && belongs() {
            let resumes = |at: &usize| {
                let is_deed = self.is(VERB, *at) || self.ends_in_ed(*at) || self.word(*at).ends_with("ing");
                is_deed && (self.parting(*at) >= Parting::Phrase || self.says(*at - 1, &["and", "where"]))
            };
            let to = (at + 1..self.words.len()).find(resumes).unwrap_or(self.words.len());
            return Some(self.deed(at, to, false));
        }
        let is_doing = self.word(at).ends_with("ing") && !self.is_in(at, &self.grammar.prepositions_in_ing);
        let serves = self.says(before, &["for"])
            && self.is_plural(head)
            && !self.says_before(first, &["responsible", "accountable"]);
        (is_doing && serves).then(|| self.deed(at, self.words.len(), false))
    }

    /// The first word of the noun phrase that ends at `head`.
    fn noun_phrase(&self, head: usize) -> usize {
        let mut first = head;
        while first > 0 && head - first < MOST_BEFORE_NOUN && self.parting(first) == Parting::Space {
            let is_deed = self.is(VERB, first - 1) || first == 1 && self.ends_in_ed(0);
            if self.is(DETERMINER, first) || self.is_in(first - 1, &self.grammar.phrase_ends) || is_deed {
                break;
            }
            first -= 1;
        }
        first
    }

    /// "Contracts were negotiated by the lawyers", "contracts negotiated by the lawyers". In "was promoted by the
    /// director" the writer is who the deed was done to.
    fn passive(&self, by: usize, head: usize) -> Option<OthersDeed> {
        let particle = by.checked_sub(1).filter(|&at| self.is_in(at, &self.grammar.verb_particles)).is_some();
        let participle = by.checked_sub(if particle { 2 } else { 1 })?;
        if !self.ends_in_ed(participle) && !self.is(VERB, participle)
            || self.is_in(participle, &self.grammar.granting_participles)
        {
            return None;
        }
        // "Supervised by two managers", "was supervised by the manager": done to the writer.
        let opens = participle == 0 || participle == 1 && self.is_in(0, &self.grammar.forms_of_be);
        if opens && self.is_in(participle, &self.grammar.leading_verbs) {
            return Some(self.deed(0, head + 1, false));
        }
        let mut auxiliary = participle.checked_sub(1)?;
        while auxiliary > 0 && self.word(auxiliary).ends_with("ly") {
            auxiliary -= 1;
        }
        if !self.is_in(auxiliary, &self.grammar.forms_of_be) {
            // "Forecasts and reports prepared by the team".
            let is_pair = auxiliary > 1 && self.says(auxiliary - 1, &["and", "or"]);
            let from = if is_pair { auxiliary - 2 } else { auxiliary };
            return self.is_in(participle, &self.grammar.work_participles).then(|| self.deed(from, head + 1, false));
        }
        let subject =
            auxiliary.checked_sub(1).filter(|&at| !self.says(at, &["i", "we", "and", "have", "has", "who"]))?;
        let from = (1..=subject).rev().find(|&at| self.parting(at) >= Parting::Phrase).unwrap_or(0);
        Some(self.deed(from, head + 1, false))
    }

    /// The "who" that follows the noun `head`, perhaps behind a place: "the head of sales, who".
    fn who(&self, head: usize) -> Option<usize> {
        let behind = self.is_in(head + 1, &self.grammar.place_prepositions) && !self.says(head + 1, &["with"]);
        let most = if behind { head + MOST_BEFORE_VERB } else { head + 1 };
        (head + 1..=most).find(|&at| self.says(at, &["who"]))
    }

    /// "a director, who closed contracts". The writer's own title ("Manager who sells") is no other person.
    fn relative(&self, first: usize, owned: bool, is_many: bool, who: usize) -> Option<OthersDeed> {
        let opens = first == 0 && !self.says(0, &["the", "my", "our", "his", "her", "their"]);
        let is_self = opens || first > 0 && self.says(first - 1, &["am", "as", "is"]) || !(owned || is_many);
        let leads = self.has_before(first, &self.grammar.leading_verbs);
        (!is_self).then(|| self.deed(who, self.words.len(), leads))
    }

    /// Where the deed of the subject `head` ends: before the writer speaks of himself.
    fn end_of(&self, head: usize) -> usize {
        (head + 2..self.words.len()).find(|&at| self.says(at, &["i", "we"])).unwrap_or(self.words.len())
    }

    /// True if a word between `from` and `to` gives the writer the credit: "under my leadership".
    fn credits_writer(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| {
            self.says(at, &["me", "my", "myself"]) && self.says(at.wrapping_sub(1), &["by", "under", "with", "to"])
        })
    }

    /// True if a verb follows soon after the preposition `at`: "the head of sales ran".
    fn verb_after_place(&self, at: usize) -> bool {
        let finite = |at| self.parting(at) == Parting::Space && (self.is(VERB, at) || self.ends_in_ed(at));
        self.is_in(at, &self.grammar.place_prepositions) && (at + 2..at + MOST_BEFORE_VERB).any(finite)
    }

    /// True if the word `at` is a verb whose subject stands before it.
    fn is_finite(&self, at: usize, is_many: bool) -> bool {
        let is_verb =
            self.ends_in_ed(at) || self.is(VERB, at) && (is_many || !self.is_in(at, &self.grammar.noun_like_verbs));
        // "The firm supplies hotels", but not "the firm sales grew".
        let is_present = || !is_many && self.is_plural(at) && !self.ends_in_ed(at + 1) && !self.is(VERB, at + 1);
        (is_verb || is_present()) && !self.says(at + 1, &["by"])
    }

    /// The place behind the noun `head` and a name: "my colleague Ann Example kept".
    fn after_name(&self, head: usize) -> usize {
        let is_upper = |&at: &usize| self.word(at).starts_with(char::is_uppercase);
        let is_name = |at: &usize| is_upper(at) && self.parting(*at) == Parting::Space;
        let names = (head + 1..=head + MOST_NAMES).take_while(is_name).count();
        head + 1 + if is_upper(&head) { 0 } else { names }
    }

    fn after_adverbs(&self, mut at: usize) -> usize {
        while self.word(at).ends_with("ly") || self.is_in(at, &self.grammar.adverbs) {
            at += 1;
        }
        at
    }

    fn deed(&self, from: usize, to: usize, is_shared: bool) -> OthersDeed {
        let start = self.words.get(from).map_or(0, |word| word.start);
        let end = to.checked_sub(1).and_then(|last| self.words.get(last)).map_or(start, |word| word.end);
        OthersDeed { span: Span::new(start, end.max(start)), is_shared, is_title: false }
    }
}
