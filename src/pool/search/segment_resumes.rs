//! Reads what signs and words tell of the resumes of a segment: titles, and words that may be misspelled names.

use tantivy::DocId;
use tantivy::schema::IndexRecordOption;
use tantivy::termdict::TermStreamer;

use super::segment::{Segment, each, thousandths};
use super::stems::Stems;
use super::tokenizer::WRITTEN;
use crate::score::{RoleClues, Sign};

/// What is known of a resume.
#[derive(Clone, Copy, Default)]
pub(super) struct Known {
    /// True with a position in the role's line of work.
    pub is_inside: bool,
    /// True if running text may state the title of the role.
    pub may_state_title: bool,
    /// True if a word may be a misspelled name of a role's own.
    pub is_misspelled: bool,
    /// True if the text is damaged, so that criteria may be unanswered.
    pub is_damaged: bool,
}

/// What is known of the resumes of a segment.
pub(super) struct Resumes<'a> {
    pub known: Vec<Known>,
    /// The most credit for the title, in thousandths.
    pub title: Vec<u16>,
    /// The entries that titles imply, each with the resumes.
    pub implied: Vec<(&'a str, Vec<DocId>)>,
}

impl Segment<'_> {
    /// Reads what is known of all resumes.
    pub(super) fn resumes<'c>(&self, clues: &RoleClues<'c>) -> tantivy::Result<Resumes<'c>> {
        let number = self.reader.max_doc() as usize;
        let (known, title) = (vec![Known::default(); number], vec![0; number]);
        let mut resumes = Resumes { known, title, implied: Vec::new() };
        self.read_titles(clues, &mut resumes)?;
        for word in clues.openers() {
            self.each_with(&Sign::Opens(word).to_string(), |document| {
                if let Some(known) = resumes.known.get_mut(document as usize) {
                    known.may_state_title = true;
                    let most = thousandths(RoleClues::in_prose().of(known.is_inside));
                    resumes.title.get_mut(document as usize).into_iter().for_each(|it| *it = most.max(*it));
                }
            })?;
        }
        self.each_with(&Sign::Damaged.to_string(), |document| {
            resumes.known.get_mut(document as usize).into_iter().for_each(|known| known.is_damaged = true);
        })?;
        self.find_misspelled(clues, &mut resumes.known)?;
        Ok(resumes)
    }

    /// Reads the titles of all resumes. Each distinct title that has all words of a title asked for is compared once.
    fn read_titles<'c>(&self, clues: &RoleClues<'c>, resumes: &mut Resumes<'c>) -> tantivy::Result<()> {
        let mut sieve = clues.titles_asked();
        for is_position in [true, false] {
            let prefix = if is_position { Sign::Held("") } else { Sign::Headline("") }.to_string();
            let mut titles = self.signs.terms().range().ge(&prefix).into_stream()?;
            while titles.advance() {
                let Some(title) = title_of(&titles, &prefix) else { break };
                if !sieve.may_hold(title) {
                    continue;
                }
                let clue = clues.held(title);
                if clue.credit.is_none() && clue.implied.is_empty() {
                    continue;
                }
                let mut documents = Vec::new();
                let postings =
                    self.signs.read_block_postings_from_terminfo(titles.value(), IndexRecordOption::Basic)?;
                each(postings, |document| documents.push(document));
                if let Some(credit) = clue.credit {
                    for at in documents.iter().map(|document| *document as usize) {
                        resumes.known.get_mut(at).into_iter().for_each(|known| known.is_inside |= is_position);
                        resumes.title.get_mut(at).into_iter().for_each(|it| *it = thousandths(credit).max(*it));
                    }
                }
                resumes.implied.extend(clue.implied.into_iter().map(|entry| (entry, documents.clone())));
            }
        }
        Ok(())
    }

    /// Finds the resumes with a word that may be a misspelled name of a role's own.
    fn find_misspelled(&self, clues: &RoleClues<'_>, known: &mut [Known]) -> tantivy::Result<()> {
        let mut stems = Stems::default();
        for prefix in clues.initials().into_iter().flat_map(|it| [it.to_owned(), format!("{WRITTEN}{it}")]) {
            let mut terms = self.text.terms().range().ge(&prefix).into_stream()?;
            while terms.advance() {
                let term = std::str::from_utf8(terms.key()).ok().filter(|term| term.starts_with(&prefix));
                let Some(word) = term.map(|term| term.trim_start_matches(WRITTEN)) else { break };
                if !clues.is_misspelled(word, || stems.of(word).1.to_owned()) {
                    continue;
                }
                let postings = self.text.read_block_postings_from_terminfo(terms.value(), IndexRecordOption::Basic)?;
                each(postings, |document| {
                    known.get_mut(document as usize).into_iter().for_each(|known| known.is_misspelled = true);
                });
            }
        }
        Ok(())
    }
}

/// The title in a term of the dictionary; `None` behind the last title.
fn title_of<'t>(terms: &'t TermStreamer<'_>, prefix: &str) -> Option<&'t str> {
    std::str::from_utf8(terms.key()).ok()?.strip_prefix(prefix)
}
