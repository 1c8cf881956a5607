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
pub struct Fidelity {
    pub recall: f64,
    pub precision: f64,
    pub order: f64,
}

/// The words of a text; marks that stand alone are none.
pub fn words(text: &str) -> Vec<String> {
    let folded: String = text.nfkc().collect();
    folded
        .split(|c: char| c.is_whitespace() || SEPARATORS.contains(c))
        .filter(|word| word.contains(char::is_alphanumeric))
        .map(str::to_owned)
        .collect()
}

/// Measures the words read against those known.
pub fn fidelity(known: &[String], read: &[String]) -> Fidelity {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Two columns of twenty lines: (the one after the other, line by line across).
    fn columns() -> (String, String) {
        let left: Vec<String> = (0..20).map(|line| format!("skill{line} known{line}\n")).collect();
        let right: Vec<String> = (0..20).map(|line| format!("duty{line} done{line} for{line} bank{line}\n")).collect();
        let across = left.iter().zip(&right).map(|(left, right)| left.clone() + right).collect();
        (left.concat() + &right.concat(), across)
    }

    fn measured(known: &str, read: &str) -> Fidelity {
        fidelity(&words(known), &words(read))
    }

    #[test]
    fn the_same_text_is_faithful_whatever_its_marks() {
        let all = Fidelity { recall: 1.0, precision: 1.0, order: 1.0 };
        assert_eq!(measured("C++, .NET (C#)\n• eﬃcient", "C++ | .NET\tC# – efficient"), all);
    }

    #[test]
    fn words_lost_and_words_added_are_told_apart() {
        assert_eq!(measured("one two three four", "one two"), Fidelity { recall: 0.5, precision: 1.0, order: 1.0 });
        assert_eq!(measured("one two", "one two white words"), Fidelity { recall: 1.0, precision: 0.5, order: 1.0 });
        assert_eq!(measured("one", "one one").precision, 0.5, "a word read twice is a word too many");
        assert_eq!(measured("one", ""), Fidelity::default());
    }

    #[test]
    fn columns_read_across_or_swapped_or_shuffled_are_out_of_order() {
        let (known, across) = columns();
        assert!(measured(&known, &across).order < 0.75);
        let (left, right) = known.split_at(known.find("duty0").unwrap());
        assert!(measured(&known, &format!("{right}{left}")).order < 0.75);
        let mut shuffled = words(&known);
        let count = shuffled.len();
        (0..count).for_each(|at| shuffled.swap(at, (at * 7919 + 13) % count));
        let figures = fidelity(&words(&known), &shuffled);
        assert_eq!((figures.recall, figures.precision), (1.0, 1.0));
        assert!(figures.order < 0.3, "{figures:?}");
    }

    #[test]
    fn one_line_out_of_place_costs_its_words() {
        let (known, _) = columns();
        let mut lines: Vec<&str> = known.lines().collect();
        lines.swap(2, 30);
        let order = measured(&known, &lines.join("\n")).order;
        assert!(order > 0.9 && order < 0.96, "{order}");
    }
}
