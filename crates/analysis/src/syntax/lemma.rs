//! Lemmas: each token is given a class that says how to make the lemma from the word.
//!
//! Classes are edit scripts, shared by many words and learned from the treebanks: keep the word as it is, cut so many
//! characters off its end and add others ("said": cut two, add "y"), or replace it as a whole ("better": "good").

/// A way to make a lemma.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Keep,
    Replace(String),
    Change { lower: bool, cut: usize, add: String },
}

impl Script {
    /// Reads `=`, `!lemma`, or `-CUT+ADD` (in lower case) and `=CUT+ADD` (in the case it has).
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text == "=" {
            return Some(Self::Keep);
        }
        if let Some(lemma) = text.strip_prefix('!') {
            return Some(Self::Replace(lemma.to_owned()));
        }
        let (lower, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('=')?),
        };
        let (cut, add) = rest.split_once('+')?;
        Some(Self::Change { lower, cut: cut.parse().ok()?, add: add.to_owned() })
    }

    /// The lemma of `word`.
    pub(super) fn apply(&self, word: &str) -> String {
        match self {
            Self::Keep => word.to_owned(),
            Self::Replace(lemma) => lemma.clone(),
            Self::Change { lower, cut, add } => {
                let word = if *lower { word.to_lowercase() } else { word.to_owned() };
                let kept = word.chars().count().saturating_sub(*cut);
                word.chars().take(kept).chain(add.chars()).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(script: &str, word: &str, lemma: &str) {
        assert_eq!(Script::parse(script).map(|s| s.apply(word)).as_deref(), Some(lemma));
    }

    #[test]
    fn scripts_make_lemmas() {
        check("=", "Šefčovič", "Šefčovič");
        check("-2+y", "Said", "say");
        check("!good", "better", "good");
        check("=1+", "Greens", "Green");
        check("-1+", "cafés", "café");
        check("-9+", "no", "");
    }

    #[test]
    fn what_is_no_script_is_refused() {
        assert_eq!(Script::parse("-x+y"), None);
        assert_eq!(Script::parse("?"), None);
        assert_eq!(Script::parse(""), None);
    }
}
