//! Pieces of Markdown.

use std::fmt::Write;

/// A table: the head, then its lines. All columns but the first are figures and stand to the right.
pub fn table(head: &[&str], lines: &[Vec<String>]) -> String {
    let mut text = String::new();
    let mut push = |cells: &[String]| {
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    };
    push(&head.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>());
    let rule = |column: usize| if column == 0 { "---".to_owned() } else { "---:".to_owned() };
    push(&(0..head.len()).map(rule).collect::<Vec<_>>());
    lines.iter().for_each(|cells| push(cells));
    text
}

/// A command as an indented block.
pub fn command(line: &str) -> String {
    format!("    cargo run --release -p onrecord-bench -- {line}\n")
}

/// A share as a percentage with one digit.
pub fn percent(share: f64) -> String {
    format!("{:.1}", 100.0 * share)
}

/// A percentage of somebody else's, or a dash.
pub fn figure(percent: Option<f64>) -> String {
    percent.map_or("–".to_owned(), |p| format!("{p:.1}"))
}

/// A count with a comma between thousands.
pub fn count(n: usize) -> String {
    let digits = n.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_its_figures_to_the_right() {
        let found = table(&["é", "F1"], &[vec!["ours".into(), percent(0.1234)]]);
        assert_eq!(found, "| é | F1 |\n| --- | ---: |\n| ours | 12.3 |\n");
    }

    #[test]
    fn counts_are_grouped() {
        assert_eq!([0, 999, 1000, 67_609, 1_234_567].map(count), ["0", "999", "1,000", "67,609", "1,234,567"]);
    }
}
