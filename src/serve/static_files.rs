//! The page itself, which needs no token: it holds nothing about anybody.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::output::html::files;

pub(super) async fn page() -> Response {
    typed("text/html; charset=utf-8", files::page())
}

pub(super) async fn style() -> Response {
    typed("text/css; charset=utf-8", files::style())
}

pub(super) async fn script() -> Response {
    typed("text/javascript; charset=utf-8", files::script())
}

fn typed(content_type: &'static str, text: String) -> Response {
    ([(header::CONTENT_TYPE, content_type)], text).into_response()
}
