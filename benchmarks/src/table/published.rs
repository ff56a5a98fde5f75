//! Figures of others, to stand beside ours. Each says where it comes from and on which texts it was
//! measured; ours are of development texts, these of test texts unless said otherwise.

/// F1 in percent of a system on pre-tokenised rows, exact spans; `None` where it gives no such role.
pub struct PublishedRows {
    /// The system.
    pub name: &'static str,
    /// Who says it.
    pub source: Option<f64>,
    /// What introduces it.
    pub cue: Option<f64>,
    /// What is said.
    pub content: Option<f64>,
}

/// The test rows of PolNeAR, from the table of CofeNet (Wang et al., COLING 2022); the line of
/// human annotators is from comparing the several annotations that some articles have.
pub const ROWS: [PublishedRows; 4] = [
    PublishedRows { name: "CofeNet, BERT-base", source: Some(83.2), cue: Some(75.3), content: Some(72.9) },
    PublishedRows { name: "plain BERT-base", source: Some(81.1), cue: Some(74.0), content: Some(68.9) },
    PublishedRows { name: "CoreNLP", source: Some(13.9), cue: None, content: Some(17.5) },
    PublishedRows {
        name: "pairs of human annotators, about",
        source: Some(78.0),
        cue: Some(70.0),
        content: Some(68.0),
    },
];

/// F1 in percent of attributions whose content and source are right, by kind; `None` where not
/// known.
pub struct PublishedArticles {
    /// The system.
    pub name: &'static str,
    /// All attributions.
    pub all: f64,
    /// All words quoted.
    pub direct: Option<f64>,
    /// Some words quoted.
    pub mixed: Option<f64>,
    /// None quoted.
    pub indirect: Option<f64>,
}

/// Whole articles of PolNeAR's test part, by the reference scorer `score_attributions.py`: people
/// against each other; Citron (BBC) trained anew on PolNeAR; textacy's rules for direct quotations.
pub const ARTICLES: [PublishedArticles; 3] = [
    PublishedArticles {
        name: "pairs of human annotators",
        all: 75.0,
        direct: Some(98.0),
        mixed: Some(88.0),
        indirect: Some(67.0),
    },
    PublishedArticles { name: "Citron, trained anew", all: 50.0, direct: None, mixed: None, indirect: None },
    PublishedArticles { name: "textacy", all: 29.0, direct: None, mixed: None, indirect: None },
];

/// Words in a CPU second, as measured on the same kind of machine as ours.
pub struct PublishedSpeed {
    /// The system, and what it does.
    pub name: &'static str,
    /// Least and most.
    pub words_per_cpu_second: (u32, u32),
}

/// Measured with each system's own defaults over the same articles.
pub const SPEED: [PublishedSpeed; 3] = [
    PublishedSpeed { name: "Citron (BBC)", words_per_cpu_second: (1940, 1940) },
    PublishedSpeed { name: "textacy, direct quotations only", words_per_cpu_second: (3310, 4510) },
    PublishedSpeed { name: "spaCy's small pipeline alone", words_per_cpu_second: (4570, 4570) },
];
