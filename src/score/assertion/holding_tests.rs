//! Certificates of one's own and of others, valid, ended, denied and to come.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use crate::engine::Engine;
use crate::score::testing::{self, engine, resume};
use crate::score::{Gate, RoleAssessment, Status};

static ENGINE: LazyLock<Engine> = LazyLock::new(|| {
    let ticket = r#"{ name = "crane", names = ["=crane =ticket|=licence", "=nrx"] }"#;
    let liftplan = r#"{ name = "liftplan", names = ["=liftplan"] }"#;
    let rigging = r#"{ name = "rigging", words = ["tidal turbine rigging"] }"#;
    engine(
        "Crane Hand",
        &[
            ("must certification", "Crane ticket", ticket),
            ("should tool", "Liftplan", liftplan),
            ("should experience", "Tidal turbine rigging", rigging),
        ],
    )
});

fn assess(lines: &[&str]) -> RoleAssessment {
    testing::assess(&ENGINE, &resume(lines)).roles.remove(0)
}

fn ticket(line: &str) -> (Status, Gate) {
    let crane = &assess(&[line]).criteria[0];
    (crane.status, crane.gate)
}

#[test]
fn a_plain_denial_contradicts() {
    for line in [
        "No crane ticket",
        "I do not hold a crane ticket.",
        "I have never held a crane licence",
        "Currently without a crane ticket",
        "No experience with NRX or crane ticket",
        "Crane ticket: none",
        "Crane ticket: no",
        "Crane ticket (not yet)",
        "Crane ticket expired in 2019, not renewed",
        "Crane licence no longer valid",
        "Kein NRX",
    ] {
        assert_eq!(ticket(line), (Status::Missing, Gate::Fail), "{line}");
    }
}

#[test]
fn work_that_did_without_a_thing_shows_nothing_and_contradicts_nobody() {
    for line in [
        "A crane ticket was not needed in that job",
        "Crane licence never required on the site",
        "NRX wasn't available there",
        "A crane ticket did not come into it",
        "NRX played no part in the work",
        "NRX was never part of the job",
    ] {
        assert_eq!(ticket(line), (Status::Missing, Gate::Unknown), "{line}");
    }
    for line in [
        "Used a crane ticket where help was not available",
        "Crane ticket, not needed since 2020",
        "A crane ticket was not needed until I took on the yard",
        "The crane ticket allowed me to go on all sites",
        "Refused to let my crane ticket lapse",
    ] {
        assert_eq!(ticket(line).0, Status::Met, "{line}");
    }
}

#[test]
fn words_like_a_denial_contradict_nobody_who_has_it() {
    for line in [
        "Never been without a valid crane ticket",
        "Never let my crane ticket lapse",
        "Never once let my crane ticket lapse",
        "Did not let the crane ticket lapse in ten years",
        "I didn't allow my crane licence to expire",
        "Never once worked without a crane licence",
        "Not only a crane ticket but also a slinger card",
        "No. of crane ticket: 55310",
        "No problem: crane ticket valid to 2029",
        "No gaps in my crane ticket since 2011",
        "Crane ticket not yet due for renewal",
        "Crane ticket: no expiry",
        "Crane ticket (never revoked)",
        "Crane ticket, no accidents",
        "No crane ticket suspensions",
        "Crane ticket without restrictions",
    ] {
        assert_eq!(ticket(line), (Status::Met, Gate::Pass), "{line}");
    }
}

#[test]
fn a_denial_of_something_else_is_a_silence() {
    for line in [
        "No crane ticket required for this post",
        "Turned away drivers without a crane ticket",
        "Sorted post of people who had no crane ticket",
        "Led a yard that had never asked for a crane ticket",
        "No questions about the crane ticket",
        "Supervised non-NRX crews",
    ] {
        assert_eq!(ticket(line), (Status::Missing, Gate::Unknown), "{line}");
    }
}

#[test]
fn what_ended_or_belongs_to_others_is_not_held() {
    for line in [
        "Crane ticket revoked in 2022",
        "Did not renew in time and let the crane ticket lapse",
        "Never let anybody down; crane ticket lapsed",
        "NRX (lapsed)",
        "Not permitted to lift: crane ticket lapsed",
        "Crane ticket, expired 2020",
        "Expired crane ticket",
        "Let my crane ticket lapse",
        "My crane ticket ran out in 2019",
        "Allowed the crane licence to expire in 2019",
        "NRX, valid until 03/2024",
        "NRX (exp. 2019)",
        "Placed NRX licensed operators with shipyards",
        "Recruited crews with a crane ticket",
        "Placed RNs with a crane ticket",
        "Scheduled slinger and NRX classes for the yard",
        "Sold crane ticket courses",
        "Verified the crane ticket of each visitor",
        "Answered questions from NRX staff",
        "Rota of NRX operators",
        "Account management for NRX and LEEA member firms",
    ] {
        assert_eq!(ticket(line), (Status::Missing, Gate::Unknown), "{line}");
    }
}

#[test]
fn what_is_to_come_is_only_mentioned() {
    for line in [
        "Crane ticket test booked for May 2027",
        "Crane ticket (in progress)",
        "Working towards a crane ticket",
        "Booked on a two-day crane ticket course",
        "NRX student, graduating 2028",
        "Crane ticket expected in March 2027",
    ] {
        assert_eq!(ticket(line), (Status::Partial, Gate::Unknown), "{line}");
    }
}

#[test]
fn whoever_teaches_a_certificate_claims_it() {
    let taught = assess(&["Taught the crane ticket at evening school"]);
    assert!(taught.criteria[0].claimed_only);
    assert_eq!(taught.criteria[0].status, Status::Met);
}

#[test]
fn a_holder_stays_one() {
    for line in [
        "Crane ticket",
        "Crane ticket (expires 2028)",
        "Crane ticket, valid until 12/2029",
        "Crane ticket, expired 2021, renewed 2022",
        "NRX, 2019",
        "NRX licensed rigger",
        "Hired six riggers and passed the NRX",
        "Assisted the yard team, NRX certified",
        "Trained 12 riggers as foreman, NRX since 2010",
        "Slinger card (lapsed), crane ticket",
        "Crane ticket; slinger test booked",
        "NRX, planned lifts of 40 t",
    ] {
        assert_eq!(ticket(line), (Status::Met, Gate::Pass), "{line}");
    }
}

#[test]
fn a_line_about_a_lapse_or_about_others_never_costs_a_holder() {
    let alone = assess(&["NRX since 2012"]).score;
    for line in [
        "No crane ticket",
        "Crane ticket expired in 2019, not renewed",
        "Crane ticket revoked",
        "Placed NRX licensed operators",
        "Crane ticket test booked for May 2027",
    ] {
        assert!(assess(&[line, "NRX since 2012"]).score >= alone, "{line}");
        assert!(assess(&["NRX since 2012", line]).score >= alone, "{line}");
    }
}

#[test]
fn skills_of_those_who_are_hired_are_no_skills_of_the_writer() {
    let credits = |line: &str| assess(&[line]).criteria[1..].iter().map(|it| it.status).collect::<Vec<_>>();
    use Status::{Met, Missing, Partial};
    assert_eq!(credits("Recruited Liftplan experts for tidal turbine rigging"), [Missing, Partial]);
    assert_eq!(credits("Interviewed riggers on tidal turbine rigging and Liftplan for our blog"), [Missing, Partial]);
    assert_eq!(credits("Wrote blog posts on tidal turbine rigging"), [Missing, Partial]);
    assert_eq!(credits("Recruited riggers using Liftplan"), [Met, Missing]);
    assert_eq!(credits("Hired six riggers and planned lifts with Liftplan"), [Met, Missing]);
    assert_eq!(credits("Planned tidal turbine rigging in Liftplan"), [Met, Met]);
}
