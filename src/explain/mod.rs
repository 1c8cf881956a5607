//! Puts verdicts into words for people: bands, reasons, what is not shown, what to ask, and why one stands above another.

pub mod ask;
pub mod compare;
pub mod reasons;
pub mod remarks;
pub mod why;
pub mod words;
