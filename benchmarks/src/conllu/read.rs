//! The file format: ten columns, comments, blank lines between sentences; plain or gzipped.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use flate2::read::MultiGzDecoder;
use onrecord_text::span::Span;

use super::entity::{Decoder, USUAL_ORDER};
use super::layout::{Layout, share};
use super::{Document, Token};

/// Reads a file, gzipped if its name ends in `.gz`.
///
/// # Errors
/// If it cannot be read or a line is malformed; the line is named.
pub fn read(path: &Path) -> Result<Vec<Document>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let bytes: Box<dyn Read> = match path.extension().is_some_and(|e| e == "gz") {
        true => Box::new(MultiGzDecoder::new(file)),
        false => Box::new(file),
    };
    parse(BufReader::new(bytes)).with_context(|| path.display().to_string())
}

/// Reads documents from lines.
///
/// # Errors
/// As [`read`].
pub fn parse(lines: impl BufRead) -> Result<Vec<Document>> {
    let mut parser = Parser::default();
    for (at, line) in lines.lines().enumerate() {
        parser.line(&line?).with_context(|| format!("line {}", at + 1))?;
    }
    parser.end_sentence().context("at the end")?;
    parser.end_document();
    Ok(parser.documents)
}

#[derive(Default)]
struct Parser {
    documents: Vec<Document>,
    document: Document,
    layout: Layout,
    entity_order: Option<String>,
    /// Words of the sentence being read, their heads as written, counted from 1.
    words: Vec<(Token, usize)>,
    multiwords: Vec<Multiword>,
    starts_paragraph: bool,
}

/// A multiword token: which words of the sentence, and how they are printed together.
struct Multiword {
    words: Range<usize>,
    form: String,
    space_after: bool,
}

impl Parser {
    fn line(&mut self, line: &str) -> Result<()> {
        if line.trim().is_empty() {
            return self.end_sentence();
        }
        let Some(comment) = line.strip_prefix('#') else { return self.word(line) };
        let comment = comment.trim_start();
        let (name, value) = comment.split_once('=').map_or((comment.trim(), ""), |(n, v)| (n.trim(), v.trim()));
        match name {
            "newdoc" | "newdoc id" => {
                self.end_document();
                self.document.id = value.to_owned();
            }
            "newpar" | "newpar id" => self.starts_paragraph = true,
            "global.Entity" => self.entity_order = Some(value.to_owned()),
            _ => {}
        }
        Ok(())
    }

    fn word(&mut self, line: &str) -> Result<()> {
        let columns: Vec<&str> = line.split('\t').collect();
        ensure!(columns.len() == 10, "{} columns, where CoNLL-U has ten", columns.len());
        let (id, form) = (columns[0], columns[1]);
        let misc: Vec<(String, String)> = match columns[9] {
            "_" => Vec::new(),
            all => all
                .split('|')
                .map(|p| p.split_once('=').unwrap_or((p, "")))
                .map(|(k, v)| (k.into(), v.into()))
                .collect(),
        };
        let space_after = !misc.iter().any(|(k, v)| k == "SpaceAfter" && v == "No");
        if id.contains('.') {
            return Ok(());
        }
        if let Some((first, last)) = id.split_once('-') {
            let (first, last): (usize, usize) = (first.parse().context("id")?, last.parse().context("id")?);
            ensure!(first == self.words.len() + 1 && last >= first, "multiword token {id} out of order");
            self.multiwords.push(Multiword { words: first - 1..last, form: form.to_owned(), space_after });
            return Ok(());
        }
        let number: usize = id.parse().with_context(|| format!("id {id:?}"))?;
        ensure!(number == self.words.len() + 1, "word {id} out of order");
        let head = columns[6].parse().with_context(|| format!("head {:?}", columns[6]))?;
        let [lemma, upos, xpos, deprel] = [2, 3, 4, 7].map(|c: usize| columns[c].to_owned());
        let span = Span::from_range(0..0);
        self.words.push((Token { form: form.to_owned(), lemma, upos, xpos, head: None, deprel, misc, span }, head));
        Ok(())
    }

    fn end_sentence(&mut self) -> Result<()> {
        if self.words.is_empty() {
            return Ok(());
        }
        if std::mem::take(&mut self.starts_paragraph) || self.document.paragraphs.is_empty() {
            self.layout.break_line();
            let next = self.document.sentences.len();
            self.document.paragraphs.push(next..next);
        }
        self.place_words()?;
        let (first, n) = (self.document.tokens.len(), self.words.len());
        for (mut token, head) in self.words.drain(..) {
            ensure!(head <= n, "head {head} in a sentence of {n} words");
            token.head = head.checked_sub(1).map(|head| first + head);
            self.document.tokens.push(token);
        }
        self.document.sentences.push(first..first + n);
        if let Some(paragraph) = self.document.paragraphs.last_mut() {
            paragraph.end = self.document.sentences.len();
        }
        Ok(())
    }

    fn place_words(&mut self) -> Result<()> {
        let mut multiwords = std::mem::take(&mut self.multiwords).into_iter().peekable();
        let mut at = 0;
        while at < self.words.len() {
            if let Some(multiword) = multiwords.next_if(|m| m.words.start == at) {
                ensure!(multiword.words.end <= self.words.len(), "multiword token {:?} runs on", multiword.form);
                let span = self.layout.push(&multiword.form, multiword.space_after);
                let words = &mut self.words[multiword.words.clone()];
                let forms: Vec<&str> = words.iter().map(|(t, _)| t.form.as_str()).collect();
                let places = share(span, &multiword.form, &forms);
                words.iter_mut().zip(places).for_each(|((token, _), place)| token.span = place);
                at = multiword.words.end;
            } else {
                let token = &mut self.words[at].0;
                token.span = self.layout.push(&token.form, token.misc("SpaceAfter") != Some("No"));
                at += 1;
            }
        }
        Ok(())
    }

    fn end_document(&mut self) {
        let mut document = std::mem::take(&mut self.document);
        document.text = std::mem::take(&mut self.layout).text;
        if document.tokens.is_empty() {
            return;
        }
        let mut decoder = Decoder::new(self.entity_order.as_deref().unwrap_or(USUAL_ORDER));
        for (at, token) in document.tokens.iter().enumerate() {
            if let Some(brackets) = token.misc("Entity") {
                decoder.push(at, brackets);
            }
        }
        document.mentions = decoder.finish();
        self.documents.push(document);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Columns are separated by blanks here.
    fn documents(text: &str) -> Result<Vec<Document>> {
        let tabbed: Vec<String> = text
            .lines()
            .map(|l| l.trim())
            .map(|l| if l.starts_with('#') { l.to_owned() } else { l.replace(' ', "\t") })
            .collect();
        parse(tabbed.join("\n").as_bytes())
    }

    const SAMPLE: &str = "# newdoc id = née
        # global.Entity = GRP-etype-infstat
        # newpar
        # text = Zoë doesn't.
        1 Zoë Zoë PROPN NNP _ 2 nsubj _ Entity=(1-person-new)
        2-3 doesn't _ _ _ _ _ _ _ SpaceAfter=No
        2 does do AUX VBZ _ 0 root _ _
        3 n't not PART RB _ 2 advmod _ _
        3.1 run run VERB VB _ _ _ 2:x _
        4 . . PUNCT . _ 2 punct _ _

        1 She she PRON PRP _ 2 nsubj _ Entity=(1-person-giv)
        2 can can AUX MD _ 0 root:x _ SpaceAfter=No

        # newpar id = p2
        1 Ça ça X FW _ 0 root _ _

        # newdoc id = b
        1 Oui oui X FW _ 0 root _ _";

    #[test]
    fn text_and_spans() {
        let documents = documents(SAMPLE).expect("sound");
        let document = &documents[0];
        assert_eq!(document.text, "Zoë doesn't. She can\nÇa");
        let printed: Vec<_> = document.tokens.iter().map(|t| t.span.slice(&document.text)).collect();
        assert_eq!(printed, ["Zoë", "does", "n't", ".", "She", "can", "Ça"]);
        assert_eq!(
            (document.sentences.as_slice(), document.paragraphs.as_slice()),
            (&[0..4, 4..6, 6..7][..], &[0..2, 2..3][..])
        );
        assert_eq!((documents[1].id.as_str(), documents[1].text.as_str()), ("b", "Oui"));
    }

    #[test]
    fn heads_and_mentions_count_over_the_document() {
        let documents = documents(SAMPLE).expect("sound");
        let document = &documents[0];
        let heads: Vec<_> = document.tokens.iter().map(|t| t.head).collect();
        assert_eq!(heads, [Some(1), None, Some(1), Some(1), Some(5), None, None]);
        let mentions: Vec<_> = document.mentions.iter().map(|m| (m.chain.as_str(), m.cover())).collect();
        assert_eq!(mentions, [("1", 0..1), ("1", 4..5)]);
        assert!(document.is_name(&(0..1)) && !document.is_name(&(4..5)));
        assert_eq!(document.tokens_under(Span::from_range(2..6)), 0..2);
    }

    #[test]
    fn a_malformed_line_is_named() {
        let error = documents("1 é é X").expect_err("four columns");
        assert_eq!(format!("{error:#}"), "line 1: 4 columns, where CoNLL-U has ten");
    }
}
