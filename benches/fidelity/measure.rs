//! How faithful a text is to what is known to stand in a file: word recall, word precision and reading order.
//!
//! Words are what stands between spaces and separators, compatibility forms folded, case kept. Those in common are counted
//! with their repetitions, wherever they stand:
//! - **recall** is the words in common by the words known,
//! - **precision** is the words in common by the words read, so that what should not have been read lowers it,
//! - **order** is the longest sequence of words that both texts have in the same order, by the words in common. Two columns
//!   read across, or the second before the first, leave little more than the longer column in order.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

/// What parts words besides spaces: producers set these with and without spaces around them.
const SEPARATORS: &str = ",;()|·•";

/// The three figures, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Fidelity {
    pub recall: f64,
    pub precision: f64,
    pub order: f64,
}

/// The words of a text; marks that stand alone are none.
pub(crate) fn words(text: &str) -> Vec<String> {
    let folded: String = text.nfkc().collect();
    folded
        .split(|c: char| c.is_whitespace() || SEPARATORS.contains(c))
        .filter(|word| word.contains(char::is_alphanumeric))
        .map(str::to_owned)
        .collect()
}

/// Measures the words read against those known.
pub(crate) fn fidelity(known: &[String], read: &[String]) -> Fidelity {
    let common = in_common(known, read);
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    Fidelity {
        recall: share(common, known.len()),
        precision: share(common, read.len()),
        order: share(in_order(known, read), common),
    }
}

/// How many words both have, with repetitions.
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

/// Length of the longest common subsequence.
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
