//! Turns of a conversation printed as a transcript: each on a line of its own, behind the speaker's name and a colon.
//!
//! ```text
//! TAPPER: Will you sign it?
//! ŠEVČÍK: Ask me on Monday.
//! ```
//!
//! The form tells who speaks. The model has seen few transcripts, and where the whole conversation stands in quotation
//! marks it takes it for one quotation.

use std::collections::BTreeMap;
use std::ops::Range;

use super::decode::{Belief, Surroundings, UnitAttribution};

/// Most units of a label: "SEN. JOHN F. O’NEILL (R)".
const LONGEST_LABEL: usize = 8;
/// Fewest turns of a conversation. Of lines that look alike by chance ("UPDATE: ...") a report has one or two.
const FEWEST: usize = 3;
/// How likely the form is right: of the 24 such lines in PolNeAR's training and development articles, annotators marked
/// 20; those of one article, all four, they left.
const SHARE_RIGHT: f32 = 0.85;

/// A line that begins with a label.
struct Turn {
    label: Range<usize>,
    colon: usize,
    words: Range<usize>,
}

/// The attributions of a conversation. A label must come again, and another one beside it: lists of terms and their
/// meanings look like turns, but each term stands once.
pub(super) fn turns(around: &Surroundings) -> Vec<UnitAttribution> {
    let turns: Vec<Turn> = lines(around.lines).into_iter().filter_map(|line| turn(line, around)).collect();
    let label = |turn: &Turn| around.words.get(turn.label.clone()).map(<[&str]>::to_vec).unwrap_or_default();
    let mut times: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    for turn in &turns {
        *times.entry(label(turn)).or_default() += 1;
    }
    if turns.len() < FEWEST || times.len() < 2 || times.values().all(|n| *n < 2) {
        return Vec::new();
    }
    let attribution = |turn: Turn| UnitAttribution {
        level: 0,
        source: std::iter::once(turn.label).collect(),
        cue: turn.colon..turn.colon + 1,
        content: std::iter::once(turn.words).collect(),
        belief: Belief::Form(SHARE_RIGHT),
    };
    turns.into_iter().map(attribution).collect()
}

/// Units of every line, given the line of every unit.
fn lines(of_unit: &[usize]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in of_unit.chunk_by(|a, b| a == b) {
        lines.push(start..start + line.len());
        start += line.len();
    }
    lines
}

/// The line as a turn, if it has the form of one.
fn turn(mut line: Range<usize>, around: &Surroundings) -> Option<Turn> {
    let is_mark = |unit: usize| matches!(around.initial(unit), '"' | '“' | '”' | '‘' | '\'' | '’');
    let quoted = is_mark(line.start);
    line.start += usize::from(quoted);
    let colon = line.clone().take(LONGEST_LABEL + 1).find(|&unit| around.words.get(unit) == Some(&":"))?;
    let label = line.start..colon;
    // What opened the quotation before the name closes it at the end of the line.
    let closes = quoted && line.end > colon + 2 && is_mark(line.end - 1);
    let words = colon + 1..line.end - usize::from(closes);
    (is_label(around.words.get(label.clone())?) && !words.is_empty()).then_some(Turn { label, colon, words })
}

/// Whether these units are a name, in capitals or with initial capitals, as labels have it.
fn is_label(units: &[&str]) -> bool {
    let letters = |word: &&&str| word.chars().any(char::is_alphabetic);
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let punctuation = |word: &&str| matches!(*word, "." | "-" | "(" | ")" | "’" | "'");
    let long = units.iter().filter(letters).any(|word| word.chars().count() > 1);
    long && units.first().is_some_and(capital) && units.iter().all(|word| capital(word) || punctuation(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::testing::laid_out;

    /// `words` as for [`laid_out`]. Gives who says what, a line each.
    fn check(words: &str, expected: &[&str]) {
        let (units, lines) = laid_out(words);
        let found = turns(&Surroundings { lines: &lines, quotations: &[], words: &units });
        let said = |a: &UnitAttribution| {
            let of = |span: &Range<usize>| units[span.clone()].join(" ");
            format!("{} > {}", of(&a.source[0]), of(&a.content[0]))
        };
        assert_eq!(found.iter().map(said).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_conversation_has_turns() {
        check(
            "A talk / TAPPER : Will you ? / “ ŠEVČÍK : Ask me : Monday . ” / TAPPER : Why ?",
            &["TAPPER > Will you ?", "ŠEVČÍK > Ask me : Monday .", "TAPPER > Why ?"],
        );
        check("Dr . Ana Sá : No . / Lê : Yes . / Lê : Yes !", &["Dr . Ana Sá > No .", "Lê > Yes .", "Lê > Yes !"]);
    }

    #[test]
    fn lists_and_single_lines_have_none() {
        check("Győr : trade / Łódź : peace / Ürümqi : debt", &[]);
        check("UPDATE : He left . / UPDATE : He came . / UPDATE : He left .", &[]);
        check("TAPPER : Will you ? / ŠEVČÍK : Ask me .", &[]);
        check("Q : Will you ? / A : Ask me . / Q : Why ?", &[]);
        check("He said this : no / ŠEVČÍK : No . / ŠEVČÍK : No .", &[]);
    }
}
