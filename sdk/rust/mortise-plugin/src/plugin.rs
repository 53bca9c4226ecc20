//! What a plugin implements.

use crate::host::Host;
use crate::request::Request;
use crate::sys::mortise_str;
use crate::text::to_abi;
use crate::unit::Unit;
use crate::Result;

/// A plugin. One instance serves many threads at once.
pub trait Plugin: Sized + Send + Sync + 'static {
    /// The handlers, by the names that the manifest's routes and schedules have. It is data, known before any instance is made; the host compares
    /// it with the manifest.
    const HANDLERS: &'static [Handler<Self>];
    /// What is handed the events that the manifest subscribes to: `Some(MyPlugin::on_event)`. Each comes once at most, after it was
    /// committed; what is done through the unit is kept when it returns `Ok`, else undone.
    const ON_EVENT: Option<Listener<Self>> = None;

    /// Makes the instance. Keep the host: it is cheap, and valid as long as the instance.
    ///
    /// # Errors
    /// Whatever it is, the plugin is not loaded, and the log says why.
    fn create(host: Host) -> Result<Self>;
    /// After every required plugin was made; before the first call.
    fn start(&self) -> Result<()> {
        Ok(())
    }
    /// After the last call.
    fn stop(&self) -> Result<()> {
        Ok(())
    }
}

/// A function that is handed events.
pub type Listener<P> = for<'c> fn(&P, &Event<'c>, &Unit<'c>) -> Result<()>;

/// The handler of a route or a schedule: its name in the manifest, and the function that answers. Made by [`on`].
#[repr(C)] // the host reads the names where they stand, from handler to handler
pub struct Handler<P: 'static> {
    pub(crate) name: mortise_str,
    pub(crate) run: for<'c> fn(&P, &Request<'c>, &Unit<'c>) -> Result,
}

/// Names a handler.
pub const fn on<P: 'static>(name: &'static str, run: for<'c> fn(&P, &Request<'c>, &Unit<'c>) -> Result) -> Handler<P> {
    Handler { name: to_abi(name), run }
}

/// An event that a plugin published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event<'e> {
    /// As in its plugin's manifest.
    pub name: &'e str,
    /// Empty: no workspace.
    pub workspace: &'e str,
    /// Empty: all of its audience.
    pub user: &'e str,
    /// JSON.
    pub payload: &'e str,
}
