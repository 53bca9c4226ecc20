// Files that the page makes for the person to keep.

export function save_file(blob, file_name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = file_name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// A spreadsheet takes a cell that begins like this for a formula, and would run what somebody chose as a name.
const formula = /^[=+\-@\t\r]/;

function cell(value) {
  const text = String(value ?? '');
  return `"${formula.test(text) ? "'" : ''}${text.replaceAll('"', '""')}"`;
}

// One line of a CSV file (RFC 4180).
export const csv_line = (values) => `${values.map(cell).join(',')}\r\n`;
