//! Finds text in layers ("optional content") that are switched off when a file is opened; such text is hidden.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};
use rustc_hash::FxHashSet;

use super::placed_glyph::{PlacedGlyph, count_words};

/// Expressions nested deeper are taken for true.
const MAX_NESTING: usize = 16;

/// Files to draw the pages of another by: their catalogs say which layers are off.
pub(super) struct Layers {
    /// The layers that a reader sees.
    pub seen: Pdf,
    /// All layers.
    pub all: Pdf,
}

/// Returns the layers of `pdf`, if any is off. `expressions` are its groups of layers that depend on an expression.
pub(super) fn layers(pdf: &Pdf, expressions: &[ObjectIdentifier]) -> Option<Layers> {
    let catalog = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id())?;
    let properties = catalog.get::<Dict<'_>>("OCProperties")?;
    let config = properties.get::<Dict<'_>>("D").unwrap_or_else(Dict::empty);
    let groups = |dict: &Dict<'_>, key: &str| -> Vec<ObjectIdentifier> {
        let groups = dict.get::<Array<'_>>(key);
        groups.iter().flat_map(Array::raw_iter).filter_map(|group| group.as_obj_ref().map(Into::into)).collect()
    };
    let mut off = FxHashSet::default();
    if config.get::<Name<'_>>("BaseState").is_some_and(|state| &*state == b"OFF") {
        off.extend(groups(&properties, "OCGs"));
    }
    let on = groups(&config, "ON");
    off.retain(|group| !on.contains(group));
    off.extend(groups(&config, "OFF"));
    // Layers whose usage sets them when the file is viewed.
    let usages = config.get::<Array<'_>>("AS");
    for usage in usages.iter().flat_map(|usages| usages.iter::<Dict<'_>>()) {
        if usage.get::<Name<'_>>("Event").is_some_and(|event| &*event == b"View") {
            off.extend(groups(&usage, "OCGs").into_iter().filter(|&group| is_off_in_views(pdf, group)));
        }
    }
    let is_false = |group: &&ObjectIdentifier| {
        let group = pdf.xref().get::<Dict<'_>>(**group);
        group.and_then(|group| group.get::<Array<'_>>("VE")).is_some_and(|term| !holds(&term, &off, MAX_NESTING))
    };
    let untrue: Vec<ObjectIdentifier> = expressions.iter().filter(is_false).copied().collect();
    off.extend(untrue);
    if off.is_empty() {
        return None;
    }
    let mut off: Vec<ObjectIdentifier> = off.into_iter().collect();
    off.sort_unstable();
    let list: String = off.iter().map(|group| format!("{} {} R ", group.obj_number, group.gen_number)).collect();
    Some(Layers { seen: with_layers_off(&list)?, all: with_layers_off("")? })
}

/// Returns a file in whose catalog these layers are off.
fn with_layers_off(list: &str) -> Option<Pdf> {
    let file = format!(
        "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[{list}]/D<</OFF[{list}]>>>>>> endobj\n\
         2 0 obj <</Type/Pages/Count 1/Kids[3 0 R]>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R>> endobj\n\
         trailer <</Root 1 0 R>>\n%%EOF"
    );
    Pdf::new(file.into_bytes()).ok()
}

/// True if a layer says that it is off when the file is viewed.
fn is_off_in_views(pdf: &Pdf, group: ObjectIdentifier) -> bool {
    let usage = pdf.xref().get::<Dict<'_>>(group).and_then(|group| group.get::<Dict<'_>>("Usage"));
    let view = usage.and_then(|usage| usage.get::<Dict<'_>>("View"));
    view.and_then(|view| view.get::<Name<'_>>("ViewState")).is_some_and(|state| &*state == b"OFF")
}

/// Evaluates an expression of layers: `[/And …]`, `[/Or …]` or `[/Not …]`.
fn holds(term: &Array<'_>, off: &FxHashSet<ObjectIdentifier>, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return true };
    let mut items = term.raw_iter();
    let Some(MaybeRef::NotRef(Object::Name(operator))) = items.next() else { return true };
    let mut operands = items.filter_map(|item| match item {
        MaybeRef::Ref(group) => Some(!off.contains(&group.into())),
        MaybeRef::NotRef(Object::Array(term)) => Some(holds(&term, off, depth)),
        MaybeRef::NotRef(_) => None,
    });
    match &*operator {
        b"And" => operands.all(|is_on| is_on),
        b"Or" => operands.any(|is_on| is_on),
        b"Not" => !operands.next().unwrap_or(false),
        _ => true,
    }
}

/// Returns the number of words in `all` that are not in `shown`.
pub(super) fn hidden_words(all: Vec<PlacedGlyph>, shown: &[PlacedGlyph]) -> usize {
    let key = |glyph: &PlacedGlyph| (glyph.first(), glyph.x.0.to_bits(), glyph.y.to_bits());
    let shown: FxHashSet<_> = shown.iter().map(key).collect();
    let hidden: Vec<PlacedGlyph> = all.into_iter().filter(|glyph| !shown.contains(&key(glyph))).collect();
    count_words(&hidden)
}
