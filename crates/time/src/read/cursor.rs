//! A place among the tokens of a paragraph, from which patterns are read.

use super::token::Token;

/// What the tokens from a cursor on are, with the cursor left behind them.
pub(crate) type Pattern<T> = for<'c, 't> fn(&'c mut Cursor<'t>) -> Option<T>;

/// A place among the tokens of a paragraph. Copies are cheap: a pattern that fails leaves the caller's copy where it was.
#[derive(Clone, Copy)]
pub(crate) struct Cursor<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(tokens: &'a [Token<'a>], at: usize) -> Self {
        Self { tokens, at }
    }

    /// Number of the next token.
    pub fn at(self) -> usize {
        self.at
    }

    /// The token `ahead` of the next one; negative behind it.
    pub fn peek(self, ahead: isize) -> Option<&'a Token<'a>> {
        self.tokens.get(self.at.checked_add_signed(ahead)?)
    }

    /// The lower-case form of [`peek`](Self::peek); empty where there is none.
    pub fn lower(self, ahead: isize) -> &'a str {
        self.peek(ahead).map_or("", |token| token.lower.as_str())
    }

    /// The place one token further.
    pub fn next(self) -> Self {
        Self { at: self.at + 1, ..self }
    }

    /// Eats the next token if it is `word`, in lower case.
    pub fn eat(&mut self, word: &str) -> bool {
        let eaten = self.peek(0).is_some_and(|token| token.lower == word);
        self.at += usize::from(eaten);
        eaten
    }

    /// Eats the next token if it is one of `words`.
    pub fn eat_one_of(&mut self, words: &[&str]) -> bool {
        let eaten = words.contains(&self.lower(0)) && self.peek(0).is_some();
        self.at += usize::from(eaten);
        eaten
    }

    /// Eats all words of a phrase, or nothing.
    pub fn eat_phrase(&mut self, phrase: &str) -> bool {
        let mut here = *self;
        for word in phrase.split(' ') {
            if !here.eat(word) {
                return false;
            }
        }
        *self = here;
        true
    }

    /// The first of `patterns` that matches. One that fails leaves the cursor where it was, however
    /// far it had come.
    pub fn first_of<T>(&mut self, patterns: &[Pattern<T>]) -> Option<T> {
        patterns.iter().find_map(|pattern| {
            let mut here = *self;
            let found = pattern(&mut here)?;
            *self = here;
            Some(found)
        })
    }

    /// Eats a hyphen between two pieces of one word.
    pub fn eat_hyphen(&mut self) -> bool {
        let joins =
            self.lower(0) == "-" && self.peek(0).is_some_and(|t| t.glued) && self.peek(1).is_some_and(|t| t.glued);
        self.at += usize::from(joins);
        joins
    }

    /// Eats the stop of an abbreviation.
    pub fn eat_stop(&mut self) -> bool {
        let stop = self.lower(0) == "." && self.peek(0).is_some_and(|t| t.glued);
        self.at += usize::from(stop);
        stop
    }
}
