//! The calls that are answered. `openapi.json` describes them, and a test holds it to this list.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{MethodRouter, get, post, put};
use serde_json::json;

use super::app::{App, lock};
use super::failure::Failure;
use super::{calls, decisions, events, exports, files, images, jobs, preview, roles, search, static_files};

/// What the paths of all calls begin with.
const API: &str = "/api/v1";
/// The one call that needs no token. It says nothing.
const HEALTH: &str = "/api/v1/health";
const OPENAPI: &str = include_str!("openapi.json");
/// Bytes of the longest call but an upload: a posting, which may be a document.
const LONGEST_CALL: usize = 32 << 20;

/// True if calls of `path` need the token.
pub(super) fn needs_token(path: &str) -> bool {
    path.starts_with("/api") && path != HEALTH
}

/// The calls below [`API`], each with its methods in capitals.
fn routes() -> Vec<(&'static str, &'static str, MethodRouter<Arc<App>>)> {
    vec![
        ("GET", "/openapi.json", get(openapi)),
        ("GET", "/health", get(health)),
        ("GET", "/state", get(state)),
        ("PUT DELETE", "/files", put(files::put).delete(files::clear)),
        ("POST", "/files/sample", post(files::sample)),
        ("POST", "/jobs", post(jobs::start)),
        ("GET DELETE", "/jobs/{job}", get(jobs::show).delete(jobs::cancel)),
        ("GET", "/jobs/{job}/events", get(events::stream)),
        ("GET", "/jobs/{job}/index", get(jobs::index)),
        ("GET", "/jobs/{job}/details/{content}", get(jobs::details)),
        ("GET", "/jobs/{job}/candidates/{content}", get(jobs::candidate)),
        ("GET", "/jobs/{job}/candidates/{content}/boxes", get(images::places)),
        ("GET", "/jobs/{job}/candidates/{content}/pages/{page}", get(images::page)),
        ("GET", "/jobs/{job}/{document}", get(exports::document)),
        ("GET", "/roles", get(roles::list)),
        ("POST", "/roles/import", post(roles::import)),
        ("GET PUT", "/roles/{role}", get(roles::show).put(roles::save)),
        ("POST", "/roles/{role}/preview", post(preview::moves)),
        ("GET", "/search", get(search::find)),
        ("GET PUT", "/decisions", get(decisions::list).put(decisions::put)),
    ]
}

/// The router of a server.
pub(super) fn router(app: Arc<App>) -> Router {
    let pages = [
        ("/", get(static_files::page)),
        ("/page.css", get(static_files::style)),
        ("/page.js", get(static_files::script)),
        // Browsers ask for it by themselves.
        ("/favicon.ico", get(async || StatusCode::NO_CONTENT)),
    ];
    let calls = routes().into_iter().map(|(_, path, methods)| (format!("{API}{path}"), methods));
    let all = pages.into_iter().map(|(path, methods)| (path.to_owned(), methods)).chain(calls);
    all.fold(Router::new(), |router, (path, methods)| router.route(&path, methods))
        .fallback(async || Failure::missing("page"))
        .method_not_allowed_fallback(async || {
            let remedy = "see /api/v1/openapi.json";
            Failure::new(StatusCode::METHOD_NOT_ALLOWED, "method", "this call has no such method", remedy)
        })
        .layer(DefaultBodyLimit::max(LONGEST_CALL))
        .with_state(app)
}

async fn openapi() -> Response {
    calls::json_text(StatusCode::OK, OPENAPI.into())
}

async fn health() -> Response {
    calls::json(&json!({ "status": "ok" }))
}

/// What a page that is loaded again needs.
async fn state(State(app): State<Arc<App>>) -> Response {
    let (files, limits) = {
        let files = lock(&app.files);
        (files.count(), files.limits())
    };
    let job = lock(&app.job).clone();
    calls::json(&json!({
        "version": env!("CARGO_PKG_VERSION"),
        "files": files,
        "paths": app.paths.len(),
        "roles": lock(&app.roles).list(&app.catalog),
        "roles_dir": lock(&app.roles).folder(),
        "job": job.as_ref().map(|job| job.report()),
        "limits": limits,
        "roles_kept": app.keeps_roles,
        "store": app.reader.store().is_some(),
        "search": app.index.is_some(),
        "decisions_file": lock(&app.decisions).path(),
        "blind": app.blind,
    }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_openapi_document_has_the_calls_that_are_answered_and_no_others() {
        let document: serde_json::Value = serde_json::from_str(OPENAPI).unwrap();
        let described: BTreeSet<(String, String)> = document["paths"]
            .as_object()
            .unwrap()
            .iter()
            .flat_map(|(path, methods)| {
                let methods = methods.as_object().unwrap().keys().filter(|key| *key != "parameters");
                methods.map(|method| (method.to_uppercase(), path.clone())).collect::<Vec<_>>()
            })
            .collect();
        let answered = routes()
            .iter()
            .flat_map(|(methods, path, _)| {
                methods.split(' ').map(|method| (method.to_owned(), format!("{API}{path}"))).collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(described, answered);
    }
}
