//! Makes parts of free text: the specific words of a line, without the words that all postings use.

use std::collections::BTreeSet;

use super::{Context, certificate_names, exact_pattern, part_name};
use crate::catalog::{Entry, Kind};
use crate::matcher::{LONGEST_SHORT_FORM, stems};
use crate::posting::draft_criterion::{DraftPart, RecognisedBy};
use crate::posting::posting_lines::folded;
use crate::posting::recognise::Recognised;
use rolefit_document::{Parting, words as cut};

/// Common words recognise a demand only together.
const LEAST_COMMON: usize = 2;

/// The weight from which one word recognises a demand: at most nine in a hundred resumes have it. "SQL" is, "flexible"
/// is not.
const LEAST_ALONE: u32 = 217;

/// Percent of a line's rarity: words that carry less are left out beside typed parts. Four fifths of the line say
/// enough.
const LEAST_SHARE: u32 = 20;

/// The most words in a part's name.
const MOST_NAME: usize = 4;

/// Returns the part that recognises `text` by its words; `None` if too few of its words are specific.
pub(super) fn part(text: &str, context: &Context<'_>) -> Option<DraftPart> {
    let phrases = phrases(text, context);
    of_phrases(phrases, None, context)
}

fn of_phrases(phrases: Vec<String>, weight: Option<f64>, context: &Context<'_>) -> Option<DraftPart> {
    let rarity = &context.importer.rarity;
    let words: Vec<&str> = phrases.iter().flat_map(|phrase| phrase.split(' ')).collect();
    let mut distinct: Vec<String> = stems(text_of(&phrases).as_str()).into_iter().map(|(_, stem)| stem).collect();
    distinct.sort();
    distinct.dedup();
    // "Less than 3 years" is about time.
    if words.iter().all(|word| context.posting_words().years.plain.contains(*word)) {
        return None;
    }
    if distinct.len() < LEAST_COMMON && !distinct.iter().any(|stem| rarity.weight(stem) >= LEAST_ALONE) {
        return None;
    }
    let name = part_name(&words.iter().take(MOST_NAME).copied().collect::<Vec<_>>().join(" "));
    Some(DraftPart::new(name, RecognisedBy::Words { words: phrases, weight }))
}

/// Adds to typed parts a part for the telling words that they leave, weighted by the share of the line's rarity. Typed
/// parts answer a line only for the words that they cover.
pub(super) fn add_beside(
    parts: &mut Vec<DraftPart>,
    kind: Kind,
    text: &str,
    found: &Recognised,
    context: &Context<'_>,
) {
    let is_typed = |part: &DraftPart| !matches!(part.recognised_by, RecognisedBy::Words { .. });
    let whole_line = matches!(kind, Kind::Title | Kind::Education | Kind::Language | Kind::Logistics);
    if whole_line || parts.is_empty() || !parts.iter().all(is_typed) {
        return;
    }
    let rarity = &context.importer.rarity;
    let covered = covered(parts, text, found);
    let clauses = certificate_names::other_clauses(text, found, context);
    let text = if kind == Kind::Certification { clauses.as_str() } else { text };
    let is_left = |word: &&str| {
        let stem = stems(word).into_iter().next().map(|(_, stem)| stem).unwrap_or_default();
        !covered.contains(&stem) && rarity.is_telling(&stem)
    };
    let left = phrases(text, context).into_iter().map(|phrase| {
        let left: Vec<&str> = phrase.split(' ').filter(is_left).collect();
        left.join(" ")
    });
    let left: Vec<String> = left.filter(|phrase| !phrase.is_empty()).collect();
    let left_stems: BTreeSet<String> = stems(&text_of(&left)).into_iter().map(|(_, stem)| stem).collect();
    let in_line: BTreeSet<String> = stems(text).into_iter().map(|(_, stem)| stem).collect();
    let weight = |stems: &mut dyn Iterator<Item = &String>| -> u32 { stems.map(|stem| rarity.weight(stem)).sum() };
    let rest = weight(&mut left_stems.iter());
    let typed = weight(&mut in_line.intersection(&covered)).max(1);
    let is_name = left.iter().any(|phrase| phrase.chars().any(char::is_uppercase));
    let least = if matches!(context.recognised_by, RecognisedBy::Use(_)) { LEAST_IN_VOCABULARY } else { LEAST_BESIDE };
    if (left_stems.len() < least && !is_name) || rest * 100 < (rest + typed) * LEAST_SHARE {
        return;
    }
    let share = WORDS_FACTOR * f64::from(rest) / f64::from(typed) * parts.len() as f64;
    let share = ((share * 10.0).round() / 10.0).clamp(0.1, MOST_BESIDE);
    parts.extend(of_phrases(left, Some(share), context));
}

/// The fewest words that say something beside a typed part. One word that is no name is a detail: "tight" deadlines.
const LEAST_BESIDE: usize = 2;

/// The same where the vocabulary knows the role's title. It was written for such roles, so its entries cover their
/// demands, and a few words beside them are details: "contracts that maximize profits".
const LEAST_IN_VOCABULARY: usize = 4;

/// Words earn about a third of the credit of a typed part, so for the same influence they weigh nearly three times as
/// much.
const WORDS_FACTOR: f64 = 2.5;

/// The most that words weigh beside a typed part of weight 1.
const MOST_BESIDE: f64 = 6.0;

/// Returns the stems that typed parts cover.
fn covered(parts: &[DraftPart], text: &str, found: &Recognised) -> BTreeSet<String> {
    let spans = found.covered.iter().filter_map(|span| text.get(span.start..span.end));
    let mut covered: BTreeSet<String> = spans.flat_map(stems).map(|(_, stem)| stem).collect();
    for part in parts {
        covered.extend(stems(&part.name.replace('_', " ")).into_iter().map(|(_, stem)| stem));
        if let RecognisedBy::Own(entry) = &part.recognised_by {
            covered.extend(entry.patterns().flat_map(stems).map(|(_, stem)| stem));
        }
    }
    covered
}

/// Returns a part for experience in a trade of one word ("three years in manufacturing"). The word in a resume only
/// claims it.
pub(super) fn trade(text: &str, months: Option<u32>, context: &Context<'_>) -> Option<DraftPart> {
    let own = context.importer.recogniser.stems(context.title);
    let [word] = phrases(text, context).try_into().ok().filter(|_| months.is_some() || speaks_of_experience(text))?;
    if context.posting_words().years.plain.contains(&word) {
        return None;
    }
    let beside = stems(&word).into_iter().all(|(_, stem)| !own.contains(&stem));
    let entry = Entry { hints: vec![exact_pattern(&word)], ..Entry::default() };
    let is_word = !word.contains(' ') && beside;
    is_word.then(|| DraftPart::new(part_name(&word), RecognisedBy::Own(Box::new(entry))))
}

fn text_of(phrases: &[String]) -> String {
    phrases.join(", ")
}

/// Returns the stems of the specific words.
pub(super) fn words(text: &str, context: &Context<'_>) -> Vec<String> {
    stems(text_of(&phrases(text, context)).as_str()).into_iter().map(|(_, stem)| stem).collect()
}

/// Returns runs of specific words. Fillers, numbers and punctuation separate runs; little words are skipped.
fn phrases(text: &str, context: &Context<'_>) -> Vec<String> {
    let (fillers, numbers) = (&context.posting_words().similar.fillers, &context.posting_words().numbers);
    let years = &context.posting_words().years;
    let loud = !text.chars().any(char::is_lowercase) && text.contains(' ');
    let context = &context.importer.vocabulary.context;
    let (mut phrases, mut run): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let end = |run: &mut Vec<String>, phrases: &mut Vec<String>| {
        let phrase = std::mem::take(run).join(" ");
        if !phrase.is_empty() && !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    };
    for word in cut(text) {
        let slice = text.get(word.start..word.end).unwrap_or_default();
        let lower = slice.to_lowercase().replace('’', "'");
        if word.parting >= Parting::Phrase {
            end(&mut run, &mut phrases);
        }
        if context.little_words.contains(&lower) {
            continue;
        }
        let plain = lower.strip_suffix("'s").unwrap_or(&lower);
        let tells_time = numbers.contains_key(plain) || years.years.contains(plain) || years.months.contains(plain);
        if tells_time || fillers.contains(plain) || word.number.is_some() || plain.chars().count() < 2 {
            end(&mut run, &mut phrases);
            continue;
        }
        // A short form is looked for as it is.
        let letters = slice.chars().filter(|letter| letter.is_alphabetic()).count();
        let is_short_form = !loud && letters <= LONGEST_SHORT_FORM && !slice.chars().any(char::is_lowercase);
        run.push(if is_short_form { slice.to_owned() } else { plain.to_owned() });
    }
    end(&mut run, &mut phrases);
    phrases
}

/// True if the line asks for work done rather than for a skill.
pub(super) fn speaks_of_experience(text: &str) -> bool {
    let words = folded(text);
    let after = words.iter().position(|word| word == "experience" || word == "experienced" || word == "background");
    // "Excellent customer experience" is about the customer's experience.
    after.is_some_and(|at| {
        at.checked_sub(1).and_then(|at| words.get(at)).is_none_or(|word| word != "customer" && word != "user")
    })
}
