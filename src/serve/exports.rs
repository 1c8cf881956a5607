//! The ranking in the formats that `rolefit rank -o` writes.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::app::App;
use super::calls;
use super::failure::{Answer, Failure};
use crate::output::csv::Csv;
use crate::output::html::{Html, Start};
use crate::output::json::Json;
use crate::output::jsonl::Jsonl;
use crate::output::wide_csv::WideCsv;
use crate::output::xlsx::Xlsx;
use crate::output::{Exporter, write};
use crate::rank::CutOffs;

const BYTES: &str = "application/octet-stream";

#[derive(Deserialize)]
pub(super) struct Choice {
    layout: Option<String>,
    #[serde(default)]
    contacts: bool,
}

/// One document: `ranking.csv`, `shortlist.html` and so on.
pub(super) async fn document(
    State(app): State<Arc<App>>,
    Path((id, name)): Path<(String, String)>,
    Query(choice): Query<Choice>,
) -> Answer<Response> {
    let job = app.job(&id)?;
    let exporter = exporter(&name, &choice, job.order.blind).ok_or_else(|| Failure::missing("document"))?;
    calls::blocking(move || {
        let bytes = job.with(&app.decisions, |_, run, candidates, _| {
            let mut bytes = Vec::new();
            write(&*exporter, run, &CutOffs::default(), candidates, &mut bytes)?;
            Ok(bytes)
        })?;
        let attached = format!("attachment; filename=\"{name}\"");
        Ok(([(header::CONTENT_TYPE, BYTES.into()), (header::CONTENT_DISPOSITION, attached)], bytes).into_response())
    })
    .await
}

fn exporter(name: &str, choice: &Choice, blind: bool) -> Option<Box<dyn Exporter + Send>> {
    let html = Html { blind, contacts: choice.contacts, ..Html::default() };
    Some(match (name, choice.layout.as_deref()) {
        ("ranking.csv", Some("wide")) => Box::new(WideCsv),
        ("ranking.csv", _) => Box::new(Csv),
        ("ranking.json", _) => Box::new(Json),
        ("ranking.jsonl", _) => Box::new(Jsonl),
        ("ranking.xlsx", _) => Box::new(Xlsx { blind }),
        ("ranking.html", _) => Box::new(Html { contacts: false, ..html }),
        ("shortlist.html", _) => Box::new(Html { start: Start::Shortlist, ..html }),
        _ => return None,
    })
}
