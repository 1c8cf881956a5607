//! The whole way from a read resume to its assessment, for every role of a catalog.

use std::cell::RefCell;

use jiff::civil::Date;
use thread_local::ThreadLocal;

use crate::catalog::Catalog;
use crate::document::Document;
use crate::error::Result;
use crate::index::{Index, Matcher, Scratch, TitleMatcher};
use crate::profile::{self, Lexicon, Profile};
use crate::score::{self, Assessment, Recognised};

/// A catalog compiled for judging; made once, shared by threads.
pub struct Engine {
    catalog: Catalog,
    matcher: Matcher,
    titles: TitleMatcher,
    lexicon: Lexicon,
    scratch: ThreadLocal<RefCell<Scratch>>,
}

impl Engine {
    /// Indexes `catalog` and compiles its matchers.
    ///
    /// # Errors
    /// [`Error::Index`](crate::Error::Index) if the index cannot be built in memory.
    pub fn new(catalog: Catalog) -> Result<Self> {
        let matcher = Matcher::compile(&Index::build(&catalog)?, &catalog.vocabulary)?;
        let titles = TitleMatcher::new(&catalog.vocabulary);
        let lexicon = Lexicon::new(&catalog.vocabulary);
        Ok(Self { catalog, matcher, titles, lexicon, scratch: ThreadLocal::new() })
    }

    /// The catalog that was compiled.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The facts of a resume, and its standing in every role on the day `as_of`.
    ///
    /// A pure function of the document, the catalog and the day: no other resume, thread or machine changes it.
    pub fn assess(&self, document: &Document, as_of: Date) -> (Profile, Assessment) {
        let profile = self.profile(document);
        let assessment = self.judge(document, &profile, as_of);
        (profile, assessment)
    }

    /// The facts of a resume.
    pub fn profile(&self, document: &Document) -> Profile {
        profile::extract(document, &self.lexicon)
    }

    /// The standing of a resume in every role on the day `as_of`, given its facts as [`Engine::profile`] makes them out.
    pub fn judge(&self, document: &Document, profile: &Profile, as_of: Date) -> Assessment {
        let (words, hits) = self.matcher.scan(&document.text, &mut self.scratch.get_or_default().borrow_mut());
        let Self { catalog, matcher, titles, .. } = self;
        let recognised = Recognised { catalog, matcher, titles, document, profile, words: &words, hits: &hits };
        score::assess(&recognised, as_of)
    }
}
