//! One table of host functions. A table may be absent (not in the manifest, not granted) or end before a member (an older host):
//! then a call gives `MORTISE_E_UNSUPPORTED`. Nothing is ever called through a null.

use std::ffi::c_void;
use std::mem::{size_of, MaybeUninit};
use std::ptr;

use crate::error::HostError;
use crate::sys::{self, mortise_host, mortise_status};
use crate::text;

/// The function `$member` of the table that `$table` points to: `None` when the table is null, its `struct_size` does not cover
/// the member, or that is null. Nothing beyond `struct_size` is read.
macro_rules! function {
    ($table:expr, $member:ident) => {{
        let table = $table;
        let layout = $crate::extension::layout_of(table);
        // SAFETY: the member's place in the layout is computed, not read; the table is the host's.
        #[allow(unused_unsafe)] // within call! it is in an unsafe block already
        unsafe {
            let member = std::ptr::addr_of!((*layout.as_ptr()).$member);
            $crate::extension::member_at(table, member as usize - layout.as_ptr() as usize, member)
        }
    }};
}
pub(crate) use function;

/// The table of one extension, for as long as the host lives.
pub(crate) struct Extension<Table> {
    host: *const mortise_host,
    id: &'static str,
    table: *const Table,
}

impl<Table> Clone for Extension<Table> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<Table> Copy for Extension<Table> {}

// SAFETY: tables are constant from create until destroy has returned, and may be used from any thread. What must stay on the thread
// of its call is bound to Unit, which is neither Send nor Sync.
unsafe impl<Table> Send for Extension<Table> {}
unsafe impl<Table> Sync for Extension<Table> {}

impl<Table> Extension<Table> {
    /// # Safety
    /// `host` must be a host table that outlives the result.
    pub unsafe fn new(host: *const mortise_host, id: &'static str) -> Self {
        let table: *const c_void = match function!(host, get_extension) {
            // SAFETY: the function is the host's own, called with its context.
            Some(get_extension) => unsafe { get_extension((*host).ctx, text::to_abi(id)) },
            None => ptr::null(),
        };
        Extension { host, id, table: table.cast() }
    }

    pub fn table(&self) -> *const Table {
        self.table
    }
    pub fn missing(&self) -> HostError {
        HostError::new(sys::MORTISE_E_UNSUPPORTED, format!("this host does not offer {} to the plugin", self.id))
    }
    /// Success, or an error with what the host says about it.
    pub fn check(&self, status: mortise_status) -> Result<(), HostError> {
        if status == sys::MORTISE_OK {
            return Ok(());
        }
        let said = match function!(self.host, last_error) {
            // SAFETY: the text is valid until the next host function, and copied before that.
            Some(last_error) => String::from_utf8_lossy(unsafe { text::bytes(last_error((*self.host).ctx)) }),
            None => "".into(),
        };
        Err(HostError::new(status, format!("{}: {}", self.id, said)))
    }
}

/// Calls `$member` of an extension with the table's context and the arguments: `Result` of what it returns. Use in an unsafe block:
/// the arguments must be what the function takes.
macro_rules! call {
    ($extension:expr, $member:ident $(, $argument:expr)* $(,)?) => {{
        let extension = &$extension;
        match $crate::extension::function!(extension.table(), $member) {
            Some(function) => Ok(function((*extension.table()).ctx $(, $argument)*)),
            None => Err(extension.missing()),
        }
    }};
}
pub(crate) use call;

/// Room to measure a table's members in, without looking at a table.
pub(crate) const fn layout_of<Table>(_: *const Table) -> MaybeUninit<Table> {
    MaybeUninit::uninit()
}
/// The function `offset` bytes into `table`, of the type that the third argument points to.
///
/// # Safety
/// `table` must be null or begin with its size, and have an `Option<Function>` at `offset` where it is as long as that.
#[inline]
pub(crate) unsafe fn member_at<Table, Function: Copy>(
    table: *const Table,
    offset: usize,
    _: *const Option<Function>,
) -> Option<Function> {
    let end = (offset + size_of::<Option<Function>>()) as u64;
    // SAFETY: the caller's promise.
    unsafe {
        if table.is_null() || table.cast::<u64>().read() < end {
            return None;
        }
        table.cast::<u8>().add(offset).cast::<Option<Function>>().read()
    }
}
