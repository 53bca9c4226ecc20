//! The fence: nothing but a status leaves, and no panic is printed where the host writes its log.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{catch_unwind, set_hook, take_hook, AssertUnwindSafe};
use std::sync::Once;

use crate::error::Error;
use crate::host::{Host, LogLevel};
use crate::sys::{self, mortise_status};

thread_local! {
    static FENCES: Cell<u32> = const { Cell::new(0) }; // that this thread is within
    static PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// From now on panics within a [`fence`] are remembered for it instead of being printed. The standard library, and with it the hook,
/// is the plugin's own: no other plugin's panics are concerned.
pub(crate) fn remember_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let print = take_hook();
        set_hook(Box::new(move |panic| {
            if FENCES.try_with(Cell::get).unwrap_or(0) == 0 {
                return print(panic);
            }
            let _ = PANIC.try_with(|last| *last.borrow_mut() = Some(description(panic)));
        }))
    });
}

#[allow(deprecated)] // PanicInfo is what 1.63 calls it
fn description(panic: &std::panic::PanicInfo<'_>) -> String {
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
pub(crate) fn fence(host: &Host, mut work: impl FnMut() -> Result<(), Error>) -> mortise_status {
    FENCES.with(|fences| {
        fences.set(fences.get() + 1);
        // One word in, one word out: whatever is larger is copied on its way, in every call.
        let status = match catch_unwind(AssertUnwindSafe(|| work().map_err(Box::new))) {
            Ok(Ok(())) => sys::MORTISE_OK,
            Ok(Err(error)) => failed(host, &error),
            Err(payload) => panicked(host, payload),
        };
        fences.set(fences.get() - 1);
        status
    })
}

#[cold]
fn failed(host: &Host, error: &Error) -> mortise_status {
    match error {
        Error::Host(error) if error.status() == sys::MORTISE_E_REFUSED => error.status(), // which is the host's own answer
        Error::Host(error) => {
            host.log(LogLevel::Error, error.detail());
            error.status()
        }
        error => {
            host.log(LogLevel::Error, &error.to_string());
            sys::MORTISE_E_INTERNAL
        }
    }
}

#[cold]
fn panicked(host: &Host, payload: Box<dyn Any + Send>) -> mortise_status {
    let remembered = PANIC.try_with(|last| last.borrow_mut().take()).ok().flatten();
    let detail = remembered.unwrap_or_else(|| format!("a panic: {}", message(&*payload)));
    discard(payload);
    host.log(LogLevel::Error, &detail);
    sys::MORTISE_E_INTERNAL
}

/// A payload may panic when it is dropped, and so may the payload of that panic: the second is left where it is.
fn discard(payload: Box<dyn Any + Send>) {
    if let Err(again) = catch_unwind(AssertUnwindSafe(|| drop(payload))) {
        std::mem::forget(again);
        let _ = PANIC.try_with(|last| last.borrow_mut().take());
    }
}
