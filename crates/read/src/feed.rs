//! RSS and Atom feeds: each entry is a report.
//!
//! The entries are read event by event rather than with a feed crate, because those hand back
//! text without its place and dates already interpreted, and both are needed here as they stand
//! in the file.

use std::ops::ControlFlow;

use onrecord_text::document::{Locator, Metadata, RawDocument};
use onrecord_text::excerpt::Excerpt;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::Sink;
use crate::decode::decode;
use crate::error::{Problem, ReadError, Unit};
use crate::html::{self, entity_text};
use crate::trace::Traced;

/// Elements with the text of an entry, best first. The last two are summaries by intent, full
/// texts in many feeds.
const TEXT: &[&str] = &["content:encoded", "content", "atom:content", "description", "summary"];
const PUBLISHED: &[&str] = &["pubDate", "published", "dc:date", "dcterms:issued", "issued", "updated"];
const AUTHORS: &[&str] = &["dc:creator", "author", "itunes:author"];

/// Reads the feed `bytes`, entry by entry.
pub(crate) fn read(file: &str, bytes: &[u8], sink: &mut Sink<'_>) -> Result<(), ReadError> {
    let label = html::declared_charset(bytes);
    let decoded = decode(bytes, label.as_deref());
    let mut feed = Feed::new(&decoded.text);
    let mut number = 0;
    let mut emit = |entry: Result<RawDocument, Problem>| -> ControlFlow<()> {
        number += 1;
        sink(match entry {
            Ok(mut document) => {
                document.locator = Locator { file: file.to_owned(), record: Some(number) };
                document.notes.splice(0..0, decoded.notes.iter().cloned());
                Ok(document)
            }
            Err(problem) => Err(problem.at(file, Unit::Entry.number(number))),
        })
    };
    let ended = feed.read(&mut emit).map_err(|p| p.of(file))?;
    if number == 0 && ended.is_continue() {
        return Err(Problem::NoText.of(file));
    }
    Ok(())
}

/// A feed being read.
struct Feed<'s> {
    source: &'s str,
    /// A byte of the source and the number of characters before it.
    byte: usize,
    n_chars: usize,
    /// Names of the elements around, outermost first.
    open: Vec<String>,
    /// What the feed says about all entries.
    feed: Vec<Field>,
    /// What the entry being read says, and how deep it stands.
    entry: Option<(usize, Vec<Field>)>,
}

/// An element with its text.
struct Field {
    name: String,
    depth: usize,
    text: Traced,
    /// The attribute that matters: the address of a link, the type of a content.
    attribute: Option<String>,
    /// Where the content starts, if it is XHTML.
    markup: Option<usize>,
}

impl<'s> Feed<'s> {
    fn new(source: &'s str) -> Self {
        Self { source, byte: 0, n_chars: 0, open: Vec::new(), feed: Vec::new(), entry: None }
    }

    fn read(
        &mut self,
        emit: &mut dyn FnMut(Result<RawDocument, Problem>) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, Problem> {
        let mut reader = Reader::from_str(self.source);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            let before = place(reader.buffer_position());
            let event = reader
                .read_event()
                .map_err(|e| Problem::Xml { message: format!("{e} at byte {}", reader.error_position()) })?;
            let after = place(reader.buffer_position());
            match event {
                Event::Start(tag) => self.start(&tag, after),
                Event::Empty(tag) => {
                    self.start(&tag, after);
                    self.end(after);
                }
                Event::End(_) => {
                    let Some(mut entry) = self.end(before) else { continue };
                    if let Ok(document) = &mut entry {
                        document.original = Excerpt::behind(&document.text, self.source);
                    }
                    if emit(entry).is_break() {
                        return Ok(ControlFlow::Break(()));
                    }
                }
                Event::Text(text) => self.text(text.as_ref()),
                Event::CData(text) => self.text(text.as_ref()),
                Event::GeneralRef(name) => self.reference(name.as_ref()),
                Event::Eof if self.entry.is_some() => {
                    let message = "the file ends in the middle of an entry".into();
                    return Err(Problem::Xml { message });
                }
                Event::Eof => return Ok(ControlFlow::Continue(())),
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, after: usize) {
        let name = tag.name().as_ref().to_owned();
        let depth = self.open.len();
        let of = |wanted: &str| {
            let found = tag.attributes().flatten().find(|a| a.key.as_ref() == wanted)?;
            Some(entity_text(&found.value))
        };
        if self.entry.is_none() && matches!(name.as_str(), "item" | "entry" | "atom:entry") {
            self.entry = Some((depth, Vec::new()));
        } else {
            let attribute = match name.as_str() {
                // Links other than to the entry itself go to its comments, its audio and so on.
                "link" | "atom:link" => {
                    let is_other = of("rel").is_some_and(|rel| rel != "alternate");
                    if is_other { Some(String::new()) } else { of("href") }
                }
                "content" | "atom:content" | "summary" | "title" => of("type"),
                "feed" => of("xml:lang"),
                _ => None,
            };
            let is_markup = attribute.as_deref() == Some("xhtml");
            let field = Field {
                markup: is_markup.then_some(after),
                name: name.clone(),
                depth,
                text: Traced::default(),
                attribute,
            };
            match &mut self.entry {
                Some((_, fields)) => fields.push(field),
                None => self.feed.push(field),
            }
        }
        self.open.push(name);
    }

    /// Ends the innermost element, at byte `at`. Gives the entry if it was one.
    fn end(&mut self, at: usize) -> Option<Result<RawDocument, Problem>> {
        self.open.pop()?;
        let depth = self.open.len();
        match &mut self.entry {
            Some((entry_depth, _)) if *entry_depth == depth => {
                let (_, fields) = self.entry.take()?;
                return Some(document(&fields, depth + 1, &self.feed));
            }
            Some((_, fields)) => {
                let start = fields.iter().rposition(|f| f.depth == depth)?;
                if let Some(from) = fields[start].markup {
                    let markup = self.source.get(from..at).unwrap_or("");
                    // Offsets of what stands inside were counted already; count from the front.
                    let chars = self.source.get(..from).map_or(0, |s| s.chars().count());
                    fields[start].text = Traced::verbatim(markup, chars);
                }
            }
            None => {}
        }
        None
    }

    /// The field whose text is being read: that of the innermost element.
    fn field(&mut self) -> Option<&mut Field> {
        let depth = self.open.len().checked_sub(1)?;
        let fields = match &mut self.entry {
            Some((_, fields)) => fields,
            None => &mut self.feed,
        };
        fields.last_mut().filter(|f| f.depth == depth).or(None)
    }

    fn text(&mut self, text: &str) {
        let Some(start) = self.byte_of(text) else { return };
        let at = self.chars_before(start);
        let Some(text) = self.source.get(start..start + text.len()) else { return };
        if let Some(field) = self.field() {
            field.text.push_copied(text, at);
        }
    }

    fn reference(&mut self, name: &str) {
        let Some(start) = self.byte_of(name).and_then(|b| b.checked_sub(1)) else { return };
        let at = self.chars_before(start);
        let Some(source) = self.source.get(start..start + name.len() + 2) else { return };
        let text = entity_text(source);
        if let Some(field) = self.field() {
            field.text.push_replaced(&text, at..at + source.chars().count());
        }
    }

    /// Where `part` of the source starts; the events borrow from it.
    fn byte_of(&self, part: &str) -> Option<usize> {
        let byte = (part.as_ptr() as usize).checked_sub(self.source.as_ptr() as usize)?;
        (byte + part.len() <= self.source.len()).then_some(byte)
    }

    fn chars_before(&mut self, byte: usize) -> usize {
        if byte >= self.byte {
            self.n_chars += self.source.get(self.byte..byte).map_or(0, |s| s.chars().count());
            self.byte = byte;
        }
        self.n_chars
    }
}

fn place(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// The document that the fields of an entry describe; its direct children stand at `depth`.
fn document(fields: &[Field], depth: usize, feed: &[Field]) -> Result<RawDocument, Problem> {
    let own = |names: &[&str]| {
        let has =
            |n: &&str| fields.iter().find(|f| f.depth == depth && f.name == *n && !f.text.as_str().trim().is_empty());
        names.iter().find_map(has)
    };
    let text_of = |names: &[&str]| own(names).map(|f| html::plain_text(f.text.as_str()));
    let field = own(TEXT).ok_or(Problem::NoText)?;
    let text = field.text.as_str();
    let is_plain = field.attribute.as_deref() == Some("text") || !(html::looks_like_html(text) || text.contains('&'));
    let mut document = if is_plain {
        RawDocument { text: field.text.to_lines(), ..RawDocument::default() }
    } else {
        html::read_embedded(&field.text)?
    };
    let above = |name: &str, depth: usize| {
        let mut found = feed.iter().filter(|f| f.depth == depth && f.name == name);
        let text = found.next().map(|f| html::plain_text(f.text.as_str()));
        text.filter(|t| !t.is_empty())
    };
    // In RSS the channel stands one below the root, its title one deeper; in Atom the feed is the root.
    let of_feed = |name: &str| above(name, 2).or_else(|| above(name, 1));
    let root = feed.iter().find(|f| f.depth == 0);
    document.metadata = Metadata {
        title: text_of(&["title", "atom:title", "dc:title"]),
        outlet: text_of(&["dc:publisher", "source"]).or_else(|| of_feed("title")),
        url: link(fields, depth),
        published: text_of(PUBLISHED),
        authors: authors(fields, depth),
        language: text_of(&["dc:language"])
            .or_else(|| of_feed("language"))
            .or_else(|| root.and_then(|f| f.attribute.clone())),
    };
    Ok(document)
}

fn link(fields: &[Field], depth: usize) -> Option<String> {
    let links = fields.iter().filter(|f| f.depth == depth && matches!(&*f.name, "link" | "atom:link" | "guid"));
    let mut addresses = links.map(|f| match &f.attribute {
        Some(href) => href.clone(),
        None => f.text.as_str().trim().to_owned(),
    });
    addresses.find(|a| a.contains("://"))
}

/// Authors are names in RSS, elements with a name in Atom.
fn authors(fields: &[Field], depth: usize) -> Vec<String> {
    let mut found = Vec::new();
    for (i, field) in fields.iter().enumerate() {
        if field.depth != depth || !AUTHORS.contains(&&*field.name) {
            continue;
        }
        let inner = fields[i + 1..].iter().take_while(|f| f.depth > depth);
        let name = inner.clone().find(|f| f.name == "name").unwrap_or(field);
        let name = html::plain_text(name.text.as_str());
        if !name.is_empty() && !found.contains(&name) {
            found.push(name);
        }
    }
    found
}
