//! Several reports together: who is who, and what was said once.

use proptest::prelude::*;

use super::Record;
use crate::attribution::Attribution;
use crate::codebook::Codebook;
use crate::correction::Correction;
use crate::decisions::Decisions;
use crate::id::{ActorId, AttributionId};
use crate::report::ReportFacts;
use crate::resolve::Likeness;
use crate::testing::{Names, people, report};

/// Statements as `speaker (witnesses, at the latest): text`, and actors as `name [aliases] roles`,
/// a line each, sorted.
fn summary(record: &Record) -> String {
    let name = |id: &crate::id::ActorId| {
        let found = record.actors.iter().find(|actor| actor.id == *id);
        found.map_or("nobody", |actor| actor.name.as_str())
    };
    let mut lines: Vec<String> = record
        .statements
        .iter()
        .map(|s| {
            let speaker = s.speaker.as_ref().map_or("?", name);
            let date = s.said_on.as_ref().and_then(|d| d.latest()).map_or("?".to_owned(), |d| d.to_string());
            format!("{speaker} ({}, {date}): {}", s.witnesses.len(), s.text)
        })
        .collect();
    lines.sort();
    let mut actors: Vec<String> = record
        .actors
        .iter()
        .map(|actor| {
            let roles: Vec<&str> = actor.roles.iter().map(|role| role.title.as_str()).collect();
            let aliases = actor.aliases.join(", ");
            let line = format!("{} [{aliases}] {}", actor.name, roles.join(", "));
            line.trim_end().to_owned()
        })
        .collect();
    actors.sort();
    lines.extend(actors);
    lines.join("\n")
}

fn check(facts: Vec<ReportFacts>, expected: &str) {
    let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    let record = Record::build(facts.clone());
    assert_eq!(summary(&record), expected.join("\n"));
    assert_eq!(Record::build(facts.into_iter().rev()), record);
}

#[test]
fn one_person_in_two_reports() {
    check(
        vec![
            report(
                "a",
                "2031-05-09",
                "{1s Norwegian President Áda Quill} {1q said} {1c yes, gladly}.",
                people("Áda Quill"),
            )
            .facts,
            report("b", "2031-05-10", "{1s Ada QUILL} {1q said} {1c no}.", people("Ada QUILL")).facts,
            report("c", "2031-05-11", "{1s Quill} {1q said} {1c maybe}.", people("Quill")).facts,
        ],
        "Áda Quill (1, 2031-05-09): yes, gladly
         Áda Quill (1, 2031-05-10): no
         Áda Quill (1, 2031-05-11): maybe
         Norway []
         Áda Quill [Ada QUILL, Quill] Norwegian President",
    );
}

#[test]
fn a_surname_that_two_people_have_is_nobodys() {
    check(
        vec![
            report("a", "", "{1s Ada Quill} {1q said} {1c yes}.", people("Ada Quill")).facts,
            report("b", "", "{1s Odo Quill} {1q said} {1c no}.", people("Odo Quill")).facts,
            report("c", "", "{1s Quill} {1q said} {1c maybe}.", people("Quill")).facts,
        ],
        "Ada Quill (1, ?): yes
         Odo Quill (1, ?): no
         Quill (1, ?): maybe
         Ada Quill []
         Odo Quill []
         Quill []",
    );
}

#[test]
fn middle_names_keep_people_apart() {
    let named = |file: &str, name: &str| {
        report(file, "", &format!("{{1s {name}}} {{1q said}} {{1c yes}}."), people(name)).facts
    };
    let record = Record::build([named("a", "Jo A. Brook"), named("b", "Jo C. Brook"), named("c", "Jo Brook")]);
    assert_eq!(record.actors.len(), 3);
    let record = Record::build([named("a", "Jo A. Brook"), named("c", "Jo Brook")]);
    assert_eq!(record.actors.len(), 1);
}

#[test]
fn an_office_of_one_report_has_its_holder_in_another() {
    check(
        vec![
            report("a", "", "{1s Norwegian President Ada Quill} {1q said} {1c yes}.", people("Ada Quill")).facts,
            // Named without her title, and the title without a country.
            report(
                "b",
                "",
                "Ada Quill flew home with Tom Low.
                 {1s The president} {1q said} {1c no}.",
                people("Ada Quill|Tom Low"),
            )
            .facts,
            report("c", "", "{1s The Norwegian president} {1q said} {1c maybe}.", people("")).facts,
            report("d", "", "{1s The president} {1q said} {1c never}.", people("")).facts,
            report("e", "", "{1s The French president} {1q said} {1c well}.", people("")).facts,
        ],
        "Ada Quill (1, ?): maybe
         Ada Quill (1, ?): no
         Ada Quill (1, ?): yes
         The French president (1, ?): well
         The president (1, ?): never
         Ada Quill [] Norwegian President, Norwegian president, president
         France []
         Norway []
         The French president [] French president
         The president [] president
         Tom Low []",
    );
}

#[test]
fn groups_states_and_acronyms_over_reports() {
    let names = |organisations, places| Names { people: "", organisations, places };
    check(
        vec![
            report(
                "a",
                "",
                "{1s The World Harbour Council (WHC)} {1q said} {1c yes}.",
                names("World Harbour Council", ""),
            )
            .facts,
            report(
                "b",
                "",
                "{1s the WHC} {1q said} {1c no}. {2s American officials} {2q said} {2c so}.",
                names("WHC", ""),
            )
            .facts,
            report(
                "c",
                "",
                "{1s the U.S.} {1q wants} {1c it}. {2s US officials} {2q agree} {2c today}.",
                names("", "U.S."),
            )
            .facts,
            report(
                "d",
                "",
                "{1s America} {1q wants} {1c that}. {2s officials} {2q say} {2c this}.",
                names("", "America"),
            )
            .facts,
            report("e", "", "{1s officials} {1q say} {1c these}.", names("", "")).facts,
        ],
        "American officials (1, ?): so
         American officials (1, ?): today
         United States (1, ?): it
         United States (1, ?): that
         World Harbour Council (1, ?): no
         World Harbour Council (1, ?): yes
         officials (1, ?): these
         officials (1, ?): this
         American officials [US officials]
         United States [America, U.S.]
         World Harbour Council [WHC]
         officials []
         officials []",
    );
}

fn says(file: &str, source: &str, names: Names<'_>) -> ReportFacts {
    report(file, "", &format!("{{1s {source}}} {{1q said}} {{1c “{file}”}}."), names).facts
}

fn id_of(record: &Record, name: &str) -> ActorId {
    record.actors.iter().find(|actor| actor.name == name).map(|actor| actor.id.clone()).expect(name)
}

fn actor_names(record: &Record) -> Vec<&str> {
    let mut names: Vec<&str> = record.actors.iter().map(|actor| actor.name.as_str()).collect();
    names.sort_unstable();
    names
}

#[test]
fn a_name_that_one_report_got_wrong() {
    let record = Record::build([
        says("a", "Norwegian envoy Jan Löfqvist", people("Jan Löfqvist")),
        says("b", "Norway’s envoy, Jan Löfqvist,", people("Jan Löfqvist")),
        says("c", "Norwegian foreign minister Ada Quill", people("Ada Quill")),
        says("d", "the Norwegian foreign minister, Ida Quill,", people("Ida Quill")),
        // Alike, but nothing else speaks for it.
        says("e", "Jon Larsen", people("Jon Larsen")),
        says("f", "Jon Larson", people("Jon Larson")),
    ]);
    assert_eq!(actor_names(&record), ["Ada Quill", "Jan Löfqvist", "Jon Larsen", "Jon Larson", "Norway"]);
    let [pair] = record.suggestions.as_slice() else { panic!("{:?}", record.suggestions) };
    assert_eq!(pair.reason, Likeness::Spelling);
    let mut expected = [id_of(&record, "Jon Larsen"), id_of(&record, "Jon Larson")];
    expected.sort();
    assert_eq!(pair.actors, expected);
}

#[test]
fn two_people_of_one_office_in_one_report_stay_two() {
    let both =
        "{1s Norwegian envoy Jan Löfqvist} {1q said} {1c yes}. {2s Norwegian envoy Jan Löfgren} {2q said} {2c no}.";
    let record = Record::build([report("a", "", both, people("Jan Löfqvist|Jan Löfgren")).facts]);
    assert_eq!(actor_names(&record), ["Jan Löfgren", "Jan Löfqvist", "Norway"]);
}

#[test]
fn whose_side_somebody_is_on() {
    let record = Record::build([
        says("a", "UK Prime Minister Odo Frâncu", people("Odo Frâncu")),
        says("b", "Frâncu", people("Frâncu")),
        says("c", "Russian officials", people("")),
        says("d", "the Kremlin", Names { organisations: "Kremlin", ..Names::default() }),
        says("e", "Áron Low", people("Áron Low")),
    ]);
    let side = |name: &str| {
        let actor = record.actors.iter().find(|actor| actor.name == name).expect(name);
        let party = actor.party.as_ref()?;
        record.actors.iter().find(|actor| actor.id == *party).map(|actor| actor.name.as_str())
    };
    assert_eq!(side("Odo Frâncu"), Some("United Kingdom"));
    assert_eq!(side("Russian officials"), Some("Russia"));
    assert_eq!(side("Russia"), None);
    assert_eq!(side("Áron Low"), None);
}

#[test]
fn a_codebook_wins() {
    let codebook = Codebook::parse(
        "[[actor]]\nid = \"quill\"\nname = \"Áda Quill\"\nkind = \"person\"\nparty = \"élan\"\nroles = [\"president of Élan\"]\n\
         [[actor]]\nid = \"élan\"\nname = \"Élan\"\nkind = \"state\"\naliases = [\"Castle Row\"]\n",
    );
    let decisions = Decisions { codebook: codebook.expect("sound"), ..Decisions::default() };
    let facts = [
        says("a", "Ada Quill", people("Ada Quill")),
        says("b", "Quill", people("Quill")),
        says("c", "the president of Élan", Names { places: "Élan", ..Names::default() }),
        says("d", "Castle Row", Names { organisations: "Castle Row", ..Names::default() }),
    ];
    let record = Record::decided(facts, &decisions);
    let ids: Vec<&str> = record.actors.iter().map(|actor| actor.id.as_str()).collect();
    assert_eq!(ids, ["quill", "élan"]);
    assert_eq!(actor_names(&record), ["Áda Quill", "Élan"]);
    assert_eq!(record.actors[0].party.as_ref().map(ActorId::as_str), Some("élan"));
    assert_eq!(record.actors[0].aliases, ["Ada Quill", "Quill"]);
}

#[test]
fn corrections_survive_more_reports() {
    let facts = || {
        vec![
            says("a", "Löfqvist", people("Löfqvist")),
            says("b", "Jon Larsen", people("Jon Larsen")),
            says("c", "Jon Larson", people("Jon Larson")),
        ]
    };
    let record = Record::build(facts());
    let [lofqvist, larsen, larson] = ["Löfqvist", "Jon Larsen", "Jon Larson"].map(|name| id_of(&record, name));
    let corrections = vec![
        Correction::Merge { kept: larsen.clone(), other: larson },
        Correction::Rename { actor: larsen.clone(), name: "Jón Larsen".to_owned() },
        Correction::SetParty { actor: lofqvist, party: Some(larsen) },
        Correction::Rename { actor: ActorId::of_person("nobody"), name: "X".to_owned() },
    ];
    let decisions = Decisions { corrections, ..Decisions::default() };
    let record = Record::decided(facts(), &decisions);
    assert_eq!(actor_names(&record), ["Jón Larsen", "Löfqvist"]);
    assert_eq!(record.idle_corrections, [3]);
    // Now the record learns a given name, and the id it knew is no more.
    let mut more = facts();
    more.push(says("d", "Jan Löfqvist", people("Jan Löfqvist")));
    let record = Record::decided(more, &decisions);
    assert_eq!(actor_names(&record), ["Jan Löfqvist", "Jón Larsen"]);
    let party = record.actors.iter().find(|a| a.name == "Jan Löfqvist").and_then(|a| a.party.clone());
    assert_eq!(party, Some(id_of(&record, "Jón Larsen")));
}

fn two_speakers() -> Vec<ReportFacts> {
    vec![
        report("a", "2031-05-09", "{1s Ada Quill} {1q said} {1c the port will open}.", people("Ada Quill")).facts,
        report("b", "2031-05-10", "{1s Jón Larsen} {1q said} {1c no}.", people("Jón Larsen")).facts,
    ]
}

fn contents(record: &Record) -> Vec<(String, String)> {
    let name = |id: &ActorId| record.actors.iter().find(|a| a.id == *id).map(|a| a.name.clone());
    let speaker = |a: &Attribution| a.speaker.as_ref().and_then(name).unwrap_or_default();
    let mut said: Vec<_> = record.attributions.iter().map(|a| (a.content.text.clone(), speaker(a))).collect();
    said.sort();
    said
}

fn attribution_of(record: &Record, content: &str) -> AttributionId {
    let found = record.attributions.iter().find(|a| a.content.text == content);
    found.map(|a| a.id.clone()).expect("there")
}

#[test]
fn the_named_speaker_speaks_and_what_is_rejected_is_gone() {
    let before = Record::build(two_speakers());
    let larsen = before.actors.iter().find(|a| a.name == "Jón Larsen").map(|a| a.id.clone()).expect("there");
    let (port, no) = (attribution_of(&before, "the port will open"), attribution_of(&before, "no"));
    let corrections = vec![
        Correction::SetSpeaker { attribution: port.clone(), speaker: larsen },
        Correction::SetSpeaker { attribution: no.clone(), speaker: ActorId::of_person("nobody") },
        Correction::RejectAttribution { attribution: no.clone() },
    ];
    let decisions = Decisions { corrections, ..Decisions::default() };
    let record = Record::decided(two_speakers(), &decisions);
    assert_eq!(contents(&record), [("the port will open".to_owned(), "Jón Larsen".to_owned())]);
    assert_eq!(record.statements.len(), 1);
    assert_eq!(record.idle_corrections, [1]);
    // Without the report it speaks of, a correction is kept and does nothing.
    let alone = Record::decided(two_speakers().into_iter().skip(1), &decisions);
    assert_eq!(contents(&alone), []);
    assert_eq!(alone.idle_corrections, [0, 1]);
}

#[test]
fn a_split_takes_one_report_away() {
    let facts = || vec![says("a", "Ada Quill", people("Ada Quill")), says("b", "Quill", people("Quill"))];
    let record = Record::build(facts());
    let report = record.reports.iter().find(|r| r.locator.file == "b").map(|r| r.id.clone()).expect("b");
    let split = Correction::Split { actor: id_of(&record, "Ada Quill"), report };
    let record = Record::decided(facts(), &Decisions { corrections: vec![split], ..Decisions::default() });
    assert_eq!(actor_names(&record), ["Ada Quill", "Quill"]);
}

#[test]
fn one_utterance_and_its_witnesses() {
    let quill = people("Ada Quill|Quill");
    check(
        vec![
            report(
                "a",
                "2031-05-11",
                "{1c “The port will open at dawn, come what may,”} {1s Ada Quill} {1q said}.",
                quill,
            )
            .facts,
            report(
                "b",
                "2031-05-10",
                "{1s Ada Quill} {1q said}: {1c “Look, the port will open at dawn, come what may. I have asked them.”}",
                quill,
            )
            .facts,
            report(
                "c",
                "2031-05-12",
                "{1s Quill} {1q promised} {1c the port would “open at dawn, come what may”}.",
                quill,
            )
            .facts,
            // The same words from somebody else, and others from her.
            report(
                "d",
                "2031-05-12",
                "{1c “The port will open at dawn, come what may,”} {1s Tom Łoś} {1q said}.",
                people("Tom Łoś"),
            )
            .facts,
            report("e", "2031-05-12", "{1s Quill} {1q said} {1c “yes”}. {2s Quill} {2q said} {2c “yes”}.", quill).facts,
        ],
        "Ada Quill (1, 2031-05-12): yes
         Ada Quill (1, 2031-05-12): yes
         Ada Quill (3, 2031-05-10): Look, the port will open at dawn, come what may. I have asked them.
         Tom Łoś (1, 2031-05-12): The port will open at dawn, come what may
         Ada Quill [Quill]
         Tom Łoś []",
    );
}

#[test]
fn utterances_are_told_apart() {
    let names = people("Ada Quill|Tom Łoś");
    let n = |reports: &[(&str, &str)]| {
        let read = reports.iter().enumerate().map(|(i, (day, text))| report(&i.to_string(), day, text, names).facts);
        Record::build(read).statements.len()
    };
    let quoted = "{1s Ada Quill} {1q said}: {1c “Value added tax stands at nineteen per cent, and there it stays.”}";
    // The summary in the lead, and the words below it.
    let summary = "{2s Ada Quill} {2q promised} {2c that value added tax would stay at 19 per cent}.";
    assert_eq!(n(&[("2031-05-11", &format!("{summary}\n{quoted}"))]), 1);
    // Two answers on one occasion.
    let other = "{3s Ada Quill} {3q said}: {3c “Nobody asked me about the harbour bridge before Easter.”}";
    assert_eq!(n(&[("2031-05-11", &format!("{quoted}\n{other}")), ("2031-05-12", quoted)]), 2);
    // The same words weeks later, and in the mouth of a spokesman.
    assert_eq!(n(&[("2031-05-11", quoted), ("2031-06-20", &format!("Summer came.\n{quoted}"))]), 2);
    assert_eq!(n(&[("2031-05-11", quoted), ("2031-05-11", &quoted.replace("Ada Quill", "Tom Łoś"))]), 2);
    // Another translation.
    let translated = "{1s Ada Quill} {1q said}: {1c “Value added tax is at nineteen per cent and will stay there.”}";
    assert_eq!(n(&[("2031-05-11", quoted), ("2031-05-11", translated)]), 1);
}

#[test]
fn a_quotation_in_very_many_reports_is_still_one() {
    let many = (0..120).map(|i| {
        let text = format!("{{1s Ada Quill}} {{1q said}} {{1c “We will not open the port at dawn, number {i}”}}.");
        report(&i.to_string(), "", &text, people("Ada Quill")).facts
    });
    let record = Record::build(many);
    assert_eq!(record.statements.len(), 1);
    assert_eq!(record.statements[0].witnesses.len(), 120);
    assert_eq!(record.statements[0].wordings.len(), 120);
}

#[test]
fn the_same_report_twice_counts_once_by_its_first_place() {
    let text = "{1s Ada Quill} {1q said} {1c no}.";
    let once = report("a", "", text, people("Ada Quill")).facts;
    let again = report("b", "", text, people("Ada Quill")).facts;
    let record = Record::build([again, once.clone()]);
    assert_eq!(record, Record::build([once]));
    assert_eq!(record.reports[0].locator.file, "a");
}

/// Reports made of few names and sentences, so that many things coincide.
fn any_report() -> impl Strategy<Value = ReportFacts> {
    let name = prop_oneof![
        Just("Ada Quill"),
        Just("Odo Quill"),
        Just("Quill"),
        Just("Sir Odo"),
        Just("Ada M. Quill"),
        Just("Łoś"),
        Just("the president"),
        Just("The Norwegian leader"),
        Just("officials"),
        Just("Norwegian President Ada Quill"),
        Just("he"),
        Just("Norwegian officials"),
    ];
    let words = prop_oneof![
        Just("“the port will open at dawn”"),
        Just("“Look, the port will open at dawn, I said”"),
        Just("the port would “open at dawn come what may”"),
        Just("no"),
        Just("“at dawn come what may we go”"),
        Just("“I will not open the port to a single trawler”"),
        Just("“I will open the port to every trawler”"),
        Just("that Ada Quill will open the port to trawlers"),
    ];
    let told = prop_oneof![
        Just(""),
        Just("Some 70 boats lay in the port on Monday."),
        Just("A hundred and twenty boats lay in the port on Monday."),
        Just("Ada Quill met Odo Quill on Monday, in a U-turn."),
    ];
    let line = (name, words).prop_map(|(name, words)| (name, words));
    (proptest::collection::vec(line, 1..5), 0..40u8, told).prop_map(|(lines, day, told)| {
        let mut text: Vec<String> = lines
            .iter()
            .enumerate()
            .map(|(i, (name, words))| format!("{{{i}s {name}}} {{{i}q said}} {{{i}c {words}}}."))
            .collect();
        text.push(told.to_owned());
        let names = people("Ada M. Quill|Ada Quill|Odo Quill|Quill|Odo|Łoś");
        let published = if day < 28 { format!("2031-05-{:02}", day + 1) } else { String::new() };
        report(&day.to_string(), &published, &text.join("\n"), names).facts
    })
}

proptest! {
    #[test]
    fn the_order_of_reports_makes_no_difference(
        (reports, shuffled) in proptest::collection::vec(any_report(), 1..9)
            .prop_flat_map(|reports| (Just(reports.clone()), Just(reports).prop_shuffle()))
    ) {
        let record = Record::build(reports);
        prop_assert_eq!(&Record::build(shuffled), &record);
        for attribution in &record.attributions {
            let n = record.statements.iter().filter(|s| s.witnesses.contains(&attribution.id));
            prop_assert_eq!(n.count(), 1);
            for id in attribution.speaker.iter().chain(&attribution.via) {
                prop_assert!(record.actors.iter().any(|actor| actor.id == *id));
            }
        }
        for statement in &record.statements {
            prop_assert!(statement.wordings.first().is_some_and(|fullest| fullest.text == statement.text));
        }
    }
}
