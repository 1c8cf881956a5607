//! Reads lines that ask for languages, and the level asked for.

use super::{Context, exact_pattern, part_name};
use crate::catalog::Entry;
use crate::posting::corpus::PostingWords;
use crate::posting::draft::{DraftPart, RecognisedBy};
use crate::posting::posting_lines::{folded, place_of};
use rolefit_document::capitalised;

/// A line of at most this many words that names a language asks for it, whatever else it says.
const FEW_WORDS: usize = 4;

/// Returns one part per language; alternatives ("French or Italian") are one part.
pub(super) fn parts(text: &str, context: &Context<'_>) -> Vec<DraftPart> {
    let posting_words = context.posting_words();
    let text = &in_english(text, posting_words);
    let words = folded(text);
    let signed = words.len() <= FEW_WORDS || words.iter().any(|word| posting_words.languages.signs.contains(word));
    if !signed {
        return Vec::new();
    }
    let known = context.importer.vocabulary.languages.iter().filter(|language| language.chars().count() > 3);
    let mut found: Vec<(usize, usize, &String)> = known
        .filter_map(|language| {
            let phrase = folded(language);
            let at = place_of(&words, &phrase)?;
            // Lower-case "polish" is shoe polish.
            let capital = text
                .match_indices(|c: char| c.is_uppercase())
                .any(|(at, _)| text.get(at..).is_some_and(|rest| rest.to_lowercase().starts_with(language.as_str())));
            let next = words.get(at + phrase.len());
            let of_a_country = next.is_some_and(|next| posting_words.languages.of_countries.contains(next));
            (capital && !of_a_country).then_some((at, at + phrase.len(), language))
        })
        .collect();
    found.sort_by_key(|&(from, to, _)| (from, std::cmp::Reverse(to)));
    let mut apart: Vec<(usize, usize, &String)> = Vec::new();
    for language in found {
        if apart.last().is_none_or(|last| last.1 <= language.0) {
            apart.push(language);
        }
    }
    let well = posting_words.languages.full.iter().any(|level| place_of(&words, &folded(level)).is_some());
    let alternatives = apart
        .iter()
        .zip(apart.iter().skip(1))
        .any(|(one, other)| words.get(one.1..other.0).is_some_and(|between| between.iter().any(|word| word == "or")));
    let languages: Vec<&String> = apart.into_iter().map(|(_, _, language)| language).collect();
    if alternatives {
        return vec![part(&languages, well, context)];
    }
    languages.chunks(1).map(|language| part(language, well, context)).collect()
}

/// Returns `text` with the names of languages in English: "Sehr gute Kenntnisse in Englisch".
fn in_english(text: &str, posting_words: &PostingWords) -> String {
    let word = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let lower = bare.to_lowercase();
        let names = &posting_words.languages.names;
        let english =
            names.iter().find(|(_, foreign)| foreign.contains(&lower)).map(|(english, _)| capitalised(english));
        english.map_or(word.to_owned(), |english| word.replace(bare, &english))
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Returns a part for the languages. If they must be spoken `well`, a bare name in a resume only claims it.
fn part(languages: &[&String], well: bool, context: &Context<'_>) -> DraftPart {
    let mut entry = Entry::default();
    let levels: Vec<String> = context
        .posting_words()
        .languages
        .full
        .iter()
        .filter(|level| !level.contains(' '))
        .map(|level| format!("={level}"))
        .collect();
    let levels = levels.join("|");
    for language in languages {
        let words = exact_pattern(language);
        let of_a_country = |pattern: &String| pattern.replace("<language>", &words);
        entry.not.extend(context.posting_words().languages.not.iter().map(of_a_country));
        if well {
            entry.names.extend([format!("{levels} ... {words}"), format!("{words} ... {levels}")]);
            entry.claims.push(words);
        } else {
            entry.names.push(words);
        }
    }
    let all = languages.iter().map(|language| language.as_str()).collect::<Vec<_>>().join(" or ");
    DraftPart { name: part_name(&all), recognised_by: RecognisedBy::Own(Box::new(entry)), min_months: None }
}
