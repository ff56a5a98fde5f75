//! A record of any size to look at: reports of an invented negotiation, with texts, statements that several reports
//! tell, and stances on a dozen issues.

use std::path::PathBuf;

use anyhow::{Result, anyhow};
use onrecord_analysis::attribution::Kind;
use onrecord_record::actor::{ActorKind, CastIdx, Identity, ReportActor};
use onrecord_record::attribution::{Passage, ReportAttribution};
use onrecord_record::codebook::Codebook;
use onrecord_record::fingerprint::Fingerprint;
use onrecord_record::id::{AttributionId, ReportId};
use onrecord_record::person_name::PersonName;
use onrecord_record::report::{Dating, Report, ReportEntry, ReportFacts, ReportText};
use onrecord_record::stance::{ReportStanceReading, Stance};
use onrecord_store::store::Store;
use onrecord_text::alignment::AlignedText;
use onrecord_text::document::{Document, Locator};
use onrecord_text::excerpt::Excerpt;
use onrecord_text::span::{Offset, Span};

use crate::scale::world::{Dice, capital, word};

/// How to invent.
#[derive(clap::Args)]
pub struct Options {
    /// The record to make
    #[arg(short, long, value_name = "FILE.onrecord")]
    output: PathBuf,
    /// Reports in it, with ten attributions each; every fifth utterance is told twice or more
    #[arg(long, default_value_t = 12_000)]
    reports: usize,
}

const ATTRIBUTIONS: usize = 10;
const PEOPLE: u64 = 3_000;
const OUTLETS: u64 = 60;
/// Days that are told of.
const DAYS: u64 = 730;
const ISSUES: [&str; 12] = [
    "tariffs",
    "fishing",
    "ceasefire",
    "prisoners",
    "pipeline",
    "border",
    "sanctions",
    "grain",
    "elections",
    "observers",
    "reparations",
    "airspace",
];
const SIDES: [&str; 8] = ["Ardania", "Belvoria", "Cordesia", "Dravenia", "Estmark", "Fjordal", "Galdovia", "Harrow"];

/// Makes the record.
///
/// # Errors
/// If the record cannot be written.
pub fn run(options: &Options, out: &mut impl std::io::Write) -> Result<()> {
    let mut store = Store::open_or_create(&options.output)?;
    let codebook = Codebook::parse(&codebook()).map_err(|error| anyhow!("codebook: {error}"))?;
    store.set_codebook(&codebook)?;
    let numbers: Vec<usize> = (0..options.reports).collect();
    for batch in numbers.chunks(500) {
        let entries: Vec<ReportEntry> = batch.iter().map(|number| report(*number, options.reports)).collect();
        store.add_batch(&entries)?;
    }
    store.rebuild()?;
    let n = store.statement_heads()?.len();
    store.close()?;
    writeln!(out, "{}: {} reports, {n} statements", options.output.display(), options.reports)?;
    Ok(())
}

fn person(number: u64) -> String {
    format!("{} {}", capital(&word(40_000 + number % 900)), capital(&word(number * 7 + 300)))
}

fn codebook() -> String {
    let mut toml = String::new();
    for issue in ISSUES {
        toml += &format!("[[issue]]\nid = \"{issue}\"\nlabel = \"The {issue}\"\nterms = [\"{issue}\"]\n");
    }
    for side in SIDES {
        toml += &format!("[[actor]]\nid = \"{}\"\nname = \"{side}\"\nkind = \"state\"\n", side.to_lowercase());
    }
    for number in 0..80 {
        let side = SIDES[number as usize % SIDES.len()].to_lowercase();
        toml += &format!(
            "[[actor]]\nid = \"p{number}\"\nname = \"{}\"\nkind = \"person\"\nparty = \"{side}\"\n",
            person(number)
        );
    }
    toml
}

/// The text of a report as it grows, with spans of what was put into it.
#[derive(Default)]
struct Writing {
    text: String,
    n_chars: usize,
}

impl Writing {
    fn add(&mut self, words: &str) -> Passage {
        let (byte, at) = (self.text.len(), self.n_chars);
        self.text.push_str(words);
        self.n_chars += words.chars().count();
        Passage {
            original: vec![Span::from_range(at..self.n_chars)],
            clean: vec![Span::from_range(byte..self.text.len())],
            text: words.to_owned(),
        }
    }
}

/// What is said somewhere: by whom, and with which side on which issue.
struct Utterance {
    speaker: u64,
    words: String,
    issue: Option<(usize, Stance)>,
}

fn utterance(seed: u64) -> Utterance {
    let mut dice = Dice(seed);
    let speaker = dice.skewed(PEOPLE);
    let issue = (dice.below(10) < 4).then(|| {
        let stance = Stance::ALL[dice.below(4) as usize];
        (dice.skewed(ISSUES.len() as u64) as usize, stance)
    });
    let mut words: Vec<String> = (0..8 + dice.below(18)).map(|_| word(dice.skewed(20_000))).collect();
    if let Some((issue, _)) = issue {
        words.insert(2, format!("the {}", ISSUES[issue]));
    }
    Utterance { speaker, words: words.join(" "), issue }
}

fn report(number: usize, n: usize) -> ReportEntry {
    let mut dice = Dice(number as u64 ^ 0xABCD);
    let day = number as u64 * DAYS / n.max(1) as u64;
    let told: Vec<Utterance> = (0..ATTRIBUTIONS)
        .map(|_| utterance(if dice.below(5) == 0 { day * 40 + dice.below(40) } else { dice.throw() }))
        .collect();
    let mut writing = Writing::default();
    let mut passages = Vec::new();
    for utterance in &told {
        let source = writing.add(&person(utterance.speaker));
        writing.add(" ");
        let cue = writing.add("said");
        writing.add(" that ");
        let content = writing.add(&utterance.words);
        writing.add(". ");
        writing.add(&(0..30).map(|_| word(dice.skewed(20_000))).collect::<Vec<_>>().join(" "));
        writing.add(".\n");
        passages.push((source, cue, content));
    }
    let mut document = Document {
        locator: Locator { file: format!("{number:06}.txt"), record: None },
        original: Excerpt::new(0, writing.text.as_str()),
        ..Document::default()
    };
    let (year, month) = (2030 + day / 365, 1 + day % 365 * 12 / 365);
    document.metadata.published = Some(format!("{year}-{month:02}-{:02}", 1 + day % 28));
    document.metadata.outlet = Some(format!("{} Post", capital(&word(90_000 + dice.skewed(OUTLETS)))));
    document.metadata.title = Some(capital(&told[0].words.chars().take(60).collect::<String>()));
    let id = ReportId::of(&document);
    let mut cast: Vec<ReportActor> = Vec::new();
    let (mut attributions, mut stances) = (Vec::new(), Vec::new());
    for (place, (utterance, (source, cue, content))) in told.iter().zip(passages).enumerate() {
        let speaker = member(&mut cast, &person(utterance.speaker));
        let attribution = ReportAttribution {
            id: AttributionId::of(&id, &source.original, &cue.original, &content.original),
            report: id.clone(),
            kind: if dice.below(2) == 0 { Kind::Direct } else { Kind::Indirect },
            source,
            cue,
            content: content.clone(),
            gist: None,
            speaker: Some(speaker),
            parent: None,
            via: Vec::new(),
            confidence: 0.8,
            time: None,
            said_on: None,
        };
        if let Some((issue, stance)) = utterance.issue {
            let is_told = dice.below(6) == 0;
            let holder = if is_told { member(&mut cast, SIDES[dice.below(8) as usize]) } else { speaker };
            let reading = format!("p-{:016x}{place:08x}", number as u64);
            stances.extend(reading.parse().ok().map(|reading| ReportStanceReading {
                id: reading,
                report: id.clone(),
                holder,
                matter: Passage { text: ISSUES[issue].to_owned(), ..content.clone() },
                topics: Vec::new(),
                stance: if stance == Stance::Conditional { Stance::Support } else { stance },
                terms: None,
                evidence: content,
                attribution: Some(attribution.id.clone()),
                told_by_other: if is_told { 0.9 } else { 0.1 },
                confidence: 0.7,
            }));
        }
        attributions.push(attribution);
    }
    attributions.sort_by(|a, b| a.id.cmp(&b.id));
    stances.sort_by(|a: &ReportStanceReading, b| a.id.cmp(&b.id));
    let report = Report { id, locator: document.locator, metadata: document.metadata, dating: Dating::default() };
    let fingerprint = Fingerprint::of(&writing.text);
    let mut text = AlignedText::default();
    text.push_copied(&writing.text, Offset::new(0));
    ReportEntry {
        facts: ReportFacts { report, cast, attributions, hints: Vec::new(), stances, remarks: Vec::new(), fingerprint },
        text: ReportText { text, original: document.original, ..ReportText::default() },
    }
}

/// The member of the cast with this name.
fn member(cast: &mut Vec<ReportActor>, name: &str) -> CastIdx {
    if let Some(at) = cast.iter().position(|member| member.name == name) {
        return CastIdx(at);
    }
    let (kind, identity) = match PersonName::parse(name) {
        Some(person) if !SIDES.contains(&name) => (ActorKind::Person, Identity::Person(person)),
        _ => (ActorKind::State, Identity::Named),
    };
    cast.push(ReportActor { name: name.to_owned(), kind, identity, aliases: Vec::new(), roles: Vec::new() });
    CastIdx(cast.len() - 1)
}
