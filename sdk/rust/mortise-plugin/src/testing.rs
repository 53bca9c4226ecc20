//! For a plugin's own tests: a host that answers from a script and remembers what it was told. It knows no SQL and no manifest; what
//! the real host makes of a plugin is shown by `mortise plugin check` and `mortise plugin run`.
//!
//! ```
//! use mortise_plugin::testing::{FakeHost, Rows};
//! use mortise_plugin::*;
//!
//! struct Notes;
//! impl Plugin for Notes {
//!     const HANDLERS: &'static [Handler<Self>] = &[on("first", Notes::first)];
//!     fn create(_: Host) -> Result<Self> {
//!         Ok(Notes)
//!     }
//! }
//! impl Notes {
//!     fn first(&self, request: &Request, unit: &Unit) -> Result {
//!         let workspace = request.workspace()?.id;
//!         let note = unit.storage().first::<&str>("SELECT ...", &[arg("workspace", workspace)])?;
//!         note.map(Response::json).ok_or_else(|| Refusal::not_found("no_notes", "There are no notes.").into())
//!     }
//! }
//!
//! let host = FakeHost::new();
//! let notes = host.load::<Notes>().unwrap();
//! host.answer(Rows::of(vec![vec!["hello".into()]]));
//! assert_eq!(notes.call("first").send().body, r#""hello""#);
//! assert_eq!(notes.call("first").send().reason, "no_notes");
//! assert_eq!(host.told().statements[0].arguments[0].1, testing::Value::Text("fake-workspace".into()));
//! ```

mod call;
mod statements;
mod tables;
mod told;

use std::collections::VecDeque;
use std::ffi::c_void;
use std::marker::PhantomData;
use std::sync::MutexGuard;

use crate::module::Module;
use crate::plugin::Plugin;
use crate::sys;

pub use call::{Answer, Call};
use tables::Tables;
pub use told::{Published, Rows, Statement, Told, Value};

/// A host without a server. Every extension is there unless it is [taken away](FakeHost::without).
pub struct FakeHost {
    tables: Box<Tables>,
}

impl Default for FakeHost {
    fn default() -> Self {
        FakeHost { tables: Tables::new() }
    }
}

impl FakeHost {
    /// Settings `{}`, the time 2026-01-01T00:00:00Z, and nothing in the script.
    pub fn new() -> Self {
        FakeHost::default()
    }
    /// The plugin's settings, as JSON, defaults filled in.
    pub fn with_settings(self, json: &str) -> Self {
        self.lock().settings = json.into();
        self
    }
    /// Without an extension, such as `mortise.events/1`: as if the manifest did not ask for it.
    pub fn without(self, extension: &'static str) -> Self {
        self.lock().absent.push(extension);
        self
    }
    /// What the next statement gives that has no answer yet. A statement beyond the script gives no rows and changes none.
    pub fn answer(&self, rows: Rows) {
        self.lock().script.push_back(Ok(rows));
    }
    /// The next statement that has no answer yet fails so, for example with [`sys::MORTISE_E_CONFLICT`].
    pub fn fail(&self, status: i32) {
        self.lock().script.push_back(Err(status));
    }
    /// What the host was told. Let go of it before the next call.
    pub fn told(&self) -> impl std::ops::Deref<Target = Told> + '_ {
        struct Guard<'h>(MutexGuard<'h, State>);
        impl std::ops::Deref for Guard<'_> {
            type Target = Told;
            fn deref(&self) -> &Told {
                &self.0.told
            }
        }
        Guard(self.lock())
    }

    /// Makes the plugin, and starts it.
    ///
    /// # Errors
    /// The status that `create` or `start` gave; why is in the log.
    pub fn load<P: Plugin>(&self) -> Result<Loaded<'_, P>, i32> {
        let module = Module::<P>::descriptor("under-test", "0.0.0");
        let mut instance: *mut c_void = std::ptr::null_mut();
        // SAFETY: the tables live as long as the plugin, whose descriptor has all functions.
        let status = unsafe { module.create.unwrap()(self.tables.host(), &mut instance) };
        if status != sys::MORTISE_OK {
            return Err(status);
        }
        let loaded = Loaded { host: self, module, instance, plugin: PhantomData };
        // SAFETY: it has just been created.
        match unsafe { module.start.unwrap()(instance) } {
            sys::MORTISE_OK => Ok(loaded),
            status => Err(status),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.tables.lock()
    }
}

/// A plugin that a fake host has loaded; stopped and destroyed with the object.
pub struct Loaded<'h, P: Plugin> {
    host: &'h FakeHost,
    module: sys::mortise_module,
    instance: *mut c_void,
    plugin: PhantomData<P>,
}

impl<P: Plugin> Loaded<'_, P> {
    /// A call of a handler, to be filled in and sent.
    ///
    /// # Panics
    /// When there is no handler of that name.
    pub fn call(&self, handler: &str) -> Call<'_> {
        // SAFETY: names are static texts.
        let named = |one: &crate::Handler<P>| unsafe { crate::text::from_abi(one.name) } == handler;
        let number = P::HANDLERS.iter().position(named).unwrap_or_else(|| panic!("no handler is called {}", handler));
        Call::new(self.module.handle.unwrap(), self.instance, number as u32, self.host)
    }
    /// Hands over an event of the workspace `fake-workspace`. Gives the status.
    ///
    /// # Panics
    /// When the plugin has no [`ON_EVENT`](crate::Plugin::ON_EVENT).
    pub fn event(&self, name: &str, payload: &str) -> i32 {
        let call = sys::mortise_call {
            struct_size: std::mem::size_of::<sys::mortise_call>() as u64,
            handle: 1,
            ..Default::default()
        };
        let event = sys::mortise_event {
            struct_size: std::mem::size_of::<sys::mortise_event>() as u64,
            name: crate::text::to_abi(name),
            workspace_id: crate::text::to_abi("fake-workspace"),
            payload: crate::text::to_abi(payload),
            call: &call,
            ..Default::default()
        };
        // SAFETY: the event lives until the function has returned.
        unsafe { self.module.on_event.unwrap()(self.instance, &event) }
    }
}

impl<P: Plugin> Drop for Loaded<'_, P> {
    fn drop(&mut self) {
        // SAFETY: it was created once, and nothing uses it after this.
        unsafe {
            self.module.stop.unwrap()(self.instance);
            self.module.destroy.unwrap()(self.instance);
        }
    }
}

/// All that the functions of the tables look at.
struct State {
    settings: String,
    absent: Vec<&'static str>,
    script: VecDeque<Result<Rows, i32>>,
    told: Told,
    last_error: String,
    ids: u64,
    kept: Vec<Vec<sys::mortise_value>>, // rows that were handed out, and the texts in them
    texts: Vec<String>,
}
