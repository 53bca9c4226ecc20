//! The C side of a plugin: its descriptor, and a fence around every way in.

use std::ffi::c_void;
use std::marker::PhantomData;
use std::mem::size_of;

use crate::error::{Error, HostError};
use crate::extension::function;
use crate::fence::{fence, remember_panics};
use crate::host::Host;
use crate::plugin::{Event, Handler, Plugin};
use crate::refusal::Refusal;
use crate::request::Request;
use crate::response::Response;
use crate::sys::{self, mortise_call, mortise_status};
use crate::text::{from_abi, to_abi};
use crate::unit::Unit;

/// What `create` hands to the host.
struct Instance<P> {
    host: Host,
    plugin: P,
}

/// Makes descriptors. [`mortise_plugin!`](crate::mortise_plugin) uses it; nothing else needs to.
#[doc(hidden)]
pub struct Module<P>(PhantomData<P>);

// Sizes in ABI 1.0: whatever host there is gives that much.
const CALL_1_0: u64 = 208;
const EVENT_1_0: u64 = 80;

impl<P: Plugin> Module<P> {
    pub const fn descriptor(id: &'static str, version: &'static str) -> sys::mortise_module {
        sys::mortise_module {
            struct_size: size_of::<sys::mortise_module>() as u64,
            abi_major: sys::MORTISE_ABI_MAJOR,
            built_minor: sys::MORTISE_ABI_MINOR,
            required_minor: 0,
            flags: 0,
            id: to_abi(id),
            version: to_abi(version),
            handlers: P::HANDLERS.as_ptr() as *const sys::mortise_str,
            handler_count: P::HANDLERS.len() as u64,
            handler_stride: size_of::<Handler<P>>() as u64,
            create: Some(Self::create),
            start: Some(Self::start),
            handle: Some(Self::handle),
            on_event: match P::ON_EVENT {
                Some(_) => Some(Self::on_event),
                None => None,
            },
            stop: Some(Self::stop),
            destroy: Some(Self::destroy),
            get_extension: None,
        }
    }

    unsafe extern "C" fn create(table: *const sys::mortise_host, instance: *mut *mut c_void) -> mortise_status {
        if table.is_null() || instance.is_null() {
            return sys::MORTISE_E_INVALID;
        }
        remember_panics();
        // SAFETY: the host keeps its table until destroy has returned.
        let host = unsafe { Host::new(table) };
        fence(&host, || {
            let made = Box::new(Instance { host, plugin: P::create(host)? });
            // SAFETY: the host gave a place for the instance.
            unsafe { *instance = Box::into_raw(made).cast() };
            Ok(())
        })
    }

    /// # Safety
    /// `instance` must be null, or come from `create` and not have been destroyed.
    unsafe fn instance<'i>(instance: *mut c_void) -> Option<&'i Instance<P>> {
        // SAFETY: the caller's promise.
        unsafe { instance.cast::<Instance<P>>().as_ref() }
    }

    unsafe extern "C" fn start(instance: *mut c_void) -> mortise_status {
        // SAFETY: the host passes what create gave it; so below.
        match unsafe { Self::instance(instance) } {
            Some(instance) => fence(&instance.host, || instance.plugin.start()),
            None => sys::MORTISE_E_INVALID,
        }
    }

    unsafe extern "C" fn handle(instance: *mut c_void, handler: u32, call: *const mortise_call) -> mortise_status {
        let (instance, call) = match unsafe { (Self::instance(instance), call.as_ref()) } {
            (Some(instance), Some(call)) if call.struct_size >= CALL_1_0 => (instance, call),
            _ => return sys::MORTISE_E_INVALID,
        };
        let handler = match P::HANDLERS.get(handler as usize) {
            Some(handler) => handler,
            None => return sys::MORTISE_E_INVALID,
        };
        fence(&instance.host, || {
            // SAFETY: the host keeps the call as it is until this function has returned.
            let request = unsafe { Request::new(call) };
            let result = (handler.run)(&instance.plugin, &request, &Unit::new(&instance.host, call.handle));
            match &result {
                Ok(response) => respond(call, response), // by reference: moving it out is dear
                Err(Error::Refused(refusal)) => refuse(call, refusal),
                Err(_) => result.map(drop),
            }
        })
    }

    unsafe extern "C" fn on_event(instance: *mut c_void, event: *const sys::mortise_event) -> mortise_status {
        let (instance, event) = match unsafe { (Self::instance(instance), event.as_ref()) } {
            (Some(instance), Some(event)) if event.struct_size >= EVENT_1_0 => (instance, event),
            _ => return sys::MORTISE_E_INVALID,
        };
        let (listen, call) = match (P::ON_EVENT, unsafe { event.call.as_ref() }) {
            (Some(listen), Some(call)) => (listen, call),
            _ => return sys::MORTISE_E_INVALID,
        };
        fence(&instance.host, || {
            // SAFETY: the event lives until this function has returned.
            let event = unsafe {
                Event {
                    name: from_abi(event.name),
                    workspace: from_abi(event.workspace_id),
                    user: from_abi(event.user_id),
                    payload: from_abi(event.payload),
                }
            };
            listen(&instance.plugin, &event, &Unit::new(&instance.host, call.handle))
        })
    }

    unsafe extern "C" fn stop(instance: *mut c_void) -> mortise_status {
        match unsafe { Self::instance(instance) } {
            Some(instance) => fence(&instance.host, || instance.plugin.stop()),
            None => sys::MORTISE_E_INVALID,
        }
    }

    unsafe extern "C" fn destroy(instance: *mut c_void) {
        if instance.is_null() {
            return;
        }
        // SAFETY: create made the box, and the host destroys it once, after the last call.
        let Instance { host, plugin } = *unsafe { Box::from_raw(instance.cast::<Instance<P>>()) };
        let mut plugin = Some(plugin);
        fence(&host, || {
            drop(plugin.take());
            Ok(())
        });
    }
}

#[inline]
fn taken(status: Option<mortise_status>, what: &str) -> Result<(), Error> {
    match status {
        Some(sys::MORTISE_OK) => Ok(()),
        status => Err(Error::Host(HostError::new(
            status.unwrap_or(sys::MORTISE_E_UNSUPPORTED),
            format!("the host did not take the {}", what),
        ))),
    }
}

#[inline]
fn respond(call: &mortise_call, response: &Response) -> Result<(), Error> {
    let pair = |(name, value): &(String, String)| sys::mortise_pair { name: to_abi(name), value: to_abi(value) };
    let headers: Vec<_> = response.headers.iter().map(pair).collect();
    let out = sys::mortise_response {
        struct_size: size_of::<sys::mortise_response>() as u64,
        status: response.status,
        padding_: 0,
        content_type: to_abi(&response.content_type),
        headers: headers.as_ptr(),
        header_count: headers.len() as u64,
        body: to_abi(&response.body),
    };
    // SAFETY: the response is copied before the function returns.
    taken(function!(call as *const mortise_call, respond).map(|respond| unsafe { respond(call, &out) }), "response")
}

fn refuse(call: &mortise_call, refusal: &Refusal) -> Result<(), Error> {
    let out = sys::mortise_refusal {
        struct_size: size_of::<sys::mortise_refusal>() as u64,
        status: refusal.status(),
        code: refusal.code(),
        reason: to_abi(refusal.reason()),
        message: to_abi(refusal.message()),
        field: to_abi(refusal.field()),
    };
    // SAFETY: as above.
    taken(function!(call as *const mortise_call, refuse).map(|refuse| unsafe { refuse(call, &out) }), "refusal")
}

/// Makes `mortise_module_v1`, the one function that a plugin exports, of a type that implements [`Plugin`]. Id and version are those
/// of `plugin.yaml`, which `mortise_add_rust_plugin()` passes on as `MORTISE_PLUGIN_ID` and `MORTISE_PLUGIN_VERSION`; without them,
/// as under `cargo test`, they are the name and version of the package.
#[macro_export]
macro_rules! mortise_plugin {
    ($plugin:ty) => {
        /// What the host looks for.
        #[no_mangle]
        pub extern "C" fn mortise_module_v1() -> *const $crate::sys::mortise_module {
            const ID: &str = match option_env!("MORTISE_PLUGIN_ID") {
                Some(id) => id,
                None => env!("CARGO_PKG_NAME"),
            };
            const VERSION: &str = match option_env!("MORTISE_PLUGIN_VERSION") {
                Some(version) => version,
                None => env!("CARGO_PKG_VERSION"),
            };
            static MODULE: $crate::sys::mortise_module = $crate::Module::<$plugin>::descriptor(ID, VERSION);
            &MODULE
        }
    };
}
