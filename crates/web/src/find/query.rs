//! What somebody looks for, and how it stands in the address bar.

use jiff::civil::Date;
use onrecord_record::id::{ActorId, IssueId};
use onrecord_record::stance::Stance;

use crate::link::encoded;

/// What is looked through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum What {
    #[default]
    Statements,
    Reports,
}

/// A query. What is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Query {
    pub words: String,
    pub what: What,
    /// Who says it.
    pub actor: Option<ActorId>,
    /// For which side.
    pub party: Option<ActorId>,
    /// On which issue it takes a side.
    pub issue: Option<IssueId>,
    /// Which side.
    pub stance: Option<Stance>,
    /// Whose side.
    pub holder: Option<ActorId>,
    /// Who reports it.
    pub outlet: Option<String>,
    /// It may have been said on this day or later.
    pub since: Option<Date>,
    /// It may have been said on this day or earlier.
    pub until: Option<Date>,
}

/// Longest text that is looked for, in characters; the rest is left out.
const LONGEST: usize = 200;

impl Query {
    /// Reads one part of an address; whether it is part of a query. What cannot be read is left out.
    pub fn take(&mut self, key: &str, value: &str) -> bool {
        match key {
            "q" => self.words = value.chars().take(LONGEST).collect(),
            "in" => self.what = if value == "reports" { What::Reports } else { What::Statements },
            "actor" => self.actor = value.parse().ok(),
            "party" => self.party = value.parse().ok(),
            "issue" => self.issue = value.parse().ok(),
            "stance" => self.stance = Stance::from_name(value),
            "holder" => self.holder = value.parse().ok(),
            "outlet" => self.outlet = (!value.is_empty()).then(|| value.to_owned()),
            "since" => self.since = value.parse().ok(),
            "until" => self.until = value.parse().ok(),
            _ => return false,
        }
        true
    }

    /// Its parts, as they stand in an address.
    pub fn parts(&self) -> Vec<(&'static str, String)> {
        let mut parts = Vec::new();
        let mut add = |key, value: Option<String>| parts.extend(value.map(|value| (key, value)));
        add("q", (!self.words.is_empty()).then(|| self.words.clone()));
        add("in", (self.what == What::Reports).then(|| "reports".to_owned()));
        add("actor", self.actor.as_ref().map(ToString::to_string));
        add("party", self.party.as_ref().map(ToString::to_string));
        add("issue", self.issue.as_ref().map(ToString::to_string));
        add("stance", self.stance.map(|stance| stance.name().to_owned()));
        add("holder", self.holder.as_ref().map(ToString::to_string));
        add("outlet", self.outlet.clone());
        add("since", self.since.map(|day| day.to_string()));
        add("until", self.until.map(|day| day.to_string()));
        parts
    }

    /// The query in an address.
    pub fn encode(&self) -> String {
        let parts: Vec<String> = self.parts().iter().map(|(key, value)| format!("{key}={}", encoded(value))).collect();
        parts.join("&")
    }

    /// The same query with one part put in, or for an empty value taken out.
    pub fn with(&self, key: &str, value: &str) -> Self {
        let mut other = self.clone();
        other.take(key, value);
        other
    }

    /// Whether it asks for more than words.
    pub fn has_facet(&self) -> bool {
        let Self { words: _, what: _, actor, party, issue, stance, holder, outlet, since, until } = self;
        actor.is_some()
            || party.is_some()
            || issue.is_some()
            || stance.is_some()
            || holder.is_some()
            || outlet.is_some()
            || since.is_some()
            || until.is_some()
    }

    /// Whether a day in this interval may be among those asked for. What has no day is not.
    pub fn holds_day(&self, earliest: Option<Date>, latest: Option<Date>) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        (earliest.is_some() || latest.is_some())
            && self.since.is_none_or(|since| latest.is_none_or(|latest| latest >= since))
            && self.until.is_none_or(|until| earliest.is_none_or(|earliest| earliest <= until))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_holds_the_whole_query() {
        let typed = [
            ("q", "Löhne & „Zölle“"),
            ("in", "reports"),
            ("actor", "mayor"),
            ("issue", "pay"),
            ("stance", "oppose"),
            ("outlet", "Ý & Co"),
            ("since", "2031-05-02"),
        ];
        let mut query = Query::default();
        for (key, value) in typed {
            assert!(query.take(key, value));
        }
        assert!(!query.take("page", "2"));
        assert_eq!(query.parts(), typed.map(|(key, value)| (key, value.to_owned())));
        assert!(query.encode().contains("outlet=%C3%9D%20%26%20Co&since=2031-05-02"));
        assert_eq!(query.with("stance", "").stance, None);
    }

    #[test]
    fn days_that_may_be_meant() {
        let day = |day| Some(jiff::civil::date(2031, 5, day));
        let query = Query { since: day(10), until: day(20), ..Query::default() };
        assert!(query.holds_day(day(1), day(10)));
        assert!(!query.holds_day(day(1), day(9)));
        assert!(query.holds_day(None, day(30)));
        assert!(!query.holds_day(day(21), None));
        assert!(!query.holds_day(None, None));
        assert!(Query::default().holds_day(None, None));
    }
}
