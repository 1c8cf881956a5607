//! A matcher that forgives no typing errors, and the names that a misspelled word may stand for.

use rustc_hash::{FxHashMap, FxHashSet};

use super::class::Class;
use super::compile::asking_for;
use super::compiled::Matcher;
use super::scan::LexicalId;
use super::typos::Typos;
use crate::catalog::{Catalog, Part};
use crate::error::Result;

/// The words of names, with the entries that they belong to.
pub(crate) struct NearNames {
    typos: Typos,
    entries_of: FxHashMap<LexicalId, Vec<u32>>,
}

impl Matcher {
    /// Compiles a matcher that finds every match without typing errors that any matcher of entries of this vocabulary
    /// finds. A matcher with typing errors may miss a match of it, because a misspelled name ends most patterns.
    ///
    /// # Errors
    /// As for [`Matcher::compile`].
    pub(crate) fn exact(catalog: &Catalog) -> Result<(Matcher, NearNames)> {
        let parts = catalog.vocabulary.entries.keys();
        let parts = parts.map(|id| Part { name: id.clone(), entry: Some(id.clone()), ..Part::default() });
        let roles = vec![asking_for(parts.collect())];
        let catalog = Catalog { roles, wordings: Vec::new(), ..catalog.clone() };
        let mut matcher = Matcher::compile(&catalog)?;
        let typos = std::mem::take(&mut matcher.lexicon.typos);
        let mut entries_of: FxHashMap<LexicalId, Vec<u32>> = FxHashMap::default();
        for (pattern, sets) in matcher.patterns_with_sets(|pattern| pattern.class == Class::Name) {
            for id in sets.flat_map(|set| set.ids()) {
                entries_of.entry(id).or_default().push(pattern.entry);
            }
        }
        Ok((matcher, NearNames { typos, entries_of }))
    }

    /// The stem or the form that each word id stands for. Numbers have none.
    pub(crate) fn lexical_words(&self) -> FxHashMap<LexicalId, LexicalWord<'_>> {
        self.lexicon.words().collect()
    }

    /// The words of the names of the entries for which `is_asked` is true, if typing errors in them are forgiven.
    pub(crate) fn words_of_names(&self, is_asked: impl Fn(&str) -> bool) -> Vec<&str> {
        let is_asked = |entry: u32| self.entries().get(entry as usize).is_some_and(|id| is_asked(id));
        let names = self.patterns_with_sets(|it| it.class == Class::Name && is_asked(it.entry));
        let ids: FxHashSet<LexicalId> = names.flat_map(|(_, sets)| sets).flat_map(|set| set.ids()).collect();
        self.lexicon.typos.words().filter(|(_, id)| ids.contains(id)).map(|(word, _)| word).collect()
    }

    /// True if a folded word needs no correction, because some pattern uses it or another form of it.
    pub(crate) fn knows(&self, word: &str, stem: &str) -> bool {
        self.lexicon.stem(stem).is_some() || self.lexicon.exact(word).is_some()
    }

    /// The patterns of an entry: for each step that is no number, the words that it accepts.
    pub(crate) fn phrases<'a>(
        &self,
        entry: usize,
        lexical: &FxHashMap<LexicalId, LexicalWord<'a>>,
    ) -> Vec<(Class, Vec<Vec<LexicalWord<'a>>>)> {
        let own = self.patterns_with_sets(|pattern| pattern.entry as usize == entry);
        let phrases = own.map(|(pattern, sets)| {
            // A set with a number in it accepts what is no word.
            let words = sets.map(|set| set.ids().map(|id| lexical.get(&id).copied()).collect::<Option<Vec<_>>>());
            (pattern.class, words.flatten().collect())
        });
        phrases.collect()
    }
}

/// A word that patterns use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum LexicalWord<'a> {
    /// Every form with this stem.
    Stem(&'a str),
    /// This form only.
    Exact(&'a str),
}

impl NearNames {
    /// The entries of which `word`, whose stem has the id `stem`, may be a misspelled name in some matcher. A form of
    /// the name's own word is no misspelling.
    pub(crate) fn entries(&self, word: &str, stem: LexicalId) -> FxHashSet<u32> {
        let near = self.typos.near(word).into_iter().filter(|id| *id != stem);
        near.flat_map(|id| self.entries_of.get(&id).into_iter().flatten()).copied().collect()
    }
}
