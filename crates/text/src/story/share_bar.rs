//! What a page says to its reader: "Share on Facebook", "Subscribe to our newsletter",
//! "Advertisement", cookie lines.
//!
//! Whole lines only: either one of a list of fixed lines, or a short line without quotation marks
//! that begins as such a line does and names what only pages name.

use std::ops::Range;

use super::line::Line;

/// Lines that consist of this alone.
const FIXED: [&str; 34] = [
    "advertisement",
    "advertisements",
    "advertising",
    "ad",
    "sponsored",
    "sponsored content",
    "share",
    "share this",
    "share this article",
    "share this story",
    "share article",
    "tweet",
    "email",
    "print",
    "copy link",
    "comments",
    "leave a comment",
    "facebook",
    "twitter",
    "whatsapp",
    "linkedin",
    "telegram",
    "reddit",
    "follow us",
    "subscribe",
    "subscribe now",
    "sign up",
    "log in",
    "sign in",
    "skip to content",
    "story continues below",
    "article continues below",
    "scroll to continue",
    "loading...",
];

/// What other such lines begin with.
const STARTS: [&str; 24] = [
    "share on ",
    "share this ",
    "share via ",
    "share to ",
    "follow us on ",
    "follow us ",
    "follow our ",
    "like us on ",
    "join us on ",
    "join our ",
    "subscribe to ",
    "subscribe for ",
    "sign up for ",
    "sign up to ",
    "get our ",
    "download our ",
    "click here to ",
    "we use cookies",
    "this site uses cookies",
    "this website uses cookies",
    "by continuing to use ",
    "by clicking ",
    "story continues below ",
    "article continues ",
];

/// What the first group of [`STARTS`] must also name: the reader's own sentences begin alike.
const NAMES: [&str; 26] = [
    "facebook",
    "twitter",
    "whatsapp",
    "linkedin",
    "telegram",
    "instagram",
    "youtube",
    "tiktok",
    "reddit",
    "bluesky",
    "threads",
    "email",
    "e-mail",
    "google news",
    "newsletter",
    "newsletters",
    "cookie",
    "cookies",
    "app",
    "channel",
    "article",
    "story",
    "our",
    "terms",
    "advertisement",
    "alerts",
];

/// A line of a page is no longer than this many words, cookie notices aside.
const MAX_WORDS: usize = 25;

/// Finds the lines.
pub fn find(lines: &[Line]) -> Vec<Range<usize>> {
    lines.iter().filter(|line| is_fixed(line) || is_request(line)).map(Line::range).collect()
}

fn is_fixed(line: &Line) -> bool {
    if line.n_words() > 5 {
        return false;
    }
    let text = line.text.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').to_lowercase();
    FIXED.contains(&text.trim_end_matches(':'))
        || text.split(['|', '/', '·', '•']).count() >= 2
            && text.split(['|', '/', '·', '•']).all(|part| FIXED.contains(&part.trim()))
}

fn is_request(line: &Line) -> bool {
    if line.is_quoting() || line.n_words() > MAX_WORDS {
        return false;
    }
    STARTS.iter().any(|start| line.after(start).is_some()) && {
        let text = line.text.to_lowercase();
        text.split(|c: char| !(c.is_alphanumeric() || c == '-')).any(|word| NAMES.contains(&word))
            || text.contains("google news")
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::check;

    #[test]
    fn lines_of_a_page_and_none() {
        check(
            super::find,
            &[
                ("Share on Facebook", "Share on Facebook"),
                ("Été.\nADVERTISEMENT\nHiver.", "ADVERTISEMENT"),
                ("Follow us on Télégram and X at Telegram", "Follow us on Télégram and X at Telegram"),
                ("Subscribe to our newsletter for Málaga", "Subscribe to our newsletter for Málaga"),
                ("We use cookies to make this café better.", "We use cookies to make this café better."),
                ("Facebook | Twitter | WhatsApp", "Facebook | Twitter | WhatsApp"),
                ("“Subscribe to our newsletter,” Zoë begged.", ""),
                ("Share prices fell in São Paulo", ""),
                ("Subscribe to the view of Müller or not, peace is near.", ""),
                ("Follow us, the mayor of Łódź told the crowd.", ""),
                ("Advertisement spending rose in Malmö", ""),
                ("Comments made by Çelik drew anger", ""),
            ],
        );
    }
}
