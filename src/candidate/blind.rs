//! What `--blind` withholds: name, contact, dates of education, and passages about affiliation and family.

use crate::profile::{Profile, SectionKind};
use crate::score::Assessment;
use crate::span::Span;

/// Shorter words of a name ("de", "Li") are too common to withhold on their own.
const NAME_WORD_LETTERS: usize = 3;
/// What is left of a quote proves something only if it has at least this many letters or digits.
const QUOTE_LETTERS: usize = 2;
/// Parts of an address on the web that lead to a person.
const LINKS: [&str; 4] = ["://", "www.", "linkedin.com", "github.com"];

/// Everything in `text` that tells who the candidate is, in text order, without overlaps.
pub fn withheld(text: &str, profile: &Profile) -> Vec<Span> {
    let contact = &profile.contact;
    let facts = contact.emails.iter().chain(&contact.telephones).chain(&contact.name);
    let mut spans: Vec<Span> = facts.map(|fact| fact.span).collect();
    if let Some(name) = &contact.name {
        spans.extend(name_words(text, &name.text));
    }
    spans.extend(words(text).filter(|word| {
        let word = word.slice(text).to_ascii_lowercase();
        LINKS.iter().any(|link| word.contains(link))
    }));
    for section in &profile.sections {
        match section.kind {
            SectionKind::Affiliations | SectionKind::Personal | SectionKind::References => spans.push(section.span),
            SectionKind::Education => spans.extend(dates(text, section.span)),
            _ => {}
        }
    }
    for education in &profile.education {
        spans.extend(dates(text, line_of(text, education.degree.span)));
    }
    merged(spans)
}

/// Cuts every quote of `assessment` to what may be shown, and masks the candidate's name in reasons, which cite titles
/// as written; a quote of which nothing is left goes.
pub fn withhold(assessment: &mut Assessment, text: &str, profile: &Profile, withheld: &[Span]) {
    for criterion in assessment.roles.iter_mut().flat_map(|role| &mut role.criteria) {
        if let Some(name) = &profile.contact.name {
            criterion.reason = masked(&criterion.reason, &name_words(&criterion.reason, &name.text));
        }
        for part in &mut criterion.parts {
            part.evidence.retain_mut(|evidence| match cut(evidence.span, text, withheld) {
                Some(span) => {
                    evidence.span = span;
                    true
                }
                None => false,
            });
        }
    }
}

/// Whether any of `span` is withheld.
pub fn touches(span: Span, withheld: &[Span]) -> bool {
    withheld.iter().any(|other| other.overlaps(span))
}

/// The longest stretch of `span` that may be shown, the first among equals.
pub fn cut(span: Span, text: &str, withheld: &[Span]) -> Option<Span> {
    if !touches(span, withheld) {
        return Some(span);
    }
    let mut stretches = Vec::new();
    let mut start = span.start;
    for hidden in withheld.iter().filter(|hidden| hidden.overlaps(span)) {
        stretches.push(Span::new(start, hidden.start.max(start)));
        start = hidden.end;
    }
    stretches.push(Span::new(start.min(span.end), span.end));
    let shown = stretches.into_iter().map(|stretch| without_loose_ends(stretch, text));
    let letters = |span: &Span| span.slice(text).chars().filter(|c| c.is_alphanumeric()).count();
    shown.filter(|span| letters(span) >= QUOTE_LETTERS).reduce(|a, b| if b.len() > a.len() { b } else { a })
}

/// `text` with a `*` for every byte withheld, so that offsets stay what they are; white space is kept.
pub fn masked(text: &str, withheld: &[Span]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut spans = withheld.iter().peekable();
    for (at, c) in text.char_indices() {
        while spans.peek().is_some_and(|span| span.end <= at) {
            spans.next();
        }
        match spans.peek() {
            Some(span) if span.holds(at) && !c.is_whitespace() => out.extend(std::iter::repeat_n('*', c.len_utf8())),
            _ => out.push(c),
        }
    }
    out
}

/// Where the words of the name stand, whole, with a capital or in capitals.
fn name_words(text: &str, name: &str) -> Vec<Span> {
    let name_words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() >= NAME_WORD_LETTERS).collect();
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase) && name_words.iter().any(|name| name.to_lowercase() == word.to_lowercase())
    };
    let mut spans = Vec::new();
    for word in words(text) {
        let mut start = word.start;
        for piece in word.slice(text).split_inclusive(|c: char| !c.is_alphanumeric()) {
            let letters = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
            if is_name(letters) {
                spans.push(Span::new(start, start + letters.len()));
            }
            start += piece.len();
        }
    }
    spans
}

/// Years within `span`, each with a month before it ("May 2005", "05/2005").
fn dates(text: &str, span: Span) -> Vec<Span> {
    let slice = span.slice(text);
    let mut found = Vec::new();
    let mut month: Option<Span> = None;
    for word in words(slice) {
        let bare = word.slice(slice);
        let has_year = bare.as_bytes().windows(4).any(is_year);
        if has_year {
            let whole = month.map_or(word, |month| month.join(word));
            found.push(Span::new(span.start + whole.start, span.start + whole.end));
        }
        month = (!has_year && is_month(bare)).then_some(word);
    }
    found
}

fn is_year(digits: &[u8]) -> bool {
    digits.iter().all(u8::is_ascii_digit) && (digits.starts_with(b"19") || digits.starts_with(b"20"))
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let start: String = word.chars().take(3).flat_map(char::to_lowercase).collect();
    MONTHS.contains(&start.as_str())
}

/// The whole line on which `span` starts.
fn line_of(text: &str, span: Span) -> Span {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let start = before.rfind(['\n', '\u{c}']).map_or(0, |at| at + 1);
    Span::new(start, span.end + after.find(['\n', '\u{c}']).unwrap_or(after.len()))
}

/// Words as white space parts them.
fn words(text: &str) -> impl Iterator<Item = Span> {
    text.split_whitespace().map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start, start + word.len())
    })
}

/// Without the punctuation that stood next to what was cut away.
fn without_loose_ends(span: Span, text: &str) -> Span {
    let slice = span.slice(text);
    let loose = |c: char| c.is_whitespace() || ",;:|-–—/()".contains(c);
    let start = span.start + (slice.len() - slice.trim_start_matches(loose).len());
    Span::new(start, start + slice.trim_matches(loose).len())
}

fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => *last = last.join(span),
            _ => merged.push(span),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::profile::{Fact, Section};

    fn profile(text: &str) -> Profile {
        let mut profile = Profile::default();
        profile.contact.name = Some(Fact { text: "Ana de Prado".into(), span: Span::new(0, 12) });
        let education = text.find("Education").unwrap();
        let span = Span::new(education, text.len());
        profile.sections.push(Section { kind: SectionKind::Education, heading: None, span });
        profile
    }

    const TEXT: &str =
        "Ana de Prado\nlinkedin.com/in/ana\nMs. Prado sold de luxe cars since 2011\nEducation\nBSc, May 2005";

    #[test]
    fn masking_hides_who_it_is_and_moves_nothing() {
        let masked = masked(TEXT, &withheld(TEXT, &profile(TEXT)));
        let expected =
            "*** ** *****\n*******************\nMs. ***** sold de luxe cars since 2011\nEducation\nBSc, *** ****";
        assert_eq!(masked, expected);
        assert_eq!(masked.len(), TEXT.len());
    }

    #[test]
    fn a_quote_is_cut_to_the_longest_stretch_that_may_be_shown() {
        let spans = withheld(TEXT, &profile(TEXT));
        let whole = |words: &str| {
            let start = TEXT.find(words).unwrap();
            cut(Span::new(start, start + words.len()), TEXT, &spans).map(|span| span.slice(TEXT))
        };
        assert_eq!(whole("BSc, May 2005"), Some("BSc"));
        assert_eq!(whole("Ms. Prado sold de luxe cars"), Some("sold de luxe cars"));
        assert_eq!(whole("Ana de Prado"), None);
        assert_eq!(whole("since 2011"), Some("since 2011"));
    }

    #[test]
    fn a_name_in_a_title_does_not_show_in_a_reason() {
        use crate::candidate::sample;
        let candidate = sample::candidate("a", 70, 1000);
        let mut assessment = candidate.as_scored().unwrap().assessment.clone();
        assessment.roles[0].criteria[0].reason = "headline ANA PRADO, Key Account Manager".into();
        withhold(&mut assessment, sample::TEXT, &profile(TEXT), &[]);
        assert_eq!(assessment.roles[0].criteria[0].reason, "headline *** *****, Key Account Manager");
    }
}
