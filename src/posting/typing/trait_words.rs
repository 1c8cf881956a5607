//! Warns of words that may stand for a protected trait, and cuts words out of a text.

use crate::posting::recognise::Recognised;
use rolefit_document::{Span, single_spaced};

/// Returns warnings for words that may stand for a protected trait.
pub(in crate::posting) fn proxy_words(text: &str, found: &Recognised) -> Vec<String> {
    let warning = |(label, span): &(String, Span)| {
        format!("\u{201c}{}\u{201d} may stand for {label}; say what the work needs instead", span.slice(text))
    };
    let mut warnings: Vec<String> = found.proxies.iter().map(warning).collect();
    warnings.dedup();
    warnings
}

/// Returns `text` without the words at `spans`.
pub(super) fn without(text: &str, spans: impl Iterator<Item = Span>) -> String {
    let mut bytes = text.to_owned();
    for span in spans {
        debug_assert!(bytes.get(span.start..span.end).is_some(), "{span:?} is no slice of {text:?}");
        if bytes.get(span.start..span.end).is_some() {
            bytes.replace_range(span.start..span.end, &" ".repeat(span.end - span.start));
        }
    }
    single_spaced(&bytes)
}
