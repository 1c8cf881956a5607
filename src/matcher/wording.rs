//! The wording of the roles: which words each criterion is written in, to recognise lines copied from a posting.

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use tantivy::tokenizer::TextAnalyzer;

use super::lexicon::{PatternLexicon, stem};
use super::scan::LexicalId;
use rolefit_document::checked::item_mut;
use rolefit_document::{PatternWord, fold, words};

/// The words of all criteria of a catalog, without little words.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Wording {
    /// By criterion: the number of its role. The criteria of a role follow each other in its order.
    roles: Vec<u32>,
    /// By word: the criteria that are written with it, each once.
    criteria_of: Vec<Vec<u32>>,
}

impl Wording {
    /// Learns the texts of the criteria of each role.
    pub(super) fn learn(roles: &[Vec<String>], lexicon: &mut PatternLexicon, analyzer: &mut TextAnalyzer) -> Self {
        let mut wording = Self::default();
        let mut folded = String::new();
        let texts = (0_u32..).zip(roles).flat_map(|(role, texts)| texts.iter().map(move |text| (role, text)));
        for (criterion, (role, text)) in (0_u32..).zip(texts) {
            wording.roles.push(role);
            let mut seen = FxHashSet::default();
            for word in words(text) {
                fold(text.get(word.start..word.end).unwrap_or_default(), &mut folded);
                if lexicon.is_little(&folded) {
                    continue;
                }
                let id = lexicon.id_of(PatternWord::Stem(&folded), &stem(analyzer, &folded));
                if seen.insert(id) {
                    let (known, at) = (&mut wording.criteria_of, id as usize);
                    known.resize(known.len().max(at + 1), Vec::new());
                    item_mut(known, at).into_iter().for_each(|criteria| criteria.push(criterion));
                }
            }
        }
        wording
    }

    /// The number of the role of each criterion.
    pub(crate) fn roles(&self) -> &[u32] {
        &self.roles
    }

    /// The criteria that are written with the word.
    pub(crate) fn criteria_of(&self, word: LexicalId) -> &[u32] {
        self.criteria_of.get(word as usize).map_or(&[], Vec::as_slice)
    }
}
