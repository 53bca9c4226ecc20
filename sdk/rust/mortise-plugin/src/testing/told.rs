//! What a fake host is told, and what it answers.

/// A value in a row or an argument.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// NULL
    Null,
    /// An integer, a `bool` or an `Instant`.
    Integer(i64),
    /// An `f64`.
    Real(f64),
    /// A text.
    Text(String),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Value::Integer(number)
    }
}
impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Value::Real(number)
    }
}
impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.into())
    }
}

/// What a statement gives.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Rows {
    /// Row by row.
    pub values: Vec<Vec<Value>>,
    /// How many rows it changed.
    pub affected: u64,
}

impl Rows {
    /// Rows that were read.
    pub fn of(values: Vec<Vec<Value>>) -> Self {
        Rows { values, affected: 0 }
    }
    /// No rows, but so many changed.
    pub fn affected(affected: u64) -> Self {
        Rows { values: Vec::new(), affected }
    }
}

/// A statement that was run.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Its text.
    pub sql: String,
    /// Names and values.
    pub arguments: Vec<(String, Value)>,
}

/// An event that was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Its name.
    pub name: String,
    /// To whom; empty: the audience.
    pub user: String,
    /// JSON.
    pub payload: String,
}

/// What the host was told since it was made.
#[derive(Debug, Default)]
pub struct Told {
    /// All statements, in their order.
    pub statements: Vec<Statement>,
    /// All events.
    pub events: Vec<Published>,
    /// All lines of the log: level (as in [`sys`](crate::sys)) and message.
    pub log: Vec<(u32, String)>,
    /// All audit notes: `reason`, `details` or `target`, and the text.
    pub audit: Vec<(&'static str, String)>,
    /// All schedules that shall run soon.
    pub scheduled: Vec<String>,
    /// All counts.
    pub counts: Vec<(String, u64)>,
}
