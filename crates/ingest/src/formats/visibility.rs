//! The one model by which all formats decide if a reader sees a text. A reader of a format says how the text looks
//! ([`Look`]) and where its box is ([`hidden_box`]); the thresholds and the verdict are here.

use super::color::{Color, Paint};
use rolefit_document::HiddenWay;

/// Font size in points below which text cannot be read. The smallest print in use has 4 points.
pub(super) const TINY: f64 = 2.0;
/// Opacity (0 to 1) below which paint is invisible: it shifts a colour by at most 12 of 255.
pub(super) const FAINT: f64 = 0.05;
/// Largest difference per channel (0 to 255) at which two colours look the same. A light grey chosen on purpose differs
/// from white by at least 30.
const SAME_COLOR: u8 = 24;

/// Largest channel of a colour that looks black, so that two such colours look the same.
const DARK: u8 = 40;

/// Font size in points below which a reader may miss text.
const SMALL: f64 = 4.0;
/// … and the share of the usual size of its page below which a reader may miss text of any size. Notes and exponents
/// have more than half.
#[cfg(feature = "pdf")]
const MINOR: f64 = 1.0 / 3.0;
/// Contrast of letters and ground (1 to 21) below which a reader may miss text. Light grey on white has 1.6.
const PALE: f64 = 1.5;

/// Points above or to the left of a page at which nothing of a box is on the page any more.
const FAR_BEFORE: f64 = 700.0;
/// Points to the right of or below the origin of a page at which nothing of a box is on the page. The largest page of
/// Word has 22 inches.
const FAR_BEHIND: f64 = 1584.0;
/// Width of letters, as a share of their natural width, below which they cannot be read. Word offers 33 % and more.
const NARROW: f64 = 0.12;
/// Space between letters in points that piles them on one another: more than a letter of usual size is wide.
const PILED: f64 = -6.0;

/// The look of a text, as far as it decides if a reader sees it. What a format does not state keeps its default.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Look {
    /// The way in which the text is hidden whatever its look, for example with all of its box.
    pub concealed: Option<HiddenWay>,
    /// True if the lines begin outside the page.
    pub is_off_page: bool,
    /// True if letters or lines have next to no extent, or letters are piled on one another.
    pub is_squeezed: bool,
    /// True if hardly any opacity is left.
    pub is_faint: bool,
    /// The font size in points, if it is known.
    pub size: Option<f64>,
    /// The paint of the letters.
    pub ink: Paint,
    /// The paint beneath.
    pub ground: Paint,
    /// True if something that cannot be decided may hide the text.
    pub is_doubtful: bool,
}

/// The verdict on a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    Shown,
    /// So small or pale that a reader may miss it.
    Hard,
    /// It cannot be decided if the text is seen.
    Undecided,
    Hidden(HiddenWay),
}

impl Look {
    /// Returns if a reader sees the text, or the way in which it is hidden.
    pub(super) fn sight(&self) -> Sight {
        let is_tiny = self.is_squeezed || self.size.is_some_and(|size| size < TINY);
        let way = match (self.ink, self.ground) {
            _ if self.concealed.is_some() => self.concealed,
            _ if self.is_off_page => Some(HiddenWay::OffPage),
            _ if is_tiny => Some(HiddenWay::Tiny),
            _ if self.is_faint => Some(HiddenWay::Transparent),
            (Paint::Plain(ink), Paint::Plain(ground)) if is_lost_on(ink, ground) => Some(HiddenWay::SameColor),
            _ => None,
        };
        match (way, self.ink, self.ground) {
            (Some(way), ..) => Sight::Hidden(way),
            (None, Paint::Plain(ink), Paint::Pictured(ground)) if is_lost_on(ink, ground) => Sight::Undecided,
            (None, ..) if self.is_doubtful => Sight::Undecided,
            (None, Paint::Plain(ink), Paint::Plain(ground)) if contrast(ink, ground) < PALE => Sight::Hard,
            (None, ..) if self.size.is_some_and(|size| size < SMALL) => Sight::Hard,
            (None, ..) => Sight::Shown,
        }
    }
}

/// True if text of this size is minor beside the usual size of its page, and not small by itself.
#[cfg(feature = "pdf")]
pub(super) fn is_minor(size: f64, usual: f64) -> bool {
    (SMALL..usual * MINOR).contains(&size)
}

/// Returns the contrast of two colours, from 1 to 21, nearly as WCAG 2 defines it: light is taken for the square of a
/// channel, which is quick to compute.
fn contrast(one: Color, other: Color) -> f64 {
    let light = |color: Color| {
        let [red, green, blue] = color.map(|channel| (f64::from(channel) / 255.0).powi(2));
        0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05
    };
    let (one, other) = (light(one), light(other));
    one.max(other) / one.min(other)
}

/// Returns the way in which a box hides its text that begins at these distances from the edges of the page and has
/// these extents, all in points: it lies outside the page, or has next to no extent.
pub(super) fn hidden_box(
    places: impl IntoIterator<Item = Option<f64>>,
    extents: impl IntoIterator<Item = Option<f64>>,
) -> Option<HiddenWay> {
    let is_off = places.into_iter().flatten().any(is_off_page);
    let is_flat = || extents.into_iter().flatten().any(is_flat);
    if is_off { Some(HiddenWay::OffPage) } else { is_flat().then_some(HiddenWay::Clipped) }
}

/// True if a box or a line that begins so many points from the edge of the page is outside it.
pub(super) fn is_off_page(points: f64) -> bool {
    points <= -FAR_BEFORE || points >= FAR_BEHIND
}

/// True if a box or a line of this extent in points shows nothing of its text.
pub(super) fn is_flat(points: f64) -> bool {
    points.abs() < TINY
}

/// True if letters of this share of their width cannot be read.
pub(super) fn is_narrow(share: f64) -> bool {
    share < NARROW
}

/// True if this space between letters, in points, piles them on one another.
pub(super) fn is_piled(points: f64) -> bool {
    points <= PILED
}

/// True if text in `color` cannot be told from the background `beneath`.
pub(super) fn is_lost_on(color: Color, beneath: Color) -> bool {
    let mut channels = color.into_iter().zip(beneath);
    let is_dark = channels.clone().all(|(channel, other)| channel.max(other) <= DARK);
    is_dark || channels.all(|(channel, other)| channel.abs_diff(other) <= SAME_COLOR)
}

#[cfg(test)]
mod tests {
    use super::super::color::{BLACK, WHITE};
    use super::*;

    #[test]
    fn nearly_white_is_invisible_on_white_and_light_grey_is_not() {
        for (ink, ground, is_lost) in [
            ([235; 3], WHITE, true),
            ([250, 250, 255], WHITE, true),
            ([211; 3], WHITE, false),
            (WHITE, [0, 0, 128], false),
            (WHITE, [250; 3], true),
            (WHITE, [31, 56, 100], false),
            (BLACK, BLACK, true),
            (BLACK, [0, 0, 30], true),
            (BLACK, [0, 0, 60], false),
        ] {
            let look = Look { ink: Paint::Plain(ink), ground: Paint::Plain(ground), ..Look::default() };
            assert_eq!(look.sight() == Sight::Hidden(HiddenWay::SameColor), is_lost, "{ink:?} on {ground:?}");
        }
        let on = |ground| Look { ink: Paint::Plain(WHITE), ground, ..Look::default() }.sight();
        assert_eq!((on(Paint::Unknown), on(Paint::Pictured(WHITE))), (Sight::Shown, Sight::Undecided));
    }

    #[test]
    fn text_under_two_points_is_tiny() {
        let sized = |size| Look { size: Some(size), ..Look::default() }.sight();
        assert_eq!(
            [1.5, 2.0, 3.9, 4.0].map(sized),
            [Sight::Hidden(HiddenWay::Tiny), Sight::Hard, Sight::Hard, Sight::Shown]
        );
        let grey = |ink| Look { ink: Paint::Plain([ink; 3]), ground: Paint::Plain(WHITE), ..Look::default() }.sight();
        assert_eq!([220, 190].map(grey), [Sight::Hard, Sight::Shown]);
    }

    #[test]
    fn boxes_and_letters_of_designs_are_visible() {
        assert!([-300.0, 0.0, 1000.0].iter().all(|&points| !is_off_page(points)) && is_off_page(-1000.0));
        assert!(!is_narrow(0.33) && is_narrow(0.01) && !is_piled(-1.0) && is_piled(-20.0));
        let of = |place, extent| hidden_box([Some(place), None], [Some(extent)]);
        assert_eq!((of(0.0, 6.0), of(-9e3, 0.0)), (None, Some(HiddenWay::OffPage)));
        assert_eq!(of(0.0, 0.0), Some(HiddenWay::Clipped));
    }
}
