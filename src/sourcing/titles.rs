//! Selects the titles that a search for a role asks for, and the titles to exclude.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Role, Title, TitleWords};

/// Returns the role's titles, its own first. A title that contains an earlier one finds nothing more and is left out.
pub(super) fn asked(role: &Role, catalog: &Catalog) -> Vec<String> {
    let words = &catalog.vocabulary.title_words;
    let own = std::iter::once(&role.title).chain(&role.other_titles);
    let same = entries(role, catalog).flat_map(|(_, title)| &title.same);
    // Few people have exactly the title of an imported role, so its adjacent titles are searched too. The vocabulary's
    // titles already cover a family.
    let next = entries(role, catalog).filter(|(id, _)| id.contains('#')).flat_map(|(_, title)| &title.adjacent);
    let known = own.chain(same).chain(next);
    let mut titles: Vec<String> = Vec::new();
    for title in known.flat_map(|title| spoken(title, words)) {
        // "Nurse" beside "Registered Nurse" would find every nurse.
        let is_wide =
            !title.contains(' ') && title.contains(char::is_lowercase) && titles.iter().any(|it| holds(it, &title));
        if !is_wide && !titles.iter().any(|earlier| holds(&title, earlier)) {
            titles.push(title);
        }
    }
    if titles.is_empty() {
        titles.push(role.title.clone());
    }
    titles
}

/// Returns titles of other positions that contain one of `asked`: "key account manager assistant".
pub(super) fn misleading(role: &Role, catalog: &Catalog, asked: &[String]) -> Vec<String> {
    let barred: BTreeSet<&String> = entries(role, catalog).flat_map(|(_, title)| &title.not).collect();
    barred.into_iter().filter(|barred| asked.iter().any(|title| holds(barred, title))).cloned().collect()
}

/// Returns the titles that the role asks for, with their ids.
fn entries<'a>(role: &'a Role, catalog: &'a Catalog) -> impl Iterator<Item = (&'a String, &'a Title)> {
    let parts = role.criteria.iter().flat_map(|criterion| &criterion.parts);
    parts.filter_map(|part| catalog.vocabulary.titles.get_key_value(part.entry.as_ref()?))
}

/// Returns a title as one person writes it, without additions after a comma. Initials in brackets are a second title:
/// "Chief Executive Officers (CEO), Group" gives "Chief Executive Officer" and "CEO", but "Nurse (ICU)" gives "Nurse"
/// alone.
fn spoken(title: &str, title_words: &TitleWords) -> Vec<String> {
    let (plain, short) = match title.split_once('(') {
        Some((plain, rest)) => {
            (plain, rest.split(')').next().map(str::trim).filter(|short| is_initials(short, plain, title_words)))
        }
        None => (title, None),
    };
    let (plain, rest) = plain.split_once(',').unwrap_or((plain, ""));
    // "Nurses, All Other" is a class of occupations, not a title.
    if rest.trim().eq_ignore_ascii_case("all other") {
        return Vec::new();
    }
    let words: Vec<String> =
        plain.split_whitespace().map(|word| cased(singular(word, &title_words.nouns), title_words)).collect();
    [words.join(" ")].into_iter().chain(short.map(str::to_owned)).filter(|it| !it.is_empty()).collect()
}

/// True if `short` consists of the first letters of the words in `title`, with or without small words.
fn is_initials(short: &str, title: &str, title_words: &TitleWords) -> bool {
    let initials =
        |words: &[&str]| words.iter().filter_map(|word| word.chars().next()).collect::<String>().to_uppercase();
    let words: Vec<&str> = title.split_whitespace().collect();
    let telling: Vec<&str> =
        words.iter().copied().filter(|word| !title_words.small.contains(&word.to_lowercase())).collect();
    !short.is_empty() && (short == initials(&words) || short == initials(&telling))
}

/// Returns the singular if titles end in it: "Nurses" is "Nurse".
fn singular(word: &str, nouns: &[String]) -> String {
    let one = word.strip_suffix('s').filter(|one| nouns.contains(&one.to_lowercase()));
    one.unwrap_or(word).to_owned()
}

/// Capitalises a word; the vocabulary's titles are in lower case.
fn cased(word: String, title_words: &TitleWords) -> String {
    if title_words.small.contains(&word) {
        return word;
    }
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// True if `title` contains all words of `run` in order.
fn holds(title: &str, run: &str) -> bool {
    format!(" {} ", title.to_lowercase()).contains(&format!(" {} ", run.to_lowercase()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn titles_are_those_of_one_person() {
        let nouns = TitleWords { nouns: vec!["nurse".into(), "officer".into()], ..TitleWords::default() };
        assert_eq!(spoken("Chief Executive Officers (CEO), Group", &nouns), ["Chief Executive Officer", "CEO"]);
        assert!(spoken("Nurses, All Other", &nouns).is_empty());
        assert_eq!(spoken("registered nurses", &nouns), ["Registered Nurse"]);
        assert_eq!(spoken("Registered Nurse (ICU)", &nouns), ["Registered Nurse"]);
        assert_eq!(spoken("Registered Nurses (RN)", &nouns), ["Registered Nurse", "RN"]);
        assert_eq!(spoken("Nurse (night shifts)", &nouns), ["Nurse"]);
    }

    #[test]
    fn what_holds_an_earlier_title_is_left_out_or_misleads() {
        let catalog = Catalog::embedded().unwrap();
        let role = &catalog.roles[0];
        let titles = asked(role, &catalog);
        assert_eq!(titles[0], "Account Manager");
        assert!(!titles.contains(&"Junior Account Manager".to_owned()), "{titles:?}");
        assert_eq!(
            misleading(role, &catalog, &titles[..1]),
            ["account manager assistant", "assistant to account manager"]
        );
    }
}
