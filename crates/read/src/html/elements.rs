//! What HTML elements mean for the text in them.

/// What the elements around a run make it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Traits {
    pub(crate) hidden: bool,
    pub(crate) link: bool,
    pub(crate) heading: bool,
    /// Spaces and line ends count.
    pub(crate) preformatted: bool,
    /// Part of the page around the article: navigation, consent, comments.
    pub(crate) around: bool,
    /// In the article, but not of it, by the name of a box: newsletter, share bar.
    pub(crate) boxed: bool,
}

/// Classes and ids of boxes that stand in an article without being part of it, as whole words.
const BOXES: &[&str] = &[
    "newsletter",
    "newsletter-signup",
    "share",
    "share-bar",
    "share-buttons",
    "sharing",
    "social",
    "social-share",
    "sharedaddy",
    "related",
    "related-content",
    "related-articles",
    "related-posts",
    "jp-relatedposts",
    "read-more",
    "most-read",
    "promo",
    "advert",
    "ad",
    "advertisement",
    "cookie-banner",
    "cookie-consent",
    "paywall",
    "subscribe",
    "comments",
];

impl Traits {
    /// These traits in an element that has those of `outer`.
    pub(crate) fn inside(self, outer: Self) -> Self {
        Self {
            hidden: self.hidden || outer.hidden,
            link: self.link || outer.link,
            heading: self.heading || outer.heading,
            preformatted: self.preformatted || outer.preformatted,
            around: self.around || outer.around,
            boxed: self.boxed || outer.boxed,
        }
    }
}

/// Whether the element ends without taking along what it holds.
pub(crate) fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}

/// What the element `name` says of the text in it.
pub(crate) fn own_traits(name: &str, attribute: impl Fn(&str) -> Option<String>) -> Traits {
    let mut traits = Traits::default();
    match name {
        "script" | "style" | "noscript" | "template" | "title" | "svg" | "math" | "select" | "button" | "textarea"
        | "iframe" | "object" | "audio" | "video" | "canvas" | "noframes" | "datalist" => traits.hidden = true,
        "a" => traits.link = true,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => traits.heading = true,
        "pre" => traits.preformatted = true,
        "nav" | "footer" | "aside" | "form" | "dialog" => traits.around = true,
        _ => {}
    }
    let style = attribute("style").unwrap_or_default().to_ascii_lowercase();
    if attribute("hidden").is_some()
        || style.replace(' ', "").contains("display:none")
        || attribute("aria-hidden").is_some_and(|v| v == "true")
    {
        traits.hidden = true;
    }
    // The page as a whole may be `class="newsletter"`.
    if !matches!(name, "html" | "body" | "main" | "article") {
        let words = [attribute("class"), attribute("id")];
        let mut words = words.iter().flatten().flat_map(|v| v.split_whitespace());
        traits.boxed |= words.any(|w| BOXES.contains(&w.to_ascii_lowercase().as_str()));
    }
    traits
}

/// Whether the element stands on lines of its own.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "br"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "head"
            | "title"
            | "iframe"
            | "video"
            | "audio"
            | "button"
            | "select"
    )
}

/// Whether the element has no end tag.
pub(crate) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}
