//! Recognises holders of certificates that the vocabulary lacks: names in capitals beside words such as "certified".

use super::certificate_patterns::of_issuer;
use super::{Context, certificate_names, exact_pattern, part_name};
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
    let Some(sign) = words.iter().position(|(_, word)| is_sign(word)) else { return Vec::new() };
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
    let entry = Entry { names, claims: of_issuer(&bare).into_iter().collect(), ..Entry::default() };
    vec![DraftPart::new(part_name(&bare), RecognisedBy::Own(Box::new(entry)))]
}

/// True if the line begins with words such as "certification" or "a valid licence".
pub(super) fn is_asked_first(text: &str, context: &Context<'_>) -> bool {
    /// Words before the sign, such as "a current".
    const BEFORE: usize = 3;
    let certificates = &context.posting_words().certificates;
    let words = folded(text);
    let sign = words.iter().take(BEFORE).find(|word| certificates.signs.contains(*word));
    // "Licence renewals" is work.
    let is_head = |sign: &String| !certificates.strong.contains(sign) || certificate_names::is_headed(text, context);
    sign.is_some_and(is_head) && !words.iter().any(|word| certificates.skills.contains(word))
}

fn parts_list(word: Option<&(usize, &str)>) -> bool {
    word.is_some_and(|(_, word)| word.ends_with([',', ';', ':']))
}

fn ends(word: Option<&(usize, &str)>) -> bool {
    word.is_some_and(|(_, word)| word.ends_with([',', '.', ';', ')']))
}
