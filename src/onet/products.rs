//! The patterns by which software is recognised: its name with and without its maker, unless that is an everyday word.

use std::collections::BTreeSet;

use super::onet_tables::Tables;
use super::settings::Products;
use crate::catalog::searchable::is_plain;
use rolefit_document::words;

/// Letters that a name needs to be looked for by itself: shorter ones mean something else elsewhere.
const SHORTEST_FORM: usize = 3;

/// Letters that a name which few postings ask for needs besides: a short form of four letters stands for many things.
const SHORTEST_RARE: usize = 5;

/// Occupations that use what is a well-known short form.
const WELL_KNOWN: usize = 20;

/// Words that stand behind a product's name and are not part of it.
const SOFTWARE: [&str; 3] = ["software", "system", "systems"];

/// What a product is recognised by.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Patterns {
    /// Its name.
    pub names: Vec<String>,
    /// What kind of thing it is: a vague mention.
    pub hints: Vec<String>,
}

/// Tells the names of products from everyday words.
pub(super) struct ProductNames<'a> {
    products: &'a Products,
    /// Lower-case words of the tasks and descriptions of all occupations.
    everyday: BTreeSet<String>,
    little: &'a [String],
}

impl<'a> ProductNames<'a> {
    /// Takes for everyday words those that `tables` uses to tell what people do.
    pub fn new(products: &'a Products, tables: &Tables, little: &'a [String]) -> Self {
        let occupations = tables.occupations.values();
        let texts = occupations.flat_map(|it| it.tasks.iter().map(|task| &task.task).chain([&it.description]));
        // What stands with a capital may be a name.
        let lower = texts.flat_map(|text| text.split(|c: char| !c.is_alphabetic()));
        let everyday = lower.filter(|word| word.starts_with(char::is_lowercase)).map(str::to_owned).collect();
        Self { products, everyday, little }
    }

    /// What people type to find the product `name`: the shortest name that it is recognised by, as `name` has it; `None` for one
    /// that is hardly known and told by no name.
    pub fn typed(&self, name: &str, hot: bool, spread: usize) -> Option<String> {
        let patterns = self.patterns(name, hot, spread).names;
        let lower = name.to_lowercase();
        let names = patterns.iter().map(|pattern| pattern.replace('=', ""));
        let standing = names.filter_map(|words| {
            let at = lower.find(&words)?;
            name.get(at..at + words.len())
        });
        let typed = standing.min_by_key(|it| it.len()).unwrap_or(name);
        // "SAP software" is typed as "SAP", "Fund accounting software" as it is.
        let is_name = |bare: &&str| {
            let capital = bare.split(' ').all(|word| !word.starts_with(char::is_lowercase));
            capital && (hot || bare.contains(' '))
        };
        let typed = typed.strip_suffix(" software").filter(is_name).unwrap_or(typed);
        // What postings name is typed even where a resume's words do not show it: "sap" runs in trees, too.
        let is_told = !patterns.is_empty() || (hot && typed.chars().count() >= SHORTEST_FORM);
        (is_told && is_plain(typed)).then(|| typed.to_owned())
    }

    /// What the product `name` is recognised by; `hot` says that many postings name it, `spread` how many occupations use it.
    pub fn patterns(&self, name: &str, hot: bool, spread: usize) -> Patterns {
        let name = name.strip_prefix("The ").unwrap_or(name);
        let telling = |word: &&str| !self.little.contains(&word.to_lowercase());
        let (mut rest, mut patterns) =
            (name.split_whitespace().filter(telling).collect::<Vec<_>>(), Patterns::default());
        let mut short = None;
        if let [.., before, last] = rest.as_slice()
            && SOFTWARE.contains(last)
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
            // The short form of a kind is no more than the kind; languages and the like are known by theirs.
            let known =
                rest.len() > 1 && name.split(' ').any(|word| self.products.alone.contains(&word.to_lowercase()));
            if known { &mut patterns.names } else { &mut patterns.hints }.extend(short);
            patterns.hints.extend(self.exactly(&rest));
            return patterns;
        }
        patterns.names.extend(short);
        let mut bare = rest.clone();
        while bare.len() > 1 && bare.last().is_some_and(|last| SOFTWARE.contains(last)) {
            bare.pop();
        }
        // "Blackboard software" is told from a blackboard by its second word alone.
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

    /// Whether the one word can be nothing else than a product's name.
    fn stands_alone(&self, word: &str, hot: bool) -> bool {
        let lower = word.to_lowercase();
        if self.products.alone.contains(&lower) {
            return true;
        }
        let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
        let marked = word.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit()) && letters >= SHORTEST_RARE;
        letters >= SHORTEST_FORM && (marked || hot) && !self.is_everyday(word) && !self.is_made_by(word)
    }

    /// Whether the word means something in plain language too.
    fn is_everyday(&self, word: &str) -> bool {
        let lower = word.to_lowercase();
        let plain = lower.trim_matches(|c: char| !c.is_alphanumeric());
        plain.chars().count() < SHORTEST_FORM
            || plain.chars().all(|c| c.is_ascii_digit())
            || self.products.everyday.contains(plain)
            || self.everyday.contains(plain)
            || plain.split(|c: char| !c.is_alphanumeric()).all(|part| self.everyday.contains(part))
    }

    /// Whether `word` is a maker's name: its products are meant, or the company itself.
    fn is_made_by(&self, word: &str) -> bool {
        self.products.makers.contains(&word.to_lowercase())
    }

    /// The name without the maker's, the longest that fits.
    fn without_maker<'w>(&self, words: &'w [&'w str]) -> &'w [&'w str] {
        let led = |maker: &&String| {
            let maker: Vec<&str> = maker.split(' ').collect();
            words.len() > maker.len() && words.iter().zip(&maker).all(|(word, maker)| word.to_lowercase() == *maker)
        };
        let maker = self.products.makers.iter().filter(led).map(|maker| maker.split(' ').count()).max();
        words.get(maker.unwrap_or(0)..).unwrap_or_default()
    }

    /// The pattern for exactly these words; little words, over which texts are read, are no part of them.
    fn exactly(&self, name: &[&str]) -> Option<String> {
        let name = name.join(" ");
        let exact = words(&name).filter_map(|word| name.get(word.start..word.end)).map(str::to_lowercase);
        let exact: Vec<String> =
            exact.filter(|word| !self.little.contains(word)).map(|word| format!("={word}")).collect();
        (!exact.is_empty()).then(|| exact.join(" "))
    }
}

/// Whether a word has the shape of a short form: "CAD", "EC2".
fn is_short_form(word: &str) -> bool {
    word.chars().count() >= SHORTEST_FORM
        && word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether the letters of `short` stand in `words` in their order: "XML" in "Extensible markup language".
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

    /// What `of` tells of products.
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

    /// The patterns of `name`, names before hints.
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
