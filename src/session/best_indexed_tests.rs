//! Tests that no resume scores above its bound, and that the best of an index are the best of all.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use fastrand::Rng;

use super::*;
use crate::catalog::Catalog;
use crate::pool::Lock;
use crate::pool::search::{Recogniser, ResumeFile, Writer};
use crate::posting::{Columns, Importer};
use crate::session::{Options, threads};
use rolefit_document::Document;
use rolefit_ingest::{Limits, read, walk};

/// Resumes of all kinds: those of the fixtures, and others put together of their lines.
fn pool(seed: u64, invented: usize) -> Vec<(String, Document)> {
    let folder = |name: &str| PathBuf::from(format!("{}/fixtures/{name}", env!("CARGO_MANIFEST_DIR")));
    let inputs = walk(&["resumes", "judged", "commands/resumes", "commands/weeks/resumes"].map(folder)).inputs;
    let document = |id: &str, bytes: &[u8]| read(bytes, Some(id), &Limits::default()).ok();
    let read = inputs.iter().filter_map(|input| Some((input.id.clone(), document(&input.id, &input.bytes().ok()?)?)));
    let mut pool: Vec<(String, Document)> = read.collect();
    let lines: Vec<String> = pool.iter().flat_map(|(_, it)| it.text.lines().map(str::to_owned)).collect();
    let mut rng = Rng::with_seed(seed);
    for number in 0..invented {
        let mut text = String::new();
        for _ in 0..rng.usize(3..60) {
            text += &misspelled(rng.choice(&lines).unwrap(), &mut rng);
            text.push('\n');
        }
        let id = format!("invented/{number}.txt");
        pool.extend(document(&id, text.as_bytes()).map(|document| (id, document)));
    }
    pool
}

/// The line, sometimes with a denial in front or a letter too few in a long word.
fn misspelled(line: &str, rng: &mut Rng) -> String {
    match rng.u8(..8) {
        0 => format!("No {line}"),
        1 | 2 => {
            let words = line.split(' ').map(|word| match word.len() > 6 && word.is_ascii() && rng.bool() {
                true => word[..3].to_owned() + &word[4..],
                false => word.to_owned(),
            });
            words.collect::<Vec<_>>().join(" ")
        }
        _ => line.to_owned(),
    }
}

/// The embedded roles, each posting of the fixtures as a role, and roles with phrases of their own.
fn catalogs() -> Vec<Catalog> {
    let importer = Importer::new(Catalog::embedded().unwrap()).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/postings");
    let mut files: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut roles: BTreeMap<String, String> = BTreeMap::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|end| end != "toml")) {
        let imported = importer.import(&std::fs::read(file).unwrap(), None, &Columns::default());
        roles.extend(imported.into_iter().flatten().map(|role| (role.id, role.toml)));
    }
    assert!(roles.len() > 10, "the postings are gone");
    let own = r#"schema = "rolefit.role/1"
title = "Baker"
other_titles = ["Team Lead"]
[[criterion]]
id = "baker/req-1"
kind = "title"
priority = "must"
weight = 3.0
label = "Baker"
text = "Baker"
parts = [{ name = "title", titles = ["Account Manager", "Baker"], adjacent_titles = ["Sales Manager"] }]
[[criterion]]
id = "baker/req-2"
kind = "competency"
priority = "must"
weight = 2.0
label = "Contracts"
text = "Contracts"
parts = [{ name = "own", names = ["contract suite"], deeds = ["negotiate ... contract"], claims = ["team player"] },
    { name = "more", deeds = ["exceed ... #%"] }]
"#;
    roles.insert("baker".into(), own.into());
    vec![Catalog::embedded().unwrap(), Catalog::of_roles(roles.into_iter().collect(), None).unwrap()]
}

fn index(folder: &Path, pool: &[(String, Document)]) -> ResumeIndex {
    let recogniser = Recogniser::new(&Catalog::embedded().unwrap()).unwrap();
    let lock = Lock::try_take(folder).unwrap().unwrap();
    let mut writer = Writer::open(folder, lock, &recogniser).unwrap();
    for (id, document) in pool {
        let file = ResumeFile::new(id, &format!("/{id}"), &document.content);
        let resume = writer.snapshot().prepare(&file, document.clone());
        writer.put(&file, resume).unwrap();
    }
    writer.finish().unwrap();
    ResumeIndex::open(folder).unwrap()
}

fn session(catalog: Catalog, year: i16) -> Session {
    let as_of = Some(jiff::civil::date(year, 11, 21));
    Session::open(Options { opened: Some(catalog), as_of, ..Options::default() }).unwrap()
}

/// Runs on Unix only, because other systems keep a file from being removed while it is open.
#[cfg(unix)]
#[test]
fn bounds_stay_where_another_run_has_removed_the_outlines() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), &pool(3, 12));
    let session = session(Catalog::embedded().unwrap(), 2026);
    let version = SignReader::version(&session.catalog().vocabulary);
    let clues = session.engine.clues(0, session.as_of()).unwrap();
    let bounds = index.bounds(&clues, &version).unwrap();
    let mut closer = bounds.closer(&bounds.first).unwrap();
    assert!(closer.iter().any(|bound| !bounds.first.contains(bound)), "no bound became closer");
    let mut removed = 0;
    for file in std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()) {
        if file.extension().is_some_and(|extension| extension == "fast") {
            std::fs::remove_file(file).unwrap();
            removed += 1;
        }
    }
    assert!(removed > 0);
    closer = bounds.closer(&bounds.first).unwrap();
    closer.sort_unstable_by_key(|bound| (std::cmp::Reverse(bound.score), bound.address));
    assert_eq!(closer, bounds.first);
}

#[test]
fn no_resume_scores_above_its_bound_and_the_best_are_the_best_of_all() {
    let folder = tempfile::tempdir().unwrap();
    let pool = pool(7, 80);
    let index = index(folder.path(), &pool);
    assert_eq!(index.len(), pool.len());
    let pool_threads = threads(None).unwrap();
    for (catalog, year) in catalogs().into_iter().zip([2031, 2012]) {
        let session = session(catalog, year);
        let version = SignReader::version(&session.catalog().vocabulary);
        let mut all: Vec<Candidate> = Vec::new();
        let mut by_address: FxHashMap<DocAddress, usize> = FxHashMap::default();
        let as_of = session.as_of();
        let clues = session.engine.clues(0, as_of).unwrap();
        for bound in index.bounds(&clues, &version).unwrap().first {
            by_address.insert(bound.address, all.len());
            all.push(session.indexed(&index, bound.address).unwrap().1);
        }
        let (mut exact, mut judged) = (0, 0);
        for (role, asked) in session.catalog().roles.iter().enumerate() {
            let clues = session.engine.clues(role, as_of).unwrap();
            let bounds = index.bounds(&clues, &version).unwrap();
            let is_any_low = bounds.first.iter().any(|bound| bound.score < Score::points(40));
            assert!(is_any_low, "{}: nobody is ruled out", asked.id);
            let firsts: FxHashMap<DocAddress, Score> = bounds.first.iter().map(|it| (it.address, it.score)).collect();
            for closer in bounds.closer(&bounds.first).unwrap() {
                assert!(closer.score <= firsts[&closer.address]);
                let candidate = &all[by_address[&closer.address]];
                let score = assessment_of(candidate, role).and_then(|assessment| assessment.score);
                let told = format!("{}: {}: {score:?} above {:?}", asked.id, candidate.id, closer.score);
                assert!(score <= Some(closer.score), "{told}");
                exact += usize::from(score.unwrap_or_default() == closer.score);
                judged += 1;
            }
        }
        assert!(3 * exact > judged, "of {judged} closer bounds only {exact} are the score");
        for top in [1, 7, 50] {
            let best = session.best_indexed(&index, top, &pool_threads).unwrap();
            for role in 0..session.catalog().roles.len() {
                let firsts = |candidates: &[Candidate]| {
                    let sorted = crate::rank::best_first(candidates, role);
                    let last = sorted.get(top - 1).map(|(_, assessment)| RankKey::of(assessment));
                    let leads = |key: RankKey| last.is_none_or(|last| key <= last);
                    let leading = sorted.iter().filter(|(_, assessment)| leads(RankKey::of(assessment)));
                    leading.map(|(candidate, _)| candidate.id.clone()).collect::<Vec<_>>()
                };
                assert_eq!(firsts(&best.candidates), firsts(&all), "{top}");
            }
        }
    }
}

#[test]
fn an_index_of_another_vocabulary_bounds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), &pool(1, 1));
    let mut catalog = Catalog::embedded().unwrap();
    catalog.vocabulary.languages.push("elvish".into());
    let best = session(catalog, 2026).best_indexed(&index, 1, &threads(None).unwrap());
    assert_eq!(best.err(), Some(Fault::Outdated));
}
