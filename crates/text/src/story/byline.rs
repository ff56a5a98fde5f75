//! By whom and when: "By Jane Doe", "Article by:Source:", "Published 3 May 2031 10:15",
//! "Reporting by X; editing by Y".
//!
//! Bylines are whole lines near the top or the end. "By Monday" and "By noon the hall was full"
//! begin like one, so what follows "By" must be names: two to six words in capitals, joined by
//! "and" or commas, or a role after a comma.

use std::ops::Range;

use super::line::{Line, is_month, is_year, strip_prefix};

/// Labels with or without something after them; no sentence begins so.
const LABELS: [&str; 17] = [
    "article by:",
    "story by:",
    "written by:",
    "written by ",
    "author:",
    "authors:",
    "source:",
    "sources:",
    "editor:",
    "edited by:",
    "reported by:",
    "reporting by ",
    "additional reporting by ",
    "editing by ",
    "writing by ",
    "posted by ",
    "compiled by ",
];

/// What a line about the day begins with.
const TIMES: [&str; 12] = [
    "published",
    "last updated",
    "updated",
    "last modified",
    "first published",
    "posted",
    "date published",
    "publication date",
    "issued on",
    "created",
    "modified",
    "date:",
];

/// Such lines are no longer than this many words.
const MAX_WORDS: usize = 24;

/// A byline without a label stands this far from the top or the end at most.
const MAX_DISTANCE: usize = 5;

/// Finds bylines.
pub fn find(lines: &[Line]) -> Vec<Range<usize>> {
    lines.iter().filter(|line| is_byline(line)).map(Line::range).collect()
}

fn is_byline(line: &Line) -> bool {
    if line.n_words() > MAX_WORDS || line.is_quoting() {
        return false;
    }
    let text = line.text.trim_start_matches(['(', '[', '—', '-', ' ']);
    is_labelled(text, line) || is_time(text) || (is_near_edge(line) && is_by_names(text))
}

fn is_labelled(text: &str, line: &Line) -> bool {
    let Some(rest) = LABELS.iter().find_map(|label| strip_prefix(text, label)) else {
        return false;
    };
    let rest = rest.trim();
    // "Reporting by Jane Doe; editing by Zoë Roe" may end in a full stop, "Source: the mayor said
    // it was so." is a sentence.
    rest.is_empty()
        || starts_with_name(rest) && (line.n_words() <= 6 || !line.ends_sentence() || text.contains("diting by"))
        || rest.ends_with(':')
}

fn starts_with_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        || text.starts_with("http")
        || text.starts_with("www.")
}

/// "Published 3 May 2031 10:15", "Last updated: 2031-05-03": the label, and nothing but a date.
fn is_time(text: &str) -> bool {
    let Some(rest) = TIMES.iter().find_map(|label| strip_prefix(text, label)) else {
        return false;
    };
    let mut has_date = false;
    for word in rest.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '•' | '·' | '(' | ')')) {
        let word = word.trim_matches([':', '.', '-', '–']);
        let is_number = word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 25;
        if is_month(word) || is_year(word) || (is_number && word.len() >= 8) {
            has_date = true;
        } else if !(word.is_empty() || is_number || is_time_word(word)) {
            return false;
        }
    }
    has_date
}

fn is_time_word(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "on" | "at"
            | "the"
            | "of"
            | "am"
            | "pm"
            | "a.m"
            | "p.m"
            | "gmt"
            | "utc"
            | "est"
            | "edt"
            | "et"
            | "bst"
            | "cet"
            | "cest"
            | "ist"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "mon"
            | "tue"
            | "wed"
            | "thu"
            | "fri"
            | "sat"
            | "sun"
            | "updated"
            | "date"
            | "hrs"
            | "hours"
            | "local"
            | "time"
    )
}

fn is_near_edge(line: &Line) -> bool {
    line.idx < MAX_DISTANCE || line.idx + MAX_DISTANCE >= line.n_lines
}

fn is_by_names(text: &str) -> bool {
    let Some(rest) = strip_prefix(text, "by ") else {
        return false;
    };
    if rest.ends_with(['.', '!', '?', ':', ';']) {
        return false;
    }
    let (names, role) = rest.split_once([',', '|']).unwrap_or((rest, ""));
    let mut n_names = 0;
    for word in names.split_whitespace() {
        let is_name = word.starts_with(char::is_uppercase) && !is_day_or_time(word);
        let joins = matches!(
            word,
            "and" | "&" | "de" | "van" | "von" | "der" | "den" | "al" | "el" | "da" | "di" | "la" | "bin" | "in"
        );
        if !is_name && !joins {
            return false;
        }
        n_names += usize::from(is_name);
    }
    (2..=8).contains(&n_names) && role.split_whitespace().count() <= 8
}

fn is_day_or_time(word: &str) -> bool {
    is_month(word) || is_time_word(word.trim_end_matches(['.', ','])) || is_year(word)
}

#[cfg(test)]
mod tests {
    use super::super::line::check;

    #[test]
    fn bylines_and_none() {
        check(
            super::find,
            &[
                ("Ça va\nBy Zoë Roe\nEins.", "By Zoë Roe"),
                ("BY ZOË ROE AND JOSÉ DE LA CRUZ", "BY ZOË ROE AND JOSÉ DE LA CRUZ"),
                ("By Zoë Roe, political correspondent", "By Zoë Roe, political correspondent"),
                ("Fin é.\nArticle by:Source:", "Article by:Source:"),
                ("Published 3 May 2031 10:15\nÉté", "Published 3 May 2031 10:15"),
                ("Last updated: Monday, 2031-05-03 at 10:15 a.m. GMT ü", ""),
                (
                    "Last updated: Monday, 2031-05-03 at 10:15 a.m. GMT",
                    "Last updated: Monday, 2031-05-03 at 10:15 a.m. GMT",
                ),
                (
                    "(Reporting by Zoë Roe in Łódź; editing by José Paz)",
                    "(Reporting by Zoë Roe in Łódź; editing by José Paz)",
                ),
                ("By Monday March the café was shut", ""),
                ("By Monday Zoë Roe had signed", ""),
                ("By Friday Malmö", ""),
                ("By Zoë Roe’s account, the deal is off.", ""),
                ("Published in 2031, the book by Müller sold well.", ""),
                ("Source: the mayor of Orán had no idea of it, a friend says.", ""),
                ("“By Zoë Roe” is the title", ""),
                ("Updated figures for May 2031 show growth in Málaga", ""),
            ],
        );
    }
}
