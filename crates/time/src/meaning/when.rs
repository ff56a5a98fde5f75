//! The ways to say on which day, in which month or year.

use crate::calendar::part::Year;
use crate::calendar::period::Period;
use crate::calendar::recurring::Recurring;
use crate::calendar::unit::Unit;

use super::amount::Amount;

/// A stretch of the calendar, or a piece of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DateMeaning {
    /// The stretch.
    pub when: When,
    /// The piece of it.
    pub part: Part,
}

impl DateMeaning {
    /// All of the stretch.
    pub fn whole(when: When) -> Self {
        Self { when, part: Part::Whole }
    }
}

/// A piece of a stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of it.
    Whole,
    /// "Early in", "the beginning of".
    Early,
    /// "Mid-", "the middle of".
    Middle,
    /// "Late in", "the end of".
    Late,
    /// The piece of it before the reference: "earlier this month".
    Before,
    /// The piece of it after the reference: "later this week".
    After,
    /// "About", "around".
    About,
}

/// When something is, in the terms the text chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// A stretch named in full: "24 February 2025", "the 1990s".
    Period(Period),
    /// A day written so that it may be either of two: "03/04/25", American or European.
    EitherDay(Period, Period),
    /// A name that comes back: "Sunday", "March", "the third quarter", "Christmas".
    Named {
        /// The name.
        name: Recurring,
        /// Which of those that bear it.
        which: Which,
    },
    /// The unit the reference is in, or one near it: today is day 0, next year is year +1.
    Around {
        /// The unit.
        unit: Unit,
        /// How many units after that of the reference.
        by: i32,
    },
    /// A way from some point: "three days ago", "a week earlier".
    Distance {
        /// How many units.
        amount: Amount,
        /// Which units.
        unit: Unit,
        /// To which side.
        side: Side,
        /// From which point.
        origin: Origin,
    },
    /// The unit that the time spoken of is in, or one near it: "that day", "the following month".
    Spoken {
        /// The unit.
        unit: Unit,
        /// How many units after that of the time spoken of.
        by: i32,
    },
    /// The business period spoken of, or the same one of another year: "the quarter", "the
    /// year-earlier period".
    Account(AccountYear),
    /// A day of the month spoken of: "the 15th".
    DayOfMonth(DayOfMonth),
    /// The so-manieth return of the day of some event, which stands outside the expression.
    Anniversary(u32),
    /// No time in particular.
    Vague(Tense),
}

/// Which of the days or stretches that share a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Which {
    /// Not said: the tense of the sentence decides.
    Bare,
    /// "Last Sunday".
    Last,
    /// "This Sunday".
    This,
    /// "Next Sunday".
    Next,
    /// That of the year so many years after the reference's: "last year’s third quarter" is -1.
    OfYear(i32),
}

/// Before or after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Towards the past.
    Before,
    /// Towards the future.
    After,
}

/// What a distance is measured from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The reference: "ago", "from now".
    Reference,
    /// The time spoken of: "earlier", "later".
    Spoken,
}

/// The year of a business period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AccountYear {
    /// The one spoken of.
    Same,
    /// The one before: "year-ago".
    Before,
    /// A year given by number.
    Of(Year),
}

/// A day of a month, 1 to 31.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DayOfMonth(i8);

impl DayOfMonth {
    /// The day with this number, 1 to 31.
    pub fn new(day: i8) -> Option<Self> {
        (1..=31).contains(&day).then_some(Self(day))
    }

    /// Its number.
    pub fn get(self) -> i8 {
        self.0
    }
}

/// Past, present or future.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tense {
    /// "Recently", "in the past".
    Past,
    /// "Now", "currently".
    Present,
    /// "Soon", "in the future".
    Future,
}
