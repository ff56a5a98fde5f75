//! How dates, and what they are read from, lie in columns.

use jiff::civil::Date;
use onrecord_record::attribution::{Passage, Tense, TimeWords};
use onrecord_record::date::{Basis, DateInterval, Granularity, Interval, Rule};
use onrecord_record::hint::{Bearing, Event, Hint, HintKind, Target};
use onrecord_record::report::{Clue, ClueKind, Dating, Weight};
use rusqlite::Row;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use crate::column::{PassageJson, SpanJson, from_json, named, parse, parsed_opt, span_json, span_of, to_json};
use crate::error::Fault;
use crate::step::text_or_null;

/// A date as four columns: earliest, latest, granularity, basis; all null for no date, one of the
/// days null where it is not known.
#[derive(Default)]
pub(crate) struct DateColumns {
    pub earliest: Option<String>,
    pub latest: Option<String>,
    pub granularity: Option<&'static str>,
    pub basis: Option<String>,
}

impl DateColumns {
    pub fn of(date: Option<&DateInterval>) -> Result<Self, Fault> {
        let Some(date) = date else {
            return Ok(Self::default());
        };
        Ok(Self {
            earliest: date.earliest().map(|day| day.to_string()),
            latest: date.latest().map(|day| day.to_string()),
            granularity: Some(date.granularity().name()),
            basis: Some(to_json(&BasisJson::from(date.basis()))?),
        })
    }

    /// The columns, in order.
    pub fn values(self) -> [Value; 4] {
        let Self { earliest, latest, granularity, basis } = self;
        [text_or_null(earliest), text_or_null(latest), text_or_null(granularity), text_or_null(basis)]
    }
}

/// The date in the four columns whose names start with `prefix`.
pub(crate) fn date(row: &Row<'_>, prefix: &str) -> Result<Option<DateInterval>, Fault> {
    let column = |name: &str| format!("{prefix}_{name}");
    let days = (parsed_opt::<Date>(row, &column("earliest"))?, parsed_opt::<Date>(row, &column("latest"))?);
    let (None, None) = days else {
        let granularity = named(row, &column("granularity"), Granularity::from_name)?;
        let basis = Basis::try_from(from_json::<BasisJson>(row, &column("basis"))?)?;
        return Ok(Some(DateInterval::new(interval(days.0, days.1, granularity)?, basis)));
    };
    Ok(None)
}

pub(crate) fn interval(
    earliest: Option<Date>,
    latest: Option<Date>,
    granularity: Granularity,
) -> Result<Interval, Fault> {
    Interval::new(earliest, latest, granularity).map_err(|error| Fault::damaged(error.to_string()))
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum BasisJson {
    Text(String),
    Rule(String),
}

impl From<&Basis> for BasisJson {
    fn from(basis: &Basis) -> Self {
        match basis {
            Basis::Text(text) => Self::Text(text.clone()),
            Basis::Rule(rule) => Self::Rule(rule.name().to_owned()),
        }
    }
}

impl TryFrom<BasisJson> for Basis {
    type Error = Fault;

    fn try_from(json: BasisJson) -> Result<Self, Fault> {
        Ok(match json {
            BasisJson::Text(text) => Self::Text(text),
            BasisJson::Rule(name) => Self::Rule(known("rule", &name, Rule::from_name)?),
        })
    }
}

/// The value that `find` knows by `name`.
fn known<T>(what: &str, name: &str, find: impl FnOnce(&str) -> Option<T>) -> Result<T, Fault> {
    find(name).ok_or_else(|| Fault::damaged(format!("the {what} `{name}` is not known")))
}

/// [`TimeWords`] in a column.
#[derive(Serialize, Deserialize)]
struct TimeJson {
    words: PassageJson,
    tense: String,
}

/// The column of the words that say when something is said; null for none.
pub(crate) fn time_column(time: Option<&TimeWords>) -> Result<Option<String>, Fault> {
    let json =
        |time: &TimeWords| TimeJson { words: PassageJson::from(&time.words), tense: time.tense.name().to_owned() };
    time.map(|time| to_json(&json(time))).transpose()
}

/// The words in the column `time`.
pub(crate) fn time_words(row: &Row<'_>) -> Result<Option<TimeWords>, Fault> {
    if row.get::<_, Option<String>>("time")?.is_none() {
        return Ok(None);
    }
    let TimeJson { words, tense } = from_json(row, "time")?;
    Ok(Some(TimeWords { words: Passage::from(words), tense: known("tense", &tense, Tense::from_name)? }))
}

/// [`Hint`] in a column.
#[derive(Serialize, Deserialize)]
struct HintJson {
    kind: HintKindJson,
    words: PassageJson,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum HintKindJson {
    Header,
    Published,
    Updated,
    Dateline,
    Post,
    Past,
    Future,
    Anchor {
        /// Absent: it is the day of the news.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<String>,
        day: TargetJson,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum TargetJson {
    Date(String),
    Anniversary { years: u32, nouns: Vec<String>, names: Vec<String> },
}

impl From<&HintKind> for HintKindJson {
    fn from(kind: &HintKind) -> Self {
        match kind {
            HintKind::Header => Self::Header,
            HintKind::Published => Self::Published,
            HintKind::Updated => Self::Updated,
            HintKind::Dateline => Self::Dateline,
            HintKind::Post => Self::Post,
            HintKind::Past => Self::Past,
            HintKind::Future => Self::Future,
            HintKind::Anchor { bearing, target } => Self::Anchor {
                seen: match bearing {
                    Bearing::Words(words) => Some(words.clone()),
                    Bearing::News => None,
                },
                day: match target {
                    Target::Date(words) => TargetJson::Date(words.clone()),
                    Target::Anniversary { years, event } => TargetJson::Anniversary {
                        years: *years,
                        nouns: event.nouns.iter().cloned().collect(),
                        names: event.names.iter().cloned().collect(),
                    },
                },
            },
        }
    }
}

impl From<HintKindJson> for HintKind {
    fn from(json: HintKindJson) -> Self {
        match json {
            HintKindJson::Header => Self::Header,
            HintKindJson::Published => Self::Published,
            HintKindJson::Updated => Self::Updated,
            HintKindJson::Dateline => Self::Dateline,
            HintKindJson::Post => Self::Post,
            HintKindJson::Past => Self::Past,
            HintKindJson::Future => Self::Future,
            HintKindJson::Anchor { seen, day } => Self::Anchor {
                bearing: seen.map_or(Bearing::News, Bearing::Words),
                target: match day {
                    TargetJson::Date(words) => Target::Date(words),
                    TargetJson::Anniversary { years, nouns, names } => Target::Anniversary {
                        years,
                        event: Event { nouns: nouns.into_iter().collect(), names: names.into_iter().collect() },
                    },
                },
            },
        }
    }
}

/// The column of what a report says of its date.
pub(crate) fn hints_column(hints: &[Hint]) -> Result<String, Fault> {
    let json = |hint: &Hint| HintJson { kind: HintKindJson::from(&hint.kind), words: PassageJson::from(&hint.words) };
    to_json(&hints.iter().map(json).collect::<Vec<_>>())
}

/// The hints in the column `hints`.
pub(crate) fn hints(row: &Row<'_>) -> Result<Vec<Hint>, Fault> {
    let hints: Vec<HintJson> = from_json(row, "hints")?;
    let hint = |json: HintJson| Hint { kind: HintKind::from(json.kind), words: Passage::from(json.words) };
    Ok(hints.into_iter().map(hint).collect())
}

/// [`Clue`] in a column.
#[derive(Serialize, Deserialize)]
struct ClueJson {
    kind: String,
    basis: BasisJson,
    weight: String,
    /// Absent: it allows no conclusion.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    allows: Option<(Option<String>, Option<String>, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    original: Vec<SpanJson>,
}

/// The column of what a report's date was found from.
pub(crate) fn clues_column(clues: &[Clue]) -> Result<String, Fault> {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let json = |clue: &Clue| ClueJson {
        kind: clue.kind.name().to_owned(),
        basis: BasisJson::from(&clue.basis),
        weight: clue.weight.name().to_owned(),
        allows: clue.allows.map(|i| (day(i.earliest()), day(i.latest()), i.granularity().name().to_owned())),
        original: clue.original.iter().copied().map(span_json).collect(),
    };
    to_json(&clues.iter().map(json).collect::<Vec<_>>())
}

fn clue(json: ClueJson) -> Result<Clue, Fault> {
    let day = |day: Option<String>| day.map(|day| parse::<Date>(&day)).transpose();
    let allows = json.allows.map(|(earliest, latest, granularity)| {
        interval(day(earliest)?, day(latest)?, known("granularity", &granularity, Granularity::from_name)?)
    });
    Ok(Clue {
        kind: known("kind of clue", &json.kind, ClueKind::from_name)?,
        basis: Basis::try_from(json.basis)?,
        weight: known("weight", &json.weight, Weight::from_name)?,
        allows: allows.transpose()?,
        original: json.original.into_iter().map(span_of).collect(),
    })
}

/// When a report came out, from a row joined with `dating`; nothing where the record was not rebuilt since the report
/// was added.
pub(crate) fn dating(row: &Row<'_>) -> Result<Dating, Fault> {
    let clues = match row.get::<_, Option<String>>("clues")? {
        Some(_) => from_json::<Vec<ClueJson>>(row, "clues")?,
        None => Vec::new(),
    };
    Ok(Dating { published: date(row, "published")?, clues: clues.into_iter().map(clue).collect::<Result<_, _>>()? })
}
