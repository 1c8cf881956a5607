//! The style sheets of a page: finds the rules that match an element and applies them in the order of CSS.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use ego_tree::NodeId;
use scraper::selector::ToCss;
use scraper::{ElementRef, Selector};

use super::css_declarations::{Declaration, declarations};
use super::css_values::{Paint, paint};
use super::element_style::{InheritedStyle, OwnStyle};

/// The most steps to match rules with elements and apply declarations. Large sites take some hundred thousand.
const MAX_STEPS: usize = 2_000_000;
/// The most selectors of all rules. The largest frameworks have some ten thousand.
const MAX_RULES: usize = 100_000;
/// The usual number of bytes of a part of a selector. Each part is one step.
const BYTES_PER_PART: usize = 16;
/// Parts of a selector that may have to be compared with all siblings of an element.
const SIBLING_SELECTORS: &[&str] = &["~ ", ":nth-", "-of-type"];
/// The depth of nested rules. People nest three.
const MAX_NESTING: usize = 8;
/// The width of the window in pixels, by which `@media` rules apply or not.
const WINDOW_WIDTH: f64 = 1280.0;

/// The key of a rule in the index: the id, class or tag that an element must have to match.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Id(String),
    Class(String),
    Tag(String),
    Any,
}

struct Rule {
    selector: Selector,
    /// The specificity, then the position: of equal rules, the later rule wins.
    weight: (usize, usize),
    /// The number of parts of the selector, each a step.
    parts: usize,
    /// The number of parts that may be compared with all siblings.
    sibling_parts: usize,
    /// Shared by all selectors of the rule.
    declarations: Rc<[(Declaration, bool)]>,
}

/// The rules of all style elements of a page.
#[derive(Default)]
pub(super) struct StyleSheet {
    rules: Vec<Rule>,
    /// Indices into `rules`.
    by_key: HashMap<Key, Vec<usize>>,
    /// True if the page has style sheets outside.
    is_incomplete: bool,
    /// True if there were more rules than the limit.
    is_truncated: bool,
    /// The steps taken so far.
    steps: Cell<usize>,
    /// The number of children of each element, once counted.
    children: RefCell<HashMap<NodeId, usize>>,
}

impl StyleSheet {
    /// Parses the `<style>` elements of `page`, with at most `max_rules` rules.
    pub(super) fn new(page: &scraper::Html, max_rules: usize) -> Self {
        let mut sheet = StyleSheet::default();
        for element in page.root_element().descendent_elements() {
            match element.value().name() {
                "style" => sheet.read(&element.text().collect::<String>(), MAX_NESTING, max_rules),
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

    /// The style of the page without any rules.
    pub(super) fn page_style(&self) -> InheritedStyle {
        InheritedStyle::page(!self.is_incomplete)
    }

    /// True if rules were skipped, because there were too many or their matching took too many steps.
    pub(super) fn is_exhausted(&self) -> bool {
        self.is_truncated || self.has_no_steps()
    }

    fn has_no_steps(&self) -> bool {
        self.steps.get() >= MAX_STEPS
    }

    /// The style of `element` in a parent of style `around`.
    pub(super) fn style_of(&self, element: ElementRef<'_>, around: &InheritedStyle) -> (OwnStyle, InheritedStyle) {
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
        own.finish(&mut style);
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
        let candidates =
            keys.filter_map(|key| self.by_key.get(&key)).flatten().filter_map(|&rule| self.rules.get(rule));
        let mut rules = Vec::new();
        for rule in candidates {
            let sibling_steps =
                if rule.sibling_parts > 0 { rule.sibling_parts.saturating_mul(self.siblings(element)) } else { 0 };
            let steps = sibling_steps.saturating_add(rule.parts + rule.declarations.len());
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

    /// The number of children of the parent.
    fn siblings(&self, element: ElementRef<'_>) -> usize {
        let parent = element.parent();
        parent.map_or(0, |parent| {
            *self.children.borrow_mut().entry(parent.id()).or_insert_with(|| parent.children().count())
        })
    }

    fn read(&mut self, source: &str, nesting: usize, max_rules: usize) {
        self.is_incomplete |= source.contains("@import");
        for (prelude, body) in blocks(&without_comments(source)) {
            if self.is_truncated || nesting == 0 {
                return;
            }
            match prelude.split_once(|c: char| c.is_whitespace() || c == '(') {
                Some(("@media", _)) if applies(&prelude) => self.read(&body, nesting - 1, max_rules),
                Some(("@supports" | "@layer" | "@container", _)) => self.read(&body, nesting - 1, max_rules),
                _ if prelude.starts_with('@') => {}
                _ => self.rule(&prelude, &body, max_rules),
            }
        }
    }

    fn rule(&mut self, selectors: &str, body: &str, max_rules: usize) {
        let declarations: Rc<[_]> = declarations(body).into();
        if declarations.is_empty() {
            return;
        }
        for selector in selectors.split(',').map(str::trim) {
            if self.rules.len() >= max_rules.min(MAX_RULES) {
                self.is_truncated = true;
                return;
            }
            // Generated content may be drawn below the text of the element.
            let base = ["::before", "::after", ":before", ":after"].iter().find_map(|part| selector.strip_suffix(part));
            let declarations = match base {
                None => Rc::clone(&declarations),
                Some(_)
                    if declarations
                        .iter()
                        .any(|(one, _)| matches!(one, Declaration::Background(paint) if *paint != Paint::None)) =>
                {
                    Rc::new([(Declaration::Background(Paint::Unknown), false)])
                }
                Some(_) => continue,
            };
            let name = base.unwrap_or(selector);
            let Ok(selector) = Selector::parse(name) else { continue };
            let css = selector.to_css_string();
            // `:has` may look at all descendants, which takes too many steps.
            if css.contains(":has(") {
                continue;
            }
            let parts = 1 + css.len() / BYTES_PER_PART;
            let sibling_parts = SIBLING_SELECTORS.iter().map(|part| css.matches(part).count()).sum();
            let weight = (specificity(name), self.rules.len());
            self.by_key.entry(key(name)).or_default().push(self.rules.len());
            self.rules.push(Rule { selector, weight, parts, sibling_parts, declarations });
        }
    }
}

/// The declarations in the attributes of old pages. Every rule overrides them.
fn attributes(element: ElementRef<'_>) -> Vec<(Declaration, bool)> {
    let color = |name: &str| element.attr(name).map(|value| paint(&value.to_ascii_lowercase()));
    let mut found = Vec::new();
    let is_closed = element.value().name() == "dialog" && element.attr("open").is_none();
    if is_closed || element.attr("hidden").is_some() {
        found.push((Declaration::NotDisplayed(true), false));
    }
    found.extend(color("bgcolor").map(|paint| (Declaration::Background(paint), false)));
    found.extend(element.attr("background").map(|_| (Declaration::Background(Paint::Unknown), false)));
    let ink = match element.value().name() {
        "font" => color("color"),
        "body" => color("text"),
        _ => None,
    };
    found.extend(ink.map(|paint| (Declaration::Color(paint), false)));
    found
}

/// True if a media query applies to a screen of the usual width.
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
            && width("max-width").is_none_or(|most| most >= WINDOW_WIDTH)
            && width("min-width").is_none_or(|least| least <= WINDOW_WIDTH)
    })
}

/// The blocks of a style sheet, each with the selector or at-rule before it.
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
            // The end of a statement without a block.
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

/// The key of a selector: the id, class or tag in its last compound.
fn key(selector: &str) -> Key {
    let last = selector.rsplit([' ', '>', '+', '~']).next().unwrap_or_default();
    // Conditions in brackets are not part of a name.
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

/// The specificity of a selector: ids count more than classes, and classes more than tags.
fn specificity(selector: &str) -> usize {
    let count = |marks: &[char]| selector.matches(marks).count();
    let tags = selector.split([' ', '>', '+', '~']).filter(|part| part.starts_with(|c: char| c.is_ascii_alphabetic()));
    count(&['#']) * 10_000 + count(&['.', '[', ':']) * 100 + tags.count()
}
