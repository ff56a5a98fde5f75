//! What can be read as data.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;

use super::answer::{Body, Problem};
use super::page::{Pairs, actor_page, number, query};
use super::state::Served;
use crate::data::sheet::csv;
use crate::data::wire;
use crate::link::{Form, Page};

type Shared = State<Arc<Served>>;

/// Most items on one page of a search.
const MOST_PER_PAGE: usize = 100;

fn form(pairs: &[(String, String)]) -> Form {
    let is_csv = pairs.iter().any(|(key, value)| key == "format" && value == "csv");
    if is_csv { Form::Csv } else { Form::Json }
}

fn body(text: String, form: Form) -> Body {
    match form {
        Form::Json => Body::json(text),
        Form::Csv => Body::csv(text),
    }
}

async fn show(served: Arc<Served>, headers: HeaderMap, page: Page, pairs: Vec<(String, String)>) -> Response {
    let (number, form) = (number(&pairs), form(&pairs));
    match served.draw(move |pages| pages.data(&page, number, form)).await {
        Ok(Some(text)) => body(text, form).answer(&headers),
        Ok(None) => Problem::NotFound.answer_json(&served),
        Err(problem) => problem.answer_json(&served),
    }
}

/// As [`show`], for an address that may be none.
async fn find(served: Arc<Served>, headers: HeaderMap, page: Option<Page>, pairs: Vec<(String, String)>) -> Response {
    match page {
        Some(page) => show(served, headers, page, pairs).await,
        None => Problem::NotFound.answer_json(&served),
    }
}

/// Who holds what on which issue, as far as the record goes
#[utoipa::path(get, path = "/api/v1/positions", tag = "Read", params(
    ("page" = Option<usize>, Query, description = "Which page of the list, from 1"),
    ("format" = Option<String>, Query, description = "`csv` for a table"),
), responses((status = 200, body = wire::Listed<wire::Position>)))]
pub(super) async fn list_positions(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    show(served, headers, Page::Overview, pairs).await
}

/// All issues, those first on which most is said
#[utoipa::path(get, path = "/api/v1/issues", tag = "Read", params(
    ("page" = Option<usize>, Query, description = "Which page of the list, from 1"),
    ("format" = Option<String>, Query, description = "`csv` for a table"),
), responses((status = 200, body = wire::Listed<wire::Issue>)))]
pub(super) async fn list_issues(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    show(served, headers, Page::Issues, pairs).await
}

/// An issue: positions, stances, conditions and statements
#[utoipa::path(get, path = "/api/v1/issues/{id}", tag = "Read", params(
    ("id" = String, Path, description = "Id of the issue"),
    ("page" = Option<usize>, Query, description = "Which page of the statements, from 1"),
    ("format" = Option<String>, Query, description = "`csv` for a table of the stances"),
), responses((status = 200, body = wire::IssueDetail), (status = 404, body = wire::Problem)))]
pub(super) async fn find_issue(
    State(served): Shared,
    Path(id): Path<String>,
    Query(pairs): Pairs,
    headers: HeaderMap,
) -> Response {
    find(served, headers, id.parse().ok().map(Page::Issue), pairs).await
}

/// All who speak, most statements first
#[utoipa::path(get, path = "/api/v1/actors", tag = "Read", params(
    ("page" = Option<usize>, Query, description = "Which page of the list, from 1"),
    ("format" = Option<String>, Query, description = "`csv` for a table"),
), responses((status = 200, body = wire::Listed<wire::Actor>)))]
pub(super) async fn list_actors(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    show(served, headers, Page::Actors, pairs).await
}

/// An actor: who it is, its stances and statements; `NOBODY` for what nobody is named for
#[utoipa::path(get, path = "/api/v1/actors/{id}", tag = "Read", params(
    ("id" = String, Path, description = "Id of the actor"),
    ("page" = Option<usize>, Query, description = "Which page of the statements, from 1"),
    ("format" = Option<String>, Query, description = "`csv` for a table of the statements"),
), responses((status = 200, body = wire::ActorDetail), (status = 404, body = wire::Problem)))]
pub(super) async fn find_actor(
    State(served): Shared,
    Path(id): Path<String>,
    Query(pairs): Pairs,
    headers: HeaderMap,
) -> Response {
    find(served, headers, actor_page(&id), pairs).await
}

/// Statements, the latest first, narrowed down as a search is
#[utoipa::path(get, path = "/api/v1/statements", tag = "Read", params(
    ("q" = Option<String>, Query, description = "Words; all have to be there, the last may be unfinished"),
    ("actor" = Option<String>, Query, description = "Id of the speaker"),
    ("party" = Option<String>, Query, description = "Id of the side the speaker speaks for"),
    ("issue" = Option<String>, Query, description = "Id of an issue it takes a side on"),
    ("stance" = Option<String>, Query, description = "support, oppose, conditional or unclear"),
    ("holder" = Option<String>, Query, description = "Id of the actor whose side is taken"),
    ("outlet" = Option<String>, Query, description = "Name of an outlet that tells it"),
    ("since" = Option<String>, Query, description = "ISO day: said on it or later"),
    ("until" = Option<String>, Query, description = "ISO day: said on it or earlier"),
    ("page" = Option<usize>, Query, description = "Which page of the list, from 1"),
    ("per_page" = Option<usize>, Query, description = "Items on a page, at most 100"),
    ("format" = Option<String>, Query, description = "`csv` for a table"),
), responses((status = 200, body = wire::Listed<wire::Statement>)))]
pub(super) async fn list_statements(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    let (query, number, per_page, form) = (query(&pairs), number(&pairs), per_page(&pairs), form(&pairs));
    let query = query.with("in", "statements");
    let found = served.draw(move |pages| Ok(pages.search_data(&query, number, per_page)?.statements)).await;
    match found {
        Ok(list) if form == Form::Csv => Body::csv(csv(&list.items)).answer(&headers),
        Ok(list) => Body::json(serde_json::to_string(&list).unwrap_or_default()).answer(&headers),
        Err(problem) => problem.answer_json(&served),
    }
}

/// A statement: its words, the attributions it rests on, the sides it takes
#[utoipa::path(get, path = "/api/v1/statements/{id}", tag = "Read", params(
    ("id" = String, Path, description = "Id of the statement"),
    ("format" = Option<String>, Query, description = "`csv` for a table of the attributions"),
), responses((status = 200, body = wire::StatementDetail), (status = 404, body = wire::Problem)))]
pub(super) async fn find_statement(
    State(served): Shared,
    Path(id): Path<String>,
    Query(pairs): Pairs,
    headers: HeaderMap,
) -> Response {
    find(served, headers, id.parse().ok().map(Page::Statement), pairs).await
}

/// All reports, oldest first
#[utoipa::path(get, path = "/api/v1/reports", tag = "Read", params(
    ("page" = Option<usize>, Query, description = "Which page of the list, from 1"),
    ("format" = Option<String>, Query, description = "`csv` for a table"),
), responses((status = 200, body = wire::Listed<wire::Report>)))]
pub(super) async fn list_reports(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    show(served, headers, Page::Reports, pairs).await
}

/// A report: its text, and who says what in it
#[utoipa::path(get, path = "/api/v1/reports/{id}", tag = "Read", params(
    ("id" = String, Path, description = "Id of the report"),
    ("format" = Option<String>, Query, description = "`csv` for a table of the attributions"),
), responses((status = 200, body = wire::ReportDetail), (status = 404, body = wire::Problem)))]
pub(super) async fn find_report(
    State(served): Shared,
    Path(id): Path<String>,
    Query(pairs): Pairs,
    headers: HeaderMap,
) -> Response {
    find(served, headers, id.parse().ok().map(Page::Report), pairs).await
}

/// Where accounts cannot all be true, or somebody's word has changed
#[utoipa::path(get, path = "/api/v1/conflicts", tag = "Read", params(
    ("page" = Option<usize>, Query, description = "Which page of the list, from 1"),
    ("format" = Option<String>, Query, description = "`csv` for a table"),
), responses((status = 200, body = wire::Listed<wire::Conflict>)))]
pub(super) async fn list_conflicts(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    show(served, headers, Page::Conflicts, pairs).await
}

/// A conflict
#[utoipa::path(get, path = "/api/v1/conflicts/{id}", tag = "Read", params(
    ("id" = String, Path, description = "Id of the conflict"),
    ("format" = Option<String>, Query, description = "`csv` for a table"),
), responses((status = 200, body = wire::Conflict), (status = 404, body = wire::Problem)))]
pub(super) async fn find_conflict(
    State(served): Shared,
    Path(id): Path<String>,
    Query(pairs): Pairs,
    headers: HeaderMap,
) -> Response {
    find(served, headers, id.parse().ok().map(Page::Conflict), pairs).await
}

/// Events and statements in the order of time
#[utoipa::path(get, path = "/api/v1/timeline", tag = "Read", params(
    ("page" = Option<usize>, Query, description = "Which page of the list, from 1"),
    ("format" = Option<String>, Query, description = "`csv` for a table"),
), responses((status = 200, body = wire::Listed<wire::Moment>)))]
pub(super) async fn list_timeline(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    show(served, headers, Page::Timeline, pairs).await
}

/// Statements or reports with these words, and by what they can be narrowed down
#[utoipa::path(get, path = "/api/v1/search", tag = "Read", params(
    ("q" = Option<String>, Query, description = "Words; all have to be there, the last may be unfinished"),
    ("in" = Option<String>, Query, description = "`reports` to search reports"),
    ("actor" = Option<String>, Query, description = "Id of the speaker"),
    ("party" = Option<String>, Query, description = "Id of the side the speaker speaks for"),
    ("issue" = Option<String>, Query, description = "Id of an issue it takes a side on"),
    ("stance" = Option<String>, Query, description = "support, oppose, conditional or unclear"),
    ("holder" = Option<String>, Query, description = "Id of the actor whose side is taken"),
    ("outlet" = Option<String>, Query, description = "Name of an outlet"),
    ("since" = Option<String>, Query, description = "ISO day: on it or later"),
    ("until" = Option<String>, Query, description = "ISO day: on it or earlier"),
    ("page" = Option<usize>, Query, description = "Which page of the list, from 1"),
    ("per_page" = Option<usize>, Query, description = "Items on a page, at most 100"),
), responses((status = 200, body = wire::SearchResult)))]
pub(super) async fn search(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    let (query, number, per_page) = (query(&pairs), number(&pairs), per_page(&pairs));
    match served.draw(move |pages| pages.search_data(&query, number, per_page)).await {
        Ok(found) => Body::json(serde_json::to_string(&found).unwrap_or_default()).answer(&headers),
        Err(problem) => problem.answer_json(&served),
    }
}

fn per_page(pairs: &[(String, String)]) -> usize {
    let wanted = pairs.iter().find(|(key, _)| key == "per_page").and_then(|(_, value)| value.parse().ok());
    wanted.unwrap_or(crate::page::search::PER_PAGE).clamp(1, MOST_PER_PAGE)
}

/// The codebook, the sides, and pairs of actors that may be one
#[utoipa::path(get, path = "/api/v1/codebook", tag = "Read", params(
    ("format" = Option<String>, Query, description = "`csv` for a table of the issues"),
), responses((status = 200, body = wire::Codebook)))]
pub(super) async fn find_codebook(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    show(served, headers, Page::Codebook, pairs).await
}

/// What people changed, the latest first
#[utoipa::path(get, path = "/api/v1/corrections", tag = "Correct", params(
    ("format" = Option<String>, Query, description = "`csv` for a table"),
), responses((status = 200, body = wire::Listed<wire::Correction>)))]
pub(super) async fn list_corrections(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    show(served, headers, Page::Corrections, pairs).await
}
