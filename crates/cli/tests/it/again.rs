//! Deriving only what is due gives what deriving everything gives.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use onrecord_record::codebook::Codebook;
use onrecord_record::correction::Correction;
use onrecord_record::id::ActorId;
use onrecord_record::record::Record;
use onrecord_record::stance::Stance;
use onrecord_store::decisions::Made;
use onrecord_store::export::write_record;
use onrecord_store::rebuild::Due;
use onrecord_store::store::Store;

use crate::util::{Place, examples};

fn exported(record: &Record) -> String {
    let mut out = Vec::new();
    write_record(record, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// Rebuilds, where `due` is expected to be due, and compares with what everything derived on the spot gives.
#[track_caller]
fn rebuild(store: &mut Store, due: Due) -> Record {
    assert_eq!(store.due().unwrap(), due);
    let expected = store.record().unwrap();
    let generation = store.generation().unwrap();
    store.rebuild().unwrap().unwrap();
    let found = store.record().unwrap();
    assert!(exported(&found) == exported(&expected), "the exports differ");
    assert_eq!(found.idle_corrections, expected.idle_corrections);
    assert_eq!(found.suggestions, expected.suggestions);
    assert_eq!(store.generation().unwrap(), generation + 1);
    found
}

#[track_caller]
fn apply(store: &mut Store, codebook: &str, due: Due) -> Record {
    store.set_codebook(&Codebook::parse(codebook).unwrap()).unwrap();
    rebuild(store, due)
}

#[track_caller]
fn correct(store: &mut Store, correction: &Correction, due: Due) -> Record {
    store.correct(correction, &Made::default()).unwrap();
    rebuild(store, due)
}

/// Other issues, with a part, and the actors of no codebook.
const OTHER: &str = "[[issue]]\nid = \"water\"\nlabel = \"Wäter\"\nterms = [\"flow\", \"release\", \"reservoir\"]\n\
                     [[issue]]\nid = \"money\"\nlabel = \"Money\"\nterms = [\"payment\", \"escrow\"]\n\
                     [[issue]]\nid = \"gauges\"\nlabel = \"Inspectors\"\nterms = [\"inspectors\"]\nparent = \"water\"\n";

fn without_actors(codebook: &str) -> String {
    codebook.split("[[actor]]").next().unwrap().to_owned()
}

/// The same reports, of which the record knows the codebook from the start.
fn from_scratch(place: &Place, codebook: &str) -> String {
    let path = place.path("scratch.onrecord");
    let mut store = Store::open_or_create(&path).unwrap();
    store.set_codebook(&Codebook::parse(codebook).unwrap()).unwrap();
    store.close().unwrap();
    place.build(&[examples().to_str().unwrap()], "scratch.onrecord")
}

fn open(path: &Path) -> Store {
    Store::open(path).unwrap()
}

#[test]
fn another_codebook_gives_what_a_build_with_it_gives() {
    let place = Place::new();
    let full = fs::read_to_string(examples().with_file_name("codebook.toml")).unwrap();
    let issues = without_actors(&full);
    place.build(&[examples().to_str().unwrap()], "a.onrecord");
    let mut store = open(&place.path("a.onrecord"));
    let bare = exported(&store.record().unwrap());
    apply(&mut store, &issues, Due::Positions);
    let other = exported(&apply(&mut store, OTHER, Due::Positions));
    assert!(other == from_scratch(&place, OTHER), "another record than one built with the codebook from the start");
    // Actors touch everything; issues beside the same actors do not.
    apply(&mut store, &full, Due::Everything);
    apply(&mut store, &full.replace("\"compensation\", ", ""), Due::Positions);
    apply(&mut store, &full, Due::Positions);
    apply(&mut store, OTHER, Due::Everything);
    let back = exported(&apply(&mut store, "", Due::Positions));
    assert!(back == bare, "another record than the one before there was a codebook");
}

#[test]
fn corrections_hold_whatever_is_due() {
    let place = Place::new();
    let issues = without_actors(&fs::read_to_string(examples().with_file_name("codebook.toml")).unwrap());
    place.build(&[examples().to_str().unwrap()], "a.onrecord");
    let mut store = open(&place.path("a.onrecord"));
    let record = apply(&mut store, &issues, Due::Positions);
    let on = |issue: &str| {
        let of_issue = record.stances.iter().filter(|stance| stance.issue.as_str() == issue);
        of_issue.flat_map(|stance| stance.readings.clone()).collect::<Vec<_>>()
    };
    let readings = [on("inspectors"), on("payment"), on("flow")].concat();
    let [first, second, third, ..] = &readings[..] else { panic!("three stances among {readings:?}") };
    let issue = |id: &str| record.issues.iter().find(|issue| issue.id.as_str() == id).unwrap().id.clone();
    let attribution = record.attributions.iter().find(|a| a.speaker.is_some()).unwrap();
    let made = [
        Correction::SetStance { reading: first.clone(), stance: Stance::Oppose },
        Correction::MoveStance { reading: second.clone(), issue: issue("escrow") },
        Correction::RejectStance { reading: third.clone() },
        Correction::MergeIssues { kept: issue("payment"), other: issue("order") },
        Correction::AddStance {
            attribution: attribution.id.clone(),
            holder: None,
            issue: issue("flow"),
            stance: Stance::Unclear,
        },
    ];
    for correction in &made {
        correct(&mut store, correction, Due::Positions);
    }
    // Corrections of who speaks touch everything, and hold when only positions are derived again.
    let (rejected, speaker) = (&record.attributions.last().unwrap().id, attribution.speaker.clone().unwrap());
    correct(&mut store, &Correction::RejectAttribution { attribution: rejected.clone() }, Due::Everything);
    let other = record.attributions.iter().find(|a| a.speaker.is_some() && a.speaker.as_ref() != Some(&speaker));
    let moved = Correction::SetSpeaker { attribution: other.unwrap().id.clone(), speaker: speaker.clone() };
    correct(&mut store, &moved, Due::Everything);
    correct(&mut store, &Correction::Rename { actor: speaker, name: "Żoë Śmith".to_owned() }, Due::Everything);
    // Some have nothing to correct where there are other issues, and have it again.
    let idle = apply(&mut store, OTHER, Due::Positions).idle_corrections;
    assert!(!idle.is_empty());
    apply(&mut store, "", Due::Positions);
    assert!(apply(&mut store, &issues, Due::Positions).idle_corrections.is_empty());
    for number in 1..=5 {
        assert!(store.undo_correction(number, true).unwrap());
        rebuild(&mut store, Due::Positions);
    }
    assert!(store.undo_correction(3, false).unwrap());
    // What was due stays due.
    assert!(store.undo_correction(6, true).unwrap());
    store.set_codebook(&Codebook::parse(OTHER).unwrap()).unwrap();
    rebuild(&mut store, Due::Everything);
}

#[test]
fn somebody_known_only_by_stances_leaves_the_record_with_them() {
    let place = Place::new();
    place.build(&[examples().to_str().unwrap()], "a.onrecord");
    let mut store = open(&place.path("a.onrecord"));
    let record = store.record().unwrap();
    let is_elsewhere = |actor| {
        record.attributions.iter().any(|a| a.speaker.as_ref() == Some(actor) || a.via.contains(actor))
            || record.events.iter().any(|event| event.participants.contains(actor))
            || record.actors.iter().any(|other| other.party.as_ref() == Some(actor))
    };
    let holders: BTreeSet<&ActorId> = record.stances.iter().map(|stance| &stance.holder).collect();
    let mut number = 0;
    for holder in holders.into_iter().filter(|holder| !is_elsewhere(*holder)) {
        let of_holder = record.stances.iter().filter(|stance| stance.holder == *holder);
        let readings: BTreeSet<_> = of_holder.flat_map(|stance| &stance.readings).collect();
        let mut left = record.clone();
        for reading in readings {
            left = correct(&mut store, &Correction::RejectStance { reading: reading.clone() }, Due::Positions);
            number += 1;
        }
        // Others may be known by a stance that is on no issue.
        if left.actors.iter().all(|actor| actor.id != *holder) {
            assert!(store.undo_correction(number, true).unwrap());
            let back = rebuild(&mut store, Due::Positions);
            assert!(back.actors.iter().any(|actor| actor.id == *holder));
            return;
        }
    }
    panic!("nobody is known only by his stances");
}
