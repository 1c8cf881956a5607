//! `rolefit store forget`: removes every trace of a person, once it is clear which files are theirs.

use std::collections::BTreeSet;
use std::path::Path;

use clap::Args;
use rolefit::explain::words;
use rolefit::store::{Content, Found, Store};

use super::super::exit::{self, Exit};
use super::super::options::Shared;
use super::super::output::Output;
use super::super::pool;
use super::{removed, with_store};

/// Fewer hexadecimal digits than these could be another content's tomorrow.
const LEAST_DIGITS: usize = 8;

/// Arguments of `rolefit store forget`.
#[derive(Args, Debug)]
pub struct Forget {
    /// A file, its path or the end of it when it was read, an e-mail address, or a content as outputs name it (blake3:…)
    candidate: String,
    /// Forget every file of the same person, by e-mail address or telephone number
    #[arg(long)]
    group: bool,
    /// Forget this file only, though the same person has others
    #[arg(long, conflicts_with = "group")]
    only: bool,
}

impl Forget {
    /// Runs the command.
    pub fn run(&self, folder: &Path, shared: &Shared, output: Output) -> anyhow::Result<Exit> {
        let report = with_store(folder, shared, false, |store| {
            let named = self.named(store)?;
            let all = store.same_person(&named)?;
            let is_named = |found: &Found| named.contains(&found.content);
            if all.iter().all(is_named) || self.group {
                return forget(folder, store, &all, shared);
            }
            if self.only {
                return forget(folder, store, &all.into_iter().filter(is_named).collect::<Vec<_>>(), shared);
            }
            let message = format!("nothing is forgotten yet: these {} files are one person's", all.len());
            Err(exit::usage(format!("{message}\n{}add --group to forget all, or --only for this one", listed(&all))))
        })?;
        output.write(|out| out.write_all(report.as_bytes()))?;
        Ok(Exit::Success)
    }

    /// The contents that the candidate is known by: one file's, or one e-mail address's.
    fn named(&self, store: &Store) -> anyhow::Result<BTreeSet<Content>> {
        let path = Path::new(&self.candidate);
        if path.is_file() {
            let bytes = std::fs::read(path)?;
            // What stood there when it was last seen is meant as well.
            let seen = std::path::absolute(path).ok().and_then(|path| store.find_place(&path));
            let now = store.find_content(&digits(&Content::of(&bytes).to_string())?)?;
            return self.some(now.into_iter().chain(seen).collect());
        }
        if self.candidate.starts_with("blake3:") {
            return self.one(store, store.find_content(&digits(&self.candidate)?)?);
        }
        let by_path = store.find_path(path)?;
        if by_path.is_empty() && self.candidate.contains('@') {
            return self.some(store.find_email(&self.candidate)?);
        }
        self.one(store, by_path)
    }

    fn some(&self, contents: BTreeSet<Content>) -> anyhow::Result<BTreeSet<Content>> {
        if contents.is_empty() {
            let remedy = "name a file, its path when it was read, an e-mail address or a content";
            anyhow::bail!("the store knows nothing of {}; {remedy}", words::one_line(&self.candidate));
        }
        Ok(contents)
    }

    /// Refuses a name that several contents have: it may be several persons'.
    fn one(&self, store: &Store, contents: BTreeSet<Content>) -> anyhow::Result<BTreeSet<Content>> {
        let contents = self.some(contents)?;
        if contents.len() > 1 {
            let mut found = store.same_person(&contents)?;
            found.retain(|found| contents.contains(&found.content));
            let message = format!("{} is the name of several files", words::one_line(&self.candidate));
            return Err(exit::usage(format!(
                "{message}\n{}name one by its content or more of its path",
                listed(&found)
            )));
        }
        Ok(contents)
    }
}

/// Forgets `found` in the store in `folder` and in the search index beside it, and says so.
fn forget(folder: &Path, store: &mut Store, found: &[Found], shared: &Shared) -> anyhow::Result<String> {
    let contents: BTreeSet<Content> = found.iter().map(|found| found.content).collect();
    // The index first: what the store still knows can be named again, should this fail.
    let indexed = pool::forget(folder, &contents.iter().map(Content::to_string).collect(), shared)?;
    let rewritten = store.forget(&contents)?;
    let resumes = words::count(indexed, "resume");
    Ok(format!("forgotten:\n{}{}\nsearch index: {resumes} removed\n", listed(found), removed(&rewritten)))
}

/// A content and its paths a line.
fn listed(found: &[Found]) -> String {
    let line = |found: &Found| {
        let paths = found.paths.iter().map(|path| format!("  {}", words::one_line(path))).collect::<String>();
        format!("  {}{paths}\n", found.content)
    };
    found.iter().map(line).collect()
}

/// The hexadecimal digits of a content.
fn digits(content: &str) -> anyhow::Result<String> {
    let digits = content.strip_prefix("blake3:").unwrap_or(content);
    match digits.len() >= LEAST_DIGITS && digits.chars().all(|c| c.is_ascii_hexdigit()) {
        true => Ok(digits.to_owned()),
        false => Err(exit::usage(format!("a content is `blake3:` and at least {LEAST_DIGITS} hexadecimal digits"))),
    }
}
