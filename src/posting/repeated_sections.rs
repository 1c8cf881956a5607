//! Finds sections that a later section repeats at length, so that nothing is asked for twice.

use rustc_hash::FxHashSet;

use super::line_sections::LineSection;
use super::posting_lines::Line;
use super::recognise::Recogniser;

/// Two items say the same if they share this percentage of the shorter item's words.
const SAME_FROM: usize = 60;

/// For each line: true if most of its section is repeated by a later section of the same kind.
pub(super) fn repeated_later(lines: &[Line], line_sections: &[LineSection], recogniser: &Recogniser) -> Vec<bool> {
    let mut sections: Vec<(LineSection, Vec<usize>)> = Vec::new();
    for (at, section) in line_sections.iter().enumerate() {
        if !matches!(section, LineSection::In(kind, _) if kind.asks()) {
            continue;
        }
        match sections.last_mut().filter(|(known, _)| known == section) {
            Some((_, lines)) => lines.push(at),
            None => sections.push((*section, vec![at])),
        }
    }
    let stems: Vec<FxHashSet<String>> = lines.iter().map(|line| recogniser.stems(&line.text)).collect();
    let mut repeated = vec![false; lines.len()];
    for (nth, (section, items)) in sections.iter().enumerate() {
        let later = sections.iter().skip(nth + 1).filter(|(other, _)| kind(*other) == kind(*section));
        let later: Vec<usize> = later.flat_map(|(_, lines)| lines.iter().copied()).collect();
        let again = |&&item: &&usize| later.iter().any(|&other| same(stems.get(item), stems.get(other)));
        if items.iter().filter(again).count() * 2 > items.len() {
            mark(&mut repeated, items);
        }
    }
    repeated
}

fn mark(repeated: &mut [bool], items: &[usize]) {
    debug_assert!(items.iter().all(|&item| item < repeated.len()), "an item of no line");
    for &item in items {
        if let Some(repeated) = repeated.get_mut(item) {
            *repeated = true;
        }
    }
}

fn kind(section: LineSection) -> Option<super::corpus::PostingSection> {
    match section {
        LineSection::In(kind, _) => Some(kind),
        _ => None,
    }
}

fn same(one: Option<&FxHashSet<String>>, other: Option<&FxHashSet<String>>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let shorter = one.len().min(other.len());
    shorter > 1 && one.intersection(other).count() * 100 >= shorter * SAME_FROM
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::posting::line_sections;
    use crate::posting::posting_lines::lines;
    use crate::posting::testing::importer;

    #[test]
    fn a_short_list_that_a_longer_one_repeats_is_told_again() {
        let importer = importer();
        let repeated = |second: &str| {
            let text =
                format!("Duties include:\n\n- Baking rye bread\n\nSummary\n\nDuties\n\n- {second}\n- Clean ovens");
            let lines = lines(&text, &importer.posting_words.tables);
            let line_sections =
                line_sections::line_sections(&lines, "Baker", &importer.posting_words, &importer.recogniser);
            repeated_later(&lines, &line_sections, &importer.recogniser)[1]
        };
        assert!(repeated("Bake rye bread at night"));
        assert!(!repeated("Order flour"));
    }
}
