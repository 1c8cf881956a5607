//! How many resumes came out how, and what the index gets of each.

use rolefit::explain::words;
use rolefit::pool::search::{Fault, Writer};
use serde::Serialize;

use super::made::{How, Made, Outcome};

/// How many came out how, also for programs.
#[derive(Default, Serialize)]
pub(super) struct Counts {
    schema: &'static str,
    /// How many the index holds in the end.
    pub resumes: usize,
    new: usize,
    changed: usize,
    /// Moved, or made anew though they are as they were.
    anew: usize,
    known: usize,
    /// How many left the index.
    pub gone: usize,
    /// How many files could not be read.
    pub unreadable: usize,
    /// Whether some of the paths could not be opened.
    #[serde(rename = "in_part")]
    pub is_in_part: bool,
}

impl Counts {
    /// Before anything is counted.
    pub(super) fn new(is_in_part: bool) -> Counts {
        Counts { schema: "rolefit.indexed/1", is_in_part, ..Counts::default() }
    }

    /// Counts what was made and hands it to the index.
    pub(super) fn take(&mut self, made: Made, writer: &mut Writer) -> Result<(), Fault> {
        let Made { sighting, outcome, .. } = made;
        match outcome {
            Outcome::Known => {
                self.known += 1;
                writer.saw(&sighting);
            }
            Outcome::Unreadable => {
                self.unreadable += 1;
                // What cannot be read today is not gone, nor is what it holds.
                writer.keep_below(&sighting.place);
            }
            Outcome::Put(entry, how) => {
                *match how {
                    How::New => &mut self.new,
                    How::Changed => &mut self.changed,
                    How::Anew => &mut self.anew,
                } += 1;
                writer.put(&sighting, *entry)?;
            }
        }
        Ok(())
    }

    /// How many could be read, now or before.
    pub(super) fn readable(&self) -> usize {
        self.known + self.new + self.changed + self.anew
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Counts { new, changed, anew, known, gone, unreadable, .. } = self;
        let resumes = words::count(self.resumes, "resume");
        write!(
            f,
            "{resumes} in the index: {new} new, {changed} changed, {anew} moved or looked at anew, {known} as they were, {gone} gone"
        )?;
        match unreadable {
            0 => Ok(()),
            _ => write!(f, "; {} could not be read", words::count(*unreadable, "file")),
        }
    }
}
