//! Statements, as the fake host answers them: from the script.

use std::ffi::c_void;

use super::tables::{owned, tables};
use super::{Rows, State, Statement, Value};
use crate::sys::{self, mortise_status, mortise_str, mortise_value, mortise_value_as};
use crate::text::{slice, to_abi};

pub(super) unsafe extern "C" fn query(
    ctx: *mut c_void,
    _call: u64,
    sql: mortise_str,
    parameters: *const sys::mortise_parameter,
    parameter_count: u64,
    _columns: *const u32,
    column_count: u64,
    rows: *mut sys::mortise_rows,
) -> mortise_status {
    let arguments = unsafe { slice(parameters, parameter_count) };
    let arguments = arguments.iter().map(|one| unsafe { (owned(one.name), read(&one.value)) }).collect();
    let statement = Statement { sql: unsafe { owned(sql) }, arguments };
    let mut state = unsafe { tables(ctx) }.lock();
    state.told.statements.push(statement);
    match state.script.pop_front().unwrap_or_else(|| Ok(Rows::default())) {
        Err(status) => {
            state.last_error = "so says the script".into();
            status
        }
        Ok(answer) => {
            let values: Vec<_> = answer.values.into_iter().flatten().map(|value| written(&mut state, value)).collect();
            if let Some(rows) = unsafe { rows.as_mut() } {
                rows.column_count = column_count;
                rows.row_count = values.len() as u64 / column_count.max(1);
                rows.affected = answer.affected;
                rows.values = values.as_ptr();
            }
            state.kept.push(values);
            sys::MORTISE_OK
        }
    }
}

unsafe fn read(value: &mortise_value) -> Value {
    match value.type_ {
        sys::MORTISE_I64 => Value::Integer(unsafe { value.as_.i64 }),
        sys::MORTISE_F64 => Value::Real(unsafe { value.as_.f64 }),
        sys::MORTISE_TEXT => Value::Text(unsafe { owned(mortise_str { data: value.as_.data, size: value.size }) }),
        _ => Value::Null,
    }
}
fn written(state: &mut State, value: Value) -> mortise_value {
    let (type_, as_, size) = match value {
        Value::Null => (sys::MORTISE_NULL, mortise_value_as { i64: 0 }, 0),
        Value::Integer(number) => (sys::MORTISE_I64, mortise_value_as { i64: number }, 0),
        Value::Real(number) => (sys::MORTISE_F64, mortise_value_as { f64: number }, 0),
        Value::Text(text) => {
            let view = to_abi(&text); // a String's characters do not move with it
            state.texts.push(text);
            (sys::MORTISE_TEXT, mortise_value_as { data: view.data }, view.size)
        }
    };
    mortise_value { type_, padding_: 0, as_, size }
}
