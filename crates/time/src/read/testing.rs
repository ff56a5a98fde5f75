//! What the tests of all patterns share.

use jiff::civil::date;

use super::expressions;
use crate::reference::Reference;
use crate::resolve_all;

/// Checks what is found in a text of Wednesday, 5 March 2025: `words=value` for every expression.
pub(super) fn check(text: &str, expected: &str) {
    let found = expressions(text);
    let resolved = resolve_all(&found, &Reference::on(date(2025, 3, 5)));
    let shown: Vec<String> =
        found.iter().zip(&resolved).map(|(e, r)| format!("{}={}", e.span.slice(text), r.value)).collect();
    assert_eq!(shown.join("; "), expected, "{text}");
}
