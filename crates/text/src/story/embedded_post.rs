//! Embedded posts: the words of a post, the address of its picture, name, handle and day:
//! "… pic.twitter.com/x — Name (@handle) March 3, 2031".
//!
//! The tail has a form that prose does not produce. Where it ends a line, the whole line is the
//! post, its words included: they are printed there by a machine, and the report says in its own
//! words what it makes of them. Where text follows the tail, only the tail is marked, with the
//! address before it.

use std::ops::Range;

use super::line::{Line, is_month, is_year};

/// Addresses that stand only in posts.
const ADDRESSES: [&str; 3] = ["pic.twitter.com/", "pic.x.com/", "https://t.co/"];

/// Finds posts.
pub fn find(lines: &[Line]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (idx, line) in lines.iter().enumerate() {
        let address = ADDRESSES.iter().filter_map(|a| line.text.find(a)).min();
        let Some(tail) = tail(line.text) else {
            if let Some(address) = address {
                found.push(without_tail(line, address));
            }
            continue;
        };
        if tail.end == line.text.len() {
            found.push(line.range());
            // The tail alone on its line: the post is the line before, if that shows it is one.
            if tail.start == 0
                && let Some(before) = idx.checked_sub(1).and_then(|i| lines.get(i))
                && ADDRESSES.iter().any(|a| before.text.contains(a))
                && found.iter().all(|range| range.start != before.start)
            {
                found.push(before.range());
            }
        } else {
            let start = address.filter(|&a| a < tail.start).unwrap_or(tail.start);
            found.push(line.start + start..line.start + tail.end);
        }
    }
    found
}

/// A line with an address of a post but without name and day: whole where the address ends it,
/// else the address alone.
fn without_tail(line: &Line, address: usize) -> Range<usize> {
    let rest = line.text.get(address..).unwrap_or("");
    let width = rest.find(char::is_whitespace).unwrap_or(rest.len());
    if width == rest.len() && address > 0 && !line.is_quoting() {
        line.range()
    } else {
        line.start + address..line.start + address + width
    }
}

/// "— Name (@handle) March 3, 2031" in `text`.
fn tail(text: &str) -> Option<Range<usize>> {
    // A post may mention handles itself; more than a few are no post.
    text.match_indices("(@").take(8).find_map(|(handle, _)| tail_at(text, handle))
}

/// The same, with the bracket of the handle at `handle`.
fn tail_at(text: &str, handle: usize) -> Option<Range<usize>> {
    let before = text.get(..handle)?;
    let dash = before.rfind(['—', '–']).or_else(|| before.rfind("--"))?;
    let name = before.get(dash..)?.trim_start_matches(['—', '–', '-', ' ']);
    // Names are short; a dash far before the handle belongs to a sentence.
    if name.is_empty() || name.split_whitespace().count() > 8 {
        return None;
    }
    let close = handle + text.get(handle..)?.find(')')?;
    let is_handle = |c: char| c == '@' || c == '_' || c == '.' || c.is_ascii_alphanumeric();
    if !text.get(handle + 1..close)?.chars().all(is_handle) {
        return None;
    }
    let mut end = close + 1;
    let mut n_parts = 0;
    let mut has_year = false;
    for word in text.get(end..)?.split_whitespace().take(3) {
        let is_part =
            is_month(word) || is_year(word) || word.trim_end_matches(',').parse::<u8>().is_ok_and(|day| day <= 31);
        if !is_part {
            break;
        }
        end = end + text.get(end..)?.find(word)? + word.len();
        n_parts += 1;
        has_year |= is_year(word);
    }
    (n_parts >= 2 && has_year).then_some(dash..end)
}

#[cfg(test)]
mod tests {
    use super::super::line::check;

    #[test]
    fn posts_and_none() {
        let post =
            "Mayor Çelik on the budget, with @zoe_roe. pic.twitter.com/Ab1 — Radio Malmö (@radio_malmo) March 3, 2031";
        let two = format!("Ça va.\n{post}\nThe vote is on Monday.");
        check(
            super::find,
            &[
                (post, post),
                (&two, post),
                ("Née à Lyon — Zoë Roe (@zoe) 3 March 2031", "Née à Lyon — Zoë Roe (@zoe) 3 March 2031"),
                (
                    "Wir kommen. pic.x.com/1 — Zoë (@zoe) March 3, 2031 The mayor wrote back.",
                    "pic.x.com/1 — Zoë (@zoe) March 3, 2031",
                ),
                ("Wir kommen. pic.x.com/1", "Wir kommen. pic.x.com/1"),
                ("She — Zoë Roe (@zoe) on most sites — spoke in March 2031.", ""),
                ("The post by Zoë Roe (@zoe) drew a crowd.", ""),
                ("He wrote: “Été!” on March 3, 2031", ""),
            ],
        );
    }
}
