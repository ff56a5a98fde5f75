//! What reports are compared by, in columns: remarks and fingerprints.

use std::ops::Range;

use onrecord_record::actor::CastIdx;
use onrecord_record::fingerprint::Fingerprint;
use onrecord_record::id::ReportId;
use onrecord_record::remark::ReportRemark;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use crate::column::{PassageJson, from_json, parsed, to_json};
use crate::error::Fault;

#[derive(Serialize, Deserialize)]
struct RemarkJson {
    sentence: PassageJson,
    quoted: Vec<Range<usize>>,
    named: Vec<(Range<usize>, usize)>,
    times: Vec<Range<usize>>,
    places: Vec<Range<usize>>,
}

/// The column `remarks`.
pub(crate) fn remarks_column(remarks: &[ReportRemark]) -> Result<String, Fault> {
    let json = |remark: &ReportRemark| RemarkJson {
        sentence: PassageJson::from(&remark.sentence),
        quoted: remark.quoted.clone(),
        named: remark.named.iter().map(|(at, who)| (at.clone(), who.0)).collect(),
        times: remark.times.clone(),
        places: remark.places.clone(),
    };
    to_json(&remarks.iter().map(json).collect::<Vec<_>>())
}

/// The remarks in the column `remarks`.
pub(crate) fn remarks(row: &Row<'_>, report: &ReportId) -> Result<Vec<ReportRemark>, Fault> {
    let remark = |json: RemarkJson| ReportRemark {
        report: report.clone(),
        sentence: json.sentence.into(),
        quoted: json.quoted,
        named: json.named.into_iter().map(|(at, who)| (at, CastIdx(who))).collect(),
        times: json.times,
        places: json.places,
    };
    Ok(from_json::<Vec<RemarkJson>>(row, "remarks")?.into_iter().map(remark).collect())
}

/// The column `fingerprint`.
pub(crate) fn fingerprint_column(fingerprint: &Fingerprint) -> Result<String, Fault> {
    to_json(&fingerprint.hashes().iter().map(|hash| format!("{hash:x}")).collect::<Vec<_>>())
}

/// The fingerprint in the column `fingerprint`; of a report that was read before fingerprints were taken, from its text.
pub(crate) fn fingerprint(connection: &Connection, row: &Row<'_>) -> Result<Fingerprint, Fault> {
    if row.get::<_, Option<String>>("fingerprint")?.is_none() {
        let mut query = connection.prepare_cached("SELECT clean FROM report_text WHERE report = ?1")?;
        let id: ReportId = parsed(row, "id")?;
        let clean: String = query.query_row([id.as_str()], |row| row.get(0))?;
        return Ok(Fingerprint::of(&clean));
    }
    let number = |hash: &String| {
        u64::from_str_radix(hash, 16).map_err(|_| Fault::damaged(format!("fingerprint: `{hash}` is no hash")))
    };
    let hashes: Vec<String> = from_json(row, "fingerprint")?;
    Ok(Fingerprint::from_hashes(hashes.iter().map(number).collect::<Result<_, _>>()?))
}
