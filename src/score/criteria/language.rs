//! Holds the stated command of a language against the level that a part asks for.

use std::borrow::Cow;

use crate::catalog::LanguageLevel;
use crate::profile::language_level::language_level;
use crate::score::case::Case;
use crate::score::strength::support::Support;
use rolefit_document::checked::item;
use rolefit_document::{Document, Span};

/// The level from which the bare name of a language only claims it. A lower level is shown by the name.
const STATED_FROM: LanguageLevel = LanguageLevel::C1;

/// Returns `supports` as claims at most, if the highest level that the resume states is below `asked`, or if it states
/// none for a high level. They are mentions at most if the level is below by more than one: whoever has A2 does not
/// speak fluently.
pub(super) fn limited<'a>(asked: LanguageLevel, supports: Cow<'a, [Support]>, case: &Case<'_>) -> Cow<'a, [Support]> {
    let stated = supports.iter().filter_map(|support| stated(support, case)).max();
    if stated.map_or(asked < STATED_FROM, |stated| stated >= asked) {
        return supports;
    }
    let is_far_below = stated.is_some_and(|stated| (asked as u8).saturating_sub(stated as u8) > 1);
    let limited = |support: &Support| if is_far_below { support.as_copied() } else { support.as_claim() };
    let mut supports: Vec<Support> = supports.iter().map(limited).collect();
    supports.sort_by(Support::order);
    Cow::Owned(supports)
}

/// Returns `supports` without languages that only tell where a thing is from: "repaired German engines".
pub(super) fn spoken<'a>(supports: Cow<'a, [Support]>, case: &Case<'_>) -> Cow<'a, [Support]> {
    let is_spoken = |support: &&Support| !is_attribute(support.span, case);
    if supports.iter().all(|support| is_spoken(&support)) {
        return supports;
    }
    Cow::Owned(supports.iter().filter(is_spoken).copied().collect())
}

/// True if the name of a language at `name` belongs to a noun behind it that tells of no command of the language.
fn is_attribute(name: Span, case: &Case<'_>) -> bool {
    let Case { vocabulary, document: Document { text, .. }, .. } = case;
    let behind = text.get(name.end..).unwrap_or_default();
    let Some(behind) = behind.strip_prefix(' ').filter(|behind| behind.starts_with(char::is_lowercase)) else {
        return false;
    };
    if !vocabulary.languages.contains(&name.slice(text).to_lowercase()) {
        return false;
    }
    let word = behind.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let lists = ["language_signs", "language_levels", "language_use"].iter().filter_map(|id| vocabulary.words.get(*id));
    let mut phrases =
        lists.chain(vocabulary.language_levels.values()).chain([&vocabulary.context.little_words]).flatten();
    !phrases.any(|phrase| phrase.split(' ').next() == Some(word))
}

fn stated(support: &Support, case: &Case<'_>) -> Option<LanguageLevel> {
    let segment = item(&case.profile.segments, support.segment?)?.span;
    let name = Span::new(support.span.start.checked_sub(segment.start)?, support.span.end.checked_sub(segment.start)?);
    language_level(segment.slice(&case.document.text), name, case.vocabulary)
}

#[cfg(test)]
mod tests {
    use crate::score::testing::{assess, engine};
    use crate::units::Credit;

    /// Returns the credit of a role that asks for French at `level`, for a resume with this line of languages.
    fn credit(level: &str, line: &str) -> Credit {
        let french = format!("{{ name = \"french\", names = [\"=french\"], level = \"{level}\" }}");
        let engine = engine("Guide", &[("should language", "French", &french)]);
        let text = format!(
            "Cleo Trial\n\nExperience\n\nGuide\nExample Ltd, 2015 - 2019\n\u{2022} Led tours.\n\nLanguages\n\n{line}\n"
        );
        assess(&engine, &text).roles[0].criteria[0].credit
    }

    #[test]
    fn a_language_below_the_level_asked_for_is_a_claim_at_most() {
        let (full, claimed) = (Credit::FULL, Credit::new(500));
        assert_eq!(credit("b2", "French B1, English native"), claimed);
        assert_eq!(credit("b2", "French A2, English native"), Credit::new(250), "far below is only mentioned");
        assert_eq!(credit("b2", "French C1, English native"), full);
        assert_eq!(credit("b2", "English basic, French fluent"), full);
        assert_eq!(credit("b2", "French, English"), full, "a bare name shows an everyday level");
        assert_eq!(credit("c1", "French, English"), claimed, "and no more than that");
    }

    #[test]
    fn a_language_that_tells_where_a_thing_is_from_is_not_spoken() {
        for line in ["Repaired French car engines", "Guided French tourists", "Sold french windows"] {
            assert_eq!(credit("a2", line), Credit::NONE, "{line}");
        }
        for line in [
            "French spoken daily", "French correspondence", "French and English", "French", "Business French",
            "French (B2)", "French since childhood", "French mother tongue", "French working knowledge",
        ] {
            assert_eq!(credit("a2", line), Credit::FULL, "{line}");
        }
    }
}
