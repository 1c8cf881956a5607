//! Makes parts of free text: the specific words of a line, without the words that all postings use.

use super::{Context, exact_pattern, part_name};
use crate::catalog::Entry;
use crate::matcher::stems;
use crate::posting::draft::{DraftPart, RecognisedBy};
use crate::posting::posting_lines::folded;
use rolefit_document::{Parting, words as cut};

/// One word alone has too many meanings to recognise a demand by.
const LEAST_WORDS: usize = 2;

/// The most words in a part's name.
const MOST_NAME: usize = 4;

/// Returns the part that recognises `text` by similar words; `None` if too few of its words are specific.
pub(super) fn part(text: &str, context: &Context<'_>) -> Option<DraftPart> {
    let phrases = phrases(text, context);
    let words: Vec<&str> = phrases.iter().flat_map(|phrase| phrase.split(' ')).collect();
    let mut distinct: Vec<String> = stems(text_of(&phrases).as_str()).into_iter().map(|(_, stem)| stem).collect();
    distinct.sort();
    distinct.dedup();
    if distinct.len() < LEAST_WORDS {
        return None;
    }
    let name = part_name(&words.iter().take(MOST_NAME).copied().collect::<Vec<_>>().join(" "));
    let entry = Entry { words: phrases, ..Entry::default() };
    Some(DraftPart { name, recognised_by: RecognisedBy::Own(Box::new(entry)), min_months: None })
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
    is_word.then(|| DraftPart {
        name: part_name(&word),
        recognised_by: RecognisedBy::Own(Box::new(entry)),
        min_months: None,
    })
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
        run.push(plain.to_owned());
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
