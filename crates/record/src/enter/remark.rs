//! The sentences of a report that reports are compared by: those with an amount, an event or a change of mind, and those
//! in which somebody speaks of somebody.

use onrecord_analysis::analysis::Analysis;
use onrecord_text::document::Document;
use onrecord_text::span::{Clean, Span};

use super::reading::Reading;
use super::time::Times;
use crate::actor::CastIdx;
use crate::id::ReportId;
use crate::remark::ReportRemark;
use crate::word::{fold, tokens};

/// How words start that speak of an event, or of somebody who changes his mind.
#[rustfmt::skip]
const STARTS: &[&str] = &[
    // Events.
    "meet", "met", "talks", "talked", "summit", "conference", "negotiat", "session", "gather", "receiv", "lunch",
    "dinner", "breakfast", "round", "call", "phone", "telephon", "rang", "video", "vot", "ballot", "adopt", "referend",
    "elect", "visit", "travel", "trip", "fly", "flew", "arriv", "head", "welcom", "host", "sign", "ratif", "initial",
    "deadline", "ultimat", "expire", "until", "by", "within", "unless", "protest", "march", "strike", "rally",
    // Changes of mind.
    "turn", "u", "revers", "backtrack", "climb", "chang", "drop", "abandon", "shift", "flip", "about", "retreat",
    "soften", "harden", "no", "not", "never", "hear", "once", "now", "longer",
];

/// Words for numbers.
#[rustfmt::skip]
const NUMBERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety", "hundred", "thousand", "million", "billion", "trillion", "dozen", "half", "third", "quarter",
];

/// Most bytes of a sentence that is kept; longer ones are lists and tables.
const LONGEST: usize = 1_000;

/// The remarks of a report. `named` says whom its names mean, by the bytes of the clean text.
pub(super) fn remarks(
    document: &Document,
    report: &ReportId,
    analysis: &Analysis,
    reading: &Reading<'_>,
    times: &Times<'_>,
    named: &[(Span<Clean>, CastIdx)],
) -> Vec<ReportRemark> {
    let text = document.text.as_str();
    // Whom somebody speaks of.
    let names = |span: Span<Clean>| {
        let mut contents = analysis.attributions.iter().flat_map(|attribution| &attribution.content);
        contents.any(|content| named.iter().any(|(name, _)| span.contains(*name) && content.contains(*name)))
    };
    let worth = |span: &Span<Clean>| {
        !span.is_empty() && span.len() <= LONGEST && (is_worth_keeping(span.slice(text)) || names(*span))
    };
    let sentences = analysis.sentences.iter().map(|sentence| sentence.span).filter(worth);
    sentences
        .map(|span| {
            // As `passage` has it: what is around the words is left off.
            let words = span.slice(text);
            let start = span.start().get() + (words.len() - words.trim_start().len());
            let whole = Span::<Clean>::from_range(start..start + words.trim().len());
            let within = |inner: Span<Clean>| {
                let inside = whole.contains(inner) && !inner.is_empty();
                inside.then(|| inner.start().get() - start..inner.end().get() - start)
            };
            let times = times.expressions().iter().filter_map(|expression| within(expression.span));
            let is_place = |kind| kind == onrecord_analysis::mention::MentionKind::Place;
            let places = analysis.mentions.iter().filter(|mention| is_place(mention.kind));
            ReportRemark {
                report: report.clone(),
                quoted: reading.quoted_in(whole.range()).map(|range| range.start - start..range.end - start).collect(),
                named: named.iter().filter_map(|(span, who)| Some((within(*span)?, *who))).collect(),
                times: times.collect(),
                places: places.filter_map(|mention| within(mention.span)).collect(),
                sentence: super::passage(document, &[whole]),
            }
        })
        .collect()
}

fn is_worth_keeping(sentence: &str) -> bool {
    sentence.contains(|c: char| c.is_ascii_digit())
        || tokens(sentence).iter().filter(|token| token.is_word).any(|token| {
            let word = fold(token.text);
            let parts = token.text.split('-').map(fold);
            STARTS.iter().any(|start| if start.len() < 3 { word == *start } else { word.starts_with(start) })
                || parts.into_iter().any(|part| NUMBERS.contains(&part.as_str()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept() {
        for kept in [
            "A hundred and twenty boats lay along the line.",
            "Þóra Hallvik met Mr Brask in Brimvík.",
            "By Friday she was all for it.",
            "Tavina asks for 45 per cent.",
        ] {
            assert!(is_worth_keeping(kept), "{kept}");
        }
        for left in ["Herring is dear.", "The Élan of the fleet is well known."] {
            assert!(!is_worth_keeping(left), "{left}");
        }
    }
}
