//! The calls about decisions.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use super::app::{App, lock};
use super::calls::{self, Body};
use super::failure::{Answer, Failure};
use crate::session::today;

/// The letters of the longest cell.
const LONGEST_CELL: usize = 2000;

/// A decision as the page sends it.
#[derive(Deserialize)]
struct Made {
    content: String,
    #[serde(default)]
    role: String,
    /// `None` takes the decision back.
    decision: Option<String>,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    blind: bool,
}

/// All decisions.
pub(super) async fn list(State(app): State<Arc<App>>) -> Answer<Response> {
    Ok(calls::json(&serde_json::json!({ "decisions": lock(&app.decisions).rows()? })))
}

/// Makes a decision, or takes it back.
pub(super) async fn put(State(app): State<Arc<App>>, body: Body) -> Answer<Response> {
    let Made { content, role, decision, reason, note, who, blind } = calls::value(body)?;
    let is_hash = content.strip_prefix("blake3:").is_some_and(|hash| blake3::Hash::from_hex(hash).is_ok());
    let texts = [Some(&role), decision.as_ref(), Some(&reason), Some(&note), Some(&who)];
    if !is_hash || texts.into_iter().flatten().any(|text| text.chars().count() > LONGEST_CELL) {
        return Err(Failure::wrong("the content is no hash, or a text is too long", "send the candidate's `content`"));
    }
    let cells: BTreeMap<&str, String> = match decision {
        None => BTreeMap::new(),
        Some(decision) => BTreeMap::from([
            ("decision", decision),
            ("reason", reason),
            ("note", note),
            ("who", who),
            ("date", today().to_string()),
            ("blind", if blind { "yes".into() } else { String::new() }),
        ]),
    };
    lock(&app.decisions).set(&content, &role, &cells)?;
    list(State(app)).await
}
