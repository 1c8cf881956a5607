//! Tells an e-mail address or a link that a narrow column has cut in two, so that its halves are joined without a space.

/// Ends of domains that may themselves be cut behind their second letter: "example.co", "m".
const TOP_DOMAINS: &[&str] = &["com", "net", "org", "edu", "gov", "info"];
/// How links begin.
const LINKS: &[&str] = &["http://", "https://", "www.", "linkedin.com/", "github.com/"];

/// Whether `next` begins with the rest of an address that `line` ends with.
pub(in crate::formats) fn is_split(line: &str, next: &str) -> bool {
    let Some(start) = line.split_whitespace().next_back() else { return false };
    let Some(rest) = next.split_whitespace().next() else { return false };
    if let Some((name, domain)) = start.split_once('@') {
        return !name.is_empty() && is_split_domain(domain, rest);
    }
    if let Some(domain) = rest.strip_prefix('@') {
        return domain.contains('.') && start.chars().all(is_name);
    }
    // A link may end anywhere, so only a rest that stands alone is taken for one.
    let link = LINKS.iter().any(|prefix| start.to_ascii_lowercase().starts_with(prefix));
    link && rest.len() == next.trim().len() && rest.chars().all(|c| is_name(c) || matches!(c, '/' | '?' | '=' | '%'))
}

/// Whether `rest` finishes a domain that is unfinished.
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

/// Whether `c` may stand in the names that addresses are made of, as they are usually written.
fn is_name(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_halves_of_an_address_are_told() {
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
    fn what_follows_a_whole_address_is_not_its_rest() {
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
