//! Checks that the best roles are the same whether all roles are weighed or only the promising ones.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod generated_catalog;

use std::path::Path;

use jiff::civil::{Date, date};
use rolefit::catalog::Catalog;
use rolefit::document::{Document, Problem, ProblemCode};
use rolefit::engine::Engine;
use rolefit::score::{Assessment, Best};

const AS_OF: Date = date(2026, 11, 21);

/// Asserts that the first roles are the same with and without weighing all, for each of `numbers` as their count.
fn same_best(engine: &Engine, document: &Document, numbers: &[usize]) {
    let (_, all) = engine.assess(document, AS_OF);
    for &most in numbers {
        let (_, best) = engine.assess_best(document, AS_OF, most);
        let name = &document.content;
        assert_eq!(best.best, all.best, "{name}, {most}");
        assert_eq!(first(&best, most), first(&all, most), "{name}, {most}");
        for role in &best.roles {
            assert_eq!(Some(role), all.roles.get(role.role), "{name}, {most}");
        }
        if let Best::Role { role, close, .. } = &all.best {
            let is_told = |named| best.roles.iter().any(|told| told.role == named);
            assert!(close.iter().chain([role]).all(|named| is_told(*named)), "{name}, {most}");
        }
    }
}

/// Returns the first `most` roles, in order.
fn first(assessment: &Assessment, most: usize) -> Vec<(usize, usize)> {
    let mut roles: Vec<_> = assessment.roles.iter().map(|role| (role.rank, role.role)).collect();
    roles.sort_unstable();
    roles.into_iter().take(most).collect()
}

/// Returns the resume as it is, a damaged version without work history, and a resume of one word.
fn variants(document: &Document) -> Vec<Document> {
    let problem = Problem { code: ProblemCode::Damaged, message: String::new(), remedy: String::new(), page: None };
    let words: Vec<&str> = document.text.split_whitespace().skip(40).take(60).collect();
    let damaged = Document { problem: Some(problem), ..Document::of_text(words.join(" ")) };
    vec![document.clone(), damaged, Document::of_text("Salesforce")]
}

#[test]
fn the_best_of_a_made_catalog_are_those_of_scoring_all() {
    let documents = generated_catalog::documents("fixtures/resumes");
    let engine = Engine::new(generated_catalog::catalog(100, &documents)).unwrap();
    for document in documents.iter().flat_map(variants) {
        same_best(&engine, &document, &[1, 10, 99]);
    }
}

#[test]
fn the_best_of_a_few_roles_are_those_of_scoring_all() {
    let engine = Engine::new(Catalog::embedded().unwrap()).unwrap();
    for document in generated_catalog::documents("fixtures/resumes").iter().flat_map(variants) {
        same_best(&engine, &document, &[1, 5, 6]);
    }
}

#[test]
#[ignore = "wants resumes outside the repository, and a catalog of occupations in its folder `catalog`"]
fn the_best_for_a_pool_of_resumes_are_those_of_scoring_all() {
    let data = std::env::var("ROLEFIT_DATA").expect("ROLEFIT_DATA names a folder");
    let documents = generated_catalog::documents(&data);
    let folder = Path::new(&data).join("catalog");
    let catalog =
        if folder.is_dir() { Catalog::load(&folder).unwrap() } else { generated_catalog::catalog(1016, &documents) };
    let engine = Engine::new(catalog).unwrap();
    for document in &documents {
        same_best(&engine, document, &[1, 5, 10]);
    }
}
