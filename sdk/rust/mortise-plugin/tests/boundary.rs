//! Null pointers, tables that end early, and functions that are not there: each is a status, and nothing beyond a table's end is read.

use std::mem::size_of;
use std::ptr::{null, null_mut};

use mortise_plugin::testing::FakeHost;
use mortise_plugin::{mortise_plugin, on, sys, Handler, Host, Plugin, Response, Result};

struct Quiet {
    host: Host,
}
impl Plugin for Quiet {
    const HANDLERS: &'static [Handler<Self>] =
        &[on("one", |_, _, _| Ok(Response::ok("1"))), on("now", |quiet, _, _| Ok(Response::json(&quiet.host.now()?)))];
    fn create(host: Host) -> Result<Self> {
        Ok(Quiet { host })
    }
}
mortise_plugin!(Quiet);

fn module() -> &'static sys::mortise_module {
    unsafe { &*mortise_module_v1() }
}

#[test]
fn the_descriptor_names_what_there_is() {
    let module = module();
    assert_eq!(module as *const _, mortise_module_v1());
    assert_eq!((module.struct_size, module.abi_major, module.handler_count), (136, 1, 2));
    let text = |text: sys::mortise_str| unsafe {
        std::str::from_utf8(std::slice::from_raw_parts(text.data.cast(), text.size as usize)).unwrap()
    };
    let handler = |number: u64| {
        let at = (module.handlers as usize + (number * module.handler_stride) as usize) as *const sys::mortise_str;
        text(unsafe { *at })
    };
    assert_eq!((handler(0), handler(1)), ("one", "now"));
    assert_eq!((text(module.id), text(module.version)), ("mortise-plugin", env!("CARGO_PKG_VERSION")));
}

#[test]
fn nulls_are_invalid() {
    let (module, mut instance) = (module(), null_mut());
    let host = sys::mortise_host::default();
    unsafe {
        assert_eq!(module.create.unwrap()(null(), &mut instance), sys::MORTISE_E_INVALID);
        assert_eq!(module.create.unwrap()(&host, null_mut()), sys::MORTISE_E_INVALID);
        assert_eq!(module.start.unwrap()(null_mut()), sys::MORTISE_E_INVALID);
        assert_eq!(module.stop.unwrap()(null_mut()), sys::MORTISE_E_INVALID);
        assert!(module.on_event.is_none(), "a plugin that does not listen says so");
        assert_eq!(module.handle.unwrap()(null_mut(), 0, null()), sys::MORTISE_E_INVALID);
        module.destroy.unwrap()(null_mut());
    }
}

unsafe extern "C" fn trap_extension(_: *mut std::ffi::c_void, _: sys::mortise_str) -> *const std::ffi::c_void {
    panic!("called beyond the end of the table")
}
unsafe extern "C" fn trap_log(_: *mut std::ffi::c_void, _: u32, _: sys::mortise_str) -> sys::mortise_status {
    panic!("called beyond the end of the table")
}
unsafe extern "C" fn trap_error(_: *mut std::ffi::c_void) -> sys::mortise_str {
    panic!("called beyond the end of the table")
}

#[test]
fn a_host_table_may_end_before_any_member() {
    for size in [8, 12, 16, 24] {
        let host = sys::mortise_host {
            struct_size: size,
            get_extension: Some(trap_extension),
            log: Some(trap_log),
            last_error: Some(trap_error),
            ..Default::default()
        };
        let (module, mut instance) = (module(), null_mut());
        unsafe {
            assert_eq!(module.create.unwrap()(&host, &mut instance), sys::MORTISE_OK);
            assert_eq!(module.start.unwrap()(instance), sys::MORTISE_OK);
            module.destroy.unwrap()(instance);
        }
    }
}

#[test]
fn a_call_must_be_whole_and_its_handler_known() {
    let host = sys::mortise_host { struct_size: size_of::<sys::mortise_host>() as u64, ..Default::default() };
    let (module, mut instance) = (module(), null_mut());
    unsafe {
        assert_eq!(module.create.unwrap()(&host, &mut instance), sys::MORTISE_OK);
        let handle = module.handle.unwrap();
        let mut call = sys::mortise_call { struct_size: 200, ..Default::default() };
        assert_eq!(handle(instance, 0, &call), sys::MORTISE_E_INVALID);
        call.struct_size = 208;
        assert_eq!(handle(instance, 2, &call), sys::MORTISE_E_INVALID);
        assert_eq!(handle(instance, 0, &call), sys::MORTISE_E_UNSUPPORTED, "there is nothing to respond with");
        assert_eq!(handle(instance, 1, &call), sys::MORTISE_E_UNSUPPORTED, "there is no clock");
        module.destroy.unwrap()(instance);
    }
}

#[test]
fn handlers_run_at_once() {
    let host = FakeHost::new();
    host.load::<Quiet>().unwrap();
    let (module, mut instance) = (module(), null_mut());
    let table = sys::mortise_host { struct_size: size_of::<sys::mortise_host>() as u64, ..Default::default() };
    unsafe { assert_eq!(module.create.unwrap()(&table, &mut instance), sys::MORTISE_OK) };
    let shared = instance as usize;
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(move || {
                let call = sys::mortise_call { struct_size: 208, ..Default::default() };
                for _ in 0..100 {
                    let status = unsafe { module.handle.unwrap()(shared as *mut _, 1, &call) };
                    assert_eq!(status, sys::MORTISE_E_UNSUPPORTED);
                }
            });
        }
    });
    unsafe { module.destroy.unwrap()(instance) };
}
