//! The static pages.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::util::{Place, examples};

fn pages(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(pages(&path));
        } else if path.extension().is_some_and(|e| e == "html") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Values of an attribute in a page.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let start = format!(" {attribute}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let place = Place::new();
    place.build(&[examples().to_str().unwrap()], "a.onrecord");
    place.run(&["site", "a.onrecord", "-o", "site"]).expect(0).saying("index.html");
    let pages = pages(&place.path("site"));
    assert!(pages.len() > 20);
    let mut n_links = 0;
    for path in &pages {
        let page = fs::read_to_string(path).unwrap();
        for link in values(&page, "href") {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.parent().unwrap().join(file) };
            let there = fs::read_to_string(&target).unwrap_or_else(|_| panic!("{} links to {link}", path.display()));
            let ids: BTreeSet<&str> = values(&there, "id").into_iter().collect();
            assert!(anchor.is_empty() || ids.contains(anchor), "{}: no place {link}", path.display());
            n_links += 1;
        }
    }
    assert!(n_links > 200, "{n_links}");
}

#[test]
fn what_reports_hold_is_never_code() {
    let place = Place::new();
    let evil = "<script>alert(1)</script>";
    let line = serde_json::json!({
        "title": evil, "outlet": evil, "url": format!("javascript:{evil}"), "date": evil, "author": evil,
        "text": format!("“{evil}” Zoë Brandt said. She said that {evil} was \"there\"."),
    });
    place.write("evil<b>.jsonl", line.to_string());
    place.build(&["evil<b>.jsonl"], "a.onrecord");
    place.run(&["site", "a.onrecord", "-o", "site"]).expect(0);
    for path in pages(&place.path("site")) {
        let mut page = fs::read_to_string(&path).unwrap();
        // The one script of the pages themselves, and the list of statements that it searches.
        for folder in ["", "../"] {
            page = page.replace(&format!("<script src=\"{folder}assets/script.js\" defer></script>"), "");
        }
        page = page.replace("<script src=\"assets/statements.js\" defer></script>", "");
        assert!(!page.contains("<script") && !page.contains("evil<b>"), "{}", path.display());
        assert!(values(&page, "href").iter().all(|link| !link.starts_with("javascript")), "{}", path.display());
    }
    // In the list each statement is one line, of strings alone.
    let list = fs::read_to_string(place.path("site/assets/statements.js")).unwrap();
    let lines: Vec<&str> = list.lines().collect();
    let ["window.onrecordStatements = [", statements @ .., "];"] = &lines[..] else { panic!("{list}") };
    assert!(!statements.is_empty());
    for line in statements {
        let [_file, _speaker, _day, _words]: [String; 4] = serde_json::from_str(line.trim_end_matches(',')).unwrap();
    }
}
