//! The thread that writes records, many per transaction. A bounded channel makes senders wait when it falls behind.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::database::Database;
use super::table::Table;

/// Lists of entries that may wait in the channel.
const WAITING: usize = 256;
/// Most records per transaction: those of a thousand resumes. A transaction waits for the disk twice, however small it
/// is.
const MOST_RECORDS: usize = 5_000;
/// Most bytes per transaction; they are in memory until it ends. A thousand resumes of usual length take half of it.
const MOST_BYTES: usize = 32 << 20;
/// The longest time that a record waits. A killed run loses at most the records of this time.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// A record to write.
#[derive(Debug)]
pub(super) struct Entry {
    pub table: Table,
    pub key: Vec<u8>,
    pub value: Vec<u8>,
}

/// The sending end of the writer thread. Dropping it waits until all records are written.
#[derive(Debug)]
pub(super) struct Writer {
    sender: Option<SyncSender<Vec<Entry>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread. If that fails, nothing is stored.
    pub(super) fn start(database: &Arc<Database>) -> Writer {
        let (sender, receiver) = sync_channel(WAITING);
        let database = Arc::clone(database);
        let thread = thread::Builder::new().name("store".into()).spawn(move || write(&database, &receiver)).ok();
        Writer { sender: Some(sender), thread }
    }

    /// Queues entries that are written in one transaction.
    pub(super) fn put(&self, entries: Vec<Entry>) {
        if let Some(sender) = &self.sender {
            // Sending fails if the thread could not be started.
            let _ = sender.send(entries);
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        drop(self.sender.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn write(database: &Database, receiver: &Receiver<Vec<Entry>>) {
    while let Ok(first) = receiver.recv() {
        let until = Instant::now() + LONGEST_WAIT;
        let size = |entries: &[Entry]| entries.iter().map(|entry| entry.value.len()).sum::<usize>();
        let mut bytes = size(&first);
        let mut batch = first;
        let mut is_over = false;
        while batch.len() < MOST_RECORDS && bytes < MOST_BYTES {
            match receiver.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(entries) => {
                    bytes += size(&entries);
                    batch.extend(entries);
                }
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => {
                    is_over = true;
                    break;
                }
            }
        }
        // Sorted keys touch fewer pages.
        batch.sort_by(|a, b| a.key.cmp(&b.key));
        database.write(&batch);
        if is_over {
            return;
        }
    }
}
