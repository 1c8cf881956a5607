//! Holds the stated command of a language against the level that a part asks for.

use std::borrow::Cow;

use super::case::Case;
use super::support::Support;
use crate::catalog::LanguageLevel;
use crate::profile::language_level::language_level;
use rolefit_document::Span;
use rolefit_document::checked::item;

/// The level from which the bare name of a language only claims it. A lower level is shown by the name.
const STATED_FROM: LanguageLevel = LanguageLevel::C1;

/// Returns `supports` as claims at most, if the highest level that the resume states is below `asked`, or if it states
/// none for a high level.
pub(super) fn limited<'a>(asked: LanguageLevel, supports: Cow<'a, [Support]>, case: &Case<'_>) -> Cow<'a, [Support]> {
    let stated = supports.iter().filter_map(|support| stated(support, case)).max();
    if stated.map_or(asked < STATED_FROM, |stated| stated >= asked) {
        return supports;
    }
    let mut supports: Vec<Support> = supports.iter().map(|support| support.as_claim()).collect();
    supports.sort_by(Support::order);
    Cow::Owned(supports)
}

fn stated(support: &Support, case: &Case<'_>) -> Option<LanguageLevel> {
    let segment = item(&case.profile.segments, support.segment?)?.span;
    let name = Span::new(support.span.start.checked_sub(segment.start)?, support.span.end.checked_sub(segment.start)?);
    language_level(segment.slice(&case.document.text), name, case.vocabulary)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use jiff::civil::date;

    use crate::catalog::Catalog;
    use crate::engine::Engine;
    use crate::units::Credit;
    use rolefit_document::Document;

    /// Returns the credit of a role that asks for French at `level`, for a resume with this line of languages.
    fn credit(level: &str, line: &str) -> Credit {
        let role = format!(
            "schema = \"rolefit.role/1\"\ntitle = \"Guide\"\n[[criterion]]\nid = \"guide/req-1\"\nkind = \"language\"\n\
             priority = \"should\"\nweight = 1.0\nlabel = \"French\"\n\
             parts = [{{ name = \"french\", names = [\"=french\"], level = \"{level}\" }}]\n"
        );
        let engine = Engine::new(Catalog::of_roles(vec![("guide".into(), role)], None).unwrap()).unwrap();
        let text = format!(
            "Cleo Trial\n\nExperience\n\nGuide\nExample Ltd, 2015 - 2019\n\u{2022} Led tours.\n\nLanguages\n\n{line}\n"
        );
        let (_, assessment) = engine.assess(&Document::of_text(text), date(2026, 11, 21));
        assessment.roles[0].criteria[0].credit
    }

    #[test]
    fn a_language_below_the_level_asked_for_is_a_claim_at_most() {
        let (full, claimed) = (Credit::FULL, Credit::new(500));
        assert_eq!(credit("b2", "French A2, English native"), claimed);
        assert_eq!(credit("b2", "French C1, English native"), full);
        assert_eq!(credit("b2", "English basic, French fluent"), full);
        assert_eq!(credit("b2", "French, English"), full, "a bare name shows an everyday level");
        assert_eq!(credit("c1", "French, English"), claimed, "and no more than that");
    }
}
