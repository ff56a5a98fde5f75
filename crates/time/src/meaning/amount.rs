//! How many, and how long.

use std::fmt;

use crate::calendar::unit::Unit;

/// A number of units, whole or and a half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    whole: u32,
    half: bool,
}

impl Quantity {
    /// Exactly `whole` of them.
    pub fn whole(whole: u32) -> Self {
        Self { whole, half: false }
    }

    /// So many and a half.
    pub fn and_a_half(whole: u32) -> Self {
        Self { whole, half: true }
    }

    /// The number, if it is whole.
    pub fn as_whole(self) -> Option<u32> {
        (!self.half).then_some(self.whole)
    }

    /// The number without its half.
    pub fn rounded_down(self) -> u32 {
        self.whole
    }
}

/// How many of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Amount {
    /// A number.
    Exact(Quantity),
    /// Between two numbers: "two to three".
    Between(Quantity, Quantity),
    /// More than one, and no number: "several", "a few", a bare plural.
    Several,
}

/// What is said about an amount besides its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// Nothing.
    Exactly,
    /// "About", "roughly".
    About,
    /// "Nearly", "less than".
    LessThan,
    /// "More than", "over".
    MoreThan,
    /// "At least".
    AtLeast,
    /// "At most", "up to", "no more than".
    AtMost,
}

/// Where a length of time lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// It is not said.
    Anywhere,
    /// It ends at the reference: "the past three months".
    UpToReference,
    /// It begins at the reference: "the next two years".
    FromReference,
}

/// A length of time.
///
/// Displays as its TIMEX3 value: `P3D`, `PT2H`, `P2Y6M`, `PXW`. Decades and centuries are counted
/// in years, quarters in months. Of two numbers the lower one is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    /// How many units.
    pub amount: Amount,
    /// Which units.
    pub unit: Unit,
    /// What is said about the amount.
    pub bound: Bound,
    /// Where it lies.
    pub edge: Edge,
}

impl Duration {
    /// An amount of units of which nothing else is said.
    pub fn of(amount: Amount, unit: Unit) -> Self {
        Self { amount, unit, bound: Bound::Exactly, edge: Edge::Anywhere }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Amount::Exact(quantity) | Amount::Between(quantity, _)) = self.amount else {
            let time = if self.unit.is_of_the_clock() { "T" } else { "" };
            return match self.unit {
                // Counted in units of their own, since nobody knows how many years several are.
                Unit::Decade => f.write_str("PXE"),
                Unit::Century => f.write_str("PXC"),
                Unit::Millennium => f.write_str("PXL"),
                unit => write!(f, "P{time}X{}", unit.letters().0),
            };
        };
        write_quantity(f, quantity, self.unit)
    }
}

/// `quantity` units as a TIMEX3 duration.
pub(crate) fn write_quantity(f: &mut fmt::Formatter<'_>, quantity: Quantity, unit: Unit) -> fmt::Result {
    let time = if unit.is_of_the_clock() { "T" } else { "" };
    let (letters, factor) = unit.letters();
    let n = u64::from(quantity.whole) * u64::from(factor);
    if !quantity.half {
        return write!(f, "P{time}{n}{letters}");
    }
    // Half of a unit, in a smaller one where that comes out even.
    let half = match unit {
        Unit::Minute => "30S",
        Unit::Hour => "30M",
        Unit::Day => "T12H",
        Unit::Year => "6M",
        _ if factor % 2 == 0 => return write!(f, "P{}{letters}", n + u64::from(factor / 2)),
        _ => return write!(f, "P{time}{n}.5{letters}"),
    };
    match quantity.whole {
        0 => write!(f, "P{time}{half}"),
        _ => write!(f, "P{time}{n}{letters}{half}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_durations() {
        let exact = |n| Amount::Exact(Quantity::whole(n));
        let half = |n| Amount::Exact(Quantity::and_a_half(n));
        for (amount, unit, value) in [
            (exact(3), Unit::Day, "P3D"),
            (exact(2), Unit::Hour, "PT2H"),
            (exact(2), Unit::Decade, "P20Y"),
            (exact(3), Unit::Quarter, "P9M"),
            (half(2), Unit::Year, "P2Y6M"),
            (half(1), Unit::Minute, "PT1M30S"),
            (half(0), Unit::Hour, "PT30M"),
            (half(2), Unit::Decade, "P25Y"),
            (half(1), Unit::Week, "P1.5W"),
            (half(1), Unit::Day, "P1DT12H"),
            (Amount::Several, Unit::Minute, "PTXM"),
            (Amount::Several, Unit::Year, "PXY"),
            (Amount::Between(Quantity::whole(2), Quantity::whole(3)), Unit::Week, "P2W"),
        ] {
            assert_eq!(Duration::of(amount, unit).to_string(), value);
        }
    }
}
