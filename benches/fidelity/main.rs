//! Measures the fidelity of reading: how much of a file's known text is read, and in what order.
//!
//! `ROLEFIT_DATA` names a directory with `manifest.json`, which gives for each file its `kind`, its `blocks` (lines by
//! name of the block) and `order` (names of the blocks in reading order). A file that cannot be read counts as empty.
#![allow(clippy::print_stdout)]

mod measure;

use std::collections::BTreeMap;
use std::path::PathBuf;

use measure::{Fidelity, fidelity, words};
use rolefit::ingest::{Limits, read};
use serde::Deserialize;

/// The number of worst files that are listed.
const WORST: usize = 12;

/// The known contents of a file.
#[derive(Deserialize)]
struct Known {
    kind: String,
    blocks: BTreeMap<String, Vec<String>>,
    order: Vec<String>,
}

impl Known {
    fn words(&self) -> Vec<String> {
        let blocks = self.order.iter().filter_map(|name| self.blocks.get(name));
        blocks.flatten().flat_map(|line| words(line)).collect()
    }
}

/// A file with its figures.
struct Measured {
    name: String,
    group: (String, String),
    fidelity: Fidelity,
    /// The problem, if the file could not be read.
    unread: Option<String>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let Some(folder) = std::env::var_os("ROLEFIT_DATA").map(PathBuf::from) else {
        println!("set ROLEFIT_DATA to a folder with a manifest.json");
        return Ok(());
    };
    let manifest: BTreeMap<String, Known> = serde_json::from_slice(&std::fs::read(folder.join("manifest.json"))?)?;
    let mut files = Vec::new();
    for (name, known) in manifest {
        let bytes = std::fs::read(folder.join(&name))?;
        let document = read(&bytes, Some(&name), &Limits::default());
        let text = document.as_ref().map(|document| document.text.as_str()).unwrap_or_default();
        let format = name.split('/').next().unwrap_or_default().to_owned();
        files.push(Measured {
            fidelity: fidelity(&known.words(), &words(text)),
            group: (format, known.kind),
            unread: document.err().map(|problem| problem.message),
            name,
        });
    }
    report(&mut files);
    Ok(())
}

/// Prints means by format and by kind, then the worst files.
fn report(files: &mut [Measured]) {
    let mut groups = BTreeMap::<(&str, &str), Vec<Fidelity>>::new();
    for file in files.iter() {
        let (format, kind) = (file.group.0.as_str(), file.group.1.as_str());
        groups.entry((format, "")).or_default().push(file.fidelity);
        groups.entry((format, kind)).or_default().push(file.fidelity);
    }
    println!("{:<8}{:<14}{:>6}{:>9}{:>11}{:>8}", "format", "kind", "files", "recall", "precision", "order");
    for ((format, kind), figures) in groups {
        let mean = |of: fn(&Fidelity) -> f64| figures.iter().map(of).sum::<f64>() / figures.len() as f64;
        let (recall, precision, order) =
            (mean(|figures| figures.recall), mean(|figures| figures.precision), mean(|figures| figures.order));
        let kind = if kind.is_empty() { "all" } else { kind };
        println!("{format:<8}{kind:<14}{:>6}{recall:>9.4}{precision:>11.4}{order:>8.4}", figures.len());
    }
    let least = |figures: Fidelity| figures.recall.min(figures.precision).min(figures.order);
    files.sort_by(|a, b| least(a.fidelity).total_cmp(&least(b.fidelity)).then_with(|| a.name.cmp(&b.name)));
    println!("\nworst files");
    for file in files.iter().filter(|file| file.unread.is_none() && least(file.fidelity) < 1.0).take(WORST) {
        let Fidelity { recall, precision, order } = file.fidelity;
        println!("{:<30} recall {recall:.4} precision {precision:.4} order {order:.4}", file.name);
    }
    let mut unread = BTreeMap::<&str, Vec<&str>>::new();
    for file in files.iter() {
        if let Some(message) = &file.unread {
            unread.entry(message).or_default().push(&file.name);
        }
    }
    for (message, names) in unread {
        println!("not read, {message}: {}", names.join(" "));
    }
}
