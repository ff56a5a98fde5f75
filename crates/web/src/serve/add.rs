//! Adding reports.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Json;
use axum::extract::multipart::MultipartError;
use axum::extract::{Multipart, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::answer::{Body, Problem};
use super::job::{JobState, Jobs, Upload};
use super::page::Pairs;
use super::state::Served;
use crate::data::wire;

type Shared = State<Arc<Served>>;

/// Files in one upload.
const MOST_FILES: usize = 1_000;

/// `GET /add`
pub(super) async fn show_form(State(served): Shared, Query(pairs): Pairs, headers: HeaderMap) -> Response {
    if !served.may_write() {
        return Problem::ReadOnly.answer_page(&served);
    }
    let id = pairs.iter().find(|(key, _)| key == "job").and_then(|(_, id)| id.parse().ok());
    let state = id.and_then(|id| served.jobs.find(id)).map(|state| state.borrow().clone());
    match served.draw(move |pages| Ok(pages.add(state.as_ref().map(job).as_ref()))).await {
        Ok(markup) => Body::html(markup).answer(&headers),
        Err(problem) => problem.answer_page(&served),
    }
}

/// How far a job is, for browsers without script.
fn job(state: &JobState) -> Markup {
    html! {
        div.notice data-job=(state.id) {
            p { (state.text) @if !state.is_done { " " a href={ "/add?job=" (state.id) } { "Look again" } } }
            ul {
                @for report in &state.reports { li { "Read: " a href={ "/reports/" (report.id) } { (report.name) } } }
                @for line in &state.lines { li { (line) } }
            }
        }
    }
}

async fn start(served: &Arc<Served>, form: Multipart) -> Result<u64, Problem> {
    if !served.may_write() {
        return Err(Problem::ReadOnly);
    }
    let uploads = uploads(form).await.map_err(|error| {
        Problem::Wrong(error.body_text(), "Send fewer or smaller files; `onrecord build` takes any number.")
    })?;
    if uploads.is_empty() {
        return Err(Problem::Wrong("There is nothing to read.".to_owned(), "Choose a file or paste a text."));
    }
    Jobs::start(served, uploads).ok_or(Problem::Busy("Several uploads are being read already."))
}

async fn uploads(mut form: Multipart) -> Result<Vec<Upload>, MultipartError> {
    let mut uploads: Vec<Upload> = Vec::new();
    let (mut name, mut text) = (String::new(), String::new());
    while let Some(field) = form.next_field().await? {
        match field.name().unwrap_or("") {
            "file" if uploads.len() < MOST_FILES => {
                let file = file_name(field.file_name().unwrap_or(""));
                let bytes = field.bytes().await?;
                if !bytes.is_empty() {
                    uploads.push((file, bytes.to_vec()));
                }
            }
            "text" => text = field.text().await?,
            "name" => name = field.text().await?,
            _ => {}
        }
    }
    if !text.trim().is_empty() {
        let name = file_name(&name);
        uploads.push((if name.is_empty() { "pasted report".to_owned() } else { name }, text.into_bytes()));
    }
    Ok(uploads)
}

/// The name of an uploaded file: what stands behind the last slash, without control characters. It is only ever shown,
/// never opened.
fn file_name(given: &str) -> String {
    let name = given.rsplit(['/', '\\']).next().unwrap_or("");
    name.chars().filter(|c| !c.is_control()).take(200).collect::<String>().trim().to_owned()
}

/// `POST /add`
pub(super) async fn submit_reports(State(served): Shared, form: Multipart) -> Response {
    match start(&served, form).await {
        Ok(id) => Redirect::to(&format!("/add?job={id}")).into_response(),
        Err(problem) => problem.answer_page(&served),
    }
}

/// Add reports: any number of fields `file`, or a field `text` with its `name`
#[utoipa::path(post, path = "/api/v1/reports", tag = "Add", request_body(content = String, content_type = "multipart/form-data"),
    responses((status = 202, body = JobState), (status = 400, body = wire::Problem), (status = 503, body = wire::Problem)))]
pub(super) async fn create_reports(State(served): Shared, form: Multipart) -> Response {
    match start(&served, form).await {
        Ok(id) => match served.jobs.find(id) {
            Some(state) => (StatusCode::ACCEPTED, Json(state.borrow().clone())).into_response(),
            None => Problem::NotFound.answer_json(&served),
        },
        Err(problem) => problem.answer_json(&served),
    }
}

/// How far reading an upload is
#[utoipa::path(get, path = "/api/v1/jobs/{id}", tag = "Add", params(("id" = u64, Path, description = "Number of the job")),
    responses((status = 200, body = JobState), (status = 404, body = wire::Problem)))]
pub(super) async fn find_job(State(served): Shared, Path(id): Path<u64>) -> Response {
    match served.jobs.find(id) {
        Some(state) => Json(state.borrow().clone()).into_response(),
        None => Problem::NotFound.answer_json(&served),
    }
}

/// The same as server-sent events named `progress`, one for each change, until it is done
#[utoipa::path(get, path = "/api/v1/jobs/{id}/events", tag = "Add", params(("id" = u64, Path, description = "Number of the job")),
    responses((status = 200, body = JobState, content_type = "text/event-stream"), (status = 404, body = wire::Problem)))]
pub(super) async fn watch_job(State(served): Shared, Path(id): Path<u64>) -> Response {
    let Some(state) = served.jobs.find(id) else { return Problem::NotFound.answer_json(&served) };
    let events = WatchStream::new(state).map(|state| {
        let data = serde_json::to_string(&state).unwrap_or_default();
        Ok::<Event, Infallible>(Event::default().event("progress").data(data))
    });
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn file_names_lose_their_folders() {
        assert_eq!(file_name("../../etc/pässwd"), "pässwd");
        assert_eq!(file_name("C:\\a\\b\u{7}.txt "), "b.txt");
        assert_eq!(file_name("<script>.html"), "<script>.html");
        assert_eq!(file_name(""), "");
    }
}
