//! The style sheets of a page: which rules hold for an element, in the order in which they are laid over each other.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use ego_tree::NodeId;
use scraper::selector::ToCss;
use scraper::{ElementRef, Selector};

use super::css_declarations::{Declaration, declarations};
use super::css_values::{Paint, paint};
use super::element_style::{InheritedStyle, OwnStyle};

/// Steps of comparing rules with elements, and declarations laid over them; large sites take some hundred thousand.
const MAX_STEPS: usize = 2_000_000;
/// Selectors of all rules; the largest frameworks have some ten thousand.
const MAX_RULES: usize = 100_000;
/// A part of a selector, which is a step to compare, takes about so many bytes.
const PART: usize = 16;
/// Parts of a selector for which all elements beside one may have to be looked at.
const WALKS: &[&str] = &["~ ", ":nth-", "-of-type"];
/// Rules inside rules; people nest three.
const MAX_NESTING: usize = 8;
/// The width of a window, in pixels, for which rules for some widths are or are not meant.
const WIDTH: f64 = 1280.0;

/// What a rule is filed under: the id, class or tag that its elements must have.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Id(String),
    Class(String),
    Tag(String),
    Any,
}

struct Rule {
    selector: Selector,
    /// How closely it names its elements, then its place: what comes later counts more.
    weight: (usize, usize),
    /// Steps of a comparison wherever the element stands, and how often those beside it may be walked.
    parts: usize,
    walks: usize,
    /// Shared by the selectors that stand before them.
    declarations: Rc<[(Declaration, bool)]>,
}

/// The rules of all style elements of a page.
#[derive(Default)]
pub(super) struct StyleSheet {
    rules: Vec<Rule>,
    filed: HashMap<Key, Vec<usize>>,
    /// Rules come from elsewhere too.
    is_incomplete: bool,
    /// There were more rules than are read.
    is_cut: bool,
    steps: Cell<usize>,
    /// How many children the elements have that were asked for it.
    children: RefCell<HashMap<NodeId, usize>>,
}

impl StyleSheet {
    /// Reads the style elements of `page`, at most `most` rules.
    pub fn new(page: &scraper::Html, most: usize) -> Self {
        let mut sheet = StyleSheet::default();
        for element in page.root_element().descendent_elements() {
            match element.value().name() {
                "style" => sheet.read(&element.text().collect::<String>(), MAX_NESTING, most),
                "link" => {
                    let is_sheet =
                        element.attr("rel").is_some_and(|rel| rel.to_ascii_lowercase().contains("stylesheet"));
                    sheet.is_incomplete |= is_sheet;
                }
                _ => {}
            }
        }
        sheet
    }

    /// What the page looks like where nothing else is said.
    pub fn page(&self) -> InheritedStyle {
        InheritedStyle::page(!self.is_incomplete)
    }

    /// Whether there were so many rules, or so much to compare, that rules were passed over.
    pub fn is_exhausted(&self) -> bool {
        self.is_cut || self.has_no_steps()
    }

    fn has_no_steps(&self) -> bool {
        self.steps.get() >= MAX_STEPS
    }

    /// How `element` looks in an element that looks like `around`.
    pub fn style_of(&self, element: ElementRef<'_>, around: &InheritedStyle) -> (OwnStyle, InheritedStyle) {
        let (mut own, mut style) = (OwnStyle::default(), *around);
        let mut holding = attributes(element);
        let mut rules = self.rules_for(element);
        rules.sort_by_key(|rule| rule.weight);
        holding.extend(rules.iter().flat_map(|rule| rule.declarations.iter().copied()));
        holding.extend(element.attr("style").map(declarations).unwrap_or_default());
        for wanted in [false, true] {
            for &(declaration, _) in holding.iter().filter(|(_, important)| *important == wanted) {
                own.apply(declaration, around, &mut style);
            }
        }
        own.settle(&mut style);
        (own, style)
    }

    fn rules_for(&self, element: ElementRef<'_>) -> Vec<&Rule> {
        if self.rules.is_empty() {
            return Vec::new();
        }
        let value = element.value();
        let classes = value.classes().map(|class| Key::Class(class.to_owned()));
        let keys = value.id().map(|id| Key::Id(id.to_owned())).into_iter().chain(classes);
        let keys = keys.chain([Key::Tag(value.name().to_owned()), Key::Any]);
        let candidates = keys.filter_map(|key| self.filed.get(&key)).flatten().filter_map(|&rule| self.rules.get(rule));
        let mut rules = Vec::new();
        for rule in candidates {
            let walked = if rule.walks > 0 { rule.walks.saturating_mul(self.siblings(element)) } else { 0 };
            let steps = walked.saturating_add(rule.parts + rule.declarations.len());
            self.steps.set(self.steps.get().saturating_add(steps));
            if self.has_no_steps() {
                break;
            }
            if rule.selector.matches(&element) {
                rules.push(rule);
            }
        }
        rules
    }

    /// How many children the element around this one has.
    fn siblings(&self, element: ElementRef<'_>) -> usize {
        let parent = element.parent();
        parent.map_or(0, |parent| {
            *self.children.borrow_mut().entry(parent.id()).or_insert_with(|| parent.children().count())
        })
    }

    fn read(&mut self, source: &str, nesting: usize, most: usize) {
        self.is_incomplete |= source.contains("@import");
        for (prelude, body) in blocks(&without_comments(source)) {
            if self.is_cut || nesting == 0 {
                return;
            }
            match prelude.split_once(|c: char| c.is_whitespace() || c == '(') {
                Some(("@media", _)) if applies(&prelude) => self.read(&body, nesting - 1, most),
                Some(("@supports" | "@layer" | "@container", _)) => self.read(&body, nesting - 1, most),
                _ if prelude.starts_with('@') => {}
                _ => self.rule(&prelude, &body, most),
            }
        }
    }

    fn rule(&mut self, selectors: &str, body: &str, most: usize) {
        let declarations: Rc<[_]> = declarations(body).into();
        if declarations.is_empty() {
            return;
        }
        for selector in selectors.split(',').map(str::trim) {
            if self.rules.len() >= most.min(MAX_RULES) {
                self.is_cut = true;
                return;
            }
            // What is drawn before or behind an element's text may lie beneath it.
            let base = ["::before", "::after", ":before", ":after"].iter().find_map(|part| selector.strip_suffix(part));
            let declarations = match base {
                None => Rc::clone(&declarations),
                Some(_)
                    if declarations
                        .iter()
                        .any(|(one, _)| matches!(one, Declaration::Ground(paint) if *paint != Paint::None)) =>
                {
                    Rc::new([(Declaration::Ground(Paint::Unknown), false)])
                }
                Some(_) => continue,
            };
            let name = base.unwrap_or(selector);
            let Ok(selector) = Selector::parse(name) else { continue };
            let css = selector.to_css_string();
            // To see what an element has, all in it may have to be looked at.
            if css.contains(":has(") {
                continue;
            }
            let parts = 1 + css.len() / PART;
            let walks = WALKS.iter().map(|walk| css.matches(walk).count()).sum();
            let weight = (specificity(name), self.rules.len());
            self.filed.entry(key(name)).or_default().push(self.rules.len());
            self.rules.push(Rule { selector, weight, parts, walks, declarations });
        }
    }
}

/// What the attributes of old pages say, which every rule overrides.
fn attributes(element: ElementRef<'_>) -> Vec<(Declaration, bool)> {
    let color = |name: &str| element.attr(name).map(|value| paint(&value.to_ascii_lowercase()));
    let mut found = Vec::new();
    let is_closed = element.value().name() == "dialog" && element.attr("open").is_none();
    if is_closed || element.attr("hidden").is_some() {
        found.push((Declaration::NotDisplayed(true), false));
    }
    found.extend(color("bgcolor").map(|paint| (Declaration::Ground(paint), false)));
    found.extend(element.attr("background").map(|_| (Declaration::Ground(Paint::Unknown), false)));
    let ink = match element.value().name() {
        "font" => color("color"),
        "body" => color("text"),
        _ => None,
    };
    found.extend(ink.map(|paint| (Declaration::Color(paint), false)));
    found
}

/// Whether rules for a medium are meant for a screen as wide as most.
fn applies(media: &str) -> bool {
    let media = media.to_ascii_lowercase();
    media.split(',').any(|query| {
        let width = |name: &str| {
            let (_, value) = query.split_once(name)?;
            let value = value.trim_start_matches([':', ' ']);
            let end = value.find(|c: char| !c.is_ascii_digit() && c != '.')?;
            let number: f64 = value.get(..end)?.parse().ok()?;
            Some(if value.get(end..).is_some_and(|unit| unit.starts_with("em") || unit.starts_with("rem")) {
                number * 16.0
            } else {
                number
            })
        };
        let is_other =
            ["print", "speech", "dark", "reduce", "portrait", "not "].iter().any(|other| query.contains(other));
        !is_other
            && width("max-width").is_none_or(|most| most >= WIDTH)
            && width("min-width").is_none_or(|least| least <= WIDTH)
    })
}

/// The blocks of a style sheet, each with what stands before it.
fn blocks(source: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let (mut depth, mut start, mut prelude) = (0_usize, 0, "");
    for (at, c) in source.char_indices() {
        match c {
            '{' if depth == 0 => {
                prelude = source.get(start..at).unwrap_or_default().trim();
                (depth, start) = (1, at + 1);
            }
            '{' => depth += 1,
            '}' if depth == 1 => {
                found.push((prelude.to_owned(), source.get(start..at).unwrap_or_default().to_owned()));
                (depth, start) = (0, at + 1);
            }
            '}' => depth = depth.saturating_sub(1),
            // Statements without a block end here.
            ';' if depth == 0 => start = at + 1,
            _ => {}
        }
    }
    found
}

fn without_comments(source: &str) -> String {
    let mut kept = String::with_capacity(source.len());
    for (index, part) in source.split("/*").enumerate() {
        let after = if index == 0 { Some(part) } else { part.split_once("*/").map(|(_, after)| after) };
        kept.push_str(after.unwrap_or_default());
    }
    kept.replace("<!--", "").replace("-->", "")
}

/// The last simple selector with an id or class, or else a tag, of the last compound.
fn key(selector: &str) -> Key {
    let last = selector.rsplit([' ', '>', '+', '~']).next().unwrap_or_default();
    // What stands in brackets is not asked for by name.
    let last = last.split([':', '[']).next().unwrap_or_default();
    if selector.contains(['(', '[', '\\']) {
        return Key::Any;
    }
    match (last.rsplit_once('#'), last.rsplit_once('.')) {
        (Some((_, id)), _) => Key::Id(id.split('.').next().unwrap_or_default().to_owned()),
        (None, Some((_, class))) => Key::Class(class.to_owned()),
        (None, None) if last.is_empty() || last == "*" => Key::Any,
        (None, None) => Key::Tag(last.to_ascii_lowercase()),
    }
}

/// Ids count more than classes, and those more than tags.
fn specificity(selector: &str) -> usize {
    let count = |marks: &[char]| selector.matches(marks).count();
    let tags = selector.split([' ', '>', '+', '~']).filter(|part| part.starts_with(|c: char| c.is_ascii_alphabetic()));
    count(&['#']) * 10_000 + count(&['.', '[', ':']) * 100 + tags.count()
}
