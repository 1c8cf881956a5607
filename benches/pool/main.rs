//! Writes a pool of invented resumes: `cargo bench --bench pool -- FOLDER COUNT [SEED] [titles]`. With `titles`, most
//! titles occur once, as in real pools; otherwise titles are those of the fixtures.
#![allow(clippy::expect_used, clippy::print_stdout, clippy::print_stderr)]

mod phrases;
mod resume;
mod titles;

use std::fs;
use std::path::Path;

use phrases::Phrases;

/// Files per directory, so that no directory is slow to list.
const FOLDER_FILES: u64 = 1_000;

/// The seed without an argument.
const SEED: u64 = 1;

/// Words of a typical resume: the median of a collection.
const USUAL_WORDS: usize = 700;

fn main() {
    // Cargo adds an option of its own.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let [folder, count, seed @ ..] = arguments.as_slice() else {
        return eprintln!(
            "name a folder and how many resumes: cargo bench --bench pool -- FOLDER COUNT [SEED] [titles]"
        );
    };
    let count: u64 = count.parse().expect("the number of resumes is a whole number");
    let varied = seed.iter().any(|word| word == "titles");
    let seed = seed
        .iter()
        .find(|word| *word != "titles")
        .map_or(SEED, |seed| seed.parse().expect("the seed is a whole number"));
    let mut phrases = Phrases::of_fixtures();
    if varied {
        phrases.titles = titles::invent(seed);
    }
    for number in 0..count {
        let folder = Path::new(folder).join(format!("{:04}", number / FOLDER_FILES));
        if number % FOLDER_FILES == 0 {
            fs::create_dir_all(&folder).expect("the folder can be made");
        }
        let text = resume::invent(&phrases, seed, number, USUAL_WORDS);
        fs::write(folder.join(format!("{number:07}.txt")), text).expect("the folder can be written to");
    }
    println!("{count} resumes in {folder}, seed {seed}");
}
