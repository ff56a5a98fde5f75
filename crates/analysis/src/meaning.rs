//! How like phrases are in meaning.
//!
//! Every word piece has a vector, learned so that the mean over a phrase is near what a sentence encoder makes of the
//! phrase (`training/words.py`). That is less exact than the encoder, and costs nothing: a hundred thousand phrases take
//! a second.

use onrecord_network::{Table, Weights};
use onrecord_text::unit::units;

use crate::error::ReaderError;
use crate::model::size::VOCABULARY;
use crate::model::vocabulary::Vocabulary;

static WORDS: &[u8] = include_bytes!("../../../models/words.safetensors");

/// Turns phrases into meanings.
pub struct Meanings {
    words: Table,
    vocabulary: Vocabulary,
}

/// What a phrase means, as a direction.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning(Vec<f32>);

impl Meanings {
    /// Loads the table built into the program.
    ///
    /// # Errors
    /// If it does not fit the program, which means it was built wrongly.
    pub fn load() -> Result<Self, ReaderError> {
        let words = Table::load(&Weights::parse(WORDS)?, "words")?;
        Ok(Self { words, vocabulary: Vocabulary::parse(VOCABULARY)? })
    }

    /// What `phrase` means. The same phrase always means the same; one without words is like nothing.
    pub fn of(&self, phrase: &str) -> Meaning {
        Meaning(self.vector(phrase).0)
    }

    /// The direction of what `phrase` means, and how much it weighs in a longer phrase: words that say little weigh
    /// little. The direction of a longer phrase is that of the sum of its words' directions times their weights.
    pub fn vector(&self, phrase: &str) -> (Vec<f32>, f32) {
        let mut pieces = Vec::new();
        for unit in units(phrase) {
            self.vocabulary.push_pieces(unit.span.slice(phrase), &mut pieces);
        }
        let mut sum = vec![0.0f32; self.words.width()];
        for piece in pieces {
            let Some((bytes, scale)) = self.words.row(piece as usize) else { continue };
            sum.iter_mut().zip(bytes).for_each(|(total, byte)| *total += f32::from(*byte) * scale);
        }
        let length = sum.iter().map(|number| number * number).sum::<f32>().sqrt();
        if length > 0.0 {
            sum.iter_mut().for_each(|number| *number /= length);
        }
        (sum, length)
    }
}

impl Meaning {
    /// How like two meanings are: the cosine of the angle between them, 1 for the same, about 0 for what has nothing to
    /// do with each other.
    pub fn likeness(&self, other: &Self) -> f32 {
        self.0.iter().zip(&other.0).map(|(a, b)| a * b).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_much_the_same_is_alike() {
        let meanings = Meanings::load().expect("the built-in table");
        let like = |one: &str, other: &str| meanings.of(one).likeness(&meanings.of(other));
        assert!((like("Friedenstruppen", "friedenstruppen") - 1.0).abs() < 1e-5);
        for (one, near, far) in [
            ("European peacekeepers", "a peacekeeping force", "the minerals deal"),
            ("a pay rise", "higher wages", "the fishing quota"),
            ("a truce", "the ceasefire", "the merger"),
        ] {
            assert!(
                like(one, near) > like(one, far) + 0.15,
                "{one}: {near} {}, {far} {}",
                like(one, near),
                like(one, far)
            );
        }
        assert_eq!(like("", "truce"), 0.0);
    }
}
