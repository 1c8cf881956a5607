//! An earlier run, read record by record. Only the fields that candidates are compared by stay in memory.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::change_tally::EarlierMatch;
use super::line::{Head, Line, LineCandidate};
use super::records::{self, FORM};
use super::{ChangeTally, content_hash};
use crate::candidate::history::{Cause, Change, Decision, OldRole, Since};
use crate::candidate::{Candidate, blind};
use crate::error::{Error, Result, fault};
use crate::output::{Run, v1};
use crate::rank::assessment_of;
use crate::score::{Gate, RoleAssessment};
use crate::units::Score;

/// So many bytes of a hash are enough to tell all resumes apart.
const KEY_BYTES: usize = 16;
type Key = [u8; KEY_BYTES];

/// An earlier run. Takes about 150 bytes per resume, and 16 per resume and role.
#[derive(Debug)]
pub struct EarlierRun {
    head: Head,
    /// The differences between this run and the run that is compared with it.
    by: Vec<Cause>,
    /// The ids of roles, in the order of their first record.
    roles: Vec<String>,
    /// For each role, its index in the catalog of the run that is compared.
    indices: Vec<Option<usize>>,
    /// True if both runs scored the same roles, so that ranks can be compared.
    same_roles: bool,
    /// The ids of all resumes, concatenated.
    ids: String,
    resumes: Vec<Resume>,
    verdicts: Vec<EarlierVerdict>,
    by_id: FxHashMap<Key, u32>,
    /// The first resume of each content.
    by_content: FxHashMap<Key, u32>,
}

/// A resume of the earlier run.
#[derive(Clone, Copy, Debug)]
struct Resume {
    content: Option<blake3::Hash>,
    is_readable: bool,
    /// The ends of its id and its verdicts. Both begin at the ends of the previous resume.
    id_end: usize,
    verdicts_end: usize,
}

/// The verdict on one role, as it was written: the score with one decimal, the confidence with two.
#[derive(Clone, Copy, Debug, PartialEq)]
struct EarlierVerdict {
    role: u32,
    rank: u32,
    score: Option<u16>,
    confidence: u8,
    gate: Gate,
}

/// A candidate of the earlier run that this run lacks.
#[derive(Clone, Debug, PartialEq)]
pub struct Gone<'a> {
    /// The id in the earlier run.
    pub id: &'a str,
    /// `blake3:` and the hash of its bytes.
    pub content: Option<String>,
    /// The change, and the verdicts of the earlier run.
    pub since: Since,
    /// The decisions on its content.
    pub decisions: Vec<Decision>,
}

impl EarlierRun {
    /// Reads the records in the file at `path`, to compare `run` with them. If `is_blind`, resumes are known by their
    /// content only, because an earlier id may be a name.
    ///
    /// # Errors
    /// [`Error::Io`], or [`Error::Judgements`] with the line that is wrong.
    pub fn read(path: &Path, run: &Run<'_>, is_blind: bool) -> Result<EarlierRun> {
        let file = File::open(path).map_err(Error::io(path))?;
        EarlierRun::parse(&path.display().to_string(), BufReader::new(file), run, is_blind)
    }

    pub(super) fn parse(file: &str, lines: impl BufRead, run: &Run<'_>, is_blind: bool) -> Result<EarlierRun> {
        let mut earlier: Option<EarlierRun> = None;
        let mut numbers = FxHashMap::default();
        records::each(file, lines, |number, line: Line| {
            let earlier = earlier.get_or_insert_with(|| EarlierRun::empty(line.head(), run));
            let wrong = earlier.add(line, &mut numbers, is_blind).err();
            wrong.map_or(Ok(()), |(message, remedy)| Err(fault(file, number, message, remedy)))
        })?;
        let mut earlier = earlier.ok_or_else(|| fault(file, 0, "there is no candidate here", FORM))?;
        let index = |id: &String| run.catalog.roles.iter().position(|role| role.id == *id);
        earlier.indices = earlier.roles.iter().map(index).collect();
        earlier.same_roles =
            earlier.head.roles_total == run.catalog.roles.len() && earlier.indices.iter().all(Option::is_some);
        Ok(earlier)
    }

    fn empty(head: Head, run: &Run<'_>) -> EarlierRun {
        let differs = [
            (head.catalog != run.catalog.hash).then_some(Cause::Catalog),
            (head.engine != v1::ENGINE).then_some(Cause::Engine),
            (head.as_of != run.as_of).then_some(Cause::AsOf),
        ];
        EarlierRun {
            head,
            by: differs.into_iter().flatten().collect(),
            roles: Vec::new(),
            indices: Vec::new(),
            same_roles: false,
            ids: String::new(),
            resumes: Vec::new(),
            verdicts: Vec::new(),
            by_id: FxHashMap::default(),
            by_content: FxHashMap::default(),
        }
    }

    /// Adds a resume. `numbers` maps ids of roles to their numbers.
    ///
    /// # Errors
    /// The fault and its remedy.
    fn add(
        &mut self,
        line: Line,
        numbers: &mut FxHashMap<String, u32>,
        is_blind: bool,
    ) -> std::result::Result<(), (String, String)> {
        let bad = |message: String| Err((message, FORM.to_owned()));
        if line.head() != self.head {
            return Err((
                "this line belongs to another run than the lines before".into(),
                "give the records of one run".into(),
            ));
        }
        let LineCandidate { id, content } = line.candidate;
        let hash = content.as_deref().map(content_hash);
        let Ok(number) = u32::try_from(self.resumes.len()) else { return bad("there are too many resumes".into()) };
        if let Some(None) = hash {
            return bad(format!("`{}` is not a content hash", content.unwrap_or_default()));
        }
        let of_content = blind::id(content.as_deref(), &id);
        // Files with the same bytes share an id that is made of them.
        let may_repeat = is_blind || id == of_content;
        let id = if is_blind { of_content } else { id };
        if self.by_id.insert(key(id.as_bytes()), number).is_some() && !may_repeat {
            return bad(format!("`{id}` occurs twice"));
        }
        let content = hash.flatten();
        if let Some(content) = &content {
            self.by_content.entry(key(content.as_bytes())).or_insert(number);
        }
        for role in line.roles {
            let next = u32::try_from(self.roles.len()).unwrap_or(u32::MAX);
            let known = numbers.get(&role.role).copied();
            let number = known.unwrap_or_else(|| {
                self.roles.push(role.role.clone());
                numbers.insert(role.role, next);
                next
            });
            self.verdicts.push(EarlierVerdict {
                role: number,
                rank: role.rank,
                score: role.score.map(|points| (points * 10.0).round() as u16),
                confidence: (role.confidence * 100.0).round() as u8,
                gate: role.gate,
            });
        }
        self.ids.push_str(&id);
        self.resumes.push(Resume {
            content,
            is_readable: line.status != "unreadable",
            id_end: self.ids.len(),
            verdicts_end: self.verdicts.len(),
        });
        Ok(())
    }

    /// The day that "present" meant.
    pub fn as_of(&self) -> Date {
        self.head.as_of
    }

    /// Compares `candidate` with its resume in the earlier run.
    ///
    /// A file is known by its bytes first, whatever its name, and by its id only if its bytes are new.
    pub(super) fn compare(&self, candidate: &Candidate) -> (Since, EarlierMatch) {
        let content = candidate.content.as_deref().and_then(content_hash);
        let first = content.and_then(|content| self.by_content.get(&key(content.as_bytes())).copied());
        let of_id = self.by_id.get(&key(candidate.id.as_bytes())).copied();
        let is_same = |number: &u32| self.resume(*number).is_some_and(|resume| resume.content == content);
        let same = of_id.filter(is_same).or(first);
        let found = same.or(of_id);
        let differs = found.is_some_and(|number| self.differs(number, candidate));
        let change = match (same, found) {
            (Some(_), _) if differs => Change::Moved,
            (Some(_), _) => Change::Unchanged,
            (None, Some(_)) => Change::ChangedFile,
            (None, None) => Change::New,
        };
        let old_id = found.map(|number| self.id(number)).filter(|id| *id != candidate.id);
        let since = Since {
            change,
            by: if differs { self.by.clone() } else { Vec::new() },
            id: old_id.map(str::to_owned),
            roles: found.map(|number| self.roles_of(number)).unwrap_or_default(),
        };
        (since, EarlierMatch { change, is_renamed: old_id.is_some(), resume: found, content: first })
    }

    pub(super) fn tally(&self) -> ChangeTally {
        ChangeTally::new(&self.by, self.resumes.len())
    }

    /// The resumes that no candidate matched, by id: neither the file nor, for a copy, its bytes under another name.
    pub(super) fn gone<'a>(&'a self, tally: &ChangeTally) -> impl ExactSizeIterator<Item = Gone<'a>> + use<'a> {
        let matched = |number: u32| tally.matched.get(number as usize).copied().unwrap_or_default();
        let content_is_matched = |resume: &Resume| {
            let first = resume.content.and_then(|content| self.by_content.get(&key(content.as_bytes())));
            first.is_some_and(|&first| matched(first).1)
        };
        let gone =
            (0..).zip(&self.resumes).filter(|(number, resume)| !matched(*number).0 && !content_is_matched(resume));
        let mut gone: Vec<u32> = gone.map(|(number, _)| number).collect();
        gone.sort_unstable_by_key(|number| self.id(*number));
        // An iterator, because all resumes of the earlier run may be gone.
        gone.into_iter().map(|number| Gone {
            id: self.id(number),
            content: self.resume(number).and_then(|resume| resume.content).map(rolefit_document::named_hash),
            since: Since { change: Change::Gone, by: Vec::new(), id: None, roles: self.roles_of(number) },
            decisions: Vec::new(),
        })
    }

    /// True if the verdicts on `candidate` differ in a role that both runs list, compared as they are written.
    fn differs(&self, number: u32, candidate: &Candidate) -> bool {
        let was_readable = self.resume(number).is_some_and(|resume| resume.is_readable);
        let is_other = |verdict: &EarlierVerdict| {
            let index = self.indices.get(verdict.role as usize).copied().flatten();
            let now = index.and_then(|index| assessment_of(candidate, index));
            now.is_some_and(|now| !verdict.says(now) || (self.same_roles && verdict.rank as usize != now.rank))
        };
        was_readable != candidate.as_scored().is_some() || self.verdicts(number).iter().any(is_other)
    }

    fn resume(&self, number: u32) -> Option<&Resume> {
        self.resumes.get(number as usize)
    }

    /// The previous resume.
    fn previous(&self, number: u32) -> Option<&Resume> {
        self.resume(number.checked_sub(1)?)
    }

    fn id(&self, number: u32) -> &str {
        let start = self.previous(number).map_or(0, |resume| resume.id_end);
        self.resume(number).and_then(|resume| self.ids.get(start..resume.id_end)).unwrap_or_default()
    }

    fn verdicts(&self, number: u32) -> &[EarlierVerdict] {
        let start = self.previous(number).map_or(0, |resume| resume.verdicts_end);
        self.resume(number).and_then(|resume| self.verdicts.get(start..resume.verdicts_end)).unwrap_or_default()
    }

    fn roles_of(&self, number: u32) -> Vec<OldRole> {
        let old = |verdict: &EarlierVerdict| OldRole {
            role: self.roles.get(verdict.role as usize).cloned().unwrap_or_default(),
            rank: verdict.rank,
            score: verdict.score.map(|tenths| f64::from(tenths) / 10.0),
        };
        self.verdicts(number).iter().map(old).collect()
    }
}

impl EarlierVerdict {
    /// True if `assessment` would be written the same.
    fn says(&self, assessment: &RoleAssessment) -> bool {
        self.score.map(u32::from) == assessment.score.map(Score::tenths)
            && u32::from(self.confidence) == assessment.confidence.hundredths()
            && self.gate == assessment.gate
    }
}

fn key(bytes: &[u8]) -> Key {
    blake3::hash(bytes).as_bytes().first_chunk().copied().unwrap_or_default()
}
