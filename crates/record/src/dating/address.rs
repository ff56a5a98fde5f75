//! The date in the address of a report: "https://paper.example/2025/02/25/talks".

use crate::date::{DateInterval, Interval};

/// The first date in an address, as it stands there, and its days. Months count: "/2025/02/".
pub(super) fn date_in(url: &str) -> Option<(String, Interval)> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split_once('/')?.1;
    let path = path.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split('/').collect();
    for (i, part) in parts.iter().enumerate() {
        let in_steps = [3, 2].iter().find_map(|n| {
            let words = parts.get(i..i + n)?;
            // A bare year or a number in a path may mean anything.
            let is_plain = words.iter().all(|w| !w.is_empty() && w.len() <= 4 && w.bytes().all(|b| b.is_ascii_digit()));
            is_plain.then(|| words.join("-")).filter(|words| words.len() >= 6)
        });
        let found = in_steps.or_else(|| in_word(part));
        if let Some((words, interval)) =
            found.and_then(|words| Some((words.clone(), DateInterval::parse_published(&words)?.interval())))
        {
            return Some((words, interval));
        }
    }
    None
}

/// "2025-02-25" or "20250225" at the start or end of a part of a path: "talks-2025-02-25".
fn in_word(part: &str) -> Option<String> {
    let is_figures = |c: char| c.is_ascii_digit() || c == '-';
    let stem = part.split('.').next()?;
    let tail = stem.get(stem.trim_end_matches(is_figures).len()..)?;
    let head = stem.get(..stem.len() - stem.trim_start_matches(is_figures).len())?;
    [tail, head].into_iter().map(|figures| figures.trim_matches('-')).find_map(|figures| {
        let digits = figures.bytes().filter(u8::is_ascii_digit).count();
        (digits == 8 && matches!(figures.len(), 8 | 10)).then(|| figures.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_addresses() {
        for (url, expected) in [
            ("https://paper.example/2025/02/25/größe", Some("2025-02-25")),
            ("https://paper.example/world/2025/2/5/talks", Some("2025-2-5")),
            ("https://paper.example/2025/02/talks", Some("2025-02")),
            ("https://paper.example/talks-2025-02-25.html?x=2024-01-01", Some("2025-02-25")),
            ("https://paper.example/20250225-talks", Some("20250225")),
            ("https://paper.example/news/world-europe-68403712", None),
            ("https://paper.example/2025/talks", None),
            ("https://paper.example/12/34/56", None),
            ("https://paper.example", None),
            ("été", None),
        ] {
            assert_eq!(date_in(url).map(|(words, _)| words).as_deref(), expected, "{url}");
        }
    }
}
