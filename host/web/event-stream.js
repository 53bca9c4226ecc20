// The only file that holds an EventSource: the browser's one stream of events, in the worker or, without one, in the page.
const names = [
  'timer.started', 'timer.stopped', 'time_entry.updated', 'time_entry.deleted',
  'api_key.created', 'api_key.updated', 'api_key.deleted', 'api_key.deactivated',
  'account.changed', 'session.ended', 'refresh',
];
const first_retry = 3_000, last_retry = 60_000;

// Calls tell({ name, data }) for each event. After a gap it tells `refresh`: what happened meanwhile is not known. When the server
// refuses the stream it tells `stream.refused` and asks again, later each time.
export class EventStream {
  constructor(tell) {
    this.tell = tell;
    this.heard_before = false;
    this.retry = first_retry;
  }

  open(extra_names = []) {
    this.close();
    const source = new EventSource('/api/v1/events');
    this.source = source;
    source.onopen = () => {
      if (this.heard_before) this.tell({ name: 'refresh', data: {} });
      this.heard_before = true;
      this.retry = first_retry;
    };
    // A refused stream is closed by the browser for good; a broken one it opens again itself.
    source.onerror = () => {
      if (source.readyState !== EventSource.CLOSED) return;
      this.timer = setTimeout(() => this.open(extra_names), this.retry * (0.5 + Math.random()));
      this.retry = Math.min(2 * this.retry, last_retry);
      this.tell({ name: 'stream.refused', data: {} });
    };
    for (const name of new Set([...names, ...extra_names])) {
      source.addEventListener(name, (event) => this.tell({ name, data: parsed(event.data) }));
    }
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
