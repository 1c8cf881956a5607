//! Takes from a worker what reading does not need: memory past the limit, other files, and the means to leave a core.

use std::io;

use super::super::Limits;

/// What a worker has of address space before it reads anything: the program, its libraries, the stack of the reading
/// thread, and what the allocator reserves for a second thread (128 MiB with glibc) without using it.
#[cfg(unix)]
const OVERHEAD_BYTES: u64 = super::serve::STACK_BYTES as u64 + (192 << 20);

/// Lowers what the process may take, for good. A limit that the system does not have leaves the others, and the pool's time.
#[cfg(unix)]
pub(super) fn confine(limits: &Limits) {
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

/// Other systems keep the limits that are counts, and the pool's time.
#[cfg(not(unix))]
pub(super) fn confine(_: &Limits) {}

/// Where answers go: standard output as it was; what a library prints from now on goes to standard error, which nobody shows.
///
/// # Errors
/// What the operating system says when it has no more descriptors.
#[cfg(unix)]
pub(super) fn answers() -> io::Result<impl io::Write + Send + 'static> {
    let answers = std::fs::File::from(rustix::io::dup(io::stdout())?);
    rustix::stdio::dup2_stdout(io::stderr())?;
    Ok(answers)
}

/// Where answers go.
#[cfg(not(unix))]
pub(super) fn answers() -> io::Result<impl io::Write + Send + 'static> {
    Ok(io::stdout())
}
