//! Lines that ask for degrees and skills, and how much they are wanted.
#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;
use crate::posting::testing::importer;

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
fn the_section_and_the_words_say_how_much_it_is_wanted() {
    assert!(typed_as("Negotiation skills", PostingSection::Minimum).starts_with("competency must 2"));
    assert!(typed_as("Negotiation skills", PostingSection::Preferred).starts_with("competency nice 1"));
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
    assert_eq!(typed_as("Prune the vines in winter", PostingSection::Duties), "duty should 1: ~prune vines winter");
    assert_eq!(requirement("Flexible"), "competency should 2: flexible ", "a short demand is one");
    assert_eq!(requirement("Strong skills"), "none");
}

#[test]
fn what_is_not_asked_for_takes_nothing_else_with_it() {
    assert!(requirement("Excellent English; Dutch is not required").starts_with("language should 2: english"));
    assert!(requirement("Baking shows are a plus but not essential").starts_with("competency nice"));
    assert_eq!(requirement("Experience is not required"), "none");
    assert_eq!(requirement("You don't need a degree"), "none");
}

#[test]
fn what_is_not_wanted_is_no_free_text() {
    let importer = importer();
    let word = |text: &str| outcome(importer, text).0;
    assert!(word("Holders of pastry blogs need not apply").contains("not wanted"));
    assert!(word("Sourdough starters, including but not limited to rye").starts_with("criterion"));
}

#[test]
fn what_is_demanded_stays_so_beside_what_is_welcome() {
    let importer = importer();
    let context = Context::new("Head Baker", importer);
    let wanted = |text: &str| -> Vec<String> {
        let section = PostingSection::Requirements;
        let item = Item { line: 0, text: text.into(), is_prose: false, is_duty: false, section };
        let items = split_demands(item, &context).into_iter();
        items.map(|item| requirement(&item.text).split(',').next().unwrap().to_owned()).collect()
    };
    assert_eq!(wanted("BSN required; MSN a plus"), ["education must 1: Bachelor", "education nice 0.5: Master"]);
    assert_eq!(
        wanted("Master's degree strongly preferred, Bachelor's degree required"),
        ["education nice 0.5: Master", "education must 1: Bachelor"]
    );
}

#[test]
fn demands_for_documents_and_notes_of_mail_programs_are_no_demands_on_a_person() {
    let importer = importer();
    for text in [
        "Applicants must include a cover letter",
        "This message is confidential and must be read only by its addressee",
        "Candidates should submit copies of their certificates",
    ] {
        assert!(outcome(importer, text).0.contains("asks for documents"), "{text}: {}", outcome(importer, text).0);
    }
    for text in ["Must write letters of credit", "Keeps personal data confidential"] {
        assert!(outcome(importer, text).0.starts_with("criterion"), "{text}");
    }
    assert!(requirement("Knowledge of French would be useful but is not required").starts_with("language nice"));
}
