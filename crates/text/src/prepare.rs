//! From a raw document to one ready for analysis.

use crate::document::{Document, RawDocument};
use crate::repair::repair;
use crate::story::marks;

/// Repairs the typography of `raw`, then marks what is not story.
///
/// The order matters: the rules for what is not story are written for sound text.
pub fn prepare(raw: RawDocument) -> Document {
    let RawDocument { locator, original, mut text, metadata, notes } = raw;
    let repairs = repair(&mut text);
    let marks = marks(text.as_str());
    Document { locator, original, text, metadata, marks, repairs, notes }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::alignment::AlignedText;
    use crate::sentence::sentences;

    #[test]
    fn repaired_before_marked() {
        let raw = RawDocument {
            text: AlignedText::verbatim("Ã‡a va.\u{a0}Fin.\nPhoto:\u{a0}JosÃ© Roe"),
            ..RawDocument::default()
        };
        let document = prepare(raw);
        assert_eq!(document.text.as_str(), "Ça va. Fin.\nPhoto: José Roe");
        let marked: Vec<_> = document.marks.iter().map(|mark| mark.span.slice(document.text.as_str())).collect();
        assert_eq!(marked, ["Photo: José Roe"]);
        assert_eq!(document.repairs.len(), 4);
    }

    fn piece() -> impl Strategy<Value = String> {
        let pieces = [
            "Zoë said",
            " ",
            ". ",
            "“",
            "”",
            "? ",
            "… ",
            "\n",
            "U.S.",
            " Gen. ",
            "Photo: É\n",
            "(Getty Images)",
            "(@zoe)",
            " — ",
            "March 3, 2031",
            "pic.x.com/1",
            "\nRelated\n",
            "date 2031-02 ",
            "By Zoë Roe\n",
            "(AP)",
            "•",
            "日本。",
            "\nThe mayor of Malmö has refused to say when it will end. ",
            "3.5",
            "’",
            "\"",
            ")",
            "\n\n",
        ];
        prop_oneof![
            8 => proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned),
            1 => any::<char>().prop_map(String::from),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

        /// Sentences and marks go forward, do not overlap, and leave no word out.
        #[test]
        fn every_word_is_in_a_sentence_or_marked(pieces in proptest::collection::vec(piece(), 0..40)) {
            let raw = RawDocument { text: AlignedText::verbatim(&pieces.concat()), ..RawDocument::default() };
            let document = prepare(raw);
            let text = document.text.as_str();
            let sentences = sentences(text, &document.marks);
            let mut spans: Vec<_> = document.marks.iter().map(|mark| mark.span).collect();
            prop_assert!(spans.is_sorted() && sentences.is_sorted());
            spans.extend(&sentences);
            spans.sort();
            let mut at = 0;
            for span in spans {
                prop_assert!(span.start().get() >= at, "overlap at {} in {:?}", at, text);
                prop_assert!(!span.slice(text).is_empty());
                prop_assert!(!text[at..span.start().get()].contains(char::is_alphanumeric), "left out in {:?}", text);
                at = span.end().get();
            }
            prop_assert!(!text[at..].contains(char::is_alphanumeric), "left out in {:?}", text);
        }
    }
}
