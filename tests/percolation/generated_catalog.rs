//! Generates a catalog of any size. A seed draws titles, tools, degrees and duties from the embedded roles and from
//! lines of resumes.
#![allow(clippy::unwrap_used)]

use fastrand::Rng;
use rolefit::catalog::DegreeLevel;
use rolefit::catalog::{Catalog, Criterion, Entry, Kind, Part, Priority, Role, Title};
use rolefit::document::Document;
use rolefit::ingest::{self, Limits};
use rolefit::units::Weight;

/// Reads the resumes under `folder`.
pub(crate) fn documents(folder: &str) -> Vec<Document> {
    let walk = ingest::walk(&[folder.into()]);
    let read = |input: ingest::Input| ingest::read(&input.bytes().ok()?, Some(&input.id), &Limits::default()).ok();
    walk.inputs.iter().filter_map(read).collect()
}

/// Returns a catalog of `size` roles with about 20 criteria each. Every tenth role equals the one before it.
pub(crate) fn catalog(size: usize, documents: &[Document]) -> Catalog {
    let mut catalog = Catalog::embedded().unwrap();
    let known: Vec<Criterion> =
        catalog.roles.drain(..).flat_map(|role| role.criteria).filter(|it| !it.is_tenure()).collect();
    let lines: Vec<&str> = documents.iter().flat_map(|document| document.text.lines()).collect();
    let titles: Vec<String> = catalog.vocabulary.titles.values().flat_map(|title| title.same.clone()).collect();
    let fields: Vec<String> = catalog.vocabulary.fields.keys().cloned().collect();
    let mut rng = Rng::with_seed(1016);
    for number in 0..size {
        let id = format!("made-{number:05}");
        let mut role = match catalog.roles.last() {
            Some(last) if number % 10 == 9 => last.clone(),
            _ => {
                let mut generator = Generator { rng: &mut rng, catalog: &mut catalog, known: &known, lines: &lines };
                generator.role(&id, &titles, &fields)
            }
        };
        for (at, criterion) in role.criteria.iter_mut().enumerate() {
            criterion.id = format!("{id}/{}-{at}", if criterion.kind == Kind::Duty { "duty" } else { "req" });
        }
        catalog.roles.push(Role { id, ..role });
    }
    catalog.hash = format!("made:{size}");
    catalog
}

struct Generator<'a> {
    rng: &'a mut Rng,
    catalog: &'a mut Catalog,
    known: &'a [Criterion],
    lines: &'a [&'a str],
}

impl Generator<'_> {
    fn role(&mut self, id: &str, titles: &[String], fields: &[String]) -> Role {
        let noun = ["clerk", "engineer", "buyer", "planner", "nurse"][self.rng.usize(..5)];
        let place = ["field", "plant", "regional", "freight", "ward", "claims"][self.rng.usize(..6)];
        let mut same = vec![format!("{place} {noun}")];
        if self.rng.u8(..10) == 0 {
            same.push(titles[self.rng.usize(..titles.len())].clone());
        }
        let title = Title { label: same[0].clone(), same, ..Title::default() };
        self.catalog.vocabulary.titles.insert(format!("{id}#title"), title);
        let asked = Part { entry: Some(format!("{id}#title")), ..part("title") };
        let months = [None, Some(24), Some(60)][self.rng.usize(..3)];
        let mut criteria = vec![self.criterion(Kind::Title, vec![Part { min_months: months, ..asked }])];
        let levels = [DegreeLevel::HighSchool, DegreeLevel::Bachelor, DegreeLevel::Master];
        if let Some(full_months) = [None, Some(24), Some(60)][self.rng.usize(..3)] {
            let time = Part { full_months: Some(full_months), ..part("tenure") };
            criteria.push(self.criterion(Kind::Experience, vec![time]));
        }
        criteria.push(match self.rng.bool() {
            true => {
                let degree = Some(levels[self.rng.usize(..3)]);
                self.criterion(Kind::Education, vec![Part { degree, ..part("degree") }])
            }
            false => {
                let fields = vec![fields[self.rng.usize(..fields.len())].clone()];
                self.criterion(Kind::Education, vec![Part { fields, ..part("degree_field") }])
            }
        });
        for _ in 0..self.rng.usize(2..6) {
            let known = &self.known[self.rng.usize(..self.known.len())];
            let parts = known.parts.iter().filter(|part| !part.name.contains("title")).cloned().collect();
            let known = Criterion { parts, weight: self.weight(), ..known.clone() };
            if known.kind != Kind::Title && !known.parts.is_empty() {
                criteria.push(known);
            }
        }
        for at in 0..self.rng.usize(4..18) {
            let several = 1 + usize::from(self.rng.u8(..8) == 0);
            let parts = (0..several).map(|part| self.similar(&format!("{id}#duty-{at}-{part}"))).collect();
            criteria.push(self.criterion(Kind::Duty, parts));
        }
        let (title, other_titles, summary) = (id.to_owned(), Vec::new(), String::new());
        Role { id: id.into(), title, other_titles, summary, criteria, ..Role::default() }
    }

    fn criterion(&mut self, kind: Kind, parts: Vec<Part>) -> Criterion {
        let priority = [Priority::Must, Priority::Should, Priority::Nice][self.rng.usize(..3)];
        let (weight, defining) = (self.weight(), self.rng.u8(..6) == 0);
        Criterion {
            id: String::new(),
            kind,
            priority,
            weight,
            defining,
            confirmed: true,
            label: "made".into(),
            text: String::new(),
            parts,
        }
    }

    /// Draws from few weights, so that roles tie.
    fn weight(&mut self) -> Weight {
        Weight::new([0, 500, 1500, 1500, 3000, 5000][self.rng.usize(..6)])
    }

    /// Returns a part with similar words from two lines of the resumes.
    fn similar(&mut self, entry: &str) -> Part {
        let mut line = || {
            let words: Vec<&str> = self.lines[self.rng.usize(..self.lines.len())].split_whitespace().collect();
            let from = self.rng.usize(..=words.len());
            words[from..].iter().take(5).copied().collect::<Vec<_>>().join(" ")
        };
        let similar = vec![format!("work {}", line()), line()];
        let entry_words = Entry { label: entry.into(), words: similar, ..Entry::default() };
        self.catalog.vocabulary.entries.insert(entry.into(), entry_words);
        Part { entry: Some(entry.into()), ..part(entry) }
    }
}

fn part(name: &str) -> Part {
    Part { name: name.into(), ..Part::default() }
}
