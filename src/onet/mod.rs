//! Makes a catalog of roles from the occupations of the O*NET database.
//!
//! The tables are read and grouped by occupation. Each occupation is drafted as a role, written and checked in the same
//! way as an imported posting.

mod alternate_titles;
mod job_zones;
mod occupation;
mod occupation_data;
mod onet_table;
mod onet_tables;
mod onet_vocabulary;
mod products;
mod reported_titles;
mod settings;
mod task_statements;
mod technology_skills;
mod title_words;
mod titles;
mod tools;

use crate::catalog::Catalog;
use crate::error::Result;
use crate::posting::{Importer, role_file};

pub use onet_tables::Tables;

/// Returns the notice that the O*NET licence asks every copy to carry.
pub fn attribution(tables: &Tables) -> String {
    format!(
        "This catalog includes information from the {} by the U.S. Department of Labor,\n\
         Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0 license\n\
         (https://creativecommons.org/licenses/by/4.0/). O*NET is a trademark of USDOL/ETA. The information was\n\
         selected, weighed and changed by rolefit; USDOL/ETA has not approved, endorsed, or tested these changes.\n",
        tables.release
    )
}

/// The role of an occupation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccupationRole {
    /// Kebab-case id, from the title.
    pub id: String,
    /// The role file; the same tables give the same bytes.
    pub toml: String,
}

/// Returns names and texts of the vocabulary files that add O*NET's tools and title nouns to the vocabulary of
/// `catalog`. They leave out anything that the vocabulary already has.
///
/// # Errors
/// Never in a release, because a test reads the embedded settings.
pub fn vocabulary(tables: &Tables, catalog: &Catalog) -> Result<[(&'static str, String); 2]> {
    let (settings, vocabulary) = (settings::Settings::embedded()?, &catalog.vocabulary);
    let (tools, nouns) = (onet_vocabulary::tools, onet_vocabulary::nouns);
    Ok([
        ("tools_onet.toml", tools(tables, &settings, vocabulary)),
        ("titles_onet.toml", nouns(tables, &settings, vocabulary)),
    ])
}

/// Returns one role per occupation, in the order of their codes, for use with the vocabulary of `catalog`.
///
/// # Errors
/// [`Error::Catalog`](crate::Error::Catalog) if an occupation gives a role with faults.
pub fn roles(tables: &Tables, catalog: Catalog) -> Result<Vec<OccupationRole>> {
    let (settings, importer) = (settings::Settings::embedded()?, Importer::new(catalog)?);
    let drafter = occupation::Drafter::new(tables, &settings, &importer);
    let role = |(code, occupation): (&String, &onet_tables::Occupation)| {
        let draft = drafter.draft(code, occupation);
        let toml = format!("# O*NET-SOC {code}; see NOTICE.\n{}", role_file::role_file(&draft));
        Catalog::check_role(&draft.id, &toml, importer.vocabulary())?;
        Ok(OccupationRole { id: draft.id, toml })
    };
    tables.occupations.iter().map(role).collect()
}
