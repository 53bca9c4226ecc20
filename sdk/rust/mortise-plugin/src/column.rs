//! How Rust types read rows.

use crate::error::Error;
use crate::instant::Instant;
use crate::sys::{self, mortise_value};
use crate::text;

/// A type that reads one column of a result: `bool`, `i64`, `f64`, `String`, `&str` (valid until the handler returns),
/// [`Instant`], and `Option` of these. Only options take a null; anything else that does not fit is a mistake in the plugin, and a
/// 500 whose cause is in the log.
pub trait Column<'c>: Sized {
    #[doc(hidden)]
    const TYPE: u32;
    /// # Safety
    /// `value` must be of type `TYPE`, and what it points to live for `'c`.
    #[doc(hidden)]
    unsafe fn of(value: &mortise_value) -> Self;

    /// # Safety
    /// What `value` points to must live for `'c`.
    #[doc(hidden)]
    unsafe fn read(value: &mortise_value) -> Result<Self, Error> {
        if value.type_ != Self::TYPE {
            let detail = format!("a column of type {} does not fit a member of type {}", value.type_, Self::TYPE);
            return Err(Error::Failed(detail));
        }
        // SAFETY: the type fits; the rest is the caller's promise.
        Ok(unsafe { Self::of(value) })
    }
}

macro_rules! columns {
    ($($type:ty, $tag:ident, $value:ident => $read:expr;)*) => {$(
        impl<'c> Column<'c> for $type {
            const TYPE: u32 = sys::$tag;
            unsafe fn of($value: &mortise_value) -> Self {
                // SAFETY: the tag says which member of the union is there.
                unsafe { $read }
            }
        }
    )*};
}
columns! {
    i64, MORTISE_I64, value => value.as_.i64;
    bool, MORTISE_I64, value => value.as_.i64 != 0;
    Instant, MORTISE_I64, value => Instant::from_microseconds(value.as_.i64);
    f64, MORTISE_F64, value => value.as_.f64;
    &'c str, MORTISE_TEXT, value => text::from_abi(sys::mortise_str { data: value.as_.data, size: value.size });
    String, MORTISE_TEXT, value => <&str>::of(value).to_owned();
}

impl<'c, T: Column<'c>> Column<'c> for Option<T> {
    const TYPE: u32 = T::TYPE;
    unsafe fn of(value: &mortise_value) -> Self {
        // SAFETY: the caller's promise.
        Some(unsafe { T::of(value) })
    }
    unsafe fn read(value: &mortise_value) -> Result<Self, Error> {
        if value.type_ == sys::MORTISE_NULL {
            return Ok(None);
        }
        // SAFETY: the caller's promise.
        unsafe { T::read(value) }.map(Some)
    }
}

/// A type that reads one row: a single [`Column`], a tuple of up to twelve, or a struct declared with [`row!`](crate::row).
pub trait Row<'c>: Sized {
    #[doc(hidden)]
    const COLUMNS: &'static [u32];
    /// # Safety
    /// `values` must be as many as `COLUMNS`, and what they point to live for `'c`.
    #[doc(hidden)]
    unsafe fn read(values: &[mortise_value]) -> Result<Self, Error>;
}

impl<'c, T: Column<'c>> Row<'c> for T {
    const COLUMNS: &'static [u32] = &[T::TYPE];
    unsafe fn read(values: &[mortise_value]) -> Result<Self, Error> {
        // SAFETY: the caller's promise.
        unsafe { <T as Column>::read(&values[0]) }
    }
}

macro_rules! tuples {
    ($(($($name:ident $at:tt),*))*) => {$(
        impl<'c, $($name: Column<'c>),*> Row<'c> for ($($name,)*) {
            const COLUMNS: &'static [u32] = &[$($name::TYPE),*];
            unsafe fn read(values: &[mortise_value]) -> Result<Self, Error> {
                // SAFETY: the caller's promise.
                unsafe { Ok(($(<$name as Column>::read(&values[$at])?,)*)) }
            }
        }
    )*};
}
tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10)
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11)
}

/// Declares a struct whose members are the columns of a row, in their order, and makes it a [`Row`].
///
/// ```
/// mortise_plugin::row! {
///     /// A greeting as it is kept.
///     pub struct Greeting<'c> {
///         id: &'c str,
///         text: Option<String>,
///     }
/// }
/// ```
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* $visibility:vis struct $name:ident<$life:lifetime> { $($(#[$note:meta])* $seen:vis $member:ident: $type:ty),* $(,)? }) => {
        $(#[$meta])* $visibility struct $name<$life> { $($(#[$note])* $seen $member: $type),* }
        $crate::row!(@read $life, $name<$life>, $($member: $type),*);
    };
    ($(#[$meta:meta])* $visibility:vis struct $name:ident { $($(#[$note:meta])* $seen:vis $member:ident: $type:ty),* $(,)? }) => {
        $(#[$meta])* $visibility struct $name { $($(#[$note])* $seen $member: $type),* }
        $crate::row!(@read 'c, $name, $($member: $type),*);
    };
    (@read $life:lifetime, $row:ty, $($member:ident: $type:ty),*) => {
        impl<$life> $crate::Row<$life> for $row {
            const COLUMNS: &'static [u32] = &[$(<$type as $crate::Column<$life>>::TYPE),*];
            unsafe fn read(values: &[$crate::sys::mortise_value]) -> $crate::Result<Self> {
                let mut values = values.iter();
                // SAFETY: there are as many values as columns, and what they point to lives as long as the row.
                Ok(Self { $($member: unsafe { <$type as $crate::Column<$life>>::read(values.next().unwrap())? }),* })
            }
        }
    };
}
