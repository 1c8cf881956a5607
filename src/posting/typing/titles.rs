//! Reads lines that ask for a title: by naming it, by "a similar role", or by asking for time alone.

use rustc_hash::FxHashSet;

use super::{Context, criterion};
use crate::catalog::{Kind, Priority};
use crate::posting::Importer;
use crate::posting::corpus::PostingSection;
use crate::posting::draft_criterion::{DraftCriterion, DraftPart, RecognisedBy};
use crate::posting::items::Item;
use crate::posting::position_title;
use crate::posting::posting_lines::{folded, place_of};
use crate::posting::recognise::Recognised;
use crate::titles::{Kinship, TitleMatcher};

/// Returns how the position's title is recognised: by the closest title of the vocabulary, else by the title itself.
pub(super) fn recognised_by(title: &str, importer: &Importer) -> RecognisedBy {
    let words = folded(title);
    let same = |titles: &TitleMatcher, id: &str| {
        titles.matches(id, &titles.read(title)).any(|found| found.kinship == Kinship::Same(None) && !found.approximate)
    };
    // Of several, take the one with most words in common: a key account manager is an account manager too.
    let known = importer.vocabulary.titles.keys().filter(|id| !id.contains('#'));
    let nearest = known.filter(|id| same(&importer.recogniser.titles, id)).max_by_key(|id| {
        let name = folded(id);
        let whole = place_of(&words, &name).is_some();
        let shared = name.iter().filter(|word| words.contains(word)).count();
        (if whole { shared } else { 0 }, std::cmp::Reverse(name.len()), std::cmp::Reverse((*id).clone()))
    });
    let own = || {
        let plain = without_brackets(title).filter(|plain| plain != title);
        let same = plain.into_iter().chain([title.to_owned()]).collect();
        let adjacent = core(title, importer).into_iter().chain(specialty(title, importer));
        RecognisedBy::Titles(same, adjacent.collect())
    };
    nearest.map_or_else(own, |id| RecognisedBy::Use(id.clone()))
}

/// Returns the title as people write it: "aircraft technician" for "aircraft technician (A&P)".
fn without_brackets(title: &str) -> Option<String> {
    let (plain, rest) = title.split_once('(')?;
    let (_, behind) = rest.split_once(')').unwrap_or(("", ""));
    let words: Vec<&str> = plain.split_whitespace().chain(behind.split_whitespace()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Returns the title without its rank and the words behind its noun: "sales manager" for "senior sales manager
/// machines".
fn core(title: &str, importer: &Importer) -> Option<String> {
    let words = &importer.vocabulary.title_words;
    let all: Vec<&str> = title.split_whitespace().collect();
    let is = |list: &[String], word: &str| folded(word).first().is_some_and(|word| list.contains(word));
    let from = all.iter().position(|word| !is(&words.ranks, word))?;
    let to = all.iter().position(|word| is(&words.nouns, word))?;
    let core = all.get(from..=to).filter(|core| core.len() > 1 && core.len() < all.len())?;
    Some(core.join(" ").trim_matches(',').to_owned())
}

/// Returns the words of the title that name its line of work, if there are several: "public relations" of "public
/// relations manager". Whoever held another position in it held a related title.
fn specialty(title: &str, importer: &Importer) -> Option<String> {
    let words = &importer.vocabulary.title_words;
    let is = |list: &[String], word: &str| folded(word).first().is_some_and(|word| list.contains(word));
    let all: Vec<&str> = title.split_whitespace().collect();
    let from = all.iter().position(|word| !is(&words.ranks, word))?;
    let noun = all.iter().position(|word| is(&words.nouns, word)).unwrap_or(all.len() - 1);
    let line = all.get(from..noun)?;
    let run = line.split(|word| matches!(*word, "&" | "and" | "of" | "for" | "-" | "/")).find(|run| run.len() > 1)?;
    let is_plain = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '\'');
    run.iter().all(is_plain).then(|| run.join(" "))
}

/// Returns the part that asks for the position's own title.
pub(super) fn own(min_months: Option<u32>, context: &Context<'_>) -> DraftPart {
    DraftPart { min_months, ..DraftPart::new("title", context.recognised_by.clone()) }
}

/// Returns the title criterion of a posting in which no line asks for the title. It is no must-have, because the
/// posting does not say so.
pub(in crate::posting) fn title_criterion(context: &Context<'_>) -> DraftCriterion {
    let (text, section) = (context.title.to_owned(), PostingSection::Requirements);
    let item = Item { line: 0, text, is_duty: false, is_prose: false, section };
    let parts = vec![own(None, context)];
    DraftCriterion {
        priority: Priority::Should,
        ..criterion(&item, Kind::Title, parts, &Recognised::default(), context)
    }
}

/// True if one of the kinds of work in `text`, of which any will do, is the work that the position is named after: "three
/// years in public relations, marketing or journalism" of a public relations manager. Time in the title shows it.
fn names_the_work(text: &str, own_words: &FxHashSet<String>, context: &Context<'_>) -> bool {
    let is_choice = folded(text).iter().any(|word| word == "or");
    let kinds = text.split([',', '/', '(', ')', ';']).flat_map(|kinds| kinds.split(" or "));
    let words = kinds.map(|kind| super::telling_words::words(kind, context));
    is_choice && words.into_iter().any(|words| !words.is_empty() && words.iter().all(|word| own_words.contains(word)))
}

/// Returns the titles that `text` asks for, and the part for them.
pub(super) fn asked(
    text: &str,
    min_months: Option<u32>,
    found: &Recognised,
    context: &Context<'_>,
) -> Option<(Vec<String>, DraftPart)> {
    let Importer { posting_words, vocabulary, recogniser, .. } = context.importer;
    let mut titles = position_title::opened(text, posting_words, vocabulary);
    // The position's title may go on behind its noun: "sales manager bakery machines".
    let whole = folded(context.title);
    if place_of(&folded(text), &whole).is_some() {
        for cut in titles.iter_mut().filter(|title| whole.starts_with(&folded(title))) {
            *cut = context.title.to_owned();
        }
    }
    if titles.is_empty() {
        // "Experience in a similar role", "5+ years of account management".
        let own_words = recogniser.stems(context.title);
        let beside = super::telling_words::words(text, context).into_iter().all(|word| own_words.contains(&word));
        let same = position_title::asks_for_same_position(text, posting_words);
        let experience = super::telling_words::speaks_of_experience(text);
        let named = !super::telling_words::words(text, context).is_empty() && experience;
        let time = min_months.is_some() && found.demands.is_empty();
        let asks = (same && (min_months.is_some() || (experience && found.demands.is_empty())))
            || (beside && (time || named))
            || (time && names_the_work(text, &own_words, context));
        return asks.then(|| (Vec::new(), own(min_months, context)));
    }
    let mut part = own(min_months, context);
    if let RecognisedBy::Titles(own, _) = &mut part.recognised_by {
        let new = titles.iter().filter(|title| !own.iter().any(|known| folded(known) == folded(title)));
        let new: Vec<String> = new.cloned().collect();
        own.extend(new);
    }
    Some((titles, part))
}
