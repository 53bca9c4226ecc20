// The only file that holds an EventSource: the browser's one stream of events, in the worker or, without one, in the page.
const names = [
  'timer.started', 'timer.stopped', 'time_entry.updated', 'time_entry.deleted',
  'api_key.created', 'api_key.updated', 'api_key.deleted', 'api_key.deactivated',
  'account.changed', 'session.ended', 'refresh',
];
const retry_after = 3_000;

// Calls tell({ name, data }) for each event. After a gap it tells `refresh`: what happened meanwhile is not known.
export class EventStream {
  constructor(tell) {
    this.tell = tell;
    this.heard_before = false;
  }

  open(extra_names = []) {
    this.close();
    const source = new EventSource('/api/v1/events');
    this.source = source;
    source.onopen = () => {
      if (this.heard_before) this.tell({ name: 'refresh', data: {} });
      this.heard_before = true;
    };
    // A refused stream is closed by the browser for good; a broken one it opens again itself.
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) this.timer = setTimeout(() => this.open(extra_names), retry_after);
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
