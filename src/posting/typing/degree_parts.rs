//! Reads lines that ask for a degree: its level, its fields, and their related fields.

use super::{Context, certificate_names};
use crate::catalog::DegreeLevel;
use crate::posting::corpus::PostingWords;
use crate::posting::draft_criterion::{DraftPart, RecognisedBy};
use crate::posting::posting_lines::{folded, place_of};
use crate::profile::{self, Education};
use rolefit_document::Document;

/// Returns parts for the degree and its field; empty if `text` asks for no degree.
pub(super) fn parts(text: &str, context: &Context<'_>) -> Vec<DraftPart> {
    let posting_words = context.posting_words();
    let lower = text.to_lowercase();
    if posting_words.degrees.not.iter().any(|phrase| lower.contains(phrase.as_str())) {
        return Vec::new();
    }
    let words = folded(text);
    let signs = &posting_words.degrees.signs;
    let signed =
        |sign: &String| place_of(&words, &folded(sign)).is_some() || (sign.contains('.') && lower.contains(sign));
    // "NEBOSH Diploma", "Level 3 Diploma in Adult Care": a diploma of a trade is no degree.
    let is_of_trade = certificate_names::is_diploma_of_trade(text, context);
    if !signs.iter().any(|sign| signed(sign) && !(is_of_trade && sign == "diploma")) {
        return Vec::new();
    }
    let mut education = read(text, context);
    if education.is_empty() {
        education = unspecified(text, posting_words).map(|text| read(&text, context)).unwrap_or_default();
    }
    // "Bachelor's or Master's" asks for the lower level.
    let Some(level) = education.iter().map(|education| education.level).min() else { return Vec::new() };
    let mut parts = vec![part("degree", RecognisedBy::Degree(level))];
    let mut fields: Vec<String> = Vec::new();
    for field in education.into_iter().flat_map(|education| education.fields) {
        if !fields.contains(&field) {
            fields.push(field);
        }
    }
    if !fields.is_empty() && level > DegreeLevel::HighSchool {
        let open = words.iter().any(|word| posting_words.degrees.open.contains(word));
        let (fields, related) = with_kin(fields, open, posting_words);
        parts.push(part("degree_field", RecognisedBy::Fields(fields, related)));
    }
    parts
}

fn part(name: &str, recognised_by: RecognisedBy) -> DraftPart {
    DraftPart::new(name, recognised_by)
}

/// Reads the degrees in `text` like the education section of a resume.
fn read(text: &str, context: &Context<'_>) -> Vec<Education> {
    let document = Document::of_text(format!("EDUCATION\n\n{}\n", text.replace(['/', '('], " / ")));
    profile::extract(&document, &context.importer.recogniser.lexicon).education
}

/// Replaces words such as "university degree" by a degree with a level.
fn unspecified(text: &str, posting_words: &PostingWords) -> Option<String> {
    let lower = text.to_lowercase();
    let (at, length, level) = posting_words.degrees.unspecified().find_map(|(level, words)| {
        let at = lower.find(words)?;
        Some((at, words.len(), level))
    })?;
    let degree = match level {
        DegreeLevel::Master | DegreeLevel::Doctorate => "Master's degree",
        DegreeLevel::HighSchool => "High school diploma",
        DegreeLevel::Associate | DegreeLevel::Bachelor => "Bachelor's degree",
    };
    Some(format!("{degree}{}", lower.get(at + length..)?))
}

/// Returns the named fields with their family. Where others will do ("or a related field"), the family counts in full,
/// else as related.
fn with_kin(named: Vec<String>, open: bool, posting_words: &PostingWords) -> (Vec<String>, Vec<String>) {
    // Families overlap: prefer the one with most named fields, then the one that begins with the first named field,
    // then the earliest.
    let kin = posting_words.degrees.kin.iter().rev().max_by_key(|kin| {
        let shared = named.iter().filter(|field| kin.fields.contains(field)).count();
        (shared, kin.fields.first() == named.first())
    });
    let kin = kin.filter(|kin| named.iter().any(|field| kin.fields.contains(field)));
    let (mut fields, mut related) = (named, Vec::new());
    let Some(kin) = kin else { return (fields, related) };
    let beside = kin.fields.iter().filter(|field| !fields.contains(field)).cloned().collect::<Vec<_>>();
    if open {
        fields.extend(beside)
    } else {
        related.extend(beside)
    }
    related.extend(kin.related.iter().filter(|field| !fields.contains(field)).cloned());
    (fields, related)
}
