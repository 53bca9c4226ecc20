//! Who is asking, and where.

use crate::instant::Instant;
use crate::sys::{self, mortise_member, mortise_principal, mortise_workspace};
use crate::text::from_abi;

/// How the caller showed who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credential {
    /// Not at all.
    None,
    /// With a browser's session.
    Session,
    /// With an API key.
    ApiKey,
    /// The host itself asks.
    System,
    /// A way that came later than this crate.
    Other(u32),
}

/// A person. The views into the call live as long as the call: copy a text to keep it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person<'c> {
    /// The user's id.
    pub id: &'c str,
    /// For people.
    pub name: &'c str,
    /// As they sign in.
    pub email: &'c str,
}

/// Who is asking.
#[derive(Clone, Copy)]
pub struct Principal<'c> {
    raw: &'c mortise_principal,
}

impl<'c> Principal<'c> {
    pub(crate) fn new(raw: &'c mortise_principal) -> Self {
        Principal { raw }
    }

    /// How they showed who they are.
    pub fn credential(&self) -> Credential {
        match self.raw.kind {
            sys::MORTISE_PRINCIPAL_ANONYMOUS => Credential::None,
            sys::MORTISE_PRINCIPAL_SESSION => Credential::Session,
            sys::MORTISE_PRINCIPAL_API_KEY => Credential::ApiKey,
            sys::MORTISE_PRINCIPAL_SYSTEM => Credential::System,
            other => Credential::Other(other),
        }
    }
    /// Whose account it is.
    pub fn subject(&self) -> Person<'c> {
        let raw = self.raw;
        // SAFETY: the texts live as long as the call.
        unsafe {
            Person {
                id: from_abi(raw.subject_id),
                name: from_abi(raw.subject_name),
                email: from_abi(raw.subject_email),
            }
        }
    }
    /// The person at the keyboard: somebody else than the subject only while logged in as them.
    pub fn actor(&self) -> Person<'c> {
        if !self.logged_in_as() {
            return self.subject();
        }
        let raw = self.raw;
        // SAFETY: as above.
        unsafe {
            Person { id: from_abi(raw.actor_id), name: from_abi(raw.actor_name), email: from_abi(raw.actor_email) }
        }
    }
    /// Whether the actor is logged in as somebody else.
    pub fn logged_in_as(&self) -> bool {
        self.raw.actor_id.size != 0
    }
    /// The one workspace within reach of this credential; empty: all of the account.
    pub fn confined_to(&self) -> &'c str {
        // SAFETY: as above.
        unsafe { from_abi(self.raw.confined_to) }
    }
}

/// The workspace that the route names. There is no plan and no role to decide by: ask
/// [`Request::holds`](crate::Request::holds).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Workspace<'c> {
    /// Its id.
    pub id: &'c str,
    /// For people.
    pub name: &'c str,
    /// Empty: none.
    pub subdomain: &'c str,
}

impl<'c> Workspace<'c> {
    pub(crate) fn new(raw: &'c mortise_workspace) -> Self {
        // SAFETY: the texts live as long as the call.
        unsafe { Workspace { id: from_abi(raw.id), name: from_abi(raw.name), subdomain: from_abi(raw.subdomain) } }
    }
}

/// A member of the call's workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member<'c> {
    /// The user's id.
    pub id: &'c str,
    /// For people.
    pub name: &'c str,
    /// As they sign in.
    pub email: &'c str,
    /// In this workspace.
    pub role: &'c str,
    /// `PENDING`, `ACTIVE` or `INACTIVE`.
    pub status: &'c str,
    /// Since when.
    pub joined_at: Instant,
}

impl<'c> Member<'c> {
    /// # Safety
    /// The texts must live for `'c`.
    pub(crate) unsafe fn new(raw: &mortise_member) -> Self {
        // SAFETY: the caller's promise.
        unsafe {
            Member {
                id: from_abi(raw.user_id),
                name: from_abi(raw.name),
                email: from_abi(raw.email),
                role: from_abi(raw.role),
                status: from_abi(raw.status),
                joined_at: Instant::from_microseconds(raw.joined_at),
            }
        }
    }
}
