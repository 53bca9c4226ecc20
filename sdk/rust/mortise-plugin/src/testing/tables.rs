//! The C tables of the fake host.

use std::ffi::c_void;
use std::mem::size_of;
use std::os::raw::c_char;
use std::sync::{Mutex, MutexGuard};

use super::statements::query;
use super::{Published, State, Told};
use crate::sys::{self, mortise_status, mortise_str};
use crate::text::{from_abi, to_abi};

/// 2026-01-01T00:00:00Z
pub(super) const NOW: i64 = 1_767_225_600_000_000;

pub(super) struct Tables {
    host: sys::mortise_host,
    state: Mutex<State>,
    audit: sys::mortise_audit_v1,
    clock: sys::mortise_clock_v1,
    events: sys::mortise_events_v1,
    ids: sys::mortise_ids_v1,
    metrics: sys::mortise_metrics_v1,
    settings: sys::mortise_settings_v1,
    storage: sys::mortise_storage_v1,
    // Without these there is nobody to log in as, no key and no other member.
    sessions: sys::mortise_sessions_v1,
    scheduler: sys::mortise_scheduler_v1,
    credentials: sys::mortise_credentials_v1,
    members: sys::mortise_members_v1,
}

fn size<T>() -> u64 {
    size_of::<T>() as u64
}

impl Tables {
    pub fn new() -> Box<Self> {
        let state = State {
            settings: "{}".into(),
            absent: Vec::new(),
            script: Default::default(),
            told: Told::default(),
            last_error: String::new(),
            ids: 0,
            kept: Vec::new(),
            texts: Vec::new(),
        };
        let mut tables = Box::new(Tables {
            host: Default::default(),
            state: Mutex::new(state),
            audit: Default::default(),
            clock: Default::default(),
            events: Default::default(),
            ids: Default::default(),
            metrics: Default::default(),
            settings: Default::default(),
            storage: Default::default(),
            sessions: Default::default(),
            scheduler: Default::default(),
            credentials: Default::default(),
            members: Default::default(),
        });
        let ctx: *mut c_void = (&mut *tables as *mut Tables).cast();
        macro_rules! fill {
            ($($table:ident: $type:ident { $($member:ident),* })*) => {$(
                tables.$table = sys::$type { struct_size: size::<sys::$type>(), ctx, $($member: Some($member)),* };
            )*};
        }
        tables.host = sys::mortise_host {
            struct_size: size::<sys::mortise_host>(),
            abi_minor: sys::MORTISE_ABI_MINOR,
            flags: 0,
            ctx,
            get_extension: Some(get_extension),
            log: Some(log),
            last_error: Some(last_error),
        };
        fill! {
            audit: mortise_audit_v1 { set_reason, set_details, set_target }
            clock: mortise_clock_v1 { now, monotonic }
            events: mortise_events_v1 { publish }
            ids: mortise_ids_v1 { make }
            metrics: mortise_metrics_v1 { count }
            settings: mortise_settings_v1 { get }
            storage: mortise_storage_v1 { query }
            scheduler: mortise_scheduler_v1 { run_soon }
            sessions: mortise_sessions_v1 { start_impersonation }
            credentials: mortise_credentials_v1 { issue_api_key }
            members: mortise_members_v1 { find }
        }
        tables
    }

    pub fn host(&self) -> *const sys::mortise_host {
        &self.host
    }
    pub fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

// SAFETY, here and below: `ctx` is the Tables that the function came from, and texts and arrays live during the call.
pub(super) unsafe fn tables<'t>(ctx: *mut c_void) -> &'t Tables {
    unsafe { &*ctx.cast::<Tables>() }
}
pub(super) unsafe fn owned(text: mortise_str) -> String {
    unsafe { from_abi(text).to_owned() }
}

unsafe extern "C" fn get_extension(ctx: *mut c_void, id: mortise_str) -> *const c_void {
    let (tables, id) = unsafe { (tables(ctx), from_abi(id)) };
    if tables.lock().absent.contains(&id) {
        return std::ptr::null();
    }
    macro_rules! find {
        ($($name:ident: $table:ident),*) => {
            match id { $(sys::$name => (&tables.$table as *const _ as *const c_void),)* _ => std::ptr::null() }
        };
    }
    find!(MORTISE_EXT_AUDIT: audit, MORTISE_EXT_CLOCK: clock, MORTISE_EXT_EVENTS: events, MORTISE_EXT_IDS: ids,
          MORTISE_EXT_METRICS: metrics, MORTISE_EXT_SETTINGS: settings, MORTISE_EXT_STORAGE: storage,
          MORTISE_EXT_SCHEDULER: scheduler, MORTISE_EXT_SESSIONS: sessions, MORTISE_EXT_CREDENTIALS: credentials, MORTISE_EXT_MEMBERS: members)
}
unsafe extern "C" fn log(ctx: *mut c_void, level: u32, message: mortise_str) -> mortise_status {
    let line = unsafe { (level, owned(message)) };
    unsafe { tables(ctx) }.lock().told.log.push(line);
    sys::MORTISE_OK
}
unsafe extern "C" fn last_error(ctx: *mut c_void) -> mortise_str {
    to_abi(&unsafe { tables(ctx) }.lock().last_error) // stays where it is until the next failure
}

macro_rules! notes {
    ($($function:ident $name:literal),*) => {$(
        unsafe extern "C" fn $function(ctx: *mut c_void, _call: u64, text: mortise_str) -> mortise_status {
            let note = ($name, unsafe { owned(text) });
            unsafe { tables(ctx) }.lock().told.audit.push(note);
            sys::MORTISE_OK
        }
    )*};
}
notes!(set_reason "reason", set_details "details", set_target "target");

unsafe extern "C" fn now(_: *mut c_void) -> i64 {
    NOW
}
unsafe extern "C" fn monotonic(_: *mut c_void) -> i64 {
    0
}
unsafe extern "C" fn publish(ctx: *mut c_void, _call: u64, event: *const sys::mortise_event) -> mortise_status {
    let event = unsafe { &*event };
    let event =
        unsafe { Published { name: owned(event.name), user: owned(event.user_id), payload: owned(event.payload) } };
    unsafe { tables(ctx) }.lock().told.events.push(event);
    sys::MORTISE_OK
}
unsafe extern "C" fn run_soon(ctx: *mut c_void, _call: u64, schedule: mortise_str) -> mortise_status {
    let schedule = unsafe { owned(schedule) };
    unsafe { tables(ctx) }.lock().told.scheduled.push(schedule);
    sys::MORTISE_OK
}
unsafe extern "C" fn make(ctx: *mut c_void, id: *mut c_char) -> mortise_status {
    let mut state = unsafe { tables(ctx) }.lock();
    state.ids += 1;
    let text = format!("{:024x}", state.ids);
    unsafe { std::ptr::copy_nonoverlapping(text.as_ptr(), id.cast(), text.len()) };
    sys::MORTISE_OK
}
unsafe extern "C" fn count(ctx: *mut c_void, name: mortise_str, by: u64) -> mortise_status {
    let count = unsafe { (owned(name), by) };
    unsafe { tables(ctx) }.lock().told.counts.push(count);
    sys::MORTISE_OK
}
unsafe extern "C" fn get(ctx: *mut c_void) -> mortise_str {
    to_abi(&unsafe { tables(ctx) }.lock().settings)
}

fn nobody(ctx: *mut c_void) -> mortise_status {
    unsafe { tables(ctx) }.lock().last_error = "the fake host knows nobody".into();
    sys::MORTISE_E_NOT_FOUND
}
unsafe extern "C" fn start_impersonation(
    ctx: *mut c_void,
    _: u64,
    _: *const sys::mortise_impersonation_request,
    _: *mut sys::mortise_impersonation,
) -> mortise_status {
    nobody(ctx)
}
unsafe extern "C" fn issue_api_key(
    ctx: *mut c_void,
    _: u64,
    _: mortise_str,
    _: mortise_str,
    _: *mut sys::mortise_api_key,
) -> mortise_status {
    nobody(ctx)
}
unsafe extern "C" fn find(ctx: *mut c_void, _: u64, _: mortise_str, _: *mut sys::mortise_member) -> mortise_status {
    nobody(ctx)
}
