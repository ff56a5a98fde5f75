//! Every span of an export, sliced from the file, gives the words the record shows for it.
//!
//! Files are decoded here without the product's help, so that both would have to be wrong in the
//! same way.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::export::{Evidence, Export, Spans};
use crate::util::{Place, examples, outside};

/// Files whose characters are damaged, so that slices differ from the repaired words in more than
/// white space.
const DAMAGED: [&str; 3] = ["07-", "08-", "003_"];

fn decode(path: &Path) -> Vec<char> {
    let bytes = fs::read(path).unwrap();
    let text = String::from_utf8(bytes).unwrap_or_else(|e| {
        let (text, _, _) = encoding_rs::WINDOWS_1252.decode(e.as_bytes());
        text.into_owned()
    });
    text.chars().collect()
}

/// The slices of `file` under `spans`, escapes of its format resolved.
fn slice(file: &[char], spans: &Spans, extension: &str) -> String {
    let mut words = String::new();
    for &(start, end) in spans {
        assert!(start < end && end <= file.len(), "{start}..{end} of {}", file.len());
        let piece: String = file[start..end].iter().collect();
        match extension {
            "jsonl" => words.push_str(&serde_json::from_str::<String>(&format!("\"{piece}\"")).unwrap()),
            _ => words.push_str(&piece),
        }
    }
    words
}

/// What survives every damage: letters and digits of ASCII, entities left out.
fn skeleton(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(&rest[..at]);
        let tail = &rest[at + 1..];
        let end = tail.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(tail.len());
        rest = if tail[end..].starts_with(';') { &tail[end + 1..] } else { tail };
    }
    plain.push_str(rest);
    plain.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// The words and stops of a text: blanks left out, and what a wording leaves to the reporter, which
/// is quotation marks, the comma before them, and the ellipsis where a quotation was cut in two.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"\"“”„‟«»'‘’,…\u{ad}\u{200b}".contains(*c)).collect()
}

fn check(folder: &Path) -> usize {
    let place = Place::new();
    let export = Export::parse(&place.build(&[folder.to_str().unwrap()], "a.onrecord"));
    let files: BTreeMap<&str, String> =
        export.reports.iter().map(|r| (r.id.as_str(), r.file.split('#').next().unwrap().to_owned())).collect();
    let decoded: BTreeMap<&String, Vec<char>> = files.values().map(|f| (f, decode(Path::new(f)))).collect();
    let worded = export.statements.iter().flat_map(|s| &s.wordings);
    let wordings: BTreeMap<&str, &str> =
        worded.flat_map(|wording| wording.witnesses.iter().map(|w| (w.as_str(), wording.text.as_str()))).collect();
    let mut n_spans = 0;
    for attribution in &export.attributions {
        let name = &files[attribution.report.as_str()];
        let (file, path) = (&decoded[name], Path::new(name));
        let extension = path.extension().unwrap().to_str().unwrap();
        let damaged = DAMAGED.iter().any(|d| path.file_name().unwrap().to_str().unwrap().starts_with(d));
        let content = slice(file, &attribution.content, extension);
        let wording = wordings[attribution.id.as_str()];
        let fits = |wording: &str| {
            if extension == "txt" && !damaged {
                plain(wording) == plain(&content)
            } else {
                skeleton(wording) == skeleton(&content)
            }
        };
        assert!(fits(wording), "{name}: “{content}” is not “{wording}”");
        for spans in [&attribution.source, &attribution.cue] {
            let words = slice(file, spans, extension);
            assert!(
                spans.is_empty() || words.chars().any(char::is_alphanumeric) || words.contains(':'),
                "{name}: “{words}”"
            );
        }
        if let Some(said) = attribution.said_on.as_ref().filter(|said| !said.basis.ends_with("-report")) {
            let words = slice(file, &attribution.time, extension);
            assert_eq!(skeleton(&words), skeleton(&said.basis), "{name}: what says when “{content}” was said");
        }
        n_spans += attribution.content.len() + attribution.source.len() + attribution.cue.len();
    }
    for report in &export.reports {
        let name = &files[report.id.as_str()];
        let extension = Path::new(name).extension().unwrap().to_str().unwrap();
        for clue in report.dating.iter().filter(|clue| !clue.evidence.is_empty()) {
            let words = slice(&decoded[name], &clue.evidence, extension);
            assert_eq!(skeleton(&words), skeleton(&clue.basis), "{name}: {}", clue.kind);
            n_spans += clue.evidence.len();
        }
    }
    for actor in &export.actors {
        for role in &actor.roles {
            for evidence in &role.evidence {
                let name = &files[evidence.report.as_str()];
                let extension = Path::new(name).extension().unwrap().to_str().unwrap();
                let words = skeleton(&slice(&decoded[name], &vec![evidence.span], extension));
                let title = skeleton(&role.title);
                assert!(words.contains(&title) || title.contains(&words), "{name}: {}: “{words}”", actor.name);
                n_spans += 1;
            }
        }
    }
    for stance in &export.stances {
        for evidence in &stance.evidence {
            let words = words_at(&files, &decoded, evidence);
            assert!(words.chars().any(char::is_alphanumeric), "{}: “{words}”", evidence.report);
            n_spans += 1;
        }
    }
    for event in &export.events {
        let words: Vec<String> = event.evidence.iter().map(|e| skeleton(&words_at(&files, &decoded, e))).collect();
        let told = skeleton(&event.text);
        let place = event.place.as_deref().map(skeleton).unwrap_or_default();
        assert!(words.concat().contains(&told), "“{}” in {words:?}", event.text);
        assert!(words.iter().any(|w| w.contains(&place)), "{place} in {words:?}");
        n_spans += event.evidence.len();
    }
    for evidence in export.conflicts.iter().flat_map(|conflict| &conflict.sides).flat_map(|side| &side.evidence) {
        let words = words_at(&files, &decoded, evidence);
        assert!(words.chars().any(char::is_alphanumeric), "{}: “{words}”", evidence.report);
        n_spans += 1;
    }
    for condition in &export.conditions {
        let words: Vec<String> = condition.evidence.iter().map(|e| skeleton(&words_at(&files, &decoded, e))).collect();
        for part in [&condition.wants, &condition.requires].map(|part| skeleton(part)) {
            let joined = words.concat();
            assert!(
                joined.contains(&part) || words.iter().any(|w| !w.is_empty() && part.contains(w)),
                "“{part}” in {words:?}"
            );
        }
        n_spans += condition.evidence.len();
    }
    n_spans
}

fn words_at(files: &BTreeMap<&str, String>, decoded: &BTreeMap<&String, Vec<char>>, evidence: &Evidence) -> String {
    let name = &files[evidence.report.as_str()];
    let extension = Path::new(name).extension().unwrap().to_str().unwrap();
    slice(&decoded[name], &vec![evidence.span], extension)
}

#[test]
fn every_span_of_the_examples_gives_its_words() {
    let n_spans = check(&examples());
    assert!(n_spans > 600, "only {n_spans} spans");
}

#[test]
fn every_span_of_the_seeds_gives_its_words() {
    if let Some(seeds) = outside("ONRECORD_SEEDS", "shared/seeds") {
        let n_spans = check(&seeds);
        assert!(n_spans > 200, "only {n_spans} spans");
    }
}
