//! The ranking as a web page in one file, which opens from disk and needs no network.
//!
//! The page is `web/`, written into the file with the data: an index of all candidates, and blocks with the texts and
//! quotes of some candidates each, which the page unpacks when somebody looks at one of them. A page of ten thousand
//! candidates therefore opens as fast as its index.

mod detail;
mod index;
#[cfg(feature = "serve")]
mod live;
mod page;
mod support;
#[cfg(test)]
mod tests;

#[cfg(feature = "serve")]
pub(crate) use self::{live::*, page::live as files};

use std::io::{self, Write};

use self::detail::Detail;
use self::index::{Person, PersonPlaces, RoleData, RunData};
use super::cells;
use super::history::Gone;
use super::{Exporter, RowWriter, Run};
use crate::candidate::Candidate;
use crate::rank::{RankedRow, RowOrder, Tally};

/// The number of candidates per block. A block unpacks in some milliseconds.
const PER_BLOCK: usize = 32;

/// What the page opens with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Start {
    /// The list, and its first candidate.
    #[default]
    List,
    /// The comparison of all candidates.
    Compare,
    /// One sheet per person who is invited, without the texts of the resumes.
    Shortlist,
}

/// Writes one page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Html {
    /// What it opens with.
    pub start: Start,
    /// True if a shortlist shows contacts.
    pub contacts: bool,
    /// True if names and contacts are withheld from the candidates.
    pub blind: bool,
}

impl Exporter for Html {
    fn order(&self) -> RowOrder {
        RowOrder::ById
    }

    fn rows(&self, run: &Run, candidate: &Candidate) -> Vec<Vec<u8>> {
        let is_wanted = self.start != Start::Shortlist || candidate.history.is_invited();
        let data = is_wanted.then(|| [json(&Person::new(run, candidate)), json(&Detail::new(run, candidate, self))]);
        vec![cells::pack(data.into_iter().flatten())]
    }

    fn begin<'a>(&self, run: &Run<'a>, out: &'a mut dyn Write) -> io::Result<Box<dyn RowWriter + 'a>> {
        page::write_head(out)?;
        let index = Index { html: *self, run: *run, people: String::new(), gone: Vec::new() };
        Ok(Box::new(Page { index, out, block: Vec::new(), blocks: 0 }))
    }
}

/// A page that is being written.
struct Page<'a> {
    index: Index<'a>,
    out: &'a mut dyn Write,
    /// The details of the candidates of the block that is being filled.
    block: Vec<String>,
    blocks: usize,
}

/// The index of all candidates, on its way.
struct Index<'a> {
    html: Html,
    run: Run<'a>,
    /// The candidates so far: JSON objects with commas between them.
    people: String,
    /// The ids of candidates who are gone since an earlier run.
    gone: Vec<String>,
}

impl Index<'_> {
    /// Adds a candidate.
    fn add(&mut self, row: &RankedRow<'_>, person: &str) {
        let ranks = row.ranks.iter().map(|place| (place.role, place.rank, place.close_group)).collect();
        let places = json(&PersonPlaces { ranks, same: row.same_person });
        self.people.push_str(if self.people.is_empty() { "" } else { "," });
        // One object: the places, which are known only now, and the rest.
        self.people.extend([places.trim_end_matches('}'), ",", person.trim_start_matches('{')]);
    }

    /// The whole index.
    fn json(self, tally: &Tally) -> String {
        let run = json(&RunData::new(&self.run, &self.html, self.gone));
        let roles = self.run.catalog.roles.iter().zip(&tally.roles);
        let roles = json(&roles.map(|(role, tally)| RoleData::new(self.run.catalog, role, tally)).collect::<Vec<_>>());
        format!("{},\"roles\":{roles},\"people\":[{}]}}", run.trim_end_matches('}'), self.people)
    }
}

impl RowWriter for Page<'_> {
    fn row(&mut self, row: &RankedRow<'_>) -> io::Result<()> {
        let mut cells = cells::unpack(row.cells);
        let (Some(person), Some(detail)) = (cells.next(), cells.next()) else { return Ok(()) };
        self.index.add(row, person);
        self.block.push(detail.to_owned());
        if self.block.len() == PER_BLOCK { self.write_block() } else { Ok(()) }
    }

    fn gone(&mut self, gone: &mut dyn ExactSizeIterator<Item = Gone<'_>>, _: &Tally) -> io::Result<()> {
        self.index.gone = gone.map(|gone| gone.id.to_owned()).collect();
        Ok(())
    }

    fn end(&mut self, tally: &Tally) -> io::Result<()> {
        if !self.block.is_empty() {
            self.write_block()?;
        }
        let empty = Index { people: String::new(), gone: Vec::new(), ..self.index };
        let index = std::mem::replace(&mut self.index, empty).json(tally);
        page::write_data(self.out, "index", &index)?;
        page::write_foot(self.out)
    }
}

impl Page<'_> {
    fn write_block(&mut self) -> io::Result<()> {
        let block = format!("[{}]", self.block.join(","));
        self.block.clear();
        page::write_data(self.out, &format!("block-{}", self.blocks), &block)?;
        self.blocks += 1;
        Ok(())
    }
}

/// `value` as JSON.
fn json(value: &impl serde::Serialize) -> String {
    // Serializing fails only for maps with keys that are no strings, and no map is written.
    serde_json::to_string(value).unwrap_or_default()
}
