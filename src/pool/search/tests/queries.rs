//! Tests of the hits of queries and their order.

use super::*;

#[test]
fn boolean_strings_find_what_they_say() {
    let (_folder, pool) = pool();
    for (query, expected) in [
        ("accounts", "ana ben"),
        ("account NOT retail", "ana"),
        ("account -retail", "ana"),
        ("\"major account\" OR baking OR loaves", "ana ben"),
        ("\"account major\"", ""),
        ("NOT accounts", "cleo"),
        ("NOT accounts NOT pens", ""),
        ("retail OR NOT accounts", "ben cleo"),
        ("c++", "ana"),
        ("Managing", "ana"),
        ("baker AND NOT (pens OR cars)", "ben"),
    ] {
        assert_eq!(found(&pool, query), expected, "{query}");
    }
}

#[test]
fn open_words_find_stems_and_words_as_written() {
    let (_folder, pool) = pool();
    // Their stems are "manag", "compani" and "consult".
    for (query, expected) in [
        ("manage*", "ana"),
        ("manag*", "ana"),
        ("compan*", "cleo"),
        ("consultin*", "cleo"),
        ("c+*", "ana"),
        ("mango*", ""),
    ] {
        assert_eq!(found(&pool, query), expected, "{query}");
    }
}

#[test]
fn fields_look_into_facts() {
    let (_folder, pool) = pool();
    for (query, expected) in [
        ("title:\"key account manager\"", "ana"),
        ("title:(baker OR manager)", "ana ben"),
        ("title:retail", ""),
        ("tool:sfdc", "ana"),
        ("tool:crm", "ana"),
        ("degree:bachelor", "ana"),
        ("degree:marketing", "ana"),
        ("degree:master", ""),
        ("language:french", "ana"),
    ] {
        assert_eq!(found(&pool, query), expected, "{query}");
    }
}

#[test]
fn years_are_whole_and_grow_until_the_day_of_the_search() {
    let (_folder, pool) = pool();
    // Ana's are 4 (and 5 months), Ben's 6 (and 11), Cleo's are not known.
    for (query, expected) in [
        ("years:4", "ana"),
        ("years:>4", "ben"),
        ("years:>=4", "ana ben"),
        ("years:<=6", "ana ben"),
        ("years:<6", "ana"),
        ("years:5..6", "ben"),
        ("years:>6", ""),
        ("NOT years:>=0", "cleo"),
    ] {
        assert_eq!(found(&pool, query), expected, "{query}");
    }
    let in_2030 = pool.search(&Query::parse("years:>9").unwrap(), date(2030, 1, 1)).unwrap();
    assert_eq!(in_2030.len(), 1);
}

#[test]
fn hits_stand_in_an_order_that_the_layout_of_the_index_does_not_change() {
    let (one, many) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let files: Vec<(String, String)> =
        (0..30).map(|n| (format!("{n}.txt"), format!("Sold pens, number {n}"))).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    index(one.path(), &files);
    for chunk in files.rchunks(7) {
        index(many.path(), chunk);
    }
    let order = |folder: &Path| -> Vec<String> {
        let pool = ResumeIndex::open(folder).unwrap();
        let hits = pool.search(&Query::parse("pens").unwrap(), DAY).unwrap();
        hits.iter().map(|hit| pool.resume(hit).unwrap().location.id).collect()
    };
    assert_eq!(order(one.path()).len(), 30);
    assert_eq!(order(one.path()), order(many.path()));
}
