//! Given names that nearly everywhere are a man's, or a woman's.

use super::Gender;
use crate::word::fold;

/// Common given names of European languages and Arabic, folded. Those that change sides between languages (Andrea, Jean,
/// Robin, Nikita, Sasha) are left out.
#[rustfmt::skip]
const FEMALE: &[&str] = &[
    "agnes", "aisha", "alice", "amanda", "amy", "ana", "anastasia", "angela", "anita", "anna", "anne", "annette",
    "barbara", "beatrice", "beatriz", "birgit", "brigitte", "carla", "carmen", "carol", "caroline",
    "catherine", "cecilia", "charlotte", "christine", "clara", "claudia", "cynthia", "daniela", "deborah", "diana",
    "donna", "dorothy", "ekaterina", "elena", "elisabeth", "elizabeth", "ella", "ellen", "emily", "emma", "erika",
    "eva", "fatima", "florence", "francesca", "frances", "gabriela", "giorgia", "grace", "greta", "hanna", "hannah",
    "heather", "heidi", "helen", "helena", "helene", "hillary", "ingrid", "irena", "irene", "irina", "isabel",
    "isabelle", "ivanka", "jacqueline", "jane", "janet", "jennifer", "jessica", "joanna", "johanna", "judith", "julia",
    "julie", "karen", "karin", "katarina", "katarzyna", "kate", "katherine", "kathleen", "kathryn", "katja", "laura",
    "lena", "linda", "lisa", "louise", "lucia", "lucy", "magdalena", "margaret", "margarita", "margrethe", "maria",
    "marie", "marina", "marta", "martha", "mary", "melania", "melissa", "mette", "michelle", "monica", "nadia",
    "nancy", "natalia", "natalie", "nicole", "nina", "olga", "olivia", "pamela", "patricia", "paula",
    "petra", "rachel", "rebecca", "rosa", "ruth", "sandra", "sanna", "sarah", "sara", "sharon", "silvia",
    "sofia", "sonia", "sophie", "stephanie", "susan", "susanne", "svetlana", "sylvia", "tatiana", "teresa", "theresa",
    "ulrike", "ursula", "valentina", "vera", "veronica", "victoria", "virginia", "yulia", "yvonne", "zuzana",
];
#[rustfmt::skip]
const MALE: &[&str] = &[
    "abdul", "adam", "ahmad", "ahmed", "alan", "albert", "aleksandr", "alexander", "alfred", "ali", "anders", "andrei",
    "andrew", "andriy", "anthony", "antonio", "arnold", "arthur", "barack", "benjamin", "bernard", "bernd", "bill",
    "bob", "boris", "brian", "bruce", "carl", "carlos", "charles", "christopher", "claus", "daniel", "david", "dennis",
    "dieter", "dmitri", "dmitry", "donald", "donatas", "douglas", "edward", "emmanuel", "erik", "eric", "ernst",
    "fernando", "francisco", "francois", "frank", "franz", "fred", "frederick", "friedrich", "gary", "george",
    "gerald", "gerhard", "giorgio", "giovanni", "giuseppe", "gordon", "gregory", "guillaume", "gustav", "hans",
    "harold", "harry", "hassan", "heinrich", "helmut", "henri", "henry", "herbert", "hugo", "hussein", "ibrahim",
    "igor", "ivan", "jack", "jacques", "james", "jason", "javier", "jeff", "jeffrey", "jens", "jeremy", "jerry", "jim",
    "joe", "johan", "johann", "john", "jonathan", "jorge", "jose", "josef", "joseph", "juan", "juha", "jurgen",
    "karl", "keir", "keith", "kenneth", "kevin", "klaus", "konstantin", "larry", "lars", "lawrence", "leonard",
    "louis", "luis", "manuel", "marco", "mark", "markus", "martin", "matteo", "matthew", "mehmet", "michael", "michal",
    "miguel", "mike", "mikhail", "mohamed", "mohammad", "mohammed", "muhammad", "mustafa", "narendra", "nicholas",
    "nikolai", "olaf", "oleg", "oleksandr", "oliver", "omar", "oscar", "otto", "pablo", "patrick", "paul", "pavel",
    "pedro", "per", "peter", "petr", "philip", "philippe", "pierre", "piotr", "radoslaw", "ralph", "raymond",
    "richard", "robert", "roger", "roland", "ronald", "rudolf", "samuel", "scott", "sergei", "sergey", "stefan",
    "stephen", "steven", "thomas", "tim", "timothy", "tom", "tomas", "tony", "viktor", "vladimir", "volodymyr",
    "walter", "werner", "wilhelm", "william", "wolfgang", "xavier", "yuri", "yusuf",
];

/// The gender that the given name tells.
pub(crate) fn gender_of_given(name: &str) -> Option<Gender> {
    let name = fold(name);
    if FEMALE.contains(&name.as_str()) {
        Some(Gender::Female)
    } else if MALE.contains(&name.as_str()) {
        Some(Gender::Male)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_both() {
        assert!(FEMALE.iter().all(|name| !MALE.contains(name)));
        assert!(FEMALE.iter().chain(MALE).all(|name| fold(name) == **name));
        assert_eq!(gender_of_given("Jürgen"), Some(Gender::Male));
        assert_eq!(gender_of_given("Hélène"), Some(Gender::Female));
        assert_eq!(gender_of_given("Andrea"), None);
    }
}
