//! The two sizes of the reader beside each other.

use anyhow::Result;
use onrecord_analysis::attribution::Role;
use onrecord_analysis::reader::ReaderSize;

use super::markdown::{command, count, percent, table};
use super::{Options, Results, labelled_rows, treebanks};
use crate::pipeline::Pipeline;
use crate::rows::predict::Context;
use crate::{attribution, coref, entities, nested, parse, speed};

/// The figures by which the sizes are told apart; `None` for what was not measured.
#[derive(Clone, Debug, Default)]
pub struct Essentials {
    /// F1 of attributed, in whole articles: all, direct, mixed, indirect.
    attributed: Option<[f64; 4]>,
    /// Exact F1 in rows alone, by role.
    rows: Option<[f64; 3]>,
    /// Share of tags (UPOS) and of heads with relations (LAS) that is right, by treebank.
    trees: Vec<(&'static str, [f64; 2])>,
    /// F1 of mentions with their kind.
    mentions: Option<f64>,
    /// Share of pronouns whose antecedent is right.
    pronouns: Option<f64>,
    /// Precision and recall of nested attributions, held back.
    nested: Option<[f64; 2]>,
    /// Words a second on all cores, and a CPU second.
    speed: Option<[f64; 2]>,
}

const KINDS: [&str; 4] = ["all", "direct", "mixed", "indirect"];

impl Essentials {
    /// Those of what was measured at length.
    pub fn of(results: &Results) -> Self {
        Self {
            attributed: results.attribution.as_ref().map(|m| KINDS.map(|kind| m.score.at("attributed", kind).f1())),
            rows: results.rows.as_ref().map(|(alone, _)| Role::ALL.map(|role| alone.of(role).exact.f1())),
            trees: results.parse.iter().map(|(name, f)| (*name, [f.upos, f.las])).collect(),
            mentions: results.entities.as_ref().map(|score| score.all.typed.f1()),
            pronouns: results.coref.as_ref().map(|score| score.pronouns.accuracy()),
            nested: results.nested.first().map(|(_, s)| [s.nested.precision(), s.nested.recall()]),
            speed: results.speed.as_ref().map(|s| [s.words_per_second(), s.words_per_cpu_second()]),
        }
    }

    /// Measures a reader of another size.
    pub fn measure(options: &Options, size: ReaderSize, speed: Option<speed::Speed>) -> Result<Self> {
        let pipeline = Pipeline::load(size)?;
        let mut results = Results { speed, ..Results::default() };
        results.attribution =
            options.polnear.as_ref().map(|polnear| attribution::measure(&pipeline, polnear, 0.0)).transpose()?;
        if let Some(file) = &options.rows {
            results.rows = Some((labelled_rows(&pipeline, file, Context::Alone)?, Default::default()));
        }
        results.entities = options.gum.as_ref().map(|gum| entities::measure(&pipeline, gum)).transpose()?;
        results.coref = options.gum.as_ref().map(|gum| coref::measure(&pipeline, gum)).transpose()?;
        for (name, file) in treebanks(options) {
            results.parse.push((name, parse::measure(&pipeline, file, None)?.figures(0)));
        }
        if let Some(folder) = &options.nested {
            results.nested.push(("", nested::measure(&pipeline, &folder.join("held.jsonl"), 0.0)?.score));
        }
        Ok(Self::of(&results))
    }

    /// Every figure with what it is, as printed.
    fn lines(&self) -> Vec<[String; 2]> {
        let mut lines = Vec::new();
        let mut push = |name: String, figure: String| lines.push([name, figure]);
        for (kind, f1) in KINDS.into_iter().zip(self.attributed.into_iter().flatten()) {
            push(format!("attributed, {kind}: F1"), percent(f1));
        }
        for (role, f1) in Role::ALL.into_iter().zip(self.rows.into_iter().flatten()) {
            push(format!("rows, {}: exact F1", role.name()), percent(f1));
        }
        for (name, [upos, las]) in &self.trees {
            push(format!("{name}: UPOS / LAS"), format!("{} / {}", percent(*upos), percent(*las)));
        }
        if let Some(f1) = self.mentions {
            push("mentions: F1".to_owned(), percent(f1));
        }
        if let Some(share) = self.pronouns {
            push("pronouns right".to_owned(), percent(share));
        }
        if let Some([precision, recall]) = self.nested {
            push("nested: P / R".to_owned(), format!("{} / {}", percent(precision), percent(recall)));
        }
        if let Some([second, cpu_second]) = self.speed {
            push("words a second".to_owned(), count(second.round() as usize));
            push("words a CPU second".to_owned(), count(cpu_second.round() as usize));
        }
        lines
    }
}

/// The section.
pub fn section(accurate: &Essentials, fast: &Essentials) -> String {
    let lines: Vec<Vec<String>> =
        accurate.lines().into_iter().zip(fast.lines()).map(|([name, a], [_, b])| vec![name, a, b]).collect();
    [
        "`onrecord build --reader fast` reads with six layers that learned from the twelve of `accurate`, the default. All\n\
         other figures on this page are of `accurate`. In percent, but for the words:\n\n"
            .to_owned(),
        table(&["", ReaderSize::Accurate.name(), ReaderSize::Fast.name()], &lines),
        "\n".to_owned(),
        command("attribution POLNEAR/dev --reader fast"),
    ]
    .concat()
}
