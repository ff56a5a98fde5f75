//! Anniversaries: "the third anniversary of ...", "the 50th birthday". The event stands outside.

use crate::meaning::Meaning;
use crate::meaning::when::{DateMeaning, When};

use super::cursor::Cursor;
use super::number;

/// An anniversary with its ordinal.
pub(super) fn read(cursor: &mut Cursor<'_>) -> Option<Meaning> {
    let mut here = *cursor;
    here.eat("the");
    let ordinal = number::ordinal(&mut here)?;
    here.eat_hyphen();
    if !here.eat("anniversary") {
        return None;
    }
    *cursor = here;
    Some(Meaning::Date(DateMeaning::whole(When::Anniversary(ordinal))))
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn the_event_stands_outside() {
        check("on the third anniversary of Russia’s invasion", "the third anniversary=XXXX-XX-XX");
        check("its 50th anniversary", "50th anniversary=XXXX-XX-XX");
    }
}
