//! Where the accounts cannot all be true, or where somebody's word has changed.
//!
//! Two sides who want different things are no conflict of the record: that is what positions are for. What is listed
//! here rather too little than too much: nobody is to be accused of a change that he did not make.
//!
//! - [`found`]: what they are found in; [`sided`]: the same with who takes which side.
//! - [`wording`], [`change`], [`hearsay`], [`figures`], [`accounts`], [`alleged`]: a kind each.
//! - [`encounter`]: meetings told with another place or day; [`place`]: where something was;
//!   [`terms`]: agreements told with other terms.
//! - [`beside`]: changes that a report shows by setting former words beside new ones.
//! - [`matter`]: whether two statements are on the same matter.
//! - [`stand`], [`words`]: what stand somebody takes, by his words.

mod accounts;
mod alleged;
mod beside;
mod change;
mod encounter;
mod figures;
mod found;
mod hearsay;
mod matter;
mod place;
mod sided;
mod stand;
mod terms;
#[cfg(test)]
mod tests;
mod wording;
mod words;

pub use self::alleged::Allegation;
pub(crate) use self::alleged::allegations;
pub(crate) use self::found::Sources;
use self::found::{Found, Said};
use self::sided::Sided;
pub(crate) use self::sided::Taken;
use crate::actor::Evidence;
use crate::id::{ConflictId, IssueId, StatementId};
use crate::parallel::both;

/// One conflict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Known by its kind and what stands against each other.
    pub id: ConflictId,
    /// What it is.
    pub kind: ConflictKind,
    /// More exactly, for accounts and wordings.
    pub detail: Option<Detail>,
    /// Whether only a reporter says that there was a change.
    pub alleged: bool,
    /// What it is about, where it is about an issue.
    pub issue: Option<IssueId>,
    /// What stands against each other. For hearsay, what is ascribed, then the own words; for changes, in the order of
    /// the days; for others, the fuller or more frequent account first.
    pub sides: [Side; 2],
    /// One plain sentence.
    pub explanation: String,
}

/// One side of a conflict.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// The statements that say it, in the order of their days; none for what reports tell without a source.
    pub statements: Vec<StatementId>,
    /// The words, as one of the reports has them.
    pub text: String,
    /// Where the words of this side stand, in order; at least one place.
    pub evidence: Vec<Evidence>,
}

/// Kinds of conflicts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConflictKind {
    /// What somebody says another's position is, against that other's own words.
    Hearsay,
    /// The same holder takes the opposite side later.
    Reversal,
    /// A demand, an offer or a refusal of the same holder becomes weaker.
    Softening,
    /// It becomes stronger.
    Hardening,
    /// Quotations of one statement that differ in substance.
    Wording,
    /// Different amounts for the same thing.
    Figures,
    /// One event or utterance with different place, day, addressee, speaker or terms; or somebody denies having said
    /// what is reported.
    Accounts,
}

impl ConflictKind {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 7] =
        [Self::Hearsay, Self::Reversal, Self::Softening, Self::Hardening, Self::Wording, Self::Figures, Self::Accounts];

    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hearsay => "hearsay",
            Self::Reversal => "reversal",
            Self::Softening => "softening",
            Self::Hardening => "hardening",
            Self::Wording => "wording",
            Self::Figures => "figures",
            Self::Accounts => "accounts",
        }
    }

    /// The kind with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether a conflict of this kind may come or go with the sides that people take on issues.
    fn rests_on_stances(self) -> bool {
        match self {
            Self::Hearsay | Self::Reversal | Self::Softening | Self::Hardening => true,
            Self::Wording | Self::Figures | Self::Accounts => false,
        }
    }
}

/// In what the accounts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Detail {
    /// A condition that one wording leaves out.
    Condition,
    /// A negation.
    Negation,
    /// How certain it is.
    Hedge,
    /// An amount in quoted words.
    Number,
    /// Where.
    Place,
    /// On which day.
    Day,
    /// To whom.
    Addressee,
    /// By whom.
    Speaker,
    /// On which terms.
    Terms,
    /// Somebody says he never said it.
    Denial,
}

impl Detail {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Condition,
        Self::Negation,
        Self::Hedge,
        Self::Number,
        Self::Place,
        Self::Day,
        Self::Addressee,
        Self::Speaker,
        Self::Terms,
        Self::Denial,
    ];

    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Condition => "condition",
            Self::Negation => "negation",
            Self::Hedge => "hedge",
            Self::Number => "number",
            Self::Place => "place",
            Self::Day => "day",
            Self::Addressee => "addressee",
            Self::Speaker => "speaker",
            Self::Terms => "terms",
            Self::Denial => "denial",
        }
    }

    /// The detail with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|detail| detail.name() == name)
    }
}

/// All conflicts, by kind and id.
pub(crate) fn conflicts(sources: &Sources<'_>, taken: &Taken<'_>, allegations: &[Allegation]) -> Vec<Conflict> {
    let found = Sided::new(sources, taken);
    let (mut conflicts, resting) = both(
        || {
            let mut conflicts = figures::conflicts(&found);
            conflicts.extend(terms::conflicts(&found));
            conflicts.extend(wording::conflicts(&found));
            conflicts.extend(accounts::conflicts(&found));
            conflicts.extend(encounter::conflicts(&found));
            conflicts
        },
        || resting_on_stances(allegations, &found),
    );
    conflicts.extend(resting);
    in_order(conflicts)
}

/// The conflicts of the record, `former` before, with those that rest on stances as these are now. The remarks and
/// mentions of `sources` are not asked for.
pub(crate) fn renewed(
    former: Vec<Conflict>,
    sources: &Sources<'_>,
    taken: &Taken<'_>,
    allegations: &[Allegation],
) -> Vec<Conflict> {
    let mut conflicts = resting_on_stances(allegations, &Sided::new(sources, taken));
    conflicts.extend(former.into_iter().filter(|conflict| !conflict.kind.rests_on_stances()));
    in_order(conflicts)
}

fn resting_on_stances(allegations: &[Allegation], found: &Sided<'_>) -> Vec<Conflict> {
    let (mut conflicts, hearsay) = both(|| change::conflicts(found), || hearsay::conflicts(found));
    conflicts.extend(hearsay);
    let alleged = alleged::conflicts(allegations, &conflicts, found);
    conflicts.extend(alleged);
    conflicts
}

/// By kind and id, each once, those left out that nothing in a report shows.
fn in_order(mut conflicts: Vec<Conflict>) -> Vec<Conflict> {
    conflicts.retain(|conflict| conflict.sides.iter().all(|side| !side.evidence.is_empty()));
    conflicts.sort_by(|a, b| (a.kind, &a.id).cmp(&(b.kind, &b.id)));
    conflicts.dedup_by(|later, earlier| later.id == earlier.id);
    conflicts
}

impl Conflict {
    fn new(kind: ConflictKind, detail: Option<Detail>, sides: [Side; 2], explanation: String) -> Self {
        let id = ConflictId::of(kind.name(), sides.each_ref().map(|side| side.evidence.as_slice()));
        Self { id, kind, detail, alleged: false, issue: None, sides, explanation }
    }
}
