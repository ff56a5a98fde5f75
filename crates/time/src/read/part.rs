//! Words that pick a piece of a stretch: "early", "mid-", "the end of", "later".

use crate::meaning::when::Part;

use super::cursor::Cursor;

const IN_FRONT: [(&str, Part); 38] = [
    ("the beginning of", Part::Early),
    ("the start of", Part::Early),
    ("the middle of", Part::Middle),
    ("the end of", Part::Late),
    ("the close of", Part::Late),
    ("the first part of", Part::Early),
    ("the early part of", Part::Early),
    ("the latter part of", Part::Late),
    ("the late part of", Part::Late),
    ("the early", Part::Early),
    ("the late", Part::Late),
    ("the rest of", Part::After),
    ("the remainder of", Part::After),
    ("the whole of", Part::Whole),
    ("all of", Part::Whole),
    ("as early as", Part::Early),
    ("as late as", Part::Late),
    ("as recently as", Part::Whole),
    ("earlier in", Part::Before),
    ("earlier on", Part::Before),
    ("later in", Part::After),
    ("later on", Part::After),
    ("early in", Part::Early),
    ("early on", Part::Early),
    ("late in", Part::Late),
    ("late on", Part::Late),
    ("some time", Part::Whole),
    ("sometime", Part::Whole),
    ("earlier", Part::Before),
    ("later", Part::After),
    ("early", Part::Early),
    ("late", Part::Late),
    ("mid", Part::Middle),
    ("end of", Part::Late),
    ("beginning of", Part::Early),
    ("about", Part::About),
    ("around", Part::About),
    ("as soon as", Part::Early),
];

/// Words in front of a stretch that pick a piece of it; [`Part::Whole`] where there are none.
pub(super) fn in_front(cursor: &mut Cursor<'_>) -> Part {
    for (phrase, part) in IN_FRONT {
        if cursor.eat_phrase(phrase) {
            cursor.eat_hyphen();
            return part;
        }
    }
    Part::Whole
}

/// "Early", "mid-" and "late" behind an article: "the late 1980s".
pub(super) fn inner(cursor: &mut Cursor<'_>) -> Part {
    let part = match cursor.lower(0) {
        "early" => Part::Early,
        "mid" | "middle" => Part::Middle,
        "late" => Part::Late,
        _ => return Part::Whole,
    };
    *cursor = cursor.next();
    cursor.eat_hyphen();
    part
}
