//! The labels of one invented negotiation, as `benchmarks/data/utterances/README.md` describes them.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use onrecord_text::span::{Original, Span};
use serde::Deserialize;

/// One negotiation.
#[derive(Deserialize)]
pub struct World {
    pub reports: Vec<Report>,
    pub utterances: Vec<Utterance>,
    pub conflicts: Vec<Conflict>,
    pub not_conflicts: Vec<NotConflict>,
    pub events: Vec<Event>,
    #[serde(skip)]
    pub directory: PathBuf,
}

#[derive(Deserialize)]
pub struct Report {
    pub file: String,
    pub copy_of: Option<String>,
}

#[derive(Deserialize)]
pub struct Utterance {
    pub id: String,
    pub told: Vec<Told>,
}

/// One attribution.
#[derive(Deserialize)]
pub struct Told {
    pub file: String,
    spans: Roles,
}

#[derive(Deserialize)]
struct Roles {
    content: Vec<(usize, usize)>,
}

#[derive(Deserialize)]
pub struct Conflict {
    pub kind: String,
    #[serde(default)]
    pub accept: Option<Vec<String>>,
    pub utterances: Vec<String>,
    pub alleged: bool,
    pub note: String,
    #[serde(default)]
    pub evidence: Option<Vec<Evidence>>,
}

#[derive(Deserialize)]
pub struct NotConflict {
    pub reason: String,
    pub utterances: Vec<String>,
    pub note: String,
    #[serde(default)]
    pub evidence: Option<Vec<Evidence>>,
}

#[derive(Deserialize)]
pub struct Event {
    pub kind: String,
    pub day: String,
    pub evidence: Vec<Evidence>,
}

/// Words that show something, and on which side they stand where sides differ.
#[derive(Deserialize)]
pub struct Evidence {
    pub file: String,
    span: (usize, usize),
    #[serde(default)]
    pub side: Option<String>,
}

/// Characters of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub file: String,
    pub span: Span<Original>,
}

impl Place {
    pub fn overlaps(&self, other: &Self) -> bool {
        self.file == other.file && self.span.overlaps(other.span)
    }
}

impl Told {
    pub fn places(&self) -> impl Iterator<Item = Place> {
        let place =
            |&(start, end): &(usize, usize)| Place { file: self.file.clone(), span: Span::from_range(start..end) };
        self.spans.content.iter().map(place)
    }
}

impl Evidence {
    pub fn place(&self) -> Place {
        Place { file: self.file.clone(), span: Span::from_range(self.span.0..self.span.1) }
    }
}

impl World {
    /// All places that tell the utterance `id`.
    pub fn told(&self, id: &str) -> Vec<Place> {
        let utterances = self.utterances.iter().filter(|utterance| utterance.id == id);
        utterances.flat_map(|utterance| &utterance.told).flat_map(Told::places).collect()
    }

    /// Its name: that of its folder.
    pub fn name(&self) -> String {
        self.directory.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    }
}

/// The negotiations in `directory`, by name; or the one that `directory` is.
pub fn read(directory: &Path) -> Result<Vec<World>> {
    let mut folders = vec![directory.to_owned()];
    if !directory.join("gold.json").is_file() {
        folders = std::fs::read_dir(directory)
            .with_context(|| format!("{}: cannot be read", directory.display()))?
            .map(|entry| Ok(entry?.path()))
            .collect::<Result<_>>()?;
        folders.retain(|folder| folder.join("gold.json").is_file());
        folders.sort();
    }
    anyhow::ensure!(!folders.is_empty(), "{}: no folder with a `gold.json` in it", directory.display());
    folders.iter().map(|folder| world(folder)).collect()
}

fn world(folder: &Path) -> Result<World> {
    let file = folder.join("gold.json");
    let text = std::fs::read_to_string(&file).with_context(|| format!("{}: cannot be read", file.display()))?;
    let mut world: World =
        serde_json::from_str(&text).with_context(|| format!("{}: not in the format", file.display()))?;
    world.directory = folder.to_owned();
    Ok(world)
}
