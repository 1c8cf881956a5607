//! The one thread that writes: many records a transaction, behind a channel that lets nobody run far ahead.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::kind::Kind;
use super::shelf::Shelf;

/// Records that wait to be taken up; whoever has one more waits.
const WAITING: usize = 256;
/// Records a transaction: those of a thousand resumes. A transaction costs two waits for the disk, whatever is in it.
const MOST_RECORDS: usize = 5_000;
/// Bytes a transaction, which are in memory until it is done: a thousand resumes of usual length take half of it.
const MOST_BYTES: usize = 32 << 20;
/// So long a record waits at most: what a run that is killed loses.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// A record on its way.
#[derive(Debug)]
pub(super) struct Entry {
    pub kind: Kind,
    pub key: Vec<u8>,
    pub value: Vec<u8>,
}

/// Takes records, and writes all of them before it is gone.
#[derive(Debug)]
pub(super) struct Writer {
    sender: Option<SyncSender<Vec<Entry>>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    /// Starts the thread; where none can be started, nothing is written.
    pub(super) fn start(shelf: &Arc<Shelf>) -> Writer {
        let (sender, receiver) = sync_channel(WAITING);
        let shelf = Arc::clone(shelf);
        let thread = thread::Builder::new().name("store".into()).spawn(move || write(&shelf, &receiver)).ok();
        Writer { sender: Some(sender), thread }
    }

    /// Hands records over that are written together or not at all.
    pub(super) fn put(&self, entries: Vec<Entry>) {
        if let Some(sender) = &self.sender {
            // Nobody listens where no thread could be started.
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

fn write(shelf: &Shelf, receiver: &Receiver<Vec<Entry>>) {
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
        // Neighbours are written together.
        batch.sort_by(|a, b| a.key.cmp(&b.key));
        shelf.write(&batch);
        if is_over {
            return;
        }
    }
}
