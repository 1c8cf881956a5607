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

#[test]
fn any_certificate_of_a_list_will_do() {
    let names = |text: &str| {
        let criterion = criterion(text, PostingSection::Requirements).unwrap();
        let own = criterion.parts.iter().filter_map(|part| match &part.recognised_by {
            RecognisedBy::Own(entry) => Some((part.name.clone(), entry.names.clone())),
            _ => None,
        });
        own.collect::<Vec<_>>()
    };
    let crane = names("Required: current harbour crane certification (LKB, CBI or ORKA)");
    assert_eq!(
        crane,
        [("current_harbour_crane_certification".into(), vec!["=lkb".into(), "=cbi".into(), "=orka".into()])]
    );
    let both = names("Required: BLS/ACLS certification");
    assert_eq!(both, [("bls_acls".into(), vec!["=bls =acls".into()])]);
}

#[test]
fn a_certificate_of_an_issuer_is_claimed_by_any_of_its_certificates() {
    let criterion = criterion("BrewSafe Supervisor certification", PostingSection::Requirements).unwrap();
    let [DraftPart { recognised_by: RecognisedBy::Own(entry), .. }] = criterion.parts.as_slice() else { panic!() };
    assert_eq!(entry.names, ["=brewsafe =supervisor"]);
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
