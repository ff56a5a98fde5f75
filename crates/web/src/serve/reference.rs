//! The description of the API, for programs (OpenAPI) and for people.

use std::sync::{Arc, LazyLock};

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::Value;
use utoipa::OpenApi;

use super::answer::Body;
use super::state::Served;
use super::{add, api, correct};
use crate::link::Page;
use crate::page::Pages;
use crate::page::layout::Frame;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "onrecord",
        version = "1",
        description = "Everything the pages of a record show, as data. Lists come in pages; answers carry an entity tag. \
                       Where the server asks for a token, send it as `Authorization: Bearer …`.",
        license(name = "MIT OR Apache-2.0")
    ),
    paths(
        api::list_positions,
        api::list_issues,
        api::find_issue,
        api::list_actors,
        api::find_actor,
        api::list_statements,
        api::find_statement,
        api::list_reports,
        api::find_report,
        api::list_conflicts,
        api::find_conflict,
        api::list_timeline,
        api::search,
        api::find_codebook,
        api::list_corrections,
        correct::create_correction,
        correct::undo_correction,
        add::create_reports,
        add::find_job,
        add::watch_job,
    )
)]
struct Description;

/// The description, which does not change while the program runs.
static DESCRIPTION: LazyLock<Value> =
    LazyLock::new(|| serde_json::to_value(Description::openapi()).unwrap_or_default());

/// `GET /api/v1/openapi.json`
pub(super) async fn fetch_description(headers: HeaderMap) -> Response {
    Body::json(DESCRIPTION.to_string()).answer(&headers)
}

/// `GET /api`
pub(super) async fn show_reference(State(served): State<Arc<Served>>, headers: HeaderMap) -> Response {
    match served.draw(|pages| Ok(pages.reference(&DESCRIPTION))).await {
        Ok(markup) => Body::html(markup).answer(&headers),
        Err(problem) => problem.answer_page(&served),
    }
}

impl Pages<'_> {
    fn reference(&self, description: &Value) -> Markup {
        let frame = Frame {
            title: "API",
            trail: vec![("Overview".to_owned(), Page::Overview)],
            plain: true,
            ..Frame::default()
        };
        let paths = description["paths"].as_object();
        let schemas = description["components"]["schemas"].as_object();
        let body = html! {
            p.lead { (text(&description["info"]["description"])) }
            p { a href="/api/v1/openapi.json" { "OpenAPI document" } }
            @for (path, methods) in paths.into_iter().flatten() {
                @for (method, operation) in methods.as_object().into_iter().flatten() { (self.operation(path, method, operation)) }
            }
            h2 { "Objects" }
            @for (name, schema) in schemas.into_iter().flatten() { (object(name, schema)) }
        };
        self.page(&frame, &body)
    }

    fn operation(&self, path: &str, method: &str, operation: &Value) -> Markup {
        let parameters = operation["parameters"].as_array();
        let answers = operation["responses"].as_object();
        html! {
            section.operation {
                h2 { code { (method.to_uppercase()) " " (path) } }
                p { (text(&operation["summary"])) (text(&operation["description"])) }
                @if let Some(body) = operation["requestBody"]["content"].as_object() {
                    p { "Send " @for (kind, content) in body { (kind) " " (shape(&content["schema"])) } }
                }
                @if let Some(parameters) = parameters.filter(|list| !list.is_empty()) {
                    dl.facts {
                        @for parameter in parameters {
                            dt { code { (text(&parameter["name"])) } }
                            dd { (text(&parameter["description"])) span.quiet { " in the " (text(&parameter["in"])) } }
                        }
                    }
                }
                ul.plain.small {
                    @for (status, answer) in answers.into_iter().flatten() {
                        li {
                            (status)
                            @for (kind, content) in answer["content"].as_object().into_iter().flatten() { " " (kind) " " (shape(&content["schema"])) }
                        }
                    }
                }
            }
        }
    }
}

fn object(name: &str, schema: &Value) -> Markup {
    let required: Vec<&str> = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    html! {
        section id={ "object-" (name) } {
            h3 { (name) }
            @let about = text(&schema["description"]);
            @if !about.is_empty() { p { (about) } }
            dl.facts {
                @for (field, of) in schema["properties"].as_object().into_iter().flatten() {
                    dt { code { (field) } @if !required.contains(&field.as_str()) { span.quiet { " may be missing" } } }
                    dd { (shape(of)) " " span.quiet { (text(&of["description"])) } }
                }
            }
        }
    }
}

/// What a schema asks for, in words.
fn shape(schema: &Value) -> Markup {
    if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
        return html! { a href={ "#object-" (name) } { (name) } };
    }
    if let Some(any) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        return html! { @for (at, one) in any.iter().enumerate() { @if at > 0 { " or " } (shape(one)) } };
    }
    match &schema["type"] {
        Value::String(kind) if kind == "array" => html! { "list of " (shape(&schema["items"])) },
        Value::String(kind) => html! { (kind) },
        Value::Array(kinds) => {
            let kinds: Vec<&str> = kinds.iter().filter_map(Value::as_str).collect();
            html! { @if kinds.contains(&"array") { "list of " (shape(&schema["items"])) " or null" } @else { (kinds.join(" or ")) } }
        }
        _ => html! {},
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    #[test]
    fn the_documented_description_is_that_of_the_code() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/openapi.json");
        let now = serde_json::to_string_pretty(&*DESCRIPTION).expect("plain data") + "\n";
        let kept = fs::read_to_string(&path).unwrap_or_default();
        if kept != now {
            fs::write(&path, &now).expect("writable");
            panic!("docs/openapi.json was out of date and is written anew: look at what changed, and commit it");
        }
    }

    #[test]
    fn every_operation_says_what_it_does() {
        let paths = DESCRIPTION["paths"].as_object().expect("paths");
        assert!(paths.len() > 15);
        for (path, methods) in paths {
            for (method, operation) in methods.as_object().expect("methods") {
                assert!(operation["summary"].as_str().is_some_and(|text| text.len() > 5), "{method} {path}");
                assert!(
                    operation["responses"].as_object().is_some_and(|answers| !answers.is_empty()),
                    "{method} {path}"
                );
            }
        }
    }
}
