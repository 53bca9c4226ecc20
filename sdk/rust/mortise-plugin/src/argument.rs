//! Parameters of a statement.

use std::marker::PhantomData;

use crate::instant::Instant;
use crate::sys::{self, mortise_value, mortise_value_as};
use crate::text::to_abi;

/// A parameter of a statement: `arg("workspace", workspace.id)` for `:workspace`.
#[repr(transparent)] // storage hands a slice of them to the host as it is
pub struct Argument<'a> {
    _raw: sys::mortise_parameter,
    borrowed: PhantomData<&'a str>,
}

/// Names a value for a statement.
pub fn arg<'a, T: ToValue + ?Sized>(name: &'a str, value: &'a T) -> Argument<'a> {
    Argument { _raw: sys::mortise_parameter { name: to_abi(name), value: value.to_value() }, borrowed: PhantomData }
}

/// What a statement takes as a parameter: integers, `f64`, `bool`, texts, [`Instant`], and options of these.
pub trait ToValue {
    /// The value as the ABI has it; it borrows `self`.
    fn to_value(&self) -> mortise_value;
}

fn value(type_: u32, as_: mortise_value_as, size: u64) -> mortise_value {
    mortise_value { type_, padding_: 0, as_, size }
}

impl ToValue for str {
    fn to_value(&self) -> mortise_value {
        value(sys::MORTISE_TEXT, mortise_value_as { data: self.as_ptr().cast() }, self.len() as u64)
    }
}
impl ToValue for String {
    fn to_value(&self) -> mortise_value {
        self.as_str().to_value()
    }
}
impl ToValue for f64 {
    fn to_value(&self) -> mortise_value {
        value(sys::MORTISE_F64, mortise_value_as { f64: *self }, 0)
    }
}
impl ToValue for Instant {
    fn to_value(&self) -> mortise_value {
        self.microseconds().to_value()
    }
}
macro_rules! integers {
    ($($type:ty),*) => {$(
        impl ToValue for $type {
            fn to_value(&self) -> mortise_value {
                value(sys::MORTISE_I64, mortise_value_as { i64: i64::from(*self) }, 0)
            }
        }
    )*};
}
integers!(bool, i8, i16, i32, i64, u8, u16, u32);

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> mortise_value {
        (**self).to_value()
    }
}
impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> mortise_value {
        self.as_ref().map_or(value(sys::MORTISE_NULL, mortise_value_as { i64: 0 }, 0), ToValue::to_value)
    }
}
