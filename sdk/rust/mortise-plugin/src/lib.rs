//! Plugins for the Mortise server, in Rust.
//!
//! A plugin is one type: it implements [`Plugin`], lists its handlers by the names that the routes of `plugin.yaml` have, and
//! is handed to [`mortise_plugin!`], which makes the one function that the library exports.
//!
//! ```
//! use mortise_plugin::*;
//!
//! struct Greeter {
//!     host: Host,
//! }
//!
//! impl Plugin for Greeter {
//!     const HANDLERS: &'static [Handler<Self>] = &[on("greet", Greeter::greet)];
//!
//!     fn create(host: Host) -> Result<Self> {
//!         Ok(Greeter { host })
//!     }
//! }
//!
//! impl Greeter {
//!     fn greet(&self, request: &Request, _unit: &Unit) -> Result {
//!         self.host.count("greetings", 1)?;
//!         Ok(Response::json(request.principal().subject().name))
//!     }
//! }
//!
//! mortise_plugin!(Greeter);
//! ```
//!
//! # What the host has done before a handler runs
//!
//! It has checked the permission that the route needs, validated parameters and body against their schemas, and stands ready
//! to open a unit of work with the first statement. After the handler it commits when the answer is below 400, undoes
//! everything else, writes the audit row and sends the events. So a plugin asks about no role and begins no transaction.
//!
//! # Errors and panics
//!
//! A handler returns [`Result`]. A [`Refusal`] becomes its answer; a [`HostError`] that is passed on with `?` becomes what the
//! host makes of its status; any other error, and any panic, becomes a 500 whose cause is in the host's log. No panic leaves
//! the plugin, so it must be built with `panic = "unwind"`, and the crate refuses to be built otherwise.
//!
//! # Concurrency
//!
//! The host runs handlers of one instance on many threads at once, which is why they take `&self` and a plugin is `Sync`.
//! [`Request`] and [`Unit`] belong to one call on one thread; the borrow checker keeps them there.
#![deny(missing_docs)]
#![deny(unsafe_op_in_unsafe_fn)]

#[cfg(not(panic = "unwind"))]
compile_error!("a plugin catches its panics at the boundary: build it with panic = \"unwind\"");

mod argument;
mod column;
mod error;
mod extension;
mod fence;
mod host;
mod instant;
mod json;
mod json_writer;
mod member;
mod module;
mod plugin;
mod refusal;
mod request;
mod response;
mod sessions;
mod storage;
pub mod sys;
pub mod testing;
mod text;
mod unit;

pub use argument::{arg, Argument, ToValue};
pub use column::{Column, Row};
pub use error::{Error, HostError, Result};
pub use host::{Host, LogLevel};
pub use instant::Instant;
pub use json::{Json, JsonObject};
pub use json_writer::{to_json, JsonWriter, ToJson};
pub use member::{Credential, Member, Person, Principal, Workspace};
#[doc(hidden)]
pub use module::Module;
pub use plugin::{on, Event, Handler, Listener, Plugin};
pub use refusal::Refusal;
pub use request::{FromText, Request};
pub use response::Response;
pub use sessions::{Confinement, Credentials, Impersonation, IssuedApiKey, Sessions};
pub use storage::Storage;
pub use unit::{to, to_audience, AuditNotes, Recipient, Unit};
