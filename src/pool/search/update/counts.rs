//! The numbers of new, changed, known and removed resumes in an update.

use serde::Serialize;

use super::super::{ResumeFile, Writer};
use super::outcome::{Outcome, Reason};
use crate::pool::Fault;

/// The numbers of resumes in an update.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Resumes in the index after the update.
    pub resumes: usize,
    /// Resumes from places that the index did not know.
    pub new: usize,
    /// Resumes that replaced another one from the same place.
    pub changed: usize,
    /// Resumes that moved, or were indexed anew though their text is unchanged.
    pub anew: usize,
    /// Resumes that the index held already, unchanged.
    pub known: usize,
    /// Resumes that were removed because their file is gone.
    pub gone: usize,
    /// Files that could not be read.
    pub unreadable: usize,
    /// True if some of the paths could not be opened. Then no resume was removed.
    #[serde(rename = "in_part")]
    pub is_in_part: bool,
}

impl Counts {
    /// Counts a resume and writes it to the index.
    pub(super) fn take(&mut self, file: &ResumeFile, outcome: Outcome, writer: &mut Writer) -> Result<(), Fault> {
        match outcome {
            Outcome::Known => {
                self.known += 1;
                writer.mark_seen(file);
            }
            Outcome::Unreadable => {
                self.unreadable += 1;
                // A file that cannot be read today is not gone, nor are the resumes inside it.
                writer.keep_below(&file.location.path());
            }
            Outcome::Put(resume, reason) => {
                *match reason {
                    Reason::New => &mut self.new,
                    Reason::Changed => &mut self.changed,
                    Reason::Anew => &mut self.anew,
                } += 1;
                writer.put(file, *resume)?;
            }
        }
        Ok(())
    }

    /// Resumes that could be read, in this run or an earlier one.
    pub fn readable(&self) -> usize {
        self.known + self.new + self.changed + self.anew
    }
}
