//! Bounds of roles: never exceeded, and close to the scores.
#![allow(clippy::unwrap_used)]

use jiff::civil::date;

use super::*;
use crate::catalog::Catalog;
use crate::matcher::{Matcher, Scratch};
use crate::profile::{self, Lexicon};
use crate::score::{Inputs, prepare};
use crate::titles::{TitleMatcher, TitleMemory};
use rolefit_document::Document;

/// The result of a role and its bound: the score, and whether the core is shown.
struct Compared {
    score: (Option<Score>, Option<Score>),
    core: (bool, bool),
}

/// Compares result and bound of each embedded role, for a resume with these lines.
fn compared(lines: &str) -> Vec<Compared> {
    let catalog = Catalog::embedded().unwrap();
    let matcher = Matcher::compile(&catalog).unwrap();
    let titles = TitleMatcher::new(&catalog.vocabulary);
    let demands = DemandIndex::new(&catalog, &matcher);
    let text = format!("Education\nBachelor of Science in Marketing\n\nExperience\nKey Account Manager\n{lines}\n");
    let document = Document::of_text(text);
    let profile = profile::extract(&document, &Lexicon::new(&catalog.vocabulary));
    let mut scratch = Scratch::default();
    matcher.scan(&document.text, &mut scratch);
    let scan = matcher.scan_words(&mut scratch);
    let inputs = Inputs {
        catalog: &catalog,
        demands: &demands,
        matcher: &matcher,
        titles: &titles,
        title_memory: &TitleMemory::default(),
        document: &document,
        profile: &profile,
        scan: &scan,
    };
    let case = prepare(&inputs, date(2026, 11, 21));
    let bounds = demands.bounds(&case).into_iter().enumerate();
    let pair = bounds.map(|(at, bound)| {
        let scored = score_role(at, &catalog.roles[at], &demands.roles()[at], &case, &mut Sharing::default());
        Compared { score: (scored.score, demands.score(at, bound)), core: (scored.has_core, bound.core) }
    });
    pair.collect()
}

#[test]
fn no_role_scores_above_its_bound() {
    for lines in [
        "",
        "Example Ltd, 01/2015 - 12/2016\n\u{2022} Negotiated contracts, presented forecasts in Excel and renewed key accounts.",
        "Example Ltd, 2001\n\u{2022} Volunteered for a charity. Managed Salesforce, HubSpot and SAP.\nSkills\nNegotiation, CRM",
    ] {
        for Compared { score: (score, bound), core: (core, may_be_core) } in compared(lines) {
            assert!(score <= bound, "{score:?} above {bound:?}: {lines}");
            assert!(may_be_core || !core, "{lines}");
        }
    }
}

#[test]
fn bounds_are_near_enough_to_pass_roles_over() {
    let lines = "Example Ltd, 01/2015 - 12/2016\n\u{2022} Negotiated contracts.";
    for Compared { score: (score, bound), .. } in compared(lines) {
        assert!(
            bound.unwrap().minus(score.unwrap()) <= Score::FULL.minus(Score::ZERO) / 10,
            "{bound:?} far above {score:?}"
        );
    }
}
