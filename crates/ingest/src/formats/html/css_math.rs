//! Computes CSS lengths and numbers, with `calc`, `min`, `max` and `clamp`.

/// Calculations nested deeper are not computed.
const DEPTH: usize = 16;
/// The usual font size in pixels, for lengths in it whose size is not known.
pub(super) const EM: f64 = 16.0;
/// The width of the window in pixels.
pub(super) const WINDOW_WIDTH: f64 = 1280.0;
/// The height of the window in pixels.
pub(super) const WINDOW_HEIGHT: f64 = 800.0;

/// A length: pixels, and a multiple of the font size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Length {
    pub pixels: f64,
    pub ems: f64,
}

impl Length {
    pub(super) const fn pixels(pixels: f64) -> Self {
        Self { pixels, ems: 0.0 }
    }

    /// Returns the length in pixels at this font size.
    pub(super) fn at(self, font_size: f64) -> f64 {
        self.pixels + self.ems * font_size
    }
}

/// A computed value: a plain number or a length.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Value {
    Number(f64),
    Length(Length),
}

/// Computes a length. A plain number is one of pixels. `None` if it depends on an unknown size.
pub(super) fn length(source: &str) -> Option<Length> {
    match Reader::compute(source)? {
        Value::Number(number) => Some(Length::pixels(number)),
        Value::Length(length) => Some(length),
    }
}

/// Computes a number; per cent are hundredths.
pub(super) fn number(source: &str) -> Option<f64> {
    match Reader::compute(source)? {
        Value::Number(number) => Some(number),
        // Per cent are read as a multiple of the font size.
        Value::Length(Length { pixels: 0.0, ems }) if source.contains('%') => Some(ems),
        Value::Length(_) => None,
    }
}

/// A function of CSS on computed values.
type Function = fn(&[Value]) -> Option<Value>;

struct Reader<'a> {
    rest: &'a str,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn compute(source: &'a str) -> Option<Value> {
        let mut reader = Reader { rest: source.trim(), depth: DEPTH };
        let value = reader.operand()?;
        reader.rest.trim().is_empty().then_some(value)
    }

    /// Reads sums up to the end of a bracket or a comma.
    fn sum(&mut self) -> Option<Value> {
        let mut sum = self.product()?;
        loop {
            self.skip_spaces();
            let sign = match self.rest.chars().next() {
                Some('+') => 1.0,
                Some('-') => -1.0,
                _ => return Some(sum),
            };
            self.skip(1);
            let other = self.product()?;
            sum = add(sum, times(other, sign))?;
        }
    }

    fn product(&mut self) -> Option<Value> {
        let mut product = self.operand()?;
        loop {
            self.skip_spaces();
            let is_division = match self.rest.chars().next() {
                Some('*') => false,
                Some('/') => true,
                _ => return Some(product),
            };
            self.skip(1);
            product = match (product, self.operand()?, is_division) {
                (value, Value::Number(by), true) => times(value, 1.0 / by),
                (value, Value::Number(by), false) => times(value, by),
                (Value::Number(by), value, false) => times(value, by),
                _ => return None,
            };
        }
    }

    fn operand(&mut self) -> Option<Value> {
        self.skip_spaces();
        let functions: [(&str, Function); 5] = [
            ("calc(", |values| values.first().copied().filter(|_| values.len() == 1)),
            ("min(", |values| pick(values, true)),
            ("max(", |values| pick(values, false)),
            ("clamp(", |values| match values {
                [least, value, most] => pick(&[*least, pick(&[*value, *most], true)?], false),
                _ => None,
            }),
            ("(", |values| values.first().copied().filter(|_| values.len() == 1)),
        ];
        for (name, function) in functions {
            if let Some(rest) = self.rest.strip_prefix(name) {
                self.rest = rest;
                self.depth = self.depth.checked_sub(1)?;
                let values = self.arguments()?;
                self.depth += 1;
                return function(&values);
            }
        }
        self.dimension()
    }

    fn arguments(&mut self) -> Option<Vec<Value>> {
        let mut values = vec![self.sum()?];
        loop {
            self.skip_spaces();
            let next = self.rest.chars().next()?;
            self.skip(1);
            match next {
                ')' => return Some(values),
                ',' => values.push(self.sum()?),
                _ => return None,
            }
        }
    }

    fn dimension(&mut self) -> Option<Value> {
        let is_part = |(at, c): (usize, char)| c.is_ascii_digit() || c == '.' || (at == 0 && matches!(c, '-' | '+'));
        let mut end = self.rest.char_indices().find(|&found| !is_part(found)).map_or(self.rest.len(), |(at, _)| at);
        // "1e3px"
        if let Some(power) = self.rest.get(end..).and_then(|rest| rest.strip_prefix('e')) {
            let digits = power.trim_start_matches(['-', '+']);
            let count = digits.bytes().take_while(u8::is_ascii_digit).count();
            end += if count > 0 { 1 + (power.len() - digits.len()) + count } else { 0 };
        }
        let number: f64 = self.rest.get(..end)?.parse().ok()?;
        self.rest = self.rest.get(end..)?;
        let unit_end = self.rest.find(|c: char| !c.is_ascii_alphabetic() && c != '%').unwrap_or(self.rest.len());
        let unit = self.rest.get(..unit_end)?;
        self.rest = self.rest.get(unit_end..)?;
        let pixels = |factor: f64| Some(Value::Length(Length::pixels(number * factor)));
        match unit {
            "" => Some(Value::Number(number)),
            "px" => pixels(1.0),
            "pt" => pixels(4.0 / 3.0),
            "pc" | "rem" | "rlh" => pixels(EM),
            "in" => pixels(96.0),
            "cm" => pixels(96.0 / 2.54),
            "mm" => pixels(96.0 / 25.4),
            "q" => pixels(96.0 / 101.6),
            "em" => Some(Value::Length(Length { pixels: 0.0, ems: number })),
            "ex" | "ch" => Some(Value::Length(Length { pixels: 0.0, ems: number / 2.0 })),
            "%" => Some(Value::Length(Length { pixels: 0.0, ems: number / 100.0 })),
            "vw" | "vi" | "svw" | "lvw" | "dvw" | "vmax" => pixels(WINDOW_WIDTH / 100.0),
            "vh" | "vb" | "svh" | "lvh" | "dvh" | "vmin" => pixels(WINDOW_HEIGHT / 100.0),
            _ => None,
        }
    }

    fn skip_spaces(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }
}

fn add(a: Value, b: Value) -> Option<Value> {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => Some(Value::Number(a + b)),
        (Value::Length(a), Value::Length(b)) => {
            Some(Value::Length(Length { pixels: a.pixels + b.pixels, ems: a.ems + b.ems }))
        }
        // "calc(1px + 0)" is an error that browsers drop; zero is harmless.
        (Value::Length(length), Value::Number(0.0)) | (Value::Number(0.0), Value::Length(length)) => {
            Some(Value::Length(length))
        }
        _ => None,
    }
}

fn times(value: Value, by: f64) -> Value {
    match value {
        Value::Number(number) => Value::Number(number * by),
        Value::Length(Length { pixels, ems }) => Value::Length(Length { pixels: pixels * by, ems: ems * by }),
    }
}

/// Returns the least or the greatest of some values, at the usual font size.
fn pick(values: &[Value], is_least: bool) -> Option<Value> {
    let size = |value: &Value| match value {
        Value::Number(number) => *number,
        Value::Length(length) => length.at(EM),
    };
    values.iter().copied().reduce(|a, b| if (size(&b) < size(&a)) == is_least { b } else { a })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixels(source: &str) -> Option<f64> {
        length(source).map(|length| length.at(EM))
    }

    #[test]
    fn calculations_are_computed() {
        for (source, expected) in [
            ("12px", 12.0),
            ("-1.5pt", -2.0),
            ("0", 0.0),
            ("1e1px", 10.0),
            ("calc(1px - 1px)", 0.0),
            ("calc((1em + 4px) * 2 - 10px / 5)", 38.0),
            ("min(0px, 20px)", 0.0),
            ("max(1px,2em)", 32.0),
            ("clamp(0px, 5px, 1px)", 1.0),
        ] {
            assert_eq!(pixels(source), Some(expected), "{source}");
        }
    }

    #[test]
    fn values_that_depend_on_other_sizes_are_unknown() {
        for source in ["auto", "calc(1px + 3fr)", "calc(", "1px 2px", "min()", "calc(2px * 2px)"] {
            assert_eq!(pixels(source), None, "{source}");
        }
        assert_eq!(length(&format!("{}1px{}", "calc(".repeat(99), ")".repeat(99))), None);
    }

    #[test]
    fn numbers_may_be_per_cent() {
        assert_eq!((number("50%"), number("calc(1 / 4)"), number("2px")), (Some(0.5), Some(0.25), None));
    }
}
