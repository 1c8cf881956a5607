//! Finds the title of a posting's position, and the titles that a line asks for.

use super::corpus::PostingWords;
use super::plain_title::{named_in_sentence, plain_title};
use super::posting_lines::{Line, folded, place_of};
use super::posting_text::PostingText;
pub(super) use super::title_forms::{cased, id};
use crate::catalog::Vocabulary;
use rolefit_document::single_spaced;

/// Longer lines are not titles.
pub(super) const MOST_WORDS: usize = 9;

/// Letters of a level with a number: "B1", "2a", "E3".
const LONGEST_LEVEL: usize = 3;

/// The title that was found for a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundTitle {
    /// The title.
    pub title: String,
    /// Index of its line, if a line has it.
    pub line: Option<usize>,
    /// True if no line has it, so that it is a guess.
    pub is_guess: bool,
}

/// Returns the position's title; `None` if nothing can be one. The title that structured data or a person gives wins,
/// then a labelled line, a line with the noun of a title, a heading of the page, the first line that can be a title,
/// and the name of the file.
pub(super) fn title(
    posting: &PostingText,
    lines: &[Line],
    posting_words: &PostingWords,
    vocabulary: &Vocabulary,
) -> Option<FoundTitle> {
    let found = |title: &str, line: Option<usize>| FoundTitle { title: title.to_owned(), line, is_guess: false };
    let line_of = |text: &str| lines.iter().position(|line| folded(&line.text) == folded(text));
    if let Some(named) = posting.title.as_deref() {
        let title = bare(named, posting_words);
        return (!title.is_empty()).then(|| found(&title, line_of(named)));
    }
    let mut candidates: Vec<(String, usize)> = Vec::new();
    let mut asks_from = lines.len();
    for (at, line) in lines.iter().enumerate() {
        if let Some(title) = labelled(&line.text, posting_words, vocabulary) {
            return Some(found(&title, Some(at)));
        }
        // Titles below the first requirements belong to other postings.
        if !line.is_item && heads_section(line, posting_words) {
            asks_from = asks_from.min(at);
            if !candidates.is_empty() {
                break;
            }
        }
        // "Baker / Boulangère": a heading in two languages names the title twice.
        let first = line.text.split(" / ").next().unwrap_or_default();
        let is_doubled = first.len() < line.text.len() && (line.is_heading || at == 0);
        let whole = bare(&line.text, posting_words);
        let is_long = !is_title(&whole, posting_words, vocabulary);
        let whole = if is_doubled && is_long { bare(first, posting_words) } else { whole };
        let marked = posting_words.titles.genders.iter().any(|mark| line.text.to_lowercase().contains(mark.as_str()));
        let is_field = line.text.split_once(": ").is_some_and(|(label, _)| folded(label).len() < 3);
        if !line.is_item
            && !is_field
            && (is_title(&whole, posting_words, vocabulary) || (marked && folded(&whole).len() <= MOST_WORDS))
        {
            candidates.push((whole, at));
        }
    }
    let told = lines.iter().enumerate().filter(|(_, line)| !line.is_item || lines.len() < 3);
    for (at, line) in told {
        candidates.extend(opened(&line.text, posting_words, vocabulary).into_iter().take(1).map(|title| (title, at)));
    }
    // A title that only a demand names ("experience as a baker") is weaker than the heading above it.
    if candidates.iter().all(|(_, at)| *at >= asks_from)
        && let Some(plain) = plain_title(posting, lines, asks_from, posting_words)
    {
        return Some(plain);
    }
    // The text repeats its own position; a menu names each title once.
    let texts: Vec<Vec<String>> = lines.iter().map(|line| folded(&line.text)).collect();
    let times = |title: &str| {
        let title = folded(title);
        texts.iter().filter(|words| place_of(words, &title).is_some()).count()
    };
    let mut seen = std::collections::BTreeSet::new();
    candidates.retain(|(title, _)| seen.insert(folded(title)));
    // "A generalist who likes the shop floor", below the heading "HR Generalist", is the same position in short.
    let heads = |at: usize| at == 0 || lines.get(at).is_some_and(|line| line.is_heading);
    let headings: Vec<(Vec<String>, usize)> =
        candidates.iter().filter(|(_, at)| heads(*at)).map(|(title, at)| (folded(title), *at)).collect();
    candidates.retain(|(title, at)| {
        let title = folded(title);
        let ends = |longer: &[String]| place_of(longer, &title).is_some_and(|before| before > 0);
        !headings.iter().any(|(longer, above)| above < at && ends(longer))
    });
    let best = candidates.iter().map(|(title, at)| (times(title), std::cmp::Reverse(*at), title)).max();
    if let Some((_, at, title)) = best {
        return Some(found(&cased(title, posting_words), Some(at.0)));
    }
    if let Some((title, at)) = named_in_sentence(lines, asks_from, posting_words, vocabulary) {
        return Some(found(&title, Some(at)));
    }
    let stem = posting.file_stem.as_deref().map(|stem| stem.replace(['_', '-', '.'], " "));
    let stem = stem.map(|stem| bare(&stem, posting_words)).filter(|stem| stem.chars().any(char::is_alphabetic));
    stem.map(|stem| FoundTitle { title: cased(&stem, posting_words), line: None, is_guess: true })
}

/// True if the line is a heading of duties or requirements for any position.
fn heads_section(line: &Line, posting_words: &PostingWords) -> bool {
    let words = folded(&line.text);
    let asks = posting_words.headings.iter().filter(|(kind, _)| kind.asks());
    asks.flat_map(|(_, phrases)| phrases).any(|phrase| folded(phrase) == words)
}

/// Returns the title on a line such as "Job title: Baker (m/f/d)".
fn labelled(text: &str, posting_words: &PostingWords, vocabulary: &Vocabulary) -> Option<String> {
    let (label, rest) = text.split_once(':')?;
    let label = label.trim().to_lowercase();
    let title = bare(rest, posting_words);
    (posting_words.titles.labels.contains(&label) && is_title(&title, posting_words, vocabulary))
        .then(|| cased(&title, posting_words))
}

/// Returns the title without additions such as "(m/f/d)", "job description", or a place after a dash.
pub(super) fn bare(text: &str, posting_words: &PostingWords) -> String {
    let mut title = text.trim().trim_end_matches(':').to_owned();
    let mut beside: Vec<&String> = posting_words.titles.genders.iter().chain(&posting_words.titles.beside).collect();
    // "(m/w/d)" before "m/w/d", so that no empty brackets are left.
    beside.sort_by_key(|mark| std::cmp::Reverse(mark.len()));
    for beside in beside {
        while let Some(at) = title.to_lowercase().find(beside.as_str()) {
            // Lower-casing can change the length of a text, so the range may not fit.
            let end = at + beside.len();
            let whole = |at: usize| title.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric));
            if title.get(at..end).is_none() || !whole(at) {
                break;
            }
            // "Baker wanted for our shop": the title ends before it.
            let ends = title.get(..at).is_some_and(|before| before.chars().any(char::is_alphanumeric))
                && beside.starts_with(char::is_alphabetic);
            title.replace_range(at..end, if ends { " | " } else { " " });
        }
    }
    // Brackets with hours or a place are dropped; brackets with a trade stay.
    let bracket = title.find('(').and_then(|open| Some((open, open + title.get(open..)?.find(')')?)));
    let says = |inside: &str| folded(inside).iter().any(|word| posting_words.titles.asides.contains(word));
    if let Some((open, close)) = bracket.filter(|&(open, close)| title.get(open..close).is_some_and(says)) {
        title.replace_range(open..=close, " ");
    }
    let cut = [" | ", " – ", " — ", " - ", " @ "].iter().filter_map(|mark| title.find(mark)).min();
    title.truncate(cut.unwrap_or(title.len()));
    let title = single_spaced(&title);
    // Pictures and marks around it are no words of a title. "C++" and "(A&P)" are.
    let is_mark = |c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '+' | '#' | '&');
    title.trim_matches(is_mark).to_owned()
}

/// True if `text` looks like a title: a few words, of which the last before "of", "in" or a comma is a noun that titles
/// end in.
pub(super) fn is_title(text: &str, posting_words: &PostingWords, vocabulary: &Vocabulary) -> bool {
    let words = folded(text);
    if words.is_empty() || words.len() > MOST_WORDS || text.ends_with(['.', '!', '?']) || text.contains(['@', '|']) {
        return false;
    }
    let mut head = head_words(text, posting_words);
    // "Driver Class 1", "Engineer II", "Engineer B1.1".
    let levels = &posting_words.titles.levels;
    let has_digit = |word: &String| word.len() <= LONGEST_LEVEL && word.chars().any(|c| c.is_ascii_digit());
    let is_level = |word: &String| levels.contains(word) || has_digit(word);
    while head.len() > 1 && head.last().is_some_and(is_level) {
        head.pop();
    }
    head.last().is_some_and(|last| is_noun(last, posting_words, vocabulary))
        && !words.iter().any(|word| word == "you" || word == "we" || word == "the")
}

/// Returns the words of a title before a comma, a bracket, or a little word such as "of": "Recepcionista de hotel".
pub(super) fn head_words(title: &str, posting_words: &PostingWords) -> Vec<String> {
    let mut head = folded(title.split([',', '(']).next().unwrap_or(title));
    let about = head.iter().skip(1).position(|word| posting_words.titles.about.contains(word));
    head.truncate(about.map_or(head.len(), |about| about + 1));
    head
}

/// True if a title can end in `word` or in its singular.
fn is_noun(word: &str, posting_words: &PostingWords, vocabulary: &Vocabulary) -> bool {
    let singular = word.strip_suffix('s').filter(|_| !word.ends_with("ss")).unwrap_or(word);
    let known = |word: &str| {
        posting_words.titles.nouns.contains(word) || vocabulary.title_words.nouns.iter().any(|it| it == word)
    };
    known(word) || known(singular)
}

/// Returns the titles after an opening such as "experience as" or "we are looking for", in the order of the text.
pub(super) fn opened(text: &str, posting_words: &PostingWords, vocabulary: &Vocabulary) -> Vec<String> {
    let lower = text.to_lowercase();
    let places = posting_words.titles.openings.iter().filter_map(|opening| {
        let at = lower.find(opening.as_str())?;
        let after = at + opening.len();
        let apart = lower.get(after..).is_some_and(|rest| rest.starts_with(' '));
        let starts = lower.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric));
        (apart && starts).then_some(after)
    });
    let Some(rest) = places.max().and_then(|after| text.get(after..)) else { return Vec::new() };
    let mut titles = Vec::new();
    for piece in rest.split([',', '/', ';', '(', ')', '.', ':', '!', '?']).flat_map(|piece| piece.split(" or ")) {
        let words: Vec<&str> = piece.split_whitespace().collect();
        let word = |word: &str| word.to_lowercase();
        let from = words.iter().position(|it| !posting_words.titles.before.contains(&word(it))).unwrap_or(words.len());
        let words = words.get(from..).unwrap_or_default();
        let to = words.iter().position(|it| posting_words.titles.ends.contains(&word(it))).unwrap_or(words.len());
        let named = words.get(..to).unwrap_or_default();
        let noun = named
            .iter()
            .rposition(|it| folded(it).first().is_some_and(|word| is_noun(word, posting_words, vocabulary)));
        let title = bare(&named.get(..noun.map_or(0, |noun| noun + 1)).unwrap_or_default().join(" "), posting_words);
        let other = folded(&title).iter().any(|word| posting_words.titles.others.contains(word));
        if is_title(&title, posting_words, vocabulary) && !other {
            titles.push(cased(&title, posting_words));
        }
        // Past the end of the sentence come no more titles.
        if to < words.len() {
            break;
        }
    }
    titles
}

/// True if the line asks for experience in a similar position without naming it: "in a similar customer-facing role".
pub(super) fn asks_for_same_position(text: &str, posting_words: &PostingWords) -> bool {
    /// Words between "similar" and "role".
    const BETWEEN: usize = 2;
    let words = folded(text);
    let role = |word: &String| posting_words.titles.roles.contains(word);
    let others = words.iter().enumerate().filter(|(_, word)| posting_words.titles.others.contains(*word));
    others.into_iter().any(|(at, _)| words.iter().skip(at + 1).take(BETWEEN + 1).any(role))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::Catalog;
    use crate::posting::posting_lines::lines;

    fn found(text: &str) -> Option<String> {
        let (posting_words, vocabulary) = (PostingWords::embedded().unwrap(), Catalog::embedded().unwrap().vocabulary);
        title(&PostingText::default(), &lines(text, &posting_words.tables), &posting_words, &vocabulary)
            .map(|found| found.title)
    }

    #[test]
    fn the_position_is_found_among_what_stands_around_it() {
        assert_eq!(found("Shop Assistant\nMenu\n\nBaker (m/f/d)\n\nAs a baker you rise early.").unwrap(), "Baker");
        assert_eq!(found("# Support Specialist (Remote, EU)\n\nYou answer mail.").unwrap(), "Support Specialist");
        assert_eq!(found("Electrician needed ASAP\n\nMust have:\nGold card").unwrap(), "Electrician");
        assert_eq!(found("JOB TITLE: HGV Driver Class 1\nLOCATION: Depot").unwrap(), "HGV Driver Class 1");
        assert_eq!(found("Ref. 12\nPosition: SENIOR PASTRY CHEF\nBaker").unwrap(), "Senior Pastry Chef");
        assert_eq!(
            found("Join us!\n\nWe are looking for an experienced head gardener to run the park.").unwrap(),
            "Head Gardener"
        );
        assert_eq!(found("Area Sales Manager \u{2013} Ovens and Mills | Loaf Ltd").unwrap(), "Area Sales Manager");
        assert_eq!(found("We need a Sous Chef!\n\nRequirements:\n- A cool head").unwrap(), "Sous Chef");
        assert_eq!(found("Home\nContact\nPrivacy policy"), None);
        assert_eq!(
            found("ADVERT\n\nPosition: Tram Engineer B1.1 (Depot)\nBase: Basel").unwrap(),
            "Tram Engineer B1.1 (Depot)"
        );
        assert_eq!(
            found("# Camarero de hotel\n\n**Hotel Vista** \u{2013} Jaca\n\nSirve mesas.").unwrap(),
            "Camarero de Hotel"
        );
        let both = "Tram Service Representative / Pr\u{e9}pos\u{e9} au service des trams et des bus de la ville\n\nTram Lines Ltd";
        assert_eq!(found(both).unwrap(), "Tram Service Representative");
        let short = "Our team needs a coordinator. You will be the coordinator of three sites.";
        assert_eq!(
            found(&format!("# Veterinary Practice Coordinator\n\n{short}")).unwrap(),
            "Veterinary Practice Coordinator"
        );
    }

    #[test]
    fn titles_that_a_line_asks_for_end_where_the_sentence_goes_on() {
        let (posting_words, vocabulary) = (PostingWords::embedded().unwrap(), Catalog::embedded().unwrap().vocabulary);
        let titles = |text: &str| opened(text, &posting_words, &vocabulary);
        assert_eq!(
            titles("Proven work experience as a Sales manager, Key account manager or relevant role"),
            ["Sales Manager", "Key Account Manager"]
        );
        assert_eq!(titles("3 years as a cook in a hotel or restaurant"), ["Cook"]);
        assert!(titles("Experience in sales").is_empty());
    }
}
