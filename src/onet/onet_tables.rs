//! The O*NET tables, grouped by occupation.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::alternate_titles::AlternateTitle;
use super::job_zones::JobZone;
use super::occupation_data::OccupationData;
use super::onet_table::{self, OnetRow, fault};
use super::reported_titles::ReportedTitle;
use super::task_statements::TaskStatement;
use super::technology_skills::TechnologySkill;
use crate::error::Result;

/// An occupation with its rows from all tables, each list in the order of its table.
#[derive(Clone, Debug, Default)]
pub(super) struct Occupation {
    pub title: String,
    pub description: String,
    pub reported: Vec<String>,
    pub alternates: Vec<String>,
    /// From 1 to 5; `None` if O*NET has not surveyed the occupation.
    pub zone: Option<u8>,
    pub tasks: Vec<TaskStatement>,
    pub technologies: Vec<TechnologySkill>,
}

/// The occupations of an O*NET database.
#[derive(Clone, Debug)]
pub struct Tables {
    /// By O*NET-SOC code.
    pub(super) occupations: BTreeMap<String, Occupation>,
    /// Name and release of the database.
    pub(super) release: String,
}

/// The file whose first line names the release.
const READ_ME: &str = "Read Me.txt";

/// Name of a database without that file.
const UNNAMED: &str = "O*NET Database";

impl Tables {
    /// Reads the tables from the directory of an O*NET database in its text form.
    ///
    /// # Errors
    /// [`Error::Io`](crate::Error::Io) if a table cannot be read; [`Error::Catalog`](crate::Error::Catalog) with file
    /// and line if a table is not there, is incomplete, or names occupations that are not in the others.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut occupations = BTreeMap::new();
        for OccupationData { code, title, description } in onet_table::read(folder)? {
            occupations.insert(code, Occupation { title, description, ..Occupation::default() });
        }
        let read_me = std::fs::read_to_string(folder.join(READ_ME)).unwrap_or_default();
        let named = read_me.lines().next().map(str::trim).filter(|line| line.starts_with("O*NET"));
        let mut tables = Self { occupations, release: named.unwrap_or(UNNAMED).to_owned() };
        tables.add(folder, |row: &AlternateTitle| &row.code, |it, row| it.alternates.push(row.title))?;
        tables.add(folder, |row: &ReportedTitle| &row.code, |it, row| it.reported.push(row.title))?;
        let zones = tables.add(folder, |row: &JobZone| &row.code, |it, row| it.zone = Some(row.zone))?;
        let tasks = tables.add(folder, |row: &TaskStatement| &row.code, |it, row| it.tasks.push(row))?;
        tables.add(folder, |row: &TechnologySkill| &row.code, |it, row| it.technologies.push(row))?;
        // Surveyed occupations have a zone and tasks, so a difference means that a table is incomplete.
        if let Some(code) = zones.symmetric_difference(&tasks).next() {
            let lacking = if tasks.contains(code) { JobZone::FILE } else { TaskStatement::FILE };
            return Err(fault(&folder.join(lacking), 0, format!("it lacks the occupation {code}, which others have")));
        }
        if let Some((code, _)) = tables.occupations.iter().find(|(_, occupation)| occupation.alternates.is_empty()) {
            return Err(fault(&folder.join(AlternateTitle::FILE), 0, format!("it lacks the occupation {code}")));
        }
        let surveyed = tables.occupations.values().rfind(|occupation| !occupation.tasks.is_empty());
        if surveyed.is_none_or(|last| last.technologies.is_empty() || last.reported.is_empty()) {
            let either = format!("`{}` or `{}` ends early", TechnologySkill::FILE, ReportedTitle::FILE);
            return Err(fault(folder, 0, either));
        }
        Ok(tables)
    }

    /// Reads a table, adds its rows to their occupations, and returns the codes that occur in it.
    fn add<R: OnetRow>(
        &mut self,
        folder: &Path,
        code: impl Fn(&R) -> &String,
        add: impl Fn(&mut Occupation, R),
    ) -> Result<BTreeSet<String>> {
        let mut codes = BTreeSet::new();
        for (at, row) in onet_table::read::<R>(folder)?.into_iter().enumerate() {
            let code = code(&row).clone();
            let Some(occupation) = self.occupations.get_mut(&code) else {
                // Rows begin on line 2, below the headers.
                let message = format!("`{}` has no occupation {code}", OccupationData::FILE);
                return Err(fault(&folder.join(R::FILE), at + 2, message));
            };
            add(occupation, row);
            codes.insert(code);
        }
        Ok(codes)
    }
}
