//! Offices: "president", "foreign minister", "spokeswoman". What a title says of its holder.

use crate::nation::nation;
use crate::person_name::Gender;
use crate::word::{Token, fold, fold_all};

/// Nouns for offices and functions, singular, folded. A title ends with one of them.
#[rustfmt::skip]
const NOUNS: &[&str] = &[
    "adviser", "advisor", "admiral", "aide", "ambassador", "analyst", "archbishop",
    "attorney", "bishop", "cardinal", "ceo", "chair", "chairman", "chairperson",
    "chairwoman", "chancellor", "chief", "colonel", "commander", "commissioner",
    "congressman", "congresswoman", "consul", "coordinator", "councillor", "delegate",
    "deputy", "diplomat", "director", "economist", "editor", "emir", "emperor", "envoy",
    "executive", "founder", "general", "governor", "head", "historian", "judge", "justice",
    "king", "lawmaker", "lawyer", "leader", "legislator", "lieutenant", "major", "manager",
    "mayor", "mediator", "mp", "minister", "negotiator", "officer", "official", "ombudsman",
    "organiser", "organizer", "patriarch", "pm", "pope", "premier", "president", "prince",
    "princess", "professor", "prosecutor", "queen", "rapporteur", "representative",
    "researcher", "secretary", "senator", "sheriff", "speaker", "spokesman", "spokesperson",
    "spokeswoman", "sultan", "superintendent", "taoiseach", "treasurer", "whip",
];

/// Words in small letters that stand between a scope and a noun of office.
#[rustfmt::skip]
const MODIFIERS: &[&str] = &[
    "acting", "assistant", "chief", "cabinet", "communications", "culture", "defence",
    "defense", "deputy", "economy", "education", "elect", "energy", "environment",
    "executive", "far-right", "far-left", "federal", "finance", "first", "foreign",
    "former", "general", "government", "health", "home", "housing", "human", "incoming",
    "interim", "interior", "joint", "justice", "labour", "lead", "local", "managing",
    "military", "ministry", "national", "opposition", "outgoing", "parliamentary", "party",
    "police", "press", "prime", "relations", "rights", "security", "senior", "special",
    "state", "then", "top", "trade", "transport", "treasury", "union", "vice",
];

/// Nouns that say how somebody stands to another, not what office is held.
const RELATIONS: &[&str] = &["counterpart", "ally", "rival", "predecessor", "successor", "colleague"];

const FEMALE: &[&str] = &["chairwoman", "congresswoman", "princess", "queen", "spokeswoman"];
const MALE: &[&str] = &["chairman", "congressman", "emperor", "king", "pope", "prince", "spokesman"];

/// Words between an office and whose it is.
const PREPOSITIONS: &[&str] = &["of", "to", "for", "at", "in"];

/// Offices whose holder is called "leader" of the country or body.
const LEADERS: &[&str] =
    &["president", "prime minister", "premier", "chancellor", "king", "queen", "taoiseach", "emir", "sultan", "leader"];

/// An office as a title names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Office {
    /// Its words, folded: "president", "special envoy".
    pub name: String,
    /// The country or body, in one form for all its words; `None` if the title gives none. One
    /// without a name ("the board’s chair") has an article in front.
    pub scope: Option<String>,
}

pub(crate) fn is_office_noun(word: &str) -> bool {
    NOUNS.contains(&fold(word).as_str())
}

/// Whether `word` is the plural of a noun of office.
pub(crate) fn is_plural_office_noun(word: &str) -> bool {
    let folded = fold(word);
    let singular = folded
        .strip_suffix("men")
        .map(|stem| format!("{stem}man"))
        .or_else(|| folded.strip_suffix('s').map(str::to_owned));
    singular.is_some_and(|noun| NOUNS.contains(&noun.as_str()))
}

pub(crate) fn is_relation_noun(word: &str) -> bool {
    RELATIONS.contains(&fold(word).as_str())
}

pub(crate) fn is_modifier(word: &str) -> bool {
    MODIFIERS.contains(&word.to_lowercase().as_str())
}

/// The government to which the title sends its holder, folded: "port ishel" of "Tarvia’s ambassador to Port Ishel".
pub(crate) fn addressee(title: &[Token<'_>]) -> Option<String> {
    let noun = title.iter().position(|t| t.is("ambassador"))?;
    let to = noun + title.get(noun..)?.iter().position(|t| t.is("to"))?;
    let words = title.get(to + 1..)?.iter().filter(|t| t.is_word && !is_article(t.text));
    let words: Vec<String> = words.map(|t| fold(t.text)).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// What the last word of a title tells of its holder.
pub(crate) fn gender_of(office: &str) -> Option<Gender> {
    let noun = office.rsplit(' ').next().unwrap_or("");
    if FEMALE.contains(&noun) {
        Some(Gender::Female)
    } else if MALE.contains(&noun) {
        Some(Gender::Male)
    } else {
        None
    }
}

impl Office {
    /// The office that the words of a noun phrase name: its last noun of office before any "of",
    /// what qualifies it, and whose it is, in front ("French", "Norway's") or behind ("of France").
    /// `None` if it names none.
    pub fn parse(phrase: &[Token<'_>]) -> Option<Self> {
        let words: Vec<&Token<'_>> = phrase.iter().filter(|t| t.is_word).collect();
        let preposition = words.iter().position(|t| PREPOSITIONS.iter().any(|p| t.is(p)));
        let (front, behind) = words.split_at(preposition.unwrap_or(words.len()));
        let head = front.iter().rposition(|t| is_office_noun(t.text))?;
        // "Kremlin spokesman Dmitry": the noun must end the phrase.
        if head + 1 != front.len() {
            return None;
        }
        let start = front[..head]
            .iter()
            .rposition(|t| !is_modifier(t.text) && !is_office_noun(t.text) || t.is_possessive)
            .map_or(0, |at| at + 1);
        let start = with_own_field(front, start, head);
        let name: Vec<String> = front[start..=head].iter().map(|t| fold(t.text)).collect();
        let name = name.join(" ");
        let name = if name == "pm" { "prime minister".to_owned() } else { name };
        let owner: Vec<&str> = front[..start].iter().map(|t| t.text).skip_while(|w| is_article(w)).collect();
        // "Of Norway to the United Kingdom": whose it is comes first.
        let is_preposition = |t: &Token<'_>| PREPOSITIONS.iter().any(|p| t.is(p));
        let of: Vec<&str> =
            behind.iter().skip(1).take_while(|t| t.is("of") || !is_preposition(t)).map(|t| t.text).collect();
        let (name, of) = with_portfolio(name, of);
        let is_owned = start.checked_sub(1).is_some_and(|i| front[i].is_possessive);
        let unnamed = || is_owned.then(|| format!("the {}", fold_all(&owner.join(" "))));
        let scope = scope_of(&owner.join(" ")).or_else(|| scope_of(&of.join(" "))).or_else(unnamed);
        Some(Self { name, scope })
    }

    /// Whether somebody who is `self` may be called `other` for short: the same office, or
    /// "leader" for one who leads; a qualifier may be left out, but none added.
    pub fn may_be_called(&self, other: &Self) -> bool {
        self.scope_may_be_called(other.scope.as_deref()) && self.name_may_be_called(&other.name)
    }

    fn scope_may_be_called(&self, other: Option<&str>) -> bool {
        let (own, Some(other)) = (self.scope.as_deref(), other) else {
            return true;
        };
        match other.strip_prefix("the ") {
            Some(noun) => own.is_some_and(|own| own.split(' ').next_back() == Some(noun)),
            None => own == Some(other),
        }
    }

    /// Whether somebody with an office of this name, whosesoever, may be called `other` for short.
    pub fn name_may_be_called(&self, other: &str) -> bool {
        if self.name == other {
            return true;
        }
        if other == "leader" {
            return LEADERS.contains(&self.name.as_str()) || self.leads_body();
        }
        // Each of these is a office of its own; the last word alone is another's.
        let is_compound =
            ["prime minister", "vice president", "deputy"].iter().any(|compound| self.name.contains(compound));
        !is_compound && self.name.strip_suffix(other).is_some_and(|front| front.ends_with(' '))
    }

    /// Whether its holder has no say of their own, but speaks for somebody.
    pub fn speaks_for_holder(&self) -> bool {
        let noun = self.name.split(' ').next_back().unwrap_or("");
        noun.starts_with("spokes") || self.name == "press secretary"
    }

    /// Whether its holder leads a body that is no country.
    fn leads_body(&self) -> bool {
        let is_country = self.scope.as_deref().is_some_and(|scope| nation(scope).is_some());
        let noun = self.name.split(' ').next_back().unwrap_or("");
        !is_country && self.name == noun && ["chair", "chairman", "chairperson", "chairwoman", "head"].contains(&noun)
    }

    /// Whether its holder leads the country or body.
    pub fn is_leader(&self) -> bool {
        LEADERS.contains(&self.name.as_str())
    }

    /// The country it belongs to, if the title gives one.
    pub fn country(&self) -> Option<String> {
        let scope = self.scope.as_deref().filter(|scope| !scope.starts_with("the "))?;
        nation(scope).map(str::to_owned)
    }

    /// Whether whoever speaks for a state may call its holder theirs: "her ambassador", "his foreign minister".
    pub fn is_of_state(&self) -> bool {
        let noun = self.name.split(' ').next_back().unwrap_or("");
        self.is_one_of_a_body() && ["ambassador", "minister", "premier", "secretary"].contains(&noun)
    }

    /// Whether a body or state has one such person at a time, so that "its chairman" is somebody in particular.
    pub fn is_one_of_a_body(&self) -> bool {
        const ALSO: &[&str] = &[
            "chair",
            "chairman",
            "chairperson",
            "chairwoman",
            "chief executive",
            "general secretary",
            "secretary general",
        ];
        // Most bodies and states have several.
        let is_open = ["minister", "secretary", "deputy minister"].contains(&self.name.as_str());
        (self.is_unique() || ALSO.contains(&self.name.as_str())) && !is_open
    }

    /// Whether it is an office in which there is one person at a time for each scope, so that
    /// naming it names the person.
    pub fn is_unique(&self) -> bool {
        self.is_leader()
            || ["minister", "secretary", "mayor", "chancellor", "ambassador", "governor", "pope"]
                .iter()
                .any(|noun| self.name.split(' ').next_back() == Some(noun))
    }
}

/// Where the name of a minister's office starts whose field is no common one: "the Tarvian water minister", "Water
/// Minister". `start` is where it starts without. An adjective for a people is no field.
fn with_own_field(front: &[&Token<'_>], start: usize, head: usize) -> usize {
    let is_minister = front.get(head).is_some_and(|t| t.is("minister"));
    if !is_minister || start < head {
        return start;
    }
    let is_people = |t: &Token<'_>| {
        nation(t.text).is_some() || (t.is_capitalised() && ["an", "ese", "ish"].iter().any(|end| t.text.ends_with(end)))
    };
    let is_field = |t: &Token<'_>| !t.is_possessive && !is_article(t.text) && !is_people(t);
    let small = front[..start].iter().rev().take_while(|t| is_field(t) && !t.is_capitalised()).count();
    let capital = front[..start].last().is_some_and(|t| is_field(t) && t.is_capitalised());
    start - small.max(usize::from(capital))
}

/// "Minister of Finance" and "Minister for Foreign Affairs" are the finance and the foreign minister; whose, a second
/// "of" tells.
fn with_portfolio(name: String, of: Vec<&str>) -> (String, Vec<&str>) {
    if !["minister", "deputy minister", "secretary"].contains(&name.as_str()) || nation(&of.join(" ")).is_some() {
        return (name, of);
    }
    let is_of = |word: &&str| word.eq_ignore_ascii_case("of");
    let end = of.iter().position(is_of).unwrap_or(of.len());
    let (portfolio, rest) = of.split_at(end);
    let portfolio: Vec<String> = portfolio.iter().filter(|w| !is_article(w)).map(|word| fold(word)).collect();
    let [front @ .., last] = portfolio.as_slice() else { return (name, of) };
    let portfolio = if last == "affairs" && !front.is_empty() { front } else { portfolio.as_slice() };
    (format!("{} {name}", portfolio.join(" ")), rest.iter().skip(1).copied().collect())
}

fn is_article(word: &str) -> bool {
    ["the", "a", "an", "his", "her", "their", "its", "our", "my"]
        .iter()
        .any(|article| word.eq_ignore_ascii_case(article))
}

/// Whose office it is, in one form for all words for a country: the country if one is among the
/// last words, else the words.
fn scope_of(owner: &str) -> Option<String> {
    // "47th US", "new French": only the end names the country. "Reform UK" is something else.
    let words: Vec<&str> = owner.split_whitespace().collect();
    let is_plain = |word: &&str| !word.starts_with(char::is_uppercase);
    let country = (0..words.len())
        .filter(|from| words.iter().take(*from).all(is_plain))
        .find_map(|from| nation(&words.get(from..)?.join(" ")));
    let folded = || {
        let named = words.iter().position(|w| w.chars().next().is_some_and(char::is_uppercase))?;
        Some(fold_all(&words.get(named..)?.join(" ")))
    };
    country.map(str::to_owned).or_else(folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::word::tokens;

    fn office(phrase: &str) -> Option<Office> {
        Office::parse(&tokens(phrase))
    }

    fn check(phrase: &str, name: &str, scope: &str) {
        let found = office(phrase).map(|o| (o.name, o.scope.unwrap_or_default()));
        assert_eq!(found, Some((name.to_owned(), scope.to_owned())), "{phrase}");
    }

    #[test]
    fn offices_and_whose_they_are() {
        check("French President", "president", "france");
        check("the French leader", "leader", "france");
        check("France’s president", "president", "france");
        check("The 3rd US president", "president", "united states");
        check("president of the Republic of Élan", "president", "republic of elan");
        check("Norway’s ambassador to the United Kingdom", "ambassador", "norway");
        check("U.S. special envoy", "special envoy", "united states");
        check("Ambassador of Norway to the United Kingdom", "ambassador", "norway");
        check("Tarvian water minister", "water minister", "tarvian");
        check("Tarvia’s fish and water minister", "fish and water minister", "tarvia");
        check("Water Minister", "water minister", "");
        check("Tarvian Minister", "minister", "tarvian");
        check("the minister", "minister", "");
        check("Minister of Foreign Affairs of France", "foreign minister", "france");
        check("Minister of Finance", "finance minister", "");
        check("Secretary of State", "state secretary", "");
        check("the minister of Norway", "minister", "norway");
        check("The Prime Minister", "prime minister", "");
        check("the PM", "prime minister", "");
        check("Harbour Board chair", "chair", "harbour board");
        check("Castle House press secretary", "press secretary", "castle house");
        check("the new French president", "president", "france");
        check("Réforme France leader", "leader", "reforme france");
        assert_eq!(office("the Norwegian ferry"), None);
        assert_eq!(office("President Ada"), None);
    }

    #[test]
    fn who_may_be_called_what() {
        let may = |title, short| {
            let (title, short) = (office(title).expect(title), office(short).expect(short));
            title.may_be_called(&short)
        };
        assert!(may("French President", "the president"));
        assert!(may("French President", "France’s leader"));
        assert!(may("chair of the Harbour Board", "the board’s chair"));
        assert!(!may("chair of the Harbour Board", "the party’s chair"));
        assert!(may("chairman of the Växjö League", "the league’s leader"));
        assert!(may("Norway’s foreign minister", "the minister"));
        assert!(!may("French President", "the Norwegian president"));
        assert!(!may("Prime Minister", "the minister"));
        assert!(!may("Vice President", "the president"));
        assert!(!may("the minister", "the foreign minister"));
        assert!(!may("press secretary", "the leader"));
    }
}
