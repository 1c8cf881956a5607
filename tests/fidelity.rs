//! Tests the measure of `benches/fidelity`: it must fall if words are lost, added or out of order.
#![allow(clippy::unwrap_used)]

#[path = "../benches/fidelity/measure.rs"]
mod measure;

use measure::{Fidelity, fidelity, words};

/// Two columns of twenty lines, as (column after column, line by line across both).
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
fn punctuation_and_ligatures_do_not_count() {
    let all = Fidelity { recall: 1.0, precision: 1.0, order: 1.0 };
    assert_eq!(measured("C++, .NET (C#)\n• eﬃcient", "C++ | .NET\tC# – efficient"), all);
}

#[test]
fn lost_words_and_added_words_are_measured_separately() {
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
    let mut shuffled: Vec<(usize, String)> = words(&known).into_iter().enumerate().collect();
    // A stride of this size shuffles well.
    shuffled.sort_by_key(|(at, _)| at * 2_654_435_761 % 1009);
    let shuffled: Vec<String> = shuffled.into_iter().map(|(_, word)| word).collect();
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
