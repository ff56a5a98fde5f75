//! Who acts: within one report, and over the record.

use onrecord_text::span::{Original, Span};

use crate::date::Interval;
use crate::id::{ActorId, ReportId};
use crate::person_name::PersonName;

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// A human being, named or not.
    Person,
    /// A company, agency, party, outlet, alliance.
    Organisation,
    /// A country, or a place that speaks for one.
    State,
    /// Several at once: "officials", "European leaders".
    Group,
}

impl ActorKind {
    /// All kinds, in order.
    pub const ALL: [Self; 4] = [Self::Person, Self::Organisation, Self::State, Self::Group];

    /// The name used in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::State => "state",
            Self::Group => "group",
        }
    }

    /// The kind with this [`name`](Self::name).
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// Characters of a report that support something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Evidence {
    /// Which report.
    pub report: ReportId,
    /// Where in its file.
    pub span: Span<Original>,
}

/// An office or function somebody has, as a report words it: "French President".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Role {
    /// The words.
    pub title: String,
    /// Where they stand, in order.
    pub evidence: Vec<Evidence>,
    /// Between which days reports give it; `None` before the record is built, and where none of them is dated.
    pub given_on: Option<Interval>,
}

/// Somebody described by an office rather than named: "the US president".
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Description {
    /// The office: "president", "foreign minister".
    pub office: String,
    /// Of which country or body, in a form that is the same for "French" and "France's".
    pub scope: Option<String>,
    /// Whose of the same cast the office is, where a name is left out: "its chairman", "the president's ambassador".
    pub owner: Option<CastIdx>,
    /// Whom of the same cast the flow of the text suggests. Not enough by itself: the record as
    /// a whole has to agree.
    pub hint: Option<CastIdx>,
}

/// By what an actor of one report can be found again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// A person's name, or part of one.
    Person(PersonName),
    /// The name of an organisation, state or group.
    Named,
    /// An office.
    Described(Description),
    /// Words that mean nobody in particular outside this report: "a source close to the talks".
    Phrase,
}

/// Which member of a report's cast, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CastIdx(pub usize);

/// Somebody as one report knows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportActor {
    /// The fullest name the report gives; its words where it gives no name.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// By what it can be found in other reports.
    pub identity: Identity,
    /// The other names the report uses, sorted.
    pub aliases: Vec<String>,
    /// The offices the report gives it, sorted.
    pub roles: Vec<Role>,
}

/// An actor of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Known by name.
    pub id: ActorId,
    /// The fullest name the reports give.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// The side it speaks for, where known.
    pub party: Option<ActorId>,
    /// The other names the reports use, sorted.
    pub aliases: Vec<String>,
    /// The offices the reports give it, sorted.
    pub roles: Vec<Role>,
}

impl Actor {
    /// Gives it another name; the former one becomes an alias.
    pub(crate) fn rename(&mut self, name: String) {
        let former = std::mem::replace(&mut self.name, name);
        self.aliases.push(former);
        let Self { name, aliases, .. } = self;
        aliases.retain(|alias| alias != name);
        aliases.sort();
        aliases.dedup();
    }
}
