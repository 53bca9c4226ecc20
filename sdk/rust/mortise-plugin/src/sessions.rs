//! What the operator grants to few plugins: logging in as a member, and issuing API keys.

use std::time::Duration;

use crate::error::HostError;
use crate::extension::call;
use crate::host::Host;
use crate::instant::Instant;
use crate::refusal::Refusal;
use crate::sys;
use crate::text::{from_abi, to_abi};
use crate::unit::ThisCall;
use crate::Result;

/// Where an impersonation may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Confinement {
    /// To the workspace only where it has a subdomain.
    WhereSubdomain = 0,
    /// To the workspace.
    Always = 1,
}

/// A session that was started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Impersonation<'c> {
    /// Now.
    pub started_at: Instant,
    /// Then it ends by itself.
    pub expires_at: Instant,
    /// A workspace, or empty.
    pub confined_to: &'c str,
    /// Where the browser goes to receive the cookie; empty: it comes with this answer.
    pub location: &'c str,
}

/// Logging in as a member. For the plugin that the operator grants `sessions`.
pub struct Sessions<'c> {
    pub(crate) host: &'c Host,
    pub(crate) call: ThisCall,
}

impl<'c> Sessions<'c> {
    /// Begins with the unit's commit; the host adds the cookie.
    ///
    /// # Errors
    /// [`Refusal::not_found`] for a stranger. What the host forbids (`self`, `nested`, `browser_session_required`,
    /// `target_inactive`) it answers itself: pass the [`HostError`] on.
    pub fn start(
        &self,
        user: &str,
        reason: &str,
        lifetime: Duration,
        confinement: Confinement,
    ) -> Result<Impersonation<'c>> {
        let request = sys::mortise_impersonation_request {
            struct_size: std::mem::size_of::<sys::mortise_impersonation_request>() as u64,
            user_id: to_abi(user),
            reason: to_abi(reason),
            minutes: (lifetime.as_secs() / 60) as i64,
            confine: confinement as u32,
            padding_: 0,
        };
        let mut started = sys::mortise_impersonation {
            struct_size: std::mem::size_of::<sys::mortise_impersonation>() as u64,
            ..Default::default()
        };
        let sessions = &self.host.sessions;
        // SAFETY: the request is copied before the function returns.
        let status = unsafe { call!(sessions, start_impersonation, self.call.number, &request, &mut started)? };
        if status == sys::MORTISE_E_NOT_FOUND {
            return Err(Refusal::not_found("user_not_found", "There is no such user in this workspace.").into());
        }
        sessions.check(status)?;
        // SAFETY: the texts are valid until the handler returns.
        Ok(unsafe {
            Impersonation {
                started_at: Instant::from_microseconds(started.started_at),
                expires_at: Instant::from_microseconds(started.expires_at),
                confined_to: from_abi(started.confined_to),
                location: from_abi(started.location),
            }
        })
    }
}

/// An API key that was issued.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct IssuedApiKey<'c> {
    /// Its id.
    pub id: &'c str,
    /// Shown once, and nowhere else.
    pub secret: &'c str,
    /// What may be shown later.
    pub hint: &'c str,
}

/// Issuing API keys of the subject. For the plugin that the operator grants `credentials`.
pub struct Credentials<'c> {
    pub(crate) host: &'c Host,
    pub(crate) call: ThisCall,
}

impl<'c> Credentials<'c> {
    /// Active from the unit's commit on, in `workspace` or (empty) in all of the account.
    ///
    /// # Errors
    /// What the host refuses; pass it on.
    pub fn issue_api_key(&self, name: &str, workspace: &str) -> Result<IssuedApiKey<'c>, HostError> {
        let mut key = sys::mortise_api_key {
            struct_size: std::mem::size_of::<sys::mortise_api_key>() as u64,
            ..Default::default()
        };
        let credentials = &self.host.credentials;
        let workspace = if workspace.is_empty() { sys::mortise_str::default() } else { to_abi(workspace) };
        // SAFETY: texts are copied before the function returns, and its own are valid until the handler returns.
        unsafe {
            credentials.check(call!(
                credentials,
                issue_api_key,
                self.call.number,
                to_abi(name),
                workspace,
                &mut key
            )?)?;
            Ok(IssuedApiKey { id: from_abi(key.id), secret: from_abi(key.secret), hint: from_abi(key.hint) })
        }
    }
}
