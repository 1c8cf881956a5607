//! Sets apart the lines that tell age, gender, nationality, family, religion or address, and nothing else.
//!
//! Nothing of them may enter a score. Their lines are taken out before anything else is read, so that all other lines
//! are read exactly as without them.

use memchr::memchr2;

use crate::catalog::Label;
use crate::reading::{Line, Reading, push_heading_key};

/// A line of more words is prose.
const LONGEST: usize = 14;
/// No label is longer, in bytes.
const LONGEST_LABEL: usize = 40;
/// Marks that part the facts of a line: "Age: 58 | Nationality: Danish".
const BETWEEN: [char; 5] = ['|', ';', '•', '·', '–'];

/// Takes such lines out of `reading`.
pub(super) fn set_apart(reading: &mut Reading<'_>) {
    let mut lines = std::mem::take(&mut reading.lines);
    let mut key = String::new();
    lines.retain(|line| !is_personal(reading, line, &mut key));
    reading.lines = lines;
}

/// True if each fact of the line is personal. A line with an address of mail or a link is read for the contact.
fn is_personal(reading: &Reading<'_>, line: &Line, key: &mut String) -> bool {
    let slice = line.span.slice(reading.text);
    if line.words.len() > LONGEST {
        return false;
    }
    // "she/her" is a whole line. Any other label has a colon or a tab behind it.
    if memchr2(b':', b'\t', slice.as_bytes()).is_none() {
        return slice.contains('/') && slice.len() <= LONGEST_LABEL && label(reading, slice, key);
    }
    // A fact without a label may be of another kind: "Age: 41 | Salesforce".
    let mut facts = slice.split(BETWEEN).filter(|fact| !fact.trim().is_empty());
    let is_told = facts.all(|fact| {
        fact.split_once([':', '\t']).is_some_and(|(name, _)| name.len() <= LONGEST_LABEL && label(reading, name, key))
    });
    is_told && !slice.contains('@') && !slice.contains("www.")
}

fn label(reading: &Reading<'_>, slice: &str, key: &mut String) -> bool {
    key.clear();
    push_heading_key(slice, key);
    reading.lexicon.label(key) == Some(Label::Personal)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::super::testing::profile;

    const REST: &str = "Summary\nSells pipes.\nExperience\nClerk, Gable Inc, 2015 - 2019\n• Counted stock";

    #[test]
    fn a_personal_line_changes_no_fact() {
        let without = profile(&format!("Ida Sandor\n{REST}"));
        for line in [
            "Age: 58",
            "Date of birth: 14 March 1961",
            "Nationality: Danish | Marital status: married",
            "• Address: 3 Elm Row, Quorn",
            "Pronouns: they/them",
            "she/her",
            "Sex\tfemale",
        ] {
            let with = profile(&format!("Ida Sandor\n{line}\n{REST}"));
            assert_eq!(with.segments.len(), without.segments.len(), "{line}");
            assert_eq!(with.positions[0].title.text, without.positions[0].title.text, "{line}");
        }
    }

    #[test]
    fn a_line_that_tells_more_is_read() {
        let without = profile(&format!("Ida Sandor\n{REST}"));
        for line in [
            "Age: 58 | Skills: Excel", "Age: 58 | Salesforce | Excel", "Age groups: three to five", "Team size: 12",
            "Excel/Word",
        ] {
            let with = profile(&format!("Ida Sandor\n{line}\n{REST}"));
            assert!(with.segments.len() > without.segments.len(), "{line}");
        }
    }
}
