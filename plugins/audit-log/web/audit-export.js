// Everything in the audit log that matches, as the lines of a CSV file with the columns of the API's own; asked for page by page, however
// much it is. `tell` hears how many rows there are so far.
import { api, csv_line } from '@mortise/shell';

const page_size = 1000;

const cells = {
  at: (row) => row.at,
  action: (row) => row.action,
  target_id: (row) => row.target?.id,
  target_name: (row) => row.target?.name,
  subject_id: (row) => row.subject?.id,
  subject_name: (row) => row.subject?.name,
  actor_id: (row) => row.actor?.id,
  actor_name: (row) => row.actor?.name,
  result: (row) => row.result,
  refusal: (row) => row.refusal,
  status: (row) => row.status,
  reason: (row) => row.reason,
  details: (row) => JSON.stringify(row.details),
  client_address: (row) => row.clientAddress,
  request_id: (row) => row.requestId,
};

export async function collect_csv(path, query, tell) {
  const lines = [csv_line(Object.keys(cells))];
  let after;
  do {
    const { rows, next } = await api.get(path, { ...query, 'page-size': page_size, after });
    lines.push(...rows.map((row) => csv_line(Object.values(cells).map((cell) => cell(row)))));
    tell(lines.length - 1);
    after = next;
  } while (after);
  return new Blob(lines, { type: 'text/csv;charset=utf-8' });
}
