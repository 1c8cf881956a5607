//! Reads marks at the end of items that say how much an item is wanted: "Full driving licence. (E)".

use super::corpus::{PostingSection, Wanted};
use super::items::Item;

/// A mark of at most so many bytes is a letter in brackets, which may mean something else.
const LETTER: usize = 3;

/// Moves items with marks to the sections that the marks mean, and takes the marks off. Duties stay duties.
pub(super) fn apply(items: &mut [Item], wanted: &Wanted) {
    let [essential, desirable] = [&wanted.essential_marks, &wanted.desirable_marks];
    let has = |marks: &[String]| {
        let letters: Vec<&String> = marks.iter().filter(|mark| mark.len() <= LETTER).collect();
        items.iter().any(|item| letters.iter().any(|mark| without(&item.text, mark).is_some()))
    };
    let by_letters = has(essential) && has(desirable);
    for item in items.iter_mut().filter(|item| !item.is_duty) {
        for (marks, section) in [(essential, PostingSection::Minimum), (desirable, PostingSection::Preferred)] {
            let mut marks = marks.iter().filter(|mark| by_letters || mark.len() > LETTER);
            if let Some(rest) = marks.find_map(|mark| without(&item.text, mark)) {
                item.text = rest.to_owned();
                item.section = section;
            }
        }
    }
}

/// The text before `mark`, if the text ends with the mark.
fn without<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let text = text.trim_end_matches(['.', ';', ' ']);
    let at = text.len().checked_sub(mark.len())?;
    let ends = text.get(at..)?.eq_ignore_ascii_case(mark);
    text.get(..at).map(str::trim_end).filter(|rest| ends && !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sections(texts: &[&str]) -> Vec<(String, PostingSection)> {
        let item = |text: &&str| Item {
            line: 0,
            text: (*text).to_owned(),
            is_prose: false,
            is_duty: false,
            section: PostingSection::Requirements,
        };
        let mut items: Vec<Item> = texts.iter().map(item).collect();
        let marks = |list: &[&str]| list.iter().map(|mark| (*mark).to_owned()).collect();
        let essential_marks = marks(&["(essential)", "(e)"]);
        let desirable_marks = marks(&["(d)"]);
        apply(&mut items, &Wanted { essential_marks, desirable_marks, ..Wanted::default() });
        items.into_iter().map(|item| (item.text, item.section)).collect()
    }

    #[test]
    fn letters_count_where_both_kinds_occur() {
        use PostingSection::{Minimum, Preferred, Requirements};
        let of = |text: &str, section| (text.to_owned(), section);
        let both = sections(&["Diploma in nursing. (E)", "Speaks Welsh (D)", "Drives"]);
        let expected = [of("Diploma in nursing.", Minimum), of("Speaks Welsh", Preferred), of("Drives", Requirements)];
        assert_eq!(both, expected);
        let one = sections(&["Vitamin (D)", "Licence (essential)"]);
        assert_eq!(one, [of("Vitamin (D)", Requirements), of("Licence", Minimum)]);
    }
}
