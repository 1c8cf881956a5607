//! Finds a title at the start of running text: "Key Account Manager for three chains".

use super::matcher::TitleMatcher;
use super::words::singular;
use crate::catalog::Grammar;
use rolefit_document::{Span, words};

/// Signs that may follow a title in running text.
const SIGNS: [char; 9] = ['–', '—', '-', ':', ',', ';', '.', '(', '|'];

/// Words behind the title of somebody else: "Account Manager (my boss)", "Account Manager: see page 2".
const OTHERS: [&str; 6] = ["(my ", "(our ", "(not ", "(see ", ": see ", "- see "];

impl TitleMatcher {
    /// Returns the bytes of the title that `text` begins with, if the vocabulary knows it, it names one person, and a
    /// sign or a word such as "for" follows. "Account managers for Acme" and "Account manager Ana said" name others.
    pub(crate) fn opening(&self, text: &str) -> Option<Span> {
        let mut tokens = words(text).map(|word| Span::new(word.start, word.end));
        let (mut ids, mut spans) = (Vec::new(), Vec::new());
        while ids.len() <= self.longest + 2
            && let Some(span) = tokens.next()
        {
            let lower = span.slice(text).to_lowercase();
            let Some(id) = self.words.known(singular(&lower)) else { break };
            ids.push(id);
            spans.push(span);
        }
        let ranks = ids.iter().take_while(|id| self.ranks.contains(id)).count();
        let mut ends = (0..=ranks).filter_map(|start| Some(start + self.longest_at(ids.get(start..)?)?));
        let last = ends.next().and_then(|end| spans.get(end.checked_sub(1)?))?;
        let after = text.get(last.end..).unwrap_or_default();
        let next = after.trim_start();
        let follows = next.is_empty()
            || next.starts_with(SIGNS)
            || self
                .grammar
                .title_followers
                .iter()
                .any(|word| next.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with(' ')));
        let lower = last.slice(text).to_lowercase();
        (follows && singular(&lower) == lower && !is_of_another(after, &self.grammar)).then(|| Span::new(0, last.end))
    }

    /// Returns the words of `text` among which a title would begin that the text begins with: words of rank, and the
    /// word behind them.
    #[cfg(feature = "search")]
    pub(crate) fn opening_words(&self, text: &str) -> Vec<String> {
        let mut found = Vec::new();
        for word in words(text) {
            let lower = Span::new(word.start, word.end).slice(text).to_lowercase();
            let word = singular(&lower);
            found.push(word.to_owned());
            if !self.words.known(word).is_some_and(|id| self.ranks.contains(&id)) {
                break;
            }
        }
        found
    }

    /// Returns the titles that may be read as the title `id` at the start of a text, each word for word. With words of
    /// rank before it, a title of another name may hold all words of the title asked for.
    #[cfg(feature = "search")]
    pub(crate) fn openers(&self, id: &str) -> Vec<Vec<&str>> {
        let target = self.titles.get(id).copied();
        let all = || self.phrases.iter().filter(|phrase| phrase.kinship.is_some());
        let asked: Vec<_> = all().filter(|phrase| Some(phrase.target) == target).collect();
        let has = |words: &[super::words::WordId], word| words.contains(word) || self.ranks.contains(word);
        let holds =
            |words: &[super::words::WordId]| asked.iter().any(|asked| asked.words.iter().all(|word| has(words, word)));
        let written = self.words.written();
        let open = all().filter(|phrase| holds(&phrase.words));
        open.map(|phrase| phrase.words.iter().filter_map(|id| written.get(id).copied()).collect()).collect()
    }

    /// Returns the number of words of the longest title that `ids` begin with.
    fn longest_at(&self, ids: &[super::words::WordId]) -> Option<usize> {
        let phrases = self.by_first.get(ids.first()?).into_iter().flatten();
        let phrases = phrases.filter_map(|&at| self.phrases.get(at)).filter(|phrase| phrase.kinship.is_some());
        phrases.filter(|phrase| ids.starts_with(&phrase.words)).map(|phrase| phrase.words.len()).max()
    }
}

/// True if the text behind a title tells that it is somebody else's: it is the subject of a verb.
fn is_of_another(after: &str, grammar: &Grammar) -> bool {
    let lower = after.trim_start().to_ascii_lowercase();
    if OTHERS.iter().any(|other| lower.starts_with(other)) {
        return true;
    }
    let clause = after.split([',', ';', ':', '.', '(', '|', '–', '—']).next().unwrap_or_default();
    let words: Vec<&str> = clause.split_whitespace().collect();
    words.windows(3).any(|three| {
        let [before, verb, object] = three else { return false };
        let is_past = grammar.past_forms.has(verb)
            || verb.len() > 3 && verb.ends_with("ed") && !grammar.place_participles.has(verb);
        is_past && grammar.object_words.has(object) && !grammar.subject_joiners.has(before)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::Catalog;

    #[test]
    fn a_title_opens_a_text_if_it_names_one_person_and_goes_on_as_titles_do() {
        let titles = TitleMatcher::new(&Catalog::embedded().unwrap().vocabulary);
        let opening = |text: &str| titles.opening(text).map(|span| span.slice(text).to_owned());
        for (text, expected) in [
            ("Key Account Manager for three chains", Some("Key Account Manager")),
            ("Senior Account Manager – Norden and two others", Some("Senior Account Manager")),
            ("account manager at Hollins", Some("account manager")),
            ("Key Account Manager for Hollins and trained the fitters", Some("Key Account Manager")),
            ("Account manager for chilled goods based all over Kent", Some("Account manager")),
            ("Account Manager at the printer corrected my drawings", None),
            ("Key Account Manager of a dealer gave us a tour", None),
            ("Account Manager (our landlord) kept the keys", None),
            ("Account managers for Hollins", None),
            ("Account manager Ana reported to me", None),
            ("Assisted the account manager with quotes", None),
        ] {
            assert_eq!(opening(text).as_deref(), expected, "{text}");
        }
    }
}
