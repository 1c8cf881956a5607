//! Masks everything that identifies a person: name, contact, birth, nation, family, dates of education, affiliation.

mod attributes;
mod identity;
mod names;
mod pieces;
mod telephone;
mod transliterate;
mod words;

use crate::score::Assessment;
use rolefit_document::Span;

pub use identity::{Withheld, withheld};

/// Hexadecimal digits of the content hash in an id.
const ID_DIGITS: usize = 12;

/// A quote with fewer letters and digits left proves nothing.
const QUOTE_LETTERS: usize = 2;

/// Returns the id of a candidate who must not be identified: `c-` and digits of the content hash. A file that could not
/// be opened has no content; its own id is hashed instead.
pub fn id(content: Option<&str>, id: &str) -> String {
    let hashed = || blake3::hash(id.as_bytes()).to_hex().to_string();
    let digits = content.map_or_else(hashed, |content| content.trim_start_matches("blake3:").to_owned());
    format!("c-{}", digits.get(..ID_DIGITS).unwrap_or(&digits))
}

/// Cuts every quote of `assessment` to its visible part. Removes quotes without one.
pub(crate) fn withhold(assessment: &mut Assessment, text: &str, withheld: &[Span]) {
    for criterion in assessment.roles.iter_mut().flat_map(|role| &mut role.criteria) {
        criterion.denial = criterion.denial.and_then(|denial| visible_part(denial, text, withheld));
        for part in &mut criterion.parts {
            part.evidence.retain_mut(|evidence| match visible_part(evidence.span, text, withheld) {
                Some(span) => {
                    evidence.span = span;
                    true
                }
                None => false,
            });
        }
    }
}

/// True if any of `span` is withheld.
pub(crate) fn touches(span: Span, withheld: &[Span]) -> bool {
    withheld.iter().any(|other| other.overlaps(span))
}

/// Returns the longest visible stretch of `span`, the first of equals.
pub(crate) fn visible_part(span: Span, text: &str, withheld: &[Span]) -> Option<Span> {
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

/// Returns `text` with a `*` for every withheld byte, so that offsets stay valid. White space stays.
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

/// Trims the punctuation that was next to a withheld part.
fn without_loose_ends(span: Span, text: &str) -> Span {
    let slice = span.slice(text);
    let loose = |c: char| c.is_whitespace() || ",;:|-–—/()".contains(c);
    let start = span.start + (slice.len() - slice.trim_start_matches(loose).len());
    Span::new(start, start + slice.trim_matches(loose).len())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::profile::{Fact, Profile, Section};
    use rolefit_document::SectionKind;

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
        let masked = masked(TEXT, &withheld(TEXT, &profile(TEXT)).spans);
        let expected =
            "*** ** *****\n*******************\n**. ***** sold de luxe cars since 2011\nEducation\nBSc, *** ****";
        assert_eq!(masked, expected);
        assert_eq!(masked.len(), TEXT.len());
    }

    #[test]
    fn a_quote_is_cut_to_the_longest_stretch_that_may_be_shown() {
        let spans = withheld(TEXT, &profile(TEXT)).spans;
        let whole = |words: &str| {
            let start = TEXT.find(words).unwrap();
            visible_part(Span::new(start, start + words.len()), TEXT, &spans).map(|span| span.slice(TEXT))
        };
        assert_eq!(whole("BSc, May 2005"), Some("BSc"));
        assert_eq!(whole("Ms. Prado sold de luxe cars"), Some("sold de luxe cars"));
        assert_eq!(whole("Ana de Prado"), None);
        assert_eq!(whole("since 2011"), Some("since 2011"));
    }
}
