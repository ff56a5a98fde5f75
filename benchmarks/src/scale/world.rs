//! Reports of an invented world: few people are in the news every day and many once, names are shared, offices change
//! hands, and a part of what is said is told by several reports.

use onrecord_analysis::attribution::Kind;
use onrecord_record::actor::{ActorKind, CastIdx, Description, Evidence, Identity, ReportActor, Role};
use onrecord_record::attribution::{Passage, ReportAttribution, Tense, TimeWords};
use onrecord_record::fingerprint::Fingerprint;
use onrecord_record::hint::{Hint, HintKind};
use onrecord_record::id::{AttributionId, ReportId};
use onrecord_record::person_name::PersonName;
use onrecord_record::report::{Dating, Report, ReportFacts};
use onrecord_text::document::{Document, Locator};
use onrecord_text::excerpt::Excerpt;
use onrecord_text::span::Span;

/// Members of a report's cast.
const CAST: u64 = 6;

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers everywhere.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, n: u64) -> u64 {
        self.throw() % n.max(1)
    }

    /// Small numbers often, large ones seldom, up to `n`.
    pub(crate) fn skewed(&mut self, n: u64) -> u64 {
        let roof = self.below(n) + 1;
        self.below(roof)
    }
}

/// A word that looks like one, the same for the same number.
pub(crate) fn word(number: u64) -> String {
    const ONSETS: [&str; 16] = ["b", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "š", "tr"];
    const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "á", "ö", "ei"];
    let mut word = String::new();
    let mut rest = number + 1;
    while rest > 0 {
        word.push_str(ONSETS[(rest % 16) as usize]);
        word.push_str(VOWELS[(rest / 16 % 8) as usize]);
        rest /= 128;
    }
    word.push_str(["n", "l", "r", "sk"][(number % 4) as usize]);
    word
}

pub(crate) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `n` reports with `n_attributions` each.
pub(super) fn reports(n: usize, n_attributions: usize) -> Vec<ReportFacts> {
    (0..n).map(|i| report(i, n as u64, n_attributions)).collect()
}

fn report(number: usize, n: u64, n_attributions: usize) -> ReportFacts {
    let mut dice = Dice(number as u64);
    let day = number as u64 * 3_000 / n.max(1);
    let text = format!("report {number}");
    let mut document = Document {
        locator: Locator { file: format!("{number:07}.txt"), record: None },
        original: Excerpt::new(0, text.as_str()),
        ..Document::default()
    };
    let (year, of_year) = (2020 + day / 365, day % 365);
    document.metadata.published =
        (dice.below(3) > 0).then(|| format!("{year}-{:02}-{:02}", 1 + of_year / 31, 1 + of_year % 28));
    let id = ReportId::of(&document);
    let report =
        Report { id: id.clone(), locator: document.locator, metadata: document.metadata, dating: Dating::default() };
    let cast: Vec<ReportActor> = (0..CAST).map(|_| member(&mut dice, &id, n)).collect();
    let mut attributions: Vec<ReportAttribution> =
        (0..n_attributions).map(|i| attribution(&mut dice, &id, i, day)).collect();
    attributions.sort_by(|a, b| a.id.cmp(&b.id));
    let post = Hint { kind: HintKind::Post, words: passage(0, &format!("March 3, {year}")) };
    ReportFacts {
        report,
        cast,
        attributions,
        hints: (dice.below(5) == 0).then_some(post).into_iter().collect(),
        stances: Vec::new(),
        remarks: Vec::new(),
        fingerprint: Fingerprint::default(),
    }
}

fn member(dice: &mut Dice, report: &ReportId, n: u64) -> ReportActor {
    let role = |title: String| Role {
        title,
        evidence: vec![Evidence { report: report.clone(), span: Span::from_range(0..6) }],
        given_on: None,
    };
    let bare =
        |name: String, kind, identity| ReportActor { name, kind, identity, aliases: Vec::new(), roles: Vec::new() };
    let country = dice.skewed(180);
    match dice.below(10) {
        0 => bare(capital(&word(1_000_000 + dice.skewed(n / 10 + 50))), ActorKind::Organisation, Identity::Named),
        1 => bare("officials".to_owned(), ActorKind::Group, Identity::Phrase),
        2 => {
            let scope = Some(word(country));
            let office = Description { office: "prime minister".to_owned(), scope, owner: None, hint: None };
            bare("prime minister".to_owned(), ActorKind::Person, Identity::Described(office))
        }
        _ => {
            let person = dice.skewed(n / 4 + 100);
            let family = capital(&word(person % (n / 20 + 40)));
            let given = capital(&word(5_000 + person % 700));
            let name = if dice.below(3) == 0 { family } else { format!("{given} {family}") };
            let identity = PersonName::parse(&name).map_or(Identity::Phrase, Identity::Person);
            let mut member = bare(name, ActorKind::Person, identity);
            if dice.below(3) == 0 {
                member.roles.push(role(format!("{} prime minister", capital(&word(country)))));
            }
            member
        }
    }
}

fn attribution(dice: &mut Dice, report: &ReportId, number: usize, day: u64) -> ReportAttribution {
    // Every third utterance is news of that day, which other reports tell as well.
    let seed = if dice.below(3) == 0 { day * 64 + dice.below(64) } else { dice.throw() };
    let mut words = Dice(seed);
    let speaker = words.below(CAST) as usize;
    let n_words = 8 + words.below(20);
    let text: Vec<String> = (0..n_words).map(|_| word(words.skewed(20_000))).collect();
    let start = 100 * number + 20;
    let (source, cue, content) =
        (passage(start, "he"), passage(start + 10, "said"), passage(start + 20, &text.join(" ")));
    let time = (dice.below(4) == 0)
        .then(|| TimeWords { words: passage(start + 15, DAYS[dice.below(7) as usize]), tense: Tense::Past });
    ReportAttribution {
        id: AttributionId::of(report, &source.original, &cue.original, &content.original),
        report: report.clone(),
        kind: if dice.below(2) == 0 { Kind::Direct } else { Kind::Indirect },
        source,
        cue,
        content,
        speaker: Some(CastIdx(speaker)),
        parent: None,
        via: Vec::new(),
        gist: None,
        confidence: 0.5,
        time,
        said_on: None,
    }
}

fn passage(start: usize, text: &str) -> Passage {
    Passage {
        original: vec![Span::from_range(start..start + text.len())],
        clean: vec![Span::from_range(start..start + text.len())],
        text: text.to_owned(),
    }
}
