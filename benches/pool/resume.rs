//! Invents resumes. The same seed and number give the same resume; different ones give different resumes.

use std::fmt::Write as _;

use fastrand::Rng;

use super::phrases::Phrases;

/// The year in which every last position is held.
const LAST_YEAR: u32 = 2026;

/// Months of a position.
const TENURE: std::ops::Range<u32> = 8..80;

/// Duties per position.
const DUTIES: std::ops::Range<usize> = 4..11;

/// Sentences of a summary.
const SUMMARIES: usize = 2;

/// Lines of a list of skills.
const SKILLS: usize = 6;

const SYLLABLES: [&str; 16] =
    ["ba", "cor", "del", "fen", "gar", "hol", "ister", "jun", "kel", "lor", "mer", "nor", "pel", "quin", "ros", "tam"];

/// Returns a resume of about `words` words.
pub(crate) fn invent(phrases: &Phrases, seed: u64, number: u64, words: usize) -> String {
    let mut rng = Rng::with_seed(seed_of(seed, number));
    let (first, last) = (name(&mut rng), name(&mut rng));
    let lower = format!("{first}.{last}").to_lowercase();
    let mut text = format!("{first} {last}\n{lower}.{number}@example.com\n\n");
    text.push_str("SUMMARY\n");
    for _ in 0..SUMMARIES {
        let _ = writeln!(text, "{}", choose(&mut rng, &phrases.summaries));
    }
    text.push_str("\nSKILLS\n");
    for _ in 0..SKILLS {
        let _ = writeln!(text, "- {}", choose(&mut rng, &phrases.skills));
    }
    text.push_str("\nEXPERIENCE\n");
    let mut end = LAST_YEAR * 12;
    while text.split_whitespace().count() < words {
        let start = end.saturating_sub(rng.u32(TENURE));
        let (title, employer) = (choose(&mut rng, &phrases.titles), choose(&mut rng, &phrases.employers));
        let _ = writeln!(text, "\n{title}\n{employer}\n{} - {}", month(start), month(end));
        for _ in 0..rng.usize(DUTIES) {
            let _ = writeln!(text, "- {}", choose(&mut rng, &phrases.duties));
        }
        end = start.saturating_sub(1);
    }
    let _ = write!(text, "\nEDUCATION\n{}\n", choose(&mut rng, &phrases.degrees));
    text
}

fn choose<'a>(rng: &mut Rng, from: &'a [String]) -> &'a str {
    rng.choice(from).map_or("", String::as_str)
}

/// Writes a month, counted from the year 0, as "03/2019".
fn month(months: u32) -> String {
    format!("{:02}/{}", months % 12 + 1, months / 12)
}

/// Invents a name of two or three syllables.
fn name(rng: &mut Rng) -> String {
    let name: String = (0..rng.usize(2..4)).map(|_| SYLLABLES[rng.usize(..SYLLABLES.len())]).collect();
    name[..1].to_uppercase() + &name[1..]
}

/// Returns a seed for each resume of each pool. A plain sum would make pools share resumes.
fn seed_of(seed: u64, number: u64) -> u64 {
    let hash = blake3::hash(&[seed.to_le_bytes(), number.to_le_bytes()].concat());
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hash.as_bytes()[..8]);
    u64::from_le_bytes(bytes)
}
