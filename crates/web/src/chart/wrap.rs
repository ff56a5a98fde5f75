//! Text in boxes: SVG does not break lines by itself.

/// `text` in lines of at most `width` characters, at most `n_lines` of them; what is too much is cut and marked.
pub(super) fn wrapped(text: &str, width: usize, n_lines: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let word: String = word.chars().take(width).collect();
        let joined = line.chars().count() + usize::from(!line.is_empty()) + word.chars().count();
        if joined > width && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > n_lines {
        lines.truncate(n_lines);
        if let Some(last) = lines.last_mut() {
            let kept: String = last.chars().take(width.saturating_sub(2)).collect();
            *last = format!("{} …", kept.trim_end());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn breaks_between_words_and_says_what_is_cut() {
        assert_eq!(wrapped("für alle, und sofort", 9, 3), ["für alle,", "und", "sofort"]);
        assert_eq!(wrapped("für alle, und sofort", 9, 2), ["für alle,", "und …"]);
        assert_eq!(wrapped("Überlänge", 5, 2), ["Überl"]);
        assert!(wrapped(" \n", 5, 2).is_empty());
    }
}
