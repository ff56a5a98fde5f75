//! One section of `docs/accuracy.md` a subject: our figures beside those of others.

use super::markdown::{command, count, figure, percent, table};
use super::published::{ARTICLES, ROWS, SPEED};
use crate::attribution::Measured;
use crate::coref::{Antecedents, CorefScore};
use crate::entities::{EntityScore, SpanFigures};
use crate::nested::NestedScore;
use crate::parse::ParseFigures;
use crate::reliability::Reliability;
use crate::rows::score::RowsScore;
use crate::speed::Speed;
use crate::stance::StanceScore;
use crate::tally::Tally;
use crate::{speakers, time};
use onrecord_analysis::attribution::Role;

/// Whole articles.
pub fn attributions(measured: &Measured) -> String {
    let score = &measured.score;
    let f1 = |level: &'static str, kind: &'static str| percent(score.at(level, kind).f1());
    let kinds = ["all", "direct", "mixed", "indirect"];
    let ours = |name: &str, level: &'static str| -> Vec<String> {
        std::iter::once(name.to_owned()).chain(kinds.map(|kind| f1(level, kind))).collect()
    };
    let mut lines = vec![ours("**onrecord, attributed**", "attributed")];
    lines.extend(ARTICLES.iter().map(|p| {
        let figures = [Some(p.all), p.direct, p.mixed, p.indirect].map(figure);
        std::iter::once(format!("{}, attributed (test articles)", p.name)).chain(figures).collect()
    }));
    lines.push(ours("onrecord, content overlaps by half", "lenient"));
    lines.push(ours("onrecord, content overlaps by nine tenths", "strict"));
    let roles = ["source", "cue", "content"].map(|role| vec![role.to_owned(), f1("token", role), f1("exact", role)]);
    [
        format!(
            "{} development articles of PolNeAR with {} attributions.\n\n",
            count(measured.gold.len()),
            count(measured.n_gold())
        ),
        command("attribution POLNEAR/dev"),
        "\n".to_owned(),
        table(&["F1, percent", "all", "direct", "mixed", "indirect"], &lines),
        "\n\"Attributed\" counts an attribution whose content overlaps the gold one by half or more and whose source \
         is\nright. The metrics are those of the reference scorer, `score_attributions.py`; `--write FILE` writes \
         the predictions\nin its format.\n\n"
            .to_owned(),
        table(&["F1, percent", "token", "exact span"], &roles),
        "\nExact spans are this program's own metric: a role's whole set of spans must be the same.\n".to_owned(),
    ]
    .concat()
}

/// Pre-tokenised rows, alone and in context.
pub fn rows(alone: &RowsScore, context: &RowsScore) -> String {
    let ours = |name: &str, score: &RowsScore, pick: fn(&crate::rows::score::RoleScore) -> f64| -> Vec<String> {
        std::iter::once(name.to_owned()).chain(Role::ALL.map(|role| percent(pick(score.of(role))))).collect()
    };
    let mut lines = vec![ours("**onrecord, each row alone**", alone, |s| s.exact.f1())];
    lines.extend(ROWS.iter().map(|p| {
        std::iter::once(format!("{} (test rows)", p.name)).chain([p.source, p.cue, p.content].map(figure)).collect()
    }));
    lines.push(ours("onrecord, rows of an article together", context, |s| s.exact.f1()));
    lines.push(ours("onrecord, each row alone, first token only", alone, |s| s.begin.f1()));
    [
        "The development rows of PolNeAR as the published table has them: tokens, one label each, every role's spans \
         by\nthemselves. A span counts when its first and last token are right.\n\n"
            .to_owned(),
        command("rows ROWS.jsonl"),
        command("rows ROWS.jsonl --context"),
        "\n".to_owned(),
        table(&["F1, percent", "source", "cue", "content"], &lines),
        "\nThe figures agree with the reference scorer, `score_rows.py`, on what `--write FILE` writes.\n".to_owned(),
    ]
    .concat()
}

/// Whether confidence means what it says.
pub fn reliability(reliability: &Reliability, plot: &str) -> String {
    let lines: Vec<Vec<String>> = reliability
        .bins
        .iter()
        .map(|bin| vec![count(bin.count), format!("{:.2}", bin.confidence), format!("{:.2}", bin.right)])
        .collect();
    [
        "How far the confidence of an attribution is the chance that it is right (\"attributed\" above), over ten bins \
         of\nequal count. "
            .to_owned(),
        format!("Expected calibration error: {:.3}.\n\n", reliability.error),
        format!("![Share that is right against confidence]({plot})\n\n"),
        table(&["attributions", "mean confidence", "share right"], &lines),
    ]
    .concat()
}

/// Names and other mentions.
pub fn entities(score: &EntityScore) -> String {
    let line = |name: &str, figures: &SpanFigures| {
        let t = figures.typed;
        let shares = [t.precision(), t.recall(), t.f1(), figures.untyped.f1()].map(percent);
        std::iter::once(name.to_owned()).chain(shares).chain([count(t.gold)]).collect()
    };
    let lines =
        [line("names", &score.names), line("outermost mentions", &score.outermost), line("all mentions", &score.all)];
    [
        "People, organisations and places in the development part of GUM: exact spans with their kind. A mention is a \
         name if\nits head is a proper noun.\n\n"
            .to_owned(),
        command("entities GUM.conllu.gz"),
        "\n".to_owned(),
        table(&["percent", "P", "R", "F1", "F1 of spans alone", "gold"], &lines),
    ]
    .concat()
}

/// Tags and trees.
pub fn parse(figures: &[(&str, ParseFigures)], news: Option<&ParseFigures>) -> String {
    let lines: Vec<Vec<String>> = figures
        .iter()
        .map(|(name, f)| {
            let shares = [f.upos, f.xpos, f.lemma, f.uas, f.las, f.las_full].map(percent);
            std::iter::once((*name).to_owned()).chain(shares).chain([count(f.tokens)]).collect()
        })
        .collect();
    [
        "Development parts, on gold sentences and tokens. LAS compares relations up to the colon, as is the custom.\n\n"
            .to_owned(),
        command("parse EWT.conllu.gz"),
        command("parse GUM.conllu.gz"),
        "\n".to_owned(),
        table(&["percent right", "UPOS", "XPOS", "lemma", "UAS", "LAS", "LAS with subtypes", "tokens"], &lines),
        news.map(against_another_parser).unwrap_or_default(),
    ]
    .concat()
}

/// News has no gold trees; that two parsers agree says that neither is lost.
fn against_another_parser(figures: &ParseFigures) -> String {
    [
        format!(
            "\nOf news there are no gold trees. On the development part of PolNeAR, CoreNLP's Penn tags agree for {} \
             percent of {}\ntokens, its lemmas for {}, its heads (in another version of the scheme) for {}.\n\n",
            percent(figures.xpos),
            count(figures.tokens),
            percent(figures.lemma),
            percent(figures.uas)
        ),
        command("parse SILVER.conllu.gz --texts POLNEAR/dev/text"),
    ]
    .concat()
}

/// Whom pronouns mean.
pub fn coref(score: &CorefScore) -> String {
    let line = |(name, a): (&str, Antecedents)| vec![name.trim().to_owned(), percent(a.accuracy()), count(a.gold)];
    [
        "The antecedent chosen among the gold mentions of people and organisations in the development part of GUM; right \
         if it\nbelongs to the same chain. Mentions that begin a chain are left out.\n\n"
            .to_owned(),
        command("coref GUM.conllu.gz"),
        "\n".to_owned(),
        table(&["", "percent right", "mentions"], &score.by_form().map(line)),
    ]
    .concat()
}

/// Whose attributions are, within a report and over several.
pub fn speakers(measured: &[speakers::Measured]) -> String {
    let line = |(name, score, merges): &speakers::Measured| {
        let merges = merges.as_ref().map(|merges| [merges.wrong, merges.missed]);
        let merged = merges.map_or(["–".to_owned(), "–".to_owned()], |both| both.map(count));
        [(*name).to_owned(), percent(score.accuracy()), count(score.found), count(score.gold)]
            .into_iter()
            .chain(merged)
            .collect()
    };
    let lines: Vec<Vec<String>> = measured.iter().map(line).collect();
    [
        "On PolNeAR the attributions are given as the corpus marks them, and only the way from a source to its speaker \
         is\nmeasured. On the examples everything is the program's own work over all reports; shares are of the \
         attributions it\nfinds. A wrong merge is an actor that holds a second person; a missed one, a person who is a \
         second actor.\n\n"
            .to_owned(),
        command("speakers --labels benchmarks/data/speakers/polnear-dev.jsonl --polnear POLNEAR/dev --examples examples"),
        "\n".to_owned(),
        table(&["", "percent right", "found", "labelled", "wrong merges", "missed merges"], &lines),
    ]
    .concat()
}

/// Time expressions.
pub fn time(parts: &[(&str, time::Figures)]) -> String {
    let line = |(name, figures): &(&str, time::Figures)| {
        let shares = [figures.strict.f1, figures.relaxed.f1, figures.value_f1, figures.type_f1].map(percent);
        std::iter::once((*name).to_owned()).chain(shares).chain([count(figures.marked)]).collect()
    };
    let lines: Vec<Vec<String>> = parts.iter().map(line).collect();
    [
        "Counted as in TempEval-3, given the date of each document. Every fourth document of each folder was held back \
         while\nrules were written.\n\n"
            .to_owned(),
        command("time TIMEBANK --part held"),
        "\n".to_owned(),
        table(&["F1, percent", "strict span", "relaxed span", "value", "type", "expressions"], &lines),
    ]
    .concat()
}

/// Attributions within attributions.
pub fn nested(scores: &[(&str, NestedScore)]) -> String {
    let line = |name: String, t: Tally| {
        let shares = [t.precision(), t.recall(), t.f1()].map(percent);
        std::iter::once(name).chain(shares).chain([count(t.gold)]).collect()
    };
    let lines: Vec<Vec<String>> = scores
        .iter()
        .flat_map(|(part, s)| [line(format!("nested, {part}"), s.nested), line(format!("outer, {part}"), s.outer)])
        .collect();
    [
        "Passages written for the purpose (`benchmarks/data/nested/README.md`). A nested attribution is right if content, cue \
         and\nsource are, and those of the attribution it stands in.\n\n"
            .to_owned(),
        command("nested benchmarks/data/nested/held.jsonl"),
        "\n".to_owned(),
        table(&["percent", "P", "R", "F1", "gold"], &lines),
    ]
    .concat()
}

/// Who takes which side on what.
pub fn stances(scores: &[(&str, StanceScore)]) -> String {
    let line = |name: String, t: &Tally| {
        let shares = [t.precision(), t.recall(), t.f1()].map(percent);
        std::iter::once(name).chain(shares).chain([count(t.gold)]).collect::<Vec<_>>()
    };
    let mut text = "Passages written for the purpose (`docs/stances.md`). A position is right if holder and stance are, and its \
                    matter or evidence\noverlaps the labelled one; a condition if its holder is and both its parts overlap.\n\n"
        .to_owned();
    text.push_str(&command("stance benchmarks/data/stance/held.jsonl"));
    for (part, score) in scores {
        let mut lines: Vec<Vec<String>> =
            score.by_stance.iter().map(|(stance, tally)| line((*stance).to_owned(), tally)).collect();
        lines.push(line("holder right, whatever the stance".to_owned(), &score.positions));
        lines.push(line("conditions".to_owned(), &score.conditions));
        text.push_str(&format!("\n{}\n", table(&[part, "P", "R", "F1", "gold"], &lines)));
        text.push_str(&format!(
            "Mean F1 of the four stances {}. Own or ascribed is right for {} percent of the positions found.\n",
            percent(score.macro_f1()),
            percent(score.ascribed_accuracy())
        ));
    }
    text
}

/// Words a second.
pub fn speed(speed: &Speed) -> String {
    let mut lines = vec![vec!["**onrecord**".to_owned(), count(speed.words_per_cpu_second().round() as usize)]];
    lines.extend(SPEED.iter().map(|p| {
        let (least, most) = p.words_per_cpu_second;
        let range = if least == most { String::new() } else { format!(" to {}", count(most as usize)) };
        vec![p.name.to_owned(), format!("{}{range}", count(least as usize))]
    }));
    [
        command("speed POLNEAR/dev/text"),
        "\n".to_owned(),
        table(&["from files to attributions", "words per CPU second"], &lines),
        format!(
            "\n{} documents ({} words) in {:.1} s of wall time and {:.1} s of CPU time, model loaded in {:.2} s, peak \
             memory\n{:.0} MB.\n",
            count(speed.n_documents),
            count(speed.n_words),
            speed.wall_s,
            speed.cpu_s,
            speed.load_s,
            speed.peak_mb
        ),
    ]
    .concat()
}
