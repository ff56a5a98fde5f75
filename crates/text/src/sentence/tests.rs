//! Sentences are written with a bar where one ends and the next begins.

use super::sentences;
use crate::document::{Furniture, Mark};
use crate::span::Span;

fn check(barred: &str) {
    let text = barred.replace('|', "");
    let found: Vec<_> = sentences(&text, &[]).iter().map(|s| s.slice(&text)).collect();
    let expected: Vec<_> = barred.split(['|', '\n']).map(str::trim).filter(|s| !s.is_empty()).collect();
    assert_eq!(found, expected);
}

#[test]
fn abbreviations() {
    check("Mr. Müller met Gen. Roe and Sen. O’Neil. |They left.");
    check("The U.S. Senate and U.K. Prime Minister Çelik agree. |He went to the U.S. |He said so.");
    check("The U.S. is ready, e.g. to sign. |It is No. 1 in St. Malo.");
    check("At 5 a.m. Monday Zoë rose. |At 6 p.m. |The café shut.");
    check("On Jan. 5 Roe Corp. bought Été Inc. for $1.5 billion. |Shares fell 3.2 percent.");
    check("He said no. |Five left Łódź.");
    check("U.S.-led talks, vs. Zürich, ended. |Dr. Á. É. Roe spoke.");
}

#[test]
fn initials_and_figures() {
    check("J. K. Rowling and John F. Kennedy met Á. Roe. |The end.");
    check("It cost 3.5 million in 2031. |30 people paid €1.20.");
    check("1. Première étape\n2. Zweitens: sign. |Then go.");
    check("See www.example.com or zoë@a.example for more. |Fin.");
}

#[test]
fn quotation_marks() {
    check("“We want peace. |We do,” he said. |“Ça va.”");
    check("“We want peace. |We do.” he said.");
    check("“Who is paying?” asked Zoë. |“Nobody!” she said. |“Oh?”");
    check("“Who is paying?” Zoë Roe asked. |“Why?” |He later said Malmö would pay.");
    check("‘It’s over.’ |Then Łukasz left. |\"It is.\" |He stayed.");
    check("He said ‘nothing happens.” |Été came. |(It rained.) |Fin.");
    check("« Ça va. » |Il partit. |„Gut.“ |Er ging.");
    check("He said: ``No.'' |Zoë left.");
    check("One. |“Two. |Drei.”");
}

#[test]
fn quotations_over_paragraphs() {
    check("He said: “Eins. |Zwei.\n“Three.\n“Four.” |He left for Orán.");
}

#[test]
fn ellipses_and_runs() {
    check("“We… we can’t.” |Well... |Zoë left. |Really?! |Yes.");
    check("He waited… and left. |Été…\nFin");
}

#[test]
fn lines_and_bullets() {
    check("Zoë resigns\nZoë Roe has resigned\nOui");
    let text = "• Première ligne\n- Zweite. Dritte\nEin • Zwei";
    let found: Vec<_> = sentences(text, &[]).iter().map(|s| s.slice(text)).collect();
    assert_eq!(found, ["Première ligne", "Zweite.", "Dritte", "Ein", "Zwei"]);
}

#[test]
fn capitals_and_lost_blanks() {
    check("ZOË ROE HAS suggested it. |MR. ROE LEFT THE U.S. |THE END.");
    check("They agreed to sign.|Then Zoë left.”|Paris waited.");
}

#[test]
fn other_scripts() {
    check("首相は言った。|「はい。」|終わり。");
    check("Он ушёл. |Она осталась. |नेता आए। |वे गए।");
}

#[test]
fn marked_text_belongs_to_no_sentence() {
    let text = "date 2031-02 ZOË LEFT. Fin.\nPhoto: Été\nÇa va. Share";
    let mark = |range: std::ops::Range<usize>| Mark { span: Span::from_range(range), furniture: Furniture::ShareBar };
    let photo = text.find("Photo").unwrap_or(0);
    let share = text.find("Share").unwrap_or(0);
    let marks = [mark(0..12), mark(photo..photo + "Photo: Été".len()), mark(share..text.len())];
    let found: Vec<_> = sentences(text, &marks).iter().map(|s| s.slice(text)).collect();
    assert_eq!(found, ["ZOË LEFT.", "Fin.", "Ça va."]);
    // A mark over several lines.
    let found: Vec<_> = sentences(text, &[mark(0..share)]).iter().map(|s| s.slice(text)).collect();
    assert_eq!(found, ["Share"]);
}

#[test]
fn nothing_in_nothing() {
    for text in ["", "\n\n", " . ", "…", "—", "”"] {
        assert!(sentences(text, &[]).is_empty(), "{text:?}");
    }
}
