//! Whose photo it is: "Picture: AP Photo/…", "Photo by …", "(Getty Images)".
//!
//! A line is a credit when it begins with such a label and is short and no sentence, or when it
//! is short and names a picture agency in credit form. A credit in brackets is marked within a
//! line too, with the brackets alone, since captions are run into the story.

use std::ops::Range;

use super::line::Line;

/// What a credit line begins with.
const LABELS: [&str; 22] = [
    "picture:",
    "pictures:",
    "pic:",
    "photo:",
    "photos:",
    "photo credit:",
    "photo courtesy",
    "photo by ",
    "photograph:",
    "photograph by ",
    "photography:",
    "image:",
    "images:",
    "image credit:",
    "image source,",
    "image source:",
    "image caption,",
    "credit:",
    "foto:",
    "file photo",
    "ap photo",
    "illustration:",
];

/// Agencies as written in credits.
const AGENCIES: [&str; 14] = [
    "getty images",
    "ap photo",
    "afp/getty",
    "afp via getty",
    "reuters/",
    "epa-efe",
    "epa/",
    "shutterstock",
    "alamy",
    "pa wire",
    "pa images",
    "pa media",
    "anadolu",
    "istock",
];

/// A credit line is no longer than this many words; captions with a credit are marked whole only
/// where they begin with a label.
const MAX_WORDS: usize = 14;

/// Finds credits.
pub fn find(lines: &[Line]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for line in lines {
        if is_credit_line(line) {
            found.push(line.range());
        } else {
            bracketed(line, &mut found);
        }
    }
    found
}

fn is_credit_line(line: &Line) -> bool {
    if line.n_words() > MAX_WORDS || line.is_quoting() {
        return false;
    }
    // "Photo by photo, the archive is …" is a sentence.
    if LABELS.iter().any(|label| line.after(label).is_some()) {
        return !line.ends_sentence();
    }
    line.n_words() <= 8 && !line.ends_sentence() && line.text.contains(['/', '(', '|', '©']) && names_agency(line.text)
}

fn names_agency(text: &str) -> bool {
    let text = text.to_lowercase();
    text.starts_with('©') || AGENCIES.iter().any(|agency| text.contains(agency))
}

/// "(Photo by Jane Roe/Getty Images)", "[AP Photo/Zoë Roe]" within a line.
fn bracketed(line: &Line, found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while let Some(open) = line.text.get(at..).and_then(|rest| rest.find(['(', '['])) {
        let open = at + open;
        let Some(length) = line.text.get(open..).and_then(|rest| rest.find([')', ']'])) else {
            return;
        };
        let end = open + length + 1;
        let inner = line.text.get(open + 1..end - 1).unwrap_or("");
        let n_words = inner.split_whitespace().count();
        let labelled = ["photo", "image", "picture", "credit", "file photo", "ap photo"]
            .iter()
            .any(|label| super::line::strip_prefix(inner, label).is_some_and(|rest| rest.starts_with([':', ' ', '/'])));
        let is_named = names_agency(inner);
        if n_words <= MAX_WORDS && is_named && (labelled || n_words <= 6) {
            found.push(line.start + open..line.start + end);
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::check;

    #[test]
    fn credits_and_none() {
        check(
            super::find,
            &[
                ("Picture: AP Photo/Zoë Roe", "Picture: AP Photo/Zoë Roe"),
                ("Photo by José Roe", "Photo by José Roe"),
                ("Image credit: Ministry of Défense", "Image credit: Ministry of Défense"),
                ("Roe at the gate, Kraków (Getty Images) on Monday.", "(Getty Images)"),
                (
                    "A gate in Łódź. (Photo by Zoë Roe/AFP via Getty Images) It was shut.",
                    "(Photo by Zoë Roe/AFP via Getty Images)",
                ),
                ("Zoë Roe | Getty Images", "Zoë Roe | Getty Images"),
                ("© Agence Été", "© Agence Été"),
                ("Photo by photo, the archive of Orán is saved.", ""),
                ("“Picture: it’s over,” said Zoë.", ""),
                ("Zoë works for Getty Images (a photo agency).", ""),
                ("Picture the mayor of Malmö in a boat", ""),
                ("Shares of Shutterstock fell in São Paulo", ""),
                ("He showed Reuters (the agency) a café bill.", ""),
            ],
        );
    }
}
