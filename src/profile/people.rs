//! Counts the people whose resumes one text holds: each has an e-mail address, and a work history below it.

use super::contact;
use super::name_shape::is_given_name;
use super::sections::Layout;
use crate::reading::{Reading, Shape};
use rolefit_document::SectionKind;

/// A name is on the line of the address, or at most so many lines above.
const NAME_WITHIN: usize = 4;
/// A name has at most so many words.
const NAME_WORDS: usize = 4;

/// The number of people, by their addresses.
pub(super) fn count(reading: &Reading<'_>, layout: &Layout) -> usize {
    let histories: Vec<usize> = layout
        .starts
        .iter()
        .filter(|start| start.kind == SectionKind::Experience && start.heading.is_some())
        .map(|start| start.offset)
        .collect();
    if histories.len() < 2 {
        return 1;
    }
    let emails = contact::emails(reading.text);
    let mut owners: Vec<&str> = Vec::new();
    let mut from = 0;
    for history in histories {
        // Of several addresses the last is nearest to the history: a letter may begin with that of the recipient.
        let mut above = emails.iter().filter(|email| (from..history).contains(&email.span.start));
        let owner = above.rfind(|email| is_owner(reading, layout, email.span.start));
        owners.extend(owner.map(|email| email.text.as_str()).filter(|owner| !owners.contains(owner)));
        from = history;
    }
    owners.len().max(1)
}

/// True if a name is beside or above the address at `offset`, which is in no list of references and under no job.
fn is_owner(reading: &Reading<'_>, layout: &Layout, offset: usize) -> bool {
    let line = reading.lines.partition_point(|line| line.span.end <= offset);
    let is_listed = layout.kinds.get(line) == Some(&SectionKind::References);
    !is_listed && (line.saturating_sub(NAME_WITHIN)..=line).any(|line| begins_with_name(reading, line))
}

/// True if a line, or its part before the first mark, is two to four capitalised words without a meaning of their own.
fn begins_with_name(reading: &Reading<'_>, line: usize) -> bool {
    let Some(line) = reading.lines.get(line).filter(|line| !line.bullet) else { return false };
    let marks = [',', '|', '\t', '•', '·', '(', '–', '—', '@', ':'];
    let end = line.words.clone().skip(1).find(|&word| reading.gap(word).contains(marks)).unwrap_or(line.words.end);
    let is_name = |at: usize| {
        reading.word(at).is_some_and(|word| {
            matches!(word.shape, Shape::Capital | Shape::Upper)
                && (word.marks == 0 || is_given_name(reading, at))
                && !word.span.slice(reading.text).contains(|letter: char| letter.is_ascii_digit())
        })
    };
    let mut words = line.words.start..end;
    (2..=NAME_WORDS).contains(&words.len()) && words.all(is_name)
}

#[cfg(test)]
mod tests {
    use super::super::testing::profile;

    fn resume(name: &str, email: &str) -> String {
        format!(
            "{name}\n{email}\nWork experience\nBuyer, Acme Inc, 2015 - 2019\n• Bought paper\nEducation\nBSc, 2014\n"
        )
    }

    #[test]
    fn resumes_of_several_people_in_one_text_are_counted() {
        let both = resume("Ana Prieto", "ana@example.com") + &resume("Ben Holt", "ben@example.com");
        assert_eq!(profile(&both).people, 2);
        assert_eq!(profile(&resume("Ana Prieto", "ana@example.com")).people, 1);
    }

    #[test]
    fn other_addresses_are_no_other_people() {
        let twice = resume("Ana Prieto", "ana@example.com") + &resume("Ana Prieto", "ana@example.com");
        assert_eq!(profile(&twice).people, 1, "a resume and its copy");
        let referee = resume("Ana Prieto", "ana@example.com") + "References\nCleo Lang\ncleo@example.com\n";
        assert_eq!(profile(&referee).people, 1);
        let letter = "To: Dana Wolf\ndana@example.com\n\n".to_owned() + &resume("Ana Prieto", "ana@example.com");
        assert_eq!(profile(&(letter + "Other experience\nClerk, Globex Inc, 2010 - 2012\n")).people, 1);
    }
}
