//! Makes the patterns that recognise software: its name with and without its maker, unless the name is an everyday
//! word.

use std::collections::BTreeSet;

use super::onet_tables::Tables;
use super::settings::Products;
use crate::catalog::searchable::is_plain;
use rolefit_document::words;

/// The fewest letters of a name that counts without its maker. Shorter names mean something else elsewhere.
const SHORTEST_FORM: usize = 3;

/// The fewest letters if few postings name the product. Short forms of four letters stand for many things.
const SHORTEST_RARE: usize = 5;

/// A short form is well known if at least this many occupations use the product.
const WELL_KNOWN: usize = 20;

/// The patterns of a product.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Patterns {
    /// Patterns of its name.
    pub names: Vec<String>,
    /// Patterns of its kind ("word processing software"), which are only a vague mention.
    pub hints: Vec<String>,
}

/// Distinguishes the names of products from everyday words.
pub(super) struct ProductNames<'a> {
    products: &'a Products,
    /// Lower-case words in the tasks and descriptions of all occupations.
    everyday: BTreeSet<String>,
    little: &'a [String],
}

impl<'a> ProductNames<'a> {
    /// Collects the everyday words from the tasks and descriptions in `tables`.
    pub(super) fn new(products: &'a Products, tables: &Tables, little: &'a [String]) -> Self {
        let occupations = tables.occupations.values();
        let texts = occupations.flat_map(|it| it.tasks.iter().map(|task| &task.task).chain([&it.description]));
        // A word with a capital may be a name.
        let lower = texts.flat_map(|text| text.split(|c: char| !c.is_alphabetic()));
        let everyday = lower.filter(|word| word.starts_with(char::is_lowercase)).map(str::to_owned).collect();
        Self { products, everyday, little }
    }

    /// Returns the search term for the product `name`: the shortest name that its patterns recognise, spelled as in
    /// `name`. `None` if the product is little known and its name is an everyday word.
    pub(super) fn typed(&self, name: &str, hot: bool, spread: usize) -> Option<String> {
        let patterns = self.patterns(name, hot, spread).names;
        let lower = name.to_lowercase();
        let names = patterns.iter().map(|pattern| pattern.replace('=', ""));
        let standing = names.filter_map(|words| {
            let at = lower.find(&words)?;
            name.get(at..at + words.len())
        });
        let typed = standing.min_by_key(|it| it.len()).unwrap_or(name);
        // "SAP software" is shortened to "SAP", but "Fund accounting software" is not.
        let is_name = |bare: &&str| {
            let capital = bare.split(' ').all(|word| !word.starts_with(char::is_lowercase));
            capital && (hot || bare.contains(' '))
        };
        let typed = typed.strip_suffix(" software").filter(is_name).unwrap_or(typed);
        // Postings name "SAP", so people search for it, although as a pattern "sap" would match the juice of trees.
        let is_told = !patterns.is_empty() || (hot && typed.chars().count() >= SHORTEST_FORM);
        (is_told && is_plain(typed)).then(|| typed.to_owned())
    }

    /// True for a word behind a product's name that does not belong to it.
    fn is_kind(&self, word: &str) -> bool {
        self.products.kind_words.iter().any(|kind| kind == word)
    }

    /// Returns the patterns for the product `name`. `hot` means that many postings name it; `spread` is the number of
    /// occupations that use it.
    pub(super) fn patterns(&self, name: &str, hot: bool, spread: usize) -> Patterns {
        let name = name.strip_prefix("The ").unwrap_or(name);
        let telling = |word: &&str| !self.little.contains(&word.to_lowercase());
        let (mut rest, mut patterns) =
            (name.split_whitespace().filter(telling).collect::<Vec<_>>(), Patterns::default());
        let mut short = None;
        if let [.., before, last] = rest.as_slice()
            && self.is_kind(last)
            && is_short_form(before)
        {
            rest.pop();
        }
        if let [before @ .., last] = rest.as_slice()
            && is_short_form(last)
            && spells(before, last)
        {
            if self.stands_alone(last, hot || spread >= WELL_KNOWN) {
                short = self.exactly(&[last]);
            }
            rest.pop();
        }
        if let [_, lower @ ..] = rest.as_slice()
            && !lower.is_empty()
            && lower.iter().all(|word| !word.contains(char::is_uppercase))
            && !self.is_made_by(rest.first().copied().unwrap_or_default())
            && self.is_everyday(rest.first().copied().unwrap_or_default())
        {
            // The short form of a kind of software is only a hint ("CAD"), but known names such as SQL are names.
            let known =
                rest.len() > 1 && name.split(' ').any(|word| self.products.alone.contains(&word.to_lowercase()));
            if known { &mut patterns.names } else { &mut patterns.hints }.extend(short);
            patterns.hints.extend(self.exactly(&rest));
            return patterns;
        }
        patterns.names.extend(short);
        let mut bare = rest.clone();
        while bare.len() > 1 && bare.last().is_some_and(|last| self.is_kind(last)) {
            bare.pop();
        }
        // "Blackboard software" differs from a blackboard by its second word alone.
        let named = |words: &[&str]| match words {
            [word] => self.stands_alone(word, hot),
            words => {
                let known = self.products.alone.contains(&words.join(" ").to_lowercase());
                known || words.iter().any(|word| !self.is_everyday(word))
            }
        };
        if bare.len() < rest.len() && !named(&bare) {
            patterns
                .names
                .extend(self.exactly(&rest).filter(|_| bare.iter().any(|word| word.contains(char::is_uppercase))));
            return patterns;
        }
        if named(&bare) {
            patterns.names.extend(self.exactly(&bare));
        }
        let without_maker = self.without_maker(&bare);
        if !without_maker.is_empty() && without_maker.len() < bare.len() && named(without_maker) {
            patterns.names.extend(self.exactly(without_maker));
        }
        patterns.names.sort_unstable();
        patterns.names.dedup();
        patterns
    }

    /// True if the single word can only be a product's name.
    fn stands_alone(&self, word: &str, hot: bool) -> bool {
        let lower = word.to_lowercase();
        if self.products.alone.contains(&lower) {
            return true;
        }
        let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
        let marked = word.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit()) && letters >= SHORTEST_RARE;
        letters >= SHORTEST_FORM && (marked || hot) && !self.is_everyday(word) && !self.is_made_by(word)
    }

    /// True if the word has an everyday meaning.
    fn is_everyday(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let plain = lower.trim_matches(|c: char| !c.is_alphanumeric());
        plain.chars().count() < SHORTEST_FORM
            || plain.chars().all(|c| c.is_ascii_digit())
            || self.products.everyday.contains(plain)
            || self.everyday.contains(plain)
            || plain.split(|c: char| !c.is_alphanumeric()).all(|part| self.everyday.contains(part))
    }

    /// True if `word` is a maker's name, which may also mean the company.
    fn is_made_by(&self, word: &str) -> bool {
        self.products.makers.contains(&word.to_lowercase())
    }

    /// Returns the name without its maker, the longest maker that fits.
    fn without_maker<'w>(&self, words: &'w [&'w str]) -> &'w [&'w str] {
        let led = |maker: &&String| {
            let maker: Vec<&str> = maker.split(' ').collect();
            words.len() > maker.len() && words.iter().zip(&maker).all(|(word, maker)| word.to_lowercase() == *maker)
        };
        let maker = self.products.makers.iter().filter(led).map(|maker| maker.split(' ').count()).max();
        words.get(maker.unwrap_or(0)..).unwrap_or_default()
    }

    /// Returns the pattern for exactly these words without little words, which matching skips.
    fn exactly(&self, name: &[&str]) -> Option<String> {
        let name = name.join(" ");
        let exact = words(&name).filter_map(|word| name.get(word.start..word.end)).map(str::to_lowercase);
        let exact: Vec<String> =
            exact.filter(|word| !self.little.contains(word)).map(|word| format!("={word}")).collect();
        (!exact.is_empty()).then(|| exact.join(" "))
    }
}

/// True if the word looks like a short form: "CAD", "EC2".
fn is_short_form(word: &str) -> bool {
    word.chars().count() >= SHORTEST_FORM
        && word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// True if the letters of `short` occur in `words` in order: "XML" in "Extensible markup language".
fn spells(words: &[&str], short: &str) -> bool {
    let long = words.join(" ").to_lowercase();
    let mut letters = long.chars();
    !words.is_empty() && short.to_lowercase().chars().all(|c| letters.any(|letter| letter == c))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeMap;

    use super::*;
    use crate::onet::onet_tables::Occupation;
    use crate::onet::settings::Settings;

    /// Calls `of` with the product names of an invented database.
    fn told<T>(of: impl Fn(&ProductNames<'_>) -> T) -> T {
        let description =
            "Uses word processing and database software, schedules projects, medical procedure coding".into();
        let occupation = Occupation { description, ..Occupation::default() };
        let tables =
            Tables { occupations: BTreeMap::from([("11-1011.00".to_owned(), occupation)]), release: String::new() };
        let settings = Settings::embedded().unwrap();
        let little = ["for".to_owned(), "the".to_owned()];
        of(&ProductNames::new(&settings.products, &tables, &little))
    }

    /// Returns the patterns of `name`, names before hints.
    fn patterns(name: &str) -> String {
        let Patterns { names, hints } = told(|products| products.patterns(name, true, 1));
        [names, hints].map(|list| list.join(", ")).join("; ")
    }

    #[test]
    fn a_product_is_known_with_and_without_its_maker() {
        assert_eq!(patterns("Autodesk AutoCAD"), "=autocad, =autodesk =autocad; ");
        assert_eq!(patterns("The MathWorks MATLAB"), "=mathworks =matlab, =matlab; ");
        assert_eq!(patterns("SAP Crystal Reports"), "=crystal =reports, =sap =crystal =reports; ");
    }

    #[test]
    fn what_is_typed_is_the_shortest_name_as_written() {
        let typed = |name: &str, hot| told(|products| products.typed(name, hot, 1));
        assert_eq!(typed("Autodesk AutoCAD", false).as_deref(), Some("AutoCAD"));
        assert_eq!(typed("SAP software", true).as_deref(), Some("SAP"));
        assert_eq!(typed("Project scheduling software", true).as_deref(), Some("Project scheduling software"));
        assert_eq!(typed("R", true), None);
        assert_eq!(typed("Slack", false), None);
    }

    #[test]
    fn an_everyday_word_is_no_product_by_itself() {
        assert_eq!(patterns("Microsoft Word"), "=microsoft =word; ");
        assert_eq!(patterns("Microsoft Access"), "=microsoft =access; ");
        assert_eq!(patterns("Microsoft Outlook"), "=microsoft =outlook; ");
        assert_eq!(patterns("Microsoft Teams"), "=microsoft =teams; ");
        assert_eq!(patterns("Oracle software"), "=oracle =software; ");
        assert_eq!(patterns("Slack"), "; ");
        assert_eq!(patterns("R"), "; ");
        assert_eq!(patterns("Epic For"), "; ", "little words tell nothing");
    }

    #[test]
    fn a_kind_of_software_is_a_hint_and_its_short_form_a_name() {
        assert_eq!(patterns("Word processing software"), "; =word =processing =software");
        assert_eq!(patterns("Structured query language SQL"), "=sql, =structured =query =language; ");
        assert_eq!(patterns("Microsoft Visual Basic for Applications VBA").split(", ").count(), 3);
    }
}
