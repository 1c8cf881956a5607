//! Writes the vocabulary files that O*NET gives: families of software, and nouns that titles end in.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::onet_tables::Tables;
use super::products::ProductNames;
use super::settings::{Family, Settings};
use super::tools::{self, MOST_SEARCHED, Spread};
use crate::catalog::Vocabulary;

/// A product is looked for in every resume if at least this many occupations use it; one used by a single occupation is
/// too rare.
const LEAST_SPREAD: usize = 2;

/// A noun is added if at least this many titles end in it.
const LEAST_TITLES: usize = 3;

/// Longest line of a file, as in files written by hand.
const WIDTH: usize = 120;

/// The patterns of a family.
#[derive(Default)]
struct Patterns {
    names: BTreeSet<String>,
    hints: BTreeSet<String>,
    /// Search terms, best first.
    search: Vec<String>,
}

/// Returns the file `corpus/vocabulary/tools_onet.toml`.
pub(super) fn tools(tables: &Tables, settings: &Settings, vocabulary: &Vocabulary) -> String {
    let names = ProductNames::new(&settings.products, tables, &vocabulary.context.little_words);
    let spread = tools::spread(tables);
    let grown = settings.families.iter().filter(|(_, family)| family.ask.is_some());
    let entries = grown.filter_map(|(id, family)| {
        Some((family.entry.clone()?, (family, patterns(tables, (id, family), &names, &spread))))
    });
    written(&entries.collect())
}

/// Returns the file `corpus/vocabulary/titles_onet.toml`.
pub(super) fn nouns(tables: &Tables, settings: &Settings, vocabulary: &Vocabulary) -> String {
    let mut titles: BTreeMap<String, usize> = BTreeMap::new();
    for title in tables.occupations.values().flat_map(|it| it.alternates.iter().chain(&it.reported)) {
        let head = title.split(['(', ',']).next().unwrap_or(title);
        let last = head.split_whitespace().next_back().unwrap_or_default().to_lowercase();
        *titles.entry(last).or_default() += 1;
    }
    let known = |noun: &String| vocabulary.title_words.nouns.contains(noun) || settings.nouns.not.contains(noun);
    let ends = |noun: &String| settings.nouns.endings.iter().any(|ending| noun.ends_with(ending));
    let plain = |noun: &String| noun.chars().all(|c| c.is_ascii_lowercase());
    titles.retain(|noun, titles| *titles >= LEAST_TITLES && plain(noun) && ends(noun) && !known(noun));
    format!("{HEAD}\n[title_words]\nnouns = {}\n", array(&titles.into_keys().collect()))
}

/// The first lines of a file.
const HEAD: &str = "# Generated from O*NET by examples/grow_vocabulary.rs (see NOTICE). Correct the settings in corpus/onet,\n\
                    # then generate this file again.\n\nschema = \"rolefit.vocabulary/1\"\n";

fn patterns(tables: &Tables, (id, family): (&String, &Family), names: &ProductNames<'_>, spread: &Spread) -> Patterns {
    let mut all = Patterns::default();
    for product in tables
        .occupations
        .values()
        .flat_map(|it| &it.technologies)
        .filter(|it| it.family == *id && !family.without.contains(&it.name))
    {
        let (hot, spread) = (product.hot == "Y", spread.get(&product.name).copied().unwrap_or(0));
        if hot || spread >= LEAST_SPREAD {
            let patterns = names.patterns(&product.name, hot, spread);
            all.names.extend(patterns.names);
            all.hints.extend(patterns.hints);
        }
    }
    all.search = searched(tables, (id, family), names, spread);
    all
}

/// Returns the search terms of a family: its label, then its products. Products come first that are in demand in most
/// occupations, then hot ones, then those that most occupations use.
fn searched(
    tables: &Tables,
    (id, family): (&String, &Family),
    names: &ProductNames<'_>,
    spread: &Spread,
) -> Vec<String> {
    let mut products: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for product in tables.occupations.values().flat_map(|it| &it.technologies) {
        if product.family == *id && !family.without.contains(&product.name) {
            let (demanded, hot) = products.entry(&product.name).or_default();
            *demanded += usize::from(product.in_demand == "Y");
            *hot |= product.hot == "Y";
        }
    }
    let spread = |name: &str| spread.get(name).copied().unwrap_or(0);
    let mut products: Vec<_> = products.into_iter().collect();
    // A product that no posting names is little known.
    if products.iter().any(|(_, (demanded, hot))| *demanded > 0 || *hot) {
        products.retain(|(_, (demanded, hot))| *demanded > 0 || *hot);
    }
    products.sort_by_key(|(name, (demanded, hot))| Reverse((*demanded, *hot, spread(name))));
    // "Databases and queries" is a label that nobody would type.
    let mut searched: Vec<String> =
        Some(&family.label).filter(|label| !label.contains(" and ")).cloned().into_iter().collect();
    let most = searched.len() + MOST_SEARCHED;
    for typed in products.iter().filter_map(|(name, (_, hot))| names.typed(name, *hot, spread(name))) {
        if searched.len() < most && !searched.contains(&typed) {
            searched.push(typed);
        }
    }
    searched
}

fn written(entries: &BTreeMap<String, (&Family, Patterns)>) -> String {
    let mut file = String::from(HEAD);
    for (id, (family, patterns)) in entries {
        // Writing to a string cannot fail.
        let ask = family.ask.as_deref().unwrap_or_default();
        let _ = writeln!(file, "\n[entry.{id}]\nlabel = \"{}\"\nask = \"{ask}\"", family.label);
        if !patterns.search.is_empty() {
            let _ = writeln!(file, "search = [\"{}\"]", patterns.search.join("\", \""));
        }
        let _ = writeln!(file, "names = {}\nhints = {}", array(&patterns.names), array(&patterns.hints));
    }
    file
}

fn array(patterns: &BTreeSet<String>) -> String {
    let (mut lines, mut line) = (String::from("[\n"), String::from(" "));
    for pattern in patterns {
        let pattern = format!(" \"{pattern}\",");
        if line.len() + pattern.len() > WIDTH {
            lines.push_str(&line);
            lines.push('\n');
            line = String::from(" ");
        }
        line.push_str(&pattern);
    }
    if line.len() > 1 {
        lines.push_str(&line);
        lines.push('\n');
    }
    lines + "]"
}
