//! The words that stands are read from ([`super::stand`]), folded.

/// Words that refuse.
#[rustfmt::skip]
pub(super) const REFUSING: [&str; 32] = [
    "not", "no", "never", "nobody", "nothing", "none", "neither", "nor", "cannot", "without", "refuse", "refuses",
    "refused", "reject", "rejects", "rejected", "oppose", "opposed", "dismissed", "shut", "closed", "impossible",
    "against", "dead", "refusing", "decline", "declined", "declines", "unacceptable", "unthinkable", "nowhere", "veto",
];

/// The same, in several words.
pub(super) const REFUSING_TOGETHER: [&[&str]; 6] = [
    &["off", "the", "menu"],
    &["off", "the", "table"],
    &["out", "of", "the", "question"],
    &["rule", "out"],
    &["ruled", "out"],
    &["rules", "out"],
];

/// Verbs by which a report tells that somebody refuses what follows.
pub(super) const REFUSING_CUES: [&[&str]; 22] = [
    &["ruled", "out"],
    &["rules", "out"],
    &["rule", "out"],
    &["ruling", "out"],
    &["excluded"],
    &["refused"],
    &["refuses"],
    &["refusing"],
    &["rejected"],
    &["rejects"],
    &["denied"],
    &["denies"],
    &["opposed"],
    &["opposes"],
    &["dismissed"],
    &["dismisses"],
    &["vetoed"],
    &["declined"],
    &["ruled", "it", "out"],
    &["spurned"],
    &["resisted"],
    &["rebuffed"],
];

/// Words that set a limit.
pub(super) const LIMITING: [&[&str]; 22] = [
    &["no", "longer", "than"],
    &["no", "later", "than"],
    &["not", "before"],
    &["nothing", "beyond"],
    &["maximum"],
    &["minimum"],
    &["at", "the", "earliest"],
    &["at", "the", "latest"],
    &["at", "least"],
    &["ceiling"],
    &["the", "floor"],
    &["a", "floor"],
    &["last", "word"],
    &["final", "offer"],
    &["red", "line"],
    &["only"],
    &["at", "most"],
    &["at", "the", "most"],
    &["at", "the", "very", "most"],
    &["no", "more", "than"],
    &["not", "more", "than"],
    &["bottom", "line"],
];

/// Words that leave room.
pub(super) const LEAVING_ROOM: [&[&str]; 24] = [
    &["prepared", "to"],
    &["consider"],
    &["negotiable"],
    &["discuss"],
    &["think", "about"],
    &["possible"],
    &["perhaps"],
    &["exception"],
    &["up", "to", "a", "point"],
    &["may"],
    &["might"],
    &["could"],
    &["can"],
    &["live", "with"],
    &["ready", "to"],
    &["willing", "to"],
    &["open", "to"],
    &["talk", "about"],
    &["sit", "down", "and"],
    &["a", "wish"],
    &["all", "right"],
    &["in", "any", "number"],
    &["let", "them"],
    &["would", "be", "enough"],
];

/// Words that commit, or say that something is so.
#[rustfmt::skip]
pub(super) const COMMITTING: [&str; 25] = [
    "will", "shall", "would", "is", "are", "has", "have", "agreed", "agree", "accept", "accepts", "accepted", "offer",
    "offers", "offered", "promise", "promised", "support", "supports", "back", "ordered", "signed", "welcome", "want",
    "open",
];

/// Words of who asks for an amount.
pub(super) const WANTING: [&[&str]; 15] = [
    &["want"],
    &["wants"],
    &["demand"],
    &["demands"],
    &["need"],
    &["needs"],
    &["insist"],
    &["require"],
    &["requires"],
    &["claim"],
    &["floor"],
    &["minimum"],
    &["at", "least"],
    &["no", "less", "than"],
    &["not", "go", "below"],
];

/// Words of who gives it.
pub(super) const OFFERING: [&[&str]; 12] = [
    &["pay"],
    &["pays"],
    &["paying"],
    &["offer"],
    &["offers"],
    &["give"],
    &["gives"],
    &["grant"],
    &["lend"],
    &["contribute"],
    &["provide"],
    &["ceiling"],
];

/// Words that allow something, or say that the speaker is ready for it.
pub(super) const GRANTING: [&[&str]; 8] = [
    &["may"],
    &["can"],
    &["let", "them"],
    &["open", "to"],
    &["prepared", "to"],
    &["ready", "to"],
    &["willing", "to"],
    &["welcome", "to"],
];

/// Words that keep something back from what is allowed.
pub(super) const KEEPING_BACK: [&[&str]; 9] = [
    &["wait"],
    &["have", "to"],
    &["after"],
    &["first"],
    &["talk", "about"],
    &["think", "about"],
    &["live", "with"],
    &["some"],
    &["part"],
];
