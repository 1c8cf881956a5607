//! Reads lines that ask for languages, and the level asked for.

use super::{Context, exact_pattern, part_name};
use crate::catalog::{Entry, LanguageLevel};
use crate::posting::corpus::PostingWords;
use crate::posting::draft_criterion::{DraftPart, RecognisedBy};
use crate::posting::posting_lines::{folded, place_of};
use crate::profile::language_level::language_level;
use rolefit_document::{Span, capitalised};

/// A line of at most this many words that names a language asks for it, whatever else it says.
const FEW_WORDS: usize = 4;

/// Letters of a language's name in another language. Shorter names are words of English too: "pools".
const LEAST_FOREIGN: usize = 6;

/// Returns one part per language; alternatives ("French or Italian") are one part.
pub(super) fn parts(text: &str, context: &Context<'_>) -> Vec<DraftPart> {
    let posting_words = context.posting_words();
    let text = &in_english(text, posting_words);
    let words = folded(text);
    // "Spanish is a big plus".
    let told = matches!(words.get(1).map(String::as_str), Some("is" | "would" | "ist" | "wäre" | "est" | "serait"))
        && words.first().is_some_and(|first| context.importer.vocabulary.languages.contains(first));
    let signed =
        told || words.len() <= FEW_WORDS || words.iter().any(|word| posting_words.languages.signs.contains(word));
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
    let alternatives = apart.iter().zip(apart.iter().skip(1)).any(|(one, other)| {
        words
            .get(one.1..other.0)
            .is_some_and(|between| between.iter().any(|word| posting_words.lists.ors.contains(word)))
    });
    let languages: Vec<&String> = apart.into_iter().map(|(_, _, language)| language).collect();
    let level = |language: &&String| asked_level(text, language, context);
    if alternatives {
        return vec![part(&languages, languages.iter().filter_map(level).min(), context)];
    }
    languages.iter().map(|language| part(&[language], level(language), context)).collect()
}

/// Returns `text` with the names of languages in English: "Sehr gute Kenntnisse in Englisch".
fn in_english(text: &str, posting_words: &PostingWords) -> String {
    let word = |word: &str| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        // "L'espagnol".
        let bare = bare.split_once('\'').filter(|(article, _)| article.len() == 1).map_or(bare, |(_, bare)| bare);
        let lower = bare.to_lowercase();
        let names = &posting_words.languages.names;
        let english =
            names.iter().find(|(_, foreign)| foreign.contains(&lower)).map(|(english, _)| capitalised(english));
        english.map_or(word.to_owned(), |english| {
            let before = word.find(bare).and_then(|at| word.get(..at)).unwrap_or_default();
            let before = before.rsplit(|c: char| c.is_alphanumeric() || c == '\'').next().unwrap_or_default();
            let behind = word.rfind(bare).and_then(|at| word.get(at + bare.len()..)).unwrap_or_default();
            format!("{before}{english}{behind}")
        })
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// Returns the level that `text` asks for in `language`. Nobody may be asked for a mother tongue.
fn asked_level(text: &str, language: &str, context: &Context<'_>) -> Option<LanguageLevel> {
    let lower = text.to_lowercase();
    let at = lower.find(language).filter(|_| lower.len() == text.len())?;
    let level = language_level(text, Span::new(at, at + language.len()), &context.importer.vocabulary)?;
    let names_c2 = folded(text).iter().any(|word| word == LanguageLevel::C2.name());
    Some(if names_c2 { level } else { level.min(LanguageLevel::C1) })
}

/// Returns a part for the languages, of which any at `level` will do.
fn part(languages: &[&String], level: Option<LanguageLevel>, context: &Context<'_>) -> DraftPart {
    let mut entry = Entry::default();
    for language in languages {
        let words = exact_pattern(language);
        let of_a_country = |pattern: &String| pattern.replace("<language>", &words);
        entry.not.extend(context.posting_words().languages.not.iter().map(of_a_country));
        entry.names.push(words);
        // Resumes in other languages: "Englisch C1".
        let foreign = context.posting_words().languages.names.get(language.as_str()).into_iter().flatten();
        let is_apart = |name: &&String| name.chars().count() >= LEAST_FOREIGN;
        entry.names.extend(foreign.filter(is_apart).map(|name| exact_pattern(name)));
    }
    let all = languages.iter().map(|language| language.as_str()).collect::<Vec<_>>().join(" or ");
    let recognised_by = RecognisedBy::Own(Box::new(entry));
    DraftPart { level, ..DraftPart::new(part_name(&all), recognised_by) }
}
