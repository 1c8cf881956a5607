//! Takes from a worker what reading does not need: memory past the limit, other files, and the means to leave a core.

use std::io;

use crate::formats::Limits;

/// What a worker has of address space before it reads anything: the program, its libraries, the stack of the reading
/// thread, and what the allocator reserves for a second thread (128 MiB with glibc) without using it.
#[cfg(unix)]
const OVERHEAD_BYTES: u64 = super::worker_main::STACK_BYTES as u64 + (192 << 20);

/// Lowers what the process may take, for good. A limit that the system does not have leaves the others.
#[cfg(unix)]
pub(super) fn lower_limits(limits: &Limits) {
    use rustix::process::Resource;
    lower(Resource::As, limits.max_memory_bytes.saturating_add(OVERHEAD_BYTES));
    lower(Resource::Core, 0);
    // The pipes stay open; nothing can be opened beside them.
    lower(Resource::Nofile, 0);
}

#[cfg(unix)]
fn lower(resource: rustix::process::Resource, most: u64) {
    use rustix::process::{Rlimit, getrlimit, setrlimit};
    // Raising what was already lower is refused.
    let most = getrlimit(resource).maximum.map_or(most, |maximum| maximum.min(most));
    let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
}

/// Gives the process `seconds` more on a processor, rounded up; past them the system ends it. Time that others take does not
/// count, so that a loaded machine reads what an idle one does.
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

/// Other systems keep the time that the pool waits.
#[cfg(not(unix))]
pub(super) fn allow_cpu_seconds(_: u64) {}

/// Other systems keep the limits that are counts.
#[cfg(not(unix))]
pub(super) fn lower_limits(_: &Limits) {}

/// Where answers go: standard output as it was. What a library prints from now on goes to standard error, which is not shown.
///
/// # Errors
/// What the operating system says when it has no more descriptors.
#[cfg(unix)]
pub(super) fn take_stdout() -> io::Result<impl io::Write + Send + 'static> {
    let answers = std::fs::File::from(rustix::io::dup(io::stdout())?);
    rustix::stdio::dup2_stdout(io::stderr())?;
    Ok(answers)
}

/// Where answers go.
#[cfg(not(unix))]
pub(super) fn take_stdout() -> io::Result<impl io::Write + Send + 'static> {
    Ok(io::stdout())
}
