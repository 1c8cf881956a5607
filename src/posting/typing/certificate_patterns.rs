//! Writes the patterns that show a certificate in a resume.

use super::certificate_phrase::{MOST_WORDS, Phrase, Reading, is_shaped};
use super::{exact_pattern, part_name};
use crate::catalog::Entry;
use crate::posting::draft_criterion::{DraftPart, RecognisedBy};

impl Reading<'_, '_> {
    /// Returns the part for the certificate that the phrase names; `None` if it names none.
    pub(super) fn part(&self, phrase: &Phrase<'_>) -> Option<DraftPart> {
        let inside =
            phrase.brackets.iter().flat_map(|list| list.split([',', '/', ';'])).flat_map(|it| it.split(" or "));
        let inside: Vec<&str> = inside.map(|name| name.trim().trim_start_matches("or ")).collect();
        let listed: Vec<&str> = inside.into_iter().filter(|name| name.starts_with(char::is_uppercase)).collect();
        let name = &phrase.name;
        let is_name = |word: &&str| word.chars().any(char::is_alphabetic);
        if !name.iter().any(is_name) || name.len() > MOST_WORDS {
            return None;
        }
        let whole = name.join(" ");
        let names = self.patterns(phrase, &listed);
        let names = if names.is_empty() { listed.iter().map(|name| exact_pattern(name)).collect() } else { names };
        let mut entry = Entry { names, ..Entry::default() };
        entry.names.retain(|name| !name.is_empty());
        if entry.names.is_empty() {
            return None;
        }
        // Half of "CPR/AED" claims it, because courses teach both. It never shows it.
        let halves = whole.split('/').filter(|half| whole.contains('/') && is_shaped(half)).map(exact_pattern);
        entry.claims = of_issuer(&whole).into_iter().chain(halves).collect();
        let all: Vec<&str> = phrase.short_sign.into_iter().chain(name.iter().copied()).collect();
        Some(DraftPart::new(part_name(&all.join(" ")), RecognisedBy::Own(Box::new(entry))))
    }

    /// Returns the patterns of the name; none if the name alone tells too little.
    fn patterns(&self, phrase: &Phrase<'_>, listed: &[&str]) -> Vec<String> {
        let certificates = &self.context.posting_words().certificates;
        let name = &phrase.name;
        let whole = exact_pattern(&name.join(" "));
        let (levels, others) = self.split_levels(name);
        let shaped: Vec<&str> = others.iter().copied().filter(|word| is_shaped(word)).collect();
        let plain: Vec<&str> =
            others.iter().copied().filter(|word| !is_shaped(word)).chain(phrase.topic.iter().copied()).collect();
        let plain_pattern = plain.iter().map(|word| word.to_lowercase()).collect::<Vec<_>>().join(" ");
        if let Some(short) = phrase.short_sign.map(str::to_lowercase) {
            let long = certificates.abbreviations.get(&short).cloned().unwrap_or_default();
            return vec![format!("={short} {whole}"), format!("{long} & {whole}")];
        }
        // "Class A CDL", "CDL Class A", "CDL A".
        let short = exact_pattern(&shaped.join(" "));
        let level = levels.iter().map(|(word, value)| exact_pattern(&format!("{word} {value}")));
        let level = level.map(|level| level.trim().to_owned()).collect::<Vec<_>>().join(" ");
        let value = levels.iter().map(|(_, value)| exact_pattern(value)).collect::<Vec<_>>().join(" ");
        if phrase.is_behind && !shaped.is_empty() {
            return shaped.iter().map(|word| format!("{} & {}", phrase.sign_pattern, exact_pattern(word))).collect();
        }
        let in_words = |bracket: &&str| initials(bracket) == shaped.join("") || initials(&name.join(" ")) == **bracket;
        let synonyms = listed.iter().filter(|bracket| in_words(bracket)).map(|bracket| exact_pattern(bracket));
        let mut names: Vec<String> = match (shaped.is_empty(), levels.is_empty(), plain.is_empty()) {
            (false, true, true) => vec![whole],
            (false, false, true) => {
                vec![whole, format!("{short} {level}"), format!("{level} {short}"), format!("{short} {value}")]
            }
            (false, true, false) if phrase.topic.is_empty() => vec![whole, format!("{short} & {plain_pattern}")],
            (false, true, false) => vec![format!("{short} & {plain_pattern}")],
            (false, false, false) => {
                [format!("{short} {level}"), format!("{level} {short}"), format!("{short} {value}")]
                    .into_iter()
                    .map(|short| format!("{short} & {plain_pattern}"))
                    .collect()
            }
            (true, false, false) => vec![format!("{level} & {plain_pattern}")],
            (true, true, false) => {
                let is_proper = name.len() > 1 && name.iter().all(|word| word.starts_with(char::is_uppercase));
                let compound = certificates.compounds.iter().any(|end| plain_pattern.ends_with(end.as_str()));
                // "Training certification (NASM or ACSM)": the issuers say more than the name.
                let is_own =
                    listed.is_empty() || plain_pattern.split(' ').any(|word| !certificates.general.contains(word));
                let issued = listed.iter().map(|issuer| format!("{} & {plain_pattern}", exact_pattern(issuer)));
                let signed = format!("<certificate_sign> & {plain_pattern}");
                let named = if is_proper || compound { whole } else { signed };
                let all = std::iter::once(named).chain(issued);
                if is_own { all.collect() } else { Vec::new() }
            }
            (true, _, true) => Vec::new(),
        };
        names.extend(synonyms);
        let full = shaped.first().filter(|_| shaped.len() == 1 && plain.is_empty() && levels.is_empty());
        names.extend(full.and_then(|short| certificates.full.get(*short)).cloned());
        let mut seen = std::collections::BTreeSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names
    }
}

/// Returns the initials of the capitalised words: BLS for "Basic Life Support".
fn initials(name: &str) -> String {
    let words = name.split([' ', '-']).filter(|word| word.starts_with(char::is_uppercase));
    words.filter_map(|word| word.chars().next()).collect()
}

/// Returns the pattern that claims the certificate by its issuer alone, such as "ServSafe certified" for "ServSafe
/// Manager certification", because the issuer may have others. An issuer has a capital inside its name: AWS, CompTIA.
pub(super) fn of_issuer(name: &str) -> Option<String> {
    let (issuer, _) = name.split_once(' ')?;
    let is_issuer = issuer.chars().skip(1).any(char::is_uppercase);
    is_issuer.then(|| format!("{} =certified|=certification|=certificate", exact_pattern(issuer)))
}
