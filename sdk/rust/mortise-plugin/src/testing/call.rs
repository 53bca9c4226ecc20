//! A call, as the fake host makes it.

use std::cell::RefCell;
use std::ffi::c_void;
use std::mem::size_of;

use super::tables::NOW;
use super::FakeHost;
use crate::sys::{self, mortise_call, mortise_pair, mortise_status};
use crate::text::{from_abi, slice, to_abi};

type Handle = unsafe extern "C" fn(*mut c_void, u32, *const mortise_call) -> mortise_status;

/// A call to be filled in and sent. It is made by the user `fake-user` in the workspace `fake-workspace`.
pub struct Call<'l> {
    handle: Handle,
    instance: *mut c_void,
    number: u32,
    _host: &'l FakeHost,
    path: Vec<(String, String)>,
    query: Vec<(String, String)>,
    body: Vec<u8>,
    permissions: Vec<String>,
}

/// What the plugin answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// What `handle` returned: [`sys::MORTISE_OK`] unless the handler failed.
    pub returned: i32,
    /// The HTTP status; 0 when there was no answer.
    pub status: u32,
    /// Of a response.
    pub body: String,
    /// Of a response.
    pub headers: Vec<(String, String)>,
    /// Of a refusal.
    pub reason: String,
    /// Of a refusal.
    pub field: String,
}

impl<'l> Call<'l> {
    pub(super) fn new(handle: Handle, instance: *mut c_void, number: u32, host: &'l FakeHost) -> Self {
        let (path, query, body, permissions) = Default::default();
        Call { handle, instance, number, _host: host, path, query, body, permissions }
    }

    /// A parameter of the path.
    pub fn path(mut self, name: &str, value: &str) -> Self {
        self.path.push((name.into(), value.into()));
        self
    }
    /// A parameter of the query.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }
    /// The body.
    pub fn body(mut self, body: impl AsRef<[u8]>) -> Self {
        self.body = body.as_ref().to_vec();
        self
    }
    /// A permission that the user holds.
    pub fn holding(mut self, permission: &str) -> Self {
        self.permissions.push(permission.into());
        self
    }

    /// Calls the handler.
    pub fn send(self) -> Answer {
        let principal = sys::mortise_principal {
            struct_size: size_of::<sys::mortise_principal>() as u64,
            kind: sys::MORTISE_PRINCIPAL_SESSION,
            subject_id: to_abi("fake-user"),
            subject_name: to_abi("Fake User"),
            subject_email: to_abi("fake@user.example"),
            ..Default::default()
        };
        let workspace = sys::mortise_workspace {
            struct_size: size_of::<sys::mortise_workspace>() as u64,
            id: to_abi("fake-workspace"),
            name: to_abi("Fake workspace"),
            ..Default::default()
        };
        let (path, query) = (pairs(&self.path), pairs(&self.query));
        let permissions: Vec<_> = self.permissions.iter().map(|name| to_abi(name)).collect();
        let call = mortise_call {
            struct_size: size_of::<mortise_call>() as u64,
            handle: 1,
            request_id: to_abi("fake-request"),
            path_params: path.as_ptr(),
            path_param_count: path.len() as u64,
            query: query.as_ptr(),
            query_count: query.len() as u64,
            body: sys::mortise_str { data: self.body.as_ptr().cast(), size: self.body.len() as u64 },
            now: NOW,
            deadline: NOW + 10_000_000,
            principal: &principal,
            workspace: &workspace,
            permissions: permissions.as_ptr(),
            permission_count: permissions.len() as u64,
            respond: Some(respond),
            refuse: Some(refuse),
            ..Default::default()
        };
        ANSWER.with(|answer| *answer.borrow_mut() = Answer::default());
        // SAFETY: the call and all that it points to live until the function has returned.
        let returned = unsafe { (self.handle)(self.instance, self.number, &call) };
        ANSWER.with(|answer| Answer { returned, ..answer.take() })
    }
}

fn pairs(of: &[(String, String)]) -> Vec<mortise_pair> {
    of.iter().map(|(name, value)| mortise_pair { name: to_abi(name), value: to_abi(value) }).collect()
}

thread_local! {
    static ANSWER: RefCell<Answer> = RefCell::default(); // of the call that runs on this thread
}

fn take(given: Answer) -> mortise_status {
    ANSWER.with(|answer| {
        let mut answer = answer.borrow_mut();
        if answer.status != 0 {
            return sys::MORTISE_E_TWICE;
        }
        *answer = given;
        sys::MORTISE_OK
    })
}

// SAFETY, of both: what the plugin passes lives during the call.
unsafe extern "C" fn respond(_: *const mortise_call, response: *const sys::mortise_response) -> mortise_status {
    unsafe {
        let response = &*response;
        let header = |pair: &mortise_pair| (from_abi(pair.name).to_owned(), from_abi(pair.value).to_owned());
        take(Answer {
            status: response.status,
            body: from_abi(response.body).to_owned(),
            headers: slice(response.headers, response.header_count).iter().map(header).collect(),
            ..Default::default()
        })
    }
}
unsafe extern "C" fn refuse(_: *const mortise_call, refusal: *const sys::mortise_refusal) -> mortise_status {
    unsafe {
        let refusal = &*refusal;
        take(Answer {
            status: refusal.status,
            reason: from_abi(refusal.reason).to_owned(),
            field: from_abi(refusal.field).to_owned(),
            ..Default::default()
        })
    }
}
