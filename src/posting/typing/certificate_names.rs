//! Reads the certificates that a line asks for by name: "valid CSCS card", "VNA or reach truck licence", "NVQ Level 3".
//!
//! A line asks for a certificate if a sign such as "licence" is the head of its words ("a forklift licence", not
//! "licence renewals"), if it begins with a known short name ("CCNP Enterprise"), or if a word of validity comes before
//! a short form ("current PHTLS"). Brackets behind a name are its issuers, or the name in other words.

use super::certificate_phrase::{Phrase, Reading, Sign};
use super::{Context, alternatives};
use crate::posting::draft_criterion::DraftPart;
use crate::posting::posting_lines::folded;
use crate::posting::recognise::Recognised;
use rolefit_document::Span;

/// Words of a name in a list of alternatives.
const MOST_LISTED: usize = 3;

/// A piece of a line, with the words that name one certificate.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece<'a> {
    /// The words, each with its offset in the line.
    pub words: Vec<(usize, &'a str)>,
    /// The text of the brackets behind the words.
    pub brackets: Vec<&'a str>,
    /// The joint before the piece.
    joint: Joint,
}

/// The joint between two pieces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Joint {
    /// A comma, a semicolon or a dash.
    #[default]
    Mark,
    /// "And".
    And,
    /// "Or": one of the two pieces suffices.
    Or,
}

/// Returns one part per certificate that no known demand covers. Alternatives are one part.
pub(super) fn parts(text: &str, found: &Recognised, context: &Context<'_>) -> Vec<DraftPart> {
    let certificates = &context.posting_words().certificates;
    if folded(text).iter().any(|word| certificates.skills.contains(word)) {
        return Vec::new();
    }
    let reading = Reading { context };
    let pieces = listed(merged(pieces(text), &reading));
    let (mut parts, mut is_valid): (Vec<DraftPart>, _) = (Vec::new(), false);
    for choice in pieces.chunk_by(|_, next| next.joint == Joint::Or) {
        let mut phrases: Vec<Phrase> = choice.iter().map(|piece| reading.phrase(piece)).collect();
        // "Valid CPC and tachograph card": both are to be valid.
        let goes_on = is_valid && choice.first().is_some_and(|piece| piece.joint == Joint::And);
        phrases.iter_mut().for_each(|phrase| phrase.is_valid |= goes_on);
        is_valid = phrases.iter().any(|phrase| phrase.is_valid);
        // "VNA or Bendi licence": a sign is the sign of the names before it too. Behind it come only short forms.
        let sign = |at: usize| phrases.get(at..).into_iter().flatten().find_map(|phrase| phrase.sign);
        let is_beside = phrases.iter().any(|phrase| phrase.sign.is_some());
        let is_certificate = |at: usize, phrase: &Phrase<'_>| {
            let shared = sign(at).or(if at > 0 && is_beside { Some(Sign::Weak) } else { None });
            reading.is_certificate(phrase, shared)
        };
        let is_covered = |piece: &Piece<'_>| {
            let span = |(at, word): &(usize, &str)| Span::new(*at, at + word.len());
            piece.words.iter().any(|word| found.covered.iter().any(|covered| covered.overlaps(span(word))))
        };
        let free = choice.iter().zip(&phrases).enumerate();
        let free = free.filter(|(at, (piece, phrase))| is_certificate(*at, phrase) && !is_covered(piece));
        let named: Vec<DraftPart> = free.filter_map(|(_, (_, phrase))| reading.part(phrase)).collect();
        parts.extend(alternatives::any_of(named, context));
    }
    parts
}

/// True if a sign is the head of the first words of `text` that have one.
pub(super) fn is_headed(text: &str, context: &Context<'_>) -> bool {
    let reading = Reading { context };
    pieces(text).first().is_some_and(|piece| reading.phrase(piece).sign.is_some())
}

/// Returns the clauses of `text` that name no certificate: "a clean licence and own tools" leaves "own tools". Brackets
/// and other words beside a certificate tell its issuer or its validity.
pub(super) fn other_clauses(text: &str, found: &Recognised, context: &Context<'_>) -> String {
    let certificates = &context.posting_words().certificates;
    let words_of = |piece: &Piece<'_>| piece.words.iter().map(|(_, word)| word.to_lowercase()).collect::<Vec<_>>();
    let is_sign = |word: &String| {
        [&certificates.signs, &certificates.strong, &certificates.weak, &certificates.valid]
            .iter()
            .any(|list| list.contains(word))
    };
    let covers = |(at, word): &(usize, &str)| {
        found.covered.iter().any(|covered| covered.overlaps(Span::new(*at, at + word.len())))
    };
    let reading = Reading { context };
    let other = |piece: &&Piece<'_>| {
        let is_certificate = words_of(piece).iter().any(is_sign) || reading.phrase(piece).sign.is_some();
        // "Since we cover two sites" gives a reason.
        let first = words_of(piece).into_iter().next();
        let is_reason = first.is_some_and(|word| context.posting_words().labels.joints.contains(&word));
        piece.joint != Joint::Or && !is_reason && !is_certificate && !piece.words.iter().any(covers)
    };
    let words = |piece: &Piece<'_>| piece.words.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(" ");
    pieces(text).iter().filter(other).map(words).collect::<Vec<_>>().join(", ")
}

/// True if any of the certificates in `text` will do: "PMP or PRINCE2".
pub(super) fn any_will_do(text: &str) -> bool {
    let pieces = pieces(text);
    let named = pieces.iter().skip(1).filter(|piece| !piece.words.is_empty());
    let joints: Vec<Joint> = named.map(|piece| piece.joint).collect();
    joints.contains(&Joint::Or) && !joints.contains(&Joint::And)
}

/// True if the line names a diploma by a short form or a level, and so the diploma of a trade.
pub(super) fn is_diploma_of_trade(text: &str, context: &Context<'_>) -> bool {
    let reading = Reading { context };
    pieces(text).iter().map(|piece| reading.phrase(piece)).any(|phrase| {
        let is_signed = phrase.sign == Some(Sign::Weak) && folded(text).iter().any(|word| word == "diploma");
        is_signed && reading.is_certificate(&phrase, phrase.sign)
    })
}

/// Splits a line at commas, "and", and "or". Brackets that begin with "or" hold alternatives; other brackets belong to
/// the piece before them.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = vec![Piece::default()];
    let begin =
        |joint: Joint, pieces: &mut Vec<Piece<'_>>| match pieces.last_mut().filter(|piece| piece.words.is_empty()) {
            Some(empty) => empty.joint = joint,
            None => pieces.push(Piece { joint, ..Piece::default() }),
        };
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| !c.is_whitespace()) {
        let start = text.len() - rest.len() + at;
        rest = rest.get(at..).unwrap_or_default();
        if let Some((inside, behind)) = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')) {
            if let Some(other) = inside.trim_start().strip_prefix("or ") {
                begin(Joint::Or, &mut pieces);
                let offset = other.as_ptr() as usize - text.as_ptr() as usize;
                for word in other.split_whitespace() {
                    let at = offset + (word.as_ptr() as usize - other.as_ptr() as usize);
                    pieces.last_mut().into_iter().for_each(|piece| piece.words.push((at, trimmed(word))));
                }
            } else {
                pieces.last_mut().into_iter().for_each(|piece| piece.brackets.push(inside));
            }
            rest = behind.trim_start_matches(['.', ' ']);
            if let Some(behind) = rest.strip_prefix([',', ';']) {
                begin(Joint::Mark, &mut pieces);
                rest = behind;
            }
            continue;
        }
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, behind) = rest.split_at(end);
        rest = behind;
        match word.to_lowercase().as_str() {
            "or" | "oder" | "ou" | "o" => begin(Joint::Or, &mut pieces),
            "and" | "&" | "plus" | "und" | "et" | "y" => begin(Joint::And, &mut pieces),
            "-" | "\u{2013}" | "\u{2014}" => begin(Joint::Mark, &mut pieces),
            _ => {
                pieces.last_mut().into_iter().for_each(|piece| piece.words.push((start, trimmed(word))));
                if word.ends_with([',', ';', ':', '.']) {
                    begin(Joint::Mark, &mut pieces);
                }
            }
        }
    }
    pieces
}

fn trimmed(word: &str) -> &str {
    word.trim_matches([',', ';', ':', '.', '"', '(', ')'])
}

/// Makes alternatives of a list that ends in "or": "CompTIA A+, Network+ or CCNA".
fn listed(mut pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let mut is_in_list = false;
    for at in (1..pieces.len()).rev() {
        let Some(piece) = pieces.get_mut(at) else { continue };
        is_in_list = match piece.joint {
            Joint::Or => true,
            Joint::Mark => is_in_list && piece.words.len() <= MOST_LISTED,
            Joint::And => false,
        };
        if is_in_list {
            piece.joint = Joint::Or;
        }
    }
    pieces
}

/// Joins a piece to the one before it where "and" stands within a name: "Health and Social Care".
fn merged<'a>(pieces: Vec<Piece<'a>>, reading: &Reading<'_, '_>) -> Vec<Piece<'a>> {
    let mut merged: Vec<Piece<'a>> = Vec::new();
    for piece in pieces {
        let phrase = reading.phrase(&piece);
        let is_own = phrase.sign.is_some() || reading.opens_with_name(&phrase);
        match merged.last_mut() {
            Some(last) if piece.joint == Joint::And && !is_own => {
                last.words.extend(piece.words);
                last.brackets.extend(piece.brackets);
            }
            _ => merged.push(piece),
        }
    }
    merged
}
