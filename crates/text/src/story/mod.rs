//! What is not story: crawler headers, credits, embedded posts, links, share bars.
//!
//! Nothing is deleted. Each rule marks stretches of the text, and what is marked is not analysed;
//! whoever reads the report still sees all of it. One rule a file, each with the lines it must and
//! must not match. A false mark hides what somebody said and is worse than a missed one, so the
//! rules ask for whole lines, or for patterns that prose does not produce.

pub mod agency_credit;
pub mod byline;
pub mod crawler_header;
pub mod embedded_post;
pub mod line;
pub mod photo_credit;
pub mod related;
pub mod repeated;
pub mod share_bar;

use crate::document::{Furniture, Mark};
use crate::span::Span;
use line::{Line, lines};

/// A rule: from the lines of a report to the byte ranges it marks, in any order.
type Rule = fn(&[Line]) -> Vec<std::ops::Range<usize>>;

/// The rules, the surest first: where two want the same text, the earlier has it.
const RULES: [(Furniture, Rule); 8] = [
    (Furniture::CrawlerHeader, crawler_header::find),
    (Furniture::EmbeddedPost, embedded_post::find),
    (Furniture::PhotoCredit, photo_credit::find),
    (Furniture::RelatedContent, related::find),
    (Furniture::ShareBar, share_bar::find),
    (Furniture::Byline, byline::find),
    (Furniture::AgencyCredit, agency_credit::find),
    (Furniture::Repeated, repeated::find),
];

/// Marks what is not story in `text`, in text order, not overlapping. `text` is repaired; its
/// paragraphs are lines.
pub fn marks(text: &str) -> Vec<Mark> {
    let lines = lines(text);
    let mut found: Vec<(usize, Mark)> = Vec::new();
    for (rank, (furniture, rule)) in RULES.into_iter().enumerate() {
        for range in rule(&lines) {
            let span = Span::from_range(range);
            if !span.is_empty() {
                found.push((rank, Mark { span, furniture }));
            }
        }
    }
    found.sort_by_key(|&(rank, mark)| (mark.span.start(), rank, mark.span.end()));
    let mut marks: Vec<(usize, Mark)> = Vec::with_capacity(found.len());
    for (rank, mark) in found {
        match marks.last_mut() {
            Some((last_rank, last)) if last.span.overlaps(mark.span) => {
                if rank < *last_rank {
                    (*last_rank, *last) = (rank, mark);
                }
            }
            _ => marks.push((rank, mark)),
        }
    }
    marks.into_iter().map(|(_, mark)| mark).collect()
}

#[cfg(test)]
mod tests;
