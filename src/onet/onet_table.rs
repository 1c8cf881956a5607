//! Reads one tab-separated table of O*NET, completely or not at all.

use std::path::Path;

use serde::de::DeserializeOwned;

use crate::error::{Error, Finding, Result};

/// A row of a table. Its fields are named after the table's headers.
pub(super) trait OnetRow: DeserializeOwned {
    /// File name of the table.
    const FILE: &'static str;
}

/// Returns all rows of a table in the directory `folder`.
///
/// # Errors
/// [`Error::Io`] if the file cannot be read; [`Error::Catalog`] with the line if it is incomplete or another table.
pub(super) fn read<R: OnetRow>(folder: &Path) -> Result<Vec<R>> {
    let path = folder.join(R::FILE);
    let text = std::fs::read_to_string(&path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => fault(folder, 0, format!("there is no `{}` in this folder", R::FILE)),
        _ => Error::io(&path)(source),
    })?;
    rows(&path, &text)
}

fn rows<R: OnetRow>(path: &Path, text: &str) -> Result<Vec<R>> {
    if !text.ends_with('\n') {
        return Err(fault(path, text.lines().count(), "the last line is cut off"));
    }
    // O*NET quotes no fields, so a quotation mark is part of the text.
    let mut reader = csv::ReaderBuilder::new().delimiter(b'\t').quoting(false).from_reader(text.as_bytes());
    let rows = reader.deserialize().collect::<std::result::Result<Vec<R>, _>>().map_err(|error| {
        let line = error.position().map_or(1, |position| position.line() as usize);
        fault(path, line, format!("this is no line of that table: {error}"))
    })?;
    if rows.is_empty() { Err(fault(path, 1, "the table is empty")) } else { Ok(rows) }
}

/// Returns the error for a fault in a table.
pub(super) fn fault(path: &Path, line: usize, message: impl Into<String>) -> Error {
    let remedy = "give the unpacked folder of the O*NET database in its text form, whole".into();
    Error::Catalog(vec![Finding { file: path.display().to_string(), line, message: message.into(), remedy }])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::onet::job_zones::JobZone;

    fn read(text: &str) -> Result<Vec<JobZone>> {
        rows(Path::new("Job Zones.txt"), text)
    }

    const HEAD: &str = "O*NET-SOC Code\tJob Zone\tDate\tDomain Source\n";

    #[test]
    fn rows_are_read_by_their_heads() {
        let zones = read(&format!("{HEAD}11-1011.00\t5\t08/2023\tAnalyst\n")).unwrap();
        assert_eq!((zones[0].code.as_str(), zones[0].zone), ("11-1011.00", 5));
    }

    #[test]
    fn a_table_that_is_cut_off_or_another_is_refused_with_its_line() {
        let message = |text: &str| read(text).err().unwrap().to_string();
        assert!(message(&format!("{HEAD}11-1011.00\t5\t08/2023\tAna")).contains("Zones.txt:2: the last line is cut"));
        assert!(message(&format!("{HEAD}11-1011.00\t5\n")).contains("Zones.txt:2: this is no line"));
        assert!(message("Code\tZone\n1\t2\n").contains("Zones.txt:2"));
        assert!(message(HEAD).contains("empty"));
    }
}
