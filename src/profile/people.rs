//! Counts the people whose resumes one text holds: each has an e-mail address, and a work history below it.

use super::contact;
use super::name_shape::{is_given_name, plain};
use super::names::TELLING_LETTERS;
use super::sections::Layout;
use crate::reading::{Fact, Reading, Shape};
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
    let mut owners: Vec<Owner<'_>> = Vec::new();
    let mut from = 0;
    for history in histories {
        // Of several addresses the last is nearest to the history: a letter may begin with that of the recipient.
        let before = |offset: usize| emails.partition_point(|email| email.span.start < offset);
        let above = emails.get(before(from)..before(history)).unwrap_or_default();
        let owner = above.iter().rev().find_map(|email| owner(reading, layout, email));
        owners.extend(owner.filter(|owner| !owners.iter().any(|known| known.is(owner))));
        from = history;
    }
    owners.len().max(1)
}

/// A person whose address stands above a work history.
struct Owner<'a> {
    email: &'a str,
    /// The words of the name, in small letters.
    name: Vec<String>,
}

impl Owner<'_> {
    /// True if both are the same person, who may have several addresses.
    fn is(&self, other: &Owner<'_>) -> bool {
        let (short, long) = if self.name.len() < other.name.len() { (self, other) } else { (other, self) };
        self.email == other.email || short.name.iter().all(|word| long.name.contains(word))
    }
}

/// The owner of an address that is in no list of references: the name beside or above it.
fn owner<'a>(reading: &Reading<'_>, layout: &Layout, email: &'a Fact) -> Option<Owner<'a>> {
    let line = reading.lines.partition_point(|line| line.span.end <= email.span.start);
    let is_listed = layout.kinds.get(line) == Some(&SectionKind::References);
    let mut lines = (line.saturating_sub(NAME_WITHIN)..=line).rev().filter(|_| !is_listed);
    let name = lines.find_map(|line| name_at_start(reading, line, &email.text))?;
    Some(Owner { email: &email.text, name })
}

/// The name that a line, or its part before the first mark, is: two to four capitalised words that mean nothing else,
/// or that the address spells.
fn name_at_start(reading: &Reading<'_>, line: usize, email: &str) -> Option<Vec<String>> {
    let line = reading.lines.get(line).filter(|line| !line.bullet)?;
    let marks = [',', '|', '\t', '•', '·', '(', '–', '—', '@', ':'];
    let end = line.words.clone().skip(1).find(|&word| reading.gap(word).contains(marks)).unwrap_or(line.words.end);
    let is_name = |at: usize| {
        let word = reading.word(at)?;
        let slice = word.span.slice(reading.text);
        let spelled = || slice.len() >= TELLING_LETTERS && email.contains(&plain(slice));
        let is_name = matches!(word.shape, Shape::Capital | Shape::Upper)
            && (word.marks == 0 || is_given_name(reading, at) || spelled())
            && !slice.contains(|letter: char| letter.is_ascii_digit());
        is_name.then(|| plain(slice))
    };
    let words = line.words.start..end;
    (2..=NAME_WORDS).contains(&words.len()).then(|| words.map(is_name).collect())?
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
        // A name that is a word as well.
        let both = resume("Will Order", "will.order@example.com") + &resume("Ben Holt", "ben@example.com");
        assert_eq!(profile(&both).people, 2);
    }

    #[test]
    fn other_addresses_are_no_other_people() {
        let twice = resume("Ana Prieto", "ana@example.com") + &resume("Ana Prieto", "ana@example.com");
        assert_eq!(profile(&twice).people, 1, "a resume and its copy");
        let moved = resume("Ana Prieto", "ana@example.com") + &resume("ANA M. PRIETO", "prieto@example.net");
        assert_eq!(profile(&moved).people, 1, "a second address");
        let referee = resume("Ana Prieto", "ana@example.com") + "References\nCleo Lang\ncleo@example.com\n";
        assert_eq!(profile(&referee).people, 1);
        let letter = "To: Dana Wolf\ndana@example.com\n\n".to_owned() + &resume("Ana Prieto", "ana@example.com");
        assert_eq!(profile(&(letter + "Other experience\nClerk, Globex Inc, 2010 - 2012\n")).people, 1);
    }
}
