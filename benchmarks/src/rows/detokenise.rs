//! Tokens of the Penn Treebank style back to running text.
//!
//! The reader was made for text as printed. Escapes are undone, directed quotation marks become
//! curly ones, and blanks stand where they stand in print. Every token keeps its place.

use std::ops::Range;

/// A running text and where in it each token stands, in bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunningText {
    /// The text.
    pub text: String,
    /// One range a token, in order.
    pub tokens: Vec<Range<usize>>,
}

impl RunningText {
    /// Adds the tokens of one row, on a line of its own.
    pub fn push_row<S: AsRef<str>>(&mut self, tokens: &[S]) {
        if !self.tokens.is_empty() {
            self.text.push('\n');
        }
        let tokens: Vec<&str> = tokens.iter().map(AsRef::as_ref).collect();
        let mut glued = true; // whether no blank may precede the next token
        let mut quoting = false; // whether a double quotation is open
        for (at, &token) in tokens.iter().enumerate() {
            let before = at.checked_sub(1).map(|i| tokens[i]);
            let mark = match token {
                "``" => Mark::Opens("“"),
                "''" if !quoting && opens(before, tokens.get(at + 1).copied()) => Mark::Opens("“"),
                "''" | "”" => Mark::Closes("”"),
                "`" => Mark::Opens("‘"),
                "'" => Mark::Closes("’"),
                "-LRB-" | "(" => Mark::Opens("("),
                "-LSB-" | "[" => Mark::Opens("["),
                "-LCB-" | "{" => Mark::Opens("{"),
                "-RRB-" | ")" => Mark::Closes(")"),
                "-RSB-" | "]" => Mark::Closes("]"),
                "-RCB-" | "}" => Mark::Closes("}"),
                "$" | "£" | "€" | "#" => Mark::Opens(token),
                "," | "." | ";" | ":" | "?" | "!" | "%" | "..." | "…" => Mark::Closes(token),
                _ if is_clitic(token) => Mark::Closes(token),
                _ => Mark::Word(token),
            };
            quoting = match mark {
                Mark::Opens("“") => true,
                Mark::Closes("”") => false,
                _ => quoting,
            };
            if !glued && !matches!(mark, Mark::Closes(_)) {
                self.text.push(' ');
            }
            let start = self.text.len();
            let (Mark::Opens(printed) | Mark::Closes(printed) | Mark::Word(printed)) = mark;
            match printed.strip_prefix('\'') {
                Some(rest) => self.text.extend(["’", rest]),
                None if printed == "n't" => self.text.push_str("n’t"),
                None => self.text.push_str(printed),
            }
            self.tokens.push(start..self.text.len());
            glued = matches!(mark, Mark::Opens(_));
        }
    }
}

/// How a token is printed, and to which side it is glued.
enum Mark<'t> {
    /// To what follows.
    Opens(&'t str),
    /// To what precedes.
    Closes(&'t str),
    /// To neither.
    Word(&'t str),
}

/// Whether a closing mark with no quotation open must be an opening one: some texts have one kind
/// of mark for both ends, and tokenisers then take all for closing ones. After a comma or a full
/// stop it closes a quotation whose beginning is missing.
fn opens(before: Option<&str>, after: Option<&str>) -> bool {
    let word_follows = after.is_some_and(|t| t.starts_with(char::is_alphanumeric));
    word_follows && before.is_none_or(|t| !matches!(t, "," | "." | "?" | "!" | "..." | ")" | "-RRB-"))
}

fn is_clitic(token: &str) -> bool {
    let lower = token.to_lowercase();
    matches!(lower.as_str(), "n't" | "n’t" | "'s" | "'re" | "'ve" | "'ll" | "'d" | "'m" | "’s" | "’re" | "’ve" | "’ll")
        || matches!(lower.as_str(), "’d" | "’m")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tokens: &str, expected: &str) {
        let tokens: Vec<&str> = tokens.split(' ').collect();
        let mut running = RunningText::default();
        running.push_row(&tokens);
        assert_eq!(running.text, expected);
        let mut end = 0;
        for range in &running.tokens {
            assert!(running.text[end..range.start].trim().is_empty() && !range.is_empty(), "{tokens:?}");
            end = range.end;
        }
        assert_eq!((end, running.tokens.len()), (expected.len(), tokens.len()));
    }

    #[test]
    fn marks_clitics_and_escapes() {
        check("`` It 's over , '' Zoë said .", "“It’s over,” Zoë said.");
        check("He did n't -LRB- or would n't -RRB- pay $ 5 .", "He didn’t (or wouldn’t) pay $5.");
        check("the leaders ' job : -LSB- sic -RSB- ?", "the leaders’ job: [sic]?");
    }

    #[test]
    fn closing_marks_that_open() {
        check("it was '' not fair '' , Ana said", "it was “not fair”, Ana said");
        check("have admired , '' Šimić wrote", "have admired,” Šimić wrote");
        check("'' We are ready , '' he said", "“We are ready,” he said");
    }

    #[test]
    fn rows_are_lines() {
        let mut running = RunningText::default();
        running.push_row(&["É", "."]);
        running.push_row(&["``", "Oui"]);
        assert_eq!(running.text, "É.\n“Oui");
        assert_eq!(running.tokens, [0..2, 2..3, 4..7, 7..10]);
    }
}
