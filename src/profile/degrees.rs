//! Where degrees are named, and where the same letters mean something else ("Boston, MA", "MS Office").

use std::ops::Range;

use crate::catalog::DegreeLevel;
use crate::reading::{Meaning, Reading, Shape, mark};
use rolefit_document::SectionKind;

/// Abbreviations have at most so many letters; longer forms are words.
const LONGEST_SHORT_FORM: usize = 5;
/// Undotted forms of so many letters or fewer mean many things.
const AMBIGUOUS_LETTERS: usize = 3;

/// Short forms that mean nothing else.
const UNMISTAKABLE: [&str; 6] = ["MBA", "M.B.A", "PhD", "Ph.D", "BBA", "EMBA"];
/// A degree named in the text.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub words: Range<usize>,
    pub level: DegreeLevel,
    /// False if the sentence denies it, plans it, asks for it or gives it to somebody else.
    pub is_claimed: bool,
    degree: u16,
}

impl Mention {
    /// The fields that the form itself names.
    pub(super) fn fields<'a>(&self, reading: &Reading<'a>) -> &'a [String] {
        reading.lexicon.degrees.get(usize::from(self.degree)).map_or(&[], |degree| degree.fields.as_slice())
    }
}

/// The degrees that `words`, on one line of a `section`, name as held or sought.
pub(super) fn mentions(reading: &Reading<'_>, words: Range<usize>, section: SectionKind) -> Vec<Mention> {
    use SectionKind as K;
    let mut found = Vec::new();
    let is_silent = matches!(section, K::Projects | K::Volunteering | K::References | K::Languages);
    // Few lines name a degree.
    if is_silent || !reading.words(words.clone()).iter().any(|word| word.is(mark::DEGREE)) {
        return found;
    }
    for (mention, meaning) in reading.phrases(words.clone(), |meaning| matches!(meaning, Meaning::Degree(_))) {
        let Meaning::Degree(degree) = meaning else { continue };
        let Some(level) = reading.lexicon.degrees.get(usize::from(degree)).map(|degree| degree.level) else { continue };
        let is_meant = match section {
            K::Education => is_meant_in_education(reading, &mention, &words),
            K::Experience => is_entry(reading, &mention, &words),
            _ => is_meant_elsewhere(reading, &mention, &words, level),
        };
        if is_meant {
            let is_claimed = is_claimed(reading, &mention, &words);
            found.push(Mention { words: mention, level, degree, is_claimed });
        }
    }
    found
}

/// A denial reaches over at most so many words: "no formal university degree".
const DENIAL_REACH: usize = 3;

/// The most words between a degree and an event that it names: "BSc Business Studies open day" has two.
const EVENT_REACH: usize = 3;

/// The words of a thesis's subject on a line: "students who dropped out" in "(thesis on students who dropped out)".
/// Outside of brackets a comma ends them.
pub(super) fn thesis_subject(reading: &Reading<'_>, line: &Range<usize>) -> Range<usize> {
    let grammar = &reading.lexicon.grammar;
    let has = |at: usize, marks: &[char]| reading.gap(at).contains(marks);
    let subject_of = |thesis: Range<usize>| {
        let first = thesis.end;
        let opens = first < line.end
            && (has(first, &[':', '"', '“', '«']) || grammar.thesis_leaders.has(word_at(reading, first)));
        let bracket =
            (line.start..=thesis.start).rev().find(|&at| has(at, &['(', ')'])).is_some_and(|at| has(at, &['(']));
        let ends = |at: &usize| if bracket { has(*at, &[')']) } else { has(*at, &[',', ';', '.', '|', '\t']) };
        opens.then(|| first..(first + 1..line.end).find(ends).unwrap_or(line.end))
    };
    let mut theses = reading.phrases(line.clone(), |meaning| meaning == Meaning::Thesis);
    theses.find_map(|(thesis, _)| subject_of(thesis)).unwrap_or(line.end..line.end)
}

/// Returns the word at `at` as it is written.
fn word_at<'a>(reading: &Reading<'a>, at: usize) -> &'a str {
    reading.word(at).map_or("", |word| word.span.slice(reading.text))
}

/// True if the sentence says neither that there is no such degree, nor that it is somebody else's, planned or asked
/// for.
fn is_claimed(reading: &Reading<'_>, mention: &Range<usize>, line: &Range<usize>) -> bool {
    let ends = |word: usize, marks: &[char]| reading.gap(word).contains(marks);
    let since = |marks: &[char]| (line.start + 1..=mention.start).rev().find(|&word| ends(word, marks));
    let sentence = since(&['.', ';', '|', '\t', '•', '!', '?']).unwrap_or(line.start)..mention.start;
    let until = |marks: &[char]| (mention.end..line.end).find(|&word| ends(word, marks)).unwrap_or(line.end);
    // "Required" must follow in the same clause; "or a related field" may be further on.
    let clause_end = until(&[';', '|', '\t', '•', '!', '?', ',', '(']);
    let rest = mention.end..until(&[';', '|', '\t', '•', '!', '?']);
    let subject = thesis_subject(reading, line);
    let says = |range: Range<usize>, wanted: Meaning| {
        let phrases = reading.phrases(range, move |meaning| meaning == wanted).map(|(phrase, _)| phrase);
        phrases.filter(|phrase| !subject.contains(&phrase.start)).collect::<Vec<_>>()
    };
    let demands = says(rest.clone(), Meaning::DegreeDemanded);
    let is_demanded = demands.iter().any(|demand| demand.len() > 1 || demand.start < clause_end);
    let is_event = says(rest, Meaning::DegreeEvent).iter().any(|event| {
        let is_next = event.start <= mention.end + EVENT_REACH && event.start < clause_end;
        ends(event.start, &[',', '(', '-', '–', ':'])
            || is_next
                && !(mention.end..event.start).any(|at| reading.lexicon.grammar.degree_asides.has(word_at(reading, at)))
    });
    if is_demanded || is_event || !says(sentence, Meaning::DegreeNotHeld).is_empty() {
        return false;
    }
    let clause = since(&['.', ';', '|', '\t', '•', '!', '?', ',', ':', '(']).unwrap_or(line.start)..mention.start;
    let denials = reading.phrases(clause, |meaning| matches!(meaning, Meaning::DegreeDenied | Meaning::Unfinished));
    let denial = denials.filter(|(_, meaning)| *meaning == Meaning::DegreeDenied).last();
    denial.is_none_or(|(denial, _)| denial.end + DENIAL_REACH < mention.start)
}

/// The degree that a field for it names, whatever its form: nothing else can be meant there.
pub(super) fn in_field(reading: &Reading<'_>, words: Range<usize>) -> Option<Mention> {
    reading.phrases(words, |meaning| matches!(meaning, Meaning::Degree(_))).find_map(|(words, meaning)| {
        let Meaning::Degree(degree) = meaning else { return None };
        let level = reading.lexicon.degrees.get(usize::from(degree))?.level;
        Some(Mention { words, level, degree, is_claimed: true })
    })
}

fn is_meant_in_education(reading: &Reading<'_>, mention: &Range<usize>, line: &Range<usize>) -> bool {
    let Some(word) = reading.word(mention.start) else { return false };
    let slice = word.span.slice(reading.text);
    if mention.len() > 1 {
        return true;
    }
    if slice.len() > LONGEST_SHORT_FORM || word.dotted {
        return word.shape != Shape::Lower && !is_other_use(reading, mention, line);
    }
    if slice.chars().filter(|letter| letter.is_uppercase()).count() < 2 {
        return false;
    }
    if is_other_use(reading, mention, line) {
        return false;
    }
    slice.len() > AMBIGUOUS_LETTERS || UNMISTAKABLE.contains(&slice) || is_clear(reading, mention, line) || {
        let after_comma = reading.gap(mention.start).contains(',') && mention.start > line.start;
        !after_comma
            && !is_other_use(reading, mention, line)
            && (mention.start == line.start || ends_clause(reading, mention, line))
    }
}

/// Words of a degree written out in full: "Master of Education".
const WRITTEN_OUT: usize = 3;

/// In work history only an entry of its own: a degree written out after nothing but its years, as tables without
/// headings have it. Degrees in duties are other people's.
fn is_entry(reading: &Reading<'_>, mention: &Range<usize>, line: &Range<usize>) -> bool {
    let years = (line.start..mention.start).all(|at| reading.word(at).is_some_and(|word| word.shape == Shape::Digits));
    mention.len() >= WRITTEN_OUT && years && mention.start > line.start && ends_clause(reading, mention, line)
}

/// Outside an education section, accepts only unmistakable degrees: "Bachelor's degree", "MBA", "BA in".
fn is_meant_elsewhere(reading: &Reading<'_>, mention: &Range<usize>, line: &Range<usize>, level: DegreeLevel) -> bool {
    let Some(word) = reading.word(mention.start) else { return false };
    let slice = word.span.slice(reading.text);
    if is_other_use(reading, mention, line) {
        return false;
    }
    if mention.len() > 1 {
        let last = word_at(reading, mention.end - 1);
        let school = reading.lexicon.grammar.schooling_nouns.has(last);
        return !school && (level != DegreeLevel::HighSchool || word.shape != Shape::Lower || !last.ends_with('s'));
    }
    if level == DegreeLevel::HighSchool {
        return slice == "GED";
    }
    UNMISTAKABLE.contains(&slice)
        || (word.shape != Shape::Lower && follows(reading, mention, line, |word| word.eq_ignore_ascii_case("in")))
}

/// "MS Office", "MBA students", "Mini MBA": the word beside it gives it another meaning.
fn is_other_use(reading: &Reading<'_>, mention: &Range<usize>, line: &Range<usize>) -> bool {
    let grammar = &reading.lexicon.grammar;
    let before = mention.start.checked_sub(1).filter(|_| mention.start > line.start);
    let mini = before.is_some_and(|before| grammar.degree_diminishers.has(word_at(reading, before)));
    mini || (follows(reading, mention, line, |word| grammar.degree_lookalikes.has(word))
        && !reading.gap(mention.end).contains([',', ':']))
}

/// True if a word that `is` accepts follows.
fn follows(reading: &Reading<'_>, mention: &Range<usize>, line: &Range<usize>, is: impl Fn(&str) -> bool) -> bool {
    let next = reading.word(mention.end).filter(|_| mention.end < line.end);
    next.is_some_and(|next| is(next.span.slice(reading.text)))
}

/// "BA in", "BA:", "BA Economics".
fn is_clear(reading: &Reading<'_>, mention: &Range<usize>, line: &Range<usize>) -> bool {
    let field = reading.phrase(mention.end, line.end, |meaning| matches!(meaning, Meaning::Field(_))).is_some();
    let colon = mention.end < line.end && reading.gap(mention.end).trim_start().starts_with(':');
    field
        || colon
        || follows(reading, mention, line, |word| {
            word.eq_ignore_ascii_case("in") || word.eq_ignore_ascii_case("degree")
        })
}

/// True if the mention is followed by the end of its line, a comma, a dash or a number.
fn ends_clause(reading: &Reading<'_>, mention: &Range<usize>, line: &Range<usize>) -> bool {
    let next = reading.word(mention.end).filter(|_| mention.end < line.end);
    next.is_none_or(|next| {
        next.shape == Shape::Digits || reading.gap(mention.end).contains([',', '-', '–', '—', '(', '\t', '|'])
    })
}
