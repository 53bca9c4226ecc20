//! What was asked.

use crate::instant::Instant;
use crate::json::JsonObject;
use crate::member::{Member, Principal, Workspace};
use crate::refusal::Refusal;
use crate::sys::{mortise_call, mortise_pair};
use crate::text::{bytes, from_abi, slice};
use crate::{Error, Result};

/// What was asked: parameters and body that passed their schemas, by a principal who passed the gate. Reading it crosses no
/// boundary. All texts are valid until the handler returns.
pub struct Request<'c> {
    raw: &'c mortise_call,
}

impl<'c> Request<'c> {
    /// # Safety
    /// `raw` must be a call as the ABI describes it, and stay one for `'c`.
    #[inline]
    pub(crate) unsafe fn new(raw: &'c mortise_call) -> Self {
        Request { raw }
    }

    /// A parameter of the path, as the manifest spells it: `path("user")` for `{user}`.
    ///
    /// # Errors
    /// When the route has no such parameter; a [`Refusal::invalid`] when it is not UTF-8.
    pub fn path(&self, name: &str) -> Result<&'c str> {
        match self.find(self.raw.path_params, self.raw.path_param_count, name) {
            Some(value) => Ok(text(name, value)?),
            None => Err(Error::failed(format!("the route has no {{{}}}", name))),
        }
    }
    /// A parameter of the query as `&str`, `bool`, `i64` or [`Instant`].
    ///
    /// # Errors
    /// [`Refusal::invalid`] for a value that is none of the type.
    pub fn query<T: FromText<'c>>(&self, name: &str) -> Result<Option<T>, Refusal> {
        match self.find(self.raw.query, self.raw.query_count, name) {
            None => Ok(None),
            Some(value) => T::from_text(text(name, value)?).map(Some).ok_or_else(|| refused(name)),
        }
    }
    /// A header, its name in lower case; `None` also for one that is not UTF-8. Credentials are not among them.
    pub fn header(&self, name: &str) -> Option<&'c str> {
        let value = self.find(self.raw.headers, self.raw.header_count, name)?;
        std::str::from_utf8(value).ok()
    }
    /// As sent.
    pub fn body(&self) -> &'c [u8] {
        // SAFETY: what the call points to lives as long as the call; so below.
        unsafe { bytes(self.raw.body) }
    }
    /// The body as a JSON object; an empty one for no body.
    ///
    /// # Errors
    /// [`Refusal::invalid`] when it is none.
    pub fn json(&self) -> Result<JsonObject, Refusal> {
        JsonObject::parse(self.body())
    }

    /// `GET`, `POST`, ...
    pub fn method(&self) -> &'c str {
        unsafe { from_abi(self.raw.method) }
    }
    /// What the log and the answer's `X-Request-Id` call this request.
    pub fn id(&self) -> &'c str {
        unsafe { from_abi(self.raw.request_id) }
    }
    /// When the request came; it does not move during a call.
    pub fn now(&self) -> Instant {
        Instant::from_microseconds(self.raw.now)
    }
    /// Functions of the host refuse beyond it.
    pub fn deadline(&self) -> Instant {
        Instant::from_microseconds(self.raw.deadline)
    }
    /// Who is asking.
    pub fn principal(&self) -> Principal<'c> {
        // SAFETY: the host fills it in for every call.
        Principal::new(unsafe { self.raw.principal.as_ref() }.expect("the host names a principal"))
    }
    /// The workspace that the route names.
    ///
    /// # Errors
    /// When the route has no `{workspace}`.
    pub fn workspace(&self) -> Result<Workspace<'c>> {
        match unsafe { self.raw.workspace.as_ref() } {
            Some(workspace) => Ok(Workspace::new(workspace)),
            None => Err(Error::failed("the route has no {workspace}")),
        }
    }
    /// The member named by `{user}`.
    ///
    /// # Errors
    /// When the route has no `{user}`.
    pub fn target(&self) -> Result<Member<'c>> {
        match unsafe { self.raw.target.as_ref() } {
            // SAFETY: its texts live as long as the call.
            Some(member) => Ok(unsafe { Member::new(member) }),
            None => Err(Error::failed("the route has no {user}")),
        }
    }
    /// Whether the principal holds a permission here.
    pub fn holds(&self, permission: &str) -> bool {
        let held = unsafe { slice(self.raw.permissions, self.raw.permission_count) };
        held.iter().any(|name| unsafe { bytes(*name) } == permission.as_bytes())
    }

    fn find(&self, pairs: *const mortise_pair, count: u64, name: &str) -> Option<&'c [u8]> {
        let pairs: &'c [mortise_pair] = unsafe { slice(pairs, count) };
        let pair = pairs.iter().find(|pair| unsafe { bytes(pair.name) } == name.as_bytes())?;
        Some(unsafe { bytes(pair.value) })
    }
}

fn refused(name: &str) -> Refusal {
    Refusal::invalid(name, "This is not a value that the parameter takes.")
}
fn text<'c>(name: &str, value: &'c [u8]) -> Result<&'c str, Refusal> {
    std::str::from_utf8(value).map_err(|_| refused(name))
}

/// A type that a parameter of the query can be read as.
pub trait FromText<'c>: Sized {
    /// Nothing when `text` is no such value.
    fn from_text(text: &'c str) -> Option<Self>;
}
impl<'c> FromText<'c> for &'c str {
    fn from_text(text: &'c str) -> Option<Self> {
        Some(text)
    }
}
impl FromText<'_> for bool {
    fn from_text(text: &str) -> Option<Self> {
        match text {
            "true" | "1" => Some(true),
            "false" | "0" => Some(false),
            _ => None,
        }
    }
}
impl FromText<'_> for i64 {
    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}
impl FromText<'_> for Instant {
    fn from_text(text: &str) -> Option<Self> {
        Instant::parse(text)
    }
}
