//! The C ABI, as `mortise/abi/v1.h` and its siblings declare it, name for name. For whoever needs what the safe wrappers do not
//! offer; conventions, threads and ownership are those of the headers. `tests/layout.rs` compares every size, offset and
//! number here with the frozen ones.
#![allow(non_camel_case_types)]
#![allow(missing_docs)]

use std::ffi::c_void;
use std::os::raw::c_char;

pub const MORTISE_ABI_MAJOR: u32 = 1;
pub const MORTISE_ABI_MINOR: u32 = 0;

pub type mortise_status = i32;

pub const MORTISE_OK: mortise_status = 0;
pub const MORTISE_E_INVALID: mortise_status = 1;
pub const MORTISE_E_NOT_FOUND: mortise_status = 2;
pub const MORTISE_E_STALE: mortise_status = 3;
pub const MORTISE_E_DENIED: mortise_status = 4;
pub const MORTISE_E_CONFLICT: mortise_status = 5;
pub const MORTISE_E_DEADLINE: mortise_status = 6;
pub const MORTISE_E_LIMIT: mortise_status = 7;
pub const MORTISE_E_UNAVAILABLE: mortise_status = 8;
pub const MORTISE_E_TWICE: mortise_status = 9;
pub const MORTISE_E_UNSUPPORTED: mortise_status = 10;
pub const MORTISE_E_REFUSED: mortise_status = 11;
pub const MORTISE_E_INTERNAL: mortise_status = 12;

pub const MORTISE_NULL: u32 = 0;
pub const MORTISE_I64: u32 = 1;
pub const MORTISE_F64: u32 = 2;
pub const MORTISE_TEXT: u32 = 3;
pub const MORTISE_BLOB: u32 = 4;

pub const MORTISE_PRINCIPAL_ANONYMOUS: u32 = 0;
pub const MORTISE_PRINCIPAL_SESSION: u32 = 1;
pub const MORTISE_PRINCIPAL_API_KEY: u32 = 2;
pub const MORTISE_PRINCIPAL_SYSTEM: u32 = 3;

pub const MORTISE_CALL_READ_ONLY: u32 = 1;

pub const MORTISE_LOG_DEBUG: u32 = 0;
pub const MORTISE_LOG_INFO: u32 = 1;
pub const MORTISE_LOG_WARNING: u32 = 2;
pub const MORTISE_LOG_ERROR: u32 = 3;

pub const MORTISE_EXT_AUDIT: &str = "mortise.audit/1";
pub const MORTISE_EXT_CLOCK: &str = "mortise.clock/1";
pub const MORTISE_EXT_CREDENTIALS: &str = "mortise.credentials/1";
pub const MORTISE_EXT_EVENTS: &str = "mortise.events/1";
pub const MORTISE_EXT_IDS: &str = "mortise.ids/1";
pub const MORTISE_EXT_MEMBERS: &str = "mortise.members/1";
pub const MORTISE_EXT_METRICS: &str = "mortise.metrics/1";
pub const MORTISE_EXT_SCHEDULER: &str = "mortise.scheduler/1";
pub const MORTISE_EXT_SESSIONS: &str = "mortise.sessions/1";
pub const MORTISE_EXT_SETTINGS: &str = "mortise.settings/1";
pub const MORTISE_EXT_STORAGE: &str = "mortise.storage/1";

/// Declares a struct of the ABI: laid out as C does, copied freely, made of zeros by `Default`.
macro_rules! abi {
    ($(struct $name:ident { $($member:ident: $type:ty,)* })*) => {$(
        #[repr(C)]
        #[derive(Clone, Copy)]
        pub struct $name {
            $(pub $member: $type,)*
        }
        impl Default for $name {
            fn default() -> Self {
                // SAFETY: numbers, null pointers, absent functions and structs of these are all zeros.
                unsafe { std::mem::zeroed() }
            }
        }
    )*};
}

#[repr(C)]
#[derive(Clone, Copy)]
pub union mortise_value_as {
    pub i64: i64,
    pub f64: f64,
    pub data: *const c_char,
}

abi! {
    struct mortise_str {
        data: *const c_char,
        size: u64,
    }

    struct mortise_value {
        type_: u32,
        padding_: u32,
        as_: mortise_value_as,
        size: u64,
    }

    struct mortise_pair {
        name: mortise_str,
        value: mortise_str,
    }

    struct mortise_principal {
        struct_size: u64,
        kind: u32,
        padding_: u32,
        subject_id: mortise_str,
        subject_name: mortise_str,
        subject_email: mortise_str,
        actor_id: mortise_str,
        actor_name: mortise_str,
        actor_email: mortise_str,
        confined_to: mortise_str,
    }

    struct mortise_workspace {
        struct_size: u64,
        id: mortise_str,
        name: mortise_str,
        plan: mortise_str,
        subdomain: mortise_str,
        role: mortise_str,
    }

    struct mortise_member {
        struct_size: u64,
        user_id: mortise_str,
        name: mortise_str,
        email: mortise_str,
        role: mortise_str,
        status: mortise_str,
        joined_at: i64,
    }

    struct mortise_response {
        struct_size: u64,
        status: u32,
        padding_: u32,
        content_type: mortise_str,
        headers: *const mortise_pair,
        header_count: u64,
        body: mortise_str,
    }

    struct mortise_refusal {
        struct_size: u64,
        status: u32,
        code: u32,
        reason: mortise_str,
        message: mortise_str,
        field: mortise_str,
    }

    struct mortise_call {
        struct_size: u64,
        handle: u64,
        flags: u32,
        padding_: u32,
        method: mortise_str,
        path: mortise_str,
        request_id: mortise_str,
        path_params: *const mortise_pair,
        path_param_count: u64,
        query: *const mortise_pair,
        query_count: u64,
        headers: *const mortise_pair,
        header_count: u64,
        body: mortise_str,
        now: i64,
        deadline: i64,
        principal: *const mortise_principal,
        workspace: *const mortise_workspace,
        target: *const mortise_member,
        permissions: *const mortise_str,
        permission_count: u64,
        respond: Option<unsafe extern "C" fn(*const mortise_call, *const mortise_response) -> mortise_status>,
        refuse: Option<unsafe extern "C" fn(*const mortise_call, *const mortise_refusal) -> mortise_status>,
    }

    struct mortise_event {
        struct_size: u64,
        name: mortise_str,
        workspace_id: mortise_str,
        user_id: mortise_str,
        payload: mortise_str,
        call: *const mortise_call,
    }

    struct mortise_host {
        struct_size: u64,
        abi_minor: u32,
        flags: u32,
        ctx: *mut c_void,
        get_extension: Option<unsafe extern "C" fn(*mut c_void, mortise_str) -> *const c_void>,
        log: Option<unsafe extern "C" fn(*mut c_void, u32, mortise_str) -> mortise_status>,
        last_error: Option<unsafe extern "C" fn(*mut c_void) -> mortise_str>,
    }

    struct mortise_module {
        struct_size: u64,
        abi_major: u32,
        built_minor: u32,
        required_minor: u32,
        flags: u32,
        id: mortise_str,
        version: mortise_str,
        handlers: *const mortise_str,
        handler_count: u64,
        handler_stride: u64,
        create: Option<unsafe extern "C" fn(*const mortise_host, *mut *mut c_void) -> mortise_status>,
        start: Option<unsafe extern "C" fn(*mut c_void) -> mortise_status>,
        handle: Option<unsafe extern "C" fn(*mut c_void, u32, *const mortise_call) -> mortise_status>,
        on_event: Option<unsafe extern "C" fn(*mut c_void, *const mortise_event) -> mortise_status>,
        stop: Option<unsafe extern "C" fn(*mut c_void) -> mortise_status>,
        destroy: Option<unsafe extern "C" fn(*mut c_void)>,
        get_extension: Option<unsafe extern "C" fn(*mut c_void, mortise_str) -> *const c_void>,
    }

    struct mortise_audit_v1 {
        struct_size: u64,
        ctx: *mut c_void,
        set_reason: Option<unsafe extern "C" fn(*mut c_void, u64, mortise_str) -> mortise_status>,
        set_details: Option<unsafe extern "C" fn(*mut c_void, u64, mortise_str) -> mortise_status>,
        set_target: Option<unsafe extern "C" fn(*mut c_void, u64, mortise_str) -> mortise_status>,
    }

    struct mortise_clock_v1 {
        struct_size: u64,
        ctx: *mut c_void,
        now: Option<unsafe extern "C" fn(*mut c_void) -> i64>,
        monotonic: Option<unsafe extern "C" fn(*mut c_void) -> i64>,
    }

    struct mortise_api_key {
        struct_size: u64,
        id: mortise_str,
        secret: mortise_str,
        hint: mortise_str,
    }

    struct mortise_credentials_v1 {
        struct_size: u64,
        ctx: *mut c_void,
        issue_api_key: Option<
            unsafe extern "C" fn(*mut c_void, u64, mortise_str, mortise_str, *mut mortise_api_key) -> mortise_status,
        >,
    }

    struct mortise_events_v1 {
        struct_size: u64,
        ctx: *mut c_void,
        publish: Option<unsafe extern "C" fn(*mut c_void, u64, *const mortise_event) -> mortise_status>,
    }

    struct mortise_scheduler_v1 {
        struct_size: u64,
        ctx: *mut c_void,
        run_soon: Option<unsafe extern "C" fn(*mut c_void, u64, mortise_str) -> mortise_status>,
    }

    struct mortise_ids_v1 {
        struct_size: u64,
        ctx: *mut c_void,
        make: Option<unsafe extern "C" fn(*mut c_void, *mut c_char) -> mortise_status>,
    }

    struct mortise_members_v1 {
        struct_size: u64,
        ctx: *mut c_void,
        find: Option<unsafe extern "C" fn(*mut c_void, u64, mortise_str, *mut mortise_member) -> mortise_status>,
    }

    struct mortise_metrics_v1 {
        struct_size: u64,
        ctx: *mut c_void,
        count: Option<unsafe extern "C" fn(*mut c_void, mortise_str, u64) -> mortise_status>,
    }

    struct mortise_impersonation_request {
        struct_size: u64,
        user_id: mortise_str,
        reason: mortise_str,
        minutes: i64,
        confine: u32,
        padding_: u32,
    }

    struct mortise_impersonation {
        struct_size: u64,
        started_at: i64,
        expires_at: i64,
        confined_to: mortise_str,
        location: mortise_str,
    }

    struct mortise_sessions_v1 {
        struct_size: u64,
        ctx: *mut c_void,
        start_impersonation: Option<
            unsafe extern "C" fn(
                *mut c_void,
                u64,
                *const mortise_impersonation_request,
                *mut mortise_impersonation,
            ) -> mortise_status,
        >,
    }

    struct mortise_settings_v1 {
        struct_size: u64,
        ctx: *mut c_void,
        get: Option<unsafe extern "C" fn(*mut c_void) -> mortise_str>,
    }

    struct mortise_parameter {
        name: mortise_str,
        value: mortise_value,
    }

    struct mortise_rows {
        struct_size: u64,
        values: *const mortise_value,
        row_count: u64,
        column_count: u64,
        affected: u64,
    }

    struct mortise_storage_v1 {
        struct_size: u64,
        ctx: *mut c_void,
        query: Option<
            unsafe extern "C" fn(
                *mut c_void,
                u64,
                mortise_str,
                *const mortise_parameter,
                u64,
                *const u32,
                u64,
                *mut mortise_rows,
            ) -> mortise_status,
        >,
    }
}

// SAFETY: a descriptor is constant, and points to constants only.
unsafe impl Sync for mortise_module {}
