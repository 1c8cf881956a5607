//! A record as it lies in the store: its version, what it says, and a checksum over both and over its place.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::kind::Kind;

/// Bytes of the checksum: half a BLAKE3 hash, which no accident meets.
const CHECKSUM_BYTES: usize = 16;
/// Bytes that tell the version of what made the record.
const VERSION_BYTES: usize = 8;

/// What is wrong with a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Damaged;

/// The bytes to store for `value` under `key`.
pub(super) fn seal(kind: Kind, key: &[u8], value: &impl Serialize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; CHECKSUM_BYTES];
    bytes.extend_from_slice(&version_mark(kind));
    // Only a type that cannot be encoded at all fails; it is then not kept.
    let mut bytes = postcard::to_extend(value, bytes).ok()?;
    let (checksum, rest) = bytes.split_at_mut_checked(CHECKSUM_BYTES)?;
    checksum.copy_from_slice(&sum(kind, key, rest));
    Some(bytes)
}

/// What [`seal`] made these bytes of.
///
/// # Errors
/// [`Damaged`] if they are not what it made, or were made for another place.
pub(super) fn open<T: DeserializeOwned>(kind: Kind, key: &[u8], bytes: &[u8]) -> Result<T, Damaged> {
    let rest = whole(kind, key, bytes)?;
    postcard::from_bytes(rest.get(VERSION_BYTES..).unwrap_or_default()).map_err(|_| Damaged)
}

/// Whether the record is whole, and if so whether this version of the program made it.
///
/// # Errors
/// [`Damaged`] as [`open`].
pub(super) fn is_current(kind: Kind, key: &[u8], bytes: &[u8]) -> Result<bool, Damaged> {
    Ok(whole(kind, key, bytes)?.starts_with(&version_mark(kind)))
}

/// What stands behind the checksum, if that is right.
fn whole<'a>(kind: Kind, key: &[u8], bytes: &'a [u8]) -> Result<&'a [u8], Damaged> {
    let (checksum, rest) = bytes.split_at_checked(CHECKSUM_BYTES).ok_or(Damaged)?;
    if checksum == sum(kind, key, rest) { Ok(rest) } else { Err(Damaged) }
}

fn sum(kind: Kind, key: &[u8], rest: &[u8]) -> [u8; CHECKSUM_BYTES] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(kind.name().as_bytes()).update(key).update(rest);
    let mut sum = [0; CHECKSUM_BYTES];
    hasher.finalize_xof().fill(&mut sum);
    sum
}

fn version_mark(kind: Kind) -> [u8; VERSION_BYTES] {
    let mut mark = [0; VERSION_BYTES];
    blake3::Hasher::new().update(kind.version().as_bytes()).finalize_xof().fill(&mut mark);
    mark
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn no_flipped_bit_is_taken_for_a_record() {
        let sealed = seal(Kind::Document, b"key", &"Ana sold pens").unwrap();
        assert_eq!(open::<String>(Kind::Document, b"key", &sealed), Ok("Ana sold pens".into()));
        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(open::<String>(Kind::Document, b"key", &flipped), Err(Damaged), "{bit}");
        }
    }

    #[test]
    fn a_record_in_the_place_of_another_is_damaged() {
        let sealed = seal(Kind::Document, b"key", &1).unwrap();
        assert_eq!(open::<u32>(Kind::Document, b"kex", &sealed), Err(Damaged));
        assert_eq!(open::<u32>(Kind::Profile, b"key", &sealed), Err(Damaged));
        assert_eq!(open::<u32>(Kind::Document, b"key", &sealed[..20]), Err(Damaged));
    }
}
