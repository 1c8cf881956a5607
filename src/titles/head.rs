//! Finds the part of a title that its holder held: the head decides, so that a secretary to a manager is no manager.

use std::ops::Range;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::words::singular;
use crate::catalog::TitleWords;
use rolefit_document::words;

/// Words that tell whose title a part of a title is.
#[derive(Serialize, Deserialize)]
pub(super) struct HeadWords {
    nouns: FxHashSet<String>,
    /// "To": behind it stands the title of somebody else.
    serving_words: FxHashSet<String>,
    /// "Secretary": before it stands whom it serves.
    serving_nouns: FxHashSet<String>,
    /// "Promoted": the title behind "promoted to" is held.
    rising: FxHashSet<String>,
    /// "Office": named after a title, but nobody.
    things: FxHashSet<String>,
    /// "Wanted": nobody holds the title yet.
    unheld: Vec<Vec<String>>,
}

/// A part of a title, from a separator to the next.
struct Part {
    words: Range<usize>,
    opening: Opening,
}

/// The separator before a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opening {
    /// None: the first part, or one after "promoted to".
    Held,
    /// A comma, a dash or a bracket.
    Mark,
    /// A quotation mark: the name of something.
    Quote,
    /// "To" or "for".
    Serving,
    /// "Of".
    Of,
}

/// Marks that open a quotation.
const QUOTES: [char; 5] = ['"', '“', '„', '«', '‘'];

impl HeadWords {
    pub(super) fn new(words: &TitleWords) -> Self {
        let set = |list: &[String]| list.iter().cloned().collect();
        Self {
            nouns: set(&words.nouns),
            serving_words: set(&words.serving_words),
            serving_nouns: set(&words.serving_nouns),
            rising: set(&words.rising),
            things: set(&words.things),
            unheld: words.unheld.iter().map(|phrase| phrase.split(' ').map(str::to_owned).collect()).collect(),
        }
    }

    /// True if a word of `title` is the noun of a title.
    pub(super) fn has_noun(&self, title: &str) -> bool {
        title.split([' ', '-']).any(|word| self.nouns.contains(singular(word)))
    }

    /// The parts of `title` that its holder held, in order; empty where nobody holds it.
    pub(super) fn held(&self, title: &str) -> String {
        let spans: Vec<Range<usize>> = words(title).map(|word| word.start..word.end).collect();
        let lower: Vec<String> =
            spans.iter().map(|span| title.get(span.clone()).unwrap_or_default().to_lowercase()).collect();
        if self.unheld.iter().any(|phrase| lower.windows(phrase.len()).any(|words| words == phrase.as_slice())) {
            return String::new();
        }
        let gap = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| spans.get(before)).map_or(0, |span| span.end);
            spans.get(at).and_then(|span| title.get(before..span.start)).unwrap_or_default()
        };
        let mut held = String::new();
        let mut left_out = false;
        for part in self.parts(&lower, gap) {
            let words = lower.get(part.words.clone()).unwrap_or_default();
            if !self.is_held(words, part.opening, lower.get(..part.words.start).unwrap_or_default()) {
                left_out = true;
                continue;
            }
            // "Personal Trainer and Yoga Instructor" is two titles, of which neither serves the other.
            let is_joint = |at: usize| {
                let at = part.words.start + at;
                gap(at).contains(['/', '&', '+']) || lower.get(at).is_some_and(|it| it == "and")
            };
            let served = self.served(words, is_joint);
            left_out |= served > 0;
            let from = part.words.start + served;
            let (start, end) =
                (spans.get(from).map(|span| span.start), spans.get(part.words.end - 1).map(|span| span.end));
            let Some((start, end)) = start.zip(end) else { continue };
            if !held.is_empty() {
                held.push_str(if left_out { ", " } else { gap(part.words.start) });
            }
            held.push_str(title.get(start..end).unwrap_or_default());
        }
        if left_out { held } else { title.to_owned() }
    }

    fn parts<'g>(&self, lower: &[String], gap: impl Fn(usize) -> &'g str) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let (mut start, mut opening) = (0, Opening::Held);
        for (at, word) in lower.iter().enumerate().skip(1) {
            let rises = lower.get(at - 1).is_some_and(|before| self.rising.contains(before));
            let (from, next) = match gap(at) {
                mark if mark.contains(QUOTES) => (at, Opening::Quote),
                mark if mark.contains([',', '(', ')', '[', '|', '–', '—', ':', ';']) || mark.contains(" -") => {
                    (at, Opening::Mark)
                }
                _ if word == "of" => (at, Opening::Of),
                _ if rises && word == "to" => (at, Opening::Held),
                _ if self.serving_words.contains(word) => (at, Opening::Serving),
                _ => continue,
            };
            if start < from {
                parts.push(Part { words: start..from, opening });
            }
            (start, opening) = (from, next);
        }
        if start < lower.len() {
            parts.push(Part { words: start..lower.len(), opening });
        }
        parts
    }

    fn is_held(&self, words: &[String], opening: Opening, before: &[String]) -> bool {
        let noun = words.iter().rposition(|word| self.nouns.contains(singular(word)));
        let Some(noun) = noun else { return true };
        let crowd = words.get(noun).is_some_and(|word| !self.nouns.contains(word));
        let thing = words.get(noun + 1..).unwrap_or_default().iter().any(|word| self.things.contains(singular(word)));
        // Managers lead account managers, and trainers train them.
        let serves = || before.iter().any(|word| self.serving_nouns.contains(word));
        match opening {
            Opening::Held => !thing,
            Opening::Mark => !thing && (!crowd || !serves()),
            Opening::Of => {
                // "Nanny of an account manager"; "Head of the sales" has no second noun.
                let person = words.get(1).is_some_and(|word| matches!(word.as_str(), "a" | "an" | "the"));
                !person && !serves()
            }
            Opening::Serving | Opening::Quote => false,
        }
    }

    /// How many words before the last noun name somebody whom it serves: "account manager" of "Account Manager
    /// Secretary". Another title begins at each place that `is_joint`.
    fn served(&self, words: &[String], is_joint: impl Fn(usize) -> bool) -> usize {
        let owner = |word: &String| {
            word.strip_suffix("'s").or(word.strip_suffix("’s")).is_some_and(|noun| self.nouns.contains(noun))
        };
        if let Some(owner) = words.iter().rposition(owner).filter(|owner| owner + 1 < words.len()) {
            return owner + 1;
        }
        let is_noun = |word: &String| self.nouns.contains(singular(word));
        let (mut served, mut last, mut has_noun) = (0, None, false);
        for (at, word) in words.iter().enumerate() {
            if at > 0 && is_joint(at) {
                (last, has_noun) = (None, false);
            }
            if self.serving_nouns.contains(word) {
                last = has_noun.then_some(at);
            } else if self.nouns.contains(word) {
                last = None;
            }
            has_noun |= is_noun(word);
            let ends = at + 1 == words.len() || is_joint(at + 1);
            served = last.filter(|_| ends).unwrap_or(served);
        }
        served
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::Catalog;

    fn held(title: &str) -> String {
        HeadWords::new(&Catalog::embedded().unwrap().vocabulary.title_words).held(title)
    }

    #[test]
    fn the_title_of_somebody_else_is_left_out() {
        for (title, expected) in [
            ("Secretary to Key Account Manager", "Secretary"),
            ("PA to the Key Account Manager", "PA"),
            ("Executive Assistant for the Sales Director", "Executive Assistant"),
            ("Recruiter (Account Manager roles)", "Recruiter"),
            ("Receptionist, Account Manager Office", "Receptionist"),
            ("Developer – Key Account Manager Portal", "Developer"),
            ("Trainer, Account Managers", "Trainer"),
            ("Recruiter of Account Managers", "Recruiter"),
            ("Account Manager Recruiter", "Recruiter"),
            ("Sales and Account Manager Recruiter", "Recruiter"),
            ("Account Manager Recruiter and Coach", "Recruiter and Coach"),
            ("Account Manager's Assistant", "Assistant"),
            ("Nanny of an Account Manager", "Nanny"),
            ("Research on Account Manager pay", "Research"),
            ("Illustrator – \"Account Manager Monthly\"", "Illustrator"),
            ("Key Account Manager wanted", ""),
            ("Key Account Manager (application rejected)", ""),
            ("Not a Key Account Manager", ""),
            ("Aspiring Account Manager", ""),
        ] {
            assert_eq!(held(title), expected, "{title}");
        }
    }

    #[test]
    fn a_title_of_one_person_stays_whole() {
        for title in [
            "Manager, Key Accounts",
            "Manager for Key Accounts",
            "Director of Business Development",
            "Banking Center Manager, Assistant Vice President",
            "Sales Executive (Key Account Manager)",
            "Account Manager - Northeast",
            "Account Manager II",
            "Vice President of Sales and Account Manager",
            "Sales/Account Manager",
            "Account Manager Team Lead",
            "Manager of Account Managers",
            "Personal Trainer and Yoga Instructor",
            "Personal Trainer/Yoga Instructor",
            "Sous Chef & Pastry Trainer",
        ] {
            assert_eq!(held(title), title, "{title}");
        }
        assert_eq!(held("Clerk promoted to Account Manager"), "Clerk promoted to Account Manager");
    }
}
