//! What the record learns from its own reports: countries, other spellings, whom spokespeople speak for.

use crate::actor::Actor;
use crate::record::Record;
use crate::report::ReportFacts;
use crate::testing::{Names, people, report};

fn actor<'r>(record: &'r Record, name: &str) -> &'r Actor {
    let found = record.actors.iter().find(|actor| actor.name == name);
    found.unwrap_or_else(|| panic!("{name} among {:?}", names(record)))
}

fn names(record: &Record) -> Vec<&str> {
    record.actors.iter().map(|actor| actor.name.as_str()).collect()
}

fn party<'r>(record: &'r Record, name: &str) -> Option<&'r str> {
    let party = actor(record, name).party.as_ref()?;
    record.actors.iter().find(|actor| actor.id == *party).map(|actor| actor.name.as_str())
}

fn of_places<'t>(people: &'t str, places: &'t str) -> Names<'t> {
    Names { people, organisations: "", places }
}

#[test]
fn people_of_an_unknown_country_are_its_people() {
    let reports = [
        report("a", "", "{1s Tárvia} {1q said} {1c yes}.", of_places("", "Tárvia")).facts,
        report("b", "", "{1s Tárvian minister Odo Löw} {1q said} {1c no}.", people("Odo Löw")).facts,
        report("c", "", "{1s The Tarvians} {1q want} {1c peace}.", of_places("", "Tarvians")).facts,
    ];
    let record = Record::build(reports);
    assert_eq!(party(&record, "Odo Löw"), Some("Tárvia"));
    assert_eq!(names(&record).len(), 2, "{:?}", names(&record));
}

#[test]
fn a_capital_speaks_for_the_country_it_is_the_capital_of() {
    let city = || report("a", "", "{1s Ösel} {1q refused} {1c to sign}.", of_places("", "Ösel")).facts;
    let country = || report("b", "", "{1s Tárvia} {1q agreed} {1c to sign}.", of_places("", "Tárvia")).facts;
    let told = |text: &str| report("c", "", text, of_places("", "Tárvia|ÖSEL|Ösel")).facts;
    let apart = Record::build([city(), country()]);
    assert_eq!(names(&apart).len(), 2);
    for text in [
        "They met in the Tárvian capital, Ösel.",
        "They met in Ösel, the capital of Tárvia.",
        "They met in Ösel, the seat of the Tárvian government.",
        "ÖSEL, Tárvia (Wire) – They met outside the Tárvian capital.",
    ] {
        let record = Record::build([city(), country(), told(text)]);
        assert_eq!(names(&record), ["Tárvia"], "{text}");
    }
    let record = Record::build([city(), country(), told("They met in Ösel, the capital. Tárvia agreed.")]);
    assert_eq!(names(&record).len(), 2);
}

fn in_company(file: &str, name: &str) -> ReportFacts {
    let text = format!("Ada Quill and Tom Low came. {{1s {name}}} {{1q said}} {{1c yes}}.");
    report(file, "", &text, people(&format!("Ada Quill|Tom Low|{name}"))).facts
}

#[test]
fn ways_to_write_a_name_need_company() {
    for (a, b) in [("Pavel Orlić", "Pavel Orlich"), ("Jan Lindqvist", "Jan Lindquist")] {
        let record = Record::build([in_company("a", a), in_company("b", b)]);
        assert_eq!(record.actors.len(), 1, "{a} {b}");
        let alone =
            |name: &str| report(name, "", &format!("{{1s {name}}} {{1q said}} {{1c yes}}."), people(name)).facts;
        assert_eq!(Record::build([alone(a), alone(b)]).actors.len(), 2, "{a} {b}");
    }
    for (a, b) in [("Jan Lindqvist", "Jan Lindgren"), ("Ada Bell", "Ida Bell"), ("Pavel Orlić", "Zdena Orlić")] {
        assert_eq!(Record::build([in_company("a", a), in_company("b", b)]).actors.len(), 2, "{a} {b}");
    }
}

#[test]
fn a_report_that_has_both_names_has_two_people() {
    let both = "{1s Pavel Orlić} {1q said} {1c yes}. {2s Pavel Orlich} {2q said} {2c no}.";
    let both = report("c", "", both, people("Pavel Orlić|Pavel Orlich")).facts;
    let record = Record::build([in_company("a", "Pavel Orlić"), in_company("b", "Pavel Orlich"), both]);
    assert_eq!(record.actors.len(), 2);
}

#[test]
fn spokespeople_speak_for_their_principal() {
    let text = "Norwegian Prime Minister Ada Quill left.
                {1s Odo Löw, a spokesman for Quill,} {1q said} {1c yes}.
                {2s Quill} {2q said} {2c no}.";
    let record = Record::build([report("a", "", text, people("Ada Quill|Odo Löw|Quill")).facts]);
    assert_eq!(party(&record, "Odo Löw"), Some("Ada Quill"));
    assert_eq!(party(&record, "Ada Quill"), Some("Norway"));
    let text = "Norwegian Prime Minister Ada Quill left.
                {1s The Prime Minister’s official spokesman} {1q said} {1c yes}. {2s Quill} {2q said} {2c no}.";
    let record = Record::build([report("a", "", text, people("Ada Quill|Quill")).facts]);
    assert_eq!(party(&record, "The Prime Minister’s official spokesman"), Some("Ada Quill"));
}
