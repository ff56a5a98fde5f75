//! The map must not rot: every path that the documents name exists.

use std::fs;

use crate::util::root;

#[test]
fn paths_named_in_the_documents_exist() {
    let root = root();
    let mut n_checked = 0;
    for document in ["docs/architecture.md", "README.md", "training/README.md", "models/README.md", "docs/accuracy.md"]
    {
        let Ok(text) = fs::read_to_string(root.join(document)) else { panic!("{document} is missing") };
        let folder = root.join(document).parent().unwrap().to_owned();
        // Code spans that look like a path of this repository.
        for span in text.split('`').skip(1).step_by(2) {
            let looks_like_path = span.contains('/')
                && !span.contains(char::is_whitespace)
                && !span.contains(['<', '*', ':', '…', '('])
                && !span.starts_with(['.', '/', '-']);
            if looks_like_path && !span.starts_with("target/") {
                assert!(
                    root.join(span).exists() || folder.join(span).exists(),
                    "{document} names `{span}`, which is not there"
                );
                n_checked += 1;
            }
        }
    }
    assert!(n_checked > 20, "only {n_checked} paths were recognised: has the way they are written changed?");
}

#[test]
fn every_crate_is_on_the_map() {
    let root = root();
    let map = fs::read_to_string(root.join("docs/architecture.md")).unwrap();
    for entry in fs::read_dir(root.join("crates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(map.contains(&format!("`crates/{name}/`")), "crates/{name} is not on the map");
    }
}
