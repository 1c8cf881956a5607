//! Shards: equal shares of the files of a run, so that several machines can score one folder.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Most shards of a run. Merging holds the files of all shards open, and systems allow a process about 1,024.
const MOST_SHARDS: u32 = 1_000;

/// One of several shares of the files of a run.
///
/// A file belongs to the shard that its id decides: the first eight bytes of the id's BLAKE3 hash, read as a big-endian
/// number, modulo the number of shards. So neither the machine nor the order of files matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Shard {
    /// From 1.
    number: u32,
    of: u32,
}

impl Shard {
    /// True if the file with this id belongs to the shard. Resumes in an archive belong where the archive does.
    pub fn has(self, id: &str) -> bool {
        let hash = blake3::hash(id.as_bytes());
        let first = hash.as_bytes().first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
        first % u64::from(self.of.max(1)) == u64::from(self.number - 1)
    }

    /// All shards of the same run.
    pub fn all(self) -> impl Iterator<Item = Shard> {
        (1..=self.of).map(move |number| Shard { number, ..self })
    }

    /// The number of shards.
    pub fn of(self) -> u32 {
        self.of
    }
}

impl FromStr for Shard {
    type Err = String;

    /// Parses a number and the number of all shards: `3/16`.
    fn from_str(text: &str) -> Result<Shard, String> {
        let numbers = text.split_once('/').and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match numbers {
            Some((number, of)) if 1 <= number && number <= of && of <= MOST_SHARDS => Ok(Shard { number, of }),
            _ => Err(format!("write the number of the shard and of all shards, at most {MOST_SHARDS}, as 3/16")),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_id_is_in_one_shard_which_no_version_changes() {
        let shards: Vec<Shard> = "1/16".parse::<Shard>().unwrap().all().collect();
        for id in ["ana.txt", "2026/ben.pdf", "-", ""] {
            assert_eq!(shards.iter().filter(|shard| shard.has(id)).count(), 1, "{id}");
        }
        let of = |id: &str| shards.iter().find(|shard| shard.has(id)).unwrap().to_string();
        assert_eq!(["ana.txt", "2026/ben.pdf"].map(of), ["6/16", "14/16"]);
    }

    #[test]
    fn a_shard_is_written_as_its_number_and_that_of_all() {
        assert_eq!("3/16".parse::<Shard>().unwrap().to_string(), "3/16");
        for wrong in ["0/4", "5/4", "1/0", "1", "a/b", "1/1001", "-1/4"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
