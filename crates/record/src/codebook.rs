//! A codebook: issues, actors and parties that people name in advance, written in TOML.
//!
//! Everything but `id` and `label` or `name` may be left out. What a codebook says wins over what is learned.

mod suggest;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use thiserror::Error;
use toml::Spanned;

pub use self::suggest::suggest;
use crate::actor::ActorKind;
use crate::word::fold_all;

/// A name for an issue or actor, chosen by whoever wrote the codebook: small letters, digits, `-`, `_` and `.`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodebookId(String);

impl CodebookId {
    /// `text` as an id; `None` if it is empty or has other characters.
    pub fn new(text: &str) -> Option<Self> {
        let fits = |c: char| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
        (!text.is_empty() && text.chars().all(fits)).then(|| Self(text.to_owned()))
    }

    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CodebookId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What is negotiated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodebookIssue {
    /// Its id in exports.
    pub id: CodebookId,
    /// What to call it.
    pub label: String,
    /// What it is about.
    pub description: Option<String>,
    /// Words that speak of it.
    pub terms: Vec<String>,
    /// The wider issue it is a part of.
    pub parent: Option<CodebookId>,
}

/// Who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodebookActor {
    /// Its id in exports.
    pub id: CodebookId,
    /// What to call it.
    pub name: String,
    /// What it is, if the codebook says so.
    pub kind: Option<ActorKind>,
    /// The actor for whose side it speaks.
    pub party: Option<CodebookId>,
    /// Other names; no two actors share one.
    pub aliases: Vec<String>,
    /// Offices it holds: "mayor of Élan".
    pub roles: Vec<String>,
}

/// Issues and actors in the order of the file. Ids are unique among each, and those referred to are there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Codebook {
    source: String,
    issues: Vec<CodebookIssue>,
    actors: Vec<CodebookActor>,
}

/// A codebook cannot be used as it is.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("line {line}: {problem}")]
pub struct CodebookError {
    line: usize,
    problem: String,
}

impl CodebookError {
    /// Line of the file, from 1.
    pub fn line(&self) -> usize {
        self.line
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    issue: Vec<Issue>,
    #[serde(default)]
    actor: Vec<Actor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Issue {
    id: Spanned<String>,
    label: String,
    description: Option<String>,
    #[serde(default)]
    terms: Vec<String>,
    parent: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Actor {
    id: Spanned<String>,
    name: Spanned<String>,
    kind: Option<Spanned<String>>,
    party: Option<Spanned<String>>,
    #[serde(default)]
    aliases: Vec<Spanned<String>>,
    #[serde(default)]
    roles: Vec<String>,
}

impl Codebook {
    /// Reads a codebook.
    ///
    /// # Errors
    /// If `text` is no TOML, has keys that mean nothing, uses an id twice or names one that is not there, gives two
    /// actors one name, or makes an issue a part of itself. The line is named.
    pub fn parse(text: &str) -> Result<Self, CodebookError> {
        let file: File = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            CodebookError { line: line_of(text, at), problem: error.message().trim().to_owned() }
        })?;
        let File { issue: issues, actor: actors } = file;
        let check = Check { text };
        let issue_ids = check.ids("issue", issues.iter().map(|issue| &issue.id))?;
        let actor_ids = check.ids("actor", actors.iter().map(|actor| &actor.id))?;
        check.known("issue", &issue_ids, issues.iter().filter_map(|issue| issue.parent.as_ref()))?;
        check.known("actor", &actor_ids, actors.iter().filter_map(|actor| actor.party.as_ref()))?;
        check.tree(&issues)?;
        check.names(&actors)?;
        let actors = actors.into_iter().map(|actor| check.actor(actor)).collect::<Result<_, _>>()?;
        Ok(Self { source: text.to_owned(), issues: issues.into_iter().map(CodebookIssue::from).collect(), actors })
    }

    /// The same actors, and no issues.
    pub fn without_issues(self) -> Self {
        Self { issues: Vec::new(), ..self }
    }

    /// The text it was read from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The issues, in the order of the file.
    pub fn issues(&self) -> &[CodebookIssue] {
        &self.issues
    }

    /// The actors, in the order of the file.
    pub fn actors(&self) -> &[CodebookActor] {
        &self.actors
    }
}

impl From<Issue> for CodebookIssue {
    fn from(issue: Issue) -> Self {
        let Issue { id, label, description, terms, parent } = issue;
        let id_of = |id: Spanned<String>| CodebookId(id.into_inner());
        Self { id: id_of(id), label, description, terms, parent: parent.map(id_of) }
    }
}

struct Check<'t> {
    text: &'t str,
}

impl Check<'_> {
    fn fail<T>(&self, at: &Range<usize>, problem: String) -> Result<T, CodebookError> {
        Err(CodebookError { line: line_of(self.text, at.start), problem })
    }

    /// The ids of a list, each well formed and there once.
    fn ids<'i>(
        &self,
        what: &str,
        ids: impl Iterator<Item = &'i Spanned<String>>,
    ) -> Result<BTreeSet<&'i str>, CodebookError> {
        let mut found = BTreeSet::new();
        for id in ids {
            let name = id.get_ref().as_str();
            if CodebookId::new(name).is_none() {
                let problem = format!("`{name}` is no id: use small letters, digits, `-`, `_` and `.`");
                return self.fail(&id.span(), problem);
            }
            if !found.insert(name) {
                return self
                    .fail(&id.span(), format!("there is an {what} `{name}` already: give each an id of its own"));
            }
        }
        Ok(found)
    }

    fn known<'i>(
        &self,
        what: &str,
        ids: &BTreeSet<&str>,
        named: impl Iterator<Item = &'i Spanned<String>>,
    ) -> Result<(), CodebookError> {
        for id in named {
            let name = id.get_ref().as_str();
            if !ids.contains(name) {
                return self.fail(&id.span(), format!("no {what} has the id `{name}`: add it, or correct the name"));
            }
        }
        Ok(())
    }

    /// No issue is, by way of its parents, a part of itself.
    fn tree(&self, issues: &[Issue]) -> Result<(), CodebookError> {
        let parent_of: BTreeMap<&str, &Spanned<String>> =
            issues.iter().filter_map(|i| Some((i.id.get_ref().as_str(), i.parent.as_ref()?))).collect();
        for issue in issues {
            let mut at = issue.id.get_ref().as_str();
            // A chain longer than there are issues comes round.
            for _ in 0..issues.len() {
                let Some(parent) = parent_of.get(at) else { break };
                at = parent.get_ref();
                if at == issue.id.get_ref() {
                    return self.fail(&parent.span(), format!("`{at}` is made a part of itself: leave out one parent"));
                }
            }
        }
        Ok(())
    }

    /// No two actors share a name.
    fn names(&self, actors: &[Actor]) -> Result<(), CodebookError> {
        let mut owner: BTreeMap<String, &str> = BTreeMap::new();
        for actor in actors {
            let id = actor.id.get_ref().as_str();
            for name in std::iter::once(&actor.name).chain(&actor.aliases) {
                let key = fold_all(name.get_ref());
                if key.is_empty() {
                    return self.fail(&name.span(), format!("`{}` is no name", name.get_ref()));
                }
                match owner.insert(key, id) {
                    Some(other) if other != id => {
                        let problem = format!("`{}` is a name of `{other}` already: leave it to one", name.get_ref());
                        return self.fail(&name.span(), problem);
                    }
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn actor(&self, actor: Actor) -> Result<CodebookActor, CodebookError> {
        let kind = match &actor.kind {
            None => None,
            Some(kind) => match ActorKind::from_name(kind.get_ref()) {
                Some(known) => Some(known),
                None => {
                    let names = ActorKind::ALL.map(ActorKind::name).join(", ");
                    return self.fail(&kind.span(), format!("`{}` is none of {names}", kind.get_ref()));
                }
            },
        };
        Ok(CodebookActor {
            id: CodebookId(actor.id.into_inner()),
            name: actor.name.into_inner(),
            kind,
            party: actor.party.map(|party| CodebookId(party.into_inner())),
            aliases: actor.aliases.into_iter().map(Spanned::into_inner).collect(),
            roles: actor.roles,
        })
    }
}

/// The line that holds byte `at`, from 1.
fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issues_and_actors_in_their_order() {
        let codebook = Codebook::parse(
            "[[issue]]\nid = \"pay\"\nlabel = \"Löhne\"\nterms = [\"pay\"]\n\
             [[issue]]\nid = \"pay.night\"\nlabel = \"Nachtarbeit\"\nparent = \"pay\"\n\
             [[actor]]\nid = \"mayor\"\nname = \"Zoë Quill\"\nkind = \"person\"\nparty = \"city\"\nroles = [\"mayor\"]\n\
             [[actor]]\nid = \"city\"\nname = \"Löwen\"\naliases = [\"the city\"]\n",
        )
        .expect("sound");
        let ids: Vec<&str> = codebook.issues().iter().map(|issue| issue.id.as_str()).collect();
        assert_eq!(ids, ["pay", "pay.night"]);
        assert_eq!(codebook.issues()[1].parent.as_ref().map(CodebookId::as_str), Some("pay"));
        assert_eq!(codebook.actors()[0].kind, Some(ActorKind::Person));
        assert_eq!(codebook.actors()[0].party.as_ref().map(CodebookId::as_str), Some("city"));
        assert_eq!(codebook.actors()[1].kind, None);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let actor = |id: &str, rest: &str| format!("[[actor]]\nid = \"{id}\"\n{rest}\n");
        for (text, expected) in [
            ("[[issue]]\nid = ".to_owned(), "line 2: "),
            (actor("a", "name = \"Å\"\nage = 3"), "line 4: unknown field `age`"),
            (actor("Ä", "name = \"Å\""), "line 2: `Ä` is no id"),
            (actor("a", "name = \"Å\"") + &actor("a", "name = \"Ö\""), "line 5: there is an actor `a` already"),
            (actor("a", "name = \"Å\"\nparty = \"b\""), "line 4: no actor has the id `b`"),
            (actor("a", "name = \"Å\"\nkind = \"elf\""), "line 4: `elf` is none of person"),
            (
                actor("a", "name = \"Ő\"") + &actor("b", "name = \"Ü\"\naliases = [\"O\"]"),
                "line 7: `O` is a name of `a`",
            ),
            (actor("a", "name = \"–\""), "line 3: `–` is no name"),
            (
                "[[issue]]\nid = \"é\"\nlabel = \"x\"\nparent = \"é\"\n".to_owned(),
                "line 4: `é` is made a part of itself",
            ),
        ] {
            let error = Codebook::parse(&text).expect_err(&text).to_string();
            assert!(error.starts_with(expected), "{text}: {error}");
        }
    }
}
