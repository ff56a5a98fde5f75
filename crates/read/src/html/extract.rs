//! Which of the runs of a page are the article.
//!
//! Mozilla's Readability, in the port `dom_smoothie`, decides. It hands back text, not places, so
//! each run goes in with a mark in front, one private-use character that stands for its number;
//! the marks that come out say exactly which runs were kept, however often a sentence is repeated
//! on the page.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability, TextMode};

use crate::html::entity;
use crate::html::scan::{Run, Scan};

/// The runs of the article, and what went less than well.
pub(crate) struct Selection {
    pub(crate) runs: Vec<usize>,
    pub(crate) note: Option<&'static str>,
}

/// The planes 15 and 16 without their last two characters, which are no characters.
const N_MARKS: usize = 2 * (0x1_0000 - 2);
/// The extractor recurses over the tree and would overflow the stack on pages made to do that.
const MAX_DEPTH: usize = 256;
/// Beyond this size the extractor takes seconds, longer still where character references are many.
/// Live pages, scripts and all, stay below.
const MAX_BYTES: usize = 4 << 20;
/// The extractor's time grows with the square of the longest word; with this one it is a hundredth
/// of a second. Paragraphs in Chinese or Japanese, which have no spaces, stay far below.
const MAX_WORD: usize = 16 << 10;
/// The extractor fails if it keeps less than this share of what the density rule keeps. It drops
/// captions, boxes and asides, which together rarely outweigh the article.
const LEAST_SHARE: f64 = 0.34;
/// Boxes inside the article are left out if they are less than this share of it; otherwise the
/// class names mean something else on this page.
const MOST_BOXED: f64 = 0.3;

/// Chooses the runs of the article. `title` is what the page calls itself; a heading that just
/// repeats it is left out.
pub(crate) fn article(html: &str, scan: &Scan, title: Option<&str>) -> Selection {
    let dense = by_density(scan);
    let is_fit = scan.depth <= MAX_DEPTH && scan.longest_word <= MAX_WORD && html.len() <= MAX_BYTES;
    let marked = if is_fit { marked_runs(html, scan) } else { None };
    let mut selection = match marked {
        Some(runs) if length(scan, &runs) >= LEAST_SHARE * length(scan, &dense) => {
            Selection { runs: without_boxes(scan, runs), note: None }
        }
        _ => Selection { runs: dense, note: Some("no article was found in the page; its longer paragraphs were read") },
    };
    if selection.runs.is_empty() {
        selection = Selection {
            runs: (0..scan.runs.len()).filter(|i| !scan.runs[*i].is_blank).collect(),
            note: Some("no article was found in the page; all of its text was read"),
        };
    }
    let kept = without_title(html, scan, &selection.runs, title.unwrap_or(""));
    if !kept.is_empty() {
        selection.runs = kept;
    }
    selection.runs = with_spaces(scan, &selection.runs);
    selection
}

/// Runs that the extractor keeps, or `None` if it finds no article.
fn marked_runs(html: &str, scan: &Scan) -> Option<Vec<usize>> {
    let marked = mark(html, scan)?;
    let config = Config { text_mode: TextMode::Raw, disable_json_ld: true, ..Config::default() };
    // A page that trips the extractor must not end the reading of an archive of millions.
    let article = catch_unwind(AssertUnwindSafe(|| Readability::new(marked, None, Some(config)).ok()?.parse().ok()));
    let text = article.ok()??.text_content;
    let mut runs: Vec<usize> = text.chars().filter_map(number).collect();
    runs.sort_unstable();
    runs.dedup();
    runs.retain(|i| *i < scan.runs.len());
    (!runs.is_empty()).then_some(runs)
}

/// The source with a mark in front of each run that says something.
fn mark(html: &str, scan: &Scan) -> Option<String> {
    if scan.runs.len() > N_MARKS {
        return None;
    }
    let mut out = String::with_capacity(html.len() + 4 * scan.runs.len());
    let mut at = 0;
    for (i, run) in scan.runs.iter().enumerate().filter(|(_, r)| !r.is_blank) {
        let text = html.get(run.bytes.clone())?;
        let start = run.bytes.end - text.trim_start().len();
        out.extend(html.get(at..start)?.chars().map(unmark));
        out.push(mark_of(i)?);
        at = start;
    }
    out.extend(html.get(at..)?.chars().map(unmark));
    Some(out)
}

fn mark_of(i: usize) -> Option<char> {
    let plane = if i < N_MARKS / 2 { 0xf_0000 } else { 0x10_0000 - N_MARKS / 2 };
    char::from_u32(u32::try_from(plane + i).ok()?)
}

fn number(c: char) -> Option<usize> {
    match c as usize {
        n @ 0xf_0000..=0xf_fffd => Some(n - 0xf_0000),
        n @ 0x10_0000..=0x10_fffd => Some(n - 0x10_0000 + N_MARKS / 2),
        _ => None,
    }
}

/// What stands in the page must not be taken for a mark.
fn unmark(c: char) -> char {
    if number(c).is_some() { char::REPLACEMENT_CHARACTER } else { c }
}

/// Runs of blocks that read like paragraphs: long, not mainly links, not in the page's frame.
fn by_density(scan: &Scan) -> Vec<usize> {
    // A short sentence; menu items and buttons are shorter.
    const LEAST_CHARS: usize = 60;
    let mut kept = Vec::new();
    let mut start = 0;
    for block in scan.runs.chunk_by(|a, b| a.block == b.block) {
        let length = |runs: &mut dyn Iterator<Item = &Run>| runs.map(|r| r.bytes.len()).sum::<usize>();
        let all = length(&mut block.iter());
        let links = length(&mut block.iter().filter(|r| r.traits.link));
        let around = block.iter().any(|r| r.traits.around || r.traits.boxed);
        if all >= LEAST_CHARS && links * 2 < all && !around {
            kept.extend(start..start + block.len());
        }
        start += block.len();
    }
    kept.retain(|i| !scan.runs[*i].is_blank);
    kept
}

fn length(scan: &Scan, runs: &[usize]) -> f64 {
    runs.iter().filter_map(|i| scan.runs.get(*i)).map(|r| r.bytes.len() as f64).sum()
}

fn without_boxes(scan: &Scan, runs: Vec<usize>) -> Vec<usize> {
    let is_boxed = |i: &usize| scan.runs[*i].traits.boxed || scan.runs[*i].traits.around;
    let (boxed, free): (Vec<usize>, Vec<usize>) = runs.iter().copied().partition(is_boxed);
    if length(scan, &boxed) < MOST_BOXED * length(scan, &runs) { free } else { runs }
}

/// Leaves out headings that repeat the title: the page's own headline.
fn without_title(html: &str, scan: &Scan, runs: &[usize], title: &str) -> Vec<usize> {
    let letters = |text: &str| -> String {
        let kept = text.chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    let title = letters(title);
    let mut kept = Vec::with_capacity(runs.len());
    for block in runs.chunk_by(|a, b| scan.runs[*a].block == scan.runs[*b].block) {
        let is_heading = block.iter().all(|i| scan.runs[*i].traits.heading);
        let is_title = is_heading && !title.is_empty() && {
            let texts = block.iter().filter_map(|i| html.get(scan.runs[*i].bytes.clone()));
            letters(&texts.map(entity::decode).collect::<String>()) == title
        };
        if !is_title {
            kept.extend_from_slice(block);
        }
    }
    kept
}

/// Adds the runs of mere space between chosen runs of one block, so that words stay apart.
fn with_spaces(scan: &Scan, runs: &[usize]) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::with_capacity(runs.len());
    for &i in runs {
        let previous = out.last().map_or(i, |last| last + 1);
        let block = scan.runs[i].block;
        out.extend((previous..i).filter(|j| scan.runs[*j].block == block && scan.runs[*j].is_blank));
        out.push(i);
    }
    out
}
