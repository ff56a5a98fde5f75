//! Pages.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use onrecord_record::id::AttributionId;

use super::answer::{Body, Problem};
use super::state::Served;
use crate::asset;
use crate::find;
use crate::link::{Links, Page};

/// What stands behind the question mark of an address.
pub(super) type Pairs = Query<Vec<(String, String)>>;

type Shared = State<Arc<Served>>;

/// The number of the part of a list that is asked for, from 1.
pub(super) fn number(pairs: &[(String, String)]) -> usize {
    let page = pairs.iter().find(|(key, _)| key == "page");
    page.and_then(|(_, value)| value.parse().ok()).unwrap_or(1).clamp(1, 1_000_000)
}

/// The query that is asked for.
pub(super) fn query(pairs: &[(String, String)]) -> find::Query {
    let mut query = find::Query::default();
    for (key, value) in pairs {
        query.take(key, value);
    }
    query
}

async fn show(served: Arc<Served>, headers: HeaderMap, page: Page, pairs: &[(String, String)]) -> Response {
    let number = number(pairs);
    match served.draw(move |pages| pages.draw(&page, number)).await {
        Ok(Some(markup)) => Body::html(markup).answer(&headers),
        Ok(None) => Problem::NotFound.answer_page(&served),
        Err(problem) => problem.answer_page(&served),
    }
}

/// As [`show`], for an address that may be none.
async fn find(served: Arc<Served>, headers: HeaderMap, page: Option<Page>, pairs: &[(String, String)]) -> Response {
    match page {
        Some(page) => show(served, headers, page, pairs).await,
        None => Problem::NotFound.answer_page(&served),
    }
}

/// `GET /`
pub(super) async fn show_overview(State(served): Shared, headers: HeaderMap) -> Response {
    show(served, headers, Page::Overview, &[]).await
}

/// `GET /issues`
pub(super) async fn list_issues(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    show(served, headers, Page::Issues, &pairs).await
}

/// `GET /issues/{id}`
pub(super) async fn show_issue(
    State(served): Shared,
    Path(id): Path<String>,
    Query(pairs): Pairs,
    headers: HeaderMap,
) -> Response {
    find(served, headers, id.parse().ok().map(Page::Issue), &pairs).await
}

/// `GET /actors`
pub(super) async fn list_actors(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    show(served, headers, Page::Actors, &pairs).await
}

/// `GET /actors/{id}`
pub(super) async fn show_actor(
    State(served): Shared,
    Path(id): Path<String>,
    Query(pairs): Pairs,
    headers: HeaderMap,
) -> Response {
    find(served, headers, actor_page(&id), &pairs).await
}

/// The page of the actor with this id, or of nobody.
pub(super) fn actor_page(id: &str) -> Option<Page> {
    if id == "NOBODY" { Some(Page::Nobody) } else { id.parse().ok().map(Page::Actor) }
}

/// `GET /statements/{id}`
pub(super) async fn show_statement(State(served): Shared, Path(id): Path<String>, headers: HeaderMap) -> Response {
    find(served, headers, id.parse().ok().map(Page::Statement), &[]).await
}

/// `GET /attributions/{id}`: leads to the statement, whose id may change, or to the place in the report.
pub(super) async fn find_attribution(State(served): Shared, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse::<AttributionId>() else { return Problem::NotFound.answer_page(&served) };
    let found = served
        .draw(move |pages| {
            let row = pages.store.statement_of(&id)?;
            let head = row.and_then(|row| pages.snapshot.place_of_row(row)).and_then(|at| pages.snapshot.head(at));
            Ok(match head {
                Some(head) => Some(Links::Live.to(&Page::Statement(head.id.clone()))),
                None => pages.store.attribution(&id)?.map(|found| Links::Live.witness(&found.report, &id)),
            })
        })
        .await;
    match found {
        Ok(Some(address)) => Redirect::to(&address).into_response(),
        Ok(None) => Problem::NotFound.answer_page(&served),
        Err(problem) => problem.answer_page(&served),
    }
}

/// `GET /reports`
pub(super) async fn list_reports(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    show(served, headers, Page::Reports, &pairs).await
}

/// `GET /reports/{id}`
pub(super) async fn show_report(State(served): Shared, Path(id): Path<String>, headers: HeaderMap) -> Response {
    find(served, headers, id.parse().ok().map(Page::Report), &[]).await
}

/// `GET /conflicts`
pub(super) async fn list_conflicts(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    show(served, headers, Page::Conflicts, &pairs).await
}

/// `GET /conflicts/{id}`
pub(super) async fn show_conflict(State(served): Shared, Path(id): Path<String>, headers: HeaderMap) -> Response {
    find(served, headers, id.parse().ok().map(Page::Conflict), &[]).await
}

/// `GET /timeline`
pub(super) async fn show_timeline(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    show(served, headers, Page::Timeline, &pairs).await
}

/// `GET /search`
pub(super) async fn search(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    let (query, number) = (query(&pairs), number(&pairs));
    match served.draw(move |pages| pages.search(&query, number)).await {
        Ok(markup) => Body::html(markup).answer(&headers),
        Err(problem) => problem.answer_page(&served),
    }
}

/// `GET /search/results`: the part of the page that changes while somebody types.
pub(super) async fn search_results(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    let (query, number) = (query(&pairs), number(&pairs));
    match served.draw(move |pages| pages.results(&query, number)).await {
        Ok(markup) => Body::html(markup).answer(&headers),
        Err(problem) => problem.answer_page(&served),
    }
}

/// `GET /codebook`
pub(super) async fn show_codebook(State(served): Shared, headers: HeaderMap) -> Response {
    show(served, headers, Page::Codebook, &[]).await
}

/// `GET /corrections`
pub(super) async fn list_corrections(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    let made = pairs.iter().find(|(key, _)| key == "made").and_then(|(_, value)| value.parse().ok());
    match served.draw(move |pages| Ok(pages.corrections(made))).await {
        Ok(markup) => Body::html(markup).answer(&headers),
        Err(problem) => problem.answer_page(&served),
    }
}

/// `GET /assets/{name}`
pub(super) async fn fetch_asset(State(served): Shared, Path(name): Path<String>, headers: HeaderMap) -> Response {
    match asset::ALL.iter().find(|(known, _, _)| *known == name) {
        Some((_, kind, bytes)) => Body::asset(kind, bytes).answer(&headers),
        None => Problem::NotFound.answer_page(&served),
    }
}

/// Anything else.
pub(super) async fn not_found(State(served): Shared, address: Uri) -> Response {
    if address.path().starts_with("/api/") {
        Problem::NotFound.answer_json(&served)
    } else {
        Problem::NotFound.answer_page(&served)
    }
}
