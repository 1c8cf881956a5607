//! Lines that ask for a language, and resumes that show it.
#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;
use crate::catalog::Catalog;
use crate::posting::testing::importer;

#[test]
fn languages_are_named_with_their_level() {
    assert_eq!(requirement("Basic Spanish"), "language should 2: spanish =spanish");
    let fluent = requirement("Fluent Polish or German");
    assert_eq!(fluent, "language should 2: polish_or_german =polish");
    let level = |line: &str| {
        let parts = language::parts(line, &Context::new("Head Baker", importer()));
        parts.iter().map(|part| part.level.map_or("-", |level| level.name())).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(level("Fluent Polish or German"), "c1");
    assert_eq!(level("Excellent English, basic Spanish"), "c1 a2");
    assert_eq!(level("French at B2 level or above"), "b2");
    assert_eq!(level("Native German speaker"), "c1", "nobody may be asked for a mother tongue");
    assert_eq!(level("German language"), "-");
    assert!(!requirement("Able to polish silver and other metal work").starts_with("language"));
    for spoken in ["Native German speaker", "German language", "Fluent German", "German"] {
        assert!(requirement(spoken).starts_with("language should 2: german"), "{spoken}: {}", requirement(spoken));
    }
}

/// Returns a check that is true for texts that show the language that `line` asks for.
fn shown(line: &str) -> impl Fn(&str) -> bool + use<> {
    use crate::catalog::{Criterion, Part, Role};
    use crate::matcher::{Class, Matcher, Scratch};

    let mut catalog = Catalog::embedded().unwrap();
    let importer = importer();
    let part = language::parts(line, &Context::new("Head Baker", importer)).remove(0);
    let RecognisedBy::Own(entry) = part.recognised_by else { panic!("{line} names no language") };
    let part = Part { name: "language".into(), entry: Some("language".into()), ..Part::default() };
    let criterion = Criterion { parts: vec![part], ..catalog.roles[0].criteria[0].clone() };
    let role = Role { criteria: vec![criterion], ..catalog.roles[0].clone() };
    catalog.vocabulary.entries.insert("language".into(), *entry);
    catalog.roles = vec![role];
    let matcher = Matcher::compile(&catalog).unwrap();
    move |text: &str| {
        let (_, hits) = matcher.scan(text, &mut Scratch::default());
        let (nots, others): (Vec<_>, Vec<_>) =
            hits.into_iter().filter(|hit| hit.class <= Class::Not).partition(|hit| hit.class == Class::Not);
        others.iter().any(|hit| !nots.iter().any(|not| not.span.overlaps(hit.span)))
    }
}

#[test]
fn a_language_is_shown_by_those_who_speak_it_and_not_by_a_people_or_a_country() {
    let (fluent, basic) = (shown("Fluent German"), shown("Basic German"));
    for spoken in [
        "Languages: German (fluent)",
        "Fluent in German",
        "German: native",
        "German (fluent), French, customer service",
        "Speaks fluent German",
        "Fluent, certified by German language courses",
        "Served German clients in fluent German",
        "Nationality: Swiss\nLanguages: fluent German",
    ] {
        assert!(fluent(spoken) && basic(spoken), "{spoken}");
    }
    for bare in ["German, French", "speaks German", "German language courses", "Skills: Excel, German, company law"] {
        assert!(basic(bare), "{bare}");
    }
    for country in [
        "Nationality: German",
        "Citizenship: German",
        "Dual nationality: Italian and German",
        "German citizen",
        "German national",
        "German passport",
        "Passport: German",
        "Born in Berlin, German",
        "German-born",
        "Of German descent",
        "Studied at the German School of Rome",
        "Worked with German clients",
        "Excellent relations with the German embassy",
    ] {
        assert!(!fluent(country) && !basic(country), "{country}");
    }
}

#[test]
fn the_manner_of_using_a_language_is_no_demand_of_its_own() {
    let level = |text: &str| {
        let criterion = criterion(text, PostingSection::Requirements).unwrap();
        let part = |part: &DraftPart| format!("{} {}", part.name, part.level.map_or("-", |level| level.name()));
        (criterion.kind, criterion.parts.iter().map(part).collect::<Vec<_>>().join(", "))
    };
    assert_eq!(level("Basic English, spoken and written"), (Kind::Language, "english a2".into()));
    assert_eq!(level("Good communication skills in English").1, "communication -, english b2");
    assert_eq!(level("Anglais courant exigé").1, "english c1");
    assert_eq!(level("Alemán o francés").1, "german_or_french -");
    assert_eq!(level("L'espagnol serait un plus"), (Kind::Language, "spanish -".into()));
    let DraftCriterion { parts, .. } = criterion("English C1", PostingSection::Requirements).unwrap();
    let RecognisedBy::Own(entry) = &parts[0].recognised_by else { panic!() };
    assert!(entry.names.contains(&"=englisch".to_owned()) && entry.names.contains(&"=anglais".to_owned()));
    let DraftCriterion { parts, .. } = criterion("Polish B1", PostingSection::Requirements).unwrap();
    let RecognisedBy::Own(entry) = &parts[0].recognised_by else { panic!() };
    assert!(!entry.names.contains(&"=pools".to_owned()), "swimming pools");
}
