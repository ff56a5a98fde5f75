//! What is made of several reports together: statements, conflicts, events.

use super::markdown::{command, count, percent, table};
use crate::tally::{Tally, share};
use crate::utterances::UtteranceScore;

fn line(name: String, tally: &Tally) -> Vec<String> {
    let shares = [tally.precision(), tally.recall()].map(percent);
    std::iter::once(name).chain(shares).chain([count(tally.gold), count(tally.predicted)]).collect()
}

/// Which attributions tell one utterance.
pub fn statements(parts: &[(&str, UtteranceScore)]) -> String {
    let mut lines = Vec::new();
    for (part, score) in parts {
        let statements = &score.statements;
        lines.push(line(format!("{part}, among attributions found"), &statements.among_found));
        lines.push(line(format!("{part}, over all"), &statements.over_all));
        lines.push(line(format!("{part}, reports that print the same copy"), &statements.copies));
    }
    let found = parts.iter().map(|(part, score)| {
        let statements = &score.statements;
        format!("{} of {} labelled attributions ({part})", count(statements.found), count(statements.gold))
    });
    [
        "Invented negotiations, each told by seven to eleven reports (`benchmarks/data/utterances/README.md`). Everything \
         is the\nprogram's own work from the files on: an attribution that is not found, or whose speaker is mistaken, \
         costs recall here\nas well. Counted in pairs of labelled attributions that tell one utterance: once among those \
         found, once over all, where a\npair of which one is not found is missed.\n\n"
            .to_owned(),
        command("utterances benchmarks/data/utterances/held"),
        "\n".to_owned(),
        table(&["pairs, percent", "P", "R", "labelled", "joined"], &lines),
        format!("\nThe reader found {}.\n", found.collect::<Vec<_>>().join(" and ")),
    ]
    .concat()
}

/// Where accounts conflict, and what happened.
pub fn conflicts(parts: &[(&str, UtteranceScore)]) -> String {
    let mut text =
        "A conflict is right if its kind is one that the labels accept and each of its sides has words of another \
                    side of a labelled\none. \"Listed\" counts all that the program lists in these negotiations.\n"
            .to_owned();
    for (part, score) in parts {
        let conflicts = &score.conflicts;
        let mut lines: Vec<Vec<String>> =
            conflicts.by_kind.iter().map(|(kind, tally)| line((*kind).to_owned(), tally)).collect();
        lines.push(line("all kinds".to_owned(), &conflicts.all));
        text.push_str(&format!("\n{}\n", table(&[part, "P", "R", "labelled", "listed"], &lines)));
        let events = &score.events;
        text.push_str(&format!(
            "Of {} things that are labelled as no conflict, {} are listed. Of {} labelled events {} percent are found, in {} \
             percent of\ntheir tellings, {} percent of those found on the right day.\n",
            count(conflicts.not_conflicts),
            count(conflicts.listed_wrongly),
            count(events.gold),
            percent(events.recall()),
            percent(share(events.told_found, events.told)),
            percent(share(events.dated, events.found)),
        ));
    }
    text
}
