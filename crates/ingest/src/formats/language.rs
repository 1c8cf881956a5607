//! Tells the language of a text, and which languages are not read.

use whatlang::Lang;

use super::problem;
use rolefit_document::{Problem, ProblemCode};

/// Fewer words in small letters do not show a language.
const LEAST_WORDS: usize = 10;
/// So many letters of a script without spaces count as a word more.
const LETTERS_PER_WORD: usize = 6;
/// Without an English word, so much confidence is enough.
const SURE_WITHOUT_ENGLISH: f64 = 0.4;
/// So many words in a hundred of an English resume are among [`ENGLISH`] at least: 11 to 25 in 588 resumes. In resumes
/// of other languages with English titles and tools, one or two are.
const ENGLISH_PERCENT: usize = 8;
/// The commonest words of English resumes.
const ENGLISH: [&str; 29] = [
    "the", "and", "of", "to", "in", "for", "with", "a", "on", "at", "from", "as", "by", "is", "an", "all", "our",
    "their", "this", "that", "or", "be", "was", "were", "are", "have", "has", "my", "through",
];

/// Headings of resumes in languages that are not read, which tell the language of a text too short for its sentences:
/// code and name of the language, headings.
const HEADINGS: [(&str, &str, &[&str]); 6] = [
    (
        "de",
        "German",
        &[
            "ausbildung", "berufserfahrung", "berufliche erfahrung", "bildungsweg", "kenntnisse", "lebenslauf",
            "persönliche daten", "sprachen", "sprachkenntnisse", "weiterbildung", "werdegang",
        ],
    ),
    (
        "fr",
        "French",
        &[
            "compétences", "expérience", "expérience professionnelle", "expériences professionnelles", "formations",
            "langues", "loisirs", "centres d'intérêt",
        ],
    ),
    (
        "es",
        "Spanish",
        &[
            "educación", "estudios", "experiencia", "experiencia laboral", "experiencia profesional", "formación",
            "formación académica", "habilidades", "idiomas",
        ],
    ),
    (
        "it",
        "Italian",
        &[
            "competenze", "esperienza", "esperienza professionale", "esperienze professionali", "formazione",
            "istruzione", "istruzione e formazione", "lingue",
        ],
    ),
    ("nl", "Dutch", &["opleiding", "opleidingen", "persoonsgegevens", "talen", "vaardigheden", "werkervaring"]),
    (
        "pt",
        "Portuguese",
        &[
            "competências", "experiência", "experiência profissional", "formação", "formação académica",
            "formação acadêmica", "habilidades", "idiomas",
        ],
    ),
];
/// So many different headings of one language show it, where no English word is.
const LEAST_HEADINGS: usize = 2;

/// The codes of ISO 639-3 with those of ISO 639-1, where there is one.
const SHORT_CODES: &str = "afr=af aka=ak amh=am ara=ar aze=az bel=be ben=bn bul=bg cat=ca ces=cs cmn=zh cym=cy dan=da deu=de ell=el \
    epo=eo est=et fin=fi fra=fr guj=gu heb=he hin=hi hrv=hr hun=hu hye=hy ind=id ita=it jav=jv jpn=ja kan=kn \
    kat=ka khm=km kor=ko lat=la lav=lv lit=lt mal=ml mar=mr mkd=mk mya=my nep=ne nld=nl nob=nb ori=or pan=pa \
    pes=fa pol=pl por=pt ron=ro rus=ru sin=si slk=sk slv=sl sna=sn spa=es srp=sr swe=sv tam=ta tel=te tgl=tl \
    tha=th tuk=tk tur=tr ukr=uk vie=vi";

/// The language of a text that is not read, by code and English name; `None` for English, and if the text does not show
/// its language.
pub(super) fn unread_language(text: &str) -> Option<(&'static str, &'static str)> {
    let words = || text.split(|c: char| !c.is_alphabetic() && c != '\'').filter(|word| !word.is_empty());
    let (mut all, mut english) = (0_usize, 0_usize);
    for word in words() {
        all += 1;
        english += usize::from(is_common_in_english(word));
    }
    // Most texts end here.
    if english * 100 >= all * ENGLISH_PERCENT {
        return None;
    }
    let (mut telling, mut sample) = (0_usize, String::new());
    // Names of people, employers and places are of any language.
    for word in words().filter(|word| !word.starts_with(char::is_uppercase)) {
        // A script without spaces has few words.
        telling += if word.is_ascii() { 1 } else { 1 + word.chars().count() / LETTERS_PER_WORD };
        sample.extend([word, " "]);
    }
    if telling < LEAST_WORDS {
        return Some(text).filter(|_| english == 0).and_then(by_headings);
    }
    let found = whatlang::detect(&sample)?;
    // Danish, Norwegian and Swedish are hard to tell apart, and easy to tell from English.
    let is_sure = found.is_reliable() || (english == 0 && found.confidence() > SURE_WITHOUT_ENGLISH);
    (found.lang() != Lang::Eng && is_sure).then(|| {
        let long = found.lang().code();
        let codes = SHORT_CODES.split(' ').filter_map(|codes| codes.split_once('='));
        let short = codes.into_iter().find(|(code, _)| *code == long).map_or(long, |(_, short)| short);
        (short, found.lang().eng_name())
    })
}

/// True for the words of [`ENGLISH`], in capitals or not.
fn is_common_in_english(word: &str) -> bool {
    const KEYS: [u64; ENGLISH.len()] = {
        let (mut keys, mut at) = ([0; ENGLISH.len()], 0);
        while at < keys.len() {
            keys[at] = key(ENGLISH[at].as_bytes());
            at += 1;
        }
        keys
    };
    word.len() <= size_of::<u64>() && KEYS.contains(&key(word.as_bytes()))
}

/// The bytes of a short word in small letters, as one number: every word of every text is compared.
const fn key(mut word: &[u8]) -> u64 {
    let mut key = 0;
    while let [letter, rest @ ..] = word {
        key = key << 8 | letter.to_ascii_lowercase() as u64;
        word = rest;
    }
    key
}

/// The language whose headings a text without English words has.
fn by_headings(text: &str) -> Option<(&'static str, &'static str)> {
    let lines = text.lines().map(|line| line.trim().trim_end_matches(':').to_lowercase());
    let lines: Vec<String> = lines.collect();
    let has = |heading: &&&str| lines.iter().any(|line| line == *heading);
    let known = HEADINGS.iter().map(|language| (language.2.iter().filter(has).count(), language));
    let (count, (code, name, _)) = known.max_by_key(|(count, _)| *count)?;
    (count >= LEAST_HEADINGS).then_some((*code, *name))
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
        let list = "Juan Fernández García\nSkills: negotiation, forecasting, account planning\n2015-2019 Account Manager, \
                    Grupo Papelero del Sur S.A., Sevilla\nLicenciatura en Administración, Universidad de Sevilla";
        assert_eq!(unread_language(list), None);
    }

    #[test]
    fn a_few_words_show_no_language() {
        assert_eq!(unread_language("Ana Prieto\nGerente de cuentas clave"), None);
        assert_eq!(unread_language(""), None);
    }

    #[test]
    fn headings_tell_the_language_of_a_few_lines() {
        let german = "Mia Muster\nKassel\n\nBerufserfahrung\n2020 - heute Bäckerin, Ofen & Krume\n\nAusbildung:\n2017 - 2020 Bäckerin";
        assert_eq!(unread_language(german), Some(("de", "German")));
        let spanish = "Eva Ejemplo\n\nExperiencia laboral\nPanadera, Horno Sol\n\nIdiomas\nInglés";
        assert_eq!(unread_language(spanish), Some(("es", "Spanish")));
        for english in [
            "Mia Muster\n\nExperience\nBaker, Ofen & Krume\n\nEducation\nAusbildung, Kassel",
            "Mia Muster\n\nBerufserfahrung\nBaker at the oven\n\nAusbildung\nBaker in Kassel",
        ] {
            assert_eq!(unread_language(english), None, "{english}");
        }
    }
}
