//! What a content says, as a direction: those of two tellings of one utterance are near each other, whatever the words.
//!
//! A content is read by itself, by a small encoder that learned nothing but to sum up (`training/gists.py`): the vectors of
//! the one that finds attributions serve tags, and are a poor judge of what two sentences have in common. Each piece has
//! a vector and a weight. Eight bits a number are enough, and take little room.

use onrecord_network::Scratch;

use super::decode::UnitAttribution;
use crate::error::ReaderError;
use crate::model::network::Network;
use crate::model::vocabulary::Vocabulary;
use crate::model::window::Input;

/// Numbers in a gist.
const WIDTH: usize = 128;

/// The largest share of a direction in one dimension; a larger one, which is rare in so many dimensions, counts as this.
const LARGEST: f32 = 0.5;

/// What a content says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gist([i8; WIDTH]);

impl Gist {
    /// How like two contents are in what they say: the cosine of the angle between them, -1 to 1.
    pub fn likeness(&self, other: &Self) -> f32 {
        let dot = |a: &[i8], b: &[i8]| a.iter().zip(b).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum::<i32>();
        let lengths = dot(&self.0, &self.0) as f32 * dot(&other.0, &other.0) as f32;
        if lengths > 0.0 { (dot(&self.0, &other.0) as f32 / lengths.sqrt()).clamp(-1.0, 1.0) } else { 0.0 }
    }

    /// As bytes, to be kept.
    pub fn to_bytes(self) -> Vec<u8> {
        self.0.iter().flat_map(|number| number.to_le_bytes()).collect()
    }

    /// What [`to_bytes`](Self::to_bytes) gave; `None` for other bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let numbers: Vec<i8> = bytes.iter().map(|byte| i8::from_le_bytes([*byte])).collect();
        numbers.try_into().ok().map(Self)
    }

    /// The direction of `sum`.
    fn towards(sum: &[f32]) -> Self {
        let length = sum.iter().map(|number| number * number).sum::<f32>().sqrt();
        let mut numbers = [0; WIDTH];
        if length > 0.0 {
            for (number, part) in numbers.iter_mut().zip(sum) {
                // In range by the clamp.
                #[allow(clippy::cast_possible_truncation)]
                let share = (part / length / LARGEST * 127.0).round().clamp(-127.0, 127.0) as i8;
                *number = share;
            }
        }
        Self(numbers)
    }
}

/// The gist of the content of each of `attributions`; `None` for a reader that sums up no contents.
pub(crate) fn gists(
    network: &Network,
    input: &Input,
    vocabulary: &Vocabulary,
    attributions: &[UnitAttribution],
    scratch: &mut Scratch,
) -> Result<Vec<Option<Gist>>, ReaderError> {
    let gist = |attribution: &UnitAttribution| {
        let units = attribution.content.clone().into_iter().flatten();
        let Some(said) = network.read_content(input, vocabulary, units, scratch)? else { return Ok(None) };
        let mut sum = [0.0f32; WIDTH];
        for piece in said.chunks_exact(1 + WIDTH) {
            let weight = piece[0].max(0.0);
            sum.iter_mut().zip(&piece[1..]).for_each(|(total, part)| *total += weight * part);
        }
        Ok(Some(Gist::towards(&sum)))
    };
    attributions.iter().map(gist).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gists_are_as_like_as_their_directions() {
        let mut one = [0.0; WIDTH];
        let mut other = one;
        for (i, (a, b)) in one.iter_mut().zip(&mut other).enumerate() {
            *a = (i as f32 * 0.37).sin();
            *b = (i as f32 * 0.37 + 0.5).sin();
        }
        let (a, b) = (Gist::towards(&one), Gist::towards(&other));
        assert!((a.likeness(&b) - 0.5f32.cos()).abs() < 0.02, "{}", a.likeness(&b));
        assert!((a.likeness(&a) - 1.0).abs() < 1e-6);
        assert_eq!(Gist::towards(&[0.0; WIDTH]).likeness(&a), 0.0);
    }

    #[test]
    fn bytes_give_the_gist_back() {
        let gist = Gist::towards(&[-0.3; WIDTH]);
        assert_eq!(Gist::from_bytes(&gist.to_bytes()), Some(gist));
        assert_eq!(Gist::from_bytes(&[1, 2]), None);
    }
}
