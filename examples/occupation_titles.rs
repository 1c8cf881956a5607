//! Regenerates the table of occupations with their titles: `cargo run --example occupation_titles -- ONET`.
//!
//! ONET is the directory of an O*NET database in its text form.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use rolefit::matcher::stems;

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/occupations/titles.txt");

/// Longer titles are descriptions, which nobody holds.
const LONGEST_TITLE: usize = 5;

/// The stems that tell an occupation best from the others; more of them find the same occupations.
const MOST_STEMS: usize = 24;

#[derive(Default)]
struct Occupation {
    name: String,
    titles: Vec<String>,
    stems: BTreeMap<String, usize>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("name the folder of the database in its text form")?);
    let rows = |file: &str, column: usize| -> std::io::Result<Vec<(String, String)>> {
        let text = std::fs::read_to_string(folder.join(file))?;
        let cells = |line: &str| {
            let mut cells = line.split('\t');
            let code = cells.next()?.to_owned();
            Some((code, cells.nth(column - 1)?.trim().to_owned()))
        };
        Ok(text.lines().skip(1).filter_map(cells).collect())
    };
    let mut occupations: BTreeMap<String, Occupation> = BTreeMap::new();
    for (code, name) in rows("Occupation Data.txt", 1)?.into_iter().filter(|(_, name)| !name.contains("All Other")) {
        occupations.insert(code, Occupation { name, ..Occupation::default() });
    }
    for file in ["Sample of Reported Titles.txt", "Alternate Titles.txt"] {
        for (code, title) in rows(file, 1)? {
            let Some(occupation) = occupations.get_mut(&code) else { continue };
            // "CEO (Chief Executive Officer)" is two titles.
            for title in title.split(['(', ')']).map(str::trim) {
                let is_plain = title.chars().all(|c| c.is_alphanumeric() || " ,-/&'.".contains(c));
                let fits = (1..=LONGEST_TITLE).contains(&title.split_whitespace().count()) && title.len() > 2;
                if is_plain && fits && !occupation.titles.iter().any(|known| known == title) {
                    occupation.titles.push(title.to_owned());
                }
            }
        }
    }
    let (mut of, mut texts) = (BTreeMap::<String, usize>::new(), rows("Task Statements.txt", 2)?);
    texts.extend(rows("Occupation Data.txt", 2)?);
    for (code, text) in texts {
        let Some(occupation) = occupations.get_mut(&code) else { continue };
        for stem in stems(&text).into_iter().map(|(_, stem)| stem).collect::<BTreeSet<_>>() {
            *occupation.stems.entry(stem).or_default() += 1;
        }
    }
    occupations.values().flat_map(|it| it.stems.keys()).for_each(|stem| *of.entry(stem.clone()).or_default() += 1);
    let mut table = String::from(
        "rolefit.occupations/1: name, titles, stems of tasks; from O*NET, by `cargo run --example occupation_titles`\n",
    );
    for Occupation { name, titles, stems } in occupations.values() {
        let mut telling: Vec<(usize, &str)> = stems
            .iter()
            .filter(|(stem, _)| stem.len() > 2 && stem.chars().all(char::is_alphabetic))
            .map(|(stem, count)| {
                (
                    count * (occupations.len() / of.get(stem).copied().unwrap_or(1)).max(1).ilog2() as usize,
                    stem.as_str(),
                )
            })
            .collect();
        telling.sort_by_key(|(worth, stem)| (std::cmp::Reverse(*worth), *stem));
        let telling: Vec<&str> = telling.into_iter().take(MOST_STEMS).map(|(_, stem)| stem).collect();
        table.push_str(&format!("{name}\t{}\t{}\n", titles.join("|"), telling.join(" ")));
    }
    Ok(std::fs::write(TABLE, table)?)
}
