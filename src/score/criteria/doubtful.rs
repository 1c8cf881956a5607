//! Limits what is supported by text of which it cannot be decided if a reader sees it: it claims at most.

use std::borrow::Cow;

use crate::score::strength::support::Support;
use rolefit_document::Document;

/// Returns `supports` with those in doubtful text as claims at most.
pub(super) fn limited<'a>(supports: Cow<'a, [Support]>, document: &Document) -> Cow<'a, [Support]> {
    let is_doubtful = |support: &Support| support.span.overlaps_any(&document.doubtful);
    if document.doubtful.is_empty() || !supports.iter().any(is_doubtful) {
        return supports;
    }
    let limit = |support: &Support| if is_doubtful(support) { support.as_claim() } else { *support };
    let mut supports: Vec<Support> = supports.iter().map(limit).collect();
    supports.sort_by(Support::order);
    Cow::Owned(supports)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::score::testing::{AS_OF, engine};
    use crate::units::Credit;
    use rolefit_document::{Document, Span};

    #[test]
    fn doubtful_text_is_a_claim_at_most() {
        let engine = engine("Guide", &[("should tool", "Radio", r#"{ name = "radio", names = ["=radio"] }"#)]);
        let text =
            "Cleo Trial\n\nExperience\n\nClerk, Example Ltd, 2015 - 2019\n\u{2022} Kept lists.\n\nSkills\n\nRadio\n";
        let credit = |doubtful: Vec<Span>| {
            let document = Document { doubtful, ..Document::of_text(text) };
            engine.assess(&document, AS_OF).1.roles[0].criteria[0].credit
        };
        let at = text.find("Radio").unwrap();
        assert_eq!(credit(vec![Span::new(0, 10)]), Credit::FULL);
        assert_eq!(credit(vec![Span::new(at, at + 5)]), Credit::new(500));
    }
}
