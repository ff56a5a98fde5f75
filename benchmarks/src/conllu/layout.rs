//! Tokens to running text, by what the treebank says of the blanks.

use onrecord_text::span::{Clean, Span};

/// Running text in the making.
#[derive(Debug, Default)]
pub struct Layout {
    /// What has been laid out so far.
    pub text: String,
    separator: Option<char>,
}

impl Layout {
    /// Starts a new line before what comes next.
    pub fn break_line(&mut self) {
        if !self.text.is_empty() {
            self.separator = Some('\n');
        }
    }

    /// Adds a printed form and gives its place. `space_after` says whether a blank follows it.
    pub fn push(&mut self, form: &str, space_after: bool) -> Span<Clean> {
        self.text.extend(self.separator.take());
        let start = self.text.len();
        self.text.push_str(form);
        self.separator = space_after.then_some(' ');
        Span::from_range(start..self.text.len())
    }
}

/// The places of the words of a multiword token printed at `span`: one after the other where their
/// forms make up the print, else all of them the whole.
pub fn share(span: Span<Clean>, printed: &str, forms: &[&str]) -> Vec<Span<Clean>> {
    if forms.concat() != printed {
        return vec![span; forms.len()];
    }
    let mut start = span.start().get();
    let place = |form: &&str| {
        let place = Span::from_range(start..start + form.len());
        start += form.len();
        place
    };
    forms.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_and_lines() {
        let mut layout = Layout::default();
        layout.break_line();
        let spans = [layout.push("Ça", true), layout.push("va", false), layout.push(".", true)];
        layout.break_line();
        let next = layout.push("Oui", true);
        assert_eq!(layout.text, "Ça va.\nOui");
        assert_eq!(spans.map(|s| s.slice("Ça va.\nOui")), ["Ça", "va", "."]);
        assert_eq!(next.range(), 8..11);
    }

    #[test]
    fn words_share_a_multiword_token() {
        let at = |forms: &[&str]| {
            share(Span::from_range(4..12), "don’t", forms).iter().map(|s| s.range()).collect::<Vec<_>>()
        };
        assert_eq!(at(&["do", "n’t"]), [4..6, 6..11]);
        assert_eq!(at(&["do", "not"]), [4..12, 4..12]);
    }
}
