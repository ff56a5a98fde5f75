//! What a crawler wrote in front of the first line: " date 2025-02 ", "url: https://…",
//! "timestamp=2025-02-25T10:00:00Z".
//!
//! Only at the very start of a report, and only a key followed by a value in machine form: "Date
//! palms are dying" begins with a key, but no value follows.

use std::ops::Range;

use super::line::{Line, strip_prefix};

const KEYS: [&str; 12] = [
    "date",
    "timestamp",
    "published",
    "pubdate",
    "crawled",
    "fetched",
    "retrieved",
    "url",
    "source",
    "id",
    "lang",
    "language",
];

/// How many fields are read at most.
const MAX_FIELDS: usize = 8;

/// Finds the header.
pub fn find(lines: &[Line]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for line in lines.iter().take(MAX_FIELDS) {
        let mut end = 0;
        while let Some(width) = line.text.get(end..).and_then(field) {
            end += width;
        }
        if end == 0 {
            break;
        }
        let head = line.text.get(..end).unwrap_or("").trim_end();
        found.push(line.start..line.start + head.len());
        // A header may go on in the next line only where this one holds nothing else.
        if end < line.text.len() {
            break;
        }
    }
    found
}

/// The length of the field `text` starts with, the blanks after it included.
fn field(text: &str) -> Option<usize> {
    let (key, rest) = KEYS.iter().find_map(|key| Some((key, strip_prefix(text, key)?)))?;
    let value = rest.trim_start_matches([' ', ':', '=', '\t']);
    if value.len() == rest.len() {
        return None;
    }
    let word = value.split_whitespace().next()?;
    let fits = match *key {
        "url" | "source" => word.starts_with("http://") || word.starts_with("https://"),
        "id" => word.len() >= 8 && word.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-'),
        "lang" | "language" => rest.starts_with([':', '=']) && matches!(word.len(), 2 | 5),
        _ => is_machine_date(word),
    };
    if !fits {
        return None;
    }
    let tail = value.get(word.len()..)?;
    Some(text.len() - tail.trim_start().len())
}

/// 2025-02, 2025-02-25, 2025-02-25T10:00:00Z, 20250225, 2025/02/25.
fn is_machine_date(word: &str) -> bool {
    let date = word.split('T').next().unwrap_or(word);
    let digits = date.bytes().filter(u8::is_ascii_digit).count();
    let separators = date.bytes().filter(|b| matches!(b, b'-' | b'/')).count();
    digits + separators == date.len()
        && matches!((digits, separators), (6, 1) | (8, 0 | 2))
        && super::line::is_year(date.get(..4).unwrap_or(""))
}

#[cfg(test)]
mod tests {
    use super::super::line::check;

    #[test]
    fn headers_and_none() {
        check(
            super::find,
            &[
                (" date 2031-02 THE MAYOR of Malmö HAS resigned", "date 2031-02"),
                (
                    "date: 2031-02-25\nurl: https://a.example/é\nÉté begins",
                    "date: 2031-02-25 | url: https://a.example/é",
                ),
                (
                    "timestamp=2031-02-25T10:00:00Z id 0a1b2c3d-44 Schöne Tage",
                    "timestamp=2031-02-25T10:00:00Z id 0a1b2c3d-44",
                ),
                ("Date palms of Orán are dying", ""),
                ("Date 2031 was the year of Łódź", ""),
                ("Published writers met in Århus in 2031-32", ""),
                ("Él llegó.\ndate 2031-02", ""),
                ("", ""),
            ],
        );
    }
}
