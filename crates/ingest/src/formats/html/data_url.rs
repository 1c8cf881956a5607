//! Reads the text in a `data:` address.

use encoding_rs::UTF_8;

use crate::formats::plain_text::sextet;
use crate::percent_encoding::percent_decoded;

/// Returns the text of a `data:` address; `None` for other addresses.
pub(super) fn text(address: &str) -> Option<String> {
    let rest =
        address.trim().get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("data:")).and(address.trim().get(5..))?;
    let (kind, data) = rest.split_once(',')?;
    let bytes = percent_decoded(data);
    let bytes = if kind.trim_end().ends_with(";base64") { base64(&bytes) } else { bytes };
    Some(UTF_8.decode(&bytes).0.into_owned())
}

fn base64(data: &[u8]) -> Vec<u8> {
    let (mut bytes, mut buffer, mut bits) = (Vec::new(), 0_u32, 0);
    // Addresses may have signs of their own for the last two digits.
    let standard = |byte: u8| match byte {
        b'-' => b'+',
        b'_' => b'/',
        _ => byte,
    };
    for digit in data.iter().filter_map(|&byte| sextet(standard(byte))) {
        buffer = ((buffer << 6) | digit) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.extend(u8::try_from((buffer >> bits) & 0xff));
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_data_address_is_read() {
        assert_eq!(text("data:text/css,.x%7Bcolor:red}").as_deref(), Some(".x{color:red}"));
        assert_eq!(text("DATA:text/css;base64,LmF7fQ==").as_deref(), Some(".a{}"));
        assert_eq!(text("a.css"), None);
    }
}
