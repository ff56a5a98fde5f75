//! What people decide: corrections and codebooks, in the file and over rebuilds.

use crate::util::Place;

const ONE: &str =
    "Jon Larsen, the union’s chairman, said the port would close.\n\n“We have waited long enough,” Larsen said.\n";
const TWO: &str = "The port will close, said Jon Larson, who leads the union in Tönsberg. “It is over,” he said.\n";

fn place() -> Place {
    let place = Place::new();
    place.write("one.txt", ONE);
    place.write("two.txt", TWO);
    place.build(&["one.txt", "two.txt"], "a.onrecord");
    place
}

#[test]
fn a_correction_outlasts_a_build_and_can_be_taken_back() {
    let place = place();
    let actors = |name: &str| {
        let shown = place.run(&["show", "actors", "a.onrecord"]).expect(0).stdout;
        (shown.contains(name), shown)
    };
    let suggestions = place.run(&["show", "actors", "a.onrecord", "--suggestions"]).expect(0).stdout;
    assert!(suggestions.contains("Jon Larsen") && suggestions.contains("1 suggestion"), "{suggestions}");

    place.run(&["actors", "merge", "a.onrecord", "Jon Larsen", "Jon Larson", "--by", "Zoë"]).expect(0);
    place.run(&["actors", "rename", "a.onrecord", "Jon Larsen", "Jón Larsen"]).expect(0);
    place.write("three.txt", "“No more ships,” Jon Larson told reporters in Tönsberg on Friday.\n");
    place.build(&["three.txt"], "a.onrecord");
    let (is_there, shown) = actors("Jón Larsen");
    assert!(is_there && shown.contains("Jon Larson"), "{shown}");
    let corrections = place.run(&["show", "corrections", "a.onrecord"]).expect(0).stdout;
    assert!(corrections.contains("Zoë") && corrections.contains("2 corrections"), "{corrections}");

    place.run(&["actors", "undo", "a.onrecord", "2"]).expect(0);
    assert!(!actors("Jón Larsen").0);
    place.run(&["actors", "redo", "a.onrecord", "2"]).expect(0);
    assert!(actors("Jón Larsen").0);
    place.run(&["actors", "undo", "a.onrecord", "9"]).expect(2).saying("no correction 9");
}

#[test]
fn a_name_must_be_one_actors() {
    let place = place();
    place.run(&["actors", "rename", "a.onrecord", "Jon", "Jón"]).expect(2).saying("Jon Larsen");
    place.run(&["actors", "rename", "a.onrecord", "Nobody Ätall", "Jón"]).expect(2).saying("show actors");
}

#[test]
fn a_codebook_names_actors_and_says_what_is_wrong_with_it() {
    let place = place();
    let codebook = "[[actor]]\nid = \"chair\"\nname = \"Jón Larsen\"\naliases = [\"Jon Larson\"]\nparty = \"union\"\n\n\
                    [[actor]]\nid = \"union\"\nname = \"Port Union of Tönsberg\"\nkind = \"organisation\"\n";
    place.write("sound.toml", codebook);
    place.run(&["codebook", "apply", "a.onrecord", "sound.toml"]).expect(0).saying("2 actors");
    let exported = place.run(&["export", "a.onrecord"]).expect(0).stdout;
    assert!(exported.contains("\"id\":\"chair\"") && exported.contains("\"party\":\"union\""), "{exported}");
    place.write("broken.toml", codebook.replace("party = \"union\"", "party = \"onion\""));
    place.run(&["codebook", "apply", "a.onrecord", "broken.toml"]).expect(2).saying("broken.toml, line 5");
    place.run(&["codebook", "apply", "a.onrecord", "nowhere.toml"]).expect(2).saying("nowhere.toml");
}
