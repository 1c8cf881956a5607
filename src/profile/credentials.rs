//! Languages spoken and certificates held.

use std::ops::Range;

use super::{Fact, Segment};
use crate::reading::{Meaning, Reading, Shape, mark};
use rolefit_document::SectionKind;

/// Single-word names of certificates up to this long count only in capitals: "pmp" may be anything.
const LONGEST_ACRONYM: usize = 5;
/// A longer line in a section of certificates describes a certificate instead of naming it.
const LONGEST_CERTIFICATE: usize = 14;

/// Languages spoken and certificates, from the segments.
pub(super) fn read(reading: &Reading<'_>, segments: &[Segment]) -> (Vec<Fact>, Vec<Fact>) {
    let (mut languages, mut certificates): (Vec<Fact>, Vec<Fact>) = (Vec::new(), Vec::new());
    let mut from = 0;
    for segment in segments {
        while reading.word(from).is_some_and(|word| word.span.start < segment.span.start) {
            from += 1;
        }
        let (mut to, mut marks) = (from, 0);
        while let Some(word) = reading.word(to).filter(|word| word.span.end <= segment.span.end) {
            marks |= word.marks;
            to += 1;
        }
        if marks & mark::LANGUAGE != 0 {
            read_languages(reading, segment, from..to, &mut languages);
        }
        if marks & mark::CERTIFICATE != 0 || segment.section == SectionKind::Certificates {
            read_certificates(reading, segment, from..to, &mut certificates);
        }
        from = to;
    }
    (languages, certificates)
}

fn read_languages(reading: &Reading<'_>, segment: &Segment, words: Range<usize>, languages: &mut Vec<Fact>) {
    let mut named = reading.phrases(words.clone(), |meaning| meaning == Meaning::Language).peekable();
    if named.peek().is_none() {
        return;
    }
    let signed = || reading.phrases(words.clone(), |meaning| meaning == Meaning::LanguageSign).next().is_some();
    let only = || {
        reading.words(words.clone()).iter().all(|word| word.is(mark::LANGUAGE | mark::LANGUAGE_LEVEL))
            && !matches!(segment.section, SectionKind::Education | SectionKind::Experience)
    };
    if segment.section != SectionKind::Languages && !signed() && !only() {
        return;
    }
    for (language, _) in named {
        let capital = reading.word(language.start).is_some_and(|word| word.shape != Shape::Lower);
        let fact = reading.fact(reading.span(language));
        if capital && !languages.iter().any(|known| known.text.eq_ignore_ascii_case(&fact.text)) {
            languages.push(fact);
        }
    }
}

fn read_certificates(reading: &Reading<'_>, segment: &Segment, words: Range<usize>, certificates: &mut Vec<Fact>) {
    if segment.section == SectionKind::Certificates && words.len() <= LONGEST_CERTIFICATE {
        certificates.push(reading.fact(segment.span));
        return;
    }
    for (named, _) in reading.phrases(words, |meaning| meaning == Meaning::Certificate) {
        let span = reading.span(named.clone());
        let acronym = named.len() == 1 && span.len() <= LONGEST_ACRONYM;
        let written = !acronym || reading.word(named.start).is_some_and(|word| word.shape == Shape::Upper);
        let fact = reading.fact(span);
        if written && !certificates.iter().any(|known| known.text == fact.text) {
            certificates.push(fact);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::profile;

    fn languages(text: &str) -> Vec<String> {
        profile(text).languages.into_iter().map(|fact| fact.text).collect()
    }

    #[test]
    fn languages_are_spoken_or_listed() {
        assert_eq!(languages("Languages\nEspañol (C1)\nEnglish, native"), ["Español", "English"]);
        assert_eq!(languages("Summary\nBilingual in Spanish/English."), ["Spanish", "English"]);
        assert_eq!(
            languages("Skills\nExcel, CRM, budgets, cold calls, Mandarin Chinese, selling"),
            ["Mandarin Chinese"]
        );
    }

    #[test]
    fn a_language_that_is_taught_or_studied_is_not_spoken() {
        assert!(languages("Experience\nEnglish Teacher\n2010 - 2012\n• Taught English to children").is_empty());
        assert!(languages("Education\nBA : French").is_empty());
    }

    #[test]
    fn certificates_are_listed_or_named() {
        let found = profile("Certifications\nForklift Operator Card\nSkills\nPMP and Series 7; pmp").certificates;
        assert_eq!(
            found.iter().map(|fact| fact.text.as_str()).collect::<Vec<_>>(),
            ["Forklift Operator Card", "PMP", "Series 7"]
        );
    }
}
