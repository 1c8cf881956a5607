//! Holds every record that commands write against the schema that `rolefit schema` prints.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Value, json};

const BAKERY: [&str; 4] = ["--catalog", "fixtures/commands/catalog", "--as-of", "2026-11-21"];

fn rolefit(args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolefit"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(args).arg("--quiet").env_remove("ROLEFIT_STORE");
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

fn records(args: &[&str]) -> Vec<Value> {
    let args: Vec<&str> = args.iter().chain(&["--format", "jsonl"]).chain(&BAKERY).copied().collect();
    let records: Vec<Value> = rolefit(&args).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!records.is_empty(), "{args:?} writes records");
    records
}

/// Forbids fields that the schema does not name, so that no field goes without words. A quote is part of more.
fn forbid_unknown_fields(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            let is_quote = fields.get("properties").is_some_and(|it| it.get("quote").is_some());
            fields.values_mut().for_each(forbid_unknown_fields);
            if fields.contains_key("properties") && !is_quote {
                fields.insert("unevaluatedProperties".into(), json!(false));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(forbid_unknown_fields),
        _ => {}
    }
}

fn compiled(name: &str, schemas: &mut Schemas) -> SchemaIndex {
    let mut schema: Value = serde_json::from_str(&rolefit(&["schema", name])).unwrap();
    forbid_unknown_fields(&mut schema);
    let mut compiler = Compiler::new();
    compiler.add_resource("records.json", schema).unwrap();
    compiler.compile("records.json", schemas).unwrap()
}

fn assert_all_hold(name: &str, records: &[Value]) {
    let mut schemas = Schemas::new();
    let schema = compiled(name, &mut schemas);
    let own: Vec<&Value> = records.iter().filter(|it| it["schema"] == format!("rolefit.{name}/1")).collect();
    assert!(!own.is_empty(), "no record of {name}");
    for record in own {
        let judged = schemas.validate(record, schema);
        assert!(judged.is_ok(), "{name}: {:#}\n{record}", judged.unwrap_err());
    }
}

#[test]
fn records_of_candidates_hold_to_the_schema() {
    let mut all = records(&["rank", "fixtures/commands/resumes", "fixtures/unreadable"]);
    all.extend(records(&["rank", "fixtures/commands/resumes", "--blind", "--role", "baker"]));
    assert!(all.iter().any(|it| it["problem"].is_object()) && all.iter().any(|it| it["best"]["role"].is_string()));
    assert_all_hold("candidate", &all);
}

#[test]
fn records_of_a_later_run_hold_to_the_schema() {
    let since =
        ["--since", "fixtures/commands/weeks/last.jsonl", "--decisions", "fixtures/commands/weeks/decisions.csv"];
    let all = records(&[&["rank", "fixtures/commands/weeks/resumes"], &since[..]].concat());
    assert!(all.iter().any(|it| it["decision"].is_object()));
    assert_all_hold("candidate", &all);
    assert_all_hold("gone", &all);
}

#[test]
fn records_of_comparisons_and_hits_hold_to_the_schema() {
    let home = tempfile::tempdir().unwrap();
    let store = home.path().join("store");
    let of = |name: &str| Path::new("fixtures/commands/resumes").join(name).display().to_string();
    let store = store.to_str().unwrap();
    rolefit(&["index", "fixtures/commands/resumes", "--store", store]);
    let hits = ["search", "bread OR oven OR baker", "--store", store];
    assert_all_hold("hit", &records(&[&hits[..], &["--role", "baker"]].concat()));
    assert_all_hold("comparison", &records(&["compare", &of("ines.txt"), &of("otto.txt"), "--role", "baker"]));
}

#[test]
fn records_of_runs_hold_to_the_schema() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("runs.jsonl");
    let record = ["rank", "fixtures/commands/resumes", "--record", file.to_str().unwrap()];
    records(&record);
    records(&[&record[..], &["--top-roles", "1"]].concat());
    let lines = std::fs::read_to_string(&file).unwrap();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    assert_all_hold("run", &lines);
}
