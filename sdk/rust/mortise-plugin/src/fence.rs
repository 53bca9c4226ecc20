//! The fence: nothing but a status leaves, and no panic is printed where the host writes its log.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{catch_unwind, set_hook, AssertUnwindSafe, PanicInfo};
use std::sync::Once;

use crate::error::Error;
use crate::host::{Host, LogLevel};
use crate::sys::{self, mortise_status};

thread_local! {
    static PANIC: RefCell<Option<String>> = RefCell::new(None);
}

/// From now on this plugin's panics are remembered for [`fence`] instead of being printed. The standard library, and with it the
/// hook, is the plugin's own: nobody else's panics are concerned.
pub(crate) fn remember_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        set_hook(Box::new(|panic| {
            let _ = PANIC.try_with(|last| *last.borrow_mut() = Some(description(panic)));
        }))
    });
}

#[allow(deprecated)] // PanicInfo is what 1.63 calls it
fn description(panic: &PanicInfo<'_>) -> String {
    let place = panic.location().map(|place| format!(" at {}:{}", place.file(), place.line())).unwrap_or_default();
    format!("a panic{}: {}", place, message(panic.payload()))
}

fn message(payload: &(dyn Any + Send)) -> &str {
    match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (_, Some(text)) => text,
        _ => "its payload is no text",
    }
}

/// Runs `work`, and lets nothing but a status out.
pub(crate) fn fence(host: &Host, work: impl FnOnce() -> Result<(), Error>) -> mortise_status {
    let detail = match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => return sys::MORTISE_OK,
        Ok(Err(Error::Host(error))) => {
            if error.status() != sys::MORTISE_E_REFUSED {
                host.log(LogLevel::Error, error.detail()); // a refusal is the host's own answer
            }
            return error.status();
        }
        Ok(Err(error)) => error.to_string(),
        Err(payload) => {
            let remembered = PANIC.try_with(|last| last.borrow_mut().take()).ok().flatten();
            let detail = remembered.unwrap_or_else(|| format!("a panic: {}", message(&*payload)));
            discard(payload);
            detail
        }
    };
    host.log(LogLevel::Error, &detail);
    sys::MORTISE_E_INTERNAL
}

/// A payload may panic when it is dropped, and so may the payload of that panic: the second is left where it is.
fn discard(payload: Box<dyn Any + Send>) {
    if let Err(again) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        std::mem::forget(again);
    }
}
