//! Runs profile, matcher and score: a read resume in, its assessment for every role of a catalog out.

use std::cell::RefCell;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thread_local::ThreadLocal;

use crate::cache::{Cache, Key};
use crate::catalog::Catalog;
use crate::error::Result;
use crate::matcher::{Matcher, Scratch};
use crate::profile::{self, Lexicon, Profile};
use crate::reading::{LexiconEntry, TextWord, WordReader};
use crate::score::{self, Assessment, DemandIndex, Inputs};
use crate::titles::{TitleMatcher, TitleMemory};
use rolefit_document::Document;

/// A catalog compiled for judging. Compile it once and share it between threads.
pub struct Engine {
    catalog: Catalog,
    compiled: Compiled,
    lexicon: Lexicon,
    scratch: ThreadLocal<RefCell<EngineScratch>>,
}

/// A thread's memory of words and titles, and buffers that outlive a resume.
#[derive(Default)]
struct EngineScratch {
    /// Each word is remembered with its entries in the matcher and in the lexicon.
    matching: Scratch<LexiconEntry>,
    words: Vec<TextWord>,
    titles: TitleMemory,
}

/// The parts of an engine that take long to compile for a large catalog, and so are cached.
#[derive(Serialize, Deserialize)]
struct Compiled {
    matcher: Matcher,
    titles: TitleMatcher,
    demands: DemandIndex,
}

impl Engine {
    /// Compiles `catalog`.
    ///
    /// # Errors
    ///
    /// [`Error::Catalog`](crate::Error::Catalog) if a pattern cannot be parsed. The patterns of a loaded catalog always
    /// can.
    pub fn new(catalog: Catalog) -> Result<Self> {
        Ok(Self::with(Compiled::new(&catalog)?, catalog))
    }

    /// Returns the engine of `catalog` from `cache`, or compiles it. Roles may have been removed from `catalog` since
    /// it was opened, but nothing else may have changed.
    ///
    /// # Errors
    ///
    /// As for [`Engine::new`].
    pub fn open(catalog: Catalog, cache: &Cache) -> Result<Self> {
        let roles = catalog.roles.iter().map(|role| role.id.as_bytes());
        let key = Key::new("matcher", std::iter::once(catalog.hash.as_bytes()).chain(roles));
        if let Some(compiled) = cache.load(&key) {
            return Ok(Self::with(compiled, catalog));
        }
        let compiled = Compiled::new(&catalog)?;
        cache.keep(&key, &compiled);
        Ok(Self::with(compiled, catalog))
    }

    fn with(compiled: Compiled, catalog: Catalog) -> Self {
        let lexicon = Lexicon::new(&catalog.vocabulary);
        Self { catalog, compiled, lexicon, scratch: ThreadLocal::new() }
    }

    /// Returns the catalog that was compiled.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// Extracts the facts of a resume and assesses it for every role on the day `as_of`.
    ///
    /// The result is a pure function of the document, the catalog and the day. No other resume, thread or machine
    /// changes it.
    pub fn assess(&self, document: &Document, as_of: Date) -> (Profile, Assessment) {
        self.read(document, |recognised| score::assess(recognised, as_of))
    }

    /// Extracts the facts of a resume and assesses the `most` best roles, the best role and the roles close to it.
    ///
    /// Ranks, best role, margin and close roles equal those of [`Engine::assess`]. Roles that cannot be among the best
    /// are skipped, so the time depends on how much the resume has in common with the catalog, not on the size of the
    /// catalog.
    pub fn assess_best(&self, document: &Document, as_of: Date, most: usize) -> (Profile, Assessment) {
        self.read(document, |recognised| score::assess_best(recognised, as_of, most))
    }

    /// Returns what bounds the scores of resumes on the day `as_of` in the role with index `role` of the catalog.
    #[cfg(feature = "search")]
    pub(crate) fn clues(&self, role: usize, as_of: Date) -> Option<score::RoleClues<'_>> {
        let Self { catalog, compiled: Compiled { matcher, titles, demands }, .. } = self;
        let (demands, role) = demands.roles().get(role).zip(catalog.roles.get(role))?;
        let vocabulary = &catalog.vocabulary;
        Some(score::RoleClues::new(score::BoundedRole { role, demands, vocabulary, matcher, titles, as_of }))
    }

    /// Extracts the facts of a resume.
    pub fn profile(&self, document: &Document) -> Profile {
        profile::extract(document, &self.lexicon)
    }

    /// Assesses a resume for every role on the day `as_of`. `profile` comes from [`Engine::profile`].
    pub fn assess_profile(&self, document: &Document, profile: &Profile, as_of: Date) -> Assessment {
        let mut scratch = self.scratch.get_or_default().borrow_mut();
        let EngineScratch { matching, titles, .. } = &mut *scratch;
        self.compiled.matcher.read_words(&document.text, matching, |form| self.lexicon.entry(form), |_, _| ());
        self.recognise(document, profile, matching, titles, |recognised| score::assess(recognised, as_of))
    }

    /// The facts of a resume and its standing as `assess` sees it, from one pass over the words.
    fn read(&self, document: &Document, assess: impl FnOnce(&Inputs<'_>) -> Assessment) -> (Profile, Assessment) {
        let mut scratch = self.scratch.get_or_default().borrow_mut();
        let EngineScratch { matching, words, titles } = &mut *scratch;
        let mut reader = WordReader::new(&document.text, &self.lexicon, std::mem::take(words));
        let look_up = |form: &str| self.lexicon.entry(form);
        self.compiled.matcher.read_words(&document.text, matching, look_up, |word, entry| reader.push(word, entry));
        let (profile, read) = profile::extract_with(document, &self.lexicon, reader);
        *words = read;
        let assessment = self.recognise(document, &profile, matching, titles, assess);
        (profile, assessment)
    }

    /// The standing of a resume whose words are in `scratch`.
    fn recognise(
        &self,
        document: &Document,
        profile: &Profile,
        scratch: &mut Scratch<LexiconEntry>,
        title_memory: &TitleMemory,
        assess: impl FnOnce(&Inputs<'_>) -> Assessment,
    ) -> Assessment {
        let Self { catalog, compiled: Compiled { matcher, titles, demands }, .. } = self;
        let scan = &matcher.scan_words(scratch);
        assess(&Inputs { catalog, demands, matcher, titles, title_memory, document, profile, scan })
    }
}

impl Compiled {
    fn new(catalog: &Catalog) -> Result<Self> {
        let matcher = Matcher::compile(catalog)?;
        let titles = TitleMatcher::new(&catalog.vocabulary);
        let demands = DemandIndex::new(catalog, &matcher);
        Ok(Self { matcher, titles, demands })
    }
}
