//! Tells whose file a resume is: the addresses and numbers of its own contact block, and the certain name.

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::profile::Profile;

/// A shorter string of digits does not identify a person.
const TELEPHONE_DIGITS: usize = 7;
/// Digits compared, from the right, so that a country code makes no difference.
const TELEPHONE_TAIL: usize = 10;
/// An address that resumes of so many different names share is an agency's, and tells nothing about persons.
const NAMES_OF_AN_AGENCY: usize = 3;

/// The marks of the person whose resume it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonKeys {
    /// E-mail addresses, lower case.
    pub emails: Vec<String>,
    /// The last digits of telephone numbers.
    pub telephones: Vec<String>,
    /// The words of the certain name, without case, accents and initials, sorted. Empty if no name is certain.
    pub name: Vec<String>,
}

impl PersonKeys {
    /// Returns the marks that `profile` states.
    pub fn of(profile: &Profile) -> PersonKeys {
        let contact = &profile.contact;
        let telephones = contact.telephones.iter().filter_map(|telephone| {
            let digits: String = telephone.text.chars().filter(char::is_ascii_digit).collect();
            let tail = digits.len().saturating_sub(TELEPHONE_TAIL);
            (digits.len() >= TELEPHONE_DIGITS).then(|| digits[tail..].to_owned())
        });
        PersonKeys {
            emails: contact.emails.iter().map(|email| email.text.to_lowercase()).collect(),
            telephones: telephones.collect(),
            name: contact.name.as_ref().map(|name| name_words(&name.text)).unwrap_or_default(),
        }
    }

    /// Returns all addresses and numbers.
    pub fn contacts(&self) -> impl Iterator<Item = &String> {
        self.emails.iter().chain(&self.telephones)
    }
}

/// Returns the words of a name of two letters and more, in the form in which names are compared.
fn name_words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric() && !is_combining_mark(c)).map(folded);
    let mut words: Vec<String> = words.filter(|word| word.chars().nth(1).is_some()).collect();
    words.sort();
    words.dedup();
    words
}

/// Returns a word in lower case and without accents.
pub(crate) fn folded(word: &str) -> String {
    word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// True if two names may be of one person: one of them is unknown, or has only words of the other.
pub(crate) fn names_agree<W: Eq>(a: &[W], b: &[W]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    short.iter().all(|word| long.contains(word))
}

/// Returns the person, by number, of each file that states one and the same address, from the name in each file.
///
/// `None` where the address does not tell: an agency's address, or a file without a name if the others have two names.
pub(crate) fn persons_at_address<W: Eq>(names: &[&[W]]) -> Vec<Option<usize>> {
    let mut persons: Vec<&[W]> = Vec::new();
    // The longest name of a person comes first, so that its shorter forms find it.
    let mut order: Vec<usize> = (0..names.len()).collect();
    order.sort_by_key(|&file| std::cmp::Reverse(names.get(file).map_or(0, |name| name.len())));
    let mut found = vec![None; names.len()];
    for file in order {
        if persons.len() >= NAMES_OF_AN_AGENCY {
            return vec![None; names.len()];
        }
        let Some((name, slot)) = names.get(file).zip(found.get_mut(file)) else { continue };
        if name.is_empty() {
            *slot = (persons.len() < 2).then_some(0);
            continue;
        }
        let known = persons.iter().position(|person| names_agree(person, name));
        *slot = known.or_else(|| {
            persons.push(name);
            Some(persons.len() - 1)
        });
    }
    if persons.len() >= NAMES_OF_AN_AGENCY { vec![None; names.len()] } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Fact;
    use rolefit_document::Span;

    fn persons(names: &[&str]) -> Vec<Option<usize>> {
        let names: Vec<Vec<String>> = names.iter().map(|name| name_words(name)).collect();
        persons_at_address(&names.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    #[test]
    fn forms_of_a_name_are_one_person() {
        assert_eq!(persons(&["Zoë Quill", "QUILL, Zoe", "Zoe M. Quill", "Zoe Marie Quill", ""]), [Some(0); 5]);
    }

    #[test]
    fn two_names_at_one_address_are_two_persons_and_a_nameless_file_is_neither_s() {
        assert_eq!(persons(&["Zoe Quill", "Max Quill", "", "Max Quill"]), [Some(0), Some(1), None, Some(1)]);
    }

    #[test]
    fn an_address_that_three_names_share_is_nobody_s() {
        assert_eq!(persons(&["Zoe Quill", "Max Reed", "Ida Sand", "Zoe Quill"]), [None; 4]);
    }

    #[test]
    fn a_country_code_does_not_make_two_telephones() {
        let with = |number: &str| {
            let mut profile = Profile::default();
            profile.contact.telephones.push(Fact { text: number.into(), span: Span::default() });
            PersonKeys::of(&profile).telephones
        };
        assert_eq!(with("15550102030"), with("5550102030"));
        assert!(with("1234").is_empty());
    }
}
