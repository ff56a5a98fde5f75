//! Direct quotations of one statement that differ in substance.

use onrecord_analysis::attribution::Kind;

use super::{Conflict, ConflictKind, Detail, Found, Side};
use crate::id::AttributionId;
use crate::statement::{Difference, Material, Statement, Wording};
use crate::word::tokens;

/// Fewest words of a quotation that can mislead by what it leaves out: a word or two are only pointed at.
const FEWEST_WORDS: usize = 3;

/// At most one conflict for each statement and each way to differ.
pub(super) fn conflicts(found: &Found<'_>) -> Vec<Conflict> {
    found.statements.iter().flat_map(|statement| of_statement(statement, found)).collect()
}

fn of_statement(statement: &Statement, found: &Found<'_>) -> Vec<Conflict> {
    let is_told = |wording: &&Wording| {
        wording.kind == Kind::Direct
            && tokens(&wording.text).iter().filter(|token| token.is_word).count() >= FEWEST_WORDS
    };
    let quoted: Vec<&Wording> = statement.wordings.iter().filter(is_told).collect();
    Material::ALL.iter().filter_map(|material| differ(statement, &quoted, *material, found)).collect()
}

fn differ(statement: &Statement, quoted: &[&Wording], material: Material, found: &Found<'_>) -> Option<Conflict> {
    let is_it = |difference: &&Difference| {
        difference.material == Some(material) && !is_of_another_piece(&statement.text, &difference.fullest)
    };
    let (other, same): (Vec<&Wording>, Vec<&Wording>) =
        quoted.iter().partition(|wording| wording.differences.iter().any(|difference| is_it(&difference)));
    let (first, fullest) = (other.first()?, same.first()?);
    let difference = first.differences.iter().find(is_it)?;
    let words = match difference.fullest.is_empty() {
        false => cut(&statement.text, &difference.fullest),
        true => cut(&first.text, &difference.own),
    };
    let speaker = found.name(statement.speaker.as_ref());
    let has = if difference.fullest.is_empty() { "puts in" } else { "leaves out" };
    let explanation = match material {
        Material::Condition => format!("One quotation of {speaker} {has} the condition “{words}”."),
        Material::Negation => format!("One quotation of {speaker} {has} “{words}”, which turns it round."),
        Material::Hedge => format!("One quotation of {speaker} {has} “{words}”, which makes it more or less certain."),
        Material::Number => {
            format!("{speaker} is quoted with “{words}” and with “{}”.", cut(&first.text, &difference.own))
        }
    };
    let side = |wordings: &[&Wording], text: &str| {
        let ids: Vec<&AttributionId> = wordings.iter().flat_map(|wording| &wording.witnesses).collect();
        Side { statements: vec![statement.id.clone()], text: text.to_owned(), evidence: found.evidence(ids) }
    };
    let sides = [side(&same, &fullest.text), side(&other, &first.text)];
    Some(Conflict::new(ConflictKind::Wording, Some(detail(material)), sides, explanation))
}

/// Whether the words at these characters of `text` end a piece of a quotation that its cue interrupts, without being a
/// condition of the piece behind it: what is left out then is another sentence.
fn is_of_another_piece(text: &str, words: &std::ops::Range<usize>) -> bool {
    let end = text.chars().skip(words.end).collect::<String>();
    let start: String = text.chars().take(words.start).collect();
    let within = cut(text, words);
    let ends_piece =
        within.contains('…') || end.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '…').starts_with('…');
    let kept_before = start.rsplit('…').next().unwrap_or("").split_whitespace().count();
    ends_piece && kept_before <= 1
}

fn cut(text: &str, range: &std::ops::Range<usize>) -> String {
    text.chars().skip(range.start).take(range.len()).collect()
}

fn detail(material: Material) -> Detail {
    match material {
        Material::Condition => Detail::Condition,
        Material::Negation => Detail::Negation,
        Material::Hedge => Detail::Hedge,
        Material::Number => Detail::Number,
    }
}
