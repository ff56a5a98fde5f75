//! Time expressions of English news: where they are, what they mean, and the days they come to.
//!
//! Reading is in two steps. [`expressions`] finds what a text says about time and what it means,
//! without asking when the text was written. [`Resolved`](resolve::Resolved) is what such a meaning
//! comes to once that is known, or as far as it is known ([`Reference`](reference::Reference)).
//!
//! What counts as an expression, how far it reaches and how values are written follows TIMEX3 of
//! TimeML (Saurí et al., TimeML annotation guidelines 1.2.1, 2006).
//!
//! - [`calendar`]: units, named stretches of the calendar, intervals of days.
//! - [`meaning`]: what an expression means, not yet anchored.
//! - [`expression`]: an expression where it stands.
//! - [`reference`]: what it is read against.
//! - [`resolve`], [`value`]: what it comes to.

pub mod calendar;
pub mod expression;
pub mod meaning;
mod read;
pub mod reference;
pub mod resolve;
pub mod value;

pub use read::expressions;
pub use resolve::narrative::resolve_all;
