//! The pages of a candidate's PDF as images, drawn by a worker process, and the places of the quotes on them.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use rolefit_document::content_of;
use serde_json::json;

use super::app::{App, lock};
use super::boxes::boxes;
use super::calls;
use super::failure::{Answer, Failure};
use super::jobs::of_content;
use crate::candidate::Candidate;
use crate::output::html;

/// A file that was found again, by its content.
pub(super) type Found = (String, Arc<Vec<u8>>);

fn no_pages() -> Failure {
    let remedy = "read the text";
    Failure::new(StatusCode::NOT_FOUND, "no-pages", "there is no picture of this file's pages", remedy)
}

/// Page `number`, from 1, as SVG.
pub(super) async fn page(
    State(app): State<Arc<App>>,
    Path((job, content, number)): Path<(String, String, usize)>,
) -> Answer<Response> {
    calls::blocking(move || {
        let bytes = with_candidate(&app, &job, &content, |_, candidate| Ok(candidate.id.clone()))?;
        let bytes = file(&app, &bytes, &content)?;
        let image = app.reader.draw(&bytes, number.checked_sub(1).ok_or_else(no_pages)?).map_err(|_| no_pages())?;
        Ok(([(header::CONTENT_TYPE, "image/svg+xml")], image.svg).into_response())
    })
    .await
}

/// The places of all quotes: number of the passage, page from 1, and left, top, width and height as shares of the page.
pub(super) async fn places(
    State(app): State<Arc<App>>,
    Path((job, content)): Path<(String, String)>,
) -> Answer<Response> {
    calls::blocking(move || {
        let (id, text, starts, passages) = with_candidate(&app, &job, &content, |run, candidate| {
            let document = candidate.as_scored().map(|scored| &scored.document);
            let text = document.map(|document| document.text.clone()).unwrap_or_default();
            let starts = document.and_then(|document| document.pages.clone()).unwrap_or_default();
            Ok((candidate.id.clone(), text, starts, html::passages(run, candidate)))
        })?;
        let bytes = file(&app, &id, &content)?;
        let (mut pages, mut all) = (0, Vec::new());
        for number in 0..starts.len().max(1) {
            let (start, end) = (starts.get(number).copied(), starts.get(number + 1).copied());
            let (start, end) = (start.unwrap_or_default(), end.unwrap_or(text.len()));
            let on_page = passages.iter().enumerate().filter(|(_, span)| (start..end).contains(&span.start));
            let on_page: Vec<_> = on_page.collect();
            if on_page.is_empty() && pages > 0 {
                continue;
            }
            let image = app.reader.draw(&bytes, number).map_err(|_| no_pages())?;
            pages = image.pages;
            let page = text.get(start..end).unwrap_or_default();
            for (passage, span) in on_page {
                let places = boxes(page, span.start - start..span.end.min(end) - start, &image);
                all.extend(places.into_iter().map(|[x, y, w, h]| json!([passage, number + 1, x, y, w, h])));
            }
        }
        Ok(calls::json(&json!({ "pages": pages, "boxes": all })))
    })
    .await
}

/// Calls `work` with a candidate of a job that shows who the candidates are. An image cannot be masked.
fn with_candidate<T>(
    app: &App,
    job: &str,
    content: &str,
    work: impl FnOnce(&crate::output::Run<'_>, &Candidate) -> Answer<T>,
) -> Answer<T> {
    let job = app.job(job)?;
    if job.order.blind {
        return Err(no_pages());
    }
    job.with(&app.decisions, |_, run, candidates, _| work(run, of_content(candidates, content)?))
}

/// The bytes of a candidate's file, if they are what they were. The last file is kept, because its pages are asked for
/// one after the other.
fn file(app: &App, id: &str, content: &str) -> Answer<Arc<Vec<u8>>> {
    if let Some((_, bytes)) = lock(&app.found).as_ref().filter(|(kept, _)| kept == content) {
        return Ok(Arc::clone(bytes));
    }
    let kept = lock(&app.files).kept();
    let holds = |input: &str| id.strip_prefix(input).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let walk = rolefit_ingest::walk_with(&app.paths, &kept);
    let inputs = walk.inputs.iter().filter(|input| holds(&input.id));
    let is_same = |raw: rolefit_ingest::RawResume| raw.bytes.ok().filter(|bytes| content_of(bytes) == content);
    let mut found = inputs.flat_map(|input| input.unpack(&app.reader.limits(), &is_same).found).flatten();
    let bytes = Arc::new(found.next().ok_or_else(no_pages)?);
    *lock(&app.found) = Some((content.to_owned(), Arc::clone(&bytes)));
    Ok(bytes)
}
