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
    use jiff::civil::date;

    use crate::catalog::Catalog;
    use crate::engine::Engine;
    use crate::units::Credit;
    use rolefit_document::{Document, Span};

    #[test]
    fn doubtful_text_is_a_claim_at_most() {
        let role = "schema = \"rolefit.role/1\"\ntitle = \"Guide\"\n[[criterion]]\nid = \"guide/req-1\"\n\
             kind = \"tool\"\npriority = \"should\"\nweight = 1.0\nlabel = \"Radio\"\n\
             parts = [{ name = \"radio\", names = [\"=radio\"] }]\n";
        let engine = Engine::new(Catalog::of_roles(vec![("guide".into(), role.into())], None).unwrap()).unwrap();
        let text =
            "Cleo Trial\n\nExperience\n\nClerk, Example Ltd, 2015 - 2019\n\u{2022} Kept lists.\n\nSkills\n\nRadio\n";
        let credit = |doubtful: Vec<Span>| {
            let document = Document { doubtful, ..Document::of_text(text) };
            engine.assess(&document, date(2026, 11, 21)).1.roles[0].criteria[0].credit
        };
        let at = text.find("Radio").unwrap();
        assert_eq!(credit(vec![Span::new(0, 10)]), Credit::FULL);
        assert_eq!(credit(vec![Span::new(at, at + 5)]), Credit::new(500));
    }
}
