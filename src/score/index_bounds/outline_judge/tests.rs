//! Tests that outlines earn the scores of their resumes.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::engine::Engine;
use crate::matcher::{LexicalWord, stem, stemmer};
use crate::score::testing::{AS_OF, EMBEDDED, engine};
use crate::score::{SignReader, outline_bytes};
use rolefit_document::words;

/// Returns the score of a resume with this text in the first role, and the score of its outline.
fn scores(text: &str, is_misspelled: bool) -> (Score, Score) {
    scores_in(&EMBEDDED, text, is_misspelled)
}

fn scores_in(engine: &Engine, text: &str, is_misspelled: bool) -> (Score, Score) {
    let document = Document::of_text(text);
    let (profile, assessment) = engine.assess(&document, AS_OF);
    let kept = SignReader::new(engine.catalog()).unwrap().read(&document, &profile);
    let mut bytes = Vec::new();
    outline_bytes(kept.outline.into_iter(), &mut bytes);
    let judge = engine.clues(0, AS_OF).unwrap().outlines;
    let (mut places, mut stemmer) = (Vec::new(), stemmer());
    for (at, word) in (0..).zip(words(text)) {
        let form = text[word.start..word.end].to_lowercase();
        let stem = stem(&mut stemmer, &form);
        let is = |asked: LexicalWord<'_>| [LexicalWord::Stem(&stem), LexicalWord::Exact(&form)].contains(&asked);
        places.extend((0..).zip(judge.words.words()).filter(|(_, it)| is(*it)).map(|(number, _)| (number, at)));
    }
    let seen = SeenWords { places: &places, may_state_title: true, is_misspelled };
    let score = judge.score(&postcard::from_bytes(&bytes).unwrap(), seen);
    (assessment.roles[0].score.unwrap(), score.unwrap())
}

#[test]
fn the_outline_earns_the_score_of_its_resume_where_the_text_leaves_nothing_open() {
    let old =
        "Account Manager\nBarrow Ltd, 03/1999 - 02/2001\n\u{2022} Negotiated contracts and managed 40 accounts.\n";
    let now = "Account Manager\nTilt Ltd, 03/2024 - Present\n\u{2022} Prepared reports in Salesforce.\n";
    let volunteer = "\nVolunteering\n\nTrained new colleagues.\n\nSkills\n\nNo CRM, negotiation\n";
    for text in [old.to_owned(), now.to_owned(), format!("{now}\n{old}"), format!("{old}{volunteer}")] {
        let text = format!("Wanda Pell\n\nExperience\n\n{text}\nEducation\n\nBSc in Marketing, 2031\n");
        let (score, bound) = scores(&text, false);
        assert!(score > Score::ZERO && score == bound, "{score} and {bound}: {text}");
    }
}

#[test]
fn denied_matches_count_only_where_a_misspelled_word_may_hide_the_denial() {
    let text = "Wanda Pell\n\nExperience\n\nAccount Manager\nTilt Ltd, 03/2020 - 02/2024\n\u{2022} No Salesforce.\n";
    let (score, bound) = scores(text, false);
    assert_eq!(score, bound);
    assert!(scores(text, true).1 > bound);
}

#[test]
fn own_phrases_and_words_count_in_their_sentences_and_titles_at_the_start_of_duties() {
    let title = r#"{ name = "title", titles = ["Lamp Lighter"] }"#;
    let wicks = r#"{ name = "wicks", deeds = ["trim ... wick"], names = ["=wickery"] },
        { name = "ladders", words = ["ladder harbour street climbing"] }"#;
    let criteria = [("must title", "Lamp Lighter", title), ("should competency", "Trimming of wicks", wicks)];
    let lighter = engine("Lamp Lighter", &criteria);
    for (duties, is_exact) in [
        ("\u{2022} Trimmed eighty wicks.\n\u{2022} Climbing of ladders in harbour streets.\n", true),
        ("\u{2022} Trimmed hedges.\n\u{2022} Sold a wick and a ladder in the street.\n", true),
        ("\u{2022} Lamp lighter for two harbours.\n", false),
        ("\u{2022} Lamp lighters for two harbours.\n\u{2022} Called for the lamp lighter.\n", true),
        ("\u{2022} Wick, then trimmed.\n", true),
        ("\u{2022} Never trimmed any wick.\n", false),
    ] {
        let text = format!("Wanda Pell\n\nExperience\n\nPorter\nTilt Ltd, 03/2020 - 02/2024\n{duties}");
        let (score, bound) = scores_in(&lighter, &text, false);
        assert!(score <= bound && (score == bound) == is_exact, "{score} and {bound}: {duties}");
    }
}
