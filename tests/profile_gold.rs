//! Measures titles, degrees and fields against judged resumes outside the repository.
//!
//! `ROLEFIT_DATA=DIR cargo test --release --test profile_gold -- --ignored --nocapture` needs `DIR/gold/dev.jsonl`,
//! with one object per line that has `id` and `facts`, and `DIR/resumes/gold/<id>.pdf`.
#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout)]

use std::path::PathBuf;
use std::time::Instant;

use rolefit::catalog::Catalog;
use rolefit::catalog::DegreeLevel;
use rolefit::document::Document;
use rolefit::ingest::{Limits, read};
use rolefit::profile::{DegreeState, Lexicon, Profile, extract};
use serde_json::Value;

/// Least share of judged titles that are found, and of found titles that are judged.
const LEAST_RECALL: f64 = 0.95;
const LEAST_PRECISION: f64 = 0.93;
/// Least share of resumes whose highest completed degree is the judged one.
const LEAST_DEGREES: f64 = 0.9;
/// Rounds of the timing.
const ROUNDS: u32 = 200;

fn key(title: &str) -> String {
    title.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Removes from `left` each element that has a partner in `right`, and returns the rest.
fn unmatched(left: &[String], right: &[String]) -> Vec<String> {
    let mut right: Vec<_> = right.iter().map(|title| key(title)).collect();
    let partner = |title: &&String| {
        let found = right.iter().position(|other| *other == key(title));
        found.map(|index| right.swap_remove(index)).is_none()
    };
    left.iter().filter(partner).cloned().collect()
}

fn highest(profile: &Profile) -> &'static str {
    let completed = profile.education.iter().filter(|education| education.state == DegreeState::Completed);
    match completed.map(|education| education.level).max() {
        None => "none",
        Some(DegreeLevel::HighSchool) => "high_school",
        Some(DegreeLevel::Associate) => "associate",
        Some(DegreeLevel::Bachelor) => "bachelor",
        Some(DegreeLevel::Master) => "master",
        Some(DegreeLevel::Doctorate) => "doctorate",
    }
}

#[test]
#[ignore = "needs judged resumes in ROLEFIT_DATA"]
fn titles_and_degrees_agree_with_the_judges() {
    let data = PathBuf::from(std::env::var_os("ROLEFIT_DATA").expect("ROLEFIT_DATA names the folder"));
    let lexicon = Lexicon::new(&Catalog::embedded().unwrap().vocabulary);
    let (mut judged, mut found, mut missed, mut extra, mut degrees, mut resumes) = (0, 0, 0, 0, 0, 0);
    let mut documents: Vec<Document> = Vec::new();
    for line in std::fs::read_to_string(data.join("gold/dev.jsonl")).unwrap().lines() {
        let gold: Value = serde_json::from_str(line).unwrap();
        let id = gold["id"].as_str().unwrap();
        let bytes = std::fs::read(data.join(format!("resumes/gold/{id}.pdf"))).unwrap();
        let document = read(&bytes, Some("x.pdf"), &Limits::default()).unwrap();
        let profile = extract(&document, &lexicon);
        let titles: Vec<_> = profile.positions.iter().map(|position| position.title.text.clone()).collect();
        let wanted: Vec<String> = gold["facts"]["titles"]
            .as_array()
            .unwrap()
            .iter()
            .map(|title| title.as_str().unwrap().to_owned())
            .collect();
        let (lost, surplus) = (unmatched(&wanted, &titles), unmatched(&titles, &wanted));
        judged += wanted.len();
        found += titles.len();
        missed += lost.len();
        extra += surplus.len();
        resumes += 1;
        let level = gold["facts"]["degree_level"].as_str().unwrap();
        degrees += usize::from(level == highest(&profile));
        if !lost.is_empty() || !surplus.is_empty() || level != highest(&profile) {
            println!("{id}: missed {lost:?}, extra {surplus:?}, degree {level} read as {}", highest(&profile));
        }
        documents.push(document);
    }
    let share = |bad: usize, all: usize| 1.0 - bad as f64 / all as f64;
    let (recall, precision) = (share(missed, judged), share(extra, found));
    let degrees = degrees as f64 / f64::from(resumes);
    println!("titles: recall {recall:.3}, precision {precision:.3}, highest degree {degrees:.3}");
    let begin = Instant::now();
    for _ in 0..ROUNDS {
        for document in &documents {
            std::hint::black_box(extract(document, &lexicon));
        }
    }
    let bytes: usize = documents.iter().map(|document| document.text.len()).sum();
    println!("{:?} a resume of {} bytes", begin.elapsed() / ROUNDS / resumes, bytes / documents.len());
    assert!(recall >= LEAST_RECALL && precision >= LEAST_PRECISION && degrees >= LEAST_DEGREES);
}
