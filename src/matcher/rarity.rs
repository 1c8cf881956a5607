//! How rare words are in resumes, from the table `corpus/rarity/stems.toml`, in whole numbers.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use super::lexicon::stems;
use crate::catalog::{SourceFile, embedded_files};
use crate::error::{Error, Result};

const SCHEMA: &str = "rolefit.rarity/1";

/// The number of resumes per thousand of a stem that the table lacks: about two in two hundred.
const UNKNOWN_PER_THOUSAND: u32 = 9;

/// Words that more resumes per thousand use tell nothing by themselves: manage, report, customer. The order of
/// candidates is about the same from 200 to 350.
const MOST_TELLING: u32 = 300;

/// Fractional bits of a weight.
const FRACTION: u32 = 6;

/// The number of resumes per thousand that contain a stem.
#[derive(Default)]
pub(crate) struct Rarity {
    per_thousand: FxHashMap<String, u32>,
}

/// The table as its file writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRarity {
    schema: Spanned<String>,
    /// Stems with blanks between them, by their number of resumes per thousand.
    per_thousand: BTreeMap<Spanned<String>, Spanned<String>>,
}

impl Rarity {
    /// Reads the table that is compiled into the binary.
    ///
    /// # Errors
    /// [`Error::Catalog`] with file and line if the table is faulty. Never in a release: a test reads it.
    pub(crate) fn embedded() -> Result<Self> {
        let mut rarity = Self::default();
        embedded_files("rarity").iter().try_for_each(|file| rarity.read(file))?;
        Ok(rarity)
    }

    fn read(&mut self, file: &SourceFile) -> Result<()> {
        let fault = |at: usize, message: String| {
            Error::Catalog(vec![file.finding(file.line_of(at), message, "see corpus/README.md, How rare words are")])
        };
        let raw: RawRarity = toml::from_str(&file.text)
            .map_err(|error| fault(error.span().map_or(0, |span| span.start), error.message().replace('\n', ", ")))?;
        if raw.schema.get_ref() != SCHEMA {
            return Err(fault(raw.schema.span().start, format!("the schema is not `{SCHEMA}`")));
        }
        for (key, stems) in raw.per_thousand {
            let number = key.get_ref().parse::<u32>().ok().filter(|number| (1..=1000).contains(number));
            let number = number.ok_or_else(|| {
                fault(key.span().start, format!("`{}` is no number of resumes per thousand", key.get_ref()))
            })?;
            for stem in stems.get_ref().split(' ') {
                if stem.is_empty() || self.per_thousand.insert(stem.to_owned(), number).is_some() {
                    return Err(fault(stems.span().start, format!("the stem `{stem}` is empty or stands twice")));
                }
            }
        }
        Ok(())
    }

    fn per_thousand(&self, stem: &str) -> u32 {
        self.per_thousand.get(stem).copied().unwrap_or(UNKNOWN_PER_THOUSAND)
    }

    /// Returns the weight of a stem: the binary logarithm of all resumes for each that contains it, in 64ths. It is
    /// computed in integers, so that it is the same on every machine.
    pub(crate) fn weight(&self, stem: &str) -> u32 {
        let with = self.per_thousand(stem);
        logarithm(2010, 2 * with + 5).max(1)
    }

    /// Returns the weight of all telling words of a text, each once.
    pub(crate) fn of_text(&self, text: &str) -> u32 {
        let stems: BTreeSet<String> = stems(text).into_iter().map(|(_, stem)| stem).collect();
        stems.iter().filter(|stem| self.is_telling(stem)).map(|stem| self.weight(stem)).sum()
    }

    /// True if few enough resumes use the stem for it to tell something by itself.
    pub(crate) fn is_telling(&self, stem: &str) -> bool {
        self.per_thousand(stem) <= MOST_TELLING
    }
}

/// Returns the binary logarithm of `numerator / denominator`, which is 1 to 65,535, in 64ths, rounded down. Each
/// squaring of a number between 1 and 2 gives the next bit of its logarithm.
fn logarithm(numerator: u32, denominator: u32) -> u32 {
    const ONE: u64 = 1 << 31;
    let ratio = (u64::from(numerator) << 16) / u64::from(denominator.max(1));
    let whole = ratio.max(1 << 16).ilog2() - 16;
    let mut rest = ((ratio.max(1 << 16)) << 15) >> whole;
    let mut bits = whole;
    for _ in 0..FRACTION {
        rest = (rest * rest) >> 31;
        bits <<= 1;
        if rest >= 2 * ONE {
            rest >>= 1;
            bits |= 1;
        }
    }
    bits
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_fewer_resumes_have_a_word_the_more_it_weighs() {
        let rarity = Rarity::embedded().unwrap();
        assert!(rarity.weight("zebra") > rarity.weight("account") && rarity.weight("account") > rarity.weight("and"));
        assert!(rarity.is_telling("zebra") && !rarity.is_telling("manag"));
    }

    #[test]
    fn logarithms_are_exact_to_the_bit() {
        assert_eq!([(2, 1), (1, 1), (8, 1), (3, 2)].map(|(over, under)| logarithm(over, under)), [64, 0, 192, 37]);
    }

    #[test]
    fn a_faulty_table_is_refused_with_its_line() {
        let message = |text: &str| {
            let file = SourceFile { name: "stems.toml".into(), stem: "stems".into(), text: text.into() };
            Rarity::default().read(&file).unwrap_err().to_string()
        };
        assert!(message("schema = \"other/1\"\n[per_thousand]\n").contains("stems.toml:1: the schema"));
        let table = |rows: &str| format!("schema = \"{SCHEMA}\"\n[per_thousand]\n{rows}");
        assert!(message(&table("1200 = \"oak\"\n")).contains("stems.toml:3: `1200` is no number"));
        assert!(message(&table("12 = \"oak\"\n14 = \"elm oak\"\n")).contains("stems.toml:4: the stem `oak`"));
    }
}
