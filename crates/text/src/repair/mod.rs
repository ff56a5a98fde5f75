//! Damaged typography, put right.
//!
//! Crawled text arrives with its encoding mangled in many ways. One kind of damage a file:
//!
//! - [`compose`]: accented letters taken apart.
//! - [`mojibake`]: UTF-8 read as Windows-1252 or Latin-1, once or several times.
//! - [`entities`]: HTML entities left in the text.
//! - [`c1`]: Windows-1252 punctuation read as Latin-1 control characters.
//! - [`lossy`]: every quote mark, apostrophe and dash decayed to one and the same character.
//! - [`invisible`]: control characters, soft hyphens, odd blanks and line ends.
//!
//! Each looks at the text and returns edits; they are made through
//! [`AlignedText::apply`], so a clean span still leads to the characters of the file. A repair may
//! uncover the next one (an entity that spells mojibake), so the steps are repeated until nothing
//! changes, which also makes the repair idempotent.
//!
//! ```
//! use onrecord_text::alignment::AlignedText;
//! use onrecord_text::repair::repair;
//!
//! let mut text = AlignedText::verbatim("â€œNo,â€\u{9d} RenÃ©e said &amp; left");
//! repair(&mut text);
//! assert_eq!(text.as_str(), "“No,” Renée said & left");
//! ```

pub mod c1;
pub mod compose;
pub mod entities;
pub mod invisible;
pub mod lossy;
pub mod mojibake;

use std::collections::BTreeSet;

use crate::alignment::{AlignedText, Edit};
use crate::document::Repair;

/// How often the steps are repeated at most. Text mangled twice and escaped twice takes four
/// rounds; the bound only keeps hostile input from taking quadratic time.
const MAX_ROUNDS: usize = 8;

/// The steps in the order they must run: mojibake needs the blanks and soft hyphens that
/// [`invisible`] takes away, and [`lossy`] weighs the marks that the others have restored.
const STEPS: [fn(&str) -> Vec<Edit>; 6] =
    [compose::edits, mojibake::edits, entities::edits, c1::edits, lossy::edits, invisible::edits];

/// Repairs `text` and says what stands in it now in place of what. Characters that were taken out
/// without replacement leave nothing to point at and are not listed.
pub fn repair(text: &mut AlignedText) -> Vec<Repair> {
    // What the extraction from HTML replaced is no repair.
    let extracted: BTreeSet<(usize, usize, String)> = replaced(text).map(|(_, key)| key).collect();
    let mut changed = false;
    for _ in 0..MAX_ROUNDS {
        let mut settled = true;
        for step in STEPS {
            let edits = step(text.as_str());
            if !edits.is_empty() {
                text.apply(edits);
                settled = false;
            }
        }
        if settled {
            break;
        }
        changed = true;
    }
    if !changed {
        return Vec::new();
    }
    replaced(text).filter(|(_, key)| !extracted.contains(key)).map(|(repair, _)| repair).collect()
}

/// All stretches of `text` that differ from the file, each with a key that stays the same when
/// other stretches are edited.
fn replaced(text: &AlignedText) -> impl Iterator<Item = (Repair, (usize, usize, String))> + '_ {
    text.replacements().map(|(clean, original)| {
        let now = clean.slice(text.as_str()).to_owned();
        let key = (original.start().get(), original.end().get(), now);
        (Repair { clean, original }, key)
    })
}

#[cfg(test)]
mod tests;
