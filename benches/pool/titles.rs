//! Titles as varied as those of real resumes, where most titles occur once: a job title of O*NET with a rank before it,
//! and a field, a place or a number after it.

use fastrand::Rng;

/// The list of occupations with their titles.
const OCCUPATIONS: &str = include_str!("../../corpus/occupations/titles.txt");

const RANKS: [&str; 16] = [
    "Senior", "Sr.", "Junior", "Jr", "Lead", "Principal", "Assistant", "Associate", "Chief", "Head", "Interim",
    "Regional", "Global", "Deputy", "Executive", "Key",
];

const FIELDS: [&str; 24] = [
    "Healthcare", "Retail", "Key Accounts", "Logistics", "Packaging", "Banking", "Public Sector", "Food and Beverage",
    "Aerospace", "Energy", "Pharma", "Higher Education", "Automotive", "Hospitality", "New Business", "Export",
    "Insurance", "Telecoms", "Media", "Construction", "Consumer Goods", "Agriculture", "Defense", "Operations",
];

const PLACES: [&str; 12] = [
    "Northeast", "EMEA", "West Coast", "Ohio Valley", "UK & Ireland", "APAC", "Night Shift", "Branch 12", "Midwest",
    "Nordics", "Gulf States", "Plant 4",
];

/// Titles invented. Resumes choose of them at random, so that most titles of 50,000 resumes occur once.
const TITLES: usize = 500_000;

/// Invents titles.
pub(crate) fn invent(seed: u64) -> Vec<String> {
    let (mut rng, titles) = (Rng::with_seed(seed), of_occupations());
    (0..TITLES).map(|_| around(&mut rng, &titles)).collect()
}

/// Returns all titles of the occupations, without repetitions.
fn of_occupations() -> Vec<&'static str> {
    let lists = OCCUPATIONS.lines().skip(1).filter_map(|line| line.split('\t').nth(1));
    let mut titles: Vec<&str> = lists.flat_map(|list| list.split('|')).collect();
    titles.sort_unstable();
    titles.dedup();
    titles
}

/// Returns a title around one of `titles`.
fn around(rng: &mut Rng, titles: &[&str]) -> String {
    let pick = |rng: &mut Rng, from: &[&'static str]| rng.choice(from).copied().unwrap_or_default();
    let title = rng.choice(titles).copied().unwrap_or_default();
    let rank = if rng.bool() { format!("{} ", pick(rng, &RANKS)) } else { String::new() };
    let field = match rng.u8(..5) {
        0 => format!(", {}", pick(rng, &FIELDS)),
        1 => format!(" - {}", pick(rng, &FIELDS)),
        2 => format!(" of {}", pick(rng, &FIELDS)),
        3 => format!("/{}", rng.choice(titles).copied().unwrap_or_default()),
        _ => String::new(),
    };
    let place = if rng.u8(..3) == 0 { format!(" ({})", pick(rng, &PLACES)) } else { String::new() };
    format!("{rank}{title}{field}{place}")
}
