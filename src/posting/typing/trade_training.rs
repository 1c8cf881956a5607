//! Reads lines that ask for the training in a trade: "Ausbildung als Elektroniker/in", "apprenticeship as a baker".
//!
//! The training of another trade does not answer such a line, so the trade's name is looked for and not the level.

use super::{Context, part_name};
use crate::catalog::{DegreeLevel, Entry};
use crate::posting::draft_criterion::{DraftPart, RecognisedBy};
use crate::posting::posting_lines::folded;

/// A trade has at most so many words: "Kauffrau für Büromanagement".
const MOST_WORDS: usize = 3;

/// Returns the part for the trade that `text` asks a training in. `degrees` are the parts of its degrees; a line that
/// asks for more than school asks for a degree.
pub(super) fn part(text: &str, degrees: &[DraftPart], context: &Context<'_>) -> Option<DraftPart> {
    let trainings = &context.posting_words().trainings;
    let is_school = |part: &DraftPart| matches!(part.recognised_by, RecognisedBy::Degree(DegreeLevel::HighSchool));
    if !degrees.iter().all(is_school) {
        return None;
    }
    let words = folded(text);
    let sign = words.iter().position(|word| trainings.signs.contains(word))?;
    let joint = words.iter().skip(sign + 1).position(|word| trainings.joints.contains(word))? + sign + 1;
    let behind = words.get(joint + 1..)?;
    let start = behind.iter().position(|word| !trainings.articles.contains(word))?;
    let behind = behind.get(start..)?;
    let is_end = |word: &String| trainings.ends.contains(word);
    let named: Vec<&String> = behind.iter().take_while(|word| !is_end(word)).take(MOST_WORDS).collect();
    let (trade, topic) = named.split_first()?;
    // The other forms of the word follow it behind a slash: "-frau", "in".
    let topic: Vec<String> =
        topic.iter().filter(|word| !trainings.forms.contains(**word)).map(|word| (*word).clone()).collect();
    let is_sentence = |word: &String| context.posting_words().similar.fillers.contains(word) && word.len() > 3;
    if trade.chars().count() < 4 || is_sentence(trade) {
        return None;
    }
    let forms = forms(trade, &trainings.genders);
    let topic: Vec<String> = topic.into_iter().map(|word| format!("={word}")).collect();
    let name = [forms.join("|")].into_iter().chain(topic).collect::<Vec<_>>().join(" ");
    let signs = trainings.signs.iter().map(|sign| format!("={sign}")).collect::<Vec<_>>().join("|");
    // A noun of German has a capital and is the title of those who were trained. A topic needs the training beside it.
    let is_title = forms.len() > 1;
    let names = if is_title { vec![name] } else { vec![format!("{signs} & {name}")] };
    let entry = Entry { names, ..Entry::default() };
    Some(DraftPart::new(part_name(trade), RecognisedBy::Own(Box::new(entry))))
}

/// Returns the patterns of all forms of a trade: "=kaufmann", "=kauffrau".
fn forms(trade: &str, genders: &[Vec<String>]) -> Vec<String> {
    let set = genders.iter().find_map(|set| {
        let end = set.iter().find(|end| !end.is_empty() && trade.ends_with(end.as_str()))?;
        Some((trade.strip_suffix(end.as_str())?, set))
    });
    match set {
        Some((stem, set)) => set.iter().map(|end| format!("={stem}{end}")).collect(),
        None => vec![format!("={trade}")],
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::tests::criterion;
    use super::*;
    use crate::posting::corpus::PostingSection;

    fn names(text: &str) -> Vec<String> {
        let criterion = criterion(text, PostingSection::Requirements).unwrap();
        let own = criterion.parts.iter().filter_map(|part| match &part.recognised_by {
            RecognisedBy::Own(entry) => Some(entry.names.join(", ")),
            _ => None,
        });
        own.collect()
    }

    #[test]
    fn the_training_in_a_trade_is_shown_by_the_trade() {
        assert_eq!(
            names("Abgeschlossene Ausbildung als Bankkaufmann/-frau")[0],
            "=bankkaufmann|=bankkauffrau|=bankkaufleute"
        );
        assert_eq!(names("Ausbildung zur Elektronikerin")[0], "=elektronikerin|=elektroniker");
        assert!(names("Apprenticeship in carpentry")[0].ends_with("& =carpentry"));
    }

    #[test]
    fn a_training_without_a_trade_is_a_level() {
        for text in ["Abgeschlossene Berufsausbildung", "Vocational training", "Ausbildung oder Studium"] {
            assert!(
                criterion(text, PostingSection::Requirements).is_none_or(|it| {
                    it.parts.iter().all(|part| !matches!(part.recognised_by, RecognisedBy::Own(_)))
                }),
                "{text}"
            );
        }
    }
}
