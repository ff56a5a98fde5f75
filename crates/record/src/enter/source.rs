//! Whom the source of an attribution means.

use std::collections::BTreeSet;
use std::ops::Range;

use onrecord_analysis::mention::MentionKind;

use super::body::body_before;
use super::cast::{Cast, body_key, without_article};
use super::member::Members;
use super::name::{Name, is_body_noun};
use super::people::{People, Person};
use super::reading::{Reading, TokenIdx};
use crate::actor::{ActorKind, CastIdx, Description};
use crate::nation::{government, nation};
use crate::office::{Office, is_modifier, is_office_noun, is_plural_office_noun};
use crate::person_name::{is_honorific, is_shortened_title};
use crate::word::{Token, fold};

/// Words at which the first noun phrase of a source ends, besides marks.
#[rustfmt::skip]
const BREAKS: &[&str] = &[
    "about", "after", "against", "among", "and", "as", "at", "before", "between", "but",
    "by", "close", "during", "familiar", "for", "from", "in", "including", "near", "of",
    "on", "or", "over", "than", "that", "to", "under", "when", "which", "who", "whom",
    "whose", "with",
];

/// Those of them that go on describing the same one.
#[rustfmt::skip]
const PREPOSITIONS: &[&str] = &[
    "about", "against", "among", "at", "between", "close", "familiar", "for", "from", "in",
    "near", "of", "on", "to", "with",
];

/// What everybody can be told by, whoever is meant, is no description of one.
#[rustfmt::skip]
const INDEFINITE: &[&str] = &[
    "a", "an", "another", "any", "her", "his", "its", "my", "one", "our", "some", "their",
];

/// How many sentences back the one whom "the minister" means may be named.
const REACH: usize = 4;

pub(super) struct Sources<'r, 't> {
    pub reading: &'r Reading<'t>,
    pub names: &'r [Name],
    pub people: &'r People,
    pub members: &'r Members<'r, 't>,
    /// Whom what is said speaks of by name, and who therefore does not say it.
    pub told_of: &'r BTreeSet<usize>,
}

impl Sources<'_, '_> {
    /// The member of the cast that the words `source` mean, which are more than a pronoun. Every
    /// source means somebody; where it cannot be told whom, it is the phrase itself.
    pub fn resolve(&self, source: Range<TokenIdx>, cast: &mut Cast) -> Option<usize> {
        let source = self.without_opening(self.without_marks(source)?);
        let head = source.start..self.end_of_phrase(&source, BREAKS, false);
        if self.is_several(&head, &source) {
            return Some(self.phrase(source, ActorKind::Group, cast));
        }
        if let Some(idx) = self.named_head(&head, &source, cast) {
            return Some(idx);
        }
        if let Some(idx) = self.person_of_title(&head, &source, cast).or_else(|| self.apposition(&head, &source, cast))
        {
            return Some(idx);
        }
        if let Some(idx) = self.beside(&head, &source, cast).or_else(|| self.apposed(&source, cast)) {
            return Some(idx);
        }
        let whole = source.start..self.end_of_phrase(&source, BREAKS, true);
        if let Some(idx) = self.described(&head, &whole, cast) {
            return Some(idx);
        }
        self.other(&head, whole, cast)
    }

    /// Without the conjunction of a clause that has become part of the source: "As many experts have said".
    fn without_opening(&self, source: Range<TokenIdx>) -> Range<TokenIdx> {
        let opens = |i: TokenIdx| self.token(i).is_some_and(|t| ["as", "but", "and", "while"].iter().any(|w| t.is(w)));
        if source.len() > 1 && opens(source.start) { source.start + 1..source.end } else { source }
    }

    fn token(&self, idx: TokenIdx) -> Option<&Token<'_>> {
        self.reading.token(idx)
    }

    fn without_marks(&self, source: Range<TokenIdx>) -> Option<Range<TokenIdx>> {
        let is_word = |i: &TokenIdx| self.token(*i).is_some_and(|t| t.is_word);
        let start = source.clone().find(is_word)?;
        let end = source.rev().find(is_word)? + 1;
        Some(start..end)
    }

    /// Where the phrase at the start of `source` ends: before a mark or one of `breaks`, over
    /// prepositions if asked.
    fn end_of_phrase(&self, source: &Range<TokenIdx>, breaks: &[&str], over_prepositions: bool) -> TokenIdx {
        let is_break = |i: &TokenIdx| {
            let Some(token) = self.token(*i) else {
                return true;
            };
            if !token.is_word {
                // The stop of "Mr." and the mark of "officials’" belong to the word before.
                let before = i.checked_sub(1).and_then(|i| self.token(i));
                return !before.is_some_and(|b| {
                    (token.text == "."
                        && (is_honorific(b.text) || self.members.referents.is_inside_word(token.range.start)))
                        || (b.is_possessive && b.range.end == token.range.start)
                });
            }
            // "The Union of Lock and Sluice Workers" goes on.
            let is_inside_name = || self.names.iter().any(|name| name.tokens.start < *i && *i + 1 < name.tokens.end);
            let is_kept = || over_prepositions && PREPOSITIONS.iter().any(|w| token.is(w));
            breaks.iter().any(|w| token.is(w)) && !is_kept() && !is_inside_name()
        };
        let end = source.clone().skip(1).find(is_break).unwrap_or(source.end);
        let is_reflexive = |i: TokenIdx| {
            self.token(i)
                .is_some_and(|t| ["himself", "herself", "itself", "themselves", "alone"].iter().any(|w| t.is(w)))
        };
        if end > source.start + 1 && is_reflexive(end - 1) { end - 1 } else { end }
    }

    /// "Ada Quill and Odo Low", "Norwegian and Danish officials", "Quill, others", "Oslo to Bergen": several who speak as
    /// one.
    fn is_several(&self, head: &Range<TokenIdx>, source: &Range<TokenIdx>) -> bool {
        let (Some(link), Some(last)) = (self.token(head.end), source.end.checked_sub(1).and_then(|i| self.token(i)))
        else {
            return false;
        };
        if head.end >= source.end {
            return false;
        }
        let holds_name = |tokens: &Range<TokenIdx>| {
            let mut names = self.names.iter();
            names.any(|name| tokens.start <= name.tokens.start && name.tokens.end <= tokens.end)
        };
        let rest = head.end + 1..source.end;
        let is_nation = |tokens: &Range<TokenIdx>| government(self.words(tokens)).is_some();
        (link.is("and") && holds_name(&rest))
            || (link.is("and") && is_nation(head) && last.text.ends_with('s'))
            || (link.text == "," && last.is("others") && holds_name(head))
            || (link.is("to") && is_nation(head) && is_nation(&rest))
    }

    fn words(&self, tokens: &Range<TokenIdx>) -> &str {
        self.reading.span_of(tokens.clone()).slice(self.reading.text)
    }

    /// The name that ends the phrase is what it is about: "press secretary Ada Quill". A possessor
    /// speaks where the source ends with it: "Ada Quill’s" before the cue "refusal".
    fn named_head(&self, head: &Range<TokenIdx>, source: &Range<TokenIdx>, cast: &Cast) -> Option<usize> {
        let ends_source = head.end == source.end;
        // The source may hold only the end of a name.
        let is_head = |name: &Name| name.tokens.end == head.end && (ends_source || !name.is_possessive(self.reading));
        let at = self.names.iter().position(is_head).or_else(|| self.same_elsewhere(head))?;
        cast.by_name.get(&at).copied()
    }

    /// Another place with the very words of `head`, where a name covers more than them here:
    /// headlines, all capitals, mislead the model.
    fn same_elsewhere(&self, head: &Range<TokenIdx>) -> Option<usize> {
        let words = |tokens: &Range<TokenIdx>| -> Option<Vec<String>> {
            Some(self.reading.tokens.get(tokens.clone())?.iter().map(|t| fold(t.text)).collect())
        };
        let is_cut = |name: &Name| name.tokens.start == head.start && name.tokens.end > head.end;
        self.names.iter().find(|name| is_cut(name))?;
        let wanted = words(head)?;
        self.names.iter().position(|name| words(&name.tokens).as_ref() == Some(&wanted))
    }

    /// "Norway’s ambassador to the United Kingdom, Ada Quill": the report ties the two together.
    fn person_of_title(&self, head: &Range<TokenIdx>, source: &Range<TokenIdx>, cast: &Cast) -> Option<usize> {
        let holds_title = |person: &Person| {
            let mut offices = person.offices.iter();
            offices.any(|(_, at)| at.start < head.end && head.start < at.end)
        };
        let inside = |name: &Name| source.start <= name.tokens.start && name.tokens.end <= source.end;
        let mut names = self.names.iter().enumerate();
        names.find_map(|(i, name)| {
            let person = *self.people.by_name.get(&i)?;
            let fits = inside(name) && self.people.people.get(person).is_some_and(holds_title);
            fits.then(|| cast.by_name.get(&i).copied()).flatten()
        })
    }

    /// "The council’s secretary-general, Ada Quill,": a name behind the comma that ends the source.
    fn apposition(&self, head: &Range<TokenIdx>, source: &Range<TokenIdx>, cast: &Cast) -> Option<usize> {
        let is_comma = |i: TokenIdx| self.token(i).is_some_and(|t| t.text == ",");
        // "A lawyer for the port, Ada Quill,": what belongs to the noun may stand between.
        let comma = [head.end, self.end_of_phrase(source, BREAKS, true)].into_iter().find(|i| is_comma(*i))?;
        let opens_bracket = |i: TokenIdx| self.token(i).is_some_and(|t| t.text == "(");
        let ends = |name: &Name| {
            let end = name.tokens.end;
            end == source.end || (end + 1 == source.end && is_comma(end)) || (end < source.end && opens_bracket(end))
        };
        // "Her niece, state Rep. Ada Quill (D),": titles may stand before the name.
        let is_title = |i: TokenIdx| {
            self.token(i).is_some_and(|t| {
                t.text == "." || is_modifier(t.text) || is_office_noun(t.text) || is_shortened_title(t.text)
            })
        };
        let follows = |name: &Name| name.honorific > comma && (comma + 1..name.honorific).all(is_title);
        let fits = |name: &Name| name.kind == MentionKind::Person && follows(name) && ends(name);
        let at = self.names.iter().position(fits)?;
        cast.by_name.get(&at).copied()
    }

    /// "A lawyer for the port, Ada Quill,", "state Del. Ada Quill (D)": a name that the tree puts beside the head.
    fn beside(&self, head: &Range<TokenIdx>, source: &Range<TokenIdx>, cast: &Cast) -> Option<usize> {
        // "Many experts, including Ada Quill": she is one of them.
        let last = self.token(head.end.saturating_sub(1))?;
        if kind_of_noun(last.text, None) == ActorKind::Group && !last.is_capitalised() {
            return None;
        }
        let span = self.reading.span_of(source.clone());
        let referents = self.members.referents;
        let words = referents.beside(referents.head(span)?).into_iter();
        // In "Belmoran leader" the name only says whose.
        let ends_in_office = is_office_noun(last.text);
        let from = if ends_in_office { self.reading.span_of(head.clone()).end() } else { span.start() };
        let mut inside =
            words.filter(|word| referents.span(*word).is_some_and(|s| span.contains(s) && s.start() >= from));
        inside.find_map(|word| self.members.named(word, cast))
    }

    /// "Quill Hydro, another company that": the source is an apposition to a name before it.
    fn apposed(&self, source: &Range<TokenIdx>, cast: &Cast) -> Option<usize> {
        let referents = self.members.referents;
        let head = referents.head(self.reading.span_of(source.clone()))?;
        let by_tree = referents.apposed_to(head).and_then(|word| self.members.named(word, cast));
        by_tree.or_else(|| {
            let is_indefinite =
                ["a", "an", "another"].iter().any(|w| self.token(source.start).is_some_and(|t| t.is(w)));
            let comma = source.start.checked_sub(1).filter(|i| self.token(*i).is_some_and(|t| t.text == ","))?;
            let at = self.names.iter().position(|name| name.tokens.end == comma).filter(|_| is_indefinite)?;
            cast.by_name.get(&at).copied()
        })
    }

    /// The only member of this kind whom the reader ties to the phrase, where the report names it elsewhere.
    fn tied(&self, phrase: &Range<TokenIdx>, kind: ActorKind, cast: &Cast) -> Option<usize> {
        let head = self.members.referents.head(self.reading.span_of(phrase.clone()))?;
        let fits = |idx: usize| cast.drafts.get(idx).is_some_and(|draft| draft.kind == kind);
        self.members.tied(head, cast, |idx| fits(idx) && !self.told_of.contains(&idx))
    }

    /// "The French leader", "the ambassador to Norway".
    fn described(&self, head: &Range<TokenIdx>, whole: &Range<TokenIdx>, cast: &mut Cast) -> Option<usize> {
        let words = self.reading.tokens.get(whole.clone())?;
        let first = words.first()?;
        if INDEFINITE.iter().any(|w| first.is(w)) {
            return None;
        }
        // "Quill’s lawyer" is somebody else in the next report, if Quill is.
        let is_persons = |name: &Name| {
            name.is_possessive(self.reading) && head.start <= name.tokens.start && name.tokens.end < head.end
        };
        let mut people = self.people.by_name.keys();
        if people.any(|i| self.names.get(*i).is_some_and(is_persons)) {
            return None;
        }
        let office = Office::parse(words)?;
        let heads = self.reading.tokens.get(head.clone())?;
        let is_definite = first.is("the")
            || heads.iter().any(|t| t.is_possessive || nation(t.text).is_some())
            || heads.last().is_some_and(Token::is_capitalised)
            || (heads.len() > 1 && self.names.iter().any(|name| name.tokens.contains(&head.start)));
        if !is_definite {
            return None;
        }
        if let Some(person) = self.holder_of(&office, whole.start) {
            return Some(person);
        }
        if let Some(person) = self.tied(whole, ActorKind::Person, cast) {
            return Some(person);
        }
        let span = self.reading.span_of(whole.clone());
        let words = span.slice(self.reading.text).to_owned();
        // "The minister" without whose is, as a rule, one whom the report has just named.
        let just_named = || {
            let is_bare = office.scope.is_none() && !office.name.contains(' ') && office.is_unique();
            let is_free = |person: usize| !self.told_of.contains(&person);
            if is_bare { self.last_named(whole.start, is_free) } else { None }
        };
        let hint = self.suggested(whole.start, &office).filter(|idx| !self.told_of.contains(idx));
        let hint = hint.or_else(just_named).map(CastIdx);
        let description = Description { office: office.name, scope: office.scope, owner: None, hint };
        Some(cast.described(description, &words, whole.clone(), span.start().get()))
    }

    /// The person of the report whose title may be shortened to this, or the only one without a title on the side that
    /// this one leads. Of several with such a title, "the minister" is the one named last before the token `at`. People
    /// come first in the cast, in order.
    pub fn holder_of(&self, office: &Office, at: TokenIdx) -> Option<usize> {
        let has_title = |person: &Person| {
            let mut offices = person.offices.iter();
            offices.any(|(held, _)| held.may_be_called(office))
        };
        let fitting = |test: &dyn Fn(&Person) -> bool| -> Vec<usize> {
            let people = self.people.people.iter().enumerate();
            people.filter(|(i, person)| test(person) && !self.told_of.contains(i)).map(|(i, _)| i).collect()
        };
        match fitting(&has_title).as_slice() {
            [person] => return Some(*person),
            [] => {}
            several => return self.last_named(at, |person| several.contains(&person)),
        }
        let scope = office.scope.as_ref()?;
        if !office.is_leader() {
            return None;
        }
        let is_side = |person: &Person| person.offices.is_empty() && person.sides.contains(scope);
        match fitting(&is_side).as_slice() {
            [person] => Some(*person),
            _ => None,
        }
    }

    /// The person who `fits` and is named last before the token `at`, if the sentence names no other such one.
    fn last_named(&self, at: TokenIdx, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let byte = self.token(at)?.range.start;
        let here = self.reading.sentence_idx(byte);
        (0..=REACH.min(here)).find_map(|back| {
            let sentence = self.reading.sentence(here - back)?;
            let named = self.people.by_name.iter().filter(|(i, person)| {
                let name = self.names.get(**i).map(|name| self.reading.span_of(name.tokens.clone()).start().get());
                name.is_some_and(|start| start < byte && sentence.contains(&start)) && fits(**person)
            });
            let persons: BTreeSet<usize> = named.map(|(_, person)| *person).collect();
            (!persons.is_empty()).then(|| persons.first().copied().filter(|_| persons.len() == 1))
        })?
    }

    /// Whom the sentence before was about, if the description starts the next one: "Ada Quill has
    /// refused. The Norwegian president said".
    fn suggested(&self, start: TokenIdx, office: &Office) -> Option<usize> {
        if !self.reading.starts_sentence(start) {
            return None;
        }
        let at = self.token(start)?.range.start;
        let before = self.reading.sentence_idx(at).checked_sub(1)?;
        let sentence = self.reading.sentence(before)?;
        let mut found = None;
        for (i, person) in &self.people.by_name {
            let name = self.names.get(*i)?;
            let at = self.reading.span_of(name.tokens.clone()).start().get();
            let fits = self.people.people.get(*person).is_some_and(|p| {
                let other_side =
                    office.scope.as_ref().is_some_and(|scope| !p.sides.is_empty() && !p.sides.contains(scope));
                p.offices.is_empty() && !other_side
            });
            if sentence.contains(&at) && fits && found != Some(*person) {
                if found.is_some() {
                    return None;
                }
                found = Some(*person);
            }
        }
        found
    }

    /// Groups and bodies by a name of their own, and those who have none.
    fn other(&self, head: &Range<TokenIdx>, whole: Range<TokenIdx>, cast: &mut Cast) -> Option<usize> {
        let tokens = self.reading.tokens.get(head.clone()).unwrap_or(&[]);
        let last = tokens.last().map_or("", |t| t.text);
        let kind = kind_of_noun(last, tokens.first());
        if let [article, noun] = tokens
            && article.is("the")
            && let Some(body) = body_before(self.reading, self.names, noun.text, head.start, cast)
        {
            return Some(body);
        }
        if tokens.first().is_some_and(is_indefinite_article) && !self.can_speak(last, head) {
            return None;
        }
        let is_indefinite = tokens.first().is_some_and(|t| INDEFINITE.iter().any(|w| t.is(w)));
        let is_proper = head.clone().any(|i| {
            self.names.iter().any(|name| name.tokens.contains(&i))
                || self.token(i).is_some_and(|t| {
                    nation(t.text).is_some() || (t.is_capitalised() && !self.reading.starts_sentence(i))
                })
        });
        if kind == ActorKind::Person || is_indefinite || !is_proper {
            if let Some(idx) = self.tied(&whole, kind, cast) {
                return Some(idx);
            }
            return Some(self.phrase(whole, kind, cast));
        }
        let span = self.reading.span_of(head.clone());
        let words = without_article(span.slice(self.reading.text)).to_owned();
        let key = body_key(&words);
        Some(cast.named(&key, &words, kind, span.start().get()))
    }

    /// Whether a noun, by itself or in the reader's eyes, is of somebody, of a body or of a document: a problem that
    /// demands an answer is nobody.
    fn can_speak(&self, noun: &str, head: &Range<TokenIdx>) -> bool {
        let referents = self.members.referents;
        let span = self.reading.span_of(head.clone());
        let is_mention = referents.head(span).is_none_or(|word| referents.kind(word).is_some());
        let holds_name = head.clone().any(|i| self.names.iter().any(|name| name.tokens.contains(&i)));
        let is_agent = ["er", "or", "ist", "ian", "ee", "man", "woman"].iter().any(|ending| noun.ends_with(ending));
        is_mention || holds_name || is_agent || is_document_noun(noun) || is_noun_of_people(noun)
    }

    fn phrase(&self, tokens: Range<TokenIdx>, kind: ActorKind, cast: &mut Cast) -> usize {
        // Of "states led by" the participle goes with what was cut off.
        let is_cut = tokens.len() > 1 && self.token(tokens.end).is_some_and(|t| t.is("by"));
        let has_participle = self.token(tokens.end.saturating_sub(1)).is_some_and(|t| t.text.ends_with("ed"));
        let tokens = tokens.start..tokens.end - usize::from(is_cut && has_participle);
        let span = self.reading.span_of(tokens);
        let words = span.slice(self.reading.text).to_owned();
        cast.phrase(&words, kind, span.start().get())
    }
}

fn is_indefinite_article(token: &Token<'_>) -> bool {
    token.is("a") || token.is("an")
}

/// Whether the noun is of somebody or of a body, in singular or plural.
fn is_noun_of_people(noun: &str) -> bool {
    let kind = kind_of_noun(noun, None);
    kind != ActorKind::Organisation || is_body_noun(noun)
}

/// Whether the noun is of something that people write and that is cited in their place.
fn is_document_noun(noun: &str) -> bool {
    #[rustfmt::skip]
    const DOCUMENTS: &[&str] = &[
        "account", "ad", "analysis", "article", "bill", "biography", "book", "complaint", "deal", "decree", "dispatch",
        "document", "draft", "editorial", "email", "filing", "headline", "indictment", "law", "lawsuit", "leaflet",
        "letter", "manifesto", "memo", "message", "note", "notice", "paper", "petition", "poll", "post", "proposal",
        "readout", "release", "report", "review", "ruling", "script", "statement", "story", "study", "survey",
        "transcript", "treaty", "tweet", "verdict", "video",
    ];
    DOCUMENTS.contains(&fold(noun).as_str())
}

/// What is meant by a phrase that ends with `noun` and starts with `first`.
fn kind_of_noun(noun: &str, first: Option<&Token<'_>>) -> ActorKind {
    const PEOPLE: &[&str] = &["people", "men", "women", "children", "both", "many", "some", "others"];
    #[rustfmt::skip]
    const PERSON: &[&str] = &[
        "source", "man", "woman", "witness", "critic", "expert", "resident", "activist",
        "member", "friend", "soldier", "reporter", "journalist", "person", "insider", "observer", "someone",
    ];
    let is_one_of = |list: &[&str]| list.iter().any(|word| noun.eq_ignore_ascii_case(word));
    if is_body_noun(noun) {
        ActorKind::Organisation
    } else if is_office_noun(noun) || is_one_of(PERSON) {
        ActorKind::Person
    } else if is_plural_office_noun(noun) || is_one_of(PEOPLE) || (noun.ends_with('s') && !noun.ends_with("ss")) {
        ActorKind::Group
    } else if is_document_noun(noun) {
        ActorKind::Organisation
    } else if first.is_some_and(is_indefinite_article) {
        ActorKind::Person
    } else {
        ActorKind::Organisation
    }
}
