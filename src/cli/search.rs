//! `rolefit search`: finds the resumes of the index that match a Boolean query, and quotes the lines with its words.

use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Instant;

use clap::Args;
use jiff::civil::Date;
use rayon::prelude::*;
use rolefit::engine::Engine;
use rolefit::explain::words;
use rolefit::output::hits::{self, Fit, HitRow, Listing, SortKey};
use rolefit::pool::Fault;
use rolefit::pool::search::{FileState, Finder, Hit, Query, ResumeIndex};

use super::exit::{self, Exit};
use super::options::{AsOf, Blind, CatalogDir, Common, Format, Jobs, Places, Results, StoreDir};
use super::output::Output;
use super::{search_index, session};

/// Hits shown without `--top`: about one screen.
const SHOWN: usize = 20;

/// Most hits that are scored for a role, the most relevant first. Scoring them takes some seconds.
const MOST_SCORED: usize = 10_000;

/// Arguments of `rolefit search`.
#[derive(Args, Debug)]
#[command(
    after_help = "A query is words, \"phrases\", AND, OR, NOT (in capitals; -word too), parentheses, word* for any ending, and \
    title:, tool:, degree:, language:, certificate: and years:>5 (or 3..7)."
)]
pub(crate) struct Search {
    #[arg(allow_hyphen_values = true)]
    /// The query, in one pair of shell quotes: 'salesforce AND ("key account" OR "major account") NOT retail'
    query: String,
    /// Rank the resumes found by their fit for this role
    #[arg(long, value_name = "ROLE")]
    role: Option<String>,
    #[command(flatten)]
    catalog: CatalogDir,
    #[command(flatten)]
    blind: Blind,
    #[command(flatten)]
    as_of: AsOf,
    #[command(flatten)]
    jobs: Jobs,
    #[command(flatten)]
    store: StoreDir,
    #[command(flatten)]
    results: Results,
    #[command(flatten)]
    places: Places,
}

/// A hit and its place in the order.
struct Ranked {
    sort_key: SortKey,
    hit: Hit,
    fit: Option<Fit>,
    /// True if no cut-off hides it.
    is_shown: bool,
}

impl Search {
    /// Runs the command.
    pub(crate) fn run(&self, common: &Common) -> anyhow::Result<Exit> {
        let query =
            Query::parse(&self.query).map_err(|error| exit::usage(format!("{error}\n{}", error.shown(&self.query))))?;
        if self.role.is_none() && (self.places.cuts.min_score.is_some() || self.places.cuts.gate.is_some()) {
            return Err(exit::usage("--min-score and --gate need scores for a role; add --role"));
        }
        let folder = search_index::folder(&self.store)?;
        let output = self.results.open()?;
        let as_of = self.as_of.day();
        let engine = self.role.as_deref().map(|role| engine(&self.catalog, role)).transpose()?;
        let start = Instant::now();
        let index = ResumeIndex::open(&folder).map_err(|fault| search_index::unusable(&folder, &fault))?;
        let hits = index.search(&query, as_of).map_err(|fault| search_index::unusable(&folder, &fault))?;
        let found = hits.len();
        tracing::info!(found, microseconds = start.elapsed().as_micros(), "index opened and asked");
        let ranked: Vec<Ranked> = match &engine {
            Some(engine) => self.scored(&folder, &index, hits, engine, as_of)?,
            None => hits.into_iter().map(relevant).collect(),
        };
        let keys: Vec<SortKey> = ranked.iter().map(|ranked| ranked.sort_key).collect();
        let shown: Vec<_> = ranked.iter().zip(hits::ranks(&keys)).filter(|(ranked, _)| ranked.is_shown).collect();
        let most = self.places.top.top.map_or(SHOWN, NonZeroUsize::get);
        // With --top, hits equal to the last one are shown too. The default number is exact.
        let last = shown.get(most - 1).map(|(_, rank)| *rank).filter(|_| self.places.top.top.is_some());
        let is_shown = |(at, (_, rank)): &(usize, (&Ranked, usize))| *at < most || Some(*rank) == last;
        let mut finder = Finder::new(&query);
        let mut rows = Vec::new();
        for (_, (Ranked { hit, fit, .. }, rank)) in shown.into_iter().enumerate().take_while(is_shown) {
            let resume = index.resume(hit).map_err(|fault| search_index::unusable(&folder, &fault))?;
            let withheld = if self.blind.blind { resume.withheld.as_slice() } else { &[] };
            let snippets = finder.snippets(&resume.document, withheld);
            rows.push(HitRow { rank, fit: *fit, snippets, ..HitRow::new(&resume, hit, as_of, self.blind.blind) });
        }
        let catalog = engine.as_ref().map(Engine::catalog);
        let role = catalog.and_then(|catalog| Some((catalog, catalog.roles.first()?)));
        let listing = Listing { query: &self.query, as_of, role, found, pool: index.len(), rows };
        self.tell(&listing, common);
        write(&listing, output)?;
        Ok(Exit::Success)
    }

    /// The hits by fit, the best first.
    fn scored(
        &self,
        folder: &Path,
        pool: &ResumeIndex,
        mut hits: Vec<Hit>,
        engine: &Engine,
        as_of: Date,
    ) -> anyhow::Result<Vec<Ranked>> {
        let found = hits.len();
        if found > MOST_SCORED {
            hits.truncate(MOST_SCORED);
            say!("rolefit: {found} match; only the {MOST_SCORED} best matches are scored: use a narrower query");
        }
        let threads = session::threads(self.jobs.jobs)?;
        let cut = self.places.cut();
        let score = |hit: Hit| -> Result<(Ranked, String), Fault> {
            let resume = pool.resume(&hit)?;
            let assessed = catch_unwind(AssertUnwindSafe(|| engine.assess(&resume.document, as_of)));
            let assessment = assessed.as_ref().ok().and_then(|(_, assessment)| assessment.roles.first());
            let fit = Fit::of(assessment);
            let is_shown = assessment.map_or(cut.min_score.is_none(), |assessment| cut.passes(assessment));
            let ranked = Ranked { sort_key: hits::sort_key(&hit, Some(fit)), hit, fit: Some(fit), is_shown };
            Ok((ranked, resume.document.content))
        };
        let scored: Result<Vec<_>, Fault> = threads.install(|| hits.into_par_iter().map(score).collect());
        let mut scored = scored.map_err(|fault| search_index::unusable(folder, &fault))?;
        // Sorting is stable: the same content twice keeps the order of the hits.
        scored.sort_by(|(a, a_content), (b, b_content)| (a.sort_key, a_content).cmp(&(b.sort_key, b_content)));
        Ok(scored.into_iter().map(|(ranked, _)| ranked).collect())
    }

    /// Says on standard error what the output leaves out, and which of its files are not what they were.
    fn tell(&self, listing: &Listing, common: &Common) {
        for row in &listing.rows {
            let what = match row.file {
                FileState::Same => continue,
                FileState::Changed => "has changed since it was indexed; run `rolefit index` again",
                FileState::Gone => "no longer exists; run `rolefit index` again",
            };
            say!("rolefit: {}: {what}", words::one_line(&row.id));
        }
        let (found, shown) = (listing.found, listing.rows.len());
        if common.quiet {
            return;
        }
        let verb = if found == 1 { "matches" } else { "match" };
        let cuts = self.places.words();
        let hidden = match found - shown {
            0 => String::new(),
            _ if cuts.is_empty() => "; --top N shows more".into(),
            hidden => format!(", {hidden} hidden by {cuts}; nobody is rejected"),
        };
        say!("rolefit: {} of {} {verb}, {shown} shown{hidden}", words::count(found, "resume"), listing.pool);
    }
}

/// An engine for one role.
fn engine(options: &CatalogDir, role: &str) -> anyhow::Result<Engine> {
    let mut catalog = options.open()?;
    let id = session::role(&catalog, role)?.id.clone();
    catalog.roles.retain(|known| known.id == id);
    Ok(Engine::new(catalog)?)
}

/// Places a hit by its relevance.
fn relevant(hit: Hit) -> Ranked {
    Ranked { sort_key: hits::sort_key(&hit, None), hit, fit: None, is_shown: true }
}

fn write(listing: &Listing, output: Output) -> anyhow::Result<()> {
    match output.format_or(Format::Csv) {
        Format::Table => {
            let page = hits::table::page(&output.style(), listing);
            output.write(|out| out.write_all(page.as_bytes()))
        }
        Format::Csv => output.write(|out| hits::csv::write(listing, out)),
        Format::Json => output.write(|out| hits::json::write(listing, true, out)),
        Format::Jsonl => output.write(|out| hits::json::write(listing, false, out)),
    }
}
