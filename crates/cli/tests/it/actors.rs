//! Who is who over several reports.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::util::{Place, outside};

fn forms(actor: &Value) -> Vec<&str> {
    let aliases = actor["aliases"].as_array().unwrap().iter();
    aliases.chain([&actor["name"]]).filter_map(Value::as_str).collect()
}

#[test]
fn everybody_in_the_seeds_is_one_actor() {
    let Some(seeds) = outside("ONRECORD_SEEDS", "shared/seeds") else { return };
    let place = Place::new();
    let export = place.build(&[seeds.to_str().unwrap()], "a.onrecord");
    let objects = export.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let actors: Vec<Value> = objects.filter(|object| object["type"] == "actor").collect();
    let bearing = |form: &str| -> Vec<&str> {
        let bearing = actors.iter().filter(|actor| forms(actor).contains(&form));
        bearing.filter_map(|actor| actor["name"].as_str()).collect()
    };
    for (name, others) in [
        ("Keir Starmer", vec!["Starmer"]),
        ("Volodymyr Zelenskyy", vec!["Zelenskyy", "Zelensky", "Volodymyr Zelensky"]),
        ("Emmanuel Macron", vec!["Macron"]),
        ("Donald Trump", vec!["Trump"]),
        ("Vladimir Putin", vec!["Putin"]),
        ("United Kingdom", vec!["Downing Street"]),
        ("Russia", vec!["Moscow", "Kremlin"]),
    ] {
        for form in others.into_iter().chain([name]) {
            assert_eq!(bearing(form), [name], "{form}");
        }
    }
    // Nobody is merged with somebody else: a person has one surname, whatever its spelling.
    for actor in actors.iter().filter(|actor| actor["kind"] == "person") {
        let starts: BTreeSet<String> = forms(actor)
            .iter()
            .filter(|form| form.contains(' '))
            .filter_map(|form| form.split(' ').next_back())
            .map(|word| word.to_lowercase().chars().take(5).collect())
            .collect();
        assert!(starts.len() <= 1, "{:?}", forms(actor));
    }
    let party = |name: &str| {
        let party = &actors.iter().find(|actor| actor["name"] == name).unwrap()["party"];
        actors.iter().find(|actor| actor["id"] == *party).and_then(|actor| actor["name"].as_str())
    };
    assert_eq!(party("Keir Starmer"), Some("United Kingdom"));
    assert_eq!(party("The Prime Minister’s official spokesman"), Some("Keir Starmer"));
}
