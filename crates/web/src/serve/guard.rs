//! Who may ask, and what browsers may do with answers.
//!
//! - Without a token only requests are answered that name this machine as their host: a page from elsewhere cannot
//!   reach the record by giving its own name this machine's address ("DNS rebinding").
//! - With a token each request has to bring it, as `Authorization: Bearer` or as the cookie that signing in sets.
//! - What changes something has to come from a page of this server, or from no browser at all.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Form, Request, State};
use axum::http::header::{
    AUTHORIZATION, CONTENT_SECURITY_POLICY, COOKIE, HOST, LOCATION, ORIGIN, REFERRER_POLICY, SET_COOKIE,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::Options;
use super::answer::Problem;
use super::state::Served;
use crate::link::Links;
use crate::page::message::around;

/// Nothing but what this server sends, and no code or style inside a page.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The cookie that says that somebody has signed in.
const COOKIE_NAME: &str = "onrecord";

/// Who is let in.
pub(super) struct Door {
    address: SocketAddr,
    token: Option<blake3::Hash>,
}

impl Door {
    pub fn new(options: &Options) -> Self {
        Self { address: options.address, token: options.token.as_deref().map(hash) }
    }

    /// Whether the request brings what it needs. Hashes are compared in constant time.
    fn lets_in(&self, headers: &HeaderMap) -> bool {
        let Some(token) = &self.token else { return self.is_named_in(headers) };
        let bearer = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        if bearer.is_some_and(|given| hash(given.trim()) == *token) {
            return true;
        }
        let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
        let ours = cookies.flat_map(|value| value.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
        let mut ours = ours.filter(|(name, _)| *name == COOKIE_NAME);
        // The cookie holds a hash of the hash, so that it does not give the token away.
        ours.any(|(_, given)| hash(given) == hash(&pass(token)))
    }

    /// Whether the request names this machine, by a name that cannot mean another.
    fn is_named_in(&self, headers: &HeaderMap) -> bool {
        let Some(host) = headers.get(HOST).and_then(|value| value.to_str().ok()) else { return false };
        let name = match host.rsplit_once(':') {
            Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
            _ => host,
        };
        let name = name.trim_start_matches('[').trim_end_matches(']');
        name.eq_ignore_ascii_case("localhost")
            || name.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback() || ip == self.address.ip())
    }
}

/// The keyed use keeps this hash apart from others of the same text.
fn hash(text: &str) -> blake3::Hash {
    blake3::hash(format!("onrecord token: {text}").as_bytes())
}

fn pass(token: &blake3::Hash) -> String {
    hash(&token.to_hex()).to_hex().to_string()
}

/// Lets a request through or turns it away.
pub(super) async fn admit(State(served): State<Arc<Served>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_open = path == "/sign-in" || path.starts_with("/assets/");
    let is_api = path.starts_with("/api/");
    let refuse = |problem: Problem| {
        if is_api { problem.answer_json(&served) } else { problem.answer_page(&served) }
    };
    if !served.door.lets_in(request.headers()) {
        if served.door.token.is_none() {
            return refuse(Problem::Forbidden("This record is for this machine alone."));
        }
        if !is_open {
            if is_api {
                let answer = Problem::Forbidden("A token is needed: send it as “Authorization: Bearer …”.");
                let mut answer = answer.answer_json(&served);
                *answer.status_mut() = StatusCode::UNAUTHORIZED;
                return answer;
            }
            return (StatusCode::SEE_OTHER, [(LOCATION, HeaderValue::from_static("/sign-in"))]).into_response();
        }
    }
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !is_from_here(request.headers()) {
        return refuse(Problem::Forbidden("Changes have to come from a page of this server."));
    }
    next.run(request).await
}

/// Whether a change comes from a page of this server. Browsers say where a request comes from; what says nothing is
/// no browser, so nobody can have been tricked into it.
fn is_from_here(headers: &HeaderMap) -> bool {
    let text = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(origin) = headers.get(ORIGIN) {
        let host = text(&HOST);
        let from = origin
            .to_str()
            .ok()
            .and_then(|origin| origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://")));
        return host.is_some() && from == host;
    }
    let site = text(&HeaderName::from_static("sec-fetch-site"));
    site.is_none_or(|site| matches!(site, "same-origin" | "none"))
}

/// Puts on every answer what browsers have to keep to.
pub(super) async fn add_headers(request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        // Not `no-referrer`: browsers then hide from this server, too, where a change comes from.
        (REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// What signing in sends.
#[derive(Deserialize)]
pub(super) struct SignIn {
    token: String,
}

/// `GET /sign-in`
pub(super) async fn show_sign_in(State(served): State<Arc<Served>>) -> Response {
    page(&served, StatusCode::OK, &html! {})
}

/// `POST /sign-in`
pub(super) async fn sign_in(State(served): State<Arc<Served>>, Form(SignIn { token }): Form<SignIn>) -> Response {
    match &served.door.token {
        Some(known) if hash(token.trim()) == *known => {
            let cookie = format!("{COOKIE_NAME}={}; Path=/; HttpOnly; SameSite=Strict", pass(known));
            let cookie = HeaderValue::from_str(&cookie).unwrap_or(HeaderValue::from_static(""));
            let home = HeaderValue::from_static("/");
            (StatusCode::SEE_OTHER, [(SET_COOKIE, cookie), (LOCATION, home)]).into_response()
        }
        Some(_) => page(&served, StatusCode::FORBIDDEN, &html! { p.empty role="alert" { "That is not the token." } }),
        None => (StatusCode::SEE_OTHER, [(LOCATION, HeaderValue::from_static("/"))]).into_response(),
    }
}

fn page(served: &Served, status: StatusCode, notice: &Markup) -> Response {
    let body = html! {
        (notice)
        p.lead { "Whoever started the server was told a token." }
        form.finder method="post" action="/sign-in" {
            p { label for="token" { "Token" } input #token type="password" name="token" required autocomplete="current-password"; button type="submit" { "Sign in" } }
        }
    };
    let page = around(Links::Live, served.record_name(), "Sign in", &body);
    (status, [("content-type", "text/html; charset=utf-8")], page.into_string()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let pair = |(name, value): &(&'static str, &str)| {
            (HeaderName::from_static(name), HeaderValue::from_str(value).expect("plain"))
        };
        pairs.iter().map(pair).collect()
    }

    fn door(token: Option<&str>) -> Door {
        let address = super::super::ADDRESS;
        Door::new(&Options { address, token: token.map(str::to_owned), read_only: false, max_upload_bytes: 1 })
    }

    #[test]
    fn without_a_token_only_this_machine_is_named() {
        let door = door(None);
        for host in ["localhost:4711", "127.0.0.1:4711", "[::1]:4711", "LOCALHOST", "127.0.0.1"] {
            assert!(door.lets_in(&headers(&[("host", host)])), "{host}");
        }
        for host in ["evil.example:4711", "localhost.evil.example", "10.0.0.1:4711", ""] {
            assert!(!door.lets_in(&headers(&[("host", host)])), "{host}");
        }
        assert!(!door.lets_in(&HeaderMap::new()));
    }

    #[test]
    fn with_a_token_it_is_needed() {
        let door = door(Some("a token of some length"));
        assert!(!door.lets_in(&headers(&[("host", "localhost")])));
        assert!(door.lets_in(&headers(&[("authorization", "Bearer a token of some length")])));
        assert!(!door.lets_in(&headers(&[("authorization", "Bearer another one of some length")])));
        let pass = pass(&hash("a token of some length"));
        assert!(door.lets_in(&headers(&[("cookie", &format!("x=1; onrecord={pass}"))])));
        assert!(!door.lets_in(&headers(&[("cookie", "onrecord=a token of some length")])));
    }

    #[test]
    fn changes_come_from_a_page_of_this_server() {
        let host = ("host", "127.0.0.1:4711");
        assert!(is_from_here(&headers(&[host, ("origin", "http://127.0.0.1:4711")])));
        assert!(is_from_here(&headers(&[host])));
        assert!(is_from_here(&headers(&[host, ("sec-fetch-site", "same-origin")])));
        assert!(!is_from_here(&headers(&[host, ("sec-fetch-site", "cross-site")])));
        for origin in ["http://evil.example", "null", "http://127.0.0.1:4712", "ftp://127.0.0.1:4711"] {
            assert!(!is_from_here(&headers(&[host, ("origin", origin)])), "{origin}");
        }
    }
}
