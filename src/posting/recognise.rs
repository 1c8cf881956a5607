//! Recognises the demands, protected traits and signal words of a line in one pass over all patterns.

use std::cell::RefCell;
use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use thread_local::ThreadLocal;

use super::corpus::PostingWords;
use super::meanings::{Meaning, meanings, of_traits};
use crate::catalog::{Catalog, Entry, Part, Vocabulary};
use crate::error::Result;
use crate::matcher::{Class, Matcher, Scratch, asking_for, stems};
use crate::profile::Lexicon;
use crate::titles::TitleMatcher;
use rolefit_document::Span;

/// Recognises the meanings of a line by their patterns.
pub(super) struct PatternReader {
    matcher: Matcher,
    meanings: Vec<Meaning>,
    /// By demand: its more specific demands, which replace it where a line names both.
    includes: BTreeMap<String, Vec<String>>,
    scratch: ThreadLocal<RefCell<Scratch>>,
}

/// The compiled patterns of the vocabulary and of postings.
pub(super) struct Recogniser {
    patterns: PatternReader,
    /// Stems of the first words of duties.
    verbs: FxHashSet<String>,
    /// Reads titles.
    pub titles: TitleMatcher,
    /// Reads degrees.
    pub lexicon: Lexicon,
}

/// Everything recognised in a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Recognised {
    /// Demands and vocabulary entries, each at its first occurrence, in the order of the text.
    pub demands: Vec<(String, Span)>,
    /// All occurrences of demands.
    pub covered: Vec<Span>,
    /// Protected traits, by label.
    pub traits: Vec<(String, Span)>,
    /// Words that may stand for a protected trait, by the trait's label.
    pub proxies: Vec<(String, Span)>,
    /// Least ages that the law sets.
    pub lawful: Vec<Span>,
    /// True if the line says what is not wanted.
    pub negated: bool,
    /// True if the line is a statement against discrimination.
    pub statement: bool,
    /// True if the line says "must" or the like.
    pub must: bool,
    /// True if the line says that it is only welcome.
    pub nice: bool,
    /// True if the line says that it is not required.
    pub waived: bool,
    /// Byte offset of the first words that ask for something.
    pub requirement: Option<usize>,
    /// Byte offset of the first words that name a duty.
    pub duty: Option<usize>,
    /// True if the line calls on the reader ("apply now"), or describes the site.
    pub call: bool,
    /// True if the line asks for documents, or is a note of a mail program.
    pub documents: bool,
    /// True if the line describes a benefit of the employer.
    pub benefit: bool,
    /// True if the line describes the employer and its offer.
    pub employer: bool,
}

impl Recognised {
    /// Returns the label of the protected trait that refuses the line, if any.
    pub(super) fn refused_trait(self) -> Option<String> {
        self.traits.into_iter().next().map(|(label, _)| label).filter(|_| !self.statement)
    }
}

impl PatternReader {
    /// Compiles the patterns that refuse criteria: protected traits, and their exceptions.
    ///
    /// # Errors
    /// [`Error::Catalog`](crate::Error::Catalog) if a pattern cannot be parsed; loaded files have none.
    pub(super) fn of_traits(vocabulary: &Vocabulary, posting_words: &PostingWords) -> Result<Self> {
        let words = posting_words.words(vocabulary);
        Self::new(of_traits(posting_words, &words), words, vocabulary, BTreeMap::new())
    }

    fn new(
        all: Vec<(Meaning, Entry)>,
        words: BTreeMap<String, Vec<String>>,
        vocabulary: &Vocabulary,
        includes: BTreeMap<String, Vec<String>>,
    ) -> Result<Self> {
        let parts = |at: usize| Part { name: at.to_string(), entry: Some(at.to_string()), ..Part::default() };
        let role = asking_for((0..all.len()).map(parts).collect());
        let mut own = Vocabulary { words, ..Vocabulary::default() };
        own.context.little_words = vocabulary.context.little_words.clone();
        own.entries = all.iter().enumerate().map(|(at, (_, entry))| (at.to_string(), entry.clone())).collect();
        let catalog = Catalog { roles: vec![role], vocabulary: own, wordings: Vec::new(), hash: String::new() };
        let matcher = Matcher::compile(&catalog)?;
        let by_entry = matcher.entries().iter().filter_map(|id| all.get(id.parse::<usize>().ok()?));
        let meanings = by_entry.map(|(meaning, _)| meaning.clone()).collect();
        debug_assert_eq!(matcher.entries().len(), all.len(), "hits are looked up by the number of their entry");
        Ok(Self { matcher, meanings, includes, scratch: ThreadLocal::new() })
    }

    /// Recognises everything in `text`.
    pub(super) fn read(&self, text: &str) -> Recognised {
        let (_, hits) = self.matcher.scan(text, &mut self.scratch.get_or_default().borrow_mut());
        debug_assert!(hits.iter().all(|hit| hit.entry < self.meanings.len()), "a hit without a meaning");
        let mut hits: Vec<_> = hits.into_iter().filter_map(|hit| Some((self.meanings.get(hit.entry)?, hit))).collect();
        let cancels: Vec<_> = hits.iter().filter(|(_, hit)| hit.class == Class::Not).cloned().collect();
        let cancelled =
            |entry, span: Span| cancels.iter().any(|(_, not)| not.entry == entry && not.span.overlaps(span));
        hits.retain(|(_, hit)| hit.class != Class::Not && !cancelled(hit.entry, hit.span));
        hits.sort_by_key(|(_, hit)| (hit.span, hit.entry));
        let mut found = Recognised::default();
        for (meaning, hit) in &hits {
            let first = |known: Option<usize>| Some(known.map_or(hit.span.start, |known| known.min(hit.span.start)));
            match meaning {
                Meaning::Demand(id) => {
                    found.covered.push(hit.span);
                    if !found.demands.iter().any(|(known, _)| known == id) {
                        found.demands.push((id.clone(), hit.span));
                    }
                }
                Meaning::Trait(label) => found.traits.push((label.clone(), hit.span)),
                Meaning::Proxy(label) => found.proxies.push((label.clone(), hit.span)),
                Meaning::Lawful => found.lawful.push(hit.span),
                Meaning::Negation => found.negated = true,
                Meaning::Statement => found.statement = true,
                Meaning::Must => found.must = true,
                Meaning::Nice => found.nice |= is_about_whole_line(text, hit.span),
                Meaning::Waived => found.waived = true,
                Meaning::Requirement => found.requirement = first(found.requirement),
                Meaning::Duty => found.duty = first(found.duty),
                Meaning::Call => found.call = true,
                Meaning::Documents => found.documents = true,
                Meaning::Benefit => found.benefit = true,
                Meaning::Employer => found.employer = true,
            }
        }
        found.traits.retain(|(_, span)| !found.lawful.iter().any(|lawful| lawful.overlaps(*span)));
        // "MS Office, Excel above all" asks for Excel.
        let named: Vec<String> = found.demands.iter().map(|(id, _)| id.clone()).collect();
        let included = |id: &String| self.includes.get(id).is_some_and(|ids| ids.iter().any(|id| named.contains(id)));
        found.demands.retain(|(id, _)| !included(id));
        found
    }
}

impl Recogniser {
    /// Compiles the entries of `vocabulary`, in the wording of postings, and the patterns of `posting_words`.
    ///
    /// # Errors
    /// [`Error::Catalog`](crate::Error::Catalog) if a pattern cannot be parsed; loaded files have none.
    pub(super) fn new(vocabulary: &Vocabulary, posting_words: &PostingWords) -> Result<Self> {
        let words = posting_words.words(vocabulary);
        let all = meanings(vocabulary, posting_words, &words);
        let includes = posting_words.demands.iter().map(|(id, demand)| (id.clone(), demand.includes.clone())).collect();
        let patterns = PatternReader::new(all, words, vocabulary, includes)?;
        let (titles, lexicon) = (TitleMatcher::new(vocabulary), Lexicon::new(vocabulary));
        let verbs = stems(&posting_words.cues.verbs.join(", ")).into_iter().map(|(_, stem)| stem).collect();
        Ok(Self { patterns, verbs, titles, lexicon })
    }

    /// Recognises everything in `text`.
    pub(super) fn read(&self, text: &str) -> Recognised {
        self.patterns.read(text)
    }

    /// True if `text` begins with a word that begins duties, such as "manage" or "managing".
    pub(super) fn begins_with_verb(&self, text: &str) -> bool {
        let first = stems(text.split_whitespace().next().unwrap_or_default()).into_iter().next();
        first.is_some_and(|(_, stem)| self.verbs.contains(&stem))
    }

    /// Returns the stems of the words in `text` that have more than two letters.
    pub(super) fn stems(&self, text: &str) -> FxHashSet<String> {
        stems(text).into_iter().filter(|(_, stem)| stem.chars().count() > 2).map(|(_, stem)| stem).collect()
    }
}

/// True if words such as "preferred" apply to all of `text`. In "in a warehouse, ideally a chilled one" they apply to a
/// detail.
fn is_about_whole_line(text: &str, words: Span) -> bool {
    let (before, after) = (text.get(..words.start).unwrap_or_default(), text.get(words.end..).unwrap_or_default());
    // "(Level 3 preferred)" applies to the text in the brackets.
    let inside = before.rsplit_once('(').map(|(_, inside)| inside).filter(|inside| !inside.contains(')'));
    if inside.is_some_and(|inside| inside.chars().any(char::is_alphanumeric)) {
        return false;
    }
    !(before.trim_end().ends_with([',', '(', '-', '–']) && after.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use crate::posting::testing::importer;

    #[test]
    fn examples_of_a_tool_are_no_further_tools_and_what_is_stressed_is_what_is_asked_for() {
        let found = importer()
            .recogniser
            .read("CRM software (e.g. Salesforce, Zoho CRM or HubSpot) and MS Office (MS Excel above all)");
        assert_eq!(found.demands.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["crm", "excel"]);
    }

    #[test]
    fn protected_traits_are_named_and_statements_against_discrimination_are_told_apart() {
        let importer = importer();
        let traits =
            |text: &str| importer.recogniser.read(text).traits.into_iter().map(|(label, _)| label).collect::<Vec<_>>();
        assert_eq!(traits("Between 25 and 35 years old")[0], "age");
        assert_eq!(traits("Female candidates only")[0], "gender");
        assert_eq!(traits("Must be a practising Catholic")[0], "religion");
        assert_eq!(traits("EU citizens only")[0], "nationality or origin");
        assert_eq!(traits("In good health and without disability")[0], "health or disability");
        assert_eq!(traits("Unmarried, no children")[0], "family or marriage");
        for fair in [
            "Experience with young children", "Works well with women's shelters", "Single point of contact",
            "Family business", "5+ years in health care", "National accounts", "Between 2 and 4 years in retail",
        ] {
            assert!(traits(fair).is_empty(), "{fair}: {:?}", traits(fair));
        }
        assert!(importer.recogniser.read("No discrimination on grounds of religion or sex").statement);
        assert!(importer.recogniser.read("All qualified applicants regardless of age").statement);
    }

    #[test]
    fn proxies_are_found_and_name_the_trait() {
        let importer = importer();
        let proxies =
            |text: &str| importer.recogniser.read(text).proxies.into_iter().map(|(label, _)| label).collect::<Vec<_>>();
        assert_eq!(proxies("A digital native in a young team"), ["age", "age"]);
        assert_eq!(proxies("Native speaker of German")[0], "origin");
        assert_eq!(proxies("Recent graduates welcome")[0], "age");
        assert!(proxies("Grows native plants").is_empty());
    }

    #[test]
    fn what_is_preferred_of_a_detail_is_not_preferred_of_all() {
        let importer = importer();
        let nice = |text: &str| importer.recogniser.read(text).nice;
        assert!(nice("Ideally you know SQL") && nice("French is a plus") && nice("A certificate (preferred)"));
        assert!(!nice("A degree, ideally in marketing") && !nice("CRM software (preferably Salesforce)"));
        assert!(!nice("Food Hygiene Level 2 (Level 3 preferred)"));
    }
}
