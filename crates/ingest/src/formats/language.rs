//! Tells the language of a text, and which languages are not read.

use whatlang::Lang;

use super::problem;
use rolefit_document::{Problem, ProblemCode};

/// Fewer words do not show a language: a name and a job title may be in any.
const LEAST_WORDS: usize = 15;
/// So many words in a hundred of any English resume are among [`ENGLISH`] at least: 11 to 25 of 588 resumes. Of resumes in
/// other languages with English titles and tools, one or two are.
const ENGLISH_PERCENT: usize = 8;
/// The commonest words of English resumes.
const ENGLISH: [&str; 29] = [
    "the", "and", "of", "to", "in", "for", "with", "a", "on", "at", "from", "as", "by", "is", "an", "all", "our",
    "their", "this", "that", "or", "be", "was", "were", "are", "have", "has", "my", "through",
];

/// The codes of ISO 639-1, where there is one.
const SHORT_CODES: [(&str, &str); 65] = [
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("vie", "vi"),
];

/// The language of a text that is not read, by code and English name; `None` for English, and if the text does not show
/// its language.
pub(super) fn unread_language(text: &str) -> Option<(&'static str, &'static str)> {
    let (mut words, mut english) = (0_usize, 0_usize);
    let is_letter_or_mark = |c: char| c.is_alphabetic() || c == '\'';
    for word in text.split(|c| !is_letter_or_mark(c)).filter(|word| !word.is_empty()) {
        words += 1;
        english += usize::from(ENGLISH.iter().any(|known| word.eq_ignore_ascii_case(known)));
    }
    // Most texts end here.
    if english * 100 >= words * ENGLISH_PERCENT && words > 0 {
        return None;
    }
    let found = whatlang::detect(text)?;
    // A script without spaces has few words.
    let is_long =
        words >= LEAST_WORDS || text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii()).count() >= LEAST_WORDS;
    let is_other = found.lang() != Lang::Eng && found.is_reliable() && is_long;
    is_other.then(|| {
        let long = found.lang().code();
        let short = SHORT_CODES.iter().find(|(code, _)| *code == long).map_or(long, |(_, short)| *short);
        (short, found.lang().eng_name())
    })
}

/// The problem of a resume in a language that is not read.
pub(super) fn unread(name: &str) -> Problem {
    let message = format!("it is in {name}, which rolefit does not read; its scores say little");
    problem(ProblemCode::Unsupported, message, "read it by hand, or ask for a resume in English")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_resume_in_another_language_is_told_and_english_terms_do_not_hide_it() {
        let german = "Berufserfahrung\nKey Account Manager, Papier Nord GmbH, seit 03/2019\n- Verantwortlich für zwölf \
                      Schlüsselkunden und deren jährliche Verhandlungen\n- Präsentation der Sales Reports vor der Geschäftsleitung";
        assert_eq!(unread_language(german), Some(("de", "German")));
        let greek = "Επαγγελματική εμπειρία\nΥπεύθυνος πωλήσεων, Χαρτί ΑΕ, από 2019\nΔιαχείριση βασικών πελατών και \
                     διαπραγμάτευση των ετήσιων συμβολαίων με τους προμηθευτές της εταιρείας";
        assert_eq!(unread_language(greek).map(|(code, _)| code), Some("el"));
    }

    #[test]
    fn english_is_read_whatever_names_and_places_are_in_it() {
        let english = "Zoë Müller, Zürich\nExperience\nKey Account Manager, Schweizerische Papierfabrik AG\n- Negotiated annual \
                       contracts with the procurement of twelve clients\nEducation\nDiplom-Kauffrau, Universität Mannheim";
        assert_eq!(unread_language(english), None);
    }

    #[test]
    fn a_few_words_show_no_language() {
        assert_eq!(unread_language("Ana Prieto\nGerente de cuentas clave"), None);
        assert_eq!(unread_language(""), None);
    }
}
