//! Whose deeds count, in which sense, and what is no evidence at all.
#![allow(clippy::unwrap_used)]

use super::super::clarity::Clarity;
use super::{Support, settle_clarity};
use crate::evidence::Strength;
use crate::score::Assessment;
use crate::score::testing::{self, EMBEDDED};
use crate::units::Credit;
use rolefit_document::Span;

/// Assesses a clerk's resume with these lines under the job, and this text behind it.
fn assess(lines: &[&str], rest: &str) -> (String, Assessment) {
    let lines: String = lines.iter().map(|line| format!("\u{2022} {line}\n")).collect();
    let text = format!("Experience\nOffice Clerk\nExample Ltd, 01/2015 - 12/2020\n{lines}\n{rest}\n");
    let assessment = testing::assess(&EMBEDDED, &text);
    (text, assessment)
}

/// Returns each quote for the part `name` once, with its strength.
fn found(lines: &[&str], rest: &str, name: &str) -> Vec<(String, Strength)> {
    let (text, assessment) = assess(lines, rest);
    let mut found = Vec::new();
    for judged in &assessment.roles {
        let criteria = EMBEDDED.catalog().roles[judged.role].criteria.iter().zip(&judged.criteria);
        let parts = criteria.flat_map(|(criterion, judged)| criterion.parts.iter().zip(&judged.parts));
        for evidence in parts.filter(|(part, _)| part.name == name).flat_map(|(_, part)| &part.evidence) {
            let quote = (evidence.span.slice(&text).to_owned(), evidence.strength);
            if !found.contains(&quote) {
                found.push(quote);
            }
        }
    }
    found
}

fn strength(line: &str, name: &str) -> Option<Strength> {
    found(&[line], "", name).first().map(|(_, strength)| *strength)
}

fn in_skills(line: &str, name: &str) -> Option<Strength> {
    found(&[], &format!("Skills\n{line}"), name).first().map(|(_, strength)| *strength)
}

#[test]
fn what_is_nobodys_business_is_quoted_only_where_nothing_else_serves() {
    let quotes =
        |lines: &[&str]| found(lines, "", "negotiation").into_iter().map(|(quote, _)| quote).collect::<Vec<_>>();
    let (private, other) = ("Negotiated hall rents for my church.", "Negotiated supply contracts.");
    assert_eq!(quotes(&[private]), [private]);
    assert_eq!(quotes(&[private, other]), [other]);
}

#[test]
fn what_is_denied_or_done_by_others_is_no_evidence() {
    for line in [
        "No contract negotiations.",
        "Negotiations were led by the head office, not by me.",
        "The regional director negotiated the supply contracts.",
        "Our buyers negotiated the prices with vendors.",
        "Reported to the head of purchasing, who negotiated contracts.",
        "Copied contracts negotiated by the legal department.",
        "Prices are negotiated by another department.",
        "Vendors and terms: the company negotiates with them in Leeds.",
        "Shadowed a colleague in negotiations with vendors.",
    ] {
        assert_eq!(strength(line, "negotiation"), None, "{line}");
    }
}

#[test]
fn help_with_the_work_of_others_is_a_claim() {
    for line in [
        "Assisted in negotiating supply contracts.",
        "Supported the sales manager in negotiating contracts.",
        "Our team negotiated contracts with vendors.",
        "Led six buyers who negotiated contracts with vendors.",
    ] {
        assert_eq!(strength(line, "negotiation"), Some(Strength::Claimed), "{line}");
    }
}

#[test]
fn people_around_the_writer_take_nothing_away() {
    for line in [
        "Negotiated contracts with the purchasing manager of a hotel.",
        "Negotiated contracts approved by the finance director.",
        "Was promoted by the director and negotiated contracts alone.",
        "The team that I led negotiated contracts with vendors.",
        "My buyers and I negotiated contracts with vendors.",
        "Negotiated with vendors who had raised prices.",
        "Negotiated prices with the head of purchasing.",
    ] {
        assert_eq!(strength(line, "negotiation"), Some(Strength::Demonstrated), "{line}");
    }
}

#[test]
fn whoever_writes_in_the_third_person_is_the_writer() {
    let shows = |name: &str, line: &str| {
        let text = format!("{name}\n\nExperience\nOffice Clerk\nExample Ltd, 01/2015 - 12/2020\n\u{2022} {line}\n");
        let assessment = testing::assess(&EMBEDDED, &text);
        let criteria = assessment
            .roles
            .iter()
            .flat_map(|role| EMBEDDED.catalog().roles[role.role].criteria.iter().zip(&role.criteria));
        let mut parts = criteria.flat_map(|(criterion, judged)| criterion.parts.iter().zip(&judged.parts));
        parts.any(|(part, judged)| part.name == "negotiation" && !judged.evidence.is_empty())
    };
    for line in ["Ms Oakley negotiated contracts.", "Ms Ines Oakley negotiated contracts.", "She negotiated contracts."]
    {
        assert!(shows("INES OAKLEY", line), "{line}");
    }
    for line in [
        "Ms Oak negotiated contracts.",
        "Mr Oakley, her boss, negotiated contracts.",
        "Ms Hartwell negotiated contracts.",
    ] {
        assert!(!shows("Ines Oakley", line), "{line}");
    }
}

#[test]
fn the_name_of_a_degree_claims_no_skill() {
    let rest = |line: &str| found(&[], &format!("Education\n{line}"), "business_acumen");
    assert_eq!(rest("Bachelor of Science in Business Management, Example University, 2012"), []);
    assert_eq!(rest("Market research and pricing for a student magazine").len(), 1);
}

#[test]
fn a_tool_counts_by_what_is_said_of_it() {
    for (line, expected) in [
        ("Excel", Some(Strength::Demonstrated)),
        ("MS Word, Excel, Teams", Some(Strength::Demonstrated)),
        ("Ms Wordsworth used Excel in her teams", None),
        ("Excel (advanced), Word (basic)", Some(Strength::Demonstrated)),
        ("Excel: beginner", Some(Strength::Claimed)),
        ("Basic knowledge of Excel", Some(Strength::Claimed)),
        ("Excel \u{2605}\u{2606}\u{2606}\u{2606}\u{2606}", Some(Strength::Claimed)),
        ("Excel: 4/5", Some(Strength::Demonstrated)),
        ("Excel (never used)", None),
        ("Excel: none", None),
        ("Not yet familiar with Excel", None),
        ("No-frills reports in Excel", Some(Strength::Demonstrated)),
    ] {
        assert_eq!(in_skills(line, "excel"), expected, "{line}");
    }
}

#[test]
fn analysis_counts_where_it_is_about_business() {
    assert_eq!(strength("Researched the nesting of swifts.", "analytical"), Some(Strength::Claimed));
    assert_eq!(strength("Researched prices of rival bakeries.", "analytical"), Some(Strength::Demonstrated));
}

#[test]
fn words_in_another_sense_are_no_evidence() {
    for (line, part) in [
        ("Keyed customer details into a register.", "key_accounts"),
        ("Reset passwords of user accounts.", "portfolio"),
        ("Presented a trophy to the winner.", "presentation"),
        ("Reported directly to the managing director.", "stakeholders"),
        ("The bakery was sold in 2012.", "sales"),
        ("Employed by a Fortune 500 company.", "key_accounts"),
        ("Travelled through Peru on a gap year.", "travel"),
    ] {
        assert_eq!(strength(line, part), None, "{line}");
    }
}

#[test]
fn forms_hobbies_references_and_templates_are_no_evidence() {
    let line = "Negotiates supply contracts with vendors.";
    for heading in ["Hobbies", "Interests", "References", "Personal Details"] {
        assert_eq!(found(&[], &format!("{heading}\n{line}"), "negotiation"), [], "{heading}");
    }
    for line in [
        "Supervisor: negotiated contracts (555-010-4477)",
        "Negotiated contracts worth [amount].",
        "Negotiated contracts and saved XX% a year.",
        "Describe how you negotiated contracts",
    ] {
        assert_eq!(strength(line, "negotiation"), None, "{line}");
    }
    let (_, assessment) = assess(&["Negotiated contracts worth [amount]."], "");
    assert_eq!(assessment.notes.len(), 1);
}

#[test]
fn lines_of_a_posting_show_nothing_and_are_noted() {
    let catalog = EMBEDDED.catalog();
    let role = &catalog.roles[catalog.role_index("key-account-manager").unwrap()];
    let duties = role.criteria.iter().filter(|criterion| criterion.id.contains("duty"));
    let copied: Vec<&str> = duties.map(|criterion| criterion.text.as_str()).take(5).collect();
    let (_, assessment) = assess(&copied, "");
    assert_eq!(assessment.notes.len(), 1);
    assert_eq!(found(&copied, "", "key_accounts").first().map(|(_, strength)| *strength), Some(Strength::Mentioned));

    let own = "Looked after a portfolio of 30 dairies and renewed 28 of their contracts.";
    let with_own: Vec<&str> = copied.iter().copied().chain([own]).collect();
    assert_eq!(found(&with_own, "", "portfolio").first(), Some(&(own.to_owned(), Strength::Demonstrated)));

    let (_, assessment) = assess(&copied[..2], "");
    assert_eq!(assessment.notes, [], "two lines may be chance");
}

#[test]
fn a_phrase_is_quoted_before_a_single_word() {
    let quotes =
        |lines: &[&str]| found(lines, "", "organisation").into_iter().map(|(quote, _)| quote).collect::<Vec<_>>();
    let (word, phrase) = ("Scheduling.", "Arranged meetings for the board.");
    assert_eq!(quotes(&[word]), [word]);
    assert_eq!(quotes(&[word, phrase]), [phrase]);
}

#[test]
fn the_sentence_that_says_it_twice_is_quoted_first_and_weak_signs_not_beside_it() {
    let lines = ["Trained staff", "Led a team of six and supervised two trainees", "Mentored a colleague"];
    let quotes = found(&lines, "", "team_management");
    let quotes: Vec<&str> = quotes.iter().map(|(quote, _)| quote.as_str()).collect();
    assert_eq!(quotes, ["Led a team of six and supervised two trainees"]);
    // Alone, a weak sign still tells.
    assert_eq!(found(&["Mentored a colleague"], "", "team_management").len(), 1);
}

#[test]
fn a_sentence_that_says_it_in_several_places_is_clear() {
    let settled = |spans: &[(usize, usize)]| {
        let passage = |(start, end)| {
            let support = Support::of(Span::new(start, end), Some(0), Strength::Demonstrated, Credit::FULL);
            Support { clarity: Clarity::Loose, ..support }
        };
        let mut its: Vec<Support> = spans.iter().copied().map(passage).collect();
        settle_clarity(&mut its);
        its.iter().map(|support| support.clarity).collect::<Vec<_>>()
    };
    assert_eq!(settled(&[(9, 60)]), [Clarity::Loose]);
    assert_eq!(settled(&[(9, 60), (9, 60)]), [Clarity::Loose; 2], "two patterns, one place");
    assert_eq!(settled(&[(9, 60), (70, 80)]), [Clarity::Clear; 2]);
}

#[test]
fn the_latest_work_is_quoted_before_plainer_words_of_an_older_job() {
    let text = "Experience\nKey Account Manager\nExample Ltd, 01/2015 - 12/2020\n\u{2022} For the largest brewery, \
                negotiated contracts.\nPorter\nOld Mill Ltd, 01/1998 - 12/2003\n\u{2022} Negotiated contracts with farmers.\n";
    let assessment = testing::assess(&EMBEDDED, text);
    let role = EMBEDDED.catalog().roles.iter().position(|role| role.id == "key-account-manager").unwrap();
    let judged = assessment.roles.iter().find(|judged| judged.role == role).unwrap();
    let criteria = EMBEDDED.catalog().roles[role].criteria.iter().zip(&judged.criteria);
    let mut parts = criteria.flat_map(|(criterion, judged)| criterion.parts.iter().zip(&judged.parts));
    let (_, part) = parts.find(|(part, _)| part.name == "negotiation").unwrap();
    assert_eq!(part.evidence[0].span.slice(text), "For the largest brewery, negotiated contracts.");
}
