//! What is read of DOC files.

#![allow(clippy::unwrap_used)]
