//! Reads lines that ask for a title: by naming it, by "a similar role", or by asking for time alone.

use super::{Context, criterion};
use crate::catalog::{Kind, Priority};
use crate::posting::Importer;
use crate::posting::corpus::{PostingSection, PostingWords};
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

/// Returns the stem of the noun of a title, and true if it leads a trade: "manag" of "Sales Manager". Years in sales
/// are no years of managing it.
fn head(title: &str, context: &Context<'_>) -> Option<(String, bool)> {
    let (titles, known) = (&context.posting_words().titles, &context.importer.vocabulary.title_words.nouns);
    let words = folded(title);
    let leader = words.iter().find(|word| titles.leaders.contains(*word));
    let noun = leader.or_else(|| words.iter().rfind(|word| titles.nouns.contains(*word) || known.contains(word)))?;
    Some((crate::matcher::stems(noun).into_iter().next()?.1, leader.is_some()))
}

/// True if the words from a unit of time on say that it was spent in something: "years in", "months of experience on".
fn spent_within(words: &[String], posting_words: &PostingWords) -> bool {
    let years = &posting_words.years;
    let is_unit = |word: &&String| years.years.contains(*word) || years.months.contains(*word);
    let plain = |word: &&String| matches!(word.as_str(), "of" | "experience") || years.plain.contains(*word);
    let Some((_, rest)) = words.split_first().filter(|(unit, _)| is_unit(unit)) else { return false };
    rest.iter().find(|word| !plain(word)).is_some_and(|next| next != "as" && years.on.contains(next))
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
    // "Three years as a manager" asks for this position in short. "Manager" alone is anybody's title, and a project
    // manager of films has managed no building.
    let is_rank = |title: &String| {
        let words = folded(title);
        let leads = words.last().is_some_and(|last| posting_words.titles.leaders.contains(last));
        leads && (words.len() == 1 || (words.len() < whole.len() && place_of(&whole, &words).is_some()))
    };
    let ranks = titles.len();
    titles.retain(|title| !is_rank(title));
    if titles.is_empty()
        && ranks > 0
        && min_months.is_some()
        && head(context.title, context).is_some_and(|(_, leads)| leads)
    {
        return Some((Vec::new(), own(min_months, context)));
    }
    if titles.is_empty() {
        // "Experience in a similar role", "5+ years of account management".
        let own_words = recogniser.stems(context.title);
        let words = super::telling_words::words(text, context);
        let all = folded(text);
        let within = min_months.is_some()
            && (0..all.len()).any(|at| spent_within(all.get(at..).unwrap_or_default(), posting_words));
        let other_work = !words.is_empty()
            && head(context.title, context).is_some_and(|(head, leads)| (leads || within) && !words.contains(&head));
        let beside = !other_work && words.into_iter().all(|word| own_words.contains(&word));
        let same = position_title::asks_for_same_position(text, posting_words);
        let experience = super::telling_words::speaks_of_experience(text);
        let named = !super::telling_words::words(text, context).is_empty() && experience;
        let time = min_months.is_some() && found.demands.is_empty();
        let asks =
            (same && (min_months.is_some() || (experience && found.demands.is_empty()))) || (beside && (time || named));
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
