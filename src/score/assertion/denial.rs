//! Tells plain denials ("I do not hold a licence") from words that only look like denials: "not only", "no gaps in my
//! licence". A contradiction counts against a person, so any doubt leaves it a silence.

use crate::catalog::Grammar;
use crate::matcher::Hit;

/// The most words before a plain denial in its clause: "At present I do". More of them tell a story.
const MOST_BEFORE: usize = 4;

/// The most letters that are looked at before a denial, so that a page without full stops costs no more than a line.
const LONGEST_BEFORE: usize = 60;

/// Signs between clauses and between items.
const CLAUSE_SIGNS: [char; 11] = [',', ';', ':', '.', '(', ')', '|', '\n', '\t', '\u{2022}', '\u{2014}'];

/// The most letters between a name and the answer "no" of a form: "Forklift licence held: no".
const ANSWER_REACH: usize = 16;

/// Returns the words of the clause before the place `at`.
pub(super) fn clause_before(at: usize, text: &str) -> &str {
    let before = text.get(..at).unwrap_or_default();
    let letters = before.char_indices().rev().take(LONGEST_BEFORE);
    let start = letters.take_while(|(_, letter)| !CLAUSE_SIGNS.contains(letter)).last().map_or(at, |(start, _)| start);
    before.get(start..).unwrap_or_default()
}

/// True if `denial`, a word before `hit`, says nothing but that the writer lacks it.
pub(super) fn is_plain(grammar: &Grammar, denial: &Hit, hit: &Hit, text: &str) -> bool {
    let before: Vec<&str> = clause_before(denial.span.start, text).split_whitespace().collect();
    let is_story = before.iter().any(|word| word.ends_with("ed") || word.ends_with("ing"));
    if before.len() > MOST_BEFORE || is_story {
        return false;
    }
    let between = text.get(denial.span.end..hit.span.start).unwrap_or_default();
    let after = text.get(hit.span.end..).unwrap_or_default();
    let is_list = between.contains(" or ") || between.contains(" nor ") || after.starts_with(" or ");
    if between.contains([';', ':', '.', '(', '|']) || between.contains(',') && !is_list {
        return false;
    }
    leads_to_thing(grammar, between) && ends_with_thing(grammar, after)
}

/// The words of a text, without the signs between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// True if the words between a denial and its thing are those of having it: "no experience with". "No questions on SAP"
/// denies the questions.
fn leads_to_thing(grammar: &Grammar, between: &str) -> bool {
    let mut before = None;
    for word in words(between) {
        let is_apart =
            grammar.parting_prepositions.has(word) && !before.is_some_and(|before| grammar.having_words.has(before));
        // "Not in possession of".
        if is_apart && !(before.is_none() && word.eq_ignore_ascii_case("in")) {
            return false;
        }
        before = Some(word);
    }
    true
}

/// True if nothing behind a denied thing takes the denial for itself. "No licence required" denies no licence.
fn ends_with_thing(grammar: &Grammar, after: &str) -> bool {
    let rest = ahead(after, 0, LONGEST_BEFORE).split(CLAUSE_SIGNS).next().unwrap_or_default();
    let mut words = rest.split_whitespace().skip_while(|word| grammar.licence_nouns.has(word));
    words.next().is_none_or(|word| grammar.denied_followers.has(word))
}

/// True if `denial` answers "no" to the name before it: "Forklift licence: no".
pub(super) fn is_answer(denial: &Hit, hit: &Hit, text: &str) -> bool {
    let between = text.get(hit.span.end..denial.span.start).unwrap_or_default();
    let asks = between.len() <= ANSWER_REACH && between.trim_end().ends_with([':', '?', '(', '|', '\t']);
    let after = text.get(denial.span.end..).unwrap_or_default();
    asks && denial.span.slice(text).eq_ignore_ascii_case("no")
        && !between.contains([',', ';', '.'])
        && after.trim_start_matches(' ').chars().next().is_none_or(|sign| CLAUSE_SIGNS.contains(&sign))
}

/// True if `affirmation` shows that `denial`, which it overlaps, denies nothing: "never been without".
pub(super) fn spares(grammar: Option<&Grammar>, affirmation: &Hit, denial: &Hit, text: &str) -> bool {
    let rest = text.get(denial.span.end..affirmation.span.end).unwrap_or_default().to_lowercase();
    let joiners = || grammar.into_iter().flat_map(|grammar| grammar.denial_joiners.iter());
    let goes_over = rest.contains([',', ';', '|']) || joiners().any(|word| rest.contains(&format!(" {word} ")));
    affirmation.span.overlaps(denial.span) && !goes_over
}

/// True if `absence`, behind `hit`, says nothing but that the work did without it. "Was not in use when I came" leads
/// to how it came.
pub(super) fn is_plain_absence(grammar: &Grammar, absence: &Hit, hit: &Hit, text: &str) -> bool {
    let between = text.get(hit.span.end..absence.span.start).unwrap_or_default();
    let rest =
        ahead(text, absence.span.end, 2 * LONGEST_BEFORE).split(['.', '\n', '\u{2022}']).next().unwrap_or_default();
    words(between).all(|word| grammar.licence_nouns.has(word))
        && !rest.contains([',', ';', ':'])
        && !words(rest).any(|word| grammar.absence_enders.has(word))
}

/// Returns at most so many letters of `text` from the place `at` on.
pub(super) fn ahead(text: &str, at: usize, most: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    if rest.len() <= most {
        return rest;
    }
    if let Some(start) = rest.get(..most).filter(|start| start.is_ascii()) {
        return start;
    }
    rest.char_indices().nth(most).and_then(|(end, _)| rest.get(..end)).unwrap_or(rest)
}
