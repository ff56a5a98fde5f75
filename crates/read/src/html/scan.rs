//! The visible text of a page, run by run: where each stands, which block it belongs to, and what
//! the elements around it say about it.

use std::ops::Range;

use crate::html::elements::{Traits, is_block, is_formatting, is_void, own_traits};
use crate::html::tokens::{self, Token, attribute, name};

/// Text between two pieces of markup.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// Bytes of the source.
    pub(crate) bytes: Range<usize>,
    /// Runs with the same number make one line.
    pub(crate) block: usize,
    /// Whether it says something, or is just space.
    pub(crate) is_blank: bool,
    pub(crate) traits: Traits,
}

/// The visible text of a page.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    pub(crate) runs: Vec<Run>,
    /// How deep elements are nested.
    pub(crate) depth: usize,
    /// Bytes of the longest stretch of text without a space.
    pub(crate) longest_word: usize,
}

/// The deepest nesting that is kept track of. Live pages stay below a hundred.
const MAX_DEPTH: usize = 512;

struct Open {
    name: String,
    /// Of this element alone, and with those of the elements around it.
    own: Traits,
    traits: Traits,
}

/// Scans a page, or a part of one.
pub(crate) fn scan(source: &str) -> Scan {
    let mut scan = Scan::default();
    let mut open: Vec<Open> = Vec::new();
    let mut block = 0;
    for token in tokens::tokens(source) {
        let traits = open.last().map_or(Traits::default(), |o| o.traits);
        match token {
            Token::Text(bytes) if !traits.hidden => {
                let text = source.get(bytes.clone()).unwrap_or("");
                let longest = text.split_ascii_whitespace().map(str::len).max();
                scan.longest_word = scan.longest_word.max(longest.unwrap_or(0));
                scan.runs.push(Run { is_blank: text.chars().all(char::is_whitespace), bytes, block, traits });
            }
            Token::Text(_) => {}
            Token::Start(tag) => {
                let tag_name = name(&tag.name);
                if is_block(tag_name) {
                    block += 1;
                }
                if is_void(tag_name) {
                    continue;
                }
                while closes_before(tag_name, open.last()) {
                    open.pop();
                }
                let outer = open.last().map_or(Traits::default(), |o| o.traits);
                if open.len() < MAX_DEPTH {
                    let own = own_traits(tag_name, |a| attribute(&tag, a));
                    open.push(Open { name: tag_name.to_owned(), own, traits: own.inside(outer) });
                }
                scan.depth = scan.depth.max(open.len());
            }
            Token::End(tag) => {
                let tag_name = name(&tag.name);
                if is_block(tag_name) {
                    block += 1;
                }
                close(&mut open, tag_name);
            }
        }
    }
    scan
}

/// Ends the innermost element of this name that an end tag reaches, by the rules of the standard
/// in short: formatting ends alone and leaves open what stands in it, other elements take along
/// what they hold, and neither reaches out of a table cell or, unless it is a block, out of a
/// block. The depth of the tree depends on this.
fn close(open: &mut Vec<Open>, name: &str) {
    if matches!(name, "body" | "html") {
        return;
    }
    let is_table_part = matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption");
    let mut at = open.len();
    loop {
        let Some(next) = at.checked_sub(1) else { return };
        at = next;
        let other = &open[at].name;
        let is_cell = matches!(&**other, "table" | "td" | "th" | "caption" | "template" | "object");
        if other == name {
            break;
        }
        let stops = if is_block(name) || is_formatting(name) { is_cell && !is_table_part } else { is_block(other) };
        if stops {
            return;
        }
    }
    if !is_formatting(name) {
        open.truncate(at);
        return;
    }
    open.remove(at);
    let mut outer = at.checked_sub(1).map_or(Traits::default(), |i| open[i].traits);
    for element in &mut open[at..] {
        element.traits = element.own.inside(outer);
        outer = element.traits;
    }
}

/// Whether the start of `name` ends the element before it, which was left open.
fn closes_before(name: &str, last: Option<&Open>) -> bool {
    let Some(last) = last else { return false };
    match last.name.as_str() {
        "p" => is_block(name) && name != "br",
        "li" => name == "li",
        "dt" | "dd" => matches!(name, "dt" | "dd"),
        "td" | "th" => matches!(name, "td" | "th" | "tr" | "tbody"),
        "tr" => matches!(name, "tr" | "tbody"),
        "option" => name == "option",
        "head" => name == "body",
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line a block; runs apart by `|`.
    fn show(source: &str) -> String {
        let mut out = String::new();
        let mut block = None;
        for run in scan(source).runs.iter().filter(|r| !r.is_blank) {
            if block.is_some() {
                out.push(if block == Some(run.block) { '|' } else { '\n' });
            }
            block = Some(run.block);
            out.push_str(&source[run.bytes.clone()]);
        }
        out
    }

    #[test]
    fn blocks_and_what_is_not_seen() {
        let cases = [
            ("<p>é<b>ü</b><p>ż", "é|ü\nż"),
            ("a<br>b<div>c</div>d", "a\nb\nc\nd"),
            ("<ul><li>é<li>ü</ul>", "é\nü"),
            ("<title>x</title><style>p{}</style><p>é<script>y</script>ü", "é|ü"),
            ("<div style='display: none'>x<p>y</div>é<p hidden>z</p>", "é"),
            ("<table><tr><td>é<td>ü</table>", "é\nü"),
            ("<b style='display:none'>x<div>y</b>é</div>", "é"),
        ];
        for (source, expected) in cases {
            assert_eq!(show(source), expected, "{source}");
        }
    }

    #[test]
    fn the_depth_is_that_of_the_tree() {
        let cases = [
            ("<div>", 100),
            ("<div></div>", 1),
            ("<div></body>", 100),
            ("<b><div></b>", 101),
            ("<span><div></span>", 200),
            ("<p>é", 1),
            ("<ul><li>é</ul>", 2),
        ];
        for (part, depth) in cases {
            assert_eq!(scan(&part.repeat(100)).depth, depth, "{part}");
        }
    }

    #[test]
    fn elements_say_what_a_run_is() {
        let source = "<nav><a>é</a></nav><div class='x Share-Bar'>ü</div><h2>ż</h2>";
        let runs = scan(source).runs;
        assert!(runs[0].traits.around && runs[0].traits.link);
        assert!(runs[1].traits.boxed && !runs[1].traits.around);
        assert!(runs[2].traits.heading && !runs[2].traits.boxed);
    }
}
