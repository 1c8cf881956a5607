//! Tests of the criteria that lines of postings become.
#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;
use crate::catalog::Catalog;
use crate::posting::testing::importer;

/// Returns the kind, priority, weight and parts of a requirement for a baker.
fn requirement(text: &str) -> String {
    typed_as(text, PostingSection::Requirements)
}

fn criterion(text: &str, section: PostingSection) -> Option<DraftCriterion> {
    let item =
        Item { line: 0, text: text.into(), is_prose: false, is_duty: section == PostingSection::Duties, section };
    match read(&item, &Context::new("Head Baker", importer())).typed {
        ItemOutcome::Criterion(criterion) => Some(criterion),
        _ => None,
    }
}

fn typed_as(text: &str, section: PostingSection) -> String {
    let Some(criterion) = criterion(text, section) else { return "none".into() };
    let part = |part: &DraftPart| {
        let months = part.min_months.map(|months| format!(" {months}")).unwrap_or_default();
        let words = match &part.recognised_by {
            RecognisedBy::Words { words, .. } => format!("~{}", words.join("/")),
            RecognisedBy::Own(entry) => format!("{} {}", part.name, entry.names.first().cloned().unwrap_or_default()),
            RecognisedBy::Degree(level) => format!("{level:?}"),
            RecognisedBy::Fields(fields, related) => format!("{}|{}", fields.join(" "), related.len()),
            RecognisedBy::Titles(titles, next) => format!("{}|{}", titles.join(" "), next.join(" ")),
            RecognisedBy::Use(id) => id.clone(),
            RecognisedBy::Time(months) => months.to_string(),
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
    assert_eq!(requirement("Sage 200 or a comparable ERP"), "tool should 2: sage_200 =sage =200, ~comparable ERP");
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
    assert_eq!(requirement("5+ years of experience"), "title must 3: Head Baker| 60");
    assert_eq!(requirement("Two years in a similar role"), "title must 3: Head Baker| 24");
    assert_eq!(requirement("3 years of B2B sales experience"), "experience should 4: b2b 36, sales");
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
fn a_degree_and_time_on_one_line_are_two_demands() {
    let importer = importer();
    let parts = |text: &str, is_prose: bool| -> Vec<String> {
        let item = Item { line: 0, text: text.into(), is_prose, is_duty: false, section: PostingSection::Requirements };
        split_demands(item, &Context::new("Head Baker", importer)).into_iter().map(|item| item.text).collect()
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
fn a_choice_among_names_that_are_known_needs_no_part_of_its_own() {
    assert_eq!(requirement("Several tools, at least one of them Excel"), "tool must 2: excel");
}

#[test]
fn a_certificate_of_an_issuer_is_claimed_by_any_of_its_certificates() {
    let criterion = criterion("BrewSafe Supervisor certification", PostingSection::Requirements).unwrap();
    let [DraftPart { recognised_by: RecognisedBy::Own(entry), .. }] = criterion.parts.as_slice() else { panic!() };
    assert_eq!(entry.names, ["=brewsafe =supervisor"]);
    assert_eq!(entry.claims, ["=brewsafe =certified|=certification|=certificate"]);
}

/// Returns the outcome of a requirement for a baker, and the number of its warnings.
fn outcome(importer: &Importer, text: &str) -> (String, usize) {
    let item =
        Item { line: 0, text: text.into(), is_prose: false, is_duty: false, section: PostingSection::Requirements };
    let TypedItem { typed, warnings, .. } = read(&item, &Context::new("Head Baker", importer));
    let word = match typed {
        ItemOutcome::Criterion(criterion) => format!("criterion: {} {}", criterion.kind.name(), criterion.text),
        ItemOutcome::Refused(reason) => format!("refused: {reason}"),
        ItemOutcome::LeftOut(reason) => format!("left out: {reason}"),
    };
    (word, warnings.len())
}

#[test]
fn demands_that_no_law_allows_are_refused_by_the_trait_that_they_name() {
    let importer = importer();
    let demands = [
        ("Gay candidates not welcome", "orientation"),
        ("Not gay", "orientation"),
        ("LGBT need not apply", "orientation"),
        ("No gaps in employment", "family"),
        ("Stable family background", "family"),
        ("Height at least 170 cm", "appearance"),
        ("No pregnant women", "health"),
        ("HIV negative", "health"),
        ("Looking for a gentleman", "gender"),
        ("A woman is preferred", "gender"),
        ("Political views: conservative", "political"),
        ("Upper-caste Brahmin preferred", "nationality"),
        ("British accent", "nationality"),
        ("Must be white", "nationality"),
        ("No foreigners", "nationality"),
        ("German national", "nationality"),
        ("Polish national required", "nationality"),
        ("German nationals only", "nationality"),
        ("Being German", "nationality"),
        ("Must be German", "nationality"),
        ("German passport holder", "nationality"),
        ("EU passport holder", "nationality"),
        ("Holder of a German passport", "nationality"),
        ("French or Swiss citizen", "nationality"),
        ("German-born", "nationality"),
        ("Native-born speaker of French", "nationality"),
        ("Nationality: German", "nationality"),
        ("US citizenship", "nationality"),
        ("Max. age 35", "age"),
        ("Must not be over 40", "age"),
        ("Below 40 years", "age"),
        ("Must be under 35", "age"),
        ("Must not be older than 35", "age"),
        ("Age: 25 to 35 years", "age"),
        ("Adults aged 20 to 35 only", "age"),
        ("Over 21 for insurance purposes", "age"),
        ("Aged between 18 and 35 years", "age"),
    ];
    let outcomes = demands.map(|(text, label)| (text, label, outcome(importer, text).0));
    let refused = |label: &str, word: &str| word.starts_with("refused: it names") && word.contains(label);
    let wrong: Vec<_> = outcomes.iter().filter(|(_, label, word)| !refused(label, word)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn ordinary_work_with_people_of_a_trait_is_not_refused() {
    let importer = importer();
    let work = [
        "Must hold a valid passport and travel",
        "Must be English speaking",
        "Your letter must be in English",
        "Knowledge of German national accounting standards",
        "Advise German citizens abroad on taxes",
        "Promote good citizenship among pupils",
        "US work authorization",
        "Eligible to work in the EU",
        "Good health and safety knowledge",
        "Negotiate in good faith with suppliers",
        "Firm believer in customer success",
        "Care for patients over 65 years of age",
        "Teach pupils in the age range 5-11",
        "Support children under the age of 5",
        "Knowledge of race and ethnicity data in public health",
        "Experience of marital status reporting in HRIS",
        "Experience in supporting young people at risk",
        "Experience with people over the age of 65",
        "Support young adults aged 18 to 25 with autism",
        "Manage the left wing of the hospital",
        "Must be white-glove delivery trained",
        "Life support certificate not older than 2 years",
        "Fewer than 40 hours a week, under 5 years of experience",
    ];
    let refused: Vec<_> = work.map(|text| (text, outcome(importer, text).0)).into_iter().collect();
    let refused: Vec<_> = refused.iter().filter(|(_, it)| it.starts_with("refused")).collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn what_stands_for_a_trait_is_warned_of_and_its_line_is_left_out() {
    let importer = importer();
    for text in
        ["Graduated in the last 2 years", "Local candidates only", "Must be able to stand for long periods of work"]
    {
        let (word, warnings) = outcome(importer, text);
        assert!(word.starts_with("left out: only words that stand for") && warnings > 0, "{text}: {word}");
    }
    let (kept, _) = outcome(importer, "Digital native who knows MS Excel");
    assert!(kept.starts_with("criterion: tool") && !kept.contains("native"), "{kept}");
}

#[test]
fn a_least_age_that_the_law_sets_is_neither_refused_nor_a_criterion() {
    let importer = importer();
    for text in ["Must be at least 18 years old", "Must be 21 years of age or older to serve alcohol"] {
        let (word, warnings) = outcome(importer, text);
        assert!(word.contains("least age that the law sets") && warnings == 1, "{text}: {word}");
    }
    assert!(outcome(importer, "At least 18 months in retail").0.starts_with("criterion: experience"));
}

#[test]
fn what_is_not_wanted_is_no_free_text() {
    let importer = importer();
    let word = |text: &str| outcome(importer, text).0;
    assert!(word("Holders of pastry blogs need not apply").contains("not wanted"));
    assert!(word("Sourdough starters, including but not limited to rye").starts_with("criterion"));
}

#[test]
fn time_is_asked_for_in_what_the_line_names() {
    assert_eq!(requirement("5+ years Java"), "experience should 4: java  60");
    assert_eq!(requirement("At least 18 months in retail"), "experience must 4: retail  18");
    assert_eq!(requirement("2+ years of ICU experience"), "experience should 4: icu  24");
    assert_eq!(requirement("5+ years of professional experience"), "title must 3: Head Baker| 60");
    assert!(!requirement("Less than 40 years").contains("480"));
    assert_eq!(requirement("Less than 3 years of experience"), "none");
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
