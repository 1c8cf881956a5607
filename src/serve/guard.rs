//! The checks that every call passes before it is routed: that it names this server, that it comes from the page, and
//! that it has the token. The headers of every answer are set here too.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::app::App;
use super::failure::Failure;
use super::routes;
use crate::error::{Error, Result};

/// The bytes of a token. Nobody guesses 256 bits.
const TOKEN_BYTES: usize = 32;

/// Nothing may be loaded but from this server, no script or style may be inside a page, and no page may frame it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::CACHE_CONTROL, "no-store"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Returns a random token in hexadecimal digits.
///
/// # Errors
/// [`Error::Io`] if the system has no random numbers.
pub(super) fn new_token() -> Result<String> {
    let mut bytes = [0; TOKEN_BYTES];
    let no_numbers = |error: getrandom::Error| {
        Error::io(std::path::Path::new("random numbers"))(std::io::Error::other(error.to_string()))
    };
    getrandom::fill(&mut bytes).map_err(no_numbers)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Hashes a token. Hashes are compared in constant time.
pub(super) fn hash(token: &str) -> blake3::Hash {
    blake3::hash(token.as_bytes())
}

/// Answers a call that fails a check, else passes it on.
pub(super) async fn check(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut response = match refusal(&app, request.uri().path(), request.headers()) {
        Some(failure) => failure.into_response(),
        None => next.run(request).await,
    };
    let headers = HEADERS.map(|(name, value)| (name, HeaderValue::from_static(value)));
    response.headers_mut().extend(headers.into_iter().collect::<HeaderMap>());
    response
}

/// The reason why a call is not answered.
fn refusal(app: &App, path: &str, headers: &HeaderMap) -> Option<Failure> {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let several = |name: HeaderName| headers.get_all(name).iter().nth(1).is_some();
    let host = text(header::HOST).filter(|_| !several(header::HOST));
    // A page of another site that calls this server under that site's name has that name in `Host`.
    let Some(host) = host.filter(|host| is_own_host(host, app.port, app.allow_remote)) else {
        let remedy = "open the address that the program printed";
        return Some(Failure::new(StatusCode::MISDIRECTED_REQUEST, "host", "this server has another name", remedy));
    };
    let is_same_origin = text(header::ORIGIN).is_none_or(|origin| origin == format!("http://{host}"));
    let site = text(HeaderName::from_static("sec-fetch-site"));
    if !is_same_origin || site.is_some_and(|site| !matches!(site, "same-origin" | "none")) {
        let message = "only the page of this server may call it";
        return Some(Failure::new(
            StatusCode::FORBIDDEN,
            "origin",
            message,
            "open the address that the program printed",
        ));
    }
    if !routes::needs_token(path) {
        return None;
    }
    let token = text(header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "));
    if token.is_some_and(|token| hash(token) == app.token) {
        return None;
    }
    let remedy = "open the whole address that the program printed, with all behind the #";
    Some(Failure::new(StatusCode::UNAUTHORIZED, "token", "the token is missing or wrong", remedy))
}

/// True if `host` names this server. From other machines it is reached by its numbers only, which no other site can
/// have as its name.
fn is_own_host(host: &str, port: u16, allow_remote: bool) -> bool {
    let Some((name, given)) = host.rsplit_once(':') else { return false };
    let address = name.strip_prefix('[').and_then(|name| name.strip_suffix(']')).unwrap_or(name);
    let is_local = matches!(name, "127.0.0.1" | "localhost" | "[::1]");
    given == port.to_string() && (is_local || allow_remote && address.parse::<IpAddr>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_is_named_by_this_machine_or_by_numbers() {
        let local = ["127.0.0.1:8", "localhost:8", "[::1]:8"];
        let others = ["evil.example:8", "127.0.0.1", "localhost:80", "127.0.0.1.evil.example:8", "", ":8", "[::1:8"];
        assert!(local.iter().all(|host| is_own_host(host, 8, false) && is_own_host(host, 8, true)));
        assert!(others.iter().all(|host| !is_own_host(host, 8, false) && !is_own_host(host, 8, true)));
        for host in ["192.168.1.7:8", "[fe80::1]:8"] {
            assert!(!is_own_host(host, 8, false) && is_own_host(host, 8, true));
        }
    }
}
