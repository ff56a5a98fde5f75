//! Style, script and picture: built in, the same for the server and the static site.

/// Name, kind, content.
pub(crate) const ALL: [(&str, &str, &[u8]); 3] = [
    ("style.css", "text/css; charset=utf-8", include_bytes!("style.css")),
    ("script.js", "text/javascript; charset=utf-8", include_bytes!("script.js")),
    ("icon.svg", "image/svg+xml", include_bytes!("icon.svg")),
];
