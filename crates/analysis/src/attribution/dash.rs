//! A quotation on a line of its own, with a dash and a name behind it: “I like it.” — Zoë Şahin
//!
//! Collections of short statements are set like this. The form alone tells who speaks, and tells it better than the
//! model, which has seen few of them and, in a long row, loses its way.

use std::ops::Range;

use super::decode::{Belief, Surroundings, UnitAttribution};

/// Most units of a name with what is said of its bearer: "Edwin G. Monroy, a teacher from San José".
const LONGEST_NAME: usize = 16;
/// How likely the form is right: all 18 such lines in PolNeAR's development articles are.
const SHARE_RIGHT: f32 = 0.95;

/// The attributions that the form tells.
pub(super) fn signed_quotations(around: &Surroundings) -> Vec<UnitAttribution> {
    around.quotations.iter().filter_map(|quotation| signed(&quotation.units, around)).collect()
}

fn signed(quotation: &Range<usize>, around: &Surroundings) -> Option<UnitAttribution> {
    let n_units = around.lines.len();
    let line = *around.lines.get(quotation.start)?;
    let first_of_line = quotation.start == 0 || around.lines[quotation.start - 1] != line;
    let one_line = around.lines.get(quotation.end - 1) == Some(&line);
    let is_here = |unit: usize| unit < n_units && around.lines[unit] == line;
    let is_dash = |unit: usize| matches!(around.initial(unit), '-' | '–' | '—' | '―');
    let dashes = (quotation.end..n_units).take_while(|&unit| is_here(unit) && is_dash(unit)).count();
    let name = quotation.end + dashes;
    let mut end = name + (name..n_units).take_while(|&unit| is_here(unit)).count();
    // A stop at the very end closes the line, not the name.
    if end > name + 1 && around.initial(end - 1) == '.' {
        end -= 1;
    }
    let named = (1..=LONGEST_NAME).contains(&(end - name)) && around.initial(name).is_uppercase();
    (first_of_line && one_line && (1..=3).contains(&dashes) && named).then(|| UnitAttribution {
        level: 0,
        source: std::iter::once(name..end).collect(),
        cue: quotation.end..name,
        content: vec![quotation.clone()],
        belief: Belief::Form(SHARE_RIGHT),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attribution::QuotedUnits;
    use crate::attribution::testing::laid_out;

    /// `words` as for [`laid_out`]. Gives the name, if the quotation is signed.
    fn check(words: &str, expected: Option<&str>) {
        let (units, lines) = laid_out(words);
        let position = |mark: &str| units.iter().position(|unit| *unit == mark);
        let (Some(start), Some(end)) = (position("“"), position("”")) else { panic!("no quotation") };
        let quotations = [QuotedUnits { units: start..end + 1, open_ended: false }];
        let found = signed_quotations(&Surroundings { lines: &lines, quotations: &quotations, words: &units });
        let names: Vec<String> = found.iter().map(|a| units[a.source[0].clone()].join(" ")).collect();
        assert_eq!(names.first().map(String::as_str), expected);
    }

    #[test]
    fn a_name_behind_a_dash_signs() {
        check("“ Enough . ” ― Zoë Şahin / “", Some("Zoë Şahin"));
        check("Voices / “ Enough . ” - - Đặng , a teacher .", Some("Đặng , a teacher"));
    }

    #[test]
    fn what_goes_on_in_prose_does_not() {
        check("“ Enough ” — a word he likes", None);
        check("He said “ enough ” — Zoë agreed", None);
        check("“ Enough ” , she said / — Zoë", None);
        check("“ Enough ”", None);
    }
}
