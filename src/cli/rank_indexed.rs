//! `rolefit rank --index`: the best of the indexed resumes, without reading a file.

use std::path::Path;

use rolefit::explain::words;
use rolefit::output::Export;
use rolefit::pool::Fault;
use rolefit::pool::search::{FileState, ResumeIndex};
use rolefit::rank::{CutOffs, Entrant};
use rolefit::session::{BestIndexed, Options, Session};

use super::document::About;
use super::exit::Exit;
use super::exporter::exporter;
use super::options::{Common, Format, Rows};
use super::output::Output;
use super::search_index;
use super::session::{threads, unopened};

/// Ranks the resumes of the index beside the store in the folder `store`.
pub(super) fn run(
    store: &Path,
    options: Options,
    cut: CutOffs,
    rows: &Rows,
    about: About,
    output: Output,
    common: &Common,
) -> anyhow::Result<Exit> {
    let folder = search_index::beside(store);
    let unusable = |fault: Fault| match fault {
        Fault::Outdated => anyhow::anyhow!(
            "{}: some resumes were indexed by another version of rolefit or with another vocabulary; run `rolefit index \
             PATH` again, with the same --catalog",
            folder.display()
        ),
        fault => search_index::unusable(&folder, &fault),
    };
    let session = Session::open(options).map_err(unopened)?;
    let index = ResumeIndex::open(&folder).map_err(unusable)?;
    let threads = threads(session.options().jobs)?;
    let top = cut.top.unwrap_or(usize::MAX);
    let BestIndexed { candidates, changed, indexed, scored } =
        session.best_indexed(&index, top, &threads).map_err(unusable)?;
    for (id, state) in changed {
        let what = if state == FileState::Gone { "no longer exists" } else { "has changed since it was indexed" };
        say!("rolefit: {}: {what}; run `rolefit index` again", words::one_line(&id));
    }
    let (run, format) = (session.run(), output.format_or(Format::Csv));
    let layout = rows.layout(format, output.document())?;
    let exporter = exporter(&output, output.document(), about, format, layout, true);
    let tally = output.write(|out| {
        let mut export = Export::begin(&*exporter, &run, &cut, out)?;
        let mut entrants = candidates.iter().map(|it| Entrant::new(it, &cut, exporter.rows(&run, it)));
        entrants.try_for_each(|entrant| export.add(&entrant))?;
        export.finish(std::iter::empty())
    })?;
    if !common.quiet {
        let roles = words::count(run.catalog.roles.len(), "role");
        say!(
            "rolefit: {} ranked for {roles} as of {}; {scored} scored, which no other can outrank",
            words::count(indexed, "indexed resume"),
            run.as_of
        );
    }
    Ok(Exit::after(tally.scored(), 0))
}
