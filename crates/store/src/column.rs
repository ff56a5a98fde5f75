//! How values lie in columns: lists and spans as JSON. Dates are in [`when`](crate::when).
//!
//! The structs here are the file's own; the domain types are converted by hand, so that they can
//! change without the file noticing.

use std::str::FromStr;

use jiff::civil::Date;
use onrecord_analysis::attribution::Kind;
use onrecord_record::actor::{CastIdx, Description, Evidence, Identity, Role};
use onrecord_record::attribution::Passage;
use onrecord_record::date::Granularity;
use onrecord_record::person_name::PersonName;
use onrecord_text::span::Span;
use rusqlite::Row;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::error::Fault;
use crate::when::interval;

/// `value` as the text of a JSON column.
pub(crate) fn to_json(value: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|error| Fault::damaged(error.to_string()))
}

/// The value in the JSON column `column`.
pub(crate) fn from_json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T, Fault> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| Fault::damaged(format!("{column}: {error}")))
}

/// The value in the text column `column`, checked.
pub(crate) fn parsed<T: FromStr>(row: &Row<'_>, column: &str) -> Result<T, Fault>
where
    T::Err: std::fmt::Display,
{
    parse(&row.get::<_, String>(column)?)
}

/// As [`parsed`], for a column that may be null.
pub(crate) fn parsed_opt<T: FromStr>(row: &Row<'_>, column: &str) -> Result<Option<T>, Fault>
where
    T::Err: std::fmt::Display,
{
    let text: Option<String> = row.get(column)?;
    text.map(|text| parse(&text)).transpose()
}

/// `text` as a checked value.
pub(crate) fn parse<T: FromStr>(text: &str) -> Result<T, Fault>
where
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error: T::Err| Fault::damaged(error.to_string()))
}

/// The value that `find` knows under the name in `column`.
pub(crate) fn named<T>(row: &Row<'_>, column: &str, find: impl FnOnce(&str) -> Option<T>) -> Result<T, Fault> {
    let name: String = row.get(column)?;
    find(&name).ok_or_else(|| Fault::damaged(format!("{column}: `{name}` is not known")))
}

/// The kind of attribution with this name.
pub(crate) fn kind_from_name(name: &str) -> Option<Kind> {
    [Kind::Direct, Kind::Mixed, Kind::Indirect].into_iter().find(|kind| kind.name() == name)
}

pub(crate) type SpanJson = (usize, usize);

pub(crate) fn span_json<Space>(span: Span<Space>) -> SpanJson {
    (span.start().get(), span.end().get())
}

pub(crate) fn span_of<Space>((start, end): SpanJson) -> Span<Space> {
    Span::from_range(start..end)
}

/// [`Passage`] in a column.
#[derive(Serialize, Deserialize)]
pub(crate) struct PassageJson {
    original: Vec<SpanJson>,
    clean: Vec<SpanJson>,
    text: String,
}

impl From<&Passage> for PassageJson {
    fn from(passage: &Passage) -> Self {
        Self {
            original: passage.original.iter().copied().map(span_json).collect(),
            clean: passage.clean.iter().copied().map(span_json).collect(),
            text: passage.text.clone(),
        }
    }
}

impl From<PassageJson> for Passage {
    fn from(json: PassageJson) -> Self {
        Self {
            original: json.original.into_iter().map(span_of).collect(),
            clean: json.clean.into_iter().map(span_of).collect(),
            text: json.text,
        }
    }
}

/// [`Role`] in a column.
#[derive(Serialize, Deserialize)]
pub(crate) struct RoleJson {
    title: String,
    evidence: Vec<EvidenceJson>,
    #[serde(default)]
    given_on: Option<(String, String)>,
}

/// [`Evidence`] in a column.
#[derive(Serialize, Deserialize)]
pub(crate) struct EvidenceJson {
    report: String,
    span: SpanJson,
}

impl From<&Evidence> for EvidenceJson {
    fn from(evidence: &Evidence) -> Self {
        Self { report: evidence.report.to_string(), span: span_json(evidence.span) }
    }
}

impl TryFrom<EvidenceJson> for Evidence {
    type Error = Fault;

    fn try_from(json: EvidenceJson) -> Result<Self, Fault> {
        Ok(Self { report: parse(&json.report)?, span: span_of(json.span) })
    }
}

/// Evidence as the text of a JSON column.
pub(crate) fn evidence_column(evidence: &[Evidence]) -> Result<String, Fault> {
    to_json(&evidence.iter().map(EvidenceJson::from).collect::<Vec<_>>())
}

/// The evidence in the JSON column `column`.
pub(crate) fn evidence_of(row: &Row<'_>, column: &str) -> Result<Vec<Evidence>, Fault> {
    from_json::<Vec<EvidenceJson>>(row, column)?.into_iter().map(Evidence::try_from).collect()
}

impl From<&Role> for RoleJson {
    fn from(role: &Role) -> Self {
        Self {
            title: role.title.clone(),
            evidence: role.evidence.iter().map(EvidenceJson::from).collect(),
            given_on: role.given_on.and_then(|on| Some((on.earliest()?.to_string(), on.latest()?.to_string()))),
        }
    }
}

impl TryFrom<RoleJson> for Role {
    type Error = Fault;

    fn try_from(json: RoleJson) -> Result<Self, Fault> {
        let evidence = json.evidence.into_iter().map(Evidence::try_from);
        let given_on = match json.given_on {
            Some((first, last)) => {
                let (first, last) = (parse::<Date>(&first)?, parse::<Date>(&last)?);
                let granularity = if first == last { Granularity::Day } else { Granularity::Range };
                Some(interval(Some(first), Some(last), granularity)?)
            }
            None => None,
        };
        Ok(Self { title: json.title, evidence: evidence.collect::<Result<_, _>>()?, given_on })
    }
}

/// The roles in the column `roles`.
pub(crate) fn roles(row: &Row<'_>) -> Result<Vec<Role>, Fault> {
    let roles: Vec<RoleJson> = from_json(row, "roles")?;
    roles.into_iter().map(Role::try_from).collect()
}

/// [`Identity`] in a column.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum IdentityJson {
    Person {
        given: Vec<String>,
        family: Option<String>,
    },
    Named,
    Described {
        office: String,
        scope: Option<String>,
        // Files of before do not have it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        owner: Option<usize>,
        hint: Option<usize>,
    },
    Phrase,
}

impl From<&Identity> for IdentityJson {
    fn from(identity: &Identity) -> Self {
        match identity {
            Identity::Person(name) => {
                Self::Person { given: name.given().to_vec(), family: name.family().map(str::to_owned) }
            }
            Identity::Named => Self::Named,
            Identity::Described(description) => Self::Described {
                office: description.office.clone(),
                scope: description.scope.clone(),
                owner: description.owner.map(|idx| idx.0),
                hint: description.hint.map(|idx| idx.0),
            },
            Identity::Phrase => Self::Phrase,
        }
    }
}

impl TryFrom<IdentityJson> for Identity {
    type Error = Fault;

    fn try_from(json: IdentityJson) -> Result<Self, Fault> {
        Ok(match json {
            IdentityJson::Person { given, family } => Self::Person(
                PersonName::from_parts(given, family).ok_or_else(|| Fault::damaged("a person without a name"))?,
            ),
            IdentityJson::Named => Self::Named,
            IdentityJson::Described { office, scope, owner, hint } => {
                Self::Described(Description { office, scope, owner: owner.map(CastIdx), hint: hint.map(CastIdx) })
            }
            IdentityJson::Phrase => Self::Phrase,
        })
    }
}
