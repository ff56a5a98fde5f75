//! Finding statements and reports: by their words and by facets.

mod facet;
mod query;

use std::collections::BTreeSet;

use onrecord_store::error::StoreError;
use onrecord_store::search::Words;
use onrecord_store::store::Store;

pub(crate) use facet::{Facet, Facets};
pub(crate) use query::{Query, What};

use crate::snapshot::{Head, Place, Snapshot};

/// Most statements with the words looked for that are gone through, the latest: a few milliseconds' work. A search with
/// more says so.
const MOST_STATEMENTS: usize = 2_000;

/// Most reports with the words looked for that are listed.
const MOST_REPORTS: usize = 200;

/// Statements that answer a query.
#[derive(Default)]
pub(crate) struct FoundStatements {
    /// The latest first, undated ones last.
    pub places: Vec<Place>,
    /// Whether the words are so common that not all statements with them were looked at.
    pub is_cut: bool,
    pub facets: Facets,
}

/// Reports that answer a query.
#[derive(Default)]
pub(crate) struct FoundReports {
    /// Those first that fit best; all of them, oldest first, where no words were looked for.
    pub places: Vec<u32>,
    pub is_cut: bool,
    pub outlets: Facet,
}

/// The statements that answer `query`.
pub(crate) fn statements(store: &Store, snapshot: &Snapshot, query: &Query) -> Result<FoundStatements, StoreError> {
    let (mut places, is_cut) = match Words::typed(&query.words) {
        Some(words) => {
            let (rows, more) = store.search_statements(&words, MOST_STATEMENTS)?;
            (rows.into_iter().filter_map(|row| snapshot.place_of_row(row)).collect(), more)
        }
        None => (narrowest(snapshot, query), false),
    };
    if query.has_facet() {
        let wanted = Wanted::of(query, snapshot);
        places.retain(|place| snapshot.head(*place).is_some_and(|head| wanted.fits(head, *place, snapshot)));
    }
    places.sort_unstable();
    let n_dated = places.partition_point(|place| *place < snapshot.n_dated());
    if let Some(dated) = places.get_mut(..n_dated) {
        dated.reverse();
    }
    let facets = if query.words.trim().is_empty() && !query.has_facet() {
        snapshot.facets_of_all()
    } else {
        Facets::of(snapshot, &places)
    };
    Ok(FoundStatements { places, is_cut, facets })
}

/// Statements that hold all that answer `query`, as few as can be had without looking at each.
fn narrowest(snapshot: &Snapshot, query: &Query) -> Vec<Place> {
    if let Some(issue) = &query.issue {
        return snapshot.issue_place(issue).map(|at| snapshot.statements_on(at).to_vec()).unwrap_or_default();
    }
    if let Some(actor) = &query.actor {
        let at = snapshot.actor_place(actor);
        return at.map(|at| snapshot.statements_by(Some(at)).to_vec()).unwrap_or_default();
    }
    (0..snapshot.statements.len() as u32).collect()
}

/// The reports that answer `query`; stances and issues do not matter.
pub(crate) fn reports(store: &Store, snapshot: &Snapshot, query: &Query) -> Result<FoundReports, StoreError> {
    let (places, is_cut): (Vec<u32>, bool) = match Words::typed(&query.words) {
        Some(words) => {
            let (hits, more) = store.search_reports(&words, MOST_REPORTS)?;
            (hits.iter().filter_map(|report| snapshot.report_place(report)).collect(), more)
        }
        None => ((0..snapshot.reports.len() as u32).collect(), false),
    };
    let speaker = query.actor.as_ref().map(|id| snapshot.actor_place(id));
    let fits = |place: u32| {
        let Some(report) = snapshot.reports.get(place as usize) else { return false };
        let published = report.dating.published.as_ref();
        let (earliest, latest) = (published.and_then(|d| d.earliest()), published.and_then(|d| d.latest()));
        query.outlet.as_ref().is_none_or(|outlet| report.metadata.outlet.as_ref() == Some(outlet))
            && query.holds_day(earliest, latest)
            && speaker.is_none_or(|speaker| {
                let speaks = |place: &Place| snapshot.head(*place).is_some_and(|head| head.speaker == speaker);
                speaker.is_some() && snapshot.statements_in(place).iter().any(speaks)
            })
    };
    let places: Vec<u32> = places.into_iter().filter(|place| fits(*place)).collect();
    let outlets = Facet::counted(places.iter().filter_map(|place| snapshot.outlet_of(*place)), |outlet| {
        let name = snapshot.outlets().get(usize::from(outlet))?.clone();
        Some((name.clone(), name))
    });
    Ok(FoundReports { places, is_cut, outlets })
}

/// The stretch of the report at `place` that has the words looked for; `None` if no words are.
pub(crate) fn excerpt(
    store: &Store,
    snapshot: &Snapshot,
    query: &Query,
    place: u32,
) -> Result<Option<String>, StoreError> {
    match (Words::typed(&query.words), snapshot.reports.get(place as usize)) {
        (Some(words), Some(report)) => store.excerpt(&words, &report.id),
        _ => Ok(None),
    }
}

/// A query with its ids looked up. What names something that is not there fits nothing.
struct Wanted<'q> {
    query: &'q Query,
    actor: Option<Option<u32>>,
    party: Option<Option<u32>>,
    holder: Option<Option<u32>>,
    outlet: Option<Option<u16>>,
}

impl<'q> Wanted<'q> {
    fn of(query: &'q Query, snapshot: &Snapshot) -> Self {
        let place = |id: &Option<onrecord_record::id::ActorId>| id.as_ref().map(|id| snapshot.actor_place(id));
        let number = |name: &String| {
            let at = snapshot.outlets().binary_search(name).ok()?;
            u16::try_from(at).ok()
        };
        Self {
            query,
            actor: place(&query.actor),
            party: place(&query.party),
            holder: place(&query.holder),
            outlet: query.outlet.as_ref().map(number),
        }
    }

    fn fits(&self, head: &Head, place: Place, snapshot: &Snapshot) -> bool {
        let is = |wanted: Option<Option<u32>>, found: Option<u32>| {
            wanted.is_none_or(|wanted| wanted.is_some() && wanted == found)
        };
        is(self.actor, head.speaker)
            && is(self.party, head.speaker.map(|speaker| snapshot.side_of(speaker)))
            && self.outlet.is_none_or(|outlet| {
                outlet.is_some() && head.reports.iter().any(|report| snapshot.outlet_of(*report) == outlet)
            })
            && self.query.holds_day(head.earliest, head.latest)
            && self.takes_side(place, snapshot)
    }

    /// Whether one stance of the statement fits all that is asked of stances.
    fn takes_side(&self, place: Place, snapshot: &Snapshot) -> bool {
        let Query { issue, stance, .. } = self.query;
        if issue.is_none() && stance.is_none() && self.holder.is_none() {
            return true;
        }
        snapshot.stances_in(place).any(|found| {
            issue.as_ref().is_none_or(|issue| found.issue == *issue)
                && stance.is_none_or(|stance| found.stance == stance)
                && self.query.holder.as_ref().is_none_or(|holder| found.holder == *holder)
        })
    }
}

/// The words of a query, to be shown in what was found: folded, the last as a beginning.
pub(crate) fn tokens(typed: &str) -> BTreeSet<String> {
    typed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold).collect()
}

/// A word without case and accents.
pub(crate) fn fold(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}
