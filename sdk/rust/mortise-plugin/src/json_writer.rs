//! Writing JSON.

use std::fmt::Write;

use crate::Instant;

/// JSON, written straight into a string.
///
/// ```
/// # use mortise_plugin::*;
/// let mut json = JsonWriter::new();
/// json.begin_object().member("id", "a1").member("words", &["good", "day"][..]).end_object();
/// assert_eq!(json.into_string(), r#"{"id":"a1","words":["good","day"]}"#);
/// ```
#[derive(Debug, Default)]
pub struct JsonWriter {
    text: String,
}

impl JsonWriter {
    /// Nothing yet.
    pub fn new() -> Self {
        JsonWriter::default()
    }
    /// Opens `{`.
    pub fn begin_object(&mut self) -> &mut Self {
        self.open('{')
    }
    /// Closes `}`.
    pub fn end_object(&mut self) -> &mut Self {
        self.close('}')
    }
    /// Opens `[`.
    pub fn begin_array(&mut self) -> &mut Self {
        self.open('[')
    }
    /// Closes `]`.
    pub fn end_array(&mut self) -> &mut Self {
        self.close(']')
    }
    /// The name of what comes next.
    pub fn key(&mut self, name: &str) -> &mut Self {
        self.separate();
        self.quote(name);
        self.text.push(':');
        self
    }
    /// A name and its value.
    pub fn member<T: ToJson + ?Sized>(&mut self, name: &str, value: &T) -> &mut Self {
        self.key(name).value(value)
    }
    /// A value: of an array, or the whole.
    pub fn value<T: ToJson + ?Sized>(&mut self, value: &T) -> &mut Self {
        value.write_json(self);
        self
    }
    /// A value that is JSON already.
    pub fn raw(&mut self, json: &str) -> &mut Self {
        self.separate();
        self.text.push_str(json);
        self
    }
    /// What was written.
    pub fn into_string(self) -> String {
        self.text
    }

    fn open(&mut self, bracket: char) -> &mut Self {
        self.separate();
        self.text.push(bracket);
        self
    }
    fn close(&mut self, bracket: char) -> &mut Self {
        self.text.push(bracket);
        self
    }
    // What ended before needs a comma, what was only opened does not.
    fn separate(&mut self) {
        if !matches!(self.text.as_bytes().last(), None | Some(b'{' | b'[' | b':')) {
            self.text.push(',');
        }
    }
    fn quote(&mut self, content: &str) {
        self.text.push('"');
        let mut plain = 0;
        for (at, byte) in content.bytes().enumerate() {
            if byte >= 0x20 && byte != b'"' && byte != b'\\' {
                continue;
            }
            self.text.push_str(&content[plain..at]);
            plain = at + 1;
            if byte < 0x20 {
                let _ = write!(self.text, "\\u{:04x}", byte); // a String takes everything
            } else {
                self.text.push('\\');
                self.text.push(byte as char);
            }
        }
        self.text.push_str(&content[plain..]);
        self.text.push('"');
    }
    fn text(&mut self, content: &str) {
        self.separate();
        self.quote(content);
    }
    fn display(&mut self, content: impl std::fmt::Display) {
        self.separate();
        let _ = write!(self.text, "{}", content);
    }
}

/// `value` as JSON text.
pub fn to_json<T: ToJson + ?Sized>(value: &T) -> String {
    let mut json = JsonWriter::new();
    json.value(value);
    json.into_string()
}

/// What can be written as JSON: texts, numbers, `bool`, [`Instant`], options, slices and vectors of these, and whatever you
/// implement it for.
pub trait ToJson {
    /// Writes exactly one value.
    fn write_json(&self, json: &mut JsonWriter);
}

impl ToJson for str {
    fn write_json(&self, json: &mut JsonWriter) {
        json.text(self);
    }
}
impl ToJson for String {
    fn write_json(&self, json: &mut JsonWriter) {
        json.text(self);
    }
}
impl ToJson for Instant {
    fn write_json(&self, json: &mut JsonWriter) {
        json.text(&self.text());
    }
}
impl ToJson for f64 {
    // What JSON has no number for is null.
    fn write_json(&self, json: &mut JsonWriter) {
        if self.is_finite() {
            json.display(self)
        } else {
            json.display("null")
        }
    }
}
macro_rules! displayed {
    ($($type:ty),*) => {$(
        impl ToJson for $type {
            fn write_json(&self, json: &mut JsonWriter) {
                json.display(self);
            }
        }
    )*};
}
displayed!(bool, i8, i16, i32, i64, u8, u16, u32, u64, isize, usize);

impl<T: ToJson + ?Sized> ToJson for &T {
    fn write_json(&self, json: &mut JsonWriter) {
        (**self).write_json(json);
    }
}
impl<T: ToJson> ToJson for Option<T> {
    fn write_json(&self, json: &mut JsonWriter) {
        match self {
            Some(value) => value.write_json(json),
            None => json.display("null"),
        }
    }
}
impl<T: ToJson> ToJson for [T] {
    fn write_json(&self, json: &mut JsonWriter) {
        json.begin_array();
        for value in self {
            json.value(value);
        }
        json.end_array();
    }
}
impl<T: ToJson> ToJson for Vec<T> {
    fn write_json(&self, json: &mut JsonWriter) {
        self.as_slice().write_json(json);
    }
}
