//! Which characters lie within quotation marks, by the reference scorer's rules.
//!
//! These rules are the scorer's, not the product's (`onrecord_text::quotation`): a measure must
//! not change when the thing it measures does.

/// For each character whether it lies within quotation marks, the marks included.
///
/// Each line is scanned by itself. A straight or doubled mark opens when none is open and closes
/// otherwise, except that a mark after a blank and before a non-blank opens anew. A curly and a
/// straight double mark close each other. Single marks count only outside double ones, in pairs of
/// at most 300 characters. An unclosed mark runs to the end of its line.
pub fn quoted_mask(chars: &[char]) -> Vec<bool> {
    let mut mask = vec![false; chars.len()];
    let mut start = 0;
    while start < chars.len() {
        let end = line_end(chars, start);
        mark_line(&chars[start..end], &mut mask[start..end]);
        start = end;
    }
    mask
}

/// End of the line that starts at `start`, its break included; the breaks are Python's.
fn line_end(chars: &[char], start: usize) -> usize {
    for i in start..chars.len() {
        match chars[i] {
            '\r' if chars.get(i + 1) == Some(&'\n') => return i + 2,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}' | '\u{1d}' | '\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                return i + 1;
            }
            _ => {}
        }
    }
    chars.len()
}

fn mark_line(line: &[char], covered: &mut [bool]) {
    let n = line.len();
    let mut spans = Vec::new();
    let mut opened: Option<usize> = None;
    let mut i = 0;
    while i < n {
        let doubled = matches!((line[i], line.get(i + 1)), ('\'', Some('\'')) | ('`', Some('`')));
        let width = if doubled { 2 } else { 1 };
        match line[i] {
            '“' | '„' | '«' | '‟' => {
                if let Some(at) = opened {
                    spans.push(at..i);
                }
                opened = Some(i);
            }
            '”' | '»' => {
                if let Some(at) = opened.take() {
                    spans.push(at..i + 1);
                }
            }
            c if c == '"' || doubled => {
                let before = if i == 0 { ' ' } else { line[i - 1] };
                let after = line.get(i + width).copied().unwrap_or(' ');
                match opened {
                    None => {
                        let only_closes =
                            !before.is_whitespace() && !"([{—–-".contains(before) && after.is_whitespace();
                        if !only_closes {
                            opened = Some(i);
                        }
                    }
                    Some(at) if before.is_whitespace() && !after.is_whitespace() => {
                        spans.push(at..i);
                        opened = Some(i);
                    }
                    Some(at) => {
                        spans.push(at..i + width);
                        opened = None;
                    }
                }
            }
            _ => {}
        }
        i += width;
    }
    if let Some(at) = opened {
        spans.push(at..n);
    }
    for span in spans {
        covered[span.start..span.end.min(n)].fill(true);
    }
    mark_singles(line, covered);
}

fn mark_singles(line: &[char], covered: &mut [bool]) {
    let mut i = 0;
    while i < line.len() {
        let Some(end) = single_pair(line, i) else {
            i += 1;
            continue;
        };
        if !covered[i] && !covered[end - 1] {
            covered[i..end].fill(true);
        }
        i = end;
    }
}

/// End of the pair of single marks that opens at `i`: an opening mark after a blank or bracket, one
/// to 300 characters that are no single mark (an apostrophe between letters excepted), and a mark
/// after a non-blank and before no letter. The longest such pair, as the scorer's pattern is greedy.
fn single_pair(line: &[char], i: usize) -> Option<usize> {
    let opens = matches!(line[i], '‘' | '\'')
        && (i == 0 || line[i - 1].is_whitespace() || matches!(line[i - 1], '(' | '[' | '—' | '–' | '-'));
    let next = *line.get(i + 1)?;
    if !opens || next.is_whitespace() || matches!(next, '\'' | '’') {
        return None;
    }
    let word = |j: usize| line.get(j).is_some_and(|&c| onrecord_text::unit::is_word(c));
    let closes = |j: usize| matches!(line.get(j), Some('\'' | '’')) && !line[j - 1].is_whitespace() && !word(j + 1);
    let mut best = None;
    for (j, &c) in line.iter().enumerate().skip(i + 1) {
        if j > i + 1 && closes(j) {
            best = Some(j + 1);
        }
        let is_mark = matches!(c, '‘' | '\'' | '’');
        let inner = !is_mark || (c != '‘' && word(j - 1) && word(j + 1));
        if !inner || j - i > 300 {
            break;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let chars: Vec<char> = text.chars().collect();
        let found: String =
            chars.iter().zip(quoted_mask(&chars)).map(|(&c, quoted)| if quoted { c } else { '.' }).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn pairs_and_unclosed_marks() {
        check("He: “é ok” no", "....“é ok”...");
        check("a \"b\" c \"d", "..\"b\"...\"d");
        check("6\" tall", ".......");
        check("it's 'so it's', ok", ".....'so it's'....");
    }
}
