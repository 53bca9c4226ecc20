//! A refusal by name.

/// An answer that refuses, by name. The host makes `{"message", "code", "reason", "field"}` of it, undoes the unit and writes the
/// audit row. The reason is stable and what programs look at; the message is for people and never holds a secret.
///
/// ```
/// # use mortise_plugin::*;
/// # fn find() -> Option<Response> { None }
/// fn show() -> Result {
///     find().ok_or_else(|| Refusal::not_found("greeting_not_found", "There is no such greeting.").into())
/// }
/// # assert!(matches!(show(), Err(Error::Refused(_))));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    status: u32,
    code: u32,
    reason: String,
    message: String,
    field: String,
}

impl Refusal {
    fn new(status: u32, code: u32, reason: &str, message: &str, field: &str) -> Self {
        Refusal { status, code, reason: reason.into(), message: message.into(), field: field.into() }
    }

    /// 404: the thing is not there, or not for this caller; the two must look alike.
    pub fn not_found(reason: &str, message: &str) -> Self {
        Refusal::new(404, 404, reason, message, "")
    }
    /// 409: the thing is in the wrong state.
    pub fn conflict(reason: &str, message: &str) -> Self {
        Refusal::new(409, 0, reason, message, "")
    }
    /// 403, for what only the code can know. Who may do what is the gate's business, before any handler.
    pub fn denied(reason: &str, message: &str) -> Self {
        Refusal::new(403, 0, reason, message, "")
    }
    /// 400: `field` has a value that its schema allows and the rules do not.
    pub fn invalid(field: &str, message: &str) -> Self {
        Refusal::new(400, 501, "invalid", message, field)
    }
    /// 400, as the public API says it: `field` names something that is unknown, or another workspace's.
    pub fn unknown_entity(field: &str) -> Self {
        Refusal::new(400, 501, "unknown_entity", "There is no such entity in this workspace.", field)
    }

    /// The HTTP status.
    pub fn status(&self) -> u32 {
        self.status
    }
    /// The number that the public API gives beside the status; 0: the host's usual one.
    pub fn code(&self) -> u32 {
        self.code
    }
    /// In stable_snake_case.
    pub fn reason(&self) -> &str {
        &self.reason
    }
    /// For people.
    pub fn message(&self) -> &str {
        &self.message
    }
    /// The input that it is about; empty: none.
    pub fn field(&self) -> &str {
        &self.field
    }
}
