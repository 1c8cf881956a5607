//! Regenerates the table of how rare words are: `cargo run --example word_rarity -- RESUMES ONET`.
//!
//! RESUMES is a directory of resumes, ONET the directory of an O*NET database in its text form. The table holds stems
//! and counts only, no text.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rolefit::document::{Parting, words};
use rolefit::ingest::{self, Limits};
use rolefit::matcher::stems;

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/rarity/stems.toml");

/// A stem of fewer resumes may be a name or a misspelling.
const LEAST_RESUMES: usize = 5;

/// A stem of fewer tasks is as rare as an unknown one.
const LEAST_TASKS: usize = 10;

/// A stem that only O*NET has is rarer than any stem of five resumes in two hundred.
const MOST_OF_TASKS: usize = 20;

/// How often a stem was written within a phrase, behind a word in small letters.
#[derive(Default)]
struct Spelling {
    small: usize,
    capitalised: usize,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (resumes, onet) = arguments.next().zip(arguments.next()).ok_or("name the resumes and the O*NET database")?;
    let tasks = std::fs::read_to_string(onet.join("Task Statements.txt"))?;
    let mut in_tasks: BTreeMap<String, usize> = BTreeMap::new();
    for task in tasks.lines().skip(1).filter_map(|line| line.split('\t').nth(2)) {
        distinct(task).into_iter().for_each(|stem| *in_tasks.entry(stem).or_default() += 1);
    }
    let (mut files, mut of, mut spellings) = (Vec::new(), BTreeMap::<String, usize>::new(), BTreeMap::new());
    collect(&resumes, &mut files)?;
    let mut read = 0;
    for file in files {
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned());
        let Ok(document) = ingest::read(&std::fs::read(&file)?, name.as_deref(), &Limits::default()) else { continue };
        read += 1;
        distinct(&document.text).into_iter().for_each(|stem| *of.entry(stem).or_default() += 1);
        spell(&document.text, &mut spellings);
    }
    let is_name = |stem: &str| {
        let Spelling { small, capitalised } = spellings.get(stem).unwrap_or(&Spelling { small: 1, capitalised: 0 });
        capitalised > small && !in_tasks.contains_key(stem)
    };
    let mut groups: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for (stem, count) in of.iter().filter(|(stem, count)| **count >= LEAST_RESUMES && !is_name(stem)) {
        groups.entry((count * 1000 + read / 2) / read).or_default().push(stem);
    }
    let rest = in_tasks
        .iter()
        .filter(|(stem, count)| **count >= LEAST_TASKS && of.get(*stem).is_none_or(|count| *count < LEAST_RESUMES));
    for (stem, count) in rest {
        groups.entry((MOST_OF_TASKS / 2 + count / LEAST_TASKS).min(MOST_OF_TASKS)).or_default().push(stem);
    }
    let mut table = format!(
        "# How many of 1,000 resumes contain a stem; counted over {read} resumes. Stems of fewer than {LEAST_RESUMES} resumes, and proper\n\
         # names, are left out. Stems that only the task statements of O*NET have are counted as {} to {MOST_OF_TASKS}.\n\
         # Written by `cargo run --example word_rarity`.\n\n\
         schema = \"rolefit.rarity/1\"\n\n[per_thousand]\n",
        MOST_OF_TASKS / 2
    );
    for (per_thousand, mut stems) in groups {
        stems.sort_unstable();
        table.push_str(&format!("{per_thousand} = \"{}\"\n", stems.join(" ")));
    }
    Ok(std::fs::write(TABLE, table)?)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut paths = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

/// Returns the stems of `text` that have a letter, each once.
fn distinct(text: &str) -> BTreeSet<String> {
    let stems = stems(text).into_iter().map(|(_, stem)| stem);
    stems.filter(|stem| stem.chars().any(char::is_alphabetic) && !stem.contains(['"', '\\', '@', '/'])).collect()
}

/// Notes how the words of `text` are spelled behind words in small letters.
fn spell(text: &str, spellings: &mut BTreeMap<String, Spelling>) {
    let mut before_is_small = false;
    for (word, (form, stem)) in words(text).zip(stems(text)) {
        let mut letters = form.chars();
        let is_small = form.chars().all(|letter| !letter.is_uppercase());
        if before_is_small && word.parting == Parting::Space {
            let spelling = spellings.entry(stem).or_default();
            let is_name = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
            spelling.small += usize::from(is_small);
            spelling.capitalised += usize::from(is_name);
        }
        before_is_small = is_small;
    }
}
