//! Compares the text read from a file with its known text: word recall, word precision and reading order.
//!
//! Words are separated by spaces and separators. Compatibility forms are folded, and case is kept. Words in common are
//! counted with repetitions, wherever they occur:
//! - **recall** is the words in common divided by the words known,
//! - **precision** is the words in common divided by the words read, so that wrongly read text lowers it,
//! - **order** is the longest sequence of words that both texts have in the same order, divided by the words in common.
//!   If two columns are read across, or in the wrong order, little more than the longer column is in order.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

/// Characters that separate words besides spaces. PDF producers set them with and without spaces around them.
const SEPARATORS: &str = ",;()|·•";

/// The three figures, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Fidelity {
    pub recall: f64,
    pub precision: f64,
    pub order: f64,
}

/// Splits a text into words; marks without letters are skipped.
pub(crate) fn words(text: &str) -> Vec<String> {
    let folded: String = text.nfkc().collect();
    folded
        .split(|c: char| c.is_whitespace() || SEPARATORS.contains(c))
        .filter(|word| word.contains(char::is_alphanumeric))
        .map(str::to_owned)
        .collect()
}

/// Compares the words read with the known words.
pub(crate) fn fidelity(known: &[String], read: &[String]) -> Fidelity {
    let common = in_common(known, read);
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    Fidelity {
        recall: share(common, known.len()),
        precision: share(common, read.len()),
        order: share(in_order(known, read), common),
    }
}

/// Counts the words in common, with repetitions.
fn in_common(known: &[String], read: &[String]) -> usize {
    let mut left = HashMap::<&str, usize>::new();
    known.iter().for_each(|word| *left.entry(word).or_default() += 1);
    let take = |word: &&String| match left.get_mut(word.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    };
    read.iter().filter(take).count()
}

/// Returns the length of the longest common subsequence.
fn in_order(known: &[String], read: &[String]) -> usize {
    let mut above = vec![0; read.len() + 1];
    for word in known {
        let mut diagonal = 0;
        for (at, other) in read.iter().enumerate() {
            let best = if word == other { diagonal + 1 } else { above[at].max(above[at + 1]) };
            diagonal = std::mem::replace(&mut above[at + 1], best);
        }
    }
    above.last().copied().unwrap_or_default()
}
