//! Reads the rules of the style sheets of a page.

use std::rc::Rc;

use scraper::ElementRef;

use super::{Rule, StyleSheet};
use crate::formats::color::Paint;
use crate::formats::html::css_effects::{CONDITION, Declaration, Mark};
use crate::formats::html::css_syntax::{self, Item, Stated};
use crate::formats::html::css_variables::{Effect, effects};
use crate::formats::html::element_style::{InheritedStyle, OwnStyle, Variables};
use crate::formats::html::selector_rules::ParsedSelector;
use crate::formats::html::{data_url, media_query};

/// The most selectors of all rules. The largest frameworks have some ten thousand.
const MAX_RULES: usize = 100_000;
/// The depth of nested rules. People nest three.
const MAX_NESTING: usize = 8;
/// Bytes of the selectors around a nested rule, beyond which it is not read.
const MAX_PARENTS: usize = 512;
/// Style sheets that import one another are read to this depth.
const MAX_IMPORTS: usize = 3;
/// The layer of rules outside all layers, which win.
const NO_LAYER: usize = usize::MAX;
/// Selectors of content that style adds before and behind an element.
const GENERATED: [&str; 4] = ["::before", "::after", ":before", ":after"];
/// Signs that stand between facts.
const SIGNS: &str = "|•·–—/-,:;▪∙";
/// The doubt of text that generated content may cover.
const COVERED: usize = 8;
/// Generated space before is this property of [`Mark::Room`]; space behind is the next.
const GENERATED_ROOM: usize = 4;
/// A shorter word is a sign.
const SHORTEST_WORD: usize = 3;
/// Endings of addresses of pictures.
const PICTURES: [&str; 5] = [".png", ".svg", ".gif", ".jpg", ".webp"];

/// The surroundings of a rule.
#[derive(Clone)]
struct Context {
    /// The selectors of the rule around; empty at the top.
    parents: Vec<String>,
    layer: usize,
    /// False inside a condition that cannot be decided.
    is_certain: bool,
    imports: usize,
}

impl StyleSheet {
    /// Parses the `<style>` elements of `page`, with at most `max_rules` rules.
    pub(in crate::formats::html) fn new(page: &scraper::Html, max_rules: usize) -> Self {
        let mut sheet = StyleSheet::default();
        let top = Context { parents: Vec::new(), layer: NO_LAYER, is_certain: true, imports: MAX_IMPORTS };
        for element in page.root_element().descendent_elements() {
            sheet.elements += 1;
            let name = element.value().name();
            if !matches!(name, "style" | "link" | "script") {
                continue;
            }
            let Some(is_certain) = decided(element.attr("media").map_or(Some(true), media_query::media)) else {
                continue;
            };
            let context = Context { is_certain, ..top.clone() };
            match name {
                "style" => sheet.read_source(&element.text().collect::<String>(), &context, max_rules),
                "link" if element.attr("rel").is_some_and(|rel| rel.to_ascii_lowercase().contains("stylesheet")) => {
                    sheet.import(element.attr("href").unwrap_or_default(), &context, max_rules);
                }
                "script" => sheet.is_doubtful.set(sheet.is_doubtful.get() || hides(element)),
                _ => {}
            }
        }
        sheet
    }

    fn read_source(&mut self, source: &str, context: &Context, max_rules: usize) {
        self.read(css_syntax::sheet(source, MAX_NESTING), context, max_rules);
    }

    /// Reads a sheet that is part of the address; others are missing.
    fn import(&mut self, address: &str, context: &Context, max_rules: usize) {
        match data_url::text(address).filter(|_| context.imports > 0) {
            Some(source) => {
                let context = Context { imports: context.imports - 1, ..context.clone() };
                self.read_source(&source, &context, max_rules);
            }
            None => self.is_incomplete = true,
        }
    }

    fn read(&mut self, items: Vec<Item>, context: &Context, max_rules: usize) {
        let (own, inner): (Vec<Item>, Vec<Item>) =
            items.into_iter().partition(|item| matches!(item, Item::Declaration(_)));
        let own: Vec<Stated> = own.into_iter().filter_map(Item::declaration).collect();
        let content =
            own.iter().rev().find(|stated| stated.property == "content").map(|stated| generated(&stated.value));
        let generates = |selector: &String| GENERATED.iter().any(|part| selector.ends_with(part));
        if own.iter().any(adds_words) && context.parents.iter().any(generates) {
            self.is_doubtful.set(true);
        }
        if !own.is_empty() {
            self.rule(effects(own), content, context, max_rules);
        }
        for item in inner {
            if self.is_truncated {
                return;
            }
            match item {
                Item::Rule(selectors, items) => match nested(&context.parents, &selectors) {
                    Some(parents) => self.read(items, &Context { parents, ..context.clone() }, max_rules),
                    None => self.is_doubtful.set(true),
                },
                Item::AtRule(name, prelude, items) => self.at_rule(&name, &prelude, items, context, max_rules),
                Item::Declaration(_) => {}
            }
        }
    }

    fn at_rule(&mut self, name: &str, prelude: &str, items: Vec<Item>, context: &Context, max_rules: usize) {
        let holds = match name {
            "media" => media_query::media(prelude),
            "supports" => media_query::supports(prelude),
            "container" => None,
            "layer" => return self.layer(prelude, items, context, max_rules),
            "scope" => {
                let root = prelude.split(" to ").next().unwrap_or_default().trim();
                let root = root.strip_prefix('(').and_then(|root| root.strip_suffix(')')).unwrap_or(":root");
                let parents = vec![format!(":is({root})")];
                return self.read(items, &Context { parents, ..context.clone() }, max_rules);
            }
            "import" => {
                let address = prelude.trim_start_matches("url(").split([')', ' ']).next().unwrap_or_default();
                return self.import(address.trim_matches(['"', '\'']), context, max_rules);
            }
            "property" => {
                let mut stated = items.into_iter().filter_map(Item::declaration);
                let initial = stated.find(|stated| stated.property == "initial-value");
                self.variables.extend(initial.map(|stated| (prelude.to_owned(), stated.value)));
                return;
            }
            name if name.ends_with("keyframes") => {
                let frames =
                    items.into_iter().filter_map(|frame| if let Item::Rule(_, it) = frame { Some(it) } else { None });
                let stated = frames.flatten().filter_map(Item::declaration).collect();
                self.hides_by_animation |= effects(stated).iter().any(Effect::may_hide);
                return;
            }
            _ => return,
        };
        if let Some(is_certain) = decided(holds) {
            self.read(items, &Context { is_certain: is_certain && context.is_certain, ..context.clone() }, max_rules);
        }
    }

    fn layer(&mut self, names: &str, items: Vec<Item>, context: &Context, max_rules: usize) {
        let mut last = NO_LAYER;
        for name in names.split(',').map(str::trim) {
            let known = self.layers.iter().position(|layer| layer == name && !name.is_empty());
            last = known.unwrap_or_else(|| {
                self.layers.push(name.to_owned());
                self.layers.len() - 1
            });
        }
        self.read(items, &Context { layer: last, ..context.clone() }, max_rules);
    }

    fn rule(&mut self, effects: Vec<Effect>, content: Option<Content>, context: &Context, max_rules: usize) {
        let may_hide = effects.iter().any(Effect::may_hide);
        let effects: Rc<[Effect]> = match context.is_certain {
            true => effects.into(),
            false if may_hide => [Effect::known(Declaration::Marked(Mark::Doubtful, CONDITION, true))].into(),
            false => return,
        };
        for selector in &context.parents {
            if self.rules.len() >= max_rules.min(MAX_RULES) {
                self.is_truncated = true;
                return;
            }
            // Generated content may be drawn below the text of the element.
            let base = GENERATED.iter().find_map(|part| selector.strip_suffix(part));
            let effects = match base {
                None => Rc::clone(&effects),
                Some(_) => {
                    let added = beside(&effects, content, selector.ends_with("before"));
                    if added.is_empty() {
                        continue;
                    }
                    added.into()
                }
            };
            match ParsedSelector::parse(base.unwrap_or(selector)) {
                Some(parsed) => {
                    let weight = (context.layer, parsed.specificity, self.rules.len());
                    self.by_key.entry(parsed.key.clone()).or_default().push(self.rules.len());
                    self.rules.push(Rule { selector: parsed, weight, effects });
                }
                // Selectors of other browsers begin with a dash.
                None if may_hide && !selector.contains("::") && !selector.contains(":-") => self.is_doubtful.set(true),
                None => {}
            }
        }
    }
}

/// What generated content shows between the words beside it.
#[derive(Clone, Copy, PartialEq)]
enum Content {
    Nothing,
    Space,
    Sign,
}

/// What a value of `content` shows. Its strings are written like addresses, `url(…)`.
fn generated(value: &str) -> Content {
    let strings = value.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    let shown: String = strings.collect();
    match shown {
        shown if shown.contains(|c| SIGNS.contains(c)) && !shown.contains(char::is_alphanumeric) => Content::Sign,
        shown if shown.contains(char::is_whitespace) => Content::Space,
        _ => Content::Nothing,
    }
}

/// The effects on an element of a rule for the content that is generated before or behind it.
fn beside(effects: &[Effect], content: Option<Content>, before: bool) -> Vec<Effect> {
    let mut added = Vec::new();
    // It may be drawn below the text of the element, or over it.
    if effects.iter().any(Effect::paints) {
        added.push(Effect::known(Declaration::Background(Paint::Unknown)));
    }
    let around = InheritedStyle::page(true, Variables::default());
    let (mut own, mut style) = (OwnStyle::default(), around.clone());
    effects.iter().for_each(|effect| {
        effect.each(&Variables::default(), false, |declaration| own.apply(declaration, &around, &mut style));
    });
    if own.covers(around.background) {
        added.push(Effect::known(Declaration::Marked(Mark::Doubtful, COVERED, true)));
    }
    if let Some(content) = content {
        let side = usize::from(!before);
        added.push(Effect::known(Declaration::Marked(Mark::Sign, side, content == Content::Sign)));
        added.push(Effect::known(Declaration::Marked(Mark::Room, GENERATED_ROOM + side, content == Content::Space)));
    }
    added
}

/// True for a `content` of words, which a browser adds to the page. A sign, an icon or a picture is no word.
fn adds_words(stated: &Stated) -> bool {
    let is_word = |word: &str| word.len() >= SHORTEST_WORD && word.chars().all(char::is_alphabetic);
    // The value of a string is written like that of an address, `url(…)`.
    let mut strings = stated.value.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    let is_picture = |text: &str| text.contains('/') || PICTURES.iter().any(|ending| text.ends_with(ending));
    let says = |text: &str| !is_picture(text) && text.split([' ', ':', ',', '.']).any(is_word);
    stated.property == "content" && (stated.value.contains("attr(") || strings.any(says))
}

/// True for what holds, false for what cannot be decided, `None` for what does not hold.
fn decided(holds: Option<bool>) -> Option<bool> {
    match holds {
        Some(true) => Some(true),
        Some(false) => None,
        None => Some(false),
    }
}

/// The selectors of a rule inside a rule with the selectors `parents`. `None` if they would be too long.
fn nested(parents: &[String], selectors: &str) -> Option<Vec<String>> {
    let selectors = css_syntax::split_commas(selectors);
    if parents.is_empty() {
        return Some(selectors);
    }
    let around = parents.join(",");
    if around.len() > MAX_PARENTS {
        return None;
    }
    let around = format!(":is({around})");
    let inside = |selector: String| match selector.contains('&') {
        true => selector.replace('&', &around),
        false => format!("{around} {selector}"),
    };
    Some(selectors.into_iter().map(inside).collect())
}

/// True if a program of the page may hide text.
fn hides(script: ElementRef<'_>) -> bool {
    let source: String = script.text().collect();
    [".style", ".hidden", "classList", "cssText", "setAttribute(\"style\""].iter().any(|mark| source.contains(mark))
}
