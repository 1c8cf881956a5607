//! Lines that name a protected trait, or words that may stand for one.
#![allow(clippy::unwrap_used, clippy::panic)]
use super::*;
use crate::posting::testing::importer;

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
