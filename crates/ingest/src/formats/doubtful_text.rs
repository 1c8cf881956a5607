//! Finds, in the text of a document, the parts of which it cannot be decided if a reader sees them.

use rolefit_document::{Span, single_spaced};

/// Fewer letters say nothing.
const LEAST: usize = 3;

/// The text is searched at most so many times for pieces that it does not have. Then all the rest is in doubt.
const MOST_MISSES: usize = 50;

/// Returns the spans of `pieces`, which were read in this order before the text was repaired, in text order.
///
/// Repair may have changed a piece beyond recognition. Then it is not found.
pub(super) fn spans(text: &str, pieces: &[String]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let (mut from, mut misses) = (0, 0);
    for piece in pieces {
        let piece = single_spaced(piece);
        if piece.len() < LEAST {
            continue;
        }
        let Some(at) = text.get(from..).and_then(|rest| rest.find(&piece)) else {
            misses += 1;
            if misses >= MOST_MISSES {
                spans.push(Span::new(from, text.len()));
                break;
            }
            continue;
        };
        from += at + piece.len();
        spans.push(Span::new(from - piece.len(), from));
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_found_in_order() {
        let text = "Sales\n\u{2022} Sold pipes to schools\nSales";
        let pieces = ["Sold  pipes\tto schools", "gone", "Sales", "a"].map(str::to_owned);
        let found: Vec<&str> = spans(text, &pieces).iter().map(|span| span.slice(text)).collect();
        assert_eq!(found, ["Sold pipes to schools", "Sales"]);
    }
}
