//! Finds the names of schools, whose words show no demand of a posting: where somebody studied never enters a score.

use std::ops::Range;

use super::sections::Layout;
use crate::reading::{Meaning, Reading, Shape, mark};
use rolefit_document::{SectionKind, Span};

/// So many words before "University" may be of its name.
const LONGEST_NAME: usize = 4;

/// The names of schools in sections about education, in text order.
pub(super) fn read(reading: &Reading<'_>, layout: &Layout) -> Vec<Span> {
    let of_studies = |(line, kind): (usize, &SectionKind)| (*kind == SectionKind::Education).then_some(line);
    let lines = layout.kinds.iter().enumerate().filter_map(of_studies);
    let words = lines.filter_map(|line| reading.lines.get(line)).filter(|line| line.marks & mark::INSTITUTION != 0);
    words.flat_map(|line| names(reading, line.words.clone())).collect()
}

/// "Solano Community College": the words with capitals up to the kind of school, without a degree or its field.
fn names(reading: &Reading<'_>, line: Range<usize>) -> Vec<Span> {
    let is_kind = |at: &usize| reading.word(*at).is_some_and(|word| word.is(mark::INSTITUTION) && is_name(word.shape));
    let kinds = line.clone().filter(is_kind);
    let name = |kind: usize| {
        let study = |meaning| matches!(meaning, Meaning::Degree(_) | Meaning::Field(_));
        let belongs = |at: &usize| {
            reading.is_spaced(at + 1)
                && reading.word(*at).is_some_and(|word| is_name(word.shape))
                && reading.phrase(*at, kind, study).is_none()
        };
        let before = (line.start..kind).rev().take(LONGEST_NAME).take_while(belongs).count();
        reading.span(kind - before..kind + 1)
    };
    kinds.map(name).collect()
}

fn is_name(shape: Shape) -> bool {
    matches!(shape, Shape::Capital | Shape::Upper)
}

#[cfg(test)]
mod tests {
    use super::super::testing::profile;

    #[test]
    fn a_school_is_named_up_to_its_kind() {
        for (line, expected) in [
            ("Certificate, Solway Community College, 2012", "Solway Community College"),
            ("Bachelor of Business Administration, Gable University", "Gable University"),
            ("Bachelor of Science University of Gable", "University"),
        ] {
            let text = format!("Ida Sandor\nida@example.com\nEducation\n{line}");
            let found: Vec<&str> = profile(&text).schools.iter().map(|span| span.slice(&text)).collect();
            assert_eq!(found, [expected], "{line}");
        }
    }
}
