//! The layout of text for people: width, indents and colours.

use clap::builder::styling::{self, AnsiColor};

/// The width of lines, and the use of colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The width of a line in characters.
    pub width: usize,
    /// True if the output is a terminal that accepts colours.
    pub colour: bool,
}

/// The meaning of a text, which decides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// No colour.
    Plain,
    /// A heading or a verdict.
    Strong,
    /// A requirement that is met.
    Good,
    /// A requirement that is met in part.
    Fair,
    /// A requirement that is not shown.
    Poor,
    /// A detail that a first reading can skip.
    Quiet,
}

impl Style {
    /// `words` in the colour of `tone`.
    pub fn paint(&self, tone: Tone, words: &str) -> String {
        let colours = match tone {
            Tone::Plain => styling::Style::new(),
            Tone::Strong => styling::Style::new().bold(),
            Tone::Good => AnsiColor::Green.on_default(),
            Tone::Fair => AnsiColor::Yellow.on_default(),
            Tone::Poor => AnsiColor::Red.on_default(),
            Tone::Quiet => styling::Style::new().dimmed(),
        };
        match self.colour && !words.is_empty() {
            true => format!("{colours}{words}{colours:#}"),
            false => words.to_owned(),
        }
    }

    /// `words` wrapped behind `first`. Later lines are indented by the width of `first`. Ends in a line break.
    pub fn block(&self, first: &str, first_tone: Tone, words: &str, tone: Tone) -> String {
        let indent = first.chars().count();
        let mut out = self.paint(first_tone, first);
        for (index, line) in wrap(words, self.width.saturating_sub(indent)).iter().enumerate() {
            if index > 0 {
                out.push_str(&" ".repeat(indent));
            }
            out.push_str(&self.paint(tone, line));
            out.push('\n');
        }
        out
    }
}

/// Breaks `words` at spaces into lines of at most `width` characters. A longer word gets a line of its own. Never
/// empty.
pub fn wrap(words: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in words.split_whitespace() {
        let letters = word.chars().count();
        let fits = used == 0 || used + 1 + letters <= width;
        if let Some(line) = lines.last_mut().filter(|_| fits) {
            line.push_str(if used == 0 { "" } else { " " });
            line.push_str(word);
            used += letters + usize::from(used > 0);
            continue;
        }
        lines.push(word.to_owned());
        used = letters;
    }
    lines
}

/// `words` shortened at a space to at most `letters` characters, with `…` at the end if something is left out.
pub fn shorten(words: &str, letters: usize) -> String {
    if words.chars().count() <= letters {
        return words.to_owned();
    }
    let kept: String = words.chars().take(letters.saturating_sub(1)).collect();
    let at_space = kept.rfind(' ').and_then(|at| kept.get(..at)).unwrap_or(&kept);
    format!("{}…", at_space.trim_end_matches([',', ';', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_lines_stand_under_the_first() {
        let style = Style { width: 12, colour: false };
        assert_eq!(style.block("  • ", Tone::Plain, "one two three", Tone::Plain), "  • one two\n    three\n");
    }

    #[test]
    fn without_colour_nothing_is_added() {
        assert_eq!(Style { width: 80, colour: false }.paint(Tone::Poor, "no"), "no");
        assert!(Style { width: 80, colour: true }.paint(Tone::Poor, "no").contains('\u{1b}'));
    }

    #[test]
    fn a_shortened_quote_ends_at_a_word() {
        assert_eq!(shorten("signed twelve, large contracts", 16), "signed twelve…");
        assert_eq!(shorten("short", 16), "short");
    }
}
