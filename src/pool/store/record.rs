//! The encoding of a record: a checksum, the version of the code that made it, and the encoded value.
//!
//! The checksum also covers table and key, so that a record under a wrong key counts as damaged.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::table::Table;

/// Bytes of the checksum: half a BLAKE3 hash, enough against accidents.
const CHECKSUM_BYTES: usize = 16;
/// Bytes of the hash of the version.
const VERSION_BYTES: usize = 8;

/// The error of a record whose checksum or encoding is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Damaged;

/// Encodes `value` for the entry `key`; `None` if it cannot be encoded, so that it is not stored.
pub(super) fn seal(table: Table, key: &[u8], value: &impl Serialize) -> Option<Vec<u8>> {
    let mut bytes = vec![0; CHECKSUM_BYTES];
    bytes.extend_from_slice(&version_hash(table));
    let mut bytes = postcard::to_extend(value, bytes).ok()?;
    let (checksum, rest) = bytes.split_at_mut_checked(CHECKSUM_BYTES)?;
    checksum.copy_from_slice(&sum(table, key, rest));
    Some(bytes)
}

/// Decodes a value that [`seal`] encoded.
///
/// # Errors
/// [`Damaged`] if the bytes changed, or were encoded for another key or table.
pub(super) fn open<T: DeserializeOwned>(table: Table, key: &[u8], bytes: &[u8]) -> Result<T, Damaged> {
    let rest = whole(table, key, bytes)?;
    postcard::from_bytes(rest.get(VERSION_BYTES..).unwrap_or_default()).map_err(|_| Damaged)
}

/// True if this version of the program made the record.
///
/// # Errors
/// [`Damaged`], as [`open`].
pub(super) fn is_current(table: Table, key: &[u8], bytes: &[u8]) -> Result<bool, Damaged> {
    Ok(whole(table, key, bytes)?.starts_with(&version_hash(table)))
}

/// Returns the bytes after the checksum, if the checksum is right.
fn whole<'a>(table: Table, key: &[u8], bytes: &'a [u8]) -> Result<&'a [u8], Damaged> {
    let (checksum, rest) = bytes.split_at_checked(CHECKSUM_BYTES).ok_or(Damaged)?;
    if checksum == sum(table, key, rest) { Ok(rest) } else { Err(Damaged) }
}

fn sum(table: Table, key: &[u8], rest: &[u8]) -> [u8; CHECKSUM_BYTES] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(table.name().as_bytes()).update(key).update(rest);
    let mut sum = [0; CHECKSUM_BYTES];
    hasher.finalize_xof().fill(&mut sum);
    sum
}

fn version_hash(table: Table) -> [u8; VERSION_BYTES] {
    let mut hash = [0; VERSION_BYTES];
    blake3::Hasher::new().update(table.version().as_bytes()).finalize_xof().fill(&mut hash);
    hash
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn no_flipped_bit_is_taken_for_a_record() {
        let sealed = seal(Table::Documents, b"key", &"Ana sold pens").unwrap();
        assert_eq!(open::<String>(Table::Documents, b"key", &sealed), Ok("Ana sold pens".into()));
        for bit in 0..sealed.len() * 8 {
            let mut flipped = sealed.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(open::<String>(Table::Documents, b"key", &flipped), Err(Damaged), "{bit}");
        }
    }

    #[test]
    fn a_record_in_the_place_of_another_is_damaged() {
        let sealed = seal(Table::Documents, b"key", &1).unwrap();
        assert_eq!(open::<u32>(Table::Documents, b"kex", &sealed), Err(Damaged));
        assert_eq!(open::<u32>(Table::Profiles, b"key", &sealed), Err(Damaged));
        assert_eq!(open::<u32>(Table::Documents, b"key", &sealed[..20]), Err(Damaged));
    }
}
