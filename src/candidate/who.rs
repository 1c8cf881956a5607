//! The parts of a resume that tell who the candidate is, for outputs in which names can be hidden and shown.

use rolefit_document::{Span, single_spaced};

use super::blind;
use crate::profile::Profile;

/// Links of a resume beyond this number are not the candidate's own pages.
const MOST_LINKS: usize = 3;
/// Beginnings of links that lead to a person's page.
const LINKS: [&str; 4] = ["http://", "https://", "www.", "linkedin.com/"];

/// Who the candidate is. Empty unless an output asks for it, and in blind runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Who {
    /// The spans that `--blind` would withhold, in text order.
    pub spans: Vec<Span>,
    /// E-mail addresses and telephone numbers, as the resume writes them.
    pub contact: Vec<String>,
    /// Links to the candidate's own pages.
    pub links: Vec<String>,
}

impl Who {
    /// Returns who the candidate is, by `text` and the facts in it.
    pub(super) fn of(text: &str, profile: &Profile) -> Who {
        let facts = profile.contact.emails.iter().chain(&profile.contact.telephones);
        let mut contact: Vec<String> = Vec::new();
        for written in facts.map(|fact| single_spaced(fact.span.slice(text))) {
            if !contact.contains(&written) {
                contact.push(written);
            }
        }
        let trimmed = text.split_whitespace().map(|word| word.trim_matches(|c: char| "|,;()<>•".contains(c)));
        let links = trimmed.filter(|word| LINKS.iter().any(|link| word.to_ascii_lowercase().starts_with(link)));
        let links = links.take(MOST_LINKS).map(str::to_owned).collect();
        Who { spans: blind::withheld(text, profile).spans, contact, links }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{Contact, Fact};

    #[test]
    fn contacts_are_as_written_and_come_once() {
        let text = "Ana Prado | ana@example.org | (555) 010-2030 | www.example.org/ana\nana@example.org";
        let at = |words: &str| text.find(words).map_or(Span::default(), |at| Span::new(at, at + words.len()));
        let fact = |text: &str, words: &str| Fact { text: text.into(), span: at(words) };
        let emails = vec![fact("ana@example.org", "ana@example.org"); 2];
        let telephones = vec![fact("5550102030", "(555) 010-2030")];
        let profile = Profile { contact: Contact { emails, telephones, ..Contact::default() }, ..Profile::default() };
        let who = Who::of(text, &profile);
        assert_eq!(who.contact, ["ana@example.org", "(555) 010-2030"]);
        assert_eq!(who.links, ["www.example.org/ana"]);
        assert!(!who.spans.is_empty());
    }
}
