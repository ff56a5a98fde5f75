//! Addresses of pages: one scheme for the server, one for files on disk.

use onrecord_record::id::{ActorId, AttributionId, ConflictId, IssueId, ReportId, StatementId};

/// A page that has an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    Overview,
    Issues,
    Issue(IssueId),
    Actors,
    Actor(ActorId),
    /// What nobody is named for.
    Nobody,
    Statement(StatementId),
    Reports,
    Report(ReportId),
    Timeline,
    Conflicts,
    Conflict(ConflictId),
    Search,
    Codebook,
    Corrections,
    Add,
}

/// Forms what a page shows can be had in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Csv,
}

impl Form {
    /// Ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
        }
    }
}

/// How pages refer to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Links {
    /// By the addresses of the server.
    Live,
    /// From a file to a file; the file that refers lies this many folders deep.
    Static { depth: usize },
}

impl Links {
    /// The address of `page`.
    pub fn to(self, page: &Page) -> String {
        self.numbered(page, 1)
    }

    /// The address of the `number`th part, from 1, of a page that has several.
    pub fn numbered(self, page: &Page, number: usize) -> String {
        match self {
            Self::Live if number > 1 => format!("{}?page={number}", live_path(page)),
            Self::Live => live_path(page),
            Self::Static { .. } => format!("{}{}", self.root(), static_file(page, number)),
        }
    }

    /// Where in its report an attribution stands.
    pub fn witness(self, report: &ReportId, attribution: &AttributionId) -> String {
        format!("{}#{}", self.to(&Page::Report(report.clone())), encoded(attribution.as_str()))
    }

    /// Where a search for `query`, already encoded, leads; without one where there is no server to search.
    pub fn search(self, query: &str) -> String {
        match self {
            Self::Live => format!("{}?{query}", live_path(&Page::Search)),
            Self::Static { .. } => self.to(&Page::Search),
        }
    }

    /// The address of what `page` shows, as data.
    pub fn data(self, page: &Page, number: usize, form: Form) -> String {
        match self {
            Self::Live => {
                let mut query: Vec<String> = Vec::new();
                if number > 1 {
                    query.push(format!("page={number}"));
                }
                if form == Form::Csv {
                    query.push("format=csv".to_owned());
                }
                let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
                format!("/api/v1{}{query}", live_data_path(page))
            }
            Self::Static { .. } => format!("{}{}", self.root(), data_file(page, number, form)),
        }
    }

    /// The address of a style sheet, script or picture.
    pub fn asset(self, name: &str) -> String {
        match self {
            Self::Live => format!("/assets/{name}"),
            Self::Static { .. } => format!("{}assets/{name}", self.root()),
        }
    }

    /// Whether a server answers.
    pub fn is_live(self) -> bool {
        self == Self::Live
    }

    fn root(self) -> String {
        match self {
            Self::Live => "/".to_owned(),
            Self::Static { depth } => "../".repeat(depth),
        }
    }
}

/// The folder and the name that a page has.
fn parts(page: &Page) -> (&'static str, &str) {
    match page {
        Page::Overview => ("", "index"),
        Page::Issues => ("issues", ""),
        Page::Issue(id) => ("issues", id.as_str()),
        Page::Actors => ("actors", ""),
        Page::Actor(id) => ("actors", id.as_str()),
        // No id is empty, and none has a capital.
        Page::Nobody => ("actors", "NOBODY"),
        Page::Statement(id) => ("statements", id.as_str()),
        Page::Reports => ("reports", ""),
        Page::Report(id) => ("reports", id.as_str()),
        Page::Timeline => ("timeline", ""),
        Page::Conflicts => ("conflicts", ""),
        Page::Conflict(id) => ("conflicts", id.as_str()),
        Page::Search => ("search", ""),
        Page::Codebook => ("codebook", ""),
        Page::Corrections => ("corrections", ""),
        Page::Add => ("add", ""),
    }
}

fn live_path(page: &Page) -> String {
    match parts(page) {
        ("", _) => "/".to_owned(),
        (folder, "") => format!("/{folder}"),
        (folder, name) => format!("/{folder}/{}", encoded(name)),
    }
}

fn live_data_path(page: &Page) -> String {
    match page {
        Page::Overview => "/positions".to_owned(),
        page => live_path(page),
    }
}

/// The file of a page relative to the root of a static site.
pub(crate) fn static_file(page: &Page, number: usize) -> String {
    data_name(page, number, "html")
}

/// The file of what a page shows.
pub(crate) fn data_file(page: &Page, number: usize, form: Form) -> String {
    data_name(page, number, form.ending())
}

fn data_name(page: &Page, number: usize, ending: &str) -> String {
    let part = if number > 1 { format!("~p{number}") } else { String::new() };
    match parts(page) {
        ("", name) => format!("{name}{part}.{ending}"),
        // A list lies beside the folder of what it lists.
        (folder, "") => format!("{folder}{part}.{ending}"),
        (folder, name) => format!("{folder}/{}{part}.{ending}", file_name(name)),
    }
}

/// How many folders below the root the file of a page lies.
pub(crate) fn depth(page: &Page) -> usize {
    static_file(page, 1).matches('/').count()
}

/// An id as a file name: small letters, digits, hyphens, underscores and dots stay, others become `~` and their
/// bytes in hexadecimal digits. No two ids share a name, not even where case makes no difference.
fn file_name(id: &str) -> String {
    let mut name = String::with_capacity(id.len());
    for c in id.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') {
            name.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                name.push_str(&format!("~{byte:02x}"));
            }
        }
    }
    name
}

/// `text` as it stands in an address.
pub(crate) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_schemes() {
        let issue = Page::Issue("löhne.nacht".parse().expect("an id"));
        assert_eq!(Links::Live.numbered(&issue, 2), "/issues/l%C3%B6hne.nacht?page=2");
        let below = Links::Static { depth: 1 };
        assert_eq!(below.numbered(&issue, 2), "../issues/l~c3~b6hne.nacht~p2.html");
        assert_eq!(below.to(&Page::Issues), "../issues.html");
        assert_eq!(Links::Static { depth: 0 }.to(&Page::Overview), "index.html");
        assert_eq!(Links::Live.data(&issue, 3, Form::Csv), "/api/v1/issues/l%C3%B6hne.nacht?page=3&format=csv");
        assert_eq!(below.data(&issue, 1, Form::Json), "../issues/l~c3~b6hne.nacht.json");
        assert_eq!(depth(&issue), 1);
        assert_eq!(depth(&Page::Timeline), 0);
    }

    #[test]
    fn file_names_keep_ids_apart() {
        let names = ["a.b", "a-b", "a_b", "ä.b", "aä", "~"].map(file_name);
        assert_eq!(names.iter().collect::<std::collections::BTreeSet<_>>().len(), names.len());
        assert!(names.iter().all(|name| !name.contains('/') && name.is_ascii()));
    }
}
