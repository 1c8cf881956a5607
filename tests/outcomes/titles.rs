//! Compares titles on resumes that differ in nothing else: a nearer title never loses to a farther one.

use jiff::civil::date;
use rolefit::catalog::{Catalog, Kind};
use rolefit::document::Document;
use rolefit::engine::Engine;
use rolefit::explain::bands::{Band, band};
use rolefit::units::{Credit, Score};
use serde::Deserialize;

use crate::expected::fixtures;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Titles {
    duties: Vec<Vec<String>>,
    #[serde(rename = "role")]
    roles: Vec<RoleTitles>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RoleTitles {
    id: String,
    /// From near to far; the last group is other work.
    ladder: Vec<Vec<String>>,
}

/// The verdict on a title.
struct Judged<'a> {
    title: &'a str,
    score: Score,
    band: Band,
}

/// Judges a resume of one position with this title for the role with the index `role`.
fn judge<'a>(engine: &Engine, role: usize, title: &'a str, duties: &[String]) -> Judged<'a> {
    let duties: String = duties.iter().map(|duty| format!("\u{2022} {duty}\n")).collect();
    let text = format!("Robin Sample\n\nExperience\n\n{title}\nExample Ltd, 01/2016 - 12/2021\n{duties}");
    let (_, assessment) = engine.assess(&Document::of_text(text), date(2026, 11, 21));
    let found = &assessment.roles[role];
    Judged { title, score: found.score.unwrap(), band: band(&engine.catalog().roles[role], found).unwrap() }
}

#[test]
fn a_nearer_title_never_loses_to_a_farther_one_and_a_neighbour_costs_one_band_at_most() {
    let titles: Titles = toml::from_str(&std::fs::read_to_string(fixtures().join("titles.toml")).unwrap()).unwrap();
    let engine = Engine::new(Catalog::embedded().unwrap()).unwrap();
    let mut wrong = Vec::new();
    for RoleTitles { id, ladder } in &titles.roles {
        let role = engine.catalog().role_index(id).unwrap();
        for (number, duties) in titles.duties.iter().enumerate() {
            let judge = |title| judge(&engine, role, title, duties);
            let groups: Vec<Vec<Judged>> =
                ladder.iter().map(|group| group.iter().map(|it| judge(it)).collect()).collect();
            for (nearer, farther) in groups.iter().zip(groups.iter().skip(1)) {
                let least = nearer.iter().min_by_key(|judged| judged.score).unwrap();
                let most = farther.iter().max_by_key(|judged| judged.score).unwrap();
                if least.score < most.score {
                    let (a, b) = (least, most);
                    wrong.push(format!("{id}, duties {number}: {} {} < {} {}", a.title, a.score, b.title, b.score));
                }
            }
            for (nearer, farther) in groups.iter().zip(groups.iter().skip(1)).take(groups.len().saturating_sub(2)) {
                let strong = nearer.iter().find(|judged| judged.band == Band::Strong);
                let little = farther.iter().find(|judged| judged.band == Band::Unlikely);
                if let Some((strong, little)) = strong.zip(little) {
                    wrong.push(format!("{id}, duties {number}: two bands from {} to {}", strong.title, little.title));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_bands_are_as_far_apart_as_a_title_of_the_family_falls_behind_the_title() {
    /// The credit of a title of the family.
    const FAMILY: u64 = 200;
    let catalog = Catalog::embedded().unwrap();
    for role in &catalog.roles {
        let bands = role.bands.unwrap();
        let of = |title: bool| -> u64 {
            let some = role.criteria.iter().filter(|criterion| !title || criterion.kind == Kind::Title);
            some.map(|criterion| criterion.weight.thousandths()).sum()
        };
        let lost = u64::from(Score::FULL.thousandths()) * of(true) / of(false)
            * (u64::from(Credit::FULL.thousandths()) - FAMILY)
            / 1000;
        let apart = u64::from(bands.strong.lead_over(bands.possible).thousandths());
        assert!(apart >= lost, "{}: {apart} thousandths between the bands, {lost} lost by the title", role.id);
    }
}
