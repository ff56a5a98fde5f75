//! Whose words a lead sums up.
//!
//! A report often begins with what somebody said before it says who he is: "The head of the port will not sell a single
//! crane", and below it the sentence, with his name. Within that report the description, or the body he speaks for, and
//! the name are one speaker, and against other reports the lead counts as his.

use std::collections::BTreeMap;

use super::compare::{Candidate, may_be_one};

/// How many attributions further down the quotation may stand.
const AHEAD: usize = 3;

/// Most bytes between the telling and the quotation.
const NEAR: usize = 600;

/// Least likeness of what both say, where no other attribution stands between them and otherwise.
const LEAST_BESIDE: f32 = 0.2;
const LEAST: f32 = 0.4;

/// How much likelier the quotation must be than one of another speaker in reach.
const CLEARLY: f32 = 0.08;

/// Gives each telling of somebody who is not known by name the speaker of the quotation below that bears it out.
/// `speakers` are the numbers of the speakers.
pub(super) fn lend_speakers(candidates: &mut [Candidate<'_>], speakers: &mut [Option<usize>]) {
    let mut by_report: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, candidate) in candidates.iter().enumerate() {
        by_report.entry(candidate.report).or_default().push(place);
    }
    let mut lent: Vec<(usize, usize)> = Vec::new();
    for places in by_report.values_mut() {
        places.sort_by_key(|place| candidates.get(*place).map(|candidate| (candidate.start, *place)));
        for (n, place) in places.iter().enumerate() {
            let Some(telling) = candidates.get(*place).filter(|c| !c.is_named && !c.content.is_quoted()) else {
                continue;
            };
            let below = places.iter().skip(n + 1).take(AHEAD);
            lent.extend(borne_out_by(telling, below.copied(), candidates).map(|by| (*place, by)));
        }
    }
    for (place, by) in lent {
        let Some(quotation) = candidates.get(by) else { continue };
        let (speaker, party) = (quotation.speaker, quotation.party);
        if let Some(number) = speakers.get(by).copied()
            && let Some(slot) = speakers.get_mut(place)
        {
            *slot = number;
        }
        if let Some(telling) = candidates.get_mut(place) {
            (telling.speaker, telling.party) = (speaker, party);
            (telling.is_named, telling.is_body, telling.is_sure) = (true, false, false);
        }
    }
}

/// The quotation among `below` that says the same, by somebody with a name who may be the speaker of `telling`.
fn borne_out_by(
    telling: &Candidate<'_>,
    below: impl Iterator<Item = usize>,
    candidates: &[Candidate<'_>],
) -> Option<usize> {
    let mut likely: Vec<(f32, usize)> = below
        .filter_map(|place| {
            let quotation = candidates.get(place)?;
            let likeness = telling.gist?.likeness(quotation.gist?);
            let fits = quotation.is_named
                && quotation.content.is_quoted()
                && quotation.start >= telling.end
                && quotation.start - telling.end < NEAR
                && may_be_one(telling, quotation);
            let least = if quotation.rank <= telling.rank + 1 { LEAST_BESIDE } else { LEAST };
            (fits && likeness >= least).then_some((likeness, place))
        })
        .collect();
    likely.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (likeness, best) = *likely.first()?;
    let speaker = candidates.get(best)?.speaker;
    let others = likely.iter().filter(|(_, place)| candidates.get(*place).is_some_and(|c| c.speaker != speaker));
    others.map(|(other, _)| *other).all(|other| likeness - other >= CLEARLY).then_some(best)
}

#[cfg(test)]
mod tests {
    use onrecord_analysis::attribution::{Gist, Kind};

    use crate::record::Record;
    use crate::report::ReportFacts;
    use crate::testing::{people, report};

    /// A report of which what is told says one thing and what is quoted another, or the same: contents of one number are
    /// alike, those of two are not.
    fn facts(file: &str, marked: &str, names: &str, told: usize, quoted: usize) -> ReportFacts {
        let mut facts = report(file, "2031-05-09", marked, people(names)).facts;
        for attribution in &mut facts.attributions {
            let at = if attribution.kind == Kind::Direct { quoted } else { told };
            let bytes: Vec<u8> = (0..128).map(|n| if n % 8 == at { 100 } else { 3 }).collect();
            attribution.gist = Gist::from_bytes(&bytes);
        }
        facts
    }

    /// Statements as `speaker: number of witnesses`, sorted.
    fn summary(facts: Vec<ReportFacts>) -> String {
        let record = Record::build(facts.clone());
        assert_eq!(Record::build(facts.into_iter().rev()), record);
        let name = |id: &crate::id::ActorId| {
            record.actors.iter().find(|actor| actor.id == *id).map_or("?", |actor| actor.name.as_str())
        };
        let line = |s: &crate::statement::Statement| {
            format!("{}: {}", s.speaker.as_ref().map_or("?", name), s.witnesses.len())
        };
        let mut lines: Vec<String> = record.statements.iter().map(line).collect();
        lines.sort();
        lines.join(", ")
    }

    const LEAD: &str = "{1s The head of the harbour} {1q ruled out} {1c parting with any crane}.\n\
                        {2c “Not one crane leaves Þórshöfn”}, {2s Áda Quill} {2q said}.";

    #[test]
    fn a_lead_is_the_words_of_whoever_is_quoted_below() {
        let other = "{1s Quill} {1q said} {1c nothing on the quay was for sale}.";
        for (told, quoted, expected) in [
            // The lead says what she says below, and another paper tells it in words of its own.
            (0, 0, "Áda Quill: 3"),
            // The lead says something else.
            (1, 0, "The head of the harbour: 1, Áda Quill: 2"),
        ] {
            let reports = vec![facts("a", LEAD, "Áda Quill", told, quoted), facts("b", other, "Quill", 0, 0)];
            assert_eq!(summary(reports), expected, "{told} {quoted}");
        }
    }

    #[test]
    fn quotations_that_say_the_same_are_one_if_a_pronoun_gave_one_to_another() {
        let marsh = "{1s Zoë Marsh} {1q said}: {1c “No one has looked in there, the folder is closed”}.";
        for (brandt, expected) in [
            (
                "{1s Jörg Brandt} {1q said}: {1c “The file stays shut and nobody has opened it”}.",
                "Jörg Brandt: 1, Zoë Marsh: 1",
            ),
            (
                "Jörg Brandt came.\n{1s He} {1q said}: {1c “The file stays shut and nobody has opened it”}.",
                "Zoë Marsh: 2",
            ),
        ] {
            let reports = vec![facts("a", brandt, "Jörg Brandt", 1, 2), facts("b", marsh, "Zoë Marsh", 1, 2)];
            assert_eq!(summary(reports), expected);
        }
    }
}
