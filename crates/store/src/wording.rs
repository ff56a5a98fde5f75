//! How the wordings of a statement lie in columns: the texts apart from the rest, so that they can be searched.

use std::ops::Range;

use onrecord_record::statement::{Change, Difference, Material, Wording};
use rusqlite::Row;
use serde::{Deserialize, Serialize};

use crate::column::{from_json, kind_from_name, parse, to_json};
use crate::error::Fault;

#[derive(Serialize, Deserialize)]
struct DetailsJson {
    kind: String,
    witnesses: Vec<String>,
    differences: Vec<DifferenceJson>,
}

#[derive(Serialize, Deserialize)]
struct DifferenceJson {
    change: String,
    fullest: Range<usize>,
    own: Range<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    material: Option<String>,
}

/// The columns `wordings` and `wording_details`.
pub(crate) fn columns(wordings: &[Wording]) -> Result<(String, String), Fault> {
    let texts: Vec<&str> = wordings.iter().map(|wording| wording.text.as_str()).collect();
    let details: Vec<DetailsJson> = wordings.iter().map(DetailsJson::from).collect();
    Ok((to_json(&texts)?, to_json(&details)?))
}

/// The wordings in these columns.
pub(crate) fn wordings(row: &Row<'_>) -> Result<Vec<Wording>, Fault> {
    let texts: Vec<String> = from_json(row, "wordings")?;
    let details: Vec<DetailsJson> = from_json(row, "wording_details")?;
    texts.into_iter().zip(details).map(|(text, details)| wording(text, details)).collect()
}

impl From<&Wording> for DetailsJson {
    fn from(wording: &Wording) -> Self {
        let difference = |difference: &Difference| DifferenceJson {
            change: difference.change.name().to_owned(),
            fullest: difference.fullest.clone(),
            own: difference.own.clone(),
            material: difference.material.map(|material| material.name().to_owned()),
        };
        Self {
            kind: wording.kind.name().to_owned(),
            witnesses: wording.witnesses.iter().map(ToString::to_string).collect(),
            differences: wording.differences.iter().map(difference).collect(),
        }
    }
}

fn wording(text: String, details: DetailsJson) -> Result<Wording, Fault> {
    let unknown = |what: &str, name: &str| Fault::damaged(format!("the {what} `{name}` is not known"));
    let difference = |json: DifferenceJson| {
        let material = json.material.map(|name| Material::from_name(&name).ok_or_else(|| unknown("reason", &name)));
        Ok(Difference {
            change: Change::from_name(&json.change).ok_or_else(|| unknown("change", &json.change))?,
            fullest: json.fullest,
            own: json.own,
            material: material.transpose()?,
        })
    };
    Ok(Wording {
        text,
        kind: kind_from_name(&details.kind).ok_or_else(|| unknown("kind", &details.kind))?,
        witnesses: details.witnesses.iter().map(|id| parse(id)).collect::<Result<_, _>>()?,
        differences: details.differences.into_iter().map(difference).collect::<Result<_, Fault>>()?,
    })
}
