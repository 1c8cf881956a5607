//! What lines of postings are typed as.
#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;
use crate::catalog::Catalog;

/// Kind, priority, weight and parts of a requirement of a baker.
fn requirement(text: &str) -> String {
    typed_as(text, SectionKind::Requirements)
}

fn typed_as(text: &str, section: SectionKind) -> String {
    let importer = Importer::new(Catalog::embedded().unwrap()).unwrap();
    let item = Item { line: 0, text: text.into(), is_prose: false, is_duty: section == SectionKind::Duties, section };
    let Typed::Criterion(criterion) = read(&item, &Context::new("Head Baker", &importer)).typed else {
        return "none".into();
    };
    let part = |part: &DraftPart| {
        let months = part.min_months.map(|months| format!(" {months}")).unwrap_or_default();
        let words = match &part.answer {
            Answer::Own(entry) if !entry.similar.is_empty() => format!("~{}", entry.similar.join("/")),
            Answer::Own(entry) => format!("{} {}", part.name, entry.names.first().cloned().unwrap_or_default()),
            Answer::Degree(level) => format!("{level:?}"),
            Answer::Fields(fields, related) => format!("{}|{}", fields.join(" "), related.len()),
            Answer::Titles(titles, next) => format!("{}|{}", titles.join(" "), next.join(" ")),
            Answer::Use(id) => id.clone(),
        };
        words + &months
    };
    let parts: Vec<String> = criterion.parts.iter().map(part).collect();
    format!("{} {} {}: {}", criterion.kind.name(), criterion.priority.name(), criterion.weight, parts.join(", "))
}

#[test]
fn degrees_have_level_and_fields_and_related_fields_count_where_the_line_says_so() {
    assert_eq!(requirement("Bachelor's or Master's degree in Nursing"), "education should 1: Bachelor, nursing|3");
    let open = requirement("University degree in Marketing, or a related field");
    assert!(open.starts_with("education should 1: Bachelor, marketing business"), "{open}");
    assert_eq!(requirement("High school diploma required"), "education must 1: HighSchool");
    for other in ["Works as part of the team", "Experience in the education of staff as needed", "Knows MS Word"] {
        assert!(!requirement(other).starts_with("education"), "{}", requirement(other));
    }
}

#[test]
fn languages_are_named_with_their_level() {
    assert_eq!(requirement("Basic Spanish"), "language should 2: spanish =spanish");
    let fluent = requirement("Fluent Polish or German");
    assert!(fluent.starts_with("language should 2: polish_or_german =advanced|"), "{fluent}");
    assert!(!requirement("Able to polish silver and other metal work").starts_with("language"));
}

#[test]
fn tools_that_nobody_knows_are_taken_by_their_names() {
    assert_eq!(
        requirement("Experience with Docker and Terraform"),
        "tool should 2: docker =docker, terraform =terraform"
    );
    assert_eq!(
        requirement("Strong knowledge of Go, Java or Kotlin"),
        "tool should 2: go_or_java_or =go",
        "one will do"
    );
    assert_eq!(requirement("Sage 200 or a comparable ERP"), "tool should 2: sage_200 =sage =200");
    assert!(!requirement("Good geographical knowledge of the Midlands").starts_with("tool"));
    assert_eq!(requirement("Accounting software such as Xero or Sage"), "tool should 2: accounting_software =xero");
    assert!(requirement("Knowledge of Chocolate tempering").starts_with("competency should 2: ~chocolate tempering"));
}

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
fn time_in_the_position_is_asked_of_its_title() {
    assert_eq!(requirement("5+ years of experience"), "title must 5: Head Baker| 60");
    assert_eq!(requirement("Two years in a similar role"), "title must 5: Head Baker| 24");
    assert_eq!(requirement("3 years of B2B sales experience"), "experience should 4: b2b 36, sales");
}

#[test]
fn the_section_and_the_words_say_how_much_it_is_wanted() {
    assert!(typed_as("Negotiation skills", SectionKind::Minimum).starts_with("competency must 2"));
    assert!(typed_as("Negotiation skills", SectionKind::Preferred).starts_with("competency nice 1"));
    assert!(requirement("Negotiation skills").starts_with("competency should 2"));
    assert!(requirement("Communication skills").starts_with("competency should 1"), "everyone is asked for them");
    assert_eq!(requirement("A degree is not required"), "none");
}

#[test]
fn what_cannot_be_typed_is_kept_as_its_telling_words() {
    assert_eq!(
        requirement("A good understanding of cold-chain logistics"),
        "competency should 2: ~cold chain logistics"
    );
    assert_eq!(typed_as("Prune the vines in winter", SectionKind::Duties), "duty should 1: ~prune vines winter");
    assert_eq!(requirement("Flexible"), "none");
}

#[test]
fn what_is_not_asked_for_takes_nothing_else_with_it() {
    assert!(requirement("Excellent English; Dutch is not required").starts_with("language should 2: english"));
    assert!(requirement("Baking shows are a plus but not essential").starts_with("competency nice"));
    assert_eq!(requirement("Experience is not required"), "none");
    assert_eq!(requirement("You don't need a degree"), "none");
}

#[test]
fn a_degree_and_time_on_one_line_are_two_demands() {
    let importer = Importer::new(Catalog::embedded().unwrap()).unwrap();
    let parts = |text: &str, is_prose: bool| -> Vec<String> {
        let item = Item { line: 0, text: text.into(), is_prose, is_duty: false, section: SectionKind::Requirements };
        apart(item, &Context::new("Head Baker", &importer)).into_iter().map(|item| item.text).collect()
    };
    let degree_and_time = "Bachelor's degree and 5+ years of sales experience";
    assert_eq!(parts(degree_and_time, false), ["Bachelor's degree", "5+ years of sales experience"]);
    for whole in ["Degree in business and computer science", "Docker and Terraform", "3 years of sales and negotiation"]
    {
        assert_eq!(parts(whole, false), [whole]);
    }
    let prose = "Applicants must hold Qualified Teacher Status (QTS) and a good degree in Mathematics";
    assert_eq!(parts(prose, true).len(), 2);
}

#[test]
fn experience_in_a_trade_of_one_word_is_not_time_in_the_position() {
    let trade = requirement("Three years' experience in a manufacturing environment");
    assert!(trade.starts_with("experience should 4: manufacturing"), "{trade}");
    assert!(requirement("Three years' experience").starts_with("title must"));
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
