//! Bodies, entity tags, errors.
//!
//! A handler gives a [`Body`] or a [`Problem`]. What went wrong inside is said to whoever runs the server, not sent.

use axum::Json;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use onrecord_store::error::StoreError;

use super::state::Served;
use crate::data::wire;
use crate::link::Links;

/// What is sent.
pub(super) struct Body {
    kind: &'static str,
    bytes: Vec<u8>,
}

impl Body {
    pub fn html(markup: Markup) -> Self {
        Self { kind: "text/html; charset=utf-8", bytes: markup.into_string().into_bytes() }
    }

    pub fn json(text: String) -> Self {
        Self { kind: "application/json", bytes: text.into_bytes() }
    }

    pub fn csv(text: String) -> Self {
        Self { kind: "text/csv; charset=utf-8", bytes: text.into_bytes() }
    }

    pub fn asset(kind: &'static str, bytes: &[u8]) -> Self {
        Self { kind, bytes: bytes.to_vec() }
    }

    /// The answer: the body with its tag, or that the one the asker has is still right.
    pub fn answer(self, asked: &HeaderMap) -> Response {
        let hash = blake3::hash(&self.bytes);
        // Weak, since the same body may be sent compressed or not.
        let tag = format!("W/\"{}\"", &hash.to_hex()[..24]);
        let has_it = knows(asked, &tag);
        let tag = HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("W/\"\""));
        let head = [(ETAG, tag), (CACHE_CONTROL, HeaderValue::from_static("private, no-cache"))];
        if has_it {
            return (StatusCode::NOT_MODIFIED, head).into_response();
        }
        let kind = [(CONTENT_TYPE, HeaderValue::from_static(self.kind))];
        (head, kind, self.bytes).into_response()
    }
}

/// Whether the asker has what goes by `tag`.
pub(super) fn knows(asked: &HeaderMap, tag: &str) -> bool {
    let tags = asked.get(IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    tags.is_some_and(|tags| tags.split(',').any(|known| known.trim() == tag || known.trim() == "*"))
}

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Problem {
    /// There is no such thing.
    NotFound,
    /// What was asked makes no sense: what is wrong, and what to do.
    Wrong(String, &'static str),
    /// Nothing can be changed here.
    ReadOnly,
    /// The asker may not.
    Forbidden(&'static str),
    /// Too many at a time.
    Busy(&'static str),
    /// The record could not be used.
    Store(StoreError),
    /// The server itself is at fault.
    Broken(String),
}

impl Problem {
    fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Wrong(..) => StatusCode::BAD_REQUEST,
            Self::ReadOnly | Self::Forbidden(_) => StatusCode::FORBIDDEN,
            Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Store(error) if error.is_locked() => StatusCode::SERVICE_UNAVAILABLE,
            Self::Store(_) | Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// What happened, and what to do about it.
    fn words(&self) -> (String, &'static str) {
        match self {
            Self::NotFound => (
                "There is nothing at this address.".to_owned(),
                "Ids follow from all reports together, so one may have become another when reports were added.",
            ),
            Self::Wrong(what, hint) => (what.clone(), hint),
            Self::ReadOnly => (
                "This record can only be read here.".to_owned(),
                "The file or its folder is write-protected, or the server was started with --read-only.",
            ),
            Self::Forbidden(why) => ((*why).to_owned(), ""),
            Self::Busy(why) => ((*why).to_owned(), "Try again in a while."),
            Self::Store(error) => ("The record could not be used.".to_owned(), error.hint()),
            Self::Broken(_) => ("Something went wrong in the server.".to_owned(), "The terminal it runs in says more."),
        }
    }

    fn log(&self, served: &Served) {
        match self {
            Self::Store(error) => served.say(&format!("{error}")),
            Self::Broken(what) => served.say(what),
            _ => {}
        }
    }

    /// As JSON.
    pub fn answer_json(self, served: &Served) -> Response {
        self.log(served);
        let (error, hint) = self.words();
        (self.status(), Json(wire::Problem { error, hint: hint.to_owned() })).into_response()
    }

    /// As a page. It is drawn without the record, which may be what is at fault.
    pub fn answer_page(self, served: &Served) -> Response {
        self.log(served);
        let (error, hint) = self.words();
        let title = match &self {
            Self::NotFound => "Not found",
            Self::Wrong(..) => "That does not work",
            Self::ReadOnly | Self::Forbidden(_) => "Not allowed",
            Self::Busy(_) | Self::Store(_) | Self::Broken(_) => "Not now",
        };
        let page = crate::page::message::bare(Links::Live, served.record_name(), title, &error, hint);
        (self.status(), [(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))], page.into_string())
            .into_response()
    }
}
