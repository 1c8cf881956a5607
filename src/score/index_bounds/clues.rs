//! Clues: what the signs of a resume allow it to score in a role.
//!
//! The bound of a resume is the score that it would have if each part of the role were worth the most that its signs
//! allow. Judging only ever lowers support (for age, little time, shared sentences, unpaid work), so no resume scores
//! above its bound.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::BoundedRole;
use super::outline_judge::OutlineJudge;
use super::signs::{Sign, is_own};
use crate::catalog::{Criterion, DegreeLevel, Kind, Part, Vocabulary};
use crate::evidence::Strength;
use crate::matcher::typos::is_near;
use crate::matcher::{Class, LexicalId, LexicalWord, Matcher};
use crate::score::criteria::words_shown::SAID_FROM;
use crate::score::kinds::degree_below;
use crate::score::roles::demand_index::Demand;
use crate::score::strength::level::{FAMILY, MENTIONED, MISSPELLED, WHOLE};
use crate::score::strength::support::level;
use crate::titles::{Kinship, TitleSieve};
use crate::units::{Credit, Score, Weight};

/// What bounds the score of resumes in one role.
pub(crate) struct RoleClues<'a> {
    of: BoundedRole<'a>,
    /// The parts of all criteria but the tenure.
    pub(crate) parts: Vec<PartClues<'a>>,
    weight: Weight,
    /// The weight of the tenure; none if the role grades no time.
    tenure: Weight,
    /// The words of names that roles define for themselves, which typing errors may hide.
    own_names: Vec<&'a str>,
    /// The judge of outlines.
    pub(crate) outlines: OutlineJudge<'a>,
}

/// What bounds the credit of one part.
pub(crate) struct PartClues<'a> {
    demand: Demand,
    /// True if every resume may have full credit.
    pub(crate) is_open: bool,
    /// True if the part is the role's title.
    pub(crate) is_title: bool,
    /// The entry, which a title may imply.
    pub(crate) entry: Option<&'a str>,
    /// Signs, as words, each with the most credit that it allows.
    pub(crate) signs: Vec<(String, Most)>,
    /// The same for signs that count only if a word may be a misspelled name of a role's own.
    pub(crate) signs_if_misspelled: Vec<(String, Most)>,
    /// The most credit if such a word may be a misspelled name of the part itself.
    pub(crate) misspelled: Option<Most>,
    /// The most credit if a title implies the entry.
    pub(crate) implied: Most,
    /// Phrases of the role's own. Each is a list of alternatives for each of its words, all of which a text must have.
    pub(crate) phrases: Vec<(Class, Phrase<'a>, Most)>,
    /// The telling words of the part.
    pub(crate) words: Option<WordClues<'a>>,
    /// The number of the entry in the matcher.
    pub(crate) number: Option<usize>,
}

/// The words of a phrase: for each step, the words that it accepts.
pub(crate) type Phrase<'a> = Vec<Vec<LexicalWord<'a>>>;

/// The most credit of a part, for resumes with a position in the role's line of work, and for all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Most {
    inside: Credit,
    outside: Credit,
}

impl Most {
    /// The credit of a resume inside or outside of the role's line of work.
    pub(crate) fn of(self, is_inside: bool) -> Credit {
        if is_inside { self.inside } else { self.outside }
    }
}

/// The telling words of a part.
pub(crate) struct WordClues<'a> {
    /// Each word with its weight.
    pub(crate) words: Vec<(LexicalWord<'a>, u32)>,
    whole: u32,
    least: usize,
    said: Most,
}

/// What a title that somebody held says for a role.
pub(crate) struct HeldClue<'a> {
    /// The most credit as the role's title; `None` if it is not of the family.
    pub(crate) credit: Option<Credit>,
    /// The entries that it implies.
    pub(crate) implied: Vec<&'a str>,
}

impl<'a> RoleClues<'a> {
    pub(crate) fn new(of: BoundedRole<'a>) -> RoleClues<'a> {
        let BoundedRole { role, vocabulary, matcher, .. } = of;
        let is_tenure = |criterion: &&Criterion| criterion.is_tenure() && criterion.parts.len() == 1;
        let tenure = role.criteria.iter().filter(is_tenure).map(|criterion| criterion.weight).sum();
        let weight = role.weight();
        let lexical = matcher.lexical_words();
        let criteria = role.criteria.iter().filter(|criterion| !is_tenure(criterion));
        let parts = criteria.flat_map(|criterion| criterion.parts.iter().map(move |part| (criterion, part)));
        let parts = parts.map(|(criterion, part)| {
            let clues = PartClues::new(criterion, part, vocabulary, matcher, &lexical);
            PartClues { is_open: part.full_months.is_some(), ..clues }
        });
        let own_names = matcher.words_of_names(is_own);
        let parts: Vec<PartClues<'a>> = parts.collect();
        let outlines = OutlineJudge::new(of, &parts);
        RoleClues { of, parts, weight, tenure, own_names, outlines }
    }

    /// The title that the role asks for.
    fn title(&self) -> Option<&'a str> {
        self.of.demands.title.as_deref()
    }

    /// Returns the letters with which words begin that may be misspelled names of roles' own.
    pub(crate) fn initials(&self) -> BTreeSet<&'a str> {
        self.own_names.iter().filter_map(|name| name.get(..1)).collect()
    }

    /// True if the matcher may take a folded word for a misspelled name of a role's own. It may then also miss what
    /// cancels other matches.
    pub(crate) fn is_misspelled(&self, word: &str, stem: impl FnOnce() -> String) -> bool {
        let begins_alike = |name: &&str| name.get(..1) == word.get(..1);
        let mut names = self.own_names.iter();
        names.any(|name| begins_alike(name) && is_near(name, word)) && !self.of.matcher.knows(word, &stem())
    }

    /// Returns a sieve that sorts out titles of which [`RoleClues::held`] knows nothing.
    pub(crate) fn titles_asked(&self) -> TitleSieve<'a> {
        let entries: Vec<&str> = self.parts.iter().filter_map(|part| part.entry).collect();
        self.of.titles.sieve(self.title(), &entries)
    }

    /// Returns the clue of a title that somebody held.
    pub(crate) fn held(&self, title: &str) -> HeldClue<'a> {
        let readings = self.of.titles.read(title);
        let kinship =
            self.title().and_then(|id| self.of.titles.matches(id, &readings).map(|found| found.kinship).max());
        let credit = kinship.map(|kinship| match kinship {
            Kinship::Same(_) => level(Strength::Demonstrated).full,
            Kinship::Adjacent(_) => level(Strength::Claimed).full,
            Kinship::Family => FAMILY,
        });
        let implied = self.of.titles.implied(&readings);
        let implied =
            implied.filter_map(|id| self.parts.iter().find_map(|part| part.entry.filter(|entry| *entry == id)));
        HeldClue { credit, implied: implied.collect() }
    }

    /// Returns the words with which running text begins that states the role's title.
    pub(crate) fn openers(&self) -> Vec<&'a str> {
        let titles = self.title().map(|id| self.of.titles.openers(id)).unwrap_or_default();
        let first: BTreeSet<&'a str> = titles.iter().filter_map(|title| title.first().copied()).collect();
        first.into_iter().collect()
    }

    /// The most credit for the title where running text states it. Outside of the line of work it is a claim.
    pub(crate) fn in_prose() -> Most {
        Most { inside: level(Strength::Demonstrated).full, outside: level(Strength::Claimed).full }
    }

    /// Returns the most that a resume can score whose parts earn `earned` at most. Time can add the tenure only to
    /// resumes inside of the role's line of work. For others it may be left out of the score, if nothing is dated.
    pub(crate) fn score(&self, earned: u64, is_inside: bool) -> Score {
        let (earned, weight) = match is_inside {
            true => (earned + self.tenure.earned(Credit::FULL), self.weight),
            false => (earned, self.weight.without(self.tenure)),
        };
        Score::of(earned.min(weight.earned(Credit::FULL)), weight).unwrap_or_default()
    }
}

impl<'a> PartClues<'a> {
    fn new(
        criterion: &Criterion,
        part: &'a Part,
        vocabulary: &'a Vocabulary,
        matcher: &'a Matcher,
        lexical: &FxHashMap<LexicalId, LexicalWord<'a>>,
    ) -> PartClues<'a> {
        let number = part.entry.as_deref().and_then(|id| matcher.entry(id));
        let words = number.and_then(|entry| matcher.words_of(entry));
        let is_title = criterion.kind == Kind::Title && words.is_none();
        // A title and words for it are taken as they are; in other experience little time lowers all but mentions.
        let most = |credit: Credit, strength: Strength| {
            let lowered = level(strength).credit(&[WHOLE]).min(credit);
            Most { inside: credit, outside: if criterion.kind == Kind::Experience { lowered } else { credit } }
        };
        let [shown, claimed] = [Strength::Demonstrated, Strength::Claimed].map(|it| most(level(it).full, it));
        let near = most(level(Strength::Demonstrated).credit(&[MISSPELLED]), Strength::Demonstrated);
        let entry = part.entry.as_deref().and_then(|id| Some((id, vocabulary.entries.get(id)?)));
        let (mut signs, mut signs_if_misspelled, mut phrases, mut misspelled) =
            (Vec::new(), Vec::new(), Vec::new(), None);
        match entry.map(|(id, _)| id).filter(|_| !is_title) {
            Some(id) if is_own(id) => {
                let own = number.into_iter().flat_map(|number| matcher.phrases(number, lexical));
                let own: Vec<(Class, Phrase<'a>)> = own.filter(|(class, _)| class.supports()).collect();
                misspelled = own.iter().any(|(class, _)| *class == Class::Name).then_some(near);
                let most = |class| if matches!(class, Class::Claim | Class::Hint) { claimed } else { shown };
                phrases = own.into_iter().map(|(class, phrase)| (class, phrase, most(class))).collect();
            }
            Some(id) => {
                signs = vec![
                    (Sign::Shown(id).to_string(), shown),
                    (Sign::Claimed(id).to_string(), claimed),
                    (Sign::Near(id).to_string(), near),
                ];
                signs_if_misspelled = vec![(Sign::Cancelled(id).to_string(), shown)];
            }
            None => {}
        }
        if criterion.kind == Kind::Education {
            signs.extend(education(part).map(|(sign, strength)| (sign, most(level(strength).full, strength))));
        }
        let one_word = |words: usize, least: usize| words == 1 && least == 1;
        let words = words.map(|it| WordClues {
            words: it.words.iter().filter_map(|(id, weight)| Some((*lexical.get(id)?, *weight))).collect(),
            whole: it.whole.max(1),
            least: it.least,
            said: if one_word(it.words.len(), it.least) { claimed } else { shown },
        });
        PartClues {
            demand: Demand::of(criterion, part),
            is_open: false,
            is_title,
            entry: entry.map(|(id, _)| id).filter(|_| !is_title),
            signs,
            signs_if_misspelled,
            misspelled,
            implied: claimed,
            phrases,
            words,
            number,
        }
    }

    /// Returns the most that the part adds to the sum of weight times credit, in millionths.
    pub(crate) fn earned(&self, credit: Credit) -> u64 {
        self.demand.most(credit)
    }
}

impl WordClues<'_> {
    /// Returns the most credit of a text that has `distinct` of the words, which weigh `weight` together.
    pub(crate) fn credit(&self, weight: u32, distinct: usize, is_inside: bool) -> Credit {
        if distinct < self.least.max(1) {
            return Credit::NONE;
        }
        let (weight, whole) = (u64::from(weight), u64::from(self.whole));
        if weight * SAID_WHOLE / whole >= SAID_FROM {
            return self.said.of(is_inside).max(MENTIONED.full);
        }
        let full = MENTIONED.full.thousandths();
        let credit = u32::try_from(weight * u64::from(full) / whole).unwrap_or(full);
        Credit::new(credit.clamp(1, full))
    }
}

/// All of a demand's words, in the unit of [`SAID_FROM`].
const SAID_WHOLE: u64 = 1000;

/// Returns the signs of degrees and fields that answer a part, with their strength.
fn education(part: &Part) -> impl Iterator<Item = (String, Strength)> {
    use DegreeLevel::{Associate, Bachelor, Doctorate, HighSchool, Master};
    let levels = part.degree.into_iter().flat_map(|asked| {
        let of = move |level: DegreeLevel| match level {
            level if level >= asked => Some((level, Strength::Demonstrated)),
            level if level == degree_below(asked) => Some((level, Strength::Claimed)),
            _ => None,
        };
        [HighSchool, Associate, Bachelor, Master, Doctorate].into_iter().filter_map(of)
    });
    let levels = levels.map(|(level, strength)| (Sign::Level(level).to_string(), strength));
    let fields = part.fields.iter().map(|id| (id, Strength::Demonstrated));
    let fields = fields.chain(part.related_fields.iter().map(|id| (id, Strength::Claimed)));
    // A part that asks for a level looks at no field.
    let fields = fields.filter(|_| part.degree.is_none());
    levels.chain(fields.map(|(id, strength)| (Sign::Field(id).to_string(), strength))).collect::<Vec<_>>().into_iter()
}
