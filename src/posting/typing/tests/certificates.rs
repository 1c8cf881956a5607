//! Lines that ask for certificates, licences and checks.
#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;

#[test]
fn certificates_licences_and_travel_are_told_apart() {
    assert_eq!(requirement("AWS certification is a plus"), "certification nice 1: aws =aws");
    assert_eq!(
        requirement("Certified Scrum Master"),
        "certification should 2: certified_scrum_master =certified =scrum =master"
    );
    assert!(requirement("Driving licence is a must").starts_with("certification must 2: driving_licence"));
    assert_eq!(requirement("Availability to travel"), "logistics nice 0.5: travel");
}

#[test]
fn a_certificate_may_stand_with_its_short_form() {
    assert_eq!(
        requirement("Advanced Life Support (ALS) certificate"),
        "certification should 2: advanced_life_support =advanced =life =support"
    );
    let one_of = requirement("Qualified Solicitor, Licensed Conveyancer");
    assert!(one_of.starts_with("certification should 2: licensed_conveyancer"), "{one_of}");
    assert!(requirement("HGV Class 1 (C+E) licence").starts_with("certification should 2: hgv_class_1 =hgv =class =1"));
}

/// Returns the names of each certificate that a line asks for, after its kind.
fn names(text: &str) -> Vec<String> {
    let Some(criterion) = criterion(text, PostingSection::Requirements) else { return vec!["none".into()] };
    let own = criterion.parts.iter().map(|part| match &part.recognised_by {
        RecognisedBy::Own(entry) => entry.names.join(", "),
        RecognisedBy::Use(id) => id.clone(),
        other => format!("{other:?}"),
    });
    std::iter::once(criterion.kind.name().to_owned()).chain(own).collect()
}

#[test]
fn the_brackets_behind_a_certificate_hold_its_issuers() {
    let crane = names("Required: current harbour crane certification (LKB, CBI or ORKA)");
    let sign = "<certificate_sign> & harbour crane";
    let all = format!("{sign}, =lkb & harbour crane, =cbi & harbour crane, =orka & harbour crane");
    assert_eq!(crane, ["certification", &all]);
    let welding = "<certificate_sign> & welding, =bxq & welding";
    assert_eq!(names("In-date welding ticket (BXQ)"), ["certification", welding]);
    assert_eq!(names("Training certification (NAQT or AQE)"), ["certification", "=naqt, =aqe"]);
    assert_eq!(names("KLMS certification (Royal Lifeboat Guild)"), ["certification", "=klms"]);
    assert_eq!(names("Required: BLS/ACLS certification"), ["certification", "=bls =acls"]);
}

#[test]
fn certificates_that_nobody_knows_are_taken_by_their_names() {
    for text in ["Valid QPCS card (green)", "QPCS card", "Hold a current QPCS card", "In-date QPCS"] {
        assert_eq!(names(text), ["certification", "=qpcs"], "{text}");
    }
    assert_eq!(names("Cert QII is essential"), ["certification", "=cert =qii, certificate & =qii"]);
    assert_eq!(names("Type rating on B999 family - mandatory"), ["certification", "type rating & =b999"]);
    assert_eq!(names("Licence to drive telehandlers"), ["certification", "<certificate_sign> & drive telehandlers"]);
    let level = names("NVQ Level 3 in Bread and Cake Making (or equivalent) is essential");
    assert!(level[0] == "certification" && level[1].starts_with("=nvq =level =3 & bread cake making"), "{level:?}");
    assert_eq!(names("Level 2 Award in Kiln Safety"), ["certification", "=level =2 & kiln safety"]);
    assert_eq!(names("Kettensägenschein"), ["certification", "=kettensägenschein"]);
}

#[test]
fn either_of_two_certificates_will_do() {
    let forks = names("VNA or sideloader licence");
    assert_eq!(forks, ["certification", "=vna, <certificate_sign> & sideloader"]);
    assert_eq!(names("TechQOSH or GradQOSH membership"), ["certification", "=techqosh, =gradqosh"]);
    assert_eq!(names("PMP or QPM Chartered Project Professional").len(), 2);
    assert_eq!(names("ACCA or CIMA (or QAT Level 4 qualified)").len(), 2);
    assert_eq!(names("BLS and ACLS certification").len(), 3, "both are asked for");
    assert_eq!(names("Certification: QompTIA A+, Qetwork+ or CCNQ").len(), 2);
    assert_eq!(names("CPA license, or active progress toward one").len(), 2);
}

#[test]
fn validity_and_places_are_no_demands_of_their_own() {
    let licence = requirement("Current, unrestricted RN license in Utah or a compact state");
    assert!(licence.ends_with("nursing_licence =rn"), "{licence}");
    assert_eq!(names("Valid EU driving licence").len(), 2);
    assert_eq!(names("Full, clean driving licence and own tower crane rigging tools").len(), 3);
}

#[test]
fn a_level_of_a_known_certificate_is_kept() {
    let level = names("Food Hygiene Level 2 (Level 3 preferred)");
    assert!(level[1].starts_with("=level|=lvl|=l =2|=3|=4|=5|=6|=7|=8 & food"), "{level:?}");
}

#[test]
fn words_that_look_like_certificates_are_none() {
    for text in [
        "Knowledge of licence renewals",
        "Score card reporting for bread",
        "Licence agreements with millers",
        "Experience with the registration of births",
        "High school diploma",
        "Ticket sales at the bread museum",
        "No more than 6 points on licence",
    ] {
        assert_ne!(names(text)[0], "certification", "{text}");
    }
    assert_eq!(names("QEBOSH Diploma"), ["certification", "=qebosh"], "no degree");
    assert_eq!(criterion("HS Diploma or GED", PostingSection::Requirements).unwrap().kind, Kind::Education);
}

#[test]
fn a_certificate_of_an_issuer_is_claimed_by_any_of_its_certificates() {
    let criterion = criterion("BrewSafe Supervisor certification", PostingSection::Requirements).unwrap();
    let [DraftPart { recognised_by: RecognisedBy::Own(entry), .. }] = criterion.parts.as_slice() else { panic!() };
    assert_eq!(entry.names, ["=brewsafe =supervisor", "=brewsafe & supervisor"]);
    assert_eq!(entry.claims, ["=brewsafe =certified|=certification|=certificate"]);
}

#[test]
fn checks_that_an_employer_runs_are_no_clearance() {
    for text in ["Must be able to pass a drug test and background check", "Must not have a criminal record"] {
        let word = requirement(text);
        assert!(word.starts_with("logistics must") && word.contains("background_check"), "{word}");
    }
    assert!(requirement("Security clearance required").starts_with("certification must 2: security_clearance"));
}

#[test]
fn a_line_of_known_short_names_asks_for_a_certificate() {
    assert_eq!(requirement("OSHA 10"), "certification should 2: osha_10 =osha =10");
    assert_eq!(requirement("CFA level 2"), "certification should 2: cfa_level_2 =cfa =level =2");
    assert!(requirement("CPR/AED").starts_with("certification"));
    assert!(!requirement("OSHA logs").starts_with("certification"));
}
