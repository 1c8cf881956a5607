//! The limits that a worker sets on its own process: memory, processor time, open files, core dumps.

use std::io;

use crate::formats::Limits;

/// The address space of a worker before it reads a file: the program, its libraries, the stack of the reading thread,
/// and the 128 MiB that glibc reserves (and does not use) for the allocations of a second thread. With an allocator
/// that reserves less, a file may use as much more.
#[cfg(unix)]
const OVERHEAD_BYTES: u64 = super::worker_main::STACK_BYTES as u64 + (192 << 20);

/// Descriptors that a pool takes per worker: its three pipes.
#[cfg(unix)]
const PER_WORKER: u64 = 3;
/// Descriptors that are left for everything else: standard streams, the store, open files, and the start of a worker.
#[cfg(unix)]
const FOR_OTHERS: u64 = 17;

/// The number of workers for which this process may open enough descriptors; at least one.
pub(super) fn most_workers() -> usize {
    #[cfg(unix)]
    if let Some(most) = rustix::process::getrlimit(rustix::process::Resource::Nofile).current {
        return usize::try_from(most.saturating_sub(FOR_OTHERS) / PER_WORKER).unwrap_or(usize::MAX).max(1);
    }
    usize::MAX
}

/// Lowers the limits of this process for good. A limit that the system does not support is skipped.
#[cfg(unix)]
pub(super) fn lower_limits(limits: &Limits) {
    use rustix::process::Resource;
    lower(Resource::As, limits.max_memory_bytes.saturating_add(OVERHEAD_BYTES));
    lower(Resource::Core, 0);
    // The pipes to the pool stay open. Nothing else can be opened.
    lower(Resource::Nofile, 0);
}

#[cfg(unix)]
fn lower(resource: rustix::process::Resource, most: u64) {
    use rustix::process::{Rlimit, getrlimit, setrlimit};
    // The system refuses to raise a limit that is already lower.
    let most = getrlimit(resource).maximum.map_or(most, |maximum| maximum.min(most));
    let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
}

/// Allows this process `seconds` more on a processor, rounded up. After them the system ends it with `SIGXCPU`. Time of
/// other programs does not count, so that a loaded machine reads the same files as an idle machine.
#[cfg(unix)]
pub(super) fn allow_cpu_seconds(seconds: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};
    let used = u64::try_from(clock_gettime(ClockId::ProcessCPUTime).tv_sec).unwrap_or(0);
    let maximum = getrlimit(Resource::Cpu).maximum;
    let most = used.saturating_add(seconds).saturating_add(1);
    let current = Some(maximum.map_or(most, |maximum| maximum.min(most)));
    let _ = setrlimit(Resource::Cpu, Rlimit { current, maximum });
}

/// On other systems only the deadline of the pool holds.
#[cfg(not(unix))]
pub(super) fn allow_cpu_seconds(_: u64) {}

/// On other systems only the counts in [`Limits`] hold.
#[cfg(not(unix))]
pub(super) fn lower_limits(_: &Limits) {}

/// Takes standard output for the answers. From now on, text that a library prints goes to standard error, where it
/// cannot corrupt an answer.
#[cfg(unix)]
pub(super) fn take_stdout() -> io::Result<impl io::Write + Send + 'static> {
    let answers = std::fs::File::from(rustix::io::dup(io::stdout())?);
    rustix::stdio::dup2_stdout(io::stderr())?;
    Ok(answers)
}

/// Takes standard output for the answers.
#[cfg(not(unix))]
pub(super) fn take_stdout() -> io::Result<impl io::Write + Send + 'static> {
    Ok(io::stdout())
}
