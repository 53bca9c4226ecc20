//! What goes back.

use std::borrow::Cow;

use crate::json_writer::{to_json, ToJson};

/// What goes back. The status decides about the unit of work: below 400 it is committed, else undone; to refuse, return a
/// [`Refusal`](crate::Refusal) instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    pub(crate) status: u32,
    pub(crate) body: Cow<'static, str>,
    pub(crate) content_type: Cow<'static, str>,
    pub(crate) headers: Vec<(String, String)>,
}

impl Response {
    #[inline]
    fn new(status: u32, body: Cow<'static, str>) -> Self {
        Response { status, body, content_type: Cow::Borrowed(""), headers: Vec::new() }
    }

    /// 200 with a JSON text.
    pub fn ok(json: impl Into<Cow<'static, str>>) -> Self {
        Response::new(200, json.into())
    }
    /// 200 with a value as JSON.
    pub fn json<T: ToJson + ?Sized>(value: &T) -> Self {
        Response::new(200, to_json(value).into())
    }
    /// 201 with a JSON text.
    pub fn created(json: impl Into<Cow<'static, str>>) -> Self {
        Response::new(201, json.into())
    }
    /// 204.
    pub fn no_content() -> Self {
        Response::new(204, Cow::Borrowed(""))
    }
    /// 200 with what is not JSON.
    pub fn text(body: impl Into<Cow<'static, str>>, content_type: impl Into<Cow<'static, str>>) -> Self {
        Response { content_type: content_type.into(), ..Response::ok(body) }
    }
    /// Adds a header. Only names that the host leaves to plugins: `Last-Page`, `Content-Disposition`, ...
    pub fn with_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }
}
