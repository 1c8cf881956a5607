//! Decides without decoding if a picture on a PDF page is opaque. Only small pictures are decoded, to find those of one
//! colour.

use hayro_interpret::Image;
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::Stream;

use super::area_index::Fill;
use super::budget::Budget;

/// A picture with fewer bytes than one per this many pixels may have one colour; photographs have about ten times more
/// bytes.
const PIXELS_PER_BYTE: u64 = 30;
/// A picture of at most this many bytes may have one colour, whatever its size in pixels.
const FEW_BYTES: u64 = 64;
/// Larger pictures are not decoded: a stripe or box of one colour needs few pixels.
const MAX_PIXELS: u64 = 1 << 20;
/// Number of pixels whose check costs as much as drawing one glyph.
const PIXELS_PER_GLYPH: u64 = 64;

/// Returns the fill of an area painted with `image`.
pub(super) fn of_image(image: &Image<'_, '_>, budget: &mut Budget) -> Fill {
    let Image::Raster(raster) = image else { return Fill::Unknown };
    let stream = raster.stream();
    let is_masked = ["SMask", "SMaskInData", "Mask"].iter().any(|key| stream.dict().contains_key(key));
    let pixels = u64::from(raster.width()) * u64::from(raster.height());
    if is_masked {
        return Fill::Unknown;
    }
    only_color(stream, pixels, budget).map_or(Fill::Picture, Fill::Solid)
}

/// Returns the colour of a picture of one colour; `None` if it has, or may have, several.
fn only_color(stream: &Stream<'_>, pixels: u64, budget: &mut Budget) -> Option<[u8; 4]> {
    let data = stream.raw_data();
    let bytes = data.len() as u64;
    let is_small = pixels <= MAX_PIXELS && (bytes <= FEW_BYTES || bytes * PIXELS_PER_BYTE < pixels);
    let filters = stream.filters();
    // JPEG and similar formats would have to be decoded.
    let is_plain = filters
        .iter()
        .all(|filter| matches!(filter, Filter::FlateDecode | Filter::AsciiHexDecode | Filter::Ascii85Decode));
    if !is_small || !is_plain {
        return None;
    }
    budget.spend(usize::try_from(pixels / PIXELS_PER_GLYPH).ok()?);
    let data = stream.decoded_data().ok()?;
    // Pictures of one colour are written in grey or RGB with eight bits per channel.
    let channels = usize::try_from(data.len() as u64 / pixels.max(1)).ok()?;
    let first = data.get(..channels)?;
    if data.len() as u64 != pixels * channels as u64 || !data.chunks(channels.max(1)).all(|pixel| pixel == first) {
        return None;
    }
    match *first {
        [grey] => Some([grey, grey, grey, u8::MAX]),
        [red, green, blue] => Some([red, green, blue, u8::MAX]),
        _ => None,
    }
}
