//! The style sheets of a page: finds the rules that match an element and applies them in the order of CSS.

mod read_rules;

use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::rc::Rc;

use ego_tree::NodeId;
use scraper::ElementRef;

use super::css_syntax;
use super::css_variables::{Effect, effects, substituted};
use super::element_style::{InheritedStyle, OwnStyle, Variables};
use super::presentation::attributes;
use super::selector_rules::{Key, ParsedSelector, keys_of};

/// The most steps to match rules with elements and apply declarations. Large sites take some hundred thousand.
const MAX_STEPS: usize = 2_000_000;
/// The most steps of rules with `:has`, which may look at all descendants. Beyond, such rules are not applied.
const MAX_HAS_STEPS: usize = 1_000_000;

struct Rule {
    selector: ParsedSelector,
    /// The number of the layer, the specificity, then the position: of equal rules, the later rule wins.
    weight: (usize, usize, usize),
    /// Shared by all selectors of the rule.
    effects: Rc<[Effect]>,
}

/// The rules of all style elements of a page.
#[derive(Default)]
pub(super) struct StyleSheet {
    rules: Vec<Rule>,
    /// Indices into `rules`.
    by_key: HashMap<Key, Vec<usize>>,
    layers: Vec<String>,
    /// The first values of custom properties.
    variables: Variables,
    /// True if the page has style sheets outside.
    is_incomplete: bool,
    /// True if there were more rules than the limit.
    is_truncated: bool,
    /// True if an animation may hide text.
    hides_by_animation: bool,
    /// True if rules that may hide text were not applied, or a program may hide it.
    pub is_doubtful: Cell<bool>,
    /// The steps taken so far.
    steps: Cell<usize>,
    has_steps: Cell<usize>,
    /// The number of elements of the page.
    elements: usize,
    /// The number of children of each element, once counted.
    children: RefCell<HashMap<NodeId, usize>>,
}

impl StyleSheet {
    /// The style of the page without any rules.
    pub(super) fn page_style(&self) -> InheritedStyle {
        InheritedStyle::page(!self.is_incomplete, self.variables.clone())
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
        let (mut own, mut style) = (OwnStyle::default(), around.clone());
        let hints = attributes(element);
        let inline = element.attr("style").map(|source| effects(css_syntax::declarations(source))).unwrap_or_default();
        let mut rules = self.rules_for(element);
        rules.sort_by_key(|rule| rule.weight);
        let stated = || rules.iter().flat_map(|rule| rule.effects.iter());
        let copied = set_variables(&mut style, stated().chain(&inline));
        self.steps.set(self.steps.get().saturating_add(copied));
        let is_drawing = super::page_nodes::is_drawing(element.value());
        let mut apply = |declaration, style: &mut InheritedStyle| own.apply(declaration, around, style);
        hints.into_iter().for_each(|declaration| apply(declaration, &mut style));
        for effect in stated().chain(&inline).filter(|effect| !effect.is_important()) {
            effect.each(&style.variables.clone(), is_drawing, |declaration| apply(declaration, &mut style));
        }
        // Of important rules, those of the first layer win.
        rules.sort_by_key(|rule| (Reverse(rule.weight.0), rule.weight.1, rule.weight.2));
        let stated = rules.iter().flat_map(|rule| rule.effects.iter());
        for effect in stated.chain(&inline).filter(|effect| effect.is_important()) {
            effect.each(&style.variables.clone(), is_drawing, |declaration| apply(declaration, &mut style));
        }
        own.finish(&mut style);
        style.is_doubtful |= own.is_animated && self.hides_by_animation;
        (own, style)
    }

    fn rules_for(&self, element: ElementRef<'_>) -> Vec<&Rule> {
        if self.rules.is_empty() {
            return Vec::new();
        }
        let candidates = keys_of(element).filter_map(|key| self.by_key.get(&key)).flatten();
        let mut rules = Vec::new();
        for rule in candidates.filter_map(|&rule| self.rules.get(rule)) {
            let selector = &rule.selector;
            let sibling_steps = match selector.sibling_parts {
                0 => 0,
                parts => parts.saturating_mul(self.siblings(element)),
            };
            let steps = sibling_steps.saturating_add(selector.parts + rule.effects.len());
            self.steps.set(self.steps.get().saturating_add(steps));
            if self.has_no_steps() {
                break;
            }
            if selector.has_parts > 0 {
                let steps = selector.has_parts.saturating_mul(self.elements);
                self.has_steps.set(self.has_steps.get().saturating_add(steps));
                if self.has_steps.get() > MAX_HAS_STEPS {
                    self.is_doubtful.set(self.is_doubtful.get() || rule.effects.iter().any(Effect::may_hide));
                    continue;
                }
            }
            if selector.matches(element) {
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
}

/// Sets the custom properties that an element states. Returns the number of properties copied, each a step.
fn set_variables<'a>(style: &mut InheritedStyle, stated: impl Iterator<Item = &'a Effect>) -> usize {
    let variables: Vec<(&str, &str)> = stated.filter_map(Effect::variable).collect();
    if variables.is_empty() {
        return 0;
    }
    let set = Rc::make_mut(&mut style.variables);
    // A property may be made of others of the same element, in any order.
    set.extend(variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    let is_open = |name: &&str| set.get(*name).is_some_and(|value| value.contains("var("));
    let open: Vec<&str> = variables.iter().map(|(name, _)| *name).filter(is_open).collect();
    let values: Vec<Option<String>> = open.iter().map(|name| substituted(set.get(*name)?, &*set)).collect();
    for (name, value) in open.into_iter().zip(values) {
        match value {
            Some(value) => drop(set.insert(name.to_owned(), value)),
            None => drop(set.remove(name)),
        }
    }
    set.len()
}
