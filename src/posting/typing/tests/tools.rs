//! Lines that ask for tools.
#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;

#[test]
fn tools_that_nobody_knows_are_taken_by_their_names() {
    assert_eq!(
        requirement("Experience with Docker and Terraform"),
        "tool should 2: docker =docker, terraform =terraform"
    );
    assert_eq!(requirement("Experience with SAP such as FI/CO"), "tool should 2: sap =sap, fi_co =fi =co");
    assert_eq!(
        requirement("Experience with Kafka (or similar) and Terraform is required"),
        "tool must 2: kafka =kafka, terraform =terraform"
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
fn a_choice_among_names_that_are_known_needs_no_part_of_its_own() {
    assert_eq!(requirement("Several tools, at least one of them Excel"), "tool must 2: excel");
}

#[test]
fn any_of_a_list_that_ends_in_other_tools_will_do() {
    let entry = |text: &str| {
        let criterion = criterion(text, PostingSection::Requirements).unwrap();
        let [DraftPart { recognised_by: RecognisedBy::Own(entry), .. }] = &criterion.parts[..] else {
            panic!("{text}: {:?}", criterion.parts)
        };
        (criterion.kind, entry.names.join(", "), entry.claims.join(", "))
    };
    let named = |names: &str, claims: &str| (Kind::Tool, names.to_owned(), claims.to_owned());
    assert_eq!(entry("Farmbrite, Agrivi or similar"), named("=farmbrite, =agrivi", ""));
    assert_eq!(entry("Lightspeed or another till system"), named("=lightspeed", "=till =system"));
    assert_eq!(
        entry("Knowledge of Ovid, Embase or other literature databases"),
        named("=ovid, =embase", "=literature =databases")
    );
    assert_eq!(entry("Blender, 3ds Max or comparable rendering software").1, "=blender, =3ds =max");
    assert_eq!(entry("After Effects or other animation software").1, "=after =effects");
    assert_eq!(entry("Cubase/Logic/Reaper"), named("=cubase, =logic, =reaper", ""));
    assert_eq!(entry("MS Visio or Lucidchart"), named("=ms|=microsoft =visio, =lucidchart", ""));
    assert!(entry("Excel, Smartsheet or similar").1.contains("=smartsheet"));
    assert!(!requirement("Hotel, Restaurant or similar").starts_with("tool"));
    assert_eq!(
        requirement("Proficient in Lightroom, Illustrator and Capture One"),
        "tool should 2: lightroom =lightroom, illustrator , capture_one =capture =one"
    );
    assert_eq!(requirement("Basic Lua/Rust"), "tool should 2: lua_or_rust =lua");
}

#[test]
fn tools_with_the_names_of_common_words_are_tools_beside_other_tools() {
    let names = |text: &str| {
        let criterion = criterion(text, PostingSection::Requirements).unwrap();
        let name = |part: &DraftPart| part.name.clone();
        (criterion.kind, criterion.parts.iter().map(name).collect::<Vec<_>>().join(" "))
    };
    assert_eq!(names("Confident with Word, Excel and Teams"), (Kind::Tool, "excel word teams".into()));
    assert_eq!(names("MS Office, insbesondere Excel und Outlook"), (Kind::Tool, "excel outlook".into()));
    assert_eq!(
        names("Comfortable with Guidewire BillingCenter and with Outlook and Word").1,
        "guidewire_billingcenter outlook word"
    );
    assert_eq!(names("Go or Swift for our tools and ovens"), (Kind::Tool, "go_or_swift".into()));
    assert_eq!(names("Perforce"), (Kind::Tool, "perforce".into()));
    assert_eq!(names("Access or SQL").0, Kind::Tool);
    for text in ["Access to a van", "A word of thanks for bakers", "Teams of five bakers", "Spread the Word of bread"] {
        assert_ne!(names(text).0, Kind::Tool, "{text}");
    }
    let word = requirement("Word, Excel and Teams");
    assert!(word.contains("=ms|=microsoft|=office =word"), "the word alone shows no tool: {word}");
}
