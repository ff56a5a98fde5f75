//! Words that say which of several is meant: "last", "this", "next".

use crate::meaning::when::Which;

use super::cursor::Cursor;

/// Eats "last", "this", "next" and their like in front of a name.
pub(super) fn eat(cursor: &mut Cursor<'_>) -> Which {
    let mut here = *cursor;
    here.eat("the");
    let which = match here.lower(0) {
        "last" | "past" | "previous" => Which::Last,
        "this" | "current" => Which::This,
        "next" | "coming" | "upcoming" => Which::Next,
        _ => return Which::Bare,
    };
    here = here.next();
    *cursor = here;
    match which {
        Which::This if cursor.eat("past") => Which::Last,
        Which::This if cursor.eat("coming") => Which::Next,
        which => which,
    }
}
