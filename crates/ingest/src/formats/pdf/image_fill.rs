//! What a picture on a PDF page hides, told without decoding it; only one of a single colour is looked into.

use hayro_interpret::Image;
use hayro_interpret::hayro_syntax::Filter;
use hayro_interpret::hayro_syntax::object::Stream;

use super::area_index::Look;
use super::budget::Budget;

/// A picture whose bytes are fewer than one in so many of its pixels may be of one colour: photographs need some ten
/// times more.
const PIXELS_A_BYTE: u64 = 30;
/// Whatever its pixels, a picture of so few bytes may be of one colour.
const FEW_BYTES: u64 = 64;
/// Larger ones are not looked into: a stripe or box of one colour needs no pixels.
const MAX_PIXELS: u64 = 1 << 20;
/// Pixels looked at that cost as much as drawing one letter.
const PIXELS_A_LETTER: u64 = 64;

/// What `image` looks like to a letter beneath it or upon it.
pub(super) fn look(image: &Image<'_, '_>, budget: &mut Budget) -> Look {
    let Image::Raster(raster) = image else { return Look::Unknown };
    let stream = raster.stream();
    let is_masked = ["SMask", "SMaskInData", "Mask"].iter().any(|key| stream.dict().contains_key(key));
    let pixels = u64::from(raster.width()) * u64::from(raster.height());
    if is_masked {
        return Look::Unknown;
    }
    only_color(stream, pixels, budget).map_or(Look::Picture, Look::Plain)
}

/// The colour of a picture that has no other; `None` if it may have.
fn only_color(stream: &Stream<'_>, pixels: u64, budget: &mut Budget) -> Option<[u8; 4]> {
    let data = stream.raw_data();
    let bytes = data.len() as u64;
    let is_small = pixels <= MAX_PIXELS && (bytes <= FEW_BYTES || bytes * PIXELS_A_BYTE < pixels);
    let filters = stream.filters();
    // JPEG and its like would have to be decoded.
    let is_plain = filters
        .iter()
        .all(|filter| matches!(filter, Filter::FlateDecode | Filter::AsciiHexDecode | Filter::Ascii85Decode));
    if !is_small || !is_plain {
        return None;
    }
    budget.spend(usize::try_from(pixels / PIXELS_A_LETTER).ok()?);
    let data = stream.decoded_data().ok()?;
    // Eight bits a channel, grey or RGB: other pictures are not of those that programs make of one colour.
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
