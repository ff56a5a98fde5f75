//! Properties of the repair as a whole.

use proptest::prelude::*;

use super::repair;
use crate::alignment::AlignedText;
use crate::span::Span;

/// Pieces of text, sound and damaged, that random texts are put together from.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "Müller said ",
        "we",
        "don",
        "t ",
        "the château",
        " pâté",
        ", ",
        ". ",
        "\n",
        " ",
        "\r\n",
        "â",
        "âs ",
        "nât ",
        " â ",
        ",â ",
        "â€œ",
        "â€\u{9d}",
        "â€™",
        "â€",
        "Ã©",
        "ÃƒÂ©",
        "Â\u{a0}",
        "&amp;",
        "&quot;",
        "&amp;quot;",
        "&#8217;",
        "&nbsp;",
        "&",
        "amp;",
        "\u{ad}",
        "\u{200b}",
        "\u{feff}",
        "\u{fffd}",
        "?",
        "⊠",
        "\u{92}",
        "\u{80}",
        "“",
        "”",
        "\"",
        "Україна",
        "日本",
        "Ð£ÐºÑ€",
        "ðŸ˜€",
        "İ",
        "“A IRMÃ”",
        "Â ",
        "\u{2028}",
        "e\u{301}",
        "A\u{303}",
        "\u{1a}",
    ];
    prop_oneof![
        8 => proptest::sample::select(pieces.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ]
}

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    /// Clean spans lead to original spans that fit the file and go forward, and what no repair
    /// touched leads to the same character.
    #[test]
    fn alignment_holds(file in text()) {
        let chars: Vec<char> = file.chars().collect();
        let mut text = AlignedText::verbatim(&file);
        let repairs = repair(&mut text);
        let mut last_end = 0;
        for (at, c) in text.as_str().char_indices() {
            let span = Span::from_range(at..at + c.len_utf8());
            let is_repaired = repairs.iter().any(|r| r.clean.overlaps(span));
            let original = text.to_original(span);
            for found in &original {
                prop_assert!(found.end().get() <= chars.len());
                prop_assert!(is_repaired || found.start().get() >= last_end);
                last_end = last_end.max(found.end().get());
            }
            if !is_repaired {
                prop_assert_eq!(original.len(), 1);
                prop_assert_eq!(&chars[original[0].range()], &[c]);
            }
        }
    }

    #[test]
    fn repairing_twice_changes_nothing(file in text()) {
        let mut once = AlignedText::verbatim(&file);
        repair(&mut once);
        let mut twice = AlignedText::verbatim(once.as_str());
        repair(&mut twice);
        prop_assert_eq!(twice.as_str(), once.as_str());
    }
}

#[test]
fn all_damage_at_once() {
    let file = "\u{feff}â€œItâ€™s Ã  la carte,â€\u{9d} RenÃ©e said &amp;amp; left\u{ad}.\r\nPlus\u{a0}&euro;5.";
    let mut text = AlignedText::verbatim(file);
    let repairs = repair(&mut text);
    assert_eq!(text.as_str(), "“It’s Ã  la carte,” Renée said & left.\nPlus €5.");
    let originals: Vec<String> = repairs
        .iter()
        .map(|repair| {
            let range = repair.original.range();
            file.chars().take(range.end).skip(range.start).collect()
        })
        .collect();
    assert_eq!(originals, ["â€œ", "â€™", "â€\u{9d}", "Ã©", "&amp;amp;", "\u{a0}", "&euro;"]);
}

#[test]
fn mojibake_that_was_taken_apart() {
    let mut text = AlignedText::verbatim("FranA\u{303}\u{83}A\u{302}§ois");
    repair(&mut text);
    assert_eq!(text.as_str(), "François");
}

#[test]
fn what_the_extraction_replaced_is_no_repair() {
    let mut text = AlignedText::default();
    text.push_copied("a ", crate::span::Offset::new(0));
    text.push_replaced("é", Span::from_range(2..10));
    text.push_copied("\u{a0}b", crate::span::Offset::new(10));
    let repairs = repair(&mut text);
    assert_eq!(text.as_str(), "a é b");
    assert_eq!(repairs.len(), 1);
}

#[test]
fn a_long_text_takes_linear_time() {
    let file = "“Ja,” sagte Müller. donâ€™t &amp; Ã©\n".repeat(20_000);
    let mut text = AlignedText::verbatim(&file);
    let start = std::time::Instant::now();
    assert_eq!(repair(&mut text).len(), 60_000);
    // Quadratic time would take minutes; the bound leaves room for a busy machine.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
