//! Writes a role as two Boolean search strings: a short one for search boxes, and a full one.

use serde::Serialize;

use super::{expression, terms, titles};
use crate::catalog::{Catalog, Criterion, Kind, Priority, Role};
use crate::explain::ask;

/// The most operators and characters of a short string. LinkedIn states no limit, but its free search box is reported
/// to ignore everything after about fifteen operators, and boards cut at 255 characters or more. The limits stay below
/// both.
const SHORT_OPERATORS: usize = 12;
const SHORT_LETTERS: usize = 250;
/// The most titles, groups and terms of a short string; the first ones are the best known.
const SHORT_TITLES: usize = 3;
const SHORT_GROUPS: usize = 3;
const SHORT_TERMS: usize = 3;
/// The same for a full string, which a person still reads before pasting it.
const FULL_TITLES: usize = 8;
const FULL_GROUPS: usize = 6;
const FULL_TERMS: usize = 5;
/// The most terms from criteria that are neither must-haves nor defining; any of them will do.
const FULL_EXPECTED: usize = 10;
const FULL_BARRED: usize = 4;

/// A role as Boolean search strings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SearchStrings {
    /// Titles and must-haves, within the limits of search boxes.
    pub short: String,
    /// More titles, must-haves, defining criteria, and any of the other demands; misleading titles are excluded.
    pub full: String,
}

/// Writes the search strings of `role`, which belongs to `catalog`.
///
/// ```
/// use rolefit::{catalog::Catalog, sourcing::search_strings};
/// let catalog = Catalog::embedded().unwrap();
/// let strings = search_strings(&catalog.roles[1], &catalog);
/// assert!(strings.short.starts_with("(\"Key Account Manager\" OR "));
/// assert!(strings.full.contains(" AND "));
/// ```
pub fn search_strings(role: &Role, catalog: &Catalog) -> SearchStrings {
    let titles = titles::asked(role, catalog);
    let is_must = |criterion: &&Criterion| criterion.priority == Priority::Must && criterion.kind != Kind::Logistics;
    let is_defining = |criterion: &&Criterion| criterion.priority == Priority::Should && criterion.defining;
    let specific = |criterion: &&Criterion| {
        // Nobody without a nice-to-have may be lost, so none is searched for.
        criterion.priority == Priority::Should
            && !criterion.defining
            && criterion.is_requirement()
            && !ask::is_asked(criterion)
    };
    let of = |wanted: &dyn Fn(&&Criterion) -> bool| role.criteria.iter().filter(|it| wanted(it)).collect::<Vec<_>>();
    // Every part of a must-have is needed. A defining criterion needs any of its parts.
    let mut musts: Vec<Vec<String>> = of(&is_must)
        .into_iter()
        .flat_map(|must| must.parts.iter().map(|part| terms::terms(part, must, catalog)))
        .collect();
    let mut defining: Vec<Vec<String>> = of(&is_defining).into_iter().map(|it| in_turn(it, catalog)).collect();
    let expected = of(&specific).into_iter().flat_map(|it| in_turn(it, catalog).into_iter().take(2)).collect();
    musts.retain(|terms| !terms.is_empty());
    defining.retain(|terms| !terms.is_empty());
    SearchStrings {
        short: short(role, catalog, &titles, if musts.is_empty() { &defining } else { &musts }),
        full: full(role, catalog, &titles, [musts.clone(), defining.clone()].concat(), expected),
    }
}

/// Returns the terms of a criterion: the best term of each part first, then the second best.
fn in_turn(criterion: &Criterion, catalog: &Catalog) -> Vec<String> {
    let parts: Vec<Vec<String>> = criterion.parts.iter().map(|part| terms::terms(part, criterion, catalog)).collect();
    let longest = parts.iter().map(Vec::len).max().unwrap_or_default();
    (0..longest).flat_map(|nth| parts.iter().filter_map(move |terms| terms.get(nth).cloned())).collect()
}

fn short(role: &Role, catalog: &Catalog, titles: &[String], groups: &[Vec<String>]) -> String {
    let (mut titles, mut groups) = (first(titles, SHORT_TITLES), groups.iter().take(SHORT_GROUPS).collect::<Vec<_>>());
    let mut barred = first(&titles::misleading(role, catalog, &titles), SHORT_TERMS);
    loop {
        let all = std::iter::once(any(&titles)).chain(groups.iter().map(|terms| any(&first(terms, SHORT_TERMS))));
        let string = expression::all(&all.collect::<Vec<_>>(), &written(&barred));
        let fits = expression::operators(&string) <= SHORT_OPERATORS && string.chars().count() <= SHORT_LETTERS;
        // Shorten step by step: first excluded titles, then the last group, then the last title. One title always
        // stays.
        let shorter = barred.pop().is_some() || groups.pop().is_some() || (titles.len() > 1 && titles.pop().is_some());
        if fits || !shorter {
            return string;
        }
    }
}

fn full(role: &Role, catalog: &Catalog, titles: &[String], groups: Vec<Vec<String>>, expected: Vec<String>) -> String {
    let titles = first(titles, FULL_TITLES);
    let groups = groups.iter().take(FULL_GROUPS).map(|terms| first(terms, FULL_TERMS)).collect::<Vec<_>>();
    let asked = |term: &String| groups.iter().flatten().any(|known| known.eq_ignore_ascii_case(term));
    let expected: Vec<String> = expected.into_iter().filter(|term| !asked(term)).take(FULL_EXPECTED).collect();
    let barred = first(&titles::misleading(role, catalog, &titles), FULL_BARRED);
    let groups = [vec![titles], groups, vec![expected]].concat();
    expression::all(&groups.iter().map(|terms| any(terms)).collect::<Vec<_>>(), &written(&barred))
}

fn first(terms: &[String], most: usize) -> Vec<String> {
    terms.iter().take(most).cloned().collect()
}

fn any(terms: &[String]) -> String {
    expression::any(&written(terms))
}

/// Returns the terms in quotes where needed, without duplicates.
fn written(terms: &[String]) -> Vec<String> {
    let mut written: Vec<String> = Vec::new();
    for term in terms.iter().filter_map(|words| expression::term(words)) {
        if !written.iter().any(|known| known.eq_ignore_ascii_case(&term)) {
            written.push(term);
        }
    }
    written
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// True if parentheses and quotes are balanced, and operators come between terms only.
    fn is_sound(expression: &str) -> bool {
        let mut depth = 0_i32;
        let mut wants_term = true;
        for (nth, stretch) in expression.split('"').enumerate() {
            if nth % 2 == 1 {
                if !wants_term || stretch.trim().is_empty() {
                    return false;
                }
                wants_term = false;
                continue;
            }
            for word in stretch.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
                match word {
                    "(" if wants_term => depth += 1,
                    ")" if !wants_term => depth -= 1,
                    "AND" | "OR" | "NOT" if !wants_term => wants_term = true,
                    _ if wants_term && word.chars().all(char::is_alphanumeric) => wants_term = false,
                    _ => return false,
                }
            }
        }
        depth == 0 && !wants_term && expression.matches('"').count().is_multiple_of(2)
    }

    #[test]
    fn strings_of_all_roles_are_sound_and_short_ones_fit() {
        assert!(!is_sound("(a OR) b") && !is_sound("a b") && !is_sound("\"a") && is_sound("(a OR \"b (c\") NOT d"));
        let catalog = Catalog::embedded().unwrap();
        for role in &catalog.roles {
            let SearchStrings { short, full } = search_strings(role, &catalog);
            assert!(is_sound(&short), "{short}");
            assert!(is_sound(&full), "{full}");
            assert!(
                short.chars().count() <= SHORT_LETTERS && expression::operators(&short) <= SHORT_OPERATORS,
                "{short}"
            );
            assert!(short.contains(&role.title) && full.contains(&role.title));
            assert!(![&short, &full].iter().any(|string| string.contains(['*', '=', '<', '|', '#'])), "{full}");
        }
    }

    #[test]
    fn a_role_of_many_titles_keeps_one_that_fits() {
        let catalog = Catalog::embedded().unwrap();
        let title = "Very Long And Winding Manager Of Everything ".repeat(9);
        let role = Role { title: title.trim().into(), criteria: Vec::new(), ..catalog.roles[0].clone() };
        assert!(search_strings(&role, &catalog).short.starts_with("\"Very Long"));
    }
}
