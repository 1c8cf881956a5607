//! A page is whole, admits no script but its own, and is the same every time.
#![allow(clippy::unwrap_used)]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{Html, Start};
use crate::candidate::history::Decision;
use crate::candidate::{Candidate, Outcome, sample};
use crate::output::sample_run::written;
use crate::rank::CutOffs;
use crate::units::Score;
use rolefit_document::Span;

const HTML: Html = Html { start: Start::List, contacts: false, blind: false };

/// A name that would run if it were read as HTML.
const HOSTILE: &str = "</script><img src=x onerror=alert(1)>.pdf";

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split_once(before).unwrap().1.split_once(after).unwrap().0
}

/// The unpacked data with this id.
fn data(page: &str, id: &str) -> Value {
    let packed = between(page, &format!("<script type=\"application/octet-stream\" id=\"{id}\">"), "</script>");
    let json = miniz_oxide::inflate::decompress_to_vec(&STANDARD.decode(packed).unwrap()).unwrap();
    serde_json::from_slice(&json).unwrap()
}

fn page(html: Html, candidates: &[Candidate]) -> String {
    written(&html, candidates, &CutOffs::default())
}

fn decided(id: &str, decision: &str) -> Candidate {
    let mut candidate = sample::candidate(id, 70, 1000);
    candidate.history.decisions = vec![Decision { decision: decision.into(), ..Decision::default() }];
    candidate
}

#[test]
fn the_policy_admits_the_page_s_own_script_and_style_and_nothing_else() {
    let page = page(HTML, &[sample::candidate("a.pdf", 70, 1000)]);
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    let script = hash(between(&page, "<script type=\"module\">", "</script>"));
    let style = hash(between(&page, "<style>", "</style>"));
    let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let promised =
        format!("default-src 'none'; script-src {script}; style-src {style}; base-uri 'none'; form-action 'none'");
    assert_eq!(policy, promised);
    assert!(!page.contains("{{") && !page.contains(" style=\"") && !page.contains(" onclick=\""), "left open");
    assert!(!page.contains("src=") && !page.contains("href=\"http"), "something is loaded");
}

#[test]
fn the_index_has_what_the_list_shows() {
    let candidates =
        [sample::candidate("b.pdf", 30, 1000), sample::candidate("c.pdf", 70, 936), sample::unreadable("scan.pdf")];
    let index = data(&page(HTML, &candidates), "index");
    insta::assert_snapshot!(serde_json::to_string_pretty(&index).unwrap());
}

#[test]
fn a_quote_is_a_slice_of_the_text_in_the_page_s_own_units() {
    let mut candidate = sample::candidate("a.pdf", 70, 1000);
    if let Outcome::Scored(scored) = &mut candidate.outcome {
        // A letter of four bytes is a pair of units. It takes the place of two letters.
        scored.document.pages.iter_mut().flatten().skip(1).for_each(|page| *page += 2);
        scored.document.text = scored.document.text.replacen("Ana Lopez", "Ana L😀ez", 1);
        for evidence in scored
            .assessment
            .roles
            .iter_mut()
            .flat_map(|role| &mut role.criteria)
            .flat_map(|it| &mut it.parts)
            .flat_map(|it| &mut it.evidence)
        {
            evidence.span = Span::new(evidence.span.start + 2, evidence.span.end + 2);
        }
    }
    let block = data(&page(HTML, &[candidate]), "block-0");
    let units: Vec<u16> = block[0]["text"].as_str().unwrap().encode_utf16().collect();
    let spans: Vec<usize> = serde_json::from_value(block[0]["spans"].clone()).unwrap();
    let quotes: Vec<String> =
        spans.chunks(2).map(|span| String::from_utf16(&units[span[0]..span[1]]).unwrap()).collect();
    assert_eq!(quotes, ["Key Account Manager", "Negotiated contracts with 12 hospitals", "communication"]);
    assert_eq!(block[0]["pages"], serde_json::json!([0, 86]));
}

#[test]
fn the_page_is_the_same_every_time_and_holds_no_name_outside_its_data() {
    let candidates = [sample::candidate(HOSTILE, 70, 1000), sample::unreadable("=scan.pdf")];
    let written = page(HTML, &candidates);
    assert_eq!(written, page(HTML, &candidates));
    assert!(!written.contains("onerror=alert") && !written.contains("Ana Lopez"));
    assert_eq!(data(&written, "index")["people"][0]["id"], HOSTILE);
}

#[test]
fn a_cut_off_takes_ranks_and_says_how_many_it_hides() {
    let candidates = [sample::candidate("a", 70, 1000), sample::candidate("b", 30, 1000)];
    let cut = CutOffs { min_score: Some(Score::new(50_000)), ..CutOffs::default() };
    let index = data(&written(&HTML, &candidates, &cut), "index");
    assert_eq!((&index["roles"][0]["hidden"], &index["roles"][1]["hidden"]), (&1.into(), &2.into()));
    assert_eq!(index["people"].as_array().unwrap().len(), 1);
    assert_eq!(index["people"][0]["ranks"], serde_json::json!([[0, 1, 1]]));
}

#[test]
fn a_shortlist_has_the_invited_and_of_their_resumes_only_the_quotes() {
    let mut invited = decided("a.pdf", "Invite");
    if let Outcome::Scored(scored) = &mut invited.outcome {
        scored.who.contact = vec!["ana@example.org".into()];
    }
    let candidates = [invited, decided("b.pdf", "decline"), sample::candidate("c.pdf", 70, 1000)];
    let shortlist = Html { start: Start::Shortlist, ..HTML };
    let written = page(shortlist, &candidates);
    let (index, block) = (data(&written, "index"), data(&written, "block-0"));
    assert_eq!((index["people"].as_array().unwrap().len(), &index["start"]["page"]), (1, &"shortlist".into()));
    assert_eq!(block[0]["text"], "Key Account Manager\nNegotiated contracts with 12 hospitals\ncommunication");
    assert_eq!(
        (&block[0]["contact"], &block[0]["spans"]),
        (&serde_json::json!([]), &serde_json::json!([0, 19, 20, 58, 59, 72]))
    );
    let with_contacts = page(Html { contacts: true, ..shortlist }, &candidates);
    assert_eq!(data(&with_contacts, "block-0")[0]["contact"][0], "ana@example.org");
}

#[test]
fn a_blind_page_has_the_masked_text() {
    let mut candidate = sample::candidate("a.pdf", 70, 1000);
    if let Outcome::Scored(scored) = &mut candidate.outcome {
        scored.withheld = vec![Span::new(0, 9)];
    }
    let written = page(Html { blind: true, ..HTML }, &[candidate]);
    assert!(data(&written, "block-0")[0]["text"].as_str().unwrap().starts_with("*** *****\nKey Account"));
    assert_eq!(data(&written, "index")["run"]["blind"], true);
}

#[test]
fn candidates_lie_in_blocks_in_the_order_of_the_index() {
    let count = super::PER_BLOCK + 1;
    let candidates: Vec<Candidate> = (0..count).map(|at| sample::candidate(&format!("{at:03}"), 70, 1000)).collect();
    let written = page(HTML, &candidates);
    assert_eq!(data(&written, "index")["people"].as_array().unwrap().len(), count);
    assert_eq!(data(&written, "block-1").as_array().unwrap().len(), 1);
}
