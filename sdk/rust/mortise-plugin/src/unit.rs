//! The unit of work of one call.

use std::marker::PhantomData;

use crate::error::HostError;
use crate::extension::call;
use crate::host::Host;
use crate::member::Member;
use crate::refusal::Refusal;
use crate::sessions::{Credentials, Sessions};
use crate::storage::Storage;
use crate::sys;
use crate::text::to_abi;
use crate::Result;

/// Who hears of an event, within the audience that the manifest gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recipient<'r> {
    /// Empty: all of the audience.
    pub user: &'r str,
    /// Empty: the call's.
    pub workspace: &'r str,
}

/// One user.
pub fn to(user: &str) -> Recipient<'_> {
    Recipient { user, workspace: "" }
}
/// All that the manifest names, in the call's workspace.
pub fn to_audience() -> Recipient<'static> {
    Recipient::default()
}

/// What a handler does, kept or undone as a whole by the host. Statements, events and audit notes take effect together when the
/// answer is below 400. Valid until the handler returns, and on its thread only:
///
/// ```compile_fail
/// fn send(unit: &mortise_plugin::Unit) {
///     let storage = unit.storage();
///     std::thread::scope(|threads| drop(threads.spawn(|| storage.exec("DELETE FROM notes", &[]).is_ok())));
/// }
/// ```
pub struct Unit<'c> {
    host: &'c Host,
    call: ThisCall,
}

/// The number of a call, which is good on its own thread alone: neither it nor what holds it can be sent to another.
#[derive(Clone, Copy)]
pub(crate) struct ThisCall {
    pub number: u64,
    on_this_thread: PhantomData<*const ()>,
}

impl<'c> Unit<'c> {
    #[inline]
    pub(crate) fn new(host: &'c Host, call: u64) -> Self {
        Unit { host, call: ThisCall { number: call, on_this_thread: PhantomData } }
    }

    /// SQL.
    #[inline]
    pub fn storage(&self) -> Storage<'c> {
        Storage::new(self.host, self.call)
    }
    /// What the host shall write about this call.
    pub fn audit(&self) -> AuditNotes<'c> {
        AuditNotes { host: self.host, call: self.call }
    }
    /// Logging in as a member.
    pub fn sessions(&self) -> Sessions<'c> {
        Sessions { host: self.host, call: self.call }
    }
    /// Issuing API keys.
    pub fn credentials(&self) -> Credentials<'c> {
        Credentials { host: self.host, call: self.call }
    }

    /// Tells who looks at a page, after the commit. The manifest lists the name and its audience; the payload is JSON.
    pub fn publish(&self, name: &str, recipient: Recipient, payload: &str) -> Result<(), HostError> {
        let event = sys::mortise_event {
            struct_size: std::mem::size_of::<sys::mortise_event>() as u64,
            name: to_abi(name),
            workspace_id: to_abi(recipient.workspace),
            user_id: to_abi(recipient.user),
            payload: to_abi(payload),
            call: std::ptr::null(),
        };
        let events = &self.host.events;
        // SAFETY: the event is copied before the function returns.
        events.check(unsafe { call!(events, publish, self.call.number, &event)? })
    }

    /// Lets one of the manifest's schedules, by the name of its handler, run for the call's workspace as soon as this is committed.
    pub fn run_soon(&self, schedule: &str) -> Result<(), HostError> {
        let scheduler = &self.host.scheduler;
        // SAFETY: the name is copied before the function returns.
        scheduler.check(unsafe { call!(scheduler, run_soon, self.call.number, to_abi(schedule))? })
    }

    /// A member of the call's workspace who is not in its path. Whom `{user}` names is
    /// [`Request::target`](crate::Request::target).
    ///
    /// # Errors
    /// [`Refusal::not_found`] alike for the unknown and for those of other workspaces.
    pub fn member(&self, user: &str) -> Result<Member<'c>> {
        let mut member = sys::mortise_member {
            struct_size: std::mem::size_of::<sys::mortise_member>() as u64,
            ..Default::default()
        };
        let members = &self.host.members;
        // SAFETY: the id is copied before the function returns.
        let status = unsafe { call!(members, find, self.call.number, to_abi(user), &mut member)? };
        if status == sys::MORTISE_E_NOT_FOUND {
            return Err(Refusal::not_found("user_not_found", "There is no such user in this workspace.").into());
        }
        members.check(status)?;
        // SAFETY: its texts are valid until the handler returns.
        Ok(unsafe { Member::new(&member) })
    }
}

/// What a handler adds to the audit row that the host writes about its call.
pub struct AuditNotes<'c> {
    host: &'c Host,
    call: ThisCall,
}

impl AuditNotes<'_> {
    /// Why the person did it, in their words.
    pub fn reason(&self, text: &str) -> Result<(), HostError> {
        let audit = &self.host.audit;
        // SAFETY: the text is copied before the function returns; so below.
        audit.check(unsafe { call!(audit, set_reason, self.call.number, to_abi(text))? })
    }
    /// A JSON object of facts about the effect, up to 2,000 bytes; no secrets.
    pub fn details(&self, json: &str) -> Result<(), HostError> {
        let audit = &self.host.audit;
        audit.check(unsafe { call!(audit, set_details, self.call.number, to_abi(json))? })
    }
    /// The id of what was acted upon, where the manifest cannot name it.
    pub fn target(&self, id: &str) -> Result<(), HostError> {
        let audit = &self.host.audit;
        audit.check(unsafe { call!(audit, set_target, self.call.number, to_abi(id))? })
    }
}
