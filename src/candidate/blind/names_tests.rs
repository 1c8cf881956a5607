//! Tests of names in every place and spelling.

use super::*;

fn profile(name: &str, email: &str) -> Profile {
    let fact = |text: &str| Fact { text: text.into(), span: Span::default() };
    let mut profile = Profile::default();
    profile.contact.name = (!name.is_empty()).then(|| fact(name));
    profile.contact.emails.extend((!email.is_empty()).then(|| fact(email)));
    profile
}

fn found<'a>(text: &'a str, name: &str, email: &str) -> Vec<&'a str> {
    let pieces = Pieces::new(text);
    let mut spans = Names::of(&pieces, &profile(name, email)).spans(&pieces);
    spans.sort();
    spans.dedup();
    spans.into_iter().map(|span| span.slice(text)).collect()
}

#[test]
fn a_common_word_that_is_also_a_name_stays_in_lower_case() {
    assert_eq!(found("Mark Price, price lists, PRICE-list", "Mark Price", ""), ["Mark", "Price", "PRICE"]);
}

#[test]
fn other_words_of_the_name_are_withheld_in_every_case_and_with_or_without_accents() {
    assert_eq!(found("zoë sold; ZOE led; Quilldon's", "Zoë Quilldon", ""), ["zoë", "ZOE", "Quilldon"]);
    assert_eq!(found("Joerg Weiss", "Jörg Weiß", ""), ["Joerg", "Weiss"]);
}

#[test]
fn short_words_of_the_name_are_withheld_with_a_capital_or_side_by_side() {
    assert_eq!(found("Key Account Manager Bo Li, at BO-LI", "Bo Li", ""), ["Bo", "Li", "BO", "LI"]);
    assert_eq!(found("bo\nli, Ms. Li; made li-ion cells. Sold: bo.\n\nLi", "Bo Li", ""), ["bo", "li", "Li", "Li"]);
}

#[test]
fn a_label_a_comma_spaces_and_a_mail_address_tell_the_name() {
    for text in ["Name: Ida Sandor", "Resume of Ida Sandor", "Sandor, Ida", "Sold\nSigned: Ida Sandor"] {
        assert_eq!(found(&format!("{text}\n• ida sold"), "", "").len(), 3, "{text}");
    }
    assert_eq!(found("I d a   S a n d o r\nida sold", "", ""), ["I d a   S a n d o r", "ida"]);
    assert_eq!(found("Sold by Ida", "", "ida.sandor@example.com"), ["Ida"]);
    assert_eq!(found("Sandor\nSandor sold", "", "isandor7@example.com"), ["Sandor", "Sandor"]);
    assert!(found("Sales led", "", "sales@example.com").is_empty());
    assert!(found("Negotiated contracts; signed\n• Prepared offers", "", "").is_empty());
}

#[test]
fn a_name_in_another_script_is_found_in_latin_letters() {
    assert_eq!(found("Petros Kalamas sold; petros", "Πέτρος Καλαμάς", ""), ["Petros", "Kalamas", "petros"]);
    assert_eq!(found("Nikolai Orlov led", "Николай Орлов", ""), ["Nikolai", "Orlov"]);
}

#[test]
fn a_name_of_birth_is_of_the_name() {
    let text = "Ana Prieto (née Holt)\nSold as A. Holt";
    assert_eq!(found(text, "Ana Prieto", ""), ["Ana", "Prieto", "Holt", "A", "Holt"]);
}

#[test]
fn the_first_name_behind_an_initial_is_found_where_it_begins_a_sentence() {
    let text = "P. Vandersteen\n• Priya looked after clients\n• Prices doubled\n• Presented offers";
    assert_eq!(found(text, "P. Vandersteen", ""), ["Vandersteen", "Priya"]);
    let pieces = Pieces::new(text);
    assert!(Names::of(&pieces, &profile("P. Vandersteen", "")).is_lacking());
    assert!(!Names::of(&pieces, &profile("Priya Vandersteen", "")).is_lacking());
}

#[test]
fn the_name_in_one_word_is_found() {
    assert_eq!(found("anaprieto and aprieto, analyst", "Ana Prieto", ""), ["anaprieto", "aprieto"]);
    let names = Names::of(&Pieces::new(""), &profile("Ana Prieto", ""));
    assert!(names.is_in("behance.net/a-prieto7") && !names.is_in("analyst/manager"));
}
