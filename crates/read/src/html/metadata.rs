//! What a page says about itself: JSON-LD, Open Graph, meta tags, links and the first elements of
//! the article, in this order of trust. Values stay as found, save that references are decoded.

use onrecord_text::document::Metadata;

use crate::html::tokens::{self, Token, attribute, name};
use crate::html::{linked_data, plain_text};
use crate::json::document::fill;

/// Properties and names of meta tags, most trusted first.
const TITLE: &[&str] =
    &["og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "headline"];
const OUTLET: &[&str] = &[
    "og:site_name",
    "application-name",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "source",
    "copyright-holder",
    "al:ios:app_name",
];
const URL: &[&str] = &["og:url", "twitter:url", "parsely-link", "dc.identifier"];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publish-date",
    "publish_date",
    "pubdate",
    "published_time",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "cxenseparse:recs:publishtime",
    "article.published",
    "last-modified-date",
    "og:pubdate",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor",
    "twitter:data1",
];
const LANGUAGE: &[&str] = &["og:locale", "language", "content-language", "dc.language"];

/// The encoding that the page declares, in a meta tag or an XML declaration.
pub(crate) fn charset(head: &str) -> Option<String> {
    let after_key = |text: &str, key: &str| {
        let at = text.to_ascii_lowercase().find(key)? + key.len();
        let value = text.get(at..)?.trim_start().strip_prefix('=')?.trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| c.is_whitespace() || "\"';>?/".contains(c));
        value.get(..end.unwrap_or(value.len())).map(str::to_owned)
    };
    if let Some(declaration) = head.trim_start().strip_prefix("<?xml") {
        let declaration = declaration.split_once("?>")?.0;
        if let Some(label) = after_key(declaration, "encoding") {
            return Some(label);
        }
    }
    tokens::tokens(head).into_iter().find_map(|token| match token {
        Token::Start(tag) if name(&tag.name) == "meta" => {
            attribute(&tag, "charset").or_else(|| after_key(&attribute(&tag, "content")?, "charset"))
        }
        _ => None,
    })
}

/// What the page `html` says about its report.
pub(crate) fn metadata(html: &str) -> Metadata {
    let mut found = Found::default();
    for token in tokens::tokens(html) {
        match token {
            Token::Start(tag) => {
                let tag_name = name(&tag.name);
                found.start(tag_name, &|a| attribute(&tag, a).filter(|v| !v.is_empty()));
            }
            Token::End(tag) => found.end(name(&tag.name)),
            Token::Text(range) => found.text(html.get(range).unwrap_or("")),
        }
    }
    found.metadata()
}

#[derive(Default)]
struct Found {
    /// Name or property in lower case, and content.
    metas: Vec<(String, String)>,
    linked_data: Option<Metadata>,
    title: Option<String>,
    headline: Option<String>,
    canonical: Option<String>,
    item_date: Option<String>,
    time: Option<String>,
    language: Option<String>,
    within: Within,
    buffer: String,
}

/// The element whose text is being collected.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Within {
    #[default]
    Nothing,
    Title,
    Headline,
    LinkedData,
}

impl Found {
    fn start(&mut self, tag: &str, attribute: &dyn Fn(&str) -> Option<String>) {
        match tag {
            "html" => {
                self.language = self.language.take().or_else(|| attribute("lang")).or_else(|| attribute("xml:lang"))
            }
            "meta" => {
                let key = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|a| attribute(a));
                if let (Some(key), Some(content)) = (key, attribute("content")) {
                    self.metas.push((key.to_ascii_lowercase(), plain_text(&content)));
                }
            }
            "link" => {
                let rel = attribute("rel").unwrap_or_default();
                if rel.eq_ignore_ascii_case("canonical") && self.canonical.is_none() {
                    self.canonical = attribute("href");
                }
            }
            "title" if self.title.is_none() => self.enter(Within::Title),
            "h1" if self.headline.is_none() => self.enter(Within::Headline),
            "script" if attribute("type").is_some_and(|t| t.to_ascii_lowercase().contains("ld+json")) => {
                self.enter(Within::LinkedData);
            }
            _ => {}
        }
        if attribute("itemprop").is_some_and(|p| p.eq_ignore_ascii_case("datePublished")) {
            let value = attribute("datetime").or_else(|| attribute("content"));
            self.item_date = self.item_date.take().or(value);
        }
        if tag == "time" && self.time.is_none() {
            self.time = attribute("datetime");
        }
    }

    fn enter(&mut self, within: Within) {
        self.within = within;
        self.buffer.clear();
    }

    fn text(&mut self, text: &str) {
        if self.within != Within::Nothing {
            self.buffer.push_str(text);
        }
    }

    fn end(&mut self, tag: &str) {
        let text = || Some(plain_text(&self.buffer)).filter(|t| !t.is_empty());
        match (tag, self.within) {
            ("title", Within::Title) => self.title = text(),
            ("h1", Within::Headline) => self.headline = text(),
            ("script", Within::LinkedData) if self.linked_data.is_none() => {
                self.linked_data = linked_data::metadata(&self.buffer);
            }
            ("script", Within::LinkedData) => {}
            _ => return,
        }
        self.within = Within::Nothing;
    }

    fn meta(&self, names: &[&str]) -> Option<String> {
        self.metas_of(names).into_iter().next()
    }

    /// The contents of the most trusted of the meta tags `names` that the page has.
    fn metas_of(&self, names: &[&str]) -> Vec<String> {
        let of = |name: &&str| -> Vec<String> {
            let same = self.metas.iter().filter(|(key, value)| key == name && !value.is_empty());
            same.map(|(_, value)| value.clone()).collect()
        };
        names.iter().map(of).find(|v| !v.is_empty()).unwrap_or_default()
    }

    fn metadata(mut self) -> Metadata {
        let mut metadata = self.linked_data.take().unwrap_or_default();
        let mut authors = self.metas_of(AUTHORS);
        // Pages of authors are no names.
        authors.retain(|a| !a.contains("://"));
        // The address in `<link>` is the one the outlet wants to be found under.
        if let Some(canonical) = self.canonical.take().filter(|u| u.contains("://")) {
            metadata.url = Some(canonical);
        }
        // JSON-LD often gives the language of the site, not of the page.
        if let Some(language) = self.language.take() {
            metadata.language = Some(language);
        }
        let other = Metadata {
            title: self.meta(TITLE).or(self.headline.clone()).or(self.title.clone()),
            outlet: self.meta(OUTLET),
            url: self.meta(URL),
            published: self.meta(PUBLISHED).or(self.item_date.clone()).or(self.time.clone()),
            authors,
            language: self.meta(LANGUAGE).map(|l| l.replace('_', "-")),
        };
        fill(&mut metadata, other);
        let mut seen = Vec::new();
        metadata.authors.retain(|a| {
            let is_new = !seen.contains(a);
            seen.push(a.clone());
            is_new
        });
        metadata
    }
}
