//! Whom the sources of a report mean. Each case is a report, its names, and who says what in it.

use crate::testing::{Names, lines, people, report};

fn check(marked: &str, names: Names<'_>, expected: &str) {
    let entry = report("a.txt", "2031-05-09", marked, names);
    let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
    assert_eq!(lines(&entry), expected.join("\n"), "{marked}");
}

#[test]
fn full_name_surname_and_honorific() {
    check(
        "{1s Harbour chief Ada Quill} {1q said} {1c the port would open}.
         {2s Ms Quill} {2q added} {2c that ferries were ready}.
         {3c “No more strikes,”} {3q said} {3s Quill}.",
        people("Ada Quill|Quill"),
        "Ada Quill: the port would open
         Ada Quill: that ferries were ready
         Ada Quill: “No more strikes,”",
    );
}

#[test]
fn a_name_whose_front_the_model_cut_off() {
    let names = Names { people: "", organisations: "", places: "Row" };
    check("{1s Tönner Row} {1q said} {1c yes}.", names, "Tönner Row (state): yes");
    let names = Names { people: "Tönner", organisations: "", places: "Row" };
    check("{1s Tönner Row} {1q said} {1c yes}.", names, "Tönner Row (state): yes");
}

#[test]
fn a_name_behind_the_comma() {
    check(
        "{1s The league’s go-between, Ada Quill,} {1q said} {1c yes}.
         {2s Her fixer, Mr Löw} {2q said} {2c no}.
         {3s Her niece, state Rep. Zoë Löw (D),} {3q said} {3c maybe}.",
        people("Ada Quill|Zoë Löw|Löw"),
        "Ada Quill: yes
         Zoë Löw: no
         Zoë Löw: maybe",
    );
}

#[test]
fn a_possessor_speaks_where_the_source_ends_with_it() {
    check(
        "{1s Ada Quill} {1q said} {1c yes}.
         {2s Quill’s} {2q refusal} {2c to leave} was noted.",
        people("Ada Quill|Quill"),
        "Ada Quill: yes
         Ada Quill: to leave",
    );
}

#[test]
fn a_name_that_the_model_drew_too_long() {
    let names = Names { people: "Ada Quill|Quill", organisations: "Quill Rejects", places: "" };
    check(
        "{1s Quill} {1q Rejects} {1c Port Plan}
         {2s Ada Quill} {2q said} {2c no}. Then Quill left.",
        names,
        "Ada Quill: Port Plan
         Ada Quill: no",
    );
}

#[test]
fn a_given_name_behind_sir() {
    check(
        "{1s Sir Odo} {1q said} {1c no}.
         Odo Frâncu was in Élan on Sunday.",
        people("Odo Frâncu|Odo"),
        "Odo Frâncu: no",
    );
}

#[test]
fn one_surname_two_people() {
    check(
        "{1s Ada Quill} {1q said} {1c yes}.
         {2s Tom Quill} {2q said} {2c no}.
         {3s Mr Quill} {3q said} {3c maybe}.
         {4s Quill} {4q said} {4c never}.",
        people("Ada Quill|Tom Quill|Quill"),
        "Ada Quill: yes
         Tom Quill: no
         Quill: maybe
         Quill: never",
    );
}

#[test]
fn spellings_of_one_surname() {
    check(
        "{1s Oleh Tarnovsky} {1q said} {1c yes}.
         {2s Tarnovskyy} {2q said} {2c no}.
         {3s Petersen} {3q said} {3c one}.
         {4s Peterson} {4q said} {4c two}.",
        people("Oleh Tarnovsky|Tarnovskyy|Petersen|Peterson"),
        "Oleh Tarnovsky: yes
         Oleh Tarnovsky: no
         Petersen: one
         Peterson: two",
    );
}

#[test]
fn titles_learned_beside_the_name() {
    check(
        "{1s French President Ada Quill} {1q said} {1c yes}.
         {2s The French leader} {2q said} {2c no}.
         {3s France’s president} {3q said} {3c maybe}.
         {4s Norway’s ambassador to the United Kingdom, Per Łoś,} {4q said} {4c one}.
         {5s The ambassador} {5q said} {5c two}.
         {6s Rana Haddad, chair of the Harbour Board,} {6q said} {6c three}.
         {7s The Norwegian president} {7q said} {7c four}.
         {8s the board’s chair} {8q said} {8c five}.",
        people("Ada Quill|Per Łoś|Rana Haddad"),
        "Ada Quill: yes
         Ada Quill: no
         Ada Quill: maybe
         Per Łoś: one
         Per Łoś: two
         Rana Haddad: three
         [The Norwegian president] (person): four
         Rana Haddad: five",
    );
}

#[test]
fn a_leader_known_only_by_side() {
    check(
        "Talks with Élan’s neighbour and with Norway’s Ada Quill went on.
         {1s The Norwegian leader} {1q said} {1c yes}.
         {2s The Norwegian envoy} {2q said} {2c no}.",
        people("Ada Quill"),
        "Ada Quill: yes
         [The Norwegian envoy] (person): no",
    );
}

#[test]
fn a_possessor_is_not_the_speaker() {
    check(
        "Ada Quill was not there.
         {1s Quill’s lawyer} {1q said} {1c she was ill}.
         {2s The Prime Minister’s official spokesman} {2q said} {2c no}.",
        people("Ada Quill|Quill"),
        "‘Quill’s lawyer’ (person): she was ill
         [The Prime Minister’s official spokesman] (person): no",
    );
}

#[test]
fn sources_without_a_name_keep_their_words() {
    check(
        "{1s A spokesman for the ministry} {1q said} {1c yes}.
         {2s Two officials familiar with the talks, who asked not to be named,} {2q said} {2c no}.
         {3s Critics} {3q say} {3c it is late}.
         {4q Reportedly} {4c a strike is near}.",
        people(""),
        "‘A spokesman for the ministry’ (person): yes
         ‘Two officials familiar with the talks’ (group): no
         ‘Critics’ (group): it is late
         ?: a strike is near",
    );
}

#[test]
fn groups_organisations_and_states() {
    check(
        "{1s Norwegian officials} {1q said} {1c yes}.
         {2s The World Harbour Council (WHC)} {2q said} {2c no}.
         {3s WHC} {3q warned} {3c twice}.
         {4s the U.K.} {4q wants} {4c ferries}.
         {5s Britain} {5q demands} {5c trains}.
         {6s Castle Street} {6q declined} {6c to comment}.
         {7s The Élysée} {7q said} {7c non}.",
        Names { people: "", organisations: "World Harbour Council|WHC|Castle Street|Élysée", places: "U.K.|Britain" },
        "Norwegian officials (group): yes
         World Harbour Council (organisation): no
         World Harbour Council (organisation): twice
         United Kingdom (state): ferries
         United Kingdom (state): trains
         Castle Street (organisation): to comment
         France (state): non",
    );
}

#[test]
fn pronouns_follow_the_speaker() {
    check(
        "{1s Ada Quill} {1q told} Tom Low {1c it was over}.
         {2s She} {2q said} {2c the port was safe}.
         {3s Mr Low} {3q disagreed}: {3c “No.”}
         {4c “It is not,”} {4s he} {4q said}.
         {5s She} {5q insisted} {5c it was}.
         Tom Low left.
         {6s He} {6q said} {6c goodbye}.",
        people("Ada Quill|Tom Low|Low"),
        "Ada Quill: it was over
         Ada Quill: the port was safe
         Tom Low: “No.”
         Tom Low: “It is not,”
         Ada Quill: it was
         Tom Low: goodbye",
    );
}

#[test]
fn pronouns_that_mean_nobody_in_particular() {
    check(
        "It rained.
         {1s He} {1q said} {1c no}.
         {2s They} {2q said} {2c so}.",
        people(""),
        "?: no
         ?: so",
    );
}

#[test]
fn nested_words_and_on_whose_word_they_rest() {
    check(
        "{1q According to} {1s the Élan Courier}, {1c {2s Ada Quill} {2q said} {2c Tom Low {3q wants} {3c peace}}}.
         {4c “{5s I} {5q think} {5c we can win},”} {4q said} {4s Low}.
         {6s Quill} {6q said} {6c {7s she} {7q hopes} {7c so}}.",
        Names { people: "Ada Quill|Tom Low|Quill|Low", organisations: "Élan Courier", places: "" },
        "Élan Courier (organisation): Ada Quill said Tom Low wants peace
         Ada Quill < Élan Courier (organisation): Tom Low wants peace
         ? < Ada Quill < Élan Courier (organisation): peace
         Tom Low: “I think we can win,”
         Tom Low: we can win
         Ada Quill: she hopes so
         Ada Quill: so",
    );
}

#[test]
fn someone_else_inside_a_quotation() {
    check(
        "{1s Ada Quill} {1q spoke} of {1c Tom Low: “{2s He} {2q accepts} {2c it}.”}",
        people("Ada Quill|Tom Low"),
        "Ada Quill: Tom Low: “He accepts it.”
         Tom Low < Ada Quill: it",
    );
}

#[test]
fn half_a_name_and_a_stray_mark() {
    check(
        "Talks with envoy Ada {1s Quill}, {1q said} {1c an aide, in Élan}.
         {2s Quill} {2q spoke} {2c of a ‘quiet” day, and Norway agreed, though {3s she} {3q said} {3c no}}.",
        Names { people: "Ada Quill|Quill", organisations: "", places: "Norway|Élan" },
        "Ada Quill: an aide, in Élan
         Ada Quill: of a ‘quiet” day, and Norway agreed, though she said no
         Ada Quill: no",
    );
}

#[test]
fn names_the_model_missed_are_read_off_the_source() {
    check(
        "{1s President Ada Quill} {1q has said} {1c yes}.
         {2s Mr Łoś} {2q says} {2c no}.
         {3s the Harbour Ministry} {3q said} {3c maybe}.",
        people(""),
        "Ada Quill: yes
         Łoś: no
         Harbour Ministry (organisation): maybe",
    );
}

#[test]
fn the_hint_of_the_text_is_kept_for_later() {
    let entry = report(
        "a.txt",
        "2031",
        "Ada Quill has refused.
         {1s The Norwegian president} {1q said} {1c no}.",
        people("Ada Quill"),
    );
    let described = &entry.facts.cast[1];
    let crate::actor::Identity::Described(description) = &described.identity else {
        panic!("{described:?}");
    };
    assert_eq!(description.hint, Some(crate::actor::CastIdx(0)));
    assert_eq!(description.scope.as_deref(), Some("norway"));
}

#[test]
fn every_span_leads_to_the_words_in_the_file() {
    let entry =
        report("a.txt", "2031", "{1s Élan’s president, Ada Quill,} {1q said} {1c “déjà vu”}.", people("Ada Quill"));
    let slice = |span| entry.text.original.slice(span);
    let attribution = &entry.facts.attributions[0];
    for passage in [&attribution.source, &attribution.cue, &attribution.content] {
        let words: Vec<&str> = passage.original.iter().map(|s| slice(*s)).collect();
        assert_eq!(words.join(" "), passage.text);
    }
    let role = &entry.facts.cast[0].roles[0];
    assert_eq!(slice(role.evidence[0].span), role.title);
}

#[test]
fn a_surname_means_the_one_introduced_so_far() {
    check(
        "{1s Zdena Łoś} {1q said} {1c yes}.
         {2s Ms Łoś} {2q added} {2c soon}.
         {3s Pavel Łoś} {3q said} {3c no}.
         {4s Mr Łoś} {4q added} {4c never}.",
        people("Zdena Łoś|Pavel Łoś|Łoś"),
        "Zdena Łoś: yes
         Zdena Łoś: soon
         Pavel Łoś: no
         Pavel Łoś: never",
    );
}

#[test]
fn nobody_who_says_he_tells_of_himself_by_name() {
    check(
        "Ada Quill met Mr Odo Löw.
         {1s He} {1q said} {1c Mr Löw would go}.",
        people("Ada Quill|Odo Löw|Löw"),
        "Ada Quill: Mr Löw would go",
    );
}

#[test]
fn a_single_capital_is_no_person_where_its_people_are_named() {
    check(
        "Mr Odo Löw came home. What will Tárvia do, Tárvian officials asked.
         {1s He} {1q said} {1c nothing}.",
        people("Odo Löw|Tárvia "),
        "Odo Löw: nothing",
    );
}

#[test]
fn a_single_capital_that_stands_as_a_place_is_no_person() {
    check(
        "ÖSEL, Tárvia (Wire) – It rained. {1s Tárvia’s water minister} {1q said} {1c yes}.
         {2s Löwen, which is mediating,} {2q thinks} {2c no}.",
        people("ÖSEL|Tárvia|Löwen"),
        "[Tárvia’s water minister] (person): yes
         Löwen (state): no",
    );
}

#[test]
fn the_lede_holds_the_name_back() {
    check(
        "{1s Norway’s ambassador to France} {1q ruled out} {1c a strike}.
         {2s Ada Łoś} {2q told} radio {2c that it was over}. {3s The ambassador} {3q said} {3c so}.",
        people("Ada Łoś"),
        "Ada Łoś: a strike
         Ada Łoś: that it was over
         Ada Łoś: so",
    );
    check(
        "{1s The ambassador} {1q ruled out} {1c a strike}.
         {2s Ada Łoś} {2q told} radio {2c that it was over}.",
        people("Ada Łoś"),
        "[The ambassador] (person): a strike
         Ada Łoś: that it was over",
    );
}

#[test]
fn a_president_of_that_surname_is_not_the_minister() {
    check(
        "{1s Finance Minister Pavel Łoś} {1q said} {1c yes}.
         {2s President Łoś} {2q said} {2c no}. {3s Mr Łoś} {3q added} {3c soon}.",
        people("Pavel Łoś|Łoś"),
        "Pavel Łoś: yes
         Łoś: no
         Pavel Łoś: soon",
    );
}

#[test]
fn of_several_ministers_the_one_just_named() {
    check(
        "{1s Water Minister Ada Quill} {1q met} {1c nobody}.
         {2s Finance Minister Odo Löw} {2q said} {2c yes}.
         {3s The minister} {3q added} {3c soon}.",
        people("Ada Quill|Odo Löw"),
        "Ada Quill: nobody
         Odo Löw: yes
         Odo Löw: soon",
    );
}

#[test]
fn a_pronoun_goes_on_with_the_subject() {
    check(
        "{1s Ambassador Łoś} {1q said} {1c no}.
         The PM is asked when. {2c “Soon,”} {2s he} {2q says}. {3s He} {3q adds} {3c that it rains}.",
        people("Łoś"),
        "Łoś: no
         [The PM] (person): “Soon,”
         [The PM] (person): that it rains",
    );
}

#[test]
fn sources_close_to_her_are_not_she() {
    check(
        "{1s Sources close to Ada Łoś} {1q say} {1c {2s she} {2q has warned} Odo Quill {2c that it rains}}.",
        people("Ada Łoś|Odo Quill"),
        "‘Sources close to Ada Łoś’ (group): she has warned Odo Quill that it rains
         Ada Łoś < ‘Sources close to Ada Łoś’ (group): that it rains",
    );
}

#[test]
fn whose_league_it_is() {
    check(
        "{1c “No meal,”} {1q said} {1s Tomas Löw, whose Growers’ League} has called for peace.
         {2s Tomas Löw, whose Growers’ League} {2q has called for} {2c peace}.",
        Names { people: "Tomas Löw", organisations: "Growers|League", places: "" },
        "Tomas Löw: “No meal,”
         Growers’ League (organisation): peace",
    );
}

#[test]
fn the_newspaper_is_the_one_just_named() {
    check(
        "The fee was first reported by the Tönner Post. Quill Hydro denied it.
         {1s The newspaper} {1q says} {1c it was paid}. {2s The company} {2q says} {2c it was not}.
         {3s The government} {3q said} {3c nothing}.",
        Names { people: "", organisations: "Tönner Post|Quill Hydro", places: "" },
        "Tönner Post (organisation): it was paid
         Quill Hydro (organisation): it was not
         ‘The government’ (organisation): nothing",
    );
}

#[test]
fn letters_are_signed_and_authors_presented() {
    check(
        "{1s I} {1q hope} {1c it rains}.
         Ada Quill.
         {2s I} {2q doubt} {2c it}.
         Odo Löw is a pilot in Élan.",
        people("Ada Quill|Odo Löw"),
        "Ada Quill: it rains
         Odo Löw: it",
    );
}

#[test]
fn a_seat_is_nobody_however_it_speaks() {
    check("{1s Downing Street} {1q said} {1c oui}.", people("Downing Street"), "United Kingdom (state): oui");
}

#[test]
fn several_at_once() {
    check(
        "{1s Norwegian and Danish officials} {1q said} {1c yes}.
         {2s Quill, others} {2q vow} {2c action}. Fears from {3s Oslo to Paris} {3q that} {3c it ends}.",
        Names { people: "Quill", organisations: "", places: "Oslo|Paris" },
        "‘Norwegian and Danish officials’ (group): yes
         ‘Quill, others’ (group): action
         ‘Oslo to Paris’ (group): it ends",
    );
}

#[test]
fn a_title_with_a_phrase_of_its_own_before_the_name() {
    check("{1s A lawyer for the news outlets, Ada Łoś,} {1q said} {1c yes}.", people("Ada Łoś"), "Ada Łoś: yes");
}

#[test]
fn of_several_with_one_surname_the_last_named_in_full() {
    check(
        "{1s Ada Quill} {1q said} {1c yes}.
         Tom Quill had left before.
         Ada Quill did not mind.
         {2s Quill} {2q added} {2c no}.",
        people("Ada Quill|Tom Quill|Quill"),
        "Ada Quill: yes
         Ada Quill: no",
    );
}

#[test]
fn nobody_is_he_before_there_was_word_of_him() {
    check(
        "{1s Odo Löw} {1q said} {1c yes}.
         {3c {2s He} {2q believes} {2c that Élan will sign}}, {3q according to} {3s a member of the team}.",
        people("Odo Löw"),
        "Odo Löw: yes
         ‘a member of the team’ (person): He believes that Élan will sign
         Odo Löw < ‘a member of the team’ (person): that Élan will sign",
    );
}

#[test]
fn members_who_vote_are_their_body() {
    let names = Names { people: "", organisations: "Union of Löck and Sluice Workers", places: "" };
    check(
        "{1s Members of the Union of Löck and Sluice Workers} {1q have voted} {1c to strike}.
         {2s Members of the Union of Löck and Sluice Workers} {2q said} {2c no}.",
        names,
        "Union of Löck and Sluice Workers (organisation): to strike
         ‘Members of the Union of Löck and Sluice Workers’ (group): no",
    );
}

#[test]
fn nobody_is_part_of_what_they_say() {
    let names = Names { people: "ADA LÖW", organisations: "", places: "Élan" };
    check(
        "THE PRESIDENT, ADA LÖW, {1q HAS SAID} {1c THAT the waters of {1s Élan} are safe}.",
        names,
        "ADA LÖW: THAT the waters of Élan are safe",
    );
}

#[test]
fn offices_whose_owner_is_left_out() {
    let names = Names { people: "Odo Löw|Zoë Quill", organisations: "Tönner League", places: "" };
    check(
        "Odo Löw, chairman of the Tönner League, came.
         {1s The Tönner League} {1q said} {1c yes}.
         {2s Its chairman} {2q said} {2c no}.
         {3s Its lawyer} {3q said} {3c maybe}.
         {4s French President Zoë Quill} {4q said} {4c never}.
         {5s Her foreign minister} {5q said} {5c soon}.",
        names,
        "Tönner League (organisation): yes
         Odo Löw: no
         ‘Its lawyer’ (person): maybe
         Zoë Quill: never
         [Her foreign minister] (person): soon",
    );
}
