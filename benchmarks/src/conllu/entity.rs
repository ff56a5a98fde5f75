//! The bracket notation of entity mentions in GUM's `Entity=`.
//!
//! An opening bracket carries the chain and further fields in the order that the document's
//! `# global.Entity` line gives; a closing one only the chain: `(7-person-new-...` to `7)`. Several
//! may stand on one token, and a mention of one token does both: `(7-abstract-...(3-person-...)`.
//! A chain with `[1/2]` behind it is the first of two pieces of one mention.

use std::ops::Range;

/// A mention of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Name of its chain within the document.
    pub chain: String,
    /// The entity's type, such as `person`.
    pub kind: String,
    /// Its tokens, as ranges; several for a discontinuous mention.
    pub tokens: Vec<Range<usize>>,
    /// The fields of its opening bracket by the names of `# global.Entity`.
    pub fields: Vec<(String, String)>,
}

impl Mention {
    /// From its first token to its last.
    pub fn cover(&self) -> Range<usize> {
        let start = self.tokens.first().map_or(0, |r| r.start);
        start..self.tokens.last().map_or(start, |r| r.end)
    }

    /// The value of a field.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// The order of fields where a document does not say.
pub const USUAL_ORDER: &str = "GRP-etype-infstat-salience-centering-minspan-link-identity";

/// Decodes the mentions of one document, token by token.
#[derive(Debug)]
pub struct Decoder {
    order: Vec<String>,
    open: Vec<Piece>,
    done: Vec<(Piece, usize)>,
}

#[derive(Debug)]
struct Piece {
    group: String,
    start: usize,
    fields: Vec<(String, String)>,
}

impl Decoder {
    /// A decoder for brackets whose fields stand in `order`, joined by hyphens.
    pub fn new(order: &str) -> Self {
        Self { order: order.trim().split('-').map(str::to_owned).collect(), open: Vec::new(), done: Vec::new() }
    }

    /// Takes in the brackets of token number `at`. A closing bracket without an opening one is
    /// passed over.
    pub fn push(&mut self, at: usize, brackets: &str) {
        let mut rest = brackets;
        while !rest.is_empty() {
            if let Some(opened) = rest.strip_prefix('(') {
                let end = opened.find(['(', ')']).unwrap_or(opened.len());
                let fields = self.fields(&opened[..end]);
                let group = self.value(&fields, "GRP").to_owned();
                self.open.push(Piece { group, start: at, fields });
                rest = &opened[end..];
                if let Some(after) = rest.strip_prefix(')') {
                    self.done.extend(self.open.pop().map(|piece| (piece, at + 1)));
                    rest = after;
                }
            } else {
                let end = rest.find(['(', ')']).unwrap_or(rest.len());
                if let Some(i) = self.open.iter().rposition(|piece| piece.group == rest[..end]) {
                    let piece = self.open.remove(i);
                    self.done.push((piece, at + 1));
                }
                rest = &rest[end..];
                rest = rest.strip_prefix(')').unwrap_or(rest);
            }
        }
    }

    /// All mentions that were closed, by where they start, the longer first.
    pub fn finish(mut self) -> Vec<Mention> {
        let mut done = std::mem::take(&mut self.done);
        done.sort_by_key(|(piece, end)| (piece.start, std::cmp::Reverse(*end)));
        let mut mentions = Vec::<Mention>::new();
        let mut unfinished = Vec::<(String, usize, usize)>::new(); // chain, pieces, mention
        for (piece, end) in done {
            let (chain, part) = split_group(&piece.group);
            let tokens = piece.start..end;
            if let Some((at, total)) = part
                && at > 1
                && let Some(i) = unfinished.iter().rposition(|(c, n, _)| c == chain && *n == total)
            {
                mentions[unfinished[i].2].tokens.push(tokens);
                if at == total {
                    unfinished.remove(i);
                }
                continue;
            }
            if let Some((_, total)) = part {
                unfinished.push((chain.to_owned(), total, mentions.len()));
            }
            let kind = self.value(&piece.fields, "etype").to_owned();
            mentions.push(Mention { chain: chain.to_owned(), kind, tokens: vec![tokens], fields: piece.fields });
        }
        mentions
    }

    fn fields(&self, text: &str) -> Vec<(String, String)> {
        let values = text.splitn(self.order.len(), '-').map(str::to_owned);
        self.order.iter().cloned().zip(values).collect()
    }

    fn value<'f>(&self, fields: &'f [(String, String)], name: &str) -> &'f str {
        fields.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value)
    }
}

/// `12[1/2]` to the chain, which piece, and of how many.
fn split_group(group: &str) -> (&str, Option<(usize, usize)>) {
    let split = || {
        let (chain, part) = group.strip_suffix(']')?.split_once('[')?;
        let (at, total) = part.split_once('/')?;
        Some((chain, Some((at.parse().ok()?, total.parse().ok()?))))
    };
    split().unwrap_or((group, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(brackets: &[&str], expected: &[(&str, &str, &str)]) {
        let mut decoder = Decoder::new("GRP-etype-identity");
        brackets.iter().enumerate().for_each(|(at, b)| decoder.push(at, b));
        let found = decoder.finish();
        let tokens: Vec<String> = found.iter().map(|m| format!("{:?}", m.tokens)).collect();
        let found: Vec<_> =
            found.iter().zip(&tokens).map(|(m, t)| (m.chain.as_str(), m.kind.as_str(), t.as_str())).collect();
        assert_eq!(found, expected, "{brackets:?}");
    }

    #[test]
    fn several_on_a_token() {
        check(
            &["(7-person(3-place-Besançon-Viotte)", "", "7)(8-event)"],
            &[("7", "person", "[0..3]"), ("3", "place", "[0..1]"), ("8", "event", "[2..3]")],
        );
    }

    #[test]
    fn a_chain_within_itself_closes_inside_out() {
        check(&["(3-person", "(3-person)", "3)"], &[("3", "person", "[0..3]"), ("3", "person", "[1..2]")]);
        check(&["(5-person", "(5-person", "5)5)"], &[("5", "person", "[0..3]"), ("5", "person", "[1..3]")]);
    }

    #[test]
    fn crossing_and_discontinuous() {
        check(&["(1-a(2-b", "1)", "2)"], &[("2", "b", "[0..3]"), ("1", "a", "[0..2]")]);
        check(&["(12[1/2]-person", "12[1/2])", "", "(12[2/2]-person)"], &[("12", "person", "[0..2, 3..4]")]);
    }

    #[test]
    fn stray_brackets_do_no_harm() {
        check(&["4)", "(5-plant", "))x"], &[]);
    }

    #[test]
    fn fields_keep_hyphens_of_the_last() {
        let mut decoder = Decoder::new("GRP-etype-identity");
        decoder.push(0, "(3-place-Besançon-Viotte)");
        let found = decoder.finish();
        assert_eq!(found[0].field("identity"), Some("Besançon-Viotte"));
        assert_eq!(found[0].cover(), 0..1);
    }
}
