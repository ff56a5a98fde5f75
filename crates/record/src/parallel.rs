//! Two things at once.

use std::panic::resume_unwind;
use std::thread::scope;

/// Does both, `one` on a thread of its own. What comes out does not depend on which is done first.
pub(crate) fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| resume_unwind(panic)), other)
    })
}
