//! Builds a catalog from the invented database in `fixtures/onet` and checks its roles.
//!
//! `ROLEFIT_DATA=DIR cargo test --test onet -- --ignored` needs the tables of O*NET 29.2 in `DIR/onet`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use rolefit::catalog::{Catalog, Kind, Role};
use rolefit::document::Document;
use rolefit::engine::Engine;
use rolefit::onet::{self, OccupationRole, Tables};
use rolefit::score::{Best, Status};

/// Writes the roles to files and loads them as a catalog.
fn catalog(roles: &[OccupationRole]) -> Catalog {
    let folder = tempfile::tempdir().unwrap();
    for role in roles {
        std::fs::write(folder.path().join(format!("{}.toml", role.id)), &role.toml).unwrap();
    }
    Catalog::load(folder.path()).unwrap()
}

fn built(folder: &Path) -> Vec<OccupationRole> {
    onet::roles(&Tables::read(folder).unwrap(), Catalog::embedded().unwrap()).unwrap()
}

fn invented() -> Vec<OccupationRole> {
    built(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/onet/whole"))
}

fn role<'a>(catalog: &'a Catalog, id: &str) -> &'a Role {
    &catalog.roles[catalog.role_index(id).unwrap()]
}

#[test]
fn an_occupation_becomes_a_role_of_titles_time_education_software_and_duties() {
    let catalog = catalog(&invented());
    let bakers = role(&catalog, "bakers");
    let kinds: Vec<Kind> = bakers.criteria.iter().map(|criterion| criterion.kind).collect();
    let expected = [Kind::Title, Kind::Title, Kind::Education, Kind::Tool, Kind::Tool, Kind::Duty, Kind::Duty];
    assert_eq!(kinds, expected);
    assert_eq!(bakers.criteria[1].parts[0].min_months, Some(3));
    assert_eq!(bakers.criteria[3].text, "Uses Millstone OvenPlan.", "what postings demand stands first");
    assert!(bakers.criteria[5].text.starts_with("Knead"), "core tasks stand first");
    assert_eq!([5, 6].map(|at| bakers.criteria[at].weight.thousandths()), [13_333, 6_667]);
    assert_eq!(bakers.other_titles, ["Night Baker"]);
}

#[test]
fn a_title_of_several_occupations_or_of_what_is_left_over_counts_half_at_most() {
    let catalog = catalog(&invented());
    let title = |id: &str| &catalog.vocabulary.titles[&format!("{id}/req-1#title")];
    assert_eq!(title("bakers").same, ["Bakers", "Pastry Hand"], "what a shorter title recognises is not said again");
    assert_eq!(title("bakers").adjacent, ["Shift Lead"]);
    assert_eq!(title("makers-all-other").same, ["Makers, All Other"]);
    assert_eq!(title("makers-all-other").adjacent, ["Makers", "Candle Dipper", "Shift Lead"]);
}

#[test]
fn an_everyday_word_is_no_software() {
    let potters = invented().remove(1);
    assert!(invented()[0].toml.contains("search = [\"Millstone OvenPlan\"]"), "{}", invented()[0].toml);
    assert!(!potters.toml.contains("=slack"), "{}", potters.toml);
    assert!(potters.toml.contains("use = \"cad_software\""), "{}", potters.toml);
}

#[test]
fn two_runs_give_the_same_bytes() {
    assert_eq!(invented(), invented());
}

#[test]
fn a_holder_of_the_occupation_fits_it_best() {
    let catalog = catalog(&invented());
    let text = "Experience\n\nNight Baker\nExample Ltd, 03/2019 - 02/2024\n\
                \u{2022} Kneaded sourdough by hand and formed loaves.\n\u{2022} Planned bakes in OvenPlan by Millstone.\n";
    let bakers = catalog.role_index("bakers").unwrap();
    let engine = Engine::new(catalog).unwrap();
    let assessment = engine.assess(&Document::of_text(text), jiff::civil::date(2026, 11, 21)).1;
    assert!(matches!(assessment.best, Best::Role { role, .. } if role == bakers), "{:?}", assessment.best);
    let duty = &assessment.roles[bakers].criteria[5];
    assert_eq!((duty.status, duty.claimed_only), (Status::Met, false), "a deed that says the duty demonstrates it");
}

#[test]
#[ignore = "needs the tables of O*NET in ROLEFIT_DATA"]
fn all_occupations_become_roles_and_the_vocabulary_is_what_they_give() {
    let data = std::env::var_os("ROLEFIT_DATA").expect("ROLEFIT_DATA names a folder");
    let folder = Path::new(&data).join("onet");
    assert_eq!(catalog(&built(&folder)).roles.len(), 1016);
    let tables = Tables::read(&folder).unwrap();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/vocabulary");
    let (tools, _) =
        onet::vocabulary(&tables, &Catalog::embedded().unwrap()).map(|files| (files[0].clone(), ())).unwrap();
    assert_eq!(std::fs::read_to_string(corpus.join(tools.0)).unwrap(), tools.1);
}
