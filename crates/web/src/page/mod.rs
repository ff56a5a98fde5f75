//! Templates: one page a file, all inside one layout.

pub(crate) mod actor;
pub(crate) mod layout;
pub(crate) mod overview;
pub(crate) mod report;
pub(crate) mod witness;

/// A page's address relative to the root of the site, and how to climb back to it.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    /// `""` for pages at the root, `"../"` for pages one folder down.
    pub(crate) root: &'static str,
}

impl Place {
    pub(crate) const ROOT: Self = Self { root: "" };
    pub(crate) const FOLDER: Self = Self { root: "../" };

    pub(crate) fn actor(self, id: &str) -> String {
        format!("{}actors/{}.html", self.root, file_name(id))
    }

    pub(crate) fn report(self, id: &str) -> String {
        format!("{}reports/{}.html", self.root, file_name(id))
    }

    pub(crate) fn witness(self, report: &str, attribution: &str) -> String {
        format!("{}#{}", self.report(report), anchor(attribution))
    }
}

/// An id as a file name: whatever is not a letter, digit or hyphen becomes a hyphen.
pub(crate) fn file_name(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

/// An id as the name of a place in a page.
pub(crate) fn anchor(id: &str) -> String {
    format!("a-{}", file_name(id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative_and_hold_no_special_characters() {
        assert_eq!(Place::FOLDER.witness("r:1é", "x/../y"), "../reports/r-1-.html#a-x----y");
        assert_eq!(Place::ROOT.actor("k2"), "actors/k2.html");
    }
}
