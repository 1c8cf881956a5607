//! Turns an item of a posting into a criterion: its kind, priority, weight and parts.

mod alternatives;
pub(super) mod asked_time;
mod certificate;
mod certificate_level;
mod certificate_names;
mod certificate_patterns;
mod certificate_phrase;
mod clauses;
mod compounds;
mod criterion;
mod degree_parts;
mod label;
mod language;
mod part_of_time;
mod products;
mod short;
mod telling_words;
mod titles;
mod tool;
mod tool_lists;
mod trade_training;
mod trait_words;

use super::Importer;
use super::corpus::{PostingSection, PostingWords};
use super::draft_criterion::{DraftCriterion, DraftPart, RecognisedBy};
use super::items::Item;
use super::posting_lines::folded;
use super::recognise::Recognised;
use crate::catalog::Kind;
use rolefit_document::Span;

pub(crate) use asked_time::spoken as spoken_months;
pub(super) use clauses::split_demands;
use criterion::{criterion, title_criterion_of};
use label::{exact_pattern, part_name};
pub(super) use titles::title_criterion;
pub(super) use trait_words::proxy_words;
use trait_words::without;

/// The data that items are typed with, apart from the item.
pub(super) struct Context<'a> {
    importer: &'a Importer,
    /// The position's title.
    title: &'a str,
    /// The way in which the position's title is recognised.
    recognised_by: RecognisedBy,
}

impl<'a> Context<'a> {
    /// Returns the context for the position `title`.
    pub(super) fn new(title: &'a str, importer: &'a Importer) -> Self {
        Self { importer, title, recognised_by: titles::recognised_by(title, importer) }
    }

    fn posting_words(&self) -> &'a PostingWords {
        &self.importer.posting_words
    }
}

/// Returns the label of a duty, and a part that recognises it by telling words.
pub(super) fn by_telling_words(text: &str, importer: &Importer) -> Option<(String, DraftPart)> {
    let context = Context { importer, title: "", recognised_by: RecognisedBy::Titles(Vec::new(), Vec::new()) };
    Some((label::label(text, &importer.posting_words), telling_words::part(text, &context)?))
}

/// The result of typing an item.
pub(super) struct TypedItem {
    pub typed: ItemOutcome,
    /// Titles that the item names.
    pub titles: Vec<String>,
    /// Advice for the author of the posting.
    pub warnings: Vec<String>,
}

/// The outcome of an item.
pub(super) enum ItemOutcome {
    Criterion(DraftCriterion),
    Refused(String),
    LeftOut(String),
}

/// Types `item`.
pub(super) fn read(item: &Item, context: &Context<'_>) -> TypedItem {
    let recogniser = &context.importer.recogniser;
    let found = recogniser.read(&item.text);
    let left = |reason: &str| TypedItem {
        typed: ItemOutcome::LeftOut(reason.into()),
        titles: Vec::new(),
        warnings: Vec::new(),
    };
    // "Administer EEO records" is work; "we are an equal opportunity employer" is a statement.
    if found.statement && !(item.is_duty && recogniser.begins_with_verb(&item.text)) {
        return left("says that nobody is turned away");
    }
    if let Some((label, span)) = found.traits.first() {
        let reason = format!("it names {label}, a protected trait (\u{201c}{}\u{201d})", span.slice(&item.text));
        return TypedItem { typed: ItemOutcome::Refused(reason), titles: Vec::new(), warnings: Vec::new() };
    }
    if found.waived && !item.is_duty {
        return match clauses::without_waived(item, recogniser) {
            Some(asked) => read(&asked, context),
            None => left("says that it is not asked for"),
        };
    }
    let mut warnings = proxy_words(&item.text, &found);
    warnings.extend(found.lawful.first().map(|span| {
        format!("\u{201c}{}\u{201d} is a least age that the law sets: see to it when hiring", span.slice(&item.text))
    }));
    if found.documents && !item.is_duty {
        return left("asks for documents, or is a note of the page");
    }
    if (found.call || found.employer) && found.requirement.is_none() && found.demands.is_empty() {
        return left("calls upon the reader, or tells of the employer");
    }
    // Words that may stand for a protected trait, and least ages, are cut out of the text.
    let is_lawful = !found.lawful.is_empty();
    let text = without(&item.text, found.proxies.iter().map(|(_, span)| *span).chain(found.lawful.iter().copied()));
    let found = if warnings.is_empty() { found } else { recogniser.read(&text) };
    let (titles, mut typed) = titles_and_criterion(item, &text, &found, context);
    if let Some(criterion) = &mut typed {
        telling_words::add_beside(&mut criterion.parts, criterion.kind, &text, &found, context);
    }
    // Words that were cut out may have been the point of the line, so a rest in free words is no criterion.
    let typed = match typed {
        Some(criterion) if !criterion.parts.iter().all(is_free) => ItemOutcome::Criterion(criterion),
        _ if is_lawful => ItemOutcome::LeftOut("a least age that the law sets is no criterion".into()),
        _ if !warnings.is_empty() => ItemOutcome::LeftOut("only words that stand for a protected trait".into()),
        Some(_) if found.negated => {
            ItemOutcome::LeftOut("it says what is not wanted, which no words of a resume show".into())
        }
        Some(criterion) => ItemOutcome::Criterion(criterion),
        None => ItemOutcome::LeftOut("too few words to recognise it by".into()),
    };
    let typed = match typed {
        // The label and text leave out the words that were warned of. A language keeps them, since they state its
        // level.
        ItemOutcome::Criterion(criterion) if !warnings.is_empty() && criterion.kind != Kind::Language => {
            let label = label::label(&text, context.posting_words());
            let label = if criterion.kind == Kind::Title { criterion.label } else { label };
            ItemOutcome::Criterion(DraftCriterion { label, text, ..criterion })
        }
        typed => typed,
    };
    TypedItem { typed, titles, warnings }
}

/// Returns the titles that an item names, and its criterion. `text` is the item's text without words that may stand for
/// a trait.
fn titles_and_criterion(
    item: &Item,
    text: &str,
    found: &Recognised,
    context: &Context<'_>,
) -> (Vec<String>, Option<DraftCriterion>) {
    let posting_words = context.posting_words();
    if item.is_duty {
        // A duty is never a certificate, nor a question of place and hours.
        let mut parts = parts_of_demands(found, context);
        let kind = |part: &DraftPart| posting_words.demands.get(&part.name).map(|demand| demand.kind);
        parts.retain(|part| !matches!(kind(part), Some(Kind::Logistics | Kind::Certification)));
        let parts = non_empty(parts).or_else(|| telling_words::part(text, context).map(|part| vec![part]));
        return (Vec::new(), parts.map(|parts| criterion(item, Kind::Duty, parts, found, context)));
    }
    let text = &compounds::apart(text);
    let months = asked_time::months(text, posting_words);
    let degrees = degree_parts::parts(text, context);
    // "Or a related field, or equivalent experience" is an alternative to the degree.
    let first = text.split(" or ").next().unwrap_or(text);
    let is_degree = || {
        let starts =
            !degree_parts::parts(first, context).is_empty() && asked_time::months(first, posting_words).is_none();
        let names_title = !super::position_title::opened(text, posting_words, &context.importer.vocabulary).is_empty();
        starts && !names_title
    };
    if let Some(part) = trade_training::part(text, &degrees, context) {
        return (Vec::new(), Some(criterion(item, Kind::Certification, vec![part], found, context)));
    }
    if !degrees.is_empty() && is_degree() {
        return (Vec::new(), Some(criterion(item, Kind::Education, degrees, found, context)));
    }
    if let Some((titles, part)) = titles::asked(text, months, found, context) {
        let named = titles.first().map_or(context.title, String::as_str).to_owned();
        return (titles, Some(title_criterion_of(item, &named, part, found, context)));
    }
    if !degrees.is_empty() {
        return (Vec::new(), Some(criterion(item, Kind::Education, degrees, found, context)));
    }
    // "Native speaker" gives a warning, and still states the level of the language.
    let languages = language::parts(&compounds::apart(&item.text), context);
    let mut certificates = certificate_names::parts(text, found, context);
    // "TechIOSH or GradIOSH membership" names no tools.
    let is_manner = |part: &DraftPart| posting_words.languages.manners.contains(&part.name);
    let tools = if certificates.is_empty() { tool::parts(text, found, context) } else { Vec::new() };
    if certificates.is_empty() {
        certificates = certificate::parts(text, found, context);
    }
    let mut known = parts_of_demands(found, context);
    // "English, spoken and written" asks for no more than English.
    let in_text = folded(text);
    known.retain(|part| languages.is_empty() || !is_manner(part) || in_text.contains(&part.name));
    certificate_level::require(&mut known, found, text, context);
    let mut parts = alternatives::joined(known, found, text, context);
    // "Two years in credit analysis" asks for the trade, not for an analytical mind.
    let is_general = |part: &DraftPart| posting_words.general.entries.contains(&part.name);
    if months.is_some() && !parts.is_empty() && parts.iter().all(is_general) {
        parts = telling_words::part(text, context).map_or(parts, |trade| vec![trade]);
    }
    let kind_of = |part: &DraftPart| {
        // Alternatives have the name of the first one in front.
        let first = part.name.split("_or_").next().unwrap_or_default();
        let demand = posting_words.demands.get(&part.name).or_else(|| posting_words.demands.get(first));
        demand.map_or(Kind::Competency, |demand| demand.kind)
    };
    let any = |parts: &[DraftPart], kind: Kind| parts.iter().any(|part| kind_of(part) == kind);
    let works = telling_words::speaks_of_experience(text) || months.is_some();
    let kind = match () {
        () if any(&parts, Kind::Tool) || !tools.is_empty() => Kind::Tool,
        () if !languages.is_empty() => Kind::Language,
        () if any(&parts, Kind::Certification) || !certificates.is_empty() => Kind::Certification,
        () if !parts.is_empty() && parts.iter().all(|part| kind_of(part) == Kind::Logistics) => Kind::Logistics,
        () if parts.is_empty() && certificate::is_asked_first(text, context) => Kind::Certification,
        () if months.is_some() => Kind::Experience,
        () if works && (parts.is_empty() || any(&parts, Kind::Experience)) => Kind::Experience,
        () => Kind::Competency,
    };
    // A suite is shown by any of its programs, which would answer for the other tool too.
    let is_suite = |part: &DraftPart| posting_words.demands.get(&part.name).is_some_and(|it| !it.includes.is_empty());
    let one_tool = |part: &DraftPart| kind_of(part) == Kind::Tool && !is_suite(part);
    let all_tools = parts.iter().all(one_tool) && languages.is_empty() && certificates.is_empty();
    if !tools.is_empty() && !parts.is_empty() && all_tools && tool::any_will_do(text, context) {
        parts = alternatives::any_of(parts.into_iter().chain(tools).collect(), context);
    } else if kind == Kind::Certification && languages.is_empty() && certificate_names::any_will_do(text) {
        parts = alternatives::any_of(parts.into_iter().chain(certificates).collect(), context);
    } else {
        parts.extend(tools.into_iter().chain(languages).chain(certificates));
    }
    if parts.is_empty() {
        let asks_for_time = months.is_some() || item.section == PostingSection::Duties;
        let short = || if asks_for_time { None } else { short::part(text, context) };
        let named = short().filter(short::is_of_name);
        let trade = || telling_words::trade(text, months, context);
        let part = named.or_else(trade).or_else(|| telling_words::part(text, context)).or_else(short);
        parts.extend(part);
    }
    if parts.is_empty() && months.is_some() {
        let part = titles::own(months, context);
        return (Vec::new(), Some(title_criterion_of(item, context.title, part, found, context)));
    }
    if let Some(months) = months {
        alternatives::with_other_half(&mut parts, found, text, context);
        // The time belongs to the first part.
        parts.iter_mut().take(1).for_each(|part| part.min_months = Some(months));
    }
    (Vec::new(), non_empty(parts).map(|parts| criterion(item, kind, parts, found, context)))
}

/// True if `text` asks for a title.
pub(super) fn asks_for_title(text: &str, context: &Context<'_>) -> bool {
    let section = PostingSection::Requirements;
    let item = Item { line: 0, text: text.to_owned(), is_prose: false, is_duty: false, section };
    matches!(read(&item, context).typed, ItemOutcome::Criterion(criterion) if criterion.kind == Kind::Title)
}

/// True if the part is recognised by telling words or hints alone.
fn is_free(part: &DraftPart) -> bool {
    let RecognisedBy::Own(entry) = &part.recognised_by else {
        return matches!(part.recognised_by, RecognisedBy::Words { .. });
    };
    entry.names.is_empty() && entry.deeds.is_empty() && entry.claims.is_empty()
}

fn non_empty<T>(items: Vec<T>) -> Option<Vec<T>> {
    (!items.is_empty()).then_some(items)
}

/// Returns a part for each vocabulary entry and demand that was recognised.
fn parts_of_demands(found: &Recognised, context: &Context<'_>) -> Vec<DraftPart> {
    let vocabulary = &context.importer.vocabulary;
    let part = |(id, _): &(String, Span)| {
        let own = || Some(RecognisedBy::Own(Box::new(context.posting_words().demands.get(id)?.shown_by.clone()?)));
        let recognised_by =
            if vocabulary.entries.contains_key(id) { Some(RecognisedBy::Use(id.clone())) } else { own() };
        Some(DraftPart::new(id.clone(), recognised_by?))
    };
    found.demands.iter().filter_map(part).collect()
}

#[cfg(test)]
mod tests;
