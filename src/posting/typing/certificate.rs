//! Recognises certificates and licences that the vocabulary lacks: names in capitals beside words such as "certified".

use super::{Context, exact_pattern, part_name};
use crate::catalog::Entry;
use crate::posting::draft_criterion::{DraftPart, RecognisedBy};
use crate::posting::posting_lines::folded;
use crate::posting::recognise::Recognised;
use rolefit_document::Span;

/// Returns a part for the certificate that `text` names, if any.
pub(super) fn parts(text: &str, found: &Recognised, context: &Context<'_>) -> Vec<DraftPart> {
    let signs = &context.posting_words().certificates.signs;
    let words: Vec<(usize, &str)> =
        text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word)).collect();
    let is_sign = |word: &str| folded(word).first().is_some_and(|word| signs.contains(word));
    let Some(sign) = words.iter().position(|(_, word)| is_sign(word)) else {
        return known(text, found, context).into_iter().collect();
    };
    let has_capital = |word: &str| word.trim_start_matches('(').starts_with(char::is_uppercase);
    let named = |at: usize| {
        words.get(at).is_some_and(|(start, word)| {
            // The first word of a sentence always has a capital, so it counts only if the name goes on behind it.
            let goes_on = words.get(at + 1).is_some_and(|(_, next)| has_capital(next) && !is_sign(next));
            let opens = *start == 0 && !goes_on && !word.chars().skip(1).any(char::is_uppercase);
            let is_number = word.chars().all(|c| c.is_ascii_digit());
            (is_number || has_capital(word)) && !opens && !is_sign(word)
        })
    };
    if let Some(part) = one_of_list(text, &words, sign, found) {
        return vec![part];
    }
    // The name comes before the sign ("AWS certification") or after it ("Certified Scrum Master").
    let from = (0..sign).rev().take_while(|&at| named(at) && !parts_list(words.get(at))).last().unwrap_or(sign);
    let to = (sign + 1..words.len()).take_while(|&at| named(at) && !ends(words.get(at - 1))).last().unwrap_or(sign);
    if from == to {
        return Vec::new();
    }
    let (Some((start, _)), Some((last, word))) = (words.get(from), words.get(to)) else { return Vec::new() };
    let span = Span::new(*start, last + word.len());
    if found.covered.iter().any(|covered| covered.overlaps(span)) {
        return Vec::new();
    }
    let certificate = span.slice(text).trim_matches([',', '.', ';']);
    let (bare, short): (Vec<&str>, Vec<&str>) = certificate
        .split_whitespace()
        .filter(|word| to > sign || !is_sign(word))
        .partition(|word| !(word.starts_with('(') && word.ends_with(')')));
    if bare.is_empty() {
        return Vec::new();
    }
    let bare = bare.join(" ");
    // A short form in brackets is a name of its own.
    let names = [bare.as_str()].into_iter().chain(short).map(exact_pattern).filter(|name| !name.is_empty()).collect();
    // Half of "CPR/AED" claims it, because courses teach both. It never shows it: half of "PL/SQL" is another thing.
    let halves = bare.split('/').filter(|half| bare.contains('/') && is_short_form(half)).map(exact_pattern);
    let entry = Entry { names, claims: of_issuer(&bare).into_iter().chain(halves).collect(), ..Entry::default() };
    vec![DraftPart::new(part_name(&bare), RecognisedBy::Own(Box::new(entry)))]
}

/// Returns the part for a line that names a known certificate and nothing else: "OSHA 30", "CFA level 1".
fn known(text: &str, found: &Recognised, context: &Context<'_>) -> Option<DraftPart> {
    let (names, levels) = (&context.posting_words().certificates.names, &context.posting_words().certificates.levels);
    let text = text.split('(').next().unwrap_or(text).trim();
    let words: Vec<&str> = text.split([' ', '/']).map(|word| word.trim_matches([',', '.', ';'])).collect();
    let is_level = |word: &&str| word.chars().all(|c| c.is_ascii_digit()) || levels.contains(&word.to_lowercase());
    let is_whole = words.iter().all(|word| names.contains(*word) || is_level(word));
    let bare = text.trim_matches([',', '.', ';', ' ']);
    let has_name = words.iter().any(|word| names.contains(*word));
    (is_whole && has_name && found.covered.is_empty()).then(|| {
        let halves = bare.split('/').filter(|half| bare.contains('/') && is_short_form(half)).map(exact_pattern);
        let claims = of_issuer(bare).into_iter().chain(halves).collect();
        let entry = Entry { names: vec![exact_pattern(bare)], claims, ..Entry::default() };
        DraftPart::new(part_name(bare), RecognisedBy::Own(Box::new(entry)))
    })
}

/// Returns the part for a certificate of which the brackets behind its sign list the issuers or the kinds: "training
/// certification (NASM, ACE or ACSM)". Any of them will do.
fn one_of_list(text: &str, words: &[(usize, &str)], sign: usize, found: &Recognised) -> Option<DraftPart> {
    let (at, word) = words.get(sign)?;
    let behind = text.get(at + word.len()..)?.trim_start().strip_prefix('(')?;
    let (list, _) = behind.split_once(')')?;
    let names = list.split([',', '/', ';']).flat_map(|names| names.split(" or "));
    let names = names.map(|name| name.trim().trim_start_matches("or ")).filter(|name| !name.is_empty());
    let names: Vec<&str> = names.collect();
    let is_known = found.covered.iter().any(|span| span.start < *at);
    if is_known || names.len() < 2 || !names.iter().all(|name| name.starts_with(char::is_uppercase)) {
        return None;
    }
    let kind: Vec<&str> =
        words.get(..sign)?.iter().rev().map(|(_, word)| *word).take_while(|word| !word.ends_with([',', ':'])).collect();
    let kind = kind.into_iter().rev().collect::<Vec<_>>().join(" ");
    let entry = Entry { names: names.iter().map(|name| exact_pattern(name)).collect(), ..Entry::default() };
    let name = if kind.is_empty() { part_name(list) } else { part_name(&format!("{kind} {word}")) };
    Some(DraftPart::new(name, RecognisedBy::Own(Box::new(entry))))
}

/// True for two letters or more, all of them capitals.
fn is_short_form(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().all(char::is_uppercase)
}

/// Returns the pattern that claims the certificate by its issuer alone, such as "ServSafe certified" for "ServSafe
/// Manager certification", because the issuer may have others. An issuer has a capital inside its name: AWS, CompTIA.
fn of_issuer(name: &str) -> Option<String> {
    let (issuer, _) = name.split_once(' ')?;
    let is_issuer = issuer.chars().skip(1).any(char::is_uppercase);
    is_issuer.then(|| format!("{} =certified|=certification|=certificate", exact_pattern(issuer)))
}

/// True if the line begins with words such as "certification" or "a valid licence".
pub(super) fn is_asked_first(text: &str, context: &Context<'_>) -> bool {
    /// Words before the sign, such as "a current".
    const BEFORE: usize = 3;
    folded(text).iter().take(BEFORE).any(|word| context.posting_words().certificates.signs.contains(word))
}

fn parts_list(word: Option<&(usize, &str)>) -> bool {
    word.is_some_and(|(_, word)| word.ends_with([',', ';', ':']))
}

fn ends(word: Option<&(usize, &str)>) -> bool {
    word.is_some_and(|(_, word)| word.ends_with([',', '.', ';', ')']))
}
