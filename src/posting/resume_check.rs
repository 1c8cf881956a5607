//! Detects a resume that was given instead of a posting.

use std::collections::BTreeSet;

use super::Importer;
use super::posting_lines::{Line, folded};
use crate::profile;
use rolefit_document::{Document, SectionKind};

/// Dated positions, and dated studies, count up to this number: more say no more.
const MOST_OF_A_KIND: usize = 3;

/// From so many signs on, a text that speaks to nobody is a resume. The postings of tests have one at most; nearly all
/// resumes have three and more.
const CERTAIN: usize = 2;

/// The kind of text that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    /// The text is a posting.
    Posting,
    /// The text has signs of a resume, but may be a posting.
    Doubtful,
    /// The text is a resume.
    Resume,
}

/// Weighs the signs of a resume in `text` (positions and studies with dates) against those of a posting: lines that
/// speak to the reader. A contact, or dates of the vacancy, are no sign, because postings have them too.
pub(super) fn given(text: &str, lines: &[Line], importer: &Importer) -> Given {
    let profile = profile::extract(&Document::of_text(text), &importer.recogniser.lexicon);
    let dated: Vec<_> = profile.positions.iter().filter(|position| position.dates.is_some()).collect();
    let studies = profile.education.iter().filter(|study| study.dates.is_some()).count();
    let mut history = profile.sections.iter().filter(|it| it.kind == SectionKind::Experience && it.heading.is_some());
    let mut held = profile.positions.iter().filter(|position| position.dates.is_some() || position.employer.is_some());
    let has_history = history.any(|section| held.any(|position| section.span.covers(position.title.span)));
    let signs = dated.len().min(MOST_OF_A_KIND) + studies.min(MOST_OF_A_KIND) + usize::from(has_history);
    let persons = &importer.posting_words.persons;
    let says = |line: &Line, words: &BTreeSet<String>| folded(&line.text).iter().any(|word| words.contains(word));
    let speaks = |line: &&Line| says(line, &persons.reader);
    let asks = |line: &Line| {
        let found = importer.recogniser.read(&line.text);
        found.call || found.must || found.nice || found.requirement.is_some() || says(line, &persons.employer)
    };
    match signs.saturating_sub(lines.iter().filter(speaks).count()) {
        0 => Given::Posting,
        signs if signs >= CERTAIN && !dated.is_empty() => Given::Resume,
        _ if !has_history && lines.iter().any(asks) => Given::Posting,
        _ => Given::Doubtful,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::posting::posting_lines::lines;
    use crate::posting::testing::importer;

    fn kind(text: &str) -> Given {
        given(text, &lines(text, &importer().posting_words.tables), importer())
    }

    #[test]
    fn a_resume_is_told_by_its_dated_history() {
        let history =
            "Ana Example\nBaker\n\nExperience\n\nBaker, Loaf Ltd, 2015 - 2019\n- Baked rye bread\n\nSkills\n\nOvens\n";
        assert_eq!(kind(history), Given::Resume);
        let with_headings = "BAKER\n\nSummary\n\nSeeking a bakery that values rye.\n\nExperience\n\nBaker, Loaf Ltd\n05/2015 to 04/2019\n\
            Responsibilities\n- Responsible for rye bread\n\nShop Assistant, Crumb Ltd\n03/2012 to 04/2015\nDuties\n- Sold bread\n\n\
            Education\n\nDiploma in baking, Mill College, 2012\n\nRequired courses: hygiene\n";
        assert_eq!(kind(with_headings), Given::Resume);
        let undated = "Ana Example\n\nWork history\n\nBaker, Loaf Ltd, Leeds\n- Baked rye bread\n";
        assert_eq!(kind(undated), Given::Doubtful);
    }

    #[test]
    fn postings_with_dates_and_contacts_are_postings() {
        for text in [
            "Baker, 01/2026 - 12/2026\n\nExperience\n\n- Two years in a similar role\n- Fluent German\n",
            "We need a roofer. You have tools and a head for heights. Call Ana, 555 0199.",
            "Night porter\n\nContact: Jules Marchand, jules@hotel.example, +33 1 44 55 66 77\nApply from 01/12/2026 to 15/01/2027.\n\n- greets guests\n- keeps the log\n",
            "School cook\n\nOur story\n1998 - 2008: one kitchen\n2008 - 2019: three kitchens\n\nWe look for a cook from February 2027.",
            "Welder\n\nExperience\nPipe work 3 years\n\nEducation\nTrade school\n\nSkills\nReads drawings\n",
        ] {
            assert_eq!(kind(text), Given::Posting, "{text}");
        }
    }
}
