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
    assert_eq!(kinds(Stance::Unclear), []);
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
    let alleged = "By Friday Ada Łoś was all for it, in a U-turn that nobody explained.";
    let quoted = "{1s Ada Łoś} {1q said}: {1c “Nobody will see a U-turn of mine.”}";
    assert_eq!(listed(vec![report("a", "2031-06-03", alleged, names)]), [(ConflictKind::Reversal, None, true)]);
    assert_eq!(listed(vec![report("a", "2031-06-03", quoted, names)]), []);
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
