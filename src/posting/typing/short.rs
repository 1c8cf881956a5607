//! Makes parts of demands that say one word: "SQL", "Welding", "Knife skills".

use super::{Context, exact_pattern, part_name};
use crate::catalog::Entry;
use crate::matcher::stems;
use crate::posting::draft_criterion::{DraftPart, RecognisedBy};
use rolefit_document::words as cut;

/// Words of a name with a single letter: "A/B testing", "Class C licence".
const MOST_LETTERED: usize = 3;

/// More words side by side are hardly ever repeated.
const MOST_SIDE_BY_SIDE: usize = 4;

/// Letters of a word that is long enough to be recognised by its stem, and so in all its forms.
const STEM_FROM: usize = 4;

/// Returns the part for the only specific word of `text`; `None` if the text has none or several.
///
/// A name ("SQL", "PowerShell") is shown wherever a resume has it. A common word ("welding") is shown by a deed and
/// claimed by a list.
pub(super) fn part(text: &str, context: &Context<'_>) -> Option<DraftPart> {
    let tokens: Vec<&str> = cut(text).filter_map(|word| text.get(word.start..word.end)).collect();
    // "A/B testing" is a name as a whole.
    let has_letter = tokens.iter().any(|word| word.chars().count() == 1 && word.chars().all(char::is_uppercase));
    if has_letter && (2..=MOST_LETTERED).contains(&tokens.len()) {
        let entry = Entry { names: vec![exact_pattern(text)], ..Entry::default() };
        let name = part_name(text);
        return Some(DraftPart::new(name, RecognisedBy::Own(Box::new(entry))));
    }
    let slices = cut(text).filter(|word| word.number.is_none()).filter_map(|word| text.get(word.start..word.end));
    let mut telling = slices.filter(|word| !says_nothing(&word.to_lowercase(), context));
    let word = telling.next()?;
    if telling.next().is_some() || !word.chars().any(char::is_alphabetic) {
        return None;
    }
    let pattern = exact_pattern(word);
    let entry = if is_name(word) {
        Entry { names: vec![pattern], ..Entry::default() }
    } else {
        let (_, stem) = stems(word).into_iter().next()?;
        let long = stem.chars().count() >= STEM_FROM;
        let deeds = vec![if long { word.to_lowercase() } else { pattern }];
        Entry { deeds, ..Entry::default() }
    };
    Some(DraftPart::new(part_name(word), RecognisedBy::Own(Box::new(entry))))
}

/// Returns the telling words of `text`, as a pattern that matches them side by side; `None` if there are none.
pub(super) fn side_by_side(text: &str, context: &Context<'_>) -> Option<String> {
    let slices = cut(text).filter(|word| word.number.is_none()).filter_map(|word| text.get(word.start..word.end));
    let words: Vec<String> =
        slices.map(str::to_lowercase).filter(|word| !says_nothing(word, context) && is_plain(word)).collect();
    (1..=MOST_SIDE_BY_SIDE).contains(&words.len()).then(|| words.join(" "))
}

fn is_plain(word: &str) -> bool {
    word.chars().all(char::is_alphanumeric)
}

/// True if the word says nothing about a demand.
fn says_nothing(word: &str, context: &Context<'_>) -> bool {
    let posting_words = context.posting_words();
    posting_words.similar.fillers.contains(word)
        || context.importer.vocabulary.context.little_words.iter().any(|it| it == word)
        || posting_words.numbers.contains_key(word)
        || posting_words.years.plain.contains(word)
        || posting_words.years.years.contains(word)
        || posting_words.years.months.contains(word)
}

/// True if the part is a name, which a list demonstrates.
pub(super) fn is_of_name(part: &DraftPart) -> bool {
    matches!(&part.recognised_by, RecognisedBy::Own(entry) if !entry.names.is_empty())
}

/// True if the word's form shows that it is a name: "SQL", "PowerShell", "C++", "Network+".
fn is_name(word: &str) -> bool {
    word.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '.' | '+' | '#' | '/'))
}
