//! The host, as a plugin keeps it.

use crate::error::HostError;
use crate::extension::{call, function, Extension};
use crate::instant::Instant;
use crate::json::JsonObject;
use crate::sys;
use crate::text::{from_abi, to_abi};
use crate::Result;

/// How much a line in the log matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum LogLevel {
    /// For whoever looks for a mistake.
    Debug = sys::MORTISE_LOG_DEBUG,
    /// What happened, in passing.
    Info = sys::MORTISE_LOG_INFO,
    /// Something an operator may want to mend.
    Warning = sys::MORTISE_LOG_WARNING,
    /// Something that did not work.
    Error = sys::MORTISE_LOG_ERROR,
}

/// The host, as a plugin keeps it: the log, the settings, the clock, and counters. What belongs to one call is on
/// [`Unit`](crate::Unit). Cheap to copy; any thread; valid as long as the plugin.
#[derive(Clone, Copy)]
pub struct Host {
    table: *const sys::mortise_host,
    settings: Extension<sys::mortise_settings_v1>,
    clock: Extension<sys::mortise_clock_v1>,
    metrics: Extension<sys::mortise_metrics_v1>,
    ids: Extension<sys::mortise_ids_v1>,
    pub(crate) storage: Extension<sys::mortise_storage_v1>,
    pub(crate) events: Extension<sys::mortise_events_v1>,
    pub(crate) audit: Extension<sys::mortise_audit_v1>,
    pub(crate) members: Extension<sys::mortise_members_v1>,
    pub(crate) scheduler: Extension<sys::mortise_scheduler_v1>,
    pub(crate) sessions: Extension<sys::mortise_sessions_v1>,
    pub(crate) credentials: Extension<sys::mortise_credentials_v1>,
}

// SAFETY: the host's table is constant, and all its functions may be called from any thread.
unsafe impl Send for Host {}
unsafe impl Sync for Host {}

impl Host {
    /// # Safety
    /// `table` must be a host table that outlives the result and all its copies.
    pub(crate) unsafe fn new(table: *const sys::mortise_host) -> Self {
        // SAFETY: the caller's promise.
        unsafe {
            Host {
                table,
                settings: Extension::new(table, sys::MORTISE_EXT_SETTINGS),
                clock: Extension::new(table, sys::MORTISE_EXT_CLOCK),
                metrics: Extension::new(table, sys::MORTISE_EXT_METRICS),
                ids: Extension::new(table, sys::MORTISE_EXT_IDS),
                storage: Extension::new(table, sys::MORTISE_EXT_STORAGE),
                events: Extension::new(table, sys::MORTISE_EXT_EVENTS),
                audit: Extension::new(table, sys::MORTISE_EXT_AUDIT),
                members: Extension::new(table, sys::MORTISE_EXT_MEMBERS),
                scheduler: Extension::new(table, sys::MORTISE_EXT_SCHEDULER),
                sessions: Extension::new(table, sys::MORTISE_EXT_SESSIONS),
                credentials: Extension::new(table, sys::MORTISE_EXT_CREDENTIALS),
            }
        }
    }

    /// One line in the host's log, whatever the text contains.
    pub fn log(&self, level: LogLevel, message: &str) {
        if let Some(log) = function!(self.table, log) {
            // SAFETY: the text is copied before the function returns. A log that cannot be written is nobody's business here.
            unsafe { log((*self.table).ctx, level as u32, to_abi(message)) };
        }
    }

    /// The plugin's settings, checked against the manifest's schema, defaults filled in.
    ///
    /// # Errors
    /// A [`HostError`] when the manifest does not ask for `mortise.settings/1`.
    pub fn settings(&self) -> Result<JsonObject> {
        Ok(JsonObject::parse(self.settings_text()?.as_bytes())?)
    }
    /// The same as JSON text, for a reader of your own.
    pub fn settings_text(&self) -> Result<&str, HostError> {
        // SAFETY: the text is valid until destroy has returned.
        unsafe { Ok(from_abi(call!(self.settings, get)?)) }
    }

    /// The time. Inside a call prefer [`Request::now`](crate::Request::now), which does not move.
    pub fn now(&self) -> Result<Instant, HostError> {
        // SAFETY: takes nothing but its context.
        unsafe { Ok(Instant::from_microseconds(call!(self.clock, now)?)) }
    }
    /// Microseconds since some start; never goes back.
    pub fn monotonic(&self) -> Result<i64, HostError> {
        // SAFETY: as above.
        unsafe { call!(self.clock, monotonic) }
    }

    /// Adds to a counter of the host's metrics. Names are `[a-z_]+`, at most 32 of them a plugin.
    pub fn count(&self, name: &str, by: u64) -> Result<(), HostError> {
        // SAFETY: the text is copied before the function returns.
        unsafe { self.metrics.check(call!(self.metrics, count, to_abi(name), by)?) }
    }

    /// An id, never made before: 24 lower-case hexadecimal characters.
    pub fn make_id(&self) -> Result<String, HostError> {
        let mut id = vec![b'0'; 24];
        // SAFETY: the function writes 24 characters.
        unsafe { self.ids.check(call!(self.ids, make, id.as_mut_ptr().cast())?)? };
        Ok(String::from_utf8_lossy(&id).into_owned())
    }
}
