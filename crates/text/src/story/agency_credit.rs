//! Which agency the text came from: "(Reuters)", "— AP" at the end, "LONDON (AP) —" in front.
//!
//! In a dateline only the agency in brackets is marked; the city stays, because it says where.

use std::ops::Range;

use super::line::Line;

/// Agencies as datelines and credits write them.
const AGENCIES: [&str; 33] = [
    "AP",
    "AFP",
    "Reuters",
    "REUTERS",
    "UPI",
    "dpa",
    "DPA",
    "ANI",
    "PTI",
    "IANS",
    "Xinhua",
    "TASS",
    "Interfax",
    "Ukrinform",
    "Bloomberg",
    "PA",
    "PA Media",
    "Anadolu",
    "AA",
    "EFE",
    "ANSA",
    "Kyodo",
    "Yonhap",
    "RIA Novosti",
    "Sputnik",
    "CNN",
    "CNN Newsource",
    "CP",
    "NPR",
    "BBC",
    "The Associated Press",
    "Associated Press",
    "Agence France-Presse",
];

/// A dateline is no longer than this many bytes: "WASHINGTON and ZAPORIZHZHIA, Ukraine, March 3".
const MAX_DATELINE: usize = 70;

/// Finds agency credits.
pub fn find(lines: &[Line]) -> Vec<Range<usize>> {
    lines.iter().filter_map(|line| whole_line(line).or_else(|| dateline(line)).or_else(|| at_end(line))).collect()
}

fn is_agency(text: &str) -> bool {
    text.split('/').all(|part| AGENCIES.contains(&part.trim()))
}

/// "(Reuters)", "— AP", "With AFP", "Source: AP" on a line of its own.
fn whole_line(line: &Line) -> Option<Range<usize>> {
    let text = line.text.trim_matches(['(', ')', '[', ']', '—', '–', '-', '.', ' ']);
    let text =
        ["With inputs from ", "With ", "Source: ", "via "].iter().find_map(|p| text.strip_prefix(p)).unwrap_or(text);
    // A bare name may be a heading, except at the end.
    let is_set_off = line.text.starts_with(['(', '[', '—', '–', '-']) || line.text.len() > text.len() + 3;
    (is_agency(text) && (is_set_off || line.idx + 1 == line.n_lines && line.idx > 0)).then(|| line.range())
}

/// "LONDON (AP) — ", "Kyiv, 3 March (AFP) -": the bracket, up to the dash.
fn dateline(line: &Line) -> Option<Range<usize>> {
    let open = line.text.find('(').filter(|&open| open <= MAX_DATELINE)?;
    let close = open + line.text.get(open..)?.find(')')?;
    let rest = line.text.get(close + 1..)?.trim_start();
    let starts_line = open == 0 || line.text.starts_with(char::is_uppercase);
    let is_credit = is_agency(line.text.get(open + 1..close)?);
    let has_dash = rest.starts_with(['—', '–', '-', ':']);
    (starts_line && is_credit && has_dash).then(|| line.start + open..line.start + close + 1)
}

/// "… on Monday. (Reuters)", "… on Monday. — AP", at the end of a line that ends a sentence.
fn at_end(line: &Line) -> Option<Range<usize>> {
    let stop = line.text.rfind(['.', '!', '?', '”', '"'])?;
    let after = line.text.get(stop..)?;
    let after = after.get(after.chars().next()?.len_utf8()..)?;
    let credit = after.trim();
    let is_set_off = credit.starts_with(['(', '—', '–', '-', '[']);
    let name = credit.trim_matches(['(', ')', '[', ']', '—', '–', '-', ' ']);
    (is_set_off && is_agency(name)).then(|| line.start + line.text.len() - credit.len()..line.start + line.text.len())
}

#[cfg(test)]
mod tests {
    use super::super::line::check;

    #[test]
    fn credits_and_none() {
        check(
            super::find,
            &[
                ("MALMÖ (AP) — The mayor resigned.", "(AP)"),
                ("Orán, 3 March (EFE/AFP) - The mayor resigned.", "(EFE/AFP)"),
                ("Le maire est parti. (Reuters)", "(Reuters)"),
                ("Zoë resigned on Monday. — AFP", "— AFP"),
                ("Éins.\n(dpa)", "(dpa)"),
                ("Éins.\nWith inputs from ANI", "With inputs from ANI"),
                ("Éins.\nReuters", "Reuters"),
                ("Zoë told Reuters (the agency) — and others — to wait.", ""),
                ("The mayor of Łódź (AP member) — a friend — left.", ""),
                ("Reuters\nÉins.", ""),
                ("He works for the BBC. The BBC", ""),
            ],
        );
    }
}
