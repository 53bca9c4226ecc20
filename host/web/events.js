// Events as pages hear them: on('timer.stopped', (data) => ...) answers a function that ends it.
import { EventStream } from './event-stream.js';

const listeners = new Map();
let channel = null;
let shown = null;

function tell({ name, data }) {
  listeners.get(name)?.forEach((listener) => listener(data));
}

function shared_channel() {
  const worker = new SharedWorker(EVENTS_WORKER, { type: 'module', name: 'mortise-events' });
  worker.port.onmessage = ({ data }) => tell(data);
  return {
    show: (session, names) => worker.port.postMessage({ kind: 'show', session, names }),
    leave: (everywhere) => worker.port.postMessage({ kind: 'leave', everywhere }),
  };
}

function own_channel() {
  const stream = new EventStream(tell);
  return { show: (session, names) => stream.open(names), leave: () => stream.close() };
}

const extra_names = () => [...listeners.keys()];

export const events = {
  on(name, listener) {
    if (!listeners.has(name)) {
      listeners.set(name, new Set());
      if (shown) channel.show(shown, extra_names());
    }
    listeners.get(name).add(listener);
    return () => listeners.get(name).delete(listener);
  },
};

// `session` is any text that differs between one session and another.
export function follow_events(session) {
  channel ??= 'SharedWorker' in globalThis ? shared_channel() : own_channel();
  shown = session;
  channel.show(session, extra_names());
}

// everywhere: the session is over, not only this tab.
export function leave_events({ everywhere }) {
  if (shown) channel.leave(everywhere);
  shown = null;
}

addEventListener('pagehide', () => shown && channel.leave(false));
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted || !shown) return;
  channel.show(shown, extra_names());
  tell({ name: 'refresh', data: {} });
});
