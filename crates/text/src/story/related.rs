//! Links to other reports: "Related content", "Read more: …", "More on this story" and the list
//! of headlines under it at the end.
//!
//! A heading is a whole line. What follows it is marked as long as it looks like headlines: short
//! lines that do not end as sentences do, down to the end of the report. A link in the midst of
//! the story ("READ MORE: Mayor resigns") is one line. "“Read more books,” he said" is none.

use std::ops::Range;

use super::line::Line;

/// Lines that consist of this alone, a colon or the like aside.
const HEADINGS: [&str; 24] = [
    "related content",
    "related",
    "related articles",
    "related stories",
    "related story",
    "related topics",
    "related news",
    "related links",
    "related coverage",
    "more on this story",
    "more on this topic",
    "more from",
    "more stories",
    "read more",
    "read also",
    "also read",
    "see also",
    "recommended",
    "recommended for you",
    "recommended stories",
    "you may also like",
    "you might also like",
    "most read",
    "top stories",
];

/// What a link line begins with; a headline follows.
const LABELS: [&str; 10] = [
    "read more:",
    "read more |",
    "read also:",
    "also read:",
    "also read |",
    "related:",
    "see also:",
    "more:",
    "watch:",
    "don't miss:",
];

/// A headline is no longer than this many words.
const MAX_WORDS: usize = 20;

/// Finds links.
pub fn find(lines: &[Line]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (idx, line) in lines.iter().enumerate() {
        if is_heading(line.text) {
            found.push(line.range());
            let list = lines.get(idx + 1..).unwrap_or(&[]);
            if list.iter().all(is_headline) {
                found.extend(list.iter().map(Line::range));
                break;
            }
        } else if is_link(line) {
            found.push(line.range());
        }
    }
    found
}

fn is_heading(text: &str) -> bool {
    let text = text.trim_end_matches([':', '…', '.', '>', '»', '-', ' ']).to_lowercase();
    HEADINGS.contains(&text.as_str())
}

fn is_headline(line: &Line) -> bool {
    line.n_words() <= MAX_WORDS && !line.text.ends_with(['.', '!', '”', '"'])
}

fn is_link(line: &Line) -> bool {
    LABELS.iter().any(|label| line.after(label).is_some()) && is_headline(line)
}

#[cfg(test)]
mod tests {
    use super::super::line::check;

    #[test]
    fn links_and_none() {
        check(
            super::find,
            &[
                ("The café closed.\nRelated content", "Related content"),
                (
                    "Fin.\nMORE ON THIS STORY:\nMayor of Malmö quits\nÇelik: ‘no deal’",
                    "MORE ON THIS STORY: | Mayor of Malmö quits | Çelik: ‘no deal’",
                ),
                ("Eins.\nREAD MORE: Bürgermeister resigns\nZwei.", "READ MORE: Bürgermeister resigns"),
                ("Fin.\nRelated\nZoë spoke at length, and here is the story.", "Related"),
                ("“Read more books,” Zoë said.", ""),
                ("Read more books, says the mayor of Łódź.", ""),
                ("Related costs rose by a tenth, São Paulo says", ""),
                ("Watch: this is how Zoë’s dog opens a door.", ""),
                ("More: the mayor of Malmö said “never”.", ""),
            ],
        );
    }
}
