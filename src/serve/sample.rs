//! Resumes of invented people, to try the page with.

/// The name and the text of each resume.
pub(super) const SAMPLE: [(&str, &str); 6] = [
    ("sample/amara-lindqvist.txt", include_str!("sample/amara-lindqvist.txt")),
    ("sample/ines-carvalho.txt", include_str!("sample/ines-carvalho.txt")),
    ("sample/jonas-brandt.txt", include_str!("sample/jonas-brandt.txt")),
    ("sample/keiko-farrell.txt", include_str!("sample/keiko-farrell.txt")),
    ("sample/mateo-ruiz.txt", include_str!("sample/mateo-ruiz.txt")),
    ("sample/tomasz-wrobel.txt", include_str!("sample/tomasz-wrobel.txt")),
];
