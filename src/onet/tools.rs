//! Makes the software criteria of an occupation, one per family, those in demand first.

use std::collections::{BTreeMap, BTreeSet};

use super::onet_tables::{Occupation, Tables};
use super::products::ProductNames;
use super::settings::{Family, Settings};
use super::technology_skills::TechnologySkill;
use crate::catalog::{Entry, Kind, Priority};
use crate::posting::draft_criterion::{DraftCriterion, DraftPart, RecognisedBy};

/// The most families that an occupation asks for. Few of its holders use the families further down.
const MOST_FAMILIES: usize = 6;

/// The most families that nearly every occupation lists. More of them would outweigh those that tell occupations apart.
const MOST_COMMON: usize = 2;

/// The most products that recognise a family. Less known ones are hardly ever written down.
const MOST_PRODUCTS: usize = 20;

/// Weight of a family that postings of the occupation ask for, as for a tool in corpus/weights.md.
const IN_DEMAND: f64 = 2.0;

/// Weight of any other family, half as much.
const WELCOME: f64 = 1.0;

/// Weight of a family that nearly every occupation lists.
const COMMON: f64 = 0.5;

/// By product: the number of occupations that use it.
pub(super) type Spread = BTreeMap<String, usize>;

/// Counts the occupations that use each product.
pub(super) fn spread(tables: &Tables) -> Spread {
    let mut spread = Spread::new();
    for occupation in tables.occupations.values() {
        let names: BTreeSet<&String> = occupation.technologies.iter().map(|it| &it.name).collect();
        names.into_iter().for_each(|name| *spread.entry(name.clone()).or_default() += 1);
    }
    spread
}

/// A family of an occupation, with its products.
struct Listed<'a> {
    family: Family,
    products: Vec<&'a TechnologySkill>,
}

impl Listed<'_> {
    fn in_demand(&self) -> usize {
        self.products.iter().filter(|product| product.in_demand == "Y").count()
    }

    fn hot(&self) -> usize {
        self.products.iter().filter(|product| product.hot == "Y").count()
    }
}

/// Returns the software criteria of `occupation`.
pub(super) fn criteria(
    occupation: &Occupation,
    settings: &Settings,
    names: &ProductNames<'_>,
    spread: &Spread,
) -> Vec<DraftCriterion> {
    let mut families: BTreeMap<String, Listed<'_>> = BTreeMap::new();
    for product in &occupation.technologies {
        let Some(family) = settings.family(&product.family) else { continue };
        if family.without.contains(&product.name) {
            continue;
        }
        let listed = families.entry(family.label.clone());
        listed.or_insert_with(|| Listed { family, products: Vec::new() }).products.push(product);
    }
    let mut families: Vec<Listed<'_>> = families.into_values().collect();
    families.sort_by_key(|it| std::cmp::Reverse((it.in_demand() > 0, it.hot() > 0, it.in_demand(), it.products.len())));
    let mut common = 0;
    families.retain(|listed| {
        common += usize::from(listed.family.common);
        !listed.family.common || common <= MOST_COMMON
    });
    let criteria = families.iter().filter_map(|listed| criterion(listed, names, spread));
    criteria.take(MOST_FAMILIES).collect()
}

fn criterion(listed: &Listed<'_>, names: &ProductNames<'_>, spread: &Spread) -> Option<DraftCriterion> {
    let Listed { family, products } = listed;
    let demanded = listed.in_demand() > 0 && !family.common;
    let mut products = products.clone();
    let spread = |product: &TechnologySkill| spread.get(&product.name).copied().unwrap_or(0);
    products.sort_by_key(|it| (it.in_demand != "Y", it.hot != "Y", std::cmp::Reverse(spread(it)), it.name.clone()));
    products.dedup_by_key(|it| &it.name);
    let (recognised_by, name) = match &family.entry {
        Some(entry) => (RecognisedBy::Use(entry.clone()), entry.clone()),
        None => (RecognisedBy::Own(Box::new(entry(&products, names, spread)?)), name(&family.label)),
    };
    let named: Vec<&str> = products.iter().take(MOST_NAMED).map(|product| product.name.as_str()).collect();
    let weight = match (family.common, demanded) {
        (true, _) => COMMON,
        (false, true) => IN_DEMAND,
        (false, false) => WELCOME,
    };
    Some(DraftCriterion {
        id: String::new(),
        kind: Kind::Tool,
        priority: if demanded { Priority::Should } else { Priority::Nice },
        weight,
        defining: false,
        label: family.label.clone(),
        text: format!("Uses {}.", spoken(&named)),
        parts: vec![DraftPart::new(name, recognised_by)],
    })
}

/// The most products that a criterion's text names.
const MOST_NAMED: usize = 4;

/// The most products in a search string. Job boards ignore long lists.
pub(super) const MOST_SEARCHED: usize = 4;

/// Returns the phrases that recognise any of `products`, best known first; `None` if all their names are everyday
/// words.
fn entry(
    products: &[&TechnologySkill],
    names: &ProductNames<'_>,
    spread: impl Fn(&TechnologySkill) -> usize,
) -> Option<Entry> {
    let mut entry = Entry::default();
    for product in products.iter().take(MOST_PRODUCTS) {
        let patterns = names.patterns(&product.name, product.hot == "Y", spread(product));
        entry.names.extend(patterns.names);
        entry.hints.extend(patterns.hints);
    }
    for product in products {
        if entry.search.len() < MOST_SEARCHED {
            let typed = names.typed(&product.name, product.hot == "Y", spread(product));
            entry.search.extend(typed.filter(|typed| !entry.search.contains(typed)));
        }
    }
    for list in [&mut entry.names, &mut entry.hints] {
        let mut seen = BTreeSet::new();
        list.retain(|pattern| seen.insert(pattern.clone()));
    }
    entry.can_recognise().then_some(entry)
}

/// Returns a part's name: "CAD software" is `cad_software`.
fn name(label: &str) -> String {
    let lower = label.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}

/// Lists products in a sentence: "A, B or C".
fn spoken(named: &[&str]) -> String {
    match named {
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
        [] => String::new(),
    }
}
