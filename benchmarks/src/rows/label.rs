//! BIO labels over the three roles, and the spans they stand for.

use std::collections::BTreeSet;

use anyhow::{Result, bail};
use onrecord_analysis::attribution::Role;

/// A run of tokens with a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoleSpan {
    /// Its role.
    pub role: Role,
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
}

/// The label of one token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// In no span.
    Outside,
    /// First of a span.
    Begin(Role),
    /// Within a span.
    Inside(Role),
}

impl Label {
    /// Reads a label such as `B-cue`.
    ///
    /// # Errors
    /// If it is none.
    pub fn parse(text: &str) -> Result<Self> {
        let role = |name: &str| Role::ALL.into_iter().find(|role| role.name() == name);
        match text.split_once('-').and_then(|(tag, name)| Some((tag, role(name)?))) {
            Some(("B", role)) => Ok(Self::Begin(role)),
            Some(("I", role)) => Ok(Self::Inside(role)),
            _ if text == "O" => Ok(Self::Outside),
            _ => bail!("{text:?} is no label: expected O, or B- or I- with source, cue or content"),
        }
    }

    /// The label as written in files.
    pub fn name(self) -> String {
        match self {
            Self::Outside => "O".to_owned(),
            Self::Begin(role) => format!("B-{}", role.name()),
            Self::Inside(role) => format!("I-{}", role.name()),
        }
    }
}

/// The spans of a row: a begin label with the inside labels of its role that follow it; an inside
/// label with no span of its role open starts one.
pub fn spans(labels: &[Label]) -> BTreeSet<RoleSpan> {
    let mut found = Vec::<RoleSpan>::new();
    let mut open = false;
    for (at, label) in labels.iter().enumerate() {
        let (role, begins) = match *label {
            Label::Outside => {
                open = false;
                continue;
            }
            Label::Begin(role) => (role, true),
            Label::Inside(role) => (role, false),
        };
        match found.last_mut() {
            Some(last) if open && !begins && last.role == role => last.end = at + 1,
            _ => found.push(RoleSpan { role, start: at, end: at + 1 }),
        }
        open = true;
    }
    found.into_iter().collect()
}

/// One label a token. A token has one role: where spans overlap, a source or cue cuts a hole into
/// content, and of two spans of one rank the later wins.
pub fn labels(n_tokens: usize, spans: &[RoleSpan]) -> Vec<Label> {
    let mut labels = vec![Label::Outside; n_tokens];
    let contents = spans.iter().filter(|s| s.role == Role::Content);
    for span in contents.chain(spans.iter().filter(|s| s.role != Role::Content)) {
        for (at, label) in labels.iter_mut().enumerate().take(span.end).skip(span.start) {
            *label = if at == span.start { Label::Begin(span.role) } else { Label::Inside(span.role) };
        }
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(Role, usize, usize)]) {
        let labels: Vec<Label> = text.split(' ').map(|l| Label::parse(l).expect("a label")).collect();
        let found: Vec<_> = spans(&labels).into_iter().map(|s| (s.role, s.start, s.end)).collect();
        assert_eq!(found, expected, "{text}");
        assert_eq!(labels.iter().map(|l| l.name()).collect::<Vec<_>>().join(" "), text);
    }

    #[test]
    fn labels_to_spans() {
        check("O B-source I-source B-cue O", &[(Role::Source, 1, 3), (Role::Cue, 3, 4)]);
        check("B-content B-content I-content", &[(Role::Content, 0, 1), (Role::Content, 1, 3)]);
        check("O I-cue I-content O", &[(Role::Cue, 1, 2), (Role::Content, 2, 3)]);
    }

    #[test]
    fn an_unknown_label_is_named() {
        let error = Label::parse("B-Ünsinn").expect_err("no label").to_string();
        assert_eq!(error, "\"B-Ünsinn\" is no label: expected O, or B- or I- with source, cue or content");
    }

    #[test]
    fn a_cue_within_content_cuts_it() {
        let span = |role, start, end| RoleSpan { role, start, end };
        let written = labels(5, &[span(Role::Cue, 2, 3), span(Role::Content, 0, 5)]);
        let found: Vec<_> = spans(&written).into_iter().collect();
        assert_eq!(found, [span(Role::Cue, 2, 3), span(Role::Content, 0, 2), span(Role::Content, 3, 5)]);
    }
}
