//! Text at the boundary: `&str` inside, [`mortise_str`] outside.

use crate::sys::mortise_str;

#[inline]
pub(crate) const fn to_abi(text: &str) -> mortise_str {
    mortise_str { data: text.as_ptr().cast(), size: text.len() as u64 }
}

/// The bytes behind `text`; none when it is absent.
///
/// # Safety
/// What it points to must live and stay as it is for `'a`.
#[inline]
pub(crate) unsafe fn bytes<'a>(text: mortise_str) -> &'a [u8] {
    // SAFETY: the caller's promise; an absent text is never looked at.
    unsafe { slice(text.data.cast(), text.size) }
}

/// The text behind `text`, which the host guarantees to be UTF-8.
///
/// # Safety
/// As [`bytes`].
///
/// # Panics
/// When it is not UTF-8: no such `str` may exist.
#[inline]
pub(crate) unsafe fn from_abi<'a>(text: mortise_str) -> &'a str {
    // SAFETY: the caller's promise.
    std::str::from_utf8(unsafe { bytes(text) }).expect("the host passed a text that is not UTF-8")
}

/// An array of the ABI as a slice; empty when `data` is null.
///
/// # Safety
/// Otherwise `count` elements at `data` must live and stay as they are for `'a`.
#[inline]
pub(crate) unsafe fn slice<'a, T>(data: *const T, count: u64) -> &'a [T] {
    if data.is_null() {
        &[]
    } else {
        // SAFETY: the caller's promise.
        unsafe { std::slice::from_raw_parts(data, count as usize) }
    }
}
