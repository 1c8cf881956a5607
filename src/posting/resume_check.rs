//! Detects a resume that was given instead of a posting.

use super::Importer;
use super::corpus::PostingSection;
use super::line_sections::LineSection;
use crate::profile::{self};
use rolefit_document::Document;
use rolefit_document::SectionKind;

/// True if `text` is a resume: dated positions under a heading for work history, and no heading for duties or preferred
/// qualifications.
pub(super) fn is_resume(text: &str, line_sections: &[LineSection], importer: &Importer) -> bool {
    let heads = |section: &LineSection| {
        matches!(
            section,
            LineSection::Heading(PostingSection::Duties | PostingSection::Minimum | PostingSection::Preferred)
        )
    };
    if line_sections.iter().any(heads) {
        return false;
    }
    let profile = profile::extract(&Document::of_text(text), &importer.recogniser.lexicon);
    let history = profile.sections.iter().filter(|it| it.kind == SectionKind::Experience && it.heading.is_some());
    let dated = profile.positions.iter().filter(|position| position.dates.is_some());
    history.into_iter().any(|section| dated.clone().any(|position| section.span.covers(position.title.span)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::posting::Columns;
    use crate::posting::testing::importer;

    #[test]
    fn a_resume_is_no_posting_and_a_posting_with_dates_is_one() {
        let importer = importer();
        let import = |text: &str| importer.import(text.as_bytes(), Some("a.txt"), &Columns::default());
        let resume =
            "Ana Example\n\nExperience\n\nBaker, Loaf Ltd, 2015 - 2019\n- Baked rye bread\n\nSkills\n\nOvens\n";
        assert!(import(resume).unwrap_err().message.contains("this is a resume"));
        let posting = "Baker, 01/2026 - 12/2026\n\nExperience\n\n- Two years in a similar role\n- Fluent German\n";
        assert_eq!(import(posting).unwrap()[0].outlines.len(), 2);
    }
}
