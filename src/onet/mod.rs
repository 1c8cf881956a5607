//! Makes a catalog of roles out of the occupations of the O*NET database.
//!
//! Tables are read into occupations, an occupation is drafted as a role, and the draft is written and checked as one that
//! came of a posting.

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

/// Where the information of a catalog comes from, as its licence asks every copy to say.
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
    /// The role file; the same bytes for the same tables.
    pub toml: String,
}

/// The files by which the vocabulary of `catalog` grows: their names and texts. What the vocabulary has without them is not
/// among it.
///
/// # Errors
/// Never in a release: what they are written by is embedded, and a test reads it.
pub fn vocabulary(tables: &Tables, catalog: &Catalog) -> Result<[(&'static str, String); 2]> {
    let (settings, vocabulary) = (settings::Settings::embedded()?, &catalog.vocabulary);
    let (tools, nouns) = (onet_vocabulary::tools, onet_vocabulary::nouns);
    Ok([
        ("tools_onet.toml", tools(tables, &settings, vocabulary)),
        ("titles_onet.toml", nouns(tables, &settings, vocabulary)),
    ])
}

/// A role an occupation, in the order of their codes, to be used with the vocabulary of `catalog`.
///
/// # Errors
/// [`Error::Catalog`](crate::Error::Catalog) if an occupation makes no role that can be checked.
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
