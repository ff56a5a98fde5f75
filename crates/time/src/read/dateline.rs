//! Datelines: "KYIV, Feb. 25 (Agency) -". The day a report was sent stands there, not one it tells
//! of.

use std::ops::Range;

use super::token::Token;

/// Most tokens of the place in front of the day.
const PLACE: usize = 8;

/// Whether the expression of these tokens is the day of a dateline: in front of it nothing but a
/// place in capitals, behind it the agency in brackets or a dash.
pub(super) fn is_around(tokens: &[Token<'_>], expression: &Range<usize>) -> bool {
    let place = tokens.get(..expression.start).unwrap_or(&[]);
    let capitals = |token: &Token<'_>| !token.text.chars().any(char::is_lowercase);
    let opens = place.len() <= PLACE
        && place.last().is_some_and(|t| t.text == ",")
        && place.first().is_some_and(|t| t.is_word() && t.text.chars().count() > 1 && capitals(t));
    opens && tokens.get(expression.end).is_some_and(|t| matches!(t.lower.as_str(), "(" | "-" | "_"))
}

#[cfg(test)]
mod tests {
    use super::super::expressions;
    use super::super::testing::check;

    #[test]
    fn the_day_a_report_was_sent() {
        let of = |text: &str| expressions(text).first().map(|e| e.dateline);
        assert_eq!(of("ZÜRICH, March 4 (Xinhua) -- Ministers met."), Some(true));
        assert_eq!(of("NEW YORK, N.Y., March 4 – Ministers met."), Some(true));
        assert_eq!(of("On March 4 (a Tuesday) they met."), Some(false));
        assert_eq!(of("Ministers met March 4."), Some(false));
        check("KYIV, March 4 (Xinhua) -- They met today.", "March 4=2025-03-04; today=2025-03-04");
        check("KYIV, Jan. 4 (Xinhua) -- They met today.", "Jan. 4=2025-01-04; today=2025-03-05");
    }
}
