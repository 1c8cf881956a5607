//! A page as people see it, with the places of its lines.

use serde::{Deserialize, Serialize};

/// A page of a PDF file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PageImage {
    /// The number of pages of the file.
    pub pages: usize,
    /// The width in points.
    pub width: f64,
    /// The height in points.
    pub height: f64,
    /// The lines of upright text, in the order of the file's text.
    pub lines: Vec<ImageLine>,
    /// The page as SVG.
    pub svg: String,
}

/// A line of a page. Distances are in points from the upper left corner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImageLine {
    /// The text.
    pub text: String,
    /// The left end.
    pub x0: f64,
    /// The right end.
    pub x1: f64,
    /// The baseline.
    pub y: f64,
    /// The size of the font.
    pub size: f64,
}
