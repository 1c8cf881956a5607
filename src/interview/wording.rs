//! The wording of questions, from a catalog's own file or from `corpus/interview/questions.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::Standing;
use crate::catalog::{Kind, SourceFile};
use crate::error::{Error, Finding, Result};

const SCHEMA: &str = "rolefit.questions/1";
/// Path of the wording below a catalog's directory.
const FILE: &str = "interview/questions.toml";
const EMBEDDED: &str = include_str!("../../corpus/interview/questions.toml");
/// The placeholders that a question may contain.
const PLACES: [&str; 5] = ["{part}", "{demand}", "{title}", "{time}", "{ask}"];
/// The questions, by kind and standing.
#[derive(Clone, Debug)]
pub struct Wording {
    /// By kind and standing; without a kind, for requirements in the role's own words.
    questions: BTreeMap<(Option<Kind>, Standing), String>,
}

/// The file's format: one table per kind, and `demand`, which may be left out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    schema: Spanned<String>,
    title: Templates,
    experience: Templates,
    tool: Templates,
    competency: Templates,
    education: Templates,
    certification: Templates,
    language: Templates,
    logistics: Templates,
    duty: Templates,
    demand: Option<Templates>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Templates {
    open: Spanned<String>,
    missing: Spanned<String>,
    claimed: Spanned<String>,
    short: Spanned<String>,
}

impl Wording {
    /// Loads the wording of the catalog in the directory `catalog` if it has its own, else the embedded wording.
    ///
    /// # Errors
    /// [`Error::Io`] if the file cannot be read, or [`Error::Catalog`] with all faults.
    pub fn load(catalog: Option<&Path>) -> Result<Self> {
        let own = catalog.map(|folder| folder.join(FILE)).filter(|path| path.exists());
        match own {
            Some(path) => {
                let text = std::fs::read_to_string(&path).map_err(Error::io(&path))?;
                Self::parse(&path.display().to_string(), &text)
            }
            None => Self::parse(&format!("corpus/{FILE}"), EMBEDDED),
        }
    }

    fn parse(name: &str, text: &str) -> Result<Self> {
        let file = SourceFile { name: name.to_owned(), stem: String::new(), text: text.to_owned() };
        let form = "see corpus/README.md for the form of this file";
        let read: File = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(0, |span| file.line_of(span.start));
            Error::Catalog(vec![file.finding(line, error.message().replace('\n', ", "), form)])
        })?;
        let mut findings = Vec::new();
        if read.schema.get_ref() != SCHEMA {
            let message = format!("the schema `{}` is unknown", read.schema.get_ref());
            findings.push(file.finding(file.line_of(read.schema.span().start), message, format!("write `{SCHEMA}`")));
        }
        let demand = match read.demand {
            Some(demand) => demand,
            None => Self::embedded_demand()?,
        };
        let mut questions = BTreeMap::new();
        for (kind, templates) in [
            (Some(Kind::Title), read.title),
            (Some(Kind::Experience), read.experience),
            (Some(Kind::Tool), read.tool),
            (Some(Kind::Competency), read.competency),
            (Some(Kind::Education), read.education),
            (Some(Kind::Certification), read.certification),
            (Some(Kind::Language), read.language),
            (Some(Kind::Logistics), read.logistics),
            (Some(Kind::Duty), read.duty),
            (None, demand),
        ] {
            let Templates { open, missing, claimed, short } = templates;
            for (standing, question) in [
                (Standing::Open, open),
                (Standing::Missing, missing),
                (Standing::Claimed, claimed),
                (Standing::Short, short),
            ] {
                let line = file.line_of(question.span().start);
                let question = question.into_inner();
                findings
                    .extend(fault(standing, &question).map(|(message, remedy)| file.finding(line, message, remedy)));
                questions.insert((kind, standing), question);
            }
        }
        if findings.is_empty() { Ok(Self { questions }) } else { Err(Error::Catalog(findings)) }
    }

    /// Returns the embedded questions for requirements in the role's own words.
    fn embedded_demand() -> Result<Templates> {
        let embedded: File = toml::from_str(EMBEDDED).map_err(|error| {
            let file = format!("corpus/{FILE}");
            let remedy = "see corpus/README.md for the form of this file".into();
            Error::Catalog(vec![Finding { file, line: 0, message: error.message().to_owned(), remedy }])
        })?;
        embedded.demand.ok_or_else(|| Error::Catalog(Vec::new()))
    }

    /// Returns the question for a kind and standing, with its placeholders. Without a kind, it quotes the demand.
    pub(super) fn question(&self, kind: Option<Kind>, standing: Standing) -> &str {
        self.questions.get(&(kind, standing)).map_or("", String::as_str)
    }

    /// Returns every question, with its placeholders.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.questions.values().map(String::as_str)
    }
}

/// Returns the fault of a question and its remedy, if it has a fault.
fn fault(standing: Standing, question: &str) -> Option<(String, String)> {
    let mut rest = PLACES.iter().fold(question.to_owned(), |rest, place| rest.replace(place, ""));
    rest.retain(|c| matches!(c, '{' | '}'));
    if question.trim().is_empty() {
        Some(("a question is empty".into(), "write the question".into()))
    } else if !rest.is_empty() {
        Some((format!("a placeholder in braces is unknown: `{question}`"), format!("use one of {}", PLACES.join(" "))))
    } else if standing == Standing::Open && question.contains("{ask}") {
        let remedy = "write the question itself: `open` replaces {ask} where the vocabulary has no question";
        Some(("`open` cannot contain {ask}".into(), remedy.into()))
    } else if standing != Standing::Short && question.contains("{time}") {
        Some(("{time} is allowed only in `short`".into(), "remove it".into()))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalog::Catalog;
    use crate::posting::Importer;

    fn wrong(from: &str, to: &str) -> String {
        Wording::parse("q.toml", &EMBEDDED.replacen(from, to, 1)).unwrap_err().to_string()
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line_and_mend() {
        assert!(wrong("[duty]", "[duties]").contains("unknown field `duties`"), "{}", wrong("[duty]", "[duties]"));
        assert!(wrong("{title} have", "{titel} have").contains("is unknown"));
        let line = EMBEDDED.lines().position(|line| line.contains("{title} have")).unwrap() + 1;
        assert!(wrong("{title} have", "{titel} have").starts_with(&format!("q.toml:{line}: ")));
        assert!(wrong("questions/1", "questions/2").contains("write `rolefit.questions/1`"));
        assert!(wrong("open = \"Which positions", "opened = \"Which positions").contains("opened"));
        assert!(wrong("open = \"Which positions", "open = \"{ask} {time}").contains("`open` cannot contain {ask}"));
    }

    #[test]
    fn no_question_names_a_protected_trait_or_what_stands_for_one() {
        let catalog = Catalog::embedded().unwrap();
        let (entries, titles) = (catalog.vocabulary.entries.clone(), catalog.vocabulary.titles.clone());
        let importer = Importer::new(catalog).unwrap();
        let wording = Wording::load(None).unwrap();
        let asks = entries.values().map(|entry| &entry.ask).chain(titles.values().map(|title| &title.ask));
        let mut seen = 0;
        for question in wording.all().chain(asks.map(String::as_str)) {
            assert_eq!(importer.protected_trait(question), None, "{question}");
            seen += 1;
        }
        assert!(seen > 60);
        assert_eq!(
            importer.protected_trait("Are you married, and do you have children?").as_deref(),
            Some("family or marriage")
        );
    }
}
