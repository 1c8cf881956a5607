//! An external merge sort of byte strings. Small sets stay in memory; runs of large ones go to an unnamed file.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::sync::Arc;

/// Bytes read ahead per run. Merging holds this much of each run, 1/512 of the bytes that [`ROWS`] spills.
const READ_AHEAD: usize = 64 << 10;

/// Bytes of rows sorted in memory. A few thousand resumes never touch the disk.
pub(crate) const ROWS: usize = 32 << 20;

/// Bytes of numbers and hashes sorted in memory. They are few beside the rows.
pub(crate) const NUMBERS: usize = 4 << 20;

/// Sorts pairs of a key and a value by the bytes of the key.
///
/// Pairs beyond the budget go to an unnamed file in the system's temporary directory. The system removes it however the
/// process ends.
#[derive(Debug)]
pub(crate) struct Sorter {
    budget: usize,
    bytes: Vec<u8>,
    items: Vec<Item>,
    spilled: Option<Spilled>,
}

/// The place of a pair in the bytes.
#[derive(Clone, Copy, Debug)]
struct Item {
    start: usize,
    key: u32,
    value: u32,
}

#[derive(Debug)]
struct Spilled {
    file: Arc<File>,
    /// The end of each run, which is the start of the next.
    ends: Vec<u64>,
}

impl Sorter {
    /// Returns a sorter that holds up to `budget` bytes in memory.
    pub(crate) fn new(budget: usize) -> Sorter {
        Sorter { budget, bytes: Vec::new(), items: Vec::new(), spilled: None }
    }

    /// Adds a pair. Key and value are each shorter than 4 GiB.
    ///
    /// # Errors
    ///
    /// If the temporary file cannot be written.
    pub(crate) fn push(&mut self, key: &[u8], value: &[u8]) -> io::Result<()> {
        let held = self.bytes.len() + self.items.len() * size_of::<Item>();
        if held + key.len() + value.len() > self.budget && !self.items.is_empty() {
            self.spill().map_err(unspilled)?;
        }
        if self.bytes.capacity() == 0 {
            // Memory that is never written costs hardly anything, but growing step by step writes each row about twice.
            self.bytes.reserve_exact(self.budget.max(key.len() + value.len()));
        }
        let length = |bytes: &[u8]| u32::try_from(bytes.len()).map_err(io::Error::other);
        self.items.push(Item { start: self.bytes.len(), key: length(key)?, value: length(value)? });
        self.bytes.extend_from_slice(key);
        self.bytes.extend_from_slice(value);
        Ok(())
    }

    /// Returns the pairs by key.
    ///
    /// # Errors
    ///
    /// If the temporary file cannot be written or read.
    pub(crate) fn sorted(mut self) -> io::Result<Sorted> {
        if self.spilled.is_some() {
            self.spill().map_err(unspilled)?;
        }
        let Some(Spilled { file, ends }) = self.spilled.take() else {
            self.sort();
            return Ok(Sorted(PairSource::Memory(self, 0)));
        };
        self.bytes = Vec::new();
        let mut start = 0;
        let mut heap = BinaryHeap::new();
        for end in ends {
            let run = Run { file: Arc::clone(&file), at: start, end };
            heap.extend(Head::read(BufReader::with_capacity(READ_AHEAD, run)).map_err(unspilled)?.map(Reverse));
            start = end;
        }
        Ok(Sorted(PairSource::Runs(heap, None)))
    }

    fn sort(&mut self) {
        let bytes = &self.bytes;
        self.items.sort_unstable_by(|a, b| a.key(bytes).cmp(b.key(bytes)));
    }

    /// Writes the pairs in memory as a run.
    fn spill(&mut self) -> io::Result<()> {
        self.sort();
        let spilled = match &mut self.spilled {
            Some(spilled) => spilled,
            None => self.spilled.insert(Spilled { file: Arc::new(tempfile::tempfile()?), ends: Vec::new() }),
        };
        let mut out = BufWriter::new(&*spilled.file);
        for item in self.items.drain(..) {
            out.write_all(&item.key.to_le_bytes())?;
            out.write_all(&item.value.to_le_bytes())?;
            out.write_all(item.key(&self.bytes))?;
            out.write_all(item.value(&self.bytes))?;
        }
        spilled.ends.push(out.stream_position()?);
        self.bytes.clear();
        Ok(())
    }
}

impl Item {
    fn key<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        slice(bytes, self.start, self.key)
    }

    fn value<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        slice(bytes, self.start + self.key as usize, self.value)
    }
}

/// Returns `length` bytes from `start`, which must be in range.
fn slice(bytes: &[u8], start: usize, length: u32) -> &[u8] {
    let slice = bytes.get(start..start + length as usize);
    debug_assert!(slice.is_some(), "{length} bytes at {start} of {}", bytes.len());
    slice.unwrap_or_default()
}

/// Sorted pairs, returned one at a time.
#[derive(Debug)]
pub(crate) struct Sorted(PairSource);

#[derive(Debug)]
enum PairSource {
    /// All pairs are in memory. The number is the index of the next.
    Memory(Sorter, usize),
    /// The first pair of each remaining run, and the pair returned last.
    Runs(BinaryHeap<Reverse<Head>>, Option<Head>),
}

impl Sorted {
    /// Returns the next pair of key and value.
    ///
    /// # Errors
    ///
    /// If the temporary file cannot be read.
    pub(crate) fn next_pair(&mut self) -> io::Result<Option<(&[u8], &[u8])>> {
        match &mut self.0 {
            PairSource::Memory(sorter, next) => {
                let item = sorter.items.get(*next);
                *next += 1;
                Ok(item.map(|item| (item.key(&sorter.bytes), item.value(&sorter.bytes))))
            }
            PairSource::Runs(heap, last) => {
                if let Some(Head { run, .. }) = last.take() {
                    heap.extend(Head::read(run).map_err(unspilled)?.map(Reverse));
                }
                *last = heap.pop().map(|Reverse(head)| head);
                Ok(last.as_ref().map(|head| (head.key.as_slice(), head.value.as_slice())))
            }
        }
    }
}

/// The first pair of a run, and the rest of the run.
#[derive(Debug)]
struct Head {
    key: Vec<u8>,
    value: Vec<u8>,
    run: BufReader<Run>,
}

impl Head {
    /// Reads the next pair of `run`; `None` at its end.
    fn read(mut run: BufReader<Run>) -> io::Result<Option<Head>> {
        if run.fill_buf()?.is_empty() {
            return Ok(None);
        }
        let mut length = || {
            let mut bytes = [0; 4];
            run.read_exact(&mut bytes).map(|()| u32::from_le_bytes(bytes) as usize)
        };
        let (mut key, mut value) = (vec![0; length()?], vec![0; length()?]);
        run.read_exact(&mut key)?;
        run.read_exact(&mut value)?;
        Ok(Some(Head { key, value, run }))
    }
}

impl Ord for Head {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

impl PartialOrd for Head {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Head {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Head {}

/// A sorted part of the file. All runs share the file.
#[derive(Debug)]
struct Run {
    file: Arc<File>,
    at: u64,
    end: u64,
}

impl Read for Run {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = &*self.file;
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.take(self.end - self.at).read(buffer)?;
        self.at += read as u64;
        Ok(read)
    }
}

/// Adds the directory and a remedy to `error`.
fn unspilled(error: io::Error) -> io::Error {
    let folder = std::env::temp_dir();
    let words = format!("sorting in {}: {error}; free space there, or name another folder in TMPDIR", folder.display());
    io::Error::new(error.kind(), words)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    fn all(mut sorted: Sorted) -> Vec<(Vec<u8>, Vec<u8>)> {
        let mut all = Vec::new();
        while let Some((key, value)) = sorted.next_pair().unwrap() {
            all.push((key.to_vec(), value.to_vec()));
        }
        all
    }

    proptest! {
        #[test]
        fn pairs_come_back_in_order_whether_or_not_they_fit_into_memory(
            pairs in prop::collection::btree_map(prop::collection::vec(0u8..4, 0..6), prop::collection::vec(0u8..9, 0..90), 0..60),
            seed: u64,
            budget in 1usize..6000,
        ) {
            let mut shuffled: Vec<_> = pairs.iter().collect();
            shuffled.sort_by_key(|(key, _)| blake3::hash(&[&seed.to_le_bytes(), key.as_slice()].concat()).to_hex());
            let mut sorter = Sorter::new(budget);
            for (key, value) in shuffled {
                sorter.push(key, value).unwrap();
            }
            let sorted: Vec<_> = pairs.into_iter().collect();
            prop_assert_eq!(all(sorter.sorted().unwrap()), sorted);
        }
    }

    #[test]
    fn what_fits_into_memory_never_touches_the_disk() {
        let mut sorter = Sorter::new(1000);
        (0..20_u8).for_each(|byte| sorter.push(&[byte], b"x").unwrap());
        assert!(sorter.spilled.is_none());
        (0..200_u8).for_each(|byte| sorter.push(&[byte], b"x").unwrap());
        assert!(sorter.spilled.is_some());
    }
}
