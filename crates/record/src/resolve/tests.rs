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

#[test]
fn an_ambassador_to_a_city_is_one_to_its_country() {
    let envoy = |file: &str, post: &str| {
        let text = format!("{{1s Tárvia’s ambassador to {post}, Odo Löw,}} {{1q said}} {{1c yes}}.");
        report(file, "", &text, Names { people: "Odo Löw", organisations: "", places: "Tárvia|Port Ösel|Belmora" })
            .facts
    };
    let minister = "{1s Belmoran minister Ada Quill} {1q said} {1c no}. {2s Port Ösel} {2q refused} {2c to sign}.";
    let minister =
        || report("c", "", minister, Names { people: "Ada Quill", organisations: "", places: "Port Ösel" }).facts;
    let record = Record::build([envoy("a", "Port Ösel"), envoy("b", "Belmora"), minister()]);
    assert!(names(&record).contains(&"Belmora"), "{:?}", names(&record));
    let record = Record::build([envoy("a", "Port Ösel"), minister()]);
    assert!(names(&record).contains(&"Port Ösel"), "{:?}", names(&record));
}

#[test]
fn an_office_is_held_by_different_people_at_different_times() {
    let named = |file: &str, day: &str, name: &str| {
        let text = format!("{{1s Norwegian Prime Minister {name}}} {{1q said}} {{1c yes}}.");
        report(file, day, &text, people(name)).facts
    };
    let unnamed = |day: &str| {
        let text = format!("{{1s The Norwegian prime minister}} {{1q said}} {{1c no, {day}}}.");
        report(day, day, &text, people("")).facts
    };
    let speakers = |days: &[&str]| {
        let all = [named("a", "2031-05-09", "Ada Quill"), named("b", "2033-05-09", "Odo Löw")];
        let record = Record::build(all.into_iter().chain(days.iter().map(|day| unnamed(day))));
        let content = |day: &&str| format!("no, {day}");
        let speaker = |day: &&str| {
            let said = record.attributions.iter().find(|a| a.content.text == content(day)).expect("said");
            let actor = record.actors.iter().find(|actor| Some(&actor.id) == said.speaker.as_ref());
            actor.map(|actor| actor.name.clone()).unwrap_or_default()
        };
        days.iter().map(speaker).collect::<Vec<_>>()
    };
    assert_eq!(speakers(&["2031-05-20", "2033-04-30"]), ["Ada Quill", "Odo Löw"]);
    // In between nobody knows.
    assert_eq!(speakers(&["2032-05-09"]), ["The Norwegian prime minister"]);
    let alone = [named("a", "2031-05-09", "Ada Quill"), unnamed("2035-05-09")];
    assert_eq!(Record::build(alone).actors.iter().filter(|a| a.kind == crate::actor::ActorKind::Person).count(), 2);
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
fn a_letter_that_one_report_got_wrong() {
    let (right, wrong) = ("Ida Achterberg", "Ida Achterburg");
    let twice = || [in_company("a", right), in_company("b", &format!("{right} "))];
    let again = |file: &str, name: &str| {
        let text = format!("Ada Quill, Tom Low, {{1s {name}}} {{1q wrote}} {{1c no, {file}}}.");
        report(file, "", &text, people(&format!("Ada Quill|Tom Low|{name}"))).facts
    };
    let speakers = |facts: Vec<ReportFacts>| Record::build(facts).actors.len();
    assert_eq!(speakers(twice().into_iter().chain([again("c", wrong)]).collect()), 1);
    // Where neither is the usual spelling, nobody knows.
    assert_eq!(speakers(vec![again("c", wrong), again("d", right)]), 2);
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

#[test]
fn who_holds_an_office_whose_owner_another_report_names() {
    let league = Names { people: "Odo Löw", organisations: "Tönner Growers’ League|League", places: "" };
    let chairman = "{1s The Tönner Growers’ League} {1q said} {1c yes}.\n\
                    {2s Odo Löw, the League’s chairman,} {2q said} {2c no}.";
    let its = "{1s The Tönner Growers’ League} {1q wants} {1c peace}.\n{2s Its chairman} {2q fears} {2c war}.";
    let record = Record::build([report("a", "", chairman, league).facts, report("b", "", its, league).facts]);
    assert_eq!(names(&record).len(), 2, "{:?}", names(&record));

    let envoy = "{1s Tárvia’s ambassador to Élan, Ada Quill,} {1q said} {1c yes}.";
    let of = |president: &str| {
        format!(
            "{{1s {president}}} {{1q said}} {{1c no}}.\n{{2s The president’s ambassador}} {{2q said}} {{2c never}}."
        )
    };
    let speakers = |president: &str| {
        let named = of_places("Ada Quill|Zoë Orl|Emma Löw", "Tárvia");
        let state = report("c", "", "{1s Tárvian President Zoë Orl} {1q said} {1c so}.", named).facts;
        let record =
            Record::build([report("a", "", envoy, named).facts, report("b", "", &of(president), named).facts, state]);
        let mut found: Vec<String> = names(&record).into_iter().map(str::to_owned).collect();
        found.sort();
        found.join("|")
    };
    assert_eq!(speakers("President Zoë Orl"), "Ada Quill|Tárvia|Zoë Orl");
    // Another president's ambassador is somebody else.
    assert_eq!(
        speakers("French President Emma Löw"),
        "Ada Quill|Emma Löw|France|The president’s ambassador|Tárvia|Zoë Orl"
    );
}
