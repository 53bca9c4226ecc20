//! The layout of `sys`, compared with tests/abi/layout_v1_0.c, which is frozen: every size, offset and number that stands there must
//! be the same here, and nothing may be here that is not there.
#![allow(unused_unsafe)]

use std::collections::BTreeMap;
use std::mem::{size_of, MaybeUninit};
use std::ptr::addr_of;

use mortise_plugin::sys::*;

const FROZEN: &str = include_str!("../../../../tests/abi/layout_v1_0.c");

fn frozen() -> BTreeMap<String, u64> {
    let mut facts = BTreeMap::new();
    for line in FROZEN.lines().filter(|line| !line.starts_with('#')) {
        let line = line.replace(&['(', ')', ',', ';', '='][..], " ");
        let words: Vec<_> = line.split_whitespace().collect();
        match words[..] {
            ["SIZE" | "GROWS", of, size] => facts.insert(of.into(), size.parse().unwrap()),
            ["AT", of, member, offset] => facts.insert(format!("{}.{}", of, member), offset.parse().unwrap()),
            ["HOLDS", _, number, value] => facts.insert(number.into(), value.parse().unwrap()),
            _ => None,
        };
    }
    facts
}

macro_rules! layout {
    ($($type:ident { $($member:ident)* })*; $($number:ident)*) => {{
        let mut facts = BTreeMap::new();
        $({
            facts.insert(stringify!($type).to_owned(), size_of::<$type>() as u64);
            let layout = MaybeUninit::<$type>::uninit();
            $({
                // SAFETY: computes the member's place, and reads nothing.
                let offset = unsafe { addr_of!((*layout.as_ptr()).$member) } as u64 - layout.as_ptr() as u64;
                let name = match stringify!($member) { "type_" => "type", "as_" => "as", name => name };
                facts.insert(format!("{}.{}", stringify!($type), name), offset);
            })*
        })*
        $(facts.insert(stringify!($number).to_owned(), $number as u64);)*
        facts
    }};
}

#[test]
fn is_the_frozen_one() {
    let ours = layout! {
        mortise_str { data size }
        mortise_value { type_ padding_ as_ size }
        mortise_pair { name value }
        mortise_principal { struct_size kind padding_ subject_id subject_name subject_email actor_id actor_name actor_email confined_to }
        mortise_workspace { struct_size id name plan subdomain role }
        mortise_member { struct_size user_id name email role status joined_at }
        mortise_response { struct_size status padding_ content_type headers header_count body }
        mortise_refusal { struct_size status code reason message field }
        mortise_call { struct_size handle flags padding_ method path request_id path_params path_param_count query query_count headers
            header_count body now deadline principal workspace target permissions permission_count respond refuse }
        mortise_event { struct_size name workspace_id user_id payload call }
        mortise_host { struct_size abi_minor flags ctx get_extension log last_error }
        mortise_module { struct_size abi_major built_minor required_minor flags id version handlers handler_count handler_stride create
            start handle on_event stop destroy get_extension }
        mortise_audit_v1 { struct_size ctx set_reason set_details set_target }
        mortise_clock_v1 { struct_size ctx now monotonic }
        mortise_api_key { struct_size id secret hint }
        mortise_credentials_v1 { struct_size ctx issue_api_key }
        mortise_events_v1 { struct_size ctx publish }
        mortise_ids_v1 { struct_size ctx make }
        mortise_members_v1 { struct_size ctx find }
        mortise_metrics_v1 { struct_size ctx count }
        mortise_scheduler_v1 { struct_size ctx run_soon }
        mortise_impersonation_request { struct_size user_id reason minutes confine padding_ }
        mortise_impersonation { struct_size started_at expires_at confined_to location }
        mortise_sessions_v1 { struct_size ctx start_impersonation }
        mortise_settings_v1 { struct_size ctx get }
        mortise_parameter { name value }
        mortise_rows { struct_size values row_count column_count affected }
        mortise_storage_v1 { struct_size ctx query }
        ; MORTISE_ABI_MAJOR MORTISE_OK MORTISE_E_INVALID MORTISE_E_NOT_FOUND MORTISE_E_STALE MORTISE_E_DENIED
            MORTISE_E_CONFLICT MORTISE_E_DEADLINE MORTISE_E_LIMIT MORTISE_E_UNAVAILABLE MORTISE_E_TWICE MORTISE_E_UNSUPPORTED
            MORTISE_E_REFUSED MORTISE_E_INTERNAL MORTISE_NULL MORTISE_I64 MORTISE_F64 MORTISE_TEXT MORTISE_BLOB
            MORTISE_PRINCIPAL_ANONYMOUS MORTISE_PRINCIPAL_SESSION MORTISE_PRINCIPAL_API_KEY MORTISE_PRINCIPAL_SYSTEM
            MORTISE_CALL_READ_ONLY MORTISE_LOG_DEBUG MORTISE_LOG_INFO MORTISE_LOG_WARNING MORTISE_LOG_ERROR
    };
    let frozen = frozen();
    assert!(frozen.len() > 200, "the frozen layout was not read");
    assert_eq!(ours, frozen);
}
