//! Metadata from JSON-LD, the scripts of type `application/ld+json`.

use onrecord_text::document::Metadata;
use serde_json::Value;

use crate::html::plain_text;

/// Types of schema.org that are reports, by the end of their name: `NewsArticle`, `BlogPosting`,
/// `AnalysisNewsArticle`, `Report`, `LiveBlogPosting`.
const TYPES: &[&str] = &["Article", "Posting", "Report"];

/// What the script says about the report of the page, if it is about one.
pub(crate) fn metadata(script: &str) -> Option<Metadata> {
    let script = script.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let value: Value = serde_json::from_str(script.trim().trim_end_matches(';')).ok()?;
    let article = article(&value)?;
    let author = article.get("author").map(names).unwrap_or_default();
    let creator = || article.get("creator").map(names).unwrap_or_default();
    Some(Metadata {
        title: first(article, &["headline", "name"]),
        outlet: first(article, &["publisher", "sourceOrganization", "isPartOf"]),
        url: first(article, &["mainEntityOfPage", "url", "@id"]).filter(|u| u.contains("://")),
        published: first(article, &["datePublished", "dateCreated"]),
        authors: if author.is_empty() { creator() } else { author },
        language: first(article, &["inLanguage"]),
    })
}

/// The first object that is a report, looked for in arrays and graphs.
fn article(value: &Value) -> Option<&Value> {
    match value {
        Value::Array(items) => items.iter().find_map(article),
        Value::Object(fields) => {
            let is_report = |t: &Value| t.as_str().is_some_and(|t| TYPES.iter().any(|e| t.ends_with(e)));
            let is_article = fields.get("@type").is_some_and(|t| match t {
                Value::Array(types) => types.iter().any(is_report),
                one => is_report(one),
            });
            if is_article {
                return Some(value);
            }
            let inner = ["@graph", "mainEntity", "itemListElement"];
            inner.iter().filter_map(|k| fields.get(*k)).find_map(article)
        }
        _ => None,
    }
}

fn first(article: &Value, names: &[&str]) -> Option<String> {
    let mut found = names.iter().filter_map(|n| article.get(*n)).flat_map(self::names);
    found.next()
}

/// The strings of a value: itself, those of an array, the name of an object.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(s) => Some(plain_text(s)).filter(|s| !s.is_empty()).into_iter().collect(),
        Value::Array(items) => items.iter().flat_map(names).collect(),
        Value::Object(fields) => {
            let keys = ["name", "@value", "@id", "url"];
            let found = keys.iter().filter_map(|k| fields.get(*k)).map(names);
            found.into_iter().find(|n| !n.is_empty()).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}
