//! The two sizes of the reader, and the files of each.

/// How much work the reader puts into a text. The fast one finds no stances and sums up no contents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ReaderSize {
    /// Twelve layers: finds most, and is right most often.
    #[default]
    Accurate,
    /// Six layers that learned from the twelve: nearly twice as fast. They were not taught stances.
    Fast,
}

/// Word pieces, positions and features are the same for both sizes, and stand in this one's file.
pub(crate) static EMBEDDING: &[u8] = ACCURATE;
pub(crate) static VOCABULARY: &str = include_str!("../../../../models/vocabulary.txt");
static ACCURATE: &[u8] = include_bytes!("../../../../models/accurate/reader.safetensors");

impl ReaderSize {
    /// Both sizes, the default first.
    pub const ALL: [Self; 2] = [Self::Accurate, Self::Fast];

    /// The word for it on the command line and in figures.
    pub fn name(self) -> &'static str {
        match self {
            Self::Accurate => "accurate",
            Self::Fast => "fast",
        }
    }

    /// The size of this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.name() == name)
    }

    /// Layers and heads.
    pub(crate) fn network(self) -> &'static [u8] {
        match self {
            Self::Accurate => ACCURATE,
            Self::Fast => include_bytes!("../../../../models/fast/reader.safetensors"),
        }
    }

    /// What sums up contents. The fast reader does without.
    pub(crate) fn gist(self) -> Option<&'static [u8]> {
        match self {
            Self::Accurate => Some(include_bytes!("../../../../models/gist/gist.safetensors")),
            Self::Fast => None,
        }
    }

    /// What the decoders apply to the network's output.
    pub(crate) fn decoder(self) -> &'static str {
        match self {
            Self::Accurate => include_str!("../../../../models/accurate/decoder.json"),
            Self::Fast => include_str!("../../../../models/fast/decoder.json"),
        }
    }
}
