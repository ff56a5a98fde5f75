//! Conflicts over small records.

use crate::conflict::{ConflictKind, Detail};
use crate::record::Record;
use crate::report::ReportEntry;
use crate::stance::Stance;
use crate::testing::{Names, people, report, taking};

fn listed(reports: Vec<ReportEntry>) -> Vec<(ConflictKind, Option<Detail>, bool)> {
    let record = Record::build(reports.into_iter().map(|entry| entry.facts));
    record.conflicts.iter().map(|conflict| (conflict.kind, conflict.detail, conflict.alleged)).collect()
}

#[test]
fn a_quotation_cut_before_its_condition() {
    let full = "{1s Ada Łoś} {1q said}: {1c “No trawler will fish inside the line unless the survey is handed over.”}";
    let cut = "{1s Ada Łoś} {1q said}: {1c “No trawler will fish inside the line.”}";
    let names = people("Ada Łoś");
    assert_eq!(
        listed(vec![report("a", "2031-03-04", full, names), report("b", "2031-03-04", cut, names)]),
        [(ConflictKind::Wording, Some(Detail::Condition), false)]
    );
    assert_eq!(listed(vec![report("a", "2031-03-04", full, names), report("b", "2031-03-05", full, names)]), []);
}

#[test]
fn own_words_that_turn_round() {
    let names = people("Ada Łoś|Bo Quill");
    let first = "{1s Ada Łoś} {1q said}: {1c “I will not sit at one cabinet table with the Greens.”}";
    let later = "{1s Ada Łoś} {1q said}: {1c “I will sit at the cabinet table with the Greens.”}";
    let other = "{1s Bo Quill} {1q said}: {1c “I will sit at the cabinet table with the Greens.”}";
    let on = |day: &str, text: &str| report(text, &format!("2031-06-{day}"), text, names);
    assert_eq!(listed(vec![on("03", first), on("20", later)]), [(ConflictKind::Reversal, None, false)]);
    // Another holds another position, and the same again is no change.
    assert_eq!(listed(vec![on("03", first), on("20", other)]), []);
    assert_eq!(listed(vec![on("03", first), on("20", first)]), []);
}

#[test]
fn hearsay_against_own_words() {
    let names = people("Ada Łoś|Bo Quill");
    let told = "{1s Ada Łoś} {1q said}: {1c “Bo Quill has accepted the carbon levy.”}";
    let own = "{1s Bo Quill} {1q said}: {1c “There will be no carbon levy with my name under it.”}";
    let kinds = |side: Stance| {
        let of = |file: &str, text: &str, side: Stance| {
            taking(file, "2031-06-03", text, names, &[("Bo Quill", "carbon levy", side)])
        };
        let record = Record::build([of("a", told, Stance::Support), of("b", own, side)]);
        record.conflicts.iter().map(|conflict| conflict.kind).collect::<Vec<_>>()
    };
    assert_eq!(kinds(Stance::Oppose), [ConflictKind::Hearsay]);
    assert_eq!(kinds(Stance::Support), []);
    // Where the reader is at a loss, the words say it.
    assert_eq!(kinds(Stance::Unclear), [ConflictKind::Hearsay]);
}

#[test]
fn two_sides_who_disagree_are_no_hearsay() {
    let names = people("Ada Łoś|Bo Quill");
    let wants = "{1s Ada Łoś} {1q said}: {1c “We will have a carbon levy.”}";
    let refuses = "{1s Bo Quill} {1q said}: {1c “There will be no carbon levy with my name under it.”}";
    let on = |file: &str, text: &str| report(file, "2031-06-03", text, names);
    assert_eq!(listed(vec![on("a", wants), on("b", refuses)]), []);
}

#[test]
fn figures_of_the_same_thing() {
    let on = |file: &str, text: &str| report(file, "2031-06-03", text, people("Ada Łoś"));
    let many = "A hundred and twenty Kestmark boats lay along the forty-mile line on Monday.";
    let few = "Some 70 boats lay along the line on Monday, says the coastguard.";
    let equal = "More than 100 boats lay along the line on Monday, says the coastguard.";
    let kinds = |reports| listed(reports).into_iter().map(|(kind, ..)| kind).collect::<Vec<_>>();
    assert_eq!(kinds(vec![on("a", many), on("b", few)]), [ConflictKind::Figures]);
    assert_eq!(kinds(vec![on("a", many), on("b", equal)]), []);
}

#[test]
fn what_only_a_reporter_says_is_marked() {
    let names = people("Ada Łoś");
    let alleged = "By Friday Ada Łoś was all for it, in a U-turn that nobody explained.
        {1c “The mill at Åby is old,”} {1s Ada Łoś} {1q said}.";
    let alone = "By Friday Ada Łoś was all for it, in a U-turn that nobody explained.";
    let quoted = "{1s Ada Łoś} {1q said}: {1c “Nobody will see a U-turn of mine.”}";
    assert_eq!(listed(vec![report("a", "2031-06-03", alleged, names)]), [(ConflictKind::Reversal, None, true)]);
    assert_eq!(listed(vec![report("a", "2031-06-03", quoted, names)]), []);
    // Without words of hers there is nothing to hold against it.
    assert_eq!(listed(vec![report("a", "2031-06-03", alone, names)]), []);
}

#[test]
fn what_a_report_sets_beside_what_was_said_before() {
    let text = "{1s Ada Łoś} {1q said} on Monday: {1c “The auditor may come to Åby whenever he likes.”}
        Last week {2s Ada Łoś} {2q had sworn}: {2c “No auditor will ever come to Åby.”}";
    let now = "{1s Ada Łoś} {1q said} on Monday: {1c “The auditor may come to Åby whenever he likes.”}
        {2s Ada Łoś} {2q said}: {2c “No auditor has ever come to Åby.”}";
    let names = people("Ada Łoś");
    assert_eq!(listed(vec![report("a", "2031-06-03", text, names)]), [(ConflictKind::Reversal, None, false)]);
    assert_eq!(listed(vec![report("a", "2031-06-03", now, names)]), []);
}

#[test]
fn one_meeting_at_two_places_or_on_two_days() {
    let names = Names { people: "Ada Łoś|Bo Quill", places: "Åby|Brimvík", ..Names::default() };
    let on = |file: &str, text: &str| report(file, "2031-06-05", text, names);
    for (one, other, expected) in [
        (
            "Ada Łoś met Bo Quill in Åby on Monday.",
            "Ada Łoś and Bo Quill met in Brimvík on Monday.",
            Some(Detail::Place),
        ),
        (
            "Ada Łoś met Bo Quill for lunch at the Hotel Åby on Monday.",
            "Ada Łoś and Bo Quill met for lunch on Tuesday.",
            Some(Detail::Day),
        ),
        ("Ada Łoś met Bo Quill in Åby on Monday.", "Ada Łoś and Bo Quill met in Åby on Monday.", None),
        // Another place on another day is another meeting, and so may be one of which nothing else is told.
        ("Ada Łoś met Bo Quill in Åby on Monday.", "Ada Łoś and Bo Quill met in Brimvík on Tuesday.", None),
        ("Ada Łoś met Bo Quill on Monday.", "Ada Łoś and Bo Quill met on Tuesday.", None),
    ] {
        let details: Vec<_> =
            listed(vec![on("a", one), on("b", other)]).into_iter().map(|(_, detail, _)| detail).collect();
        assert_eq!(details, expected.map(Some).into_iter().collect::<Vec<_>>(), "{one} {other}");
    }
}

#[test]
fn one_paper_with_different_terms() {
    let on = |file: &str, text: &str| report(file, "2031-06-05", text, people("Ada Łoś"));
    for (one, other, expected) in [
        (
            "The old paper is to be swapped for new bonds of Tavína that run for 20 years.",
            "For the old paper of Tavína there is a fifteen-year bond.",
            vec![Some(Detail::Terms)],
        ),
        (
            "The old paper is to be swapped for new bonds of Tavína that run for 20 years.",
            "The paper on the bonds of Tavína came 15 years after the first.",
            vec![],
        ),
    ] {
        let details: Vec<_> =
            listed(vec![on("a", one), on("b", other)]).into_iter().map(|(_, detail, _)| detail).collect();
        assert_eq!(details, expected, "{one} {other}");
    }
}

#[test]
fn who_denies_having_said_it() {
    let text = "Guests heard the mayor at dinner.
        {1c “They are spoilt children on rails,”} {1s Ada Łoś} {1q said}.
        {2c “I have never used those words,”} {2s Ada Łoś} {2q said} later.";
    let names = Names { people: "Ada Łoś", ..Names::default() };
    assert_eq!(
        listed(vec![report("a", "2031-06-03", text, names)]),
        [(ConflictKind::Accounts, Some(Detail::Denial), false)]
    );
}
