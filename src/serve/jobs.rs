//! The calls about jobs: start, ask, cancel, and the data of the page.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;

use super::app::{App, lock};
use super::calls::{self, Body};
use super::failure::{Answer, Failure};
use super::job::Order;
use crate::candidate::Candidate;
use crate::output::Run;
use crate::output::html::{self, Html};
use crate::session::Session;

#[derive(Deserialize)]
struct Ask {
    role: String,
    #[serde(default)]
    blind: bool,
    #[serde(default)]
    as_of: Option<Date>,
}

/// Starts a job.
pub(super) async fn start(State(app): State<Arc<App>>, body: Body) -> Answer<Response> {
    let Ask { role, blind, as_of } = calls::value(body)?;
    if app.catalog.role_index(&role).is_none() && !lock(&app.roles).has(&role) {
        return Err(Failure::missing("role"));
    }
    let job = App::start_job(&app, Order { role, blind: blind || app.blind, as_of: as_of.or(app.as_of) });
    Ok(calls::json_with(StatusCode::ACCEPTED, &job.report()))
}

/// How far the job is.
pub(super) async fn show(State(app): State<Arc<App>>, Path(id): Path<String>) -> Answer<Response> {
    Ok(calls::json(&app.job(&id)?.report()))
}

/// Ends the job.
pub(super) async fn cancel(State(app): State<Arc<App>>, Path(id): Path<String>) -> Answer<Response> {
    let job = app.job(&id)?;
    job.cancel();
    Ok(calls::json(&job.report()))
}

/// The index of the candidates so far.
pub(super) async fn index(State(app): State<Arc<App>>, Path(id): Path<String>) -> Answer<Response> {
    let job = app.job(&id)?;
    calls::blocking(move || {
        let blind = job.order.blind;
        let index = job.with(&app.decisions, |_, run, candidates, revision| {
            let index = html::index(run, Html { blind, ..Html::default() }, candidates)?;
            Ok(index.replacen('{', &format!("{{\"revision\":{revision},"), 1))
        })?;
        Ok(calls::json_text(StatusCode::OK, index))
    })
    .await
}

/// The text and the verdicts of one candidate, for the page.
pub(super) async fn details(State(app): State<Arc<App>>, path: Path<(String, String)>) -> Answer<Response> {
    of_candidate(app, path, |run, _, blind, candidate| {
        calls::json_text(StatusCode::OK, html::details(run, Html { blind, ..Html::default() }, candidate))
    })
    .await
}

/// The record of one candidate.
pub(super) async fn candidate(State(app): State<Arc<App>>, path: Path<(String, String)>) -> Answer<Response> {
    of_candidate(app, path, |_, session, _, candidate| calls::json(&session.record(candidate))).await
}

/// The candidate with this content.
pub(super) fn of_content<'a>(candidates: &'a [Candidate], content: &str) -> Answer<&'a Candidate> {
    let candidate = candidates.iter().find(|candidate| candidate.content.as_deref() == Some(content));
    candidate.ok_or_else(|| Failure::missing("candidate"))
}

/// Answers about one candidate of a job.
async fn of_candidate(
    app: Arc<App>,
    Path((id, content)): Path<(String, String)>,
    answer: impl FnOnce(&Run<'_>, &Session, bool, &Candidate) -> Response + Send + 'static,
) -> Answer<Response> {
    let job = app.job(&id)?;
    calls::blocking(move || {
        job.with(&app.decisions, |session, run, candidates, _| {
            Ok(answer(run, session, job.order.blind, of_content(candidates, &content)?))
        })
    })
    .await
}
