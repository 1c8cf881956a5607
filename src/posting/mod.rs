//! Turns job postings into roles. Every criterion is recognised by the vocabulary, and every line is accounted for.
//!
//! The steps: a source is read as texts of postings, a text is split into lines and sections, sections into items, and
//! items become criteria. The resulting draft is written as a role file and checked like any other role file.

mod batch;
mod corpus;
mod csv_postings;
mod defining;
pub(crate) mod draft;
pub(crate) mod draft_criterion;
mod grounding;
mod heading_shape;
mod inline_headings;
mod item_marks;
mod items;
mod job_posting;
mod job_vacancy;
mod json_postings;
mod json_vacancy;
mod line_reports;
mod line_sections;
mod meanings;
mod plain_title;
mod position_title;
mod posting_lines;
mod posting_source;
mod posting_text;
mod recognise;
mod refusal;
mod repeated_sections;
mod resume_check;
pub(crate) mod role_file;
mod summary;
mod table_rows;
mod tenure;
#[cfg(test)]
mod testing;
mod title_forms;
mod typing;
mod weighing;

use std::sync::OnceLock;

use crate::catalog::{Catalog, Vocabulary};
use crate::error::Result;
use crate::matcher::Rarity;
use crate::occupations::Occupations;
use rolefit_document::{Problem, ProblemCode};

pub use batch::{BatchImporter, read_file, read_from};
pub(crate) use csv_postings::separator;
pub use job_posting::JobPosting;
pub use job_vacancy::{LackingProperty, lacking};
pub use line_reports::{CriterionOutline, LineOutcome, LineReport, LineRow, Warning};
pub use posting_source::Columns;
#[cfg(feature = "serve")]
pub(crate) use refusal::role_source;
pub use refusal::{open_catalog, open_roles};

use corpus::PostingWords;
use posting_source::Source;
use recognise::Recogniser;
pub(crate) use typing::spoken_months;

/// Imports postings with a catalog's vocabulary. Building one is slow, so build it once and use it for many postings.
pub struct Importer {
    vocabulary: Vocabulary,
    posting_words: PostingWords,
    recogniser: Recogniser,
    rarity: Rarity,
    occupations: OnceLock<Result<Occupations>>,
}

/// The settings of an import.
#[derive(Clone, Debug, Default)]
pub struct ImportOptions {
    /// Columns of a table whose headers are not known.
    pub columns: Columns,
    /// The title of a source of one posting.
    pub title: Option<String>,
    /// True if a person confirms all must-haves. Otherwise they feed no gate and no band.
    pub confirm: bool,
}

/// A role that was imported.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedRole {
    /// Kebab-case id, from the title.
    pub id: String,
    /// The role file. Importing it again gives the same bytes.
    pub toml: String,
    /// Number of the posting in its source, from 1; `None` if the source can hold only one.
    pub posting_number: Option<usize>,
    /// The criteria in short, in order; empty if the source was a role file.
    pub outlines: Vec<CriterionOutline>,
    /// Every line of the posting with its outcome; empty if the source was a role file.
    pub lines: Vec<LineReport>,
    /// The occupations of O*NET whose titles count as related titles; empty if the vocabulary knows the title.
    pub occupations: Vec<String>,
    /// Refusals, and advice for the author of the posting, in the order of lines.
    pub warnings: Vec<Warning>,
}

impl Importer {
    /// Compiles the vocabulary of `catalog` and the words of postings.
    ///
    /// # Errors
    /// [`Error::Catalog`](crate::Error::Catalog) if a pattern of the vocabulary is wrong; never with the embedded
    /// catalog.
    pub fn new(catalog: Catalog) -> Result<Self> {
        let posting_words = PostingWords::embedded()?;
        let recogniser = Recogniser::new(&catalog.vocabulary, &posting_words)?;
        Ok(Self {
            vocabulary: catalog.vocabulary,
            posting_words,
            recogniser,
            rarity: Rarity::embedded()?,
            occupations: OnceLock::new(),
        })
    }

    /// Imports all postings of a source: a web page, a document, JSON, a table, or a role file. `file_name` is a hint,
    /// as in [`ingest::read`](rolefit_ingest::read); `columns` names the columns of a table whose headers are not
    /// known.
    ///
    /// ```
    /// use rolefit::{catalog::Catalog, posting::{Columns, Importer}};
    /// let importer = Importer::new(Catalog::embedded().unwrap()).unwrap();
    /// let page = "Key Account Manager\n\nRequirements\n\n- Excellent negotiation skills\n- Fluent German\n";
    /// let roles = importer.import(page.as_bytes(), Some("page.md"), &Columns::default()).unwrap();
    /// assert_eq!(roles[0].id, "key-account-manager");
    /// assert!(roles[0].toml.contains("negotiation"));
    /// ```
    ///
    /// # Errors
    /// A [`Problem`] if the source cannot be read, holds no posting, or has any fault. Then none of its postings is
    /// imported.
    pub fn import(
        &self,
        bytes: &[u8],
        file_name: Option<&str>,
        columns: &Columns,
    ) -> std::result::Result<Vec<ImportedRole>, Problem> {
        self.import_as(bytes, file_name, &ImportOptions { columns: columns.clone(), ..ImportOptions::default() })
    }

    /// Imports as [`Importer::import`] does, with further settings.
    ///
    /// # Errors
    /// As for [`Importer::import`].
    pub fn import_as(
        &self,
        bytes: &[u8],
        file_name: Option<&str>,
        options: &ImportOptions,
    ) -> std::result::Result<Vec<ImportedRole>, Problem> {
        let ImportOptions { columns, title, confirm } = options;
        let mut postings = match posting_source::read(bytes, file_name, columns)? {
            Source::Role { id, text } if *confirm => {
                return Ok(vec![self.role_file(&id, role_file::confirmed(&text))?]);
            }
            Source::Role { id, text } => return Ok(vec![self.role_file(&id, text)?]),
            Source::Texts(postings) => postings,
        };
        if let ([posting], Some(title)) = (postings.as_mut_slice(), title) {
            posting.title = Some(title.clone());
        }
        let drafts = postings.iter().map(|posting| draft::draft(posting, self));
        let drafts: Vec<_> = drafts.collect::<std::result::Result<_, _>>()?;
        drafts.into_iter().map(|draft| self.finish(draft, *confirm)).collect()
    }

    /// Returns the protected trait that `words` name, if any. No criterion and no question may name one.
    pub fn protected_trait(&self, words: &str) -> Option<String> {
        self.recogniser.read(words).refused_trait()
    }

    /// Returns a label and a part recognised by telling words for the text of a duty; `None` if too few of its words
    /// are specific.
    pub(crate) fn by_telling_words(&self, text: &str) -> Option<(String, draft_criterion::DraftPart)> {
        typing::by_telling_words(text, self)
    }

    /// The occupations of O*NET, read when the first posting needs them; `None` if their table is faulty, which no
    /// release has.
    fn occupations(&self) -> Option<&Occupations> {
        let read = self.occupations.get_or_init(Occupations::embedded).as_ref();
        debug_assert!(read.is_ok(), "a test reads the table");
        read.ok()
    }

    /// The vocabulary that postings are read by.
    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Accepts a role file as it is, if it has no faults.
    fn role_file(&self, id: &str, text: String) -> std::result::Result<ImportedRole, Problem> {
        self.check(id, &text)?;
        Ok(ImportedRole {
            id: id.to_owned(),
            toml: text,
            posting_number: None,
            outlines: Vec::new(),
            lines: Vec::new(),
            occupations: Vec::new(),
            warnings: Vec::new(),
        })
    }

    fn finish(&self, draft: draft::Draft, confirm: bool) -> std::result::Result<ImportedRole, Problem> {
        let toml = role_file::role_file(&draft);
        let toml = if confirm { role_file::confirmed(&toml) } else { toml };
        self.check(&draft.id, &toml)?;
        let of_lines = draft.criteria.iter().filter(|criterion| !criterion.is_tenure());
        let outlines = of_lines.map(|criterion| criterion.outline(&self.vocabulary)).collect();
        let draft::Draft { id, posting_number, lines, occupations, warnings, .. } = draft;
        Ok(ImportedRole { id, toml, posting_number, outlines, lines, occupations, warnings })
    }

    fn check(&self, id: &str, text: &str) -> std::result::Result<(), Problem> {
        Catalog::check_role(id, text, &self.vocabulary).map_err(|error| {
            let faults = error.to_string().replace('\n', "; ");
            problem(
                ProblemCode::Damaged,
                format!("the role file has faults: {faults}"),
                "fix them, and import it again",
            )
        })
    }
}

/// Returns the role under another id, for a second posting with the same title.
fn renamed(imported: &ImportedRole, id: &str) -> ImportedRole {
    let rename = |text: &str| text.replace(&format!("\"{}/", imported.id), &format!("\"{id}/"));
    let lines = imported.lines.iter().cloned().map(|line| line.renamed(&imported.id, id)).collect();
    let outlines = imported.outlines.iter().cloned().map(|outline| outline.renamed(&imported.id, id)).collect();
    ImportedRole { id: id.to_owned(), toml: rename(&imported.toml), outlines, lines, ..imported.clone() }
}

fn problem(code: ProblemCode, message: impl Into<String>, remedy: &str) -> Problem {
    Problem { code, message: message.into(), remedy: remedy.into(), page: None }
}
