//! The rules together, also on real reports where they are at hand.

use super::marks;
use crate::document::Furniture::{self, *};

fn found(text: &str) -> Vec<(Furniture, &str)> {
    marks(text).iter().map(|mark| (mark.furniture, mark.span.slice(text))).collect()
}

#[test]
fn a_report_with_everything() {
    let text = "date 2031-02-03 Mayor of Malmö quits\nBy Zoë Roe\nPhoto: José Paz\nMALMÖ (AP) — The mayor quit. “Read more,” she said.\n\
                Share on Facebook\nOui! pic.x.com/1 — Zoë (@zoe) March 3, 2031\nFin.\nRelated content\nÇelik wins";
    assert_eq!(
        found(text),
        [
            (CrawlerHeader, "date 2031-02-03"),
            (Byline, "By Zoë Roe"),
            (PhotoCredit, "Photo: José Paz"),
            (AgencyCredit, "(AP)"),
            (ShareBar, "Share on Facebook"),
            (EmbeddedPost, "Oui! pic.x.com/1 — Zoë (@zoe) March 3, 2031"),
            (RelatedContent, "Related content"),
            (RelatedContent, "Çelik wins"),
        ]
    );
}

#[test]
fn marks_do_not_overlap() {
    let text = "Photo: José (Getty Images) pic.x.com/1 — Zoë (@zoe) March 3, 2031\nSource: AP";
    let marks = marks(text);
    assert!(marks.windows(2).all(|pair| pair[0].span.end() <= pair[1].span.start()));
}

/// Kind and length in words of every mark of the real reports; the reports themselves are not
/// part of the project.
#[test]
fn real_reports() {
    let expected: [(&str, &[(Furniture, usize)]); 5] = [
        ("000_", &[(CrawlerHeader, 2), (EmbeddedPost, 29)]),
        ("001_", &[(Repeated, 17), (Repeated, 24), (Byline, 2)]),
        ("002_", &[]),
        ("003_", &[(PhotoCredit, 4)]),
        ("004_", &[(RelatedContent, 2)]),
    ];
    for (prefix, expected) in expected {
        let Some(file) = crate::testing::seed(prefix) else {
            return;
        };
        let mut text = crate::alignment::AlignedText::verbatim(&file);
        crate::repair::repair(&mut text);
        let found = found(text.as_str());
        let summary: Vec<_> = found.iter().map(|(kind, text)| (*kind, text.split_whitespace().count())).collect();
        assert_eq!(summary, expected, "{prefix}: {found:#?}");
    }
}
