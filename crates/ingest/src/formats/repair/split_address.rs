//! Recognises an e-mail address or a link that a narrow column has split over two lines. Its halves are joined without
//! a space.

/// Top-level domains that may be split after their second letter: "example.co", "m".
const TOP_DOMAINS: &[&str] = &["com", "net", "org", "edu", "gov", "info"];
/// The prefixes of links.
const LINKS: &[&str] = &["http://", "https://", "www.", "linkedin.com/", "github.com/"];

/// True if `line` ends with the first half of an address and `next` begins with the second.
pub(in crate::formats) fn is_split(line: &str, next: &str) -> bool {
    let Some(start) = line.split_whitespace().next_back() else { return false };
    let Some(rest) = next.split_whitespace().next() else { return false };
    if let Some((name, domain)) = start.split_once('@') {
        return !name.is_empty() && is_split_domain(domain, rest);
    }
    if let Some(domain) = rest.strip_prefix('@') {
        return domain.contains('.') && start.chars().all(is_name);
    }
    // A link may be complete at the end of the line, so the second half must be alone on its line.
    let link = LINKS.iter().any(|prefix| start.to_ascii_lowercase().starts_with(prefix));
    link && rest.len() == next.trim().len() && rest.chars().all(|c| is_name(c) || matches!(c, '/' | '?' | '=' | '%'))
}

/// True if `domain` is incomplete and `rest` completes it.
fn is_split_domain(domain: &str, rest: &str) -> bool {
    if !domain.chars().chain(rest.chars()).all(|c| is_name(c) && c != '_') {
        return false;
    }
    match domain.rsplit_once('.') {
        // "name@exam", "ple.com"
        None => rest.trim_end_matches('.').contains('.'),
        Some((_, top)) if top.len() < 2 => true,
        Some((_, top)) => TOP_DOMAINS.contains(&format!("{top}{rest}").as_str()),
    }
}

/// True for the characters that addresses usually consist of.
fn is_name(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_halves_of_an_address_are_recognised() {
        for (line, next) in [
            ("ana.keller@example.c", "om"),
            ("ana.keller@example.co", "m"),
            ("E-mail: ana.keller@e", "xample.com 555-0100"),
            ("ana.keller@example.", "com"),
            ("ana.keller", "@example.com"),
            ("linkedin.com/in/ana-kel", "ler"),
        ] {
            assert!(is_split(line, next), "{line:?} {next:?}");
        }
    }

    #[test]
    fn text_after_a_complete_address_is_not_its_second_half() {
        for (line, next) in [
            ("ana.keller@example.com", "reachable by day"),
            ("ana.keller@example.com", "Zurich"),
            ("ana.keller@example", "reachable by day"),
            ("www.example.com", "sold software"),
            ("Ana Keller", "@example.com"),
            ("Sold software", "to banks"),
        ] {
            assert!(!is_split(line, next), "{line:?} {next:?}");
        }
    }
}
