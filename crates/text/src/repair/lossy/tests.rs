//! Invented paragraphs are decayed and repaired; one real report is read where it is at hand.

use crate::alignment::AlignedText;
use crate::repair::repair;

/// What every mark becomes.
fn decayed(text: &str, decay: &str) -> String {
    text.replace(['“', '”', '‘', '’', '–', '—', '…'], decay)
}

fn repaired(damaged: &str) -> String {
    let mut text = AlignedText::verbatim(damaged);
    repair(&mut text);
    text.as_str().to_owned()
}

/// Paragraphs as they were printed. Outer marks are double, since nothing shows what they were.
const CLEAN: [&str; 15] = [
    // British: comma outside, spaced dash, plural possessive, accents.
    "“We won’t accept the ministers’ offer”, said Siân Owen – the union’s chair – on Monday.\n\
     The offer was “wholly inadequate”, and members’ patience “isn’t endless”.",
    // American: comma inside, dash set close, names with apostrophes.
    "“I’ll sign it,” Mayor O’Donnell said, “when they’re ready—and they aren’t.”\n\
     The council—which met twice—didn’t answer. “We’re done,” she’d told the café’s owner.",
    // A quotation over three paragraphs.
    "The envoy wrote: “We’ve come a long way.\n\
     “It’s not over, and nobody’s pretending it is.\n\
     “But we’ll get there.” He left for Genève.",
    // Quotation within a quotation.
    "“She told me, ‘Don’t come back,’ and I didn’t,” Müller said.\n“They’re calling it ‘progress’,” he said.",
    // Ellipsis and breaking off, at the end of what is quoted.
    "“We thought it’d work…” Ortega’s voice trailed off. “But the—” He stopped.\n“It wasn’t a threat,” he said.",
    // Figures and clipped words.
    "The talks of 2014–2022 weren’t “a failure”, Łukasz said. It’s like the ’90s: “Let ’em talk.”",
    // Questions and exclamations.
    "“Who’s paying?” asked Ms Çelik. “Nobody knows!” The hall’s roof “can’t wait”, she’s certain.",
    // Quotation in brackets, and one after a colon.
    "The deal (“a scandal”) wasn’t signed. Its author’s reply: “No comment.”\nThat’s all – for now.",
    // French names and words with the very letter.
    "“The château’s gâteau isn’t mine,” the pâtissier said – he’s from Âncora. “Pâté? I don’t eat it.”",
    // Several sentences in one quotation, attribution in the middle.
    "“It’s a start. We’d hoped for more. You can’t win them all,” Brânză said. “That’s life.”",
    // Scare quotes one after the other.
    "He called the plan “bold”, the map “a joke” and its makers’ motives “unclear”. “Don’t ask,” he added.",
    // A headline-like line, then the story.
    "Strike’s over, says union’s chief\n“It’s done,” he said. Schools won’t open until 5–7 May.",
    // A quotation after a dash, and one that ends the paragraph before an attribution.
    "One thing’s clear – “nobody’s leaving” – and it’s official.\n“They’ve all agreed,” said François Hâche.",
    // Dashes set close next to short words; blank lines in a quotation over paragraphs.
    "“The paper—a first draft—isn’t ours,” Zoë wrote.\n\n“It’s theirs, in all—at least in Orán—but one.\n\n\
     “We’ll see.” That’s it.",
    // Possessive before a capital, and inside a quotation.
    "“The teachers’ union hasn’t called,” he said. The nurses’ Friday walk-out, “the nurses’ last card”, didn’t help.",
];

#[test]
fn marks_come_back() {
    for clean in CLEAN {
        for decay in ["â", "\u{fffd}", "⊠", "â\u{80}", "â€", "\u{fffd}\u{fffd}\u{fffd}", "□"] {
            let repaired = repaired(&decayed(clean, decay));
            assert_eq!(repaired, clean, "decayed to {decay:?}");
        }
    }
}

/// A question mark may also be one; paragraphs that ask or trail off are left out.
#[test]
fn marks_come_back_from_question_marks() {
    for clean in CLEAN.iter().filter(|clean| !clean.contains(['?', '…'])) {
        assert_eq!(repaired(&decayed(clean, "?")), *clean);
    }
}

#[test]
fn questions_stay_questions() {
    for (damaged, clean) in [
        (
            "?We can?t say,? Núñez said. Who would? The union?s chair won?t. Why?\nSee a.example/p?id=5.",
            "“We can’t say,” Núñez said. Who would? The union’s chair won’t. Why?\nSee a.example/p?id=5.",
        ),
        (
            "?Are you ready?? she asked. ?We don?t know. Aren?t you?? He?s unsure.",
            "“Are you ready?” she asked. “We don’t know. Aren’t you?” He’s unsure.",
        ),
    ] {
        assert_eq!(repaired(damaged), clean);
    }
}

#[test]
fn one_mark_decayed_otherwise_is_a_dash() {
    assert_eq!(
        repaired("âWeâre here ⊠they know it,â Łukasz said. âItâs late.â"),
        "“We’re here –they know it,” Łukasz said. “It’s late.”"
    );
}

#[test]
fn sound_text_stays() {
    for text in [
        "Le château, l’âme et le pâté : âgé de 80 ans, il relâche la tâche.",
        "Când câinele latră, mâine și român: „într-o zi”, în România, râs, când.",
        "O âmbito e o ânimo da Câmara; a âncora, âmbar, Ângela.",
        "Âdeta hâlâ kâr, âlem. Hâlâ. Âşık hâlâ, âdil hâlâ. kâğıt vâ, hâlâ.",
        "The letter â is used in French. “Pâté?” she asked. Why? Who? Really??",
        "Points:\n■ one\n■ two\n¿Qué? ¿Cómo? ¬p and ¬q ◊",
        "What? No! https://a.example/x?y=1&z=2 why?not “Ça va?”",
        "Hôpital : qu’il mâche, lâche, câble, théâtre, infâme, opiniâtre.",
    ] {
        assert_eq!(repaired(text), text);
    }
}

#[test]
fn lost_letters_are_not_turned_into_marks() {
    for text in ["The caf\u{fffd} in Malm\u{fffd} and Erdo\u{fffd}an", "\u{fffd}ber alles"] {
        assert_eq!(repaired(text), text);
    }
}

/// The kinds of the 55 marks of a real report, as a person reads them: o(pening), c(losing),
/// a(postrophe), d(ash). The report itself is not part of the project.
const GOLD: &str = "ocaddococoaadocococoaaadcococococococaocococococaaoacoc";

#[test]
fn marks_of_a_real_report() {
    let Some(file) = crate::testing::seed("003_") else {
        return;
    };
    let mut text = AlignedText::verbatim(&file);
    let repairs = repair(&mut text);
    let found: Vec<(char, String)> = repairs
        .iter()
        .map(|repair| {
            let mark = repair.clean.slice(text.as_str());
            let before = text.as_str().get(..repair.clean.start().get());
            let code = match mark {
                "“" | "‘" => 'o',
                "”" => 'c',
                "’" => 'a',
                "–" | "—" => 'd',
                "…" => 'e',
                _ => '?',
            };
            let tail: String = before.unwrap_or("").chars().rev().take(20).collect();
            (code, tail.chars().rev().collect())
        })
        .collect();
    assert_eq!(found.len(), GOLD.len());
    let wrong: Vec<_> =
        found.iter().zip(GOLD.chars()).enumerate().filter(|(_, ((code, _), gold))| code != gold).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
