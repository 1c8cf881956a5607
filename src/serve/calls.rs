//! The form of calls and answers: JSON both ways, and work off the thread of the connections.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::failure::{Answer, Failure};

const JSON: &str = "application/json";

/// The body of a call, which may be too long.
pub(super) type Body = Result<Bytes, BytesRejection>;

/// An answer in JSON.
pub(super) fn json(value: &impl Serialize) -> Response {
    json_with(StatusCode::OK, value)
}

pub(super) fn json_with(status: StatusCode, value: &impl Serialize) -> Response {
    // Serializing fails only for maps with keys that are no strings.
    json_text(status, serde_json::to_string(value).unwrap_or_default())
}

/// An answer that is JSON already.
pub(super) fn json_text(status: StatusCode, text: String) -> Response {
    (status, [(header::CONTENT_TYPE, JSON)], text).into_response()
}

/// The bytes of a call's body.
pub(super) fn bytes(body: Body) -> Answer<Bytes> {
    body.map_err(|_| {
        let message = "the call is longer than any of its kind";
        Failure::new(StatusCode::PAYLOAD_TOO_LARGE, "limit-call", message, "send less at once")
    })
}

/// The value that a call's body holds as JSON.
pub(super) fn value<T: DeserializeOwned>(body: Body) -> Answer<T> {
    let bytes = bytes(body)?;
    serde_json::from_slice(&bytes).map_err(|error| {
        Failure::wrong(format!("the body of the call is not what it should be: {error}"), "see /api/v1/openapi.json")
    })
}

/// Runs `work` on another thread, because it takes longer than connections may wait.
pub(super) async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Answer<T> + Send + 'static) -> Answer<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| {
        let remedy = "try again; report this bug if it comes back";
        Err(Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "crashed", "rolefit failed while it answered", remedy))
    })
}
