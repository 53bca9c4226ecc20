//! SQL.

use crate::argument::Argument;
use crate::column::Row;
use crate::error::HostError;
use crate::extension::call;
use crate::host::Host;
use crate::sys;
use crate::text::{slice, to_abi};
use crate::unit::ThisCall;
use crate::{Error, Result};

/// SQL inside the call's unit of work, limited to the tables and columns that the manifest declares. The host begins the unit with
/// the first statement and commits it when the answer is below 400. One SQL text serves SQLite and PostgreSQL.
///
/// ```no_run
/// # use mortise_plugin::*;
/// # fn handler(storage: &Storage, workspace: &str) -> Result<()> {
/// for (id, text) in storage.query::<(&str, &str)>(
///     "SELECT id, text FROM greetings WHERE workspace_id = :workspace ORDER BY id",
///     &[arg("workspace", workspace)],
/// )? {
///     println!("{} {}", id, text);
/// }
/// # Ok(())
/// # }
/// ```
pub struct Storage<'c> {
    host: &'c Host,
    call: ThisCall,
}

impl<'c> Storage<'c> {
    pub(crate) fn new(host: &'c Host, call: ThisCall) -> Self {
        Storage { host, call }
    }

    /// All rows, at most 10,000. See [`Row`] for what a row may be.
    ///
    /// # Errors
    /// A [`HostError`] for what the host refuses; see [`HostError::is_conflict`]. A column that does not fit its type.
    pub fn query<R: Row<'c>>(&self, sql: &str, arguments: &[Argument]) -> Result<Vec<R>> {
        let values = self.run(sql, arguments, R::COLUMNS)?.0;
        // SAFETY: there are as many values in a chunk as columns, and they live until the handler returns.
        values.chunks_exact(R::COLUMNS.len()).map(|row| unsafe { R::read(row) }).collect()
    }
    /// The first row, if there is any.
    ///
    /// # Errors
    /// As [`query`](Storage::query).
    pub fn first<R: Row<'c>>(&self, sql: &str, arguments: &[Argument]) -> Result<Option<R>> {
        let values = self.run(sql, arguments, R::COLUMNS)?.0;
        // SAFETY: as above.
        values.chunks_exact(R::COLUMNS.len()).next().map(|row| unsafe { R::read(row) }).transpose()
    }
    /// For a statement without rows: how many it inserted, updated or deleted.
    ///
    /// # Errors
    /// A [`HostError`] for what the host refuses.
    pub fn exec(&self, sql: &str, arguments: &[Argument]) -> Result<u64> {
        Ok(self.run(sql, arguments, &[])?.1)
    }

    // All values, row by row, and how many rows were affected.
    fn run(&self, sql: &str, arguments: &[Argument], columns: &[u32]) -> Result<(&'c [sys::mortise_value], u64)> {
        let mut rows = sys::mortise_rows { struct_size: SIZE, ..Default::default() };
        let storage = &self.host.storage;
        // SAFETY: an Argument is a parameter; all is copied before the function returns.
        let status = unsafe {
            let parameters = arguments.as_ptr().cast();
            let (count, wanted) = (arguments.len() as u64, columns.len() as u64);
            call!(
                storage,
                query,
                self.call.number,
                to_abi(sql),
                parameters,
                count,
                columns.as_ptr(),
                wanted,
                &mut rows
            )?
        };
        storage.check(status)?;
        if rows.row_count != 0 && rows.column_count != columns.len() as u64 {
            let detail = "the host returned another number of columns than was asked for";
            return Err(Error::Host(HostError::new(sys::MORTISE_E_INTERNAL, detail.into())));
        }
        // SAFETY: the values are valid until the handler returns.
        Ok((unsafe { slice(rows.values, rows.row_count * rows.column_count) }, rows.affected))
    }
}

const SIZE: u64 = std::mem::size_of::<sys::mortise_rows>() as u64;
