//! Changes since an earlier run, and errors about a run that cannot be read.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::EarlierRun;
use crate::candidate::history::{Cause, Change, Since};
use crate::candidate::{Candidate, Outcome, sample};
use crate::catalog::Catalog;
use crate::output::sample_run::run;
use crate::output::{Run, v1};

/// A candidate whose bytes are the `content`.
fn candidate(id: &str, content: &str, score: u32) -> Candidate {
    let mut candidate = sample::candidate(id, score, 1000);
    candidate.content = Some(format!("blake3:{}", blake3::hash(content.as_bytes()).to_hex()));
    candidate
}

fn written(run: &Run<'_>, candidates: &[Candidate]) -> String {
    let line = |candidate| serde_json::to_string(&v1::CandidateRecord::new(run, candidate)).unwrap();
    candidates.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn earlier(candidates: &[Candidate]) -> EarlierRun {
    let catalog = sample::catalog();
    EarlierRun::parse("old.jsonl", written(&run(&catalog), candidates).as_bytes(), &run(&catalog), false).unwrap()
}

/// The changes of `now`, and who is gone.
fn changes(earlier: &EarlierRun, now: &[Candidate]) -> (Vec<Since>, Vec<String>) {
    let mut tally = earlier.tally();
    let compare = |candidate| {
        let (since, found) = earlier.compare(candidate);
        tally.add(found);
        since
    };
    let since = now.iter().map(compare).collect();
    (since, earlier.gone(&tally).map(|gone| gone.id.to_owned()).collect())
}

#[test]
fn new_changed_moved_unchanged_and_gone_are_told_apart() {
    let earlier =
        earlier(&[candidate("a", "1", 50), candidate("b", "2", 50), candidate("c", "3", 50), candidate("d", "4", 50)]);
    let now = [candidate("a", "1", 50), candidate("b", "5", 60), candidate("c", "3", 60), candidate("e", "6", 50)];
    let (since, gone) = changes(&earlier, &now);
    let kinds: Vec<Change> = since.iter().map(|since| since.change).collect();
    assert_eq!(kinds, [Change::Unchanged, Change::ChangedFile, Change::Moved, Change::New]);
    assert_eq!(gone, ["d"]);
    assert_eq!(since[2].role("key-account-manager").unwrap().score, Some(50.0));
}

#[test]
fn a_file_under_another_name_is_the_same() {
    let earlier = earlier(&[candidate("a", "1", 50), candidate("b", "2", 50)]);
    // The second file took the first file's name; the bytes tell.
    let (since, gone) = changes(&earlier, &[candidate("a", "2", 50), candidate("z/a", "1", 50)]);
    assert!(since.iter().all(|since| since.change == Change::Unchanged));
    assert_eq!((since[0].id.as_deref(), since[1].id.as_deref()), (Some("b"), Some("a")));
    assert!(gone.is_empty());
}

#[test]
fn of_two_copies_one_may_go_and_nobody_is_gone() {
    let earlier = earlier(&[candidate("a", "1", 50), candidate("b", "1", 50)]);
    for left in ["a", "b", "c"] {
        assert_eq!(changes(&earlier, &[candidate(left, "1", 50)]).1, Vec::<String>::new(), "{left}");
    }
    assert_eq!(changes(&earlier, &[candidate("a", "2", 50)]).1, ["b"]);
}

#[test]
fn what_cannot_be_read_any_more_has_moved_and_without_bytes_the_id_tells() {
    let mut unreadable = sample::unreadable("a");
    unreadable.content = candidate("a", "1", 50).content;
    let mut unopened = sample::unreadable("b");
    unopened.content = None;
    let earlier = earlier(&[candidate("a", "1", 50), unopened.clone()]);
    let (since, gone) = changes(&earlier, &[unreadable, unopened]);
    assert_eq!([since[0].change, since[1].change], [Change::Moved, Change::Unchanged]);
    assert!(gone.is_empty());
}

#[test]
fn every_difference_of_the_runs_may_have_moved_a_candidate() {
    let old_catalog = Catalog { hash: "blake3:01".into(), ..sample::catalog() };
    let old_run = Run { as_of: jiff::civil::date(2026, 11, 14), ..run(&old_catalog) };
    let old = [candidate("a", "1", 50), candidate("b", "2", 50)];
    let text = written(&old_run, &old).replace(v1::ENGINE, "rolefit 0.0.9");
    let catalog = sample::catalog();
    let earlier = EarlierRun::parse("old.jsonl", text.as_bytes(), &run(&catalog), false).unwrap();
    let (since, _) = changes(&earlier, &[candidate("a", "1", 50), candidate("b", "2", 51)]);
    assert_eq!((since[0].change, since[0].by.as_slice()), (Change::Unchanged, [].as_slice()));
    assert_eq!(since[1].by, [Cause::Catalog, Cause::Engine, Cause::AsOf]);
}

#[test]
fn a_role_that_only_one_run_weighed_moves_nobody() {
    let catalog = sample::catalog();
    let one_role = Catalog { roles: catalog.roles[1..].to_vec(), ..sample::catalog() };
    let mut now = candidate("a", "1", 50);
    if let Outcome::Scored(scored) = &mut now.outcome {
        scored.assessment.roles.remove(0);
        scored.assessment.roles[0].role = 0;
        scored.assessment.roles[0].rank = 1;
    }
    let text = written(&run(&catalog), &[candidate("a", "1", 50)]);
    let earlier = EarlierRun::parse("old.jsonl", text.as_bytes(), &run(&one_role), false).unwrap();
    assert_eq!(changes(&earlier, &[now]).0[0].change, Change::Unchanged);
}

#[test]
fn a_damaged_run_is_told_with_the_line() {
    let catalog = sample::catalog();
    let text = written(&run(&catalog), &[candidate("a", "1", 50), candidate("b", "2", 50)]);
    let error =
        |text: &str| EarlierRun::parse("old.jsonl", text.as_bytes(), &run(&catalog), false).unwrap_err().to_string();
    assert!(
        error(&text[..text.len() - 9]).starts_with("old.jsonl:2: EOF while parsing"),
        "{}",
        error(&text[..text.len() - 9])
    );
    let (first, second) = text.split_once('\n').unwrap();
    assert!(error(&format!("{first}\n{first}")).starts_with("old.jsonl:2: `a` occurs twice; "));
    let other_schema = second.replace("rolefit.candidate/1", "rolefit.candidate/2");
    let schema = error(&format!("{first}\n{other_schema}"));
    assert!(schema.starts_with("old.jsonl:2: the schema `rolefit.candidate/2` is unknown; "), "{schema}");
    assert!(error(r#"{"schema":"rolefit.fit/1"}"#).contains("old.jsonl:1: the schema `rolefit.fit/1` is unknown"));
    let other_day = second.replace("2026-11-21", "2026-11-20");
    assert!(error(&format!("{first}\n{other_day}")).starts_with("old.jsonl:2: this line belongs to another run"));
    assert!(error(&first.replace("\"blake3:", "\"md5:")).contains("is not a content hash"));
    assert!(error("\n").starts_with("old.jsonl: there is no candidate here; "));
    assert!(error("candidate,role\n").starts_with("old.jsonl:1: expected value at column 1; "));
}

proptest! {
    #[test]
    fn the_order_of_the_earlier_run_and_of_the_candidates_changes_nothing(
        old in prop::collection::btree_map(0u8..12, (0u8..8, 48u32..52), 1..10),
        now in prop::collection::btree_map(0u8..12, (0u8..8, 48u32..52), 0..10),
        seed: u64,
    ) {
        // The same bytes are the same verdict.
        let make = |files: &std::collections::BTreeMap<u8, (u8, u32)>, run: u32| -> Vec<Candidate> {
            let file = |(id, (content, _)): (&u8, &(u8, u32))| {
                candidate(&format!("{id:02}"), &content.to_string(), 40 + u32::from(*content) + run * u32::from(content % 2))
            };
            files.iter().map(file).collect()
        };
        let (old, now) = (make(&old, 0), make(&now, 1));
        let shuffled = |candidates: &[Candidate]| {
            let mut shuffled = candidates.to_vec();
            shuffled.sort_by_key(|it| blake3::hash(format!("{seed}{}", it.id).as_bytes()).to_hex());
            shuffled
        };
        let (since, gone) = changes(&earlier(&old), &now);
        // A renamed file counts as the first of several copies, and runs are written in the order of ids.
        let (since_shuffled, gone_shuffled) = changes(&earlier(&old), &shuffled(&now));
        prop_assert_eq!(&gone, &gone_shuffled);
        let by_id = |candidates: &[Candidate], since: &[Since]| {
            let mut pairs: Vec<_> =
                candidates.iter().map(|it| it.id.clone()).zip(since.iter().cloned()).collect();
            pairs.sort_by(|a, b| a.0.cmp(&b.0));
            pairs
        };
        prop_assert_eq!(by_id(&now, &since), by_id(&shuffled(&now), &since_shuffled));
        let (since_of_shuffled, gone_of_shuffled) = changes(&earlier(&shuffled(&old)), &now);
        prop_assert_eq!(&gone, &gone_of_shuffled);
        let kinds = |since: &[Since]| since.iter().map(|since| since.change).collect::<Vec<_>>();
        prop_assert_eq!(kinds(&since), kinds(&since_of_shuffled));
        // Nobody is lost: each old file is met by id or bytes, or gone.
        for file in &old {
            let is_there = now.iter().any(|it| it.id == file.id && it.content != file.content
                && !old.iter().any(|other| other.content == it.content)) || now.iter().any(|it| it.content == file.content);
            prop_assert_eq!(gone.contains(&file.id), !is_there);
        }
    }
}
