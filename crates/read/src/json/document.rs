//! One JSON object to a document: which field is the text, which the headline, and so on.

use std::collections::BTreeMap;

use onrecord_text::document::{Metadata, RawDocument};
use onrecord_text::excerpt::Excerpt;
use serde_json::value::RawValue;

use crate::error::Problem;
use crate::html;
use crate::json::string;
use crate::trace::Traced;

/// Names of the field with the text, best first, as [`plain_name`] leaves them. They are those of
/// schema.org, of common crawlers and of the interfaces of news services.
const TEXT: &[&str] = &[
    "text",
    "body",
    "articlebody",
    "articletext",
    "maintext",
    "fulltext",
    "plaintext",
    "bodytext",
    "storytext",
    "rawtext",
    "cleanedtext",
    "content",
    "article",
    "story",
    "contenthtml",
    "bodyhtml",
    "html",
    "rawhtml",
];
/// Names inside a text that is an object: WordPress writes `{"rendered": "..."}`.
const INNER_TEXT: &[&str] = &["rendered", "text", "value", "html", "content", "body", "plain"];
/// What to take where there is no text at all.
const SUMMARY: &[&str] = &["description", "summary", "excerpt", "snippet", "abstract", "lead"];
const TITLE: &[&str] = &["title", "headline", "headlinemain", "heading", "name"];
const OUTLET: &[&str] = &[
    "outlet",
    "source",
    "sourcename",
    "publisher",
    "publication",
    "site",
    "sitename",
    "newspaper",
    "media",
    "provider",
    "sourcedomain",
    "domain",
    "feed",
];
const URL: &[&str] = &[
    "url",
    "link",
    "canonical",
    "canonicalurl",
    "canonicallink",
    "weburl",
    "sourceurl",
    "articleurl",
    "permalink",
    "uri",
    "mainentityofpage",
];
const PUBLISHED: &[&str] = &[
    "published",
    "publishedat",
    "publishedon",
    "publisheddate",
    "datepublished",
    "publicationdate",
    "publishdate",
    "datepublish",
    "pubdate",
    "firstpublished",
    "webpublicationdate",
    "dategmt",
    "date",
    "datetime",
    "time",
    "timestamp",
    "created",
    "createdat",
    "datecreated",
];
const AUTHORS: &[&str] = &["authors", "author", "byline", "bylines", "creator", "writer"];
const LANGUAGE: &[&str] = &["language", "lang", "inlanguage", "languagecode", "languageiso"];
/// Names inside a value that is an object.
const INNER_NAME: &[&str] = &["name", "rendered", "title", "label", "value", "id", "url", "href"];
/// Names of a field that holds an array of reports.
const REPORTS: &[&str] = &[
    "articles",
    "reports",
    "documents",
    "docs",
    "items",
    "results",
    "data",
    "hits",
    "entries",
    "posts",
    "stories",
    "news",
    "records",
    "response",
];
/// How deep arrays and objects are followed inside one field.
const MAX_DEPTH: usize = 4;

/// The fields of one object, in the order of their plain names.
pub(crate) struct Fields<'j> {
    /// The object as JSON, and the character of the file it starts at.
    json: &'j str,
    at: usize,
    fields: BTreeMap<String, &'j RawValue>,
    as_written: Vec<String>,
}

impl<'j> Fields<'j> {
    /// The fields of the object `json`, which starts at character `at` of the file.
    pub(crate) fn parse(json: &'j str, at: usize) -> Result<Self, Problem> {
        let fields: BTreeMap<String, &RawValue> =
            serde_json::from_str(json).map_err(|e| Problem::Json { message: message(&e) })?;
        Ok(Self {
            json,
            at,
            as_written: fields.keys().cloned().collect(),
            fields: fields.into_iter().map(|(k, v)| (plain_name(&k), v)).collect(),
        })
    }

    /// The values of the fields with these names that hold something, in the order of `names`.
    fn values(&self, names: &'static [&'static str]) -> impl Iterator<Item = &'j str> {
        names
            .iter()
            .filter_map(|n| self.fields.get(*n))
            .map(|v| v.get())
            .filter(|v| !matches!(*v, "null" | "\"\"" | "[]" | "{}" | "false"))
    }

    /// The character of the file where `part`, a part of the object, starts.
    fn position(&self, part: &str) -> usize {
        let byte = (part.as_ptr() as usize).saturating_sub(self.json.as_ptr() as usize);
        self.at + self.json.get(..byte).map_or(0, |s| s.chars().count())
    }

    /// The objects in the field that holds an array of reports, each with its first character, if
    /// this object is an envelope around them rather than a report.
    pub(crate) fn reports(&self) -> Vec<(&'j str, usize)> {
        let mut found = Vec::new();
        for value in self.values(REPORTS) {
            if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(value) {
                let objects = items.iter().map(|i| i.get()).filter(|i| i.starts_with('{'));
                found.extend(objects.map(|o| (o, self.position(o))));
            } else if value.starts_with('{')
                && let Ok(inner) = Fields::parse(value, self.position(value))
            {
                found = inner.reports();
            }
            if !found.is_empty() {
                break;
            }
        }
        found
    }

    /// Whether there is a field with text.
    pub(crate) fn has_text(&self) -> bool {
        self.values(TEXT).any(|v| !literals(v, INNER_TEXT, MAX_DEPTH).is_empty())
    }

    /// The document this object describes.
    pub(crate) fn document(&self) -> Result<RawDocument, Problem> {
        let mut document = RawDocument { original: Excerpt::new(self.at, self.json), ..RawDocument::default() };
        let text = match self.text(TEXT) {
            Some(text) => text,
            None => {
                let summary = self.text(SUMMARY).ok_or_else(|| self.no_text())?;
                let note = "no full text; the summary was read in its place";
                document.notes.push(note.into());
                summary
            }
        };
        let mut metadata = self.metadata();
        if html::looks_like_html(text.as_str()) {
            let page = html::read_embedded(&text)?;
            document.text = page.text;
            document.notes.extend(page.notes);
            fill(&mut metadata, page.metadata);
        } else {
            document.text = text.to_lines();
        }
        document.metadata = metadata;
        Ok(document)
    }

    /// The first of the fields `names` with text in it.
    fn text(&self, names: &'static [&'static str]) -> Option<Traced> {
        self.values(names).find_map(|value| {
            let mut text = Traced::default();
            let mut at = self.position(value);
            let mut from = value;
            for literal in literals(value, INNER_TEXT, MAX_DEPTH) {
                let byte = (literal.as_ptr() as usize).saturating_sub(from.as_ptr() as usize);
                let (before, after) = from.split_at_checked(byte)?;
                at += before.chars().count();
                from = after;
                text.push_break();
                string::push(literal, at, &mut text);
            }
            (!text.as_str().trim().is_empty()).then_some(text)
        })
    }

    fn no_text(&self) -> Problem {
        if self.values(TEXT).next().is_some() || TEXT.iter().any(|n| self.fields.contains_key(*n)) {
            return Problem::NoText;
        }
        const MOST: usize = 8;
        let mut names: Vec<String> = self.as_written.iter().take(MOST).map(|n| format!("{n:?}")).collect();
        if self.as_written.len() > MOST {
            names.push(format!("and {} more", self.as_written.len() - MOST));
        }
        let fields = if names.is_empty() { "no field".into() } else { names.join(", ") };
        Problem::NoTextField { fields }
    }

    fn metadata(&self) -> Metadata {
        let first =
            |names: &'static [&'static str]| self.values(names).find_map(|v| strings(v, INNER_NAME).into_iter().next());
        let authors = self.values(AUTHORS).map(|v| strings(v, INNER_NAME));
        Metadata {
            title: first(TITLE),
            outlet: first(OUTLET),
            url: first(URL),
            published: first(PUBLISHED).or_else(|| self.values(PUBLISHED).next().and_then(number)),
            authors: authors.into_iter().find(|a| !a.is_empty()).unwrap_or_default(),
            language: first(LANGUAGE),
        }
    }
}

/// Fills what `metadata` lacks from `other`.
pub(crate) fn fill(metadata: &mut Metadata, other: Metadata) {
    let or = |field: &mut Option<String>, value| *field = field.take().or(value);
    or(&mut metadata.title, other.title);
    or(&mut metadata.outlet, other.outlet);
    or(&mut metadata.url, other.url);
    or(&mut metadata.published, other.published);
    or(&mut metadata.language, other.language);
    if metadata.authors.is_empty() {
        metadata.authors = other.authors;
    }
}

/// A message of the JSON parser without its position, which is one within the record.
pub(crate) fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    format!("{} at character {}", &text[..end], error.column())
}

/// `article_Body`, `articleBody` and `article-body` are one name.
fn plain_name(name: &str) -> String {
    let plain = name.chars().filter(|c| c.is_alphanumeric());
    plain.flat_map(char::to_lowercase).collect()
}

/// A date written as a number: seconds since 1970.
fn number(value: &str) -> Option<String> {
    value.parse::<f64>().is_ok().then(|| value.to_owned())
}

fn strings(value: &str, inner: &[&str]) -> Vec<String> {
    let decoded = literals(value, inner, MAX_DEPTH).into_iter().map(string::decode);
    let tidy = decoded.map(|s| html::plain_text(&s));
    tidy.filter(|s| !s.is_empty()).collect()
}

/// The string literals of a value: itself, those of an array, or in an object that of the first
/// of the fields `inner` that has any.
fn literals<'j>(value: &'j str, inner: &[&str], depth: usize) -> Vec<&'j str> {
    if value.starts_with('"') {
        return vec![value];
    }
    if depth == 0 {
        return Vec::new();
    }
    if value.starts_with('[') {
        let items: Vec<&RawValue> = serde_json::from_str(value).unwrap_or_default();
        return items.iter().flat_map(|i| literals(i.get(), inner, depth - 1)).collect();
    }
    let fields: BTreeMap<String, &RawValue> = serde_json::from_str(value).unwrap_or_default();
    let found = inner.iter().filter_map(|n| fields.get(*n));
    let mut found = found.map(|v| literals(v.get(), inner, depth - 1));
    found.find(|l| !l.is_empty()).unwrap_or_default()
}
