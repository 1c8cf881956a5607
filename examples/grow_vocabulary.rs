//! Regenerates the part of the vocabulary that comes from an O*NET database: `cargo run --example grow_vocabulary --
//! DIR`.

use std::path::Path;

use rolefit::catalog::Catalog;
use rolefit::onet::{self, Tables};

const VOCABULARY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus/vocabulary");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args_os().nth(1).ok_or("name the folder of the database in its text form")?;
    let tables = Tables::read(Path::new(&folder))?;
    // Words from an earlier run of this example must not count as known.
    let mut catalog = Catalog::embedded()?;
    let grown = include_str!("../corpus/vocabulary/titles_onet.toml");
    catalog.vocabulary.title_words.nouns.retain(|noun| !grown.contains(&format!("\"{noun}\"")));
    for (name, text) in onet::vocabulary(&tables, &catalog)? {
        std::fs::write(Path::new(VOCABULARY).join(name), text)?;
    }
    Ok(())
}
