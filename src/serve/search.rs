//! Search in the index of resumes that is beside the store.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use serde_json::json;

use super::app::App;
use super::calls;
use super::failure::{Answer, Failure};
use crate::output::hits::HitRow;
use crate::pool::Fault;
use crate::pool::search::{self, Finder, ResumeIndex};
use crate::session::today;

/// Hits per answer: a few screens. A narrower query finds the rest.
const SHOWN: usize = 100;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
}

/// The resumes that match a query, the best first, each with the line that shows its words.
pub(super) async fn find(State(app): State<Arc<App>>, Query(Asked { q }): Query<Asked>) -> Answer<Response> {
    let query = search::Query::parse(&q).map_err(|error| Failure::wrong(error.to_string(), "see docs/search.md"))?;
    calls::blocking(move || {
        let folder = app.index.as_deref().ok_or_else(|| unusable(&Fault::Missing))?;
        let (as_of, blind) = (app.as_of.unwrap_or_else(today), app.blind);
        let index = ResumeIndex::open(folder).map_err(|fault| unusable(&fault))?;
        let hits = index.search(&query, as_of).map_err(|fault| unusable(&fault))?;
        let mut finder = Finder::new(&query);
        let mut rows = Vec::new();
        for hit in hits.iter().take(SHOWN) {
            let resume = index.resume(hit).map_err(|fault| unusable(&fault))?;
            let withheld = if blind { resume.withheld.as_slice() } else { &[] };
            let snippets = finder.snippets(&resume.document, withheld);
            let HitRow { content, id, display_name, .. } = HitRow::new(&resume, hit, as_of, blind);
            let quote = snippets.first().map(|snippet| snippet.quote.as_str());
            rows.push(json!({ "content": content, "id": id, "name": display_name, "quote": quote }));
        }
        Ok(calls::json(&json!({ "total": hits.len(), "hits": rows })))
    })
    .await
}

fn unusable(fault: &Fault) -> Failure {
    let remedy = "build it with `rolefit index PATH… --store DIR`";
    Failure::new(axum::http::StatusCode::CONFLICT, "index", fault.of_index(), remedy)
}
