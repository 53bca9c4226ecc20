//! Reading JSON: the body of a request, the settings. Small and strict; for large documents, or to map them onto types, hand
//! [`Request::body`](crate::Request::body) to a reader of your choice.

use crate::instant::Instant;
use crate::refusal::Refusal;

mod parser;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number without fraction and exponent that an `i64` holds
    Integer(i64),
    /// Any other number
    Real(f64),
    /// A text
    Text(String),
    /// `[...]`
    Array(Vec<Json>),
    /// `{...}`, in the order it was written
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads one value, and nothing around it. Nothing for what RFC 8259 does not allow, a name that comes twice, or more than 64
    /// brackets deep.
    pub fn parse(text: &[u8]) -> Option<Self> {
        parser::parse(std::str::from_utf8(text).ok()?)
    }
}

/// An object whose members are asked for by name and type. An absent member and a null read alike, as `None`; another type is a
/// [`Refusal::invalid`] with the member's name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct JsonObject {
    members: Vec<(String, Json)>,
}

type Member<T> = Result<Option<T>, Refusal>;

impl JsonObject {
    /// An empty text is an empty object.
    ///
    /// # Errors
    /// [`Refusal::invalid`] when it is no object.
    pub fn parse(text: &[u8]) -> Result<Self, Refusal> {
        if text.is_empty() {
            return Ok(JsonObject::default());
        }
        match Json::parse(text) {
            Some(Json::Object(members)) => Ok(JsonObject { members }),
            _ => Err(reject("")),
        }
    }

    /// The member, unless it is absent or null.
    pub fn get(&self, name: &str) -> Option<&Json> {
        let member = self.members.iter().find(|(of, _)| of == name);
        member.map(|(_, value)| value).filter(|value| **value != Json::Null)
    }
    /// A text.
    pub fn text(&self, name: &str) -> Member<&str> {
        self.read(name, |value| match value {
            Json::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }
    /// A number without fraction.
    pub fn integer(&self, name: &str) -> Member<i64> {
        self.read(name, |value| match value {
            Json::Integer(number) => Some(*number),
            _ => None,
        })
    }
    /// Any number.
    pub fn real(&self, name: &str) -> Member<f64> {
        self.read(name, |value| match value {
            Json::Integer(number) => Some(*number as f64),
            Json::Real(number) => Some(*number),
            _ => None,
        })
    }
    /// `true` or `false`.
    pub fn boolean(&self, name: &str) -> Member<bool> {
        self.read(name, |value| match value {
            Json::Bool(flag) => Some(*flag),
            _ => None,
        })
    }
    /// A text that is a moment.
    pub fn instant(&self, name: &str) -> Member<Instant> {
        self.read(name, |value| match value {
            Json::Text(text) => Instant::parse(text),
            _ => None,
        })
    }
    /// An array of texts.
    pub fn texts(&self, name: &str) -> Member<Vec<&str>> {
        self.read(name, |value| match value {
            Json::Array(values) => values
                .iter()
                .map(|value| match value {
                    Json::Text(text) => Some(text.as_str()),
                    _ => None,
                })
                .collect(),
            _ => None,
        })
    }

    fn read<'v, T>(&'v self, name: &str, as_type: impl Fn(&'v Json) -> Option<T>) -> Member<T> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => as_type(value).map(Some).ok_or_else(|| reject(name)),
        }
    }
}

fn reject(name: &str) -> Refusal {
    Refusal::invalid(name, "This is not what is expected here.")
}
