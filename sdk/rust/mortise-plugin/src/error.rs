//! What can go wrong in a handler, and what the host makes of it.

use std::fmt;

use crate::sys::{self, mortise_status};
use crate::{Refusal, Response};

/// What a handler returns; also `Result<T>` for everything below it.
pub type Result<T = Response, E = Error> = std::result::Result<T, E>;

/// Why a handler gives no response. Made by `?` of a [`Refusal`], a [`HostError`] or any [`std::error::Error`], and of a text
/// by [`Error::failed`].
#[derive(Debug)]
pub enum Error {
    /// An answer by name: the host makes `{"message", "code", "reason", "field"}` of it.
    Refused(Refusal),
    /// A function of the host failed. The host, which knows why, answers.
    Host(HostError),
    /// Anything else: a 500, and this text in the log.
    Failed(String),
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Refused(refusal) => write!(formatter, "{}: {}", refusal.reason(), refusal.message()),
            Error::Host(error) => formatter.write_str(error.detail()),
            Error::Failed(detail) => formatter.write_str(detail),
        }
    }
}

// Neither Error nor its parts are a std::error::Error, which leaves room for this: `?` takes every error there is.
impl<E: std::error::Error> From<E> for Error {
    fn from(error: E) -> Self {
        Error::Failed(error.to_string())
    }
}
impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Error::Refused(refusal)
    }
}
impl From<HostError> for Error {
    fn from(error: HostError) -> Self {
        Error::Host(error)
    }
}
impl Error {
    /// A failure in the plugin's own words, for the log.
    pub fn failed(detail: impl Into<String>) -> Self {
        Error::Failed(detail.into())
    }
}

/// What a function of the host could not do. Most handlers pass it on with `?`: the host, which knows why, answers a rule of its
/// own by name, and else 500, 503 or 504.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostError {
    status: mortise_status,
    detail: String,
}

impl HostError {
    pub(crate) fn new(status: mortise_status, detail: String) -> Self {
        HostError { status, detail }
    }

    /// One of the `MORTISE_E_` numbers of [`sys`].
    pub fn status(&self) -> i32 {
        self.status
    }
    /// The extension and what the host says about it; for the log.
    pub fn detail(&self) -> &str {
        &self.detail
    }
    /// Whether a unique or check constraint refused the statement: worth a look where two requests may race.
    pub fn is_conflict(&self) -> bool {
        self.status == sys::MORTISE_E_CONFLICT
    }
    /// Whether the thing asked for does not exist, or not for this caller.
    pub fn is_not_found(&self) -> bool {
        self.status == sys::MORTISE_E_NOT_FOUND
    }
}
