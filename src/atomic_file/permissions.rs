//! Permissions of a new file: those of the file it replaces, or the owner's alone.

use std::fs::{File, Permissions};
use std::io;

/// Mode of a new file that replaces none; the process's umask narrows it.
#[cfg(unix)]
const NEW_MODE: u32 = 0o666;
/// Mode of a file that only its owner may read.
#[cfg(all(unix, any(feature = "search", feature = "store")))]
const PRIVATE_MODE: u32 = 0o600;
/// Bits of a mode that grant access.
#[cfg(unix)]
pub(super) const MODE_BITS: u32 = 0o777;

/// Permissions that let only the owner read and write; `None` on systems without modes.
#[cfg(any(feature = "search", feature = "store"))]
pub(super) fn private() -> Option<Permissions> {
    #[cfg(unix)]
    return Some(std::os::unix::fs::PermissionsExt::from_mode(PRIVATE_MODE));
    #[cfg(not(unix))]
    None
}

/// The mode with which to create a file that is to get the permissions `wanted`.
///
/// Created with another mode and narrowed later, a private file could be opened by others in between.
#[cfg(unix)]
pub(super) fn first_mode(wanted: Option<&Permissions>) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    wanted.map_or(NEW_MODE, |wanted| wanted.mode() & MODE_BITS)
}

/// Gives `file` the permissions `wanted`.
///
/// # Errors
/// Errors of the operating system, if the file stays open to more people than wanted.
pub(super) fn apply(file: &File, wanted: &Permissions) -> io::Result<()> {
    let current = file.metadata()?.permissions();
    apply_by(&current, wanted, || file.set_permissions(wanted.clone()))
}

/// Calls `set` if `current` and `wanted` differ. Some file systems refuse to set permissions; that is an error only if
/// `current` allows more than `wanted`.
fn apply_by(current: &Permissions, wanted: &Permissions, set: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    if current == wanted {
        return Ok(());
    }
    set().or_else(|error| if allows_more(current, wanted) { Err(error) } else { Ok(()) })
}

#[cfg(unix)]
fn allows_more(current: &Permissions, wanted: &Permissions) -> bool {
    use std::os::unix::fs::PermissionsExt;
    current.mode() & !wanted.mode() & MODE_BITS != 0
}

#[cfg(not(unix))]
fn allows_more(_: &Permissions, _: &Permissions) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn permissions_that_cannot_be_set_matter_only_where_more_is_allowed() {
        let refused = || Err(io::ErrorKind::PermissionDenied.into());
        let apply =
            |current, wanted| apply_by(&Permissions::from_mode(current), &Permissions::from_mode(wanted), refused);
        assert!(apply(0o755, 0o755).is_ok() && apply(0o600, 0o644).is_ok());
        assert!(apply(0o644, 0o600).is_err());
    }
}
