//! Tells what the nodes of a page are: drawings, options, empty elements, descriptions.

use ego_tree::{NodeId, NodeRef};
use scraper::Node;
use scraper::node::Element;

use super::element_style::InheritedStyle;
use crate::formats::visibility::Sight;

/// The namespace of drawings.
const SVG: &str = "http://www.w3.org/2000/svg";
/// Elements of drawings whose text is shown. The text of other elements is a name or description.
const DRAWN: &[&str] = &["a", "text", "textPath", "tspan"];

/// Returns if the text of a node in an element of style `around` is seen; `None` for text of a drawing that is a mere
/// description, which nobody has hidden.
pub(super) fn sight_in(node: NodeRef<'_, Node>, around: &InheritedStyle) -> Option<Sight> {
    let parent = node.parent().and_then(|parent| parent.value().as_element());
    let drawing = parent.filter(|parent| is_drawing(parent));
    let is_shown = drawing.is_none_or(|parent| DRAWN.contains(&parent.name()));
    is_shown.then(|| around.look(drawing.is_some()).sight())
}

/// True for an element of a drawing.
pub(super) fn is_drawing(element: &Element) -> bool {
    &*element.name.ns == SVG
}

pub(super) fn is_summary(node: NodeRef<'_, Node>) -> bool {
    node.value().as_element().is_some_and(|element| element.name() == "summary")
}

/// The option of a list that a browser shows: the chosen one, else the first. `None` for an open list, which shows all.
pub(super) fn chosen(list: NodeRef<'_, Node>) -> Option<NodeId> {
    let has = |node: NodeRef<'_, Node>, name: &str| node.value().as_element().is_some_and(|it| it.attr(name).is_some());
    let is_open = has(list, "multiple")
        || list.value().as_element().and_then(|it| it.attr("size")).is_some_and(|size| size.trim() != "1");
    let options = || list.descendants().filter(|inner| is_element(*inner, "option"));
    let chosen = options().find(|option| has(*option, "selected")).or_else(|| options().next());
    chosen.filter(|_| !is_open).map(|option| option.id())
}

pub(super) fn is_element(node: NodeRef<'_, Node>, name: &str) -> bool {
    node.value().as_element().is_some_and(|it| it.name() == name)
}

/// True if no text is in an element.
pub(super) fn is_empty(node: NodeRef<'_, Node>) -> bool {
    node.descendants().all(|inner| inner.value().as_text().is_none_or(|text| text.trim().is_empty()))
}

/// True if an element holds more than a single letter, which may be the large first letter of a word.
pub(super) fn has_word(node: NodeRef<'_, Node>) -> bool {
    let letters = node.descendants().filter_map(|inner| inner.value().as_text()).flat_map(|text| text.chars());
    letters.filter(|c| !c.is_whitespace()).nth(1).is_some()
}

/// The name of an element, or `div` for an element of a drawing that begins a line.
pub(super) fn layout_name(element: &Element) -> &str {
    let begins_line = match element.name() {
        "text" => true,
        "tspan" => element.attr("y").is_some() || element.attr("dy").is_some(),
        _ => false,
    };
    if begins_line && is_drawing(element) { "div" } else { element.name() }
}
