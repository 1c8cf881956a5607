//! The files of a run, as the parts of a blind run need them: the place of each file, and a secret.

/// The ids of all files of a run, in order. A part of a blind run keeps neither ids nor names, so that it needs two
/// things in their place:
///
/// - The place of each file, by which `merge` restores the order of ids.
/// - A secret for the hashes that tell files of one person. Whoever has only the part cannot try names or telephone
///   numbers without it.
#[derive(Debug)]
pub struct FileList {
    ids: Vec<Box<str>>,
    hash: blake3::Hash,
}

/// Separates the hash that a part states from the secret, which no part states.
const FINGERPRINT: &str = "rolefit 2026 part of a blind run: fingerprint of the list of files";
const SECRET: &str = "rolefit 2026 part of a blind run: secret for marks of persons";

impl FileList {
    /// Returns the list of the files with these ids, in any order.
    pub fn new<'a>(ids: impl IntoIterator<Item = &'a str>) -> FileList {
        let mut ids: Vec<Box<str>> = ids.into_iter().map(Box::from).collect();
        ids.sort_unstable();
        let mut hash = blake3::Hasher::new();
        for id in &ids {
            hash.update(&(id.len() as u64).to_le_bytes()).update(id.as_bytes());
        }
        // The ids of resumes in an archive begin with its id and a slash. A file such as "b.zip.txt" comes between
        // "b.zip" and "b.zip/cv.txt".
        let in_archives: Vec<Box<str>> = ids.iter().map(|id| format!("{id}/").into()).collect();
        ids.extend(in_archives);
        ids.sort_unstable();
        FileList { ids, hash: hash.finalize() }
    }

    /// Returns the place of a resume, which keeps the order of ids. All resumes of an archive share a place that no
    /// other file has.
    pub fn place(&self, id: &str) -> u64 {
        self.ids.partition_point(|known| **known <= *id) as u64
    }

    /// Returns a hash that is the same for the same files, from which neither the ids nor the secret follow.
    pub fn fingerprint(&self) -> [u8; blake3::OUT_LEN] {
        blake3::derive_key(FINGERPRINT, self.hash.as_bytes())
    }

    /// Returns the secret for [`Entrant::hidden`](crate::rank::Entrant::hidden). It follows from the ids, so all shards
    /// have the same one.
    pub fn secret(&self) -> [u8; blake3::KEY_LEN] {
        blake3::derive_key(SECRET, self.hash.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_keep_the_order_of_ids_in_archives_too() {
        let files = FileList::new(["b.zip.txt", "a.txt", "b.zip", "c.txt"]);
        let ids = ["a.txt", "b.zip", "b.zip.txt", "b.zip/cv.txt", "c.txt"];
        assert_eq!(ids.map(|id| files.place(id)), [1, 3, 4, 6, 7]);
        assert_eq!(files.place("b.zip/cv.txt"), files.place("b.zip/letter.txt"));
    }

    #[test]
    fn another_file_or_name_gives_another_fingerprint_and_secret_and_order_gives_none() {
        let files = |ids: &[&str]| FileList::new(ids.iter().copied());
        let one = files(&["a.txt", "b.txt"]);
        let same = files(&["b.txt", "a.txt"]);
        assert_eq!((one.fingerprint(), one.secret()), (same.fingerprint(), same.secret()));
        assert_ne!(one.fingerprint(), one.secret());
        for other in [&["a.txt"][..], &["a.txtb.txt"], &["a.txt", "c.txt"]] {
            assert_ne!(one.fingerprint(), files(other).fingerprint(), "{other:?}");
            assert_ne!(one.secret(), files(other).secret(), "{other:?}");
        }
    }
}
