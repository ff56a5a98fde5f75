//! Texts for tests of what the form tells.

/// Units and the line of each: `words` are units, `/` starts a line.
pub(crate) fn laid_out(words: &str) -> (Vec<&str>, Vec<usize>) {
    let (mut line, mut units, mut lines) = (0, Vec::new(), Vec::new());
    for word in words.split(' ') {
        if word == "/" {
            line += 1;
        } else {
            units.push(word);
            lines.push(line);
        }
    }
    (units, lines)
}
