//! Answers that are kept, compressed as they were sent, until the record changes.
//!
//! What can be read depends on the address and the record alone, so an answer is right for as long as the record stays
//! as it is: its generation is part of what an answer is known by.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, ETAG};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::answer::{Problem, knows};
use super::state::Served;

/// Bytes of the answers that are kept; the oldest go first.
const MOST_BYTES: usize = 64 << 20;

/// Bytes of the largest answer that is kept.
const LARGEST: usize = 1 << 20;

/// What an answer follows from.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Asked {
    address: String,
    /// How the asker takes it compressed, as he puts it.
    encodings: Option<HeaderValue>,
}

#[derive(Clone)]
struct Kept {
    headers: HeaderMap,
    body: Bytes,
}

/// The answers of one generation of the record.
#[derive(Default)]
struct Answers {
    generation: u64,
    kept: HashMap<Asked, Kept>,
    /// The oldest first.
    order: VecDeque<Asked>,
    n_bytes: usize,
}

/// All that is kept.
#[derive(Default)]
pub(super) struct Shelf(Mutex<Answers>);

impl Shelf {
    fn take(&self, asked: &Asked, generation: u64) -> Option<Kept> {
        let answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.generation == generation { answers.kept.get(asked).cloned() } else { None }
    }

    fn put(&self, asked: Asked, kept: Kept, generation: u64) {
        if kept.body.len() > LARGEST {
            return;
        }
        let mut answers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.generation != generation {
            *answers = Answers { generation, ..Answers::default() };
        }
        answers.n_bytes += kept.body.len();
        if let Some(former) = answers.kept.insert(asked.clone(), kept) {
            answers.n_bytes -= former.body.len();
        } else {
            answers.order.push_back(asked);
        }
        while answers.n_bytes > MOST_BYTES
            && let Some(oldest) = answers.order.pop_front()
        {
            let gone = answers.kept.remove(&oldest).map_or(0, |gone| gone.body.len());
            answers.n_bytes -= gone;
        }
    }
}

/// Whether answers at this address follow from the record alone.
fn is_of_record(path: &str) -> bool {
    !["/assets/", "/add", "/sign-in", "/api/v1/jobs/"].iter().any(|other| path.starts_with(other))
}

/// Answers from the shelf, or puts there what is answered.
pub(super) async fn keep(State(served): State<Arc<Served>>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET || !is_of_record(request.uri().path()) {
        return next.run(request).await;
    }
    let Ok(generation) = served.generation() else { return next.run(request).await };
    let asked =
        Asked { address: request.uri().to_string(), encodings: request.headers().get(ACCEPT_ENCODING).cloned() };
    if let Some(Kept { headers, body }) = served.shelf.take(&asked, generation) {
        let known =
            headers.get(ETAG).and_then(|tag| tag.to_str().ok()).is_some_and(|tag| knows(request.headers(), tag));
        let status = if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
        return (status, headers, if known { Bytes::new() } else { body }).into_response();
    }
    let answer = next.run(request).await;
    if answer.status() != StatusCode::OK {
        return answer;
    }
    let (parts, body) = answer.into_parts();
    // The bodies of these addresses are in memory before they are sent.
    match to_bytes(body, usize::MAX).await {
        Ok(body) => {
            served.shelf.put(asked, Kept { headers: parts.headers.clone(), body: body.clone() }, generation);
            Response::from_parts(parts, Body::from(body))
        }
        Err(error) => Problem::Broken(error.to_string()).answer_page(&served),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(address: &str) -> Asked {
        Asked { address: address.to_owned(), encodings: Some(HeaderValue::from_static("gzip")) }
    }

    fn kept(n_bytes: usize) -> Kept {
        Kept { headers: HeaderMap::new(), body: Bytes::from(vec![b'x'; n_bytes]) }
    }

    #[test]
    fn nothing_is_answered_from_a_record_that_has_changed() {
        let shelf = Shelf::default();
        shelf.put(asked("/actors/a-ł"), kept(3), 1);
        assert!(shelf.take(&asked("/actors/a-ł"), 1).is_some());
        assert!(shelf.take(&asked("/actors/a-ł"), 2).is_none());
        shelf.put(asked("/"), kept(3), 2);
        assert!(shelf.take(&asked("/actors/a-ł"), 1).is_none());
        assert!(shelf.take(&Asked { encodings: None, ..asked("/") }, 2).is_none());
    }

    #[test]
    fn the_oldest_make_room() {
        let shelf = Shelf::default();
        for number in 0..80 {
            shelf.put(asked(&format!("/{number}")), kept(LARGEST), 1);
        }
        shelf.put(asked("/large"), kept(LARGEST + 1), 1);
        assert!(shelf.take(&asked("/0"), 1).is_none() && shelf.take(&asked("/large"), 1).is_none());
        assert!(shelf.take(&asked("/79"), 1).is_some());
    }
}
