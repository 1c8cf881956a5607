//! The whole way from a read resume to its assessment, for every role of a catalog.

use std::cell::RefCell;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thread_local::ThreadLocal;

use crate::cache::{Cache, Key};
use crate::catalog::Catalog;
use crate::error::Result;
use crate::matcher::{Matcher, Scratch};
use crate::profile::{self, Lexicon, Profile};
use crate::reading::{LexiconEntry, WordReader};
use crate::score::{self, Assessment, Demands, Recognised};
use crate::titles::TitleMatcher;
use rolefit_document::Document;

/// A catalog compiled for judging; made once, shared by threads.
pub struct Engine {
    catalog: Catalog,
    compiled: Compiled,
    lexicon: Lexicon,
    /// Per thread: each word is remembered with its entries in the matcher and in the lexicon.
    scratch: ThreadLocal<RefCell<Scratch<LexiconEntry>>>,
}

/// What takes long to compile of a large catalog.
#[derive(Serialize, Deserialize)]
struct Compiled {
    matcher: Matcher,
    titles: TitleMatcher,
    demands: Demands,
}

impl Engine {
    /// Compiles what `catalog` is recognised by.
    ///
    /// # Errors
    /// [`Error::Catalog`](crate::Error::Catalog) if a pattern cannot be read; those of a catalog that was loaded can.
    pub fn new(catalog: Catalog) -> Result<Self> {
        Ok(Self::with(Compiled::new(&catalog)?, catalog))
    }

    /// Compiles `catalog`, which is as it was opened but for roles that were left out, unless `cache` has it compiled already.
    ///
    /// # Errors
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

    /// The catalog that was compiled.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The facts of a resume, and its standing in every role on the day `as_of`.
    ///
    /// A pure function of the document, the catalog and the day: no other resume, thread or machine changes it.
    pub fn assess(&self, document: &Document, as_of: Date) -> (Profile, Assessment) {
        self.read(document, |recognised| score::assess(recognised, as_of))
    }

    /// The facts of a resume, and its standing in the `most` roles that fit it best, in the best one and in those close to it.
    ///
    /// The ranks, the best role, its margin and what is close to it are those of [`Engine::assess`]: roles are passed over only
    /// where nothing that the resume shows could raise them so far. It costs what the resume has in common with the catalog.
    pub fn assess_best(&self, document: &Document, as_of: Date, most: usize) -> (Profile, Assessment) {
        self.read(document, |recognised| score::assess_best(recognised, as_of, most))
    }

    /// The facts of a resume.
    pub fn profile(&self, document: &Document) -> Profile {
        profile::extract(document, &self.lexicon)
    }

    /// The standing of a resume in every role on the day `as_of`, given its facts as [`Engine::profile`] makes them out.
    pub fn judge(&self, document: &Document, profile: &Profile, as_of: Date) -> Assessment {
        let mut scratch = self.scratch.get_or_default().borrow_mut();
        self.compiled.matcher.read_words(&document.text, &mut scratch, |form| self.lexicon.entry(form), |_, _| ());
        self.recognise(document, profile, &mut scratch, |recognised| score::assess(recognised, as_of))
    }

    /// The facts of a resume and its standing as `judge` sees it, from one pass over the words.
    fn read(&self, document: &Document, judge: impl FnOnce(&Recognised<'_>) -> Assessment) -> (Profile, Assessment) {
        let mut scratch = self.scratch.get_or_default().borrow_mut();
        let mut words = WordReader::new(&document.text, &self.lexicon);
        let look_up = |form: &str| self.lexicon.entry(form);
        self.compiled.matcher.read_words(&document.text, &mut scratch, look_up, |word, entry| words.push(word, entry));
        let profile = profile::extract_with(document, &self.lexicon, words);
        let assessment = self.recognise(document, &profile, &mut scratch, judge);
        (profile, assessment)
    }

    /// The standing of a resume whose words are in `scratch`.
    fn recognise(
        &self,
        document: &Document,
        profile: &Profile,
        scratch: &mut Scratch<LexiconEntry>,
        judge: impl FnOnce(&Recognised<'_>) -> Assessment,
    ) -> Assessment {
        let Self { catalog, compiled: Compiled { matcher, titles, demands }, .. } = self;
        let (words, hits) = matcher.scan_words(scratch);
        let (words, hits) = (&words, &hits);
        judge(&Recognised { catalog, demands, matcher, titles, document, profile, words, hits })
    }
}

impl Compiled {
    fn new(catalog: &Catalog) -> Result<Self> {
        let matcher = Matcher::compile(catalog)?;
        let titles = TitleMatcher::new(&catalog.vocabulary);
        let demands = Demands::new(catalog, &matcher);
        Ok(Self { matcher, titles, demands })
    }
}
