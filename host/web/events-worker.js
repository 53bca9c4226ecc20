// One for all tabs of this browser: holds the event stream and hands every event to each tab. A tab says which session it shows;
// when that changes (sign-in, logging in as somebody), the stream is opened anew and the other tabs are told to look again.
import { EventStream } from './event-stream.js';

const ports = new Set();
const tell_all = (message) => ports.forEach((port) => port.postMessage(message));
const stream = new EventStream(tell_all);
let session = null;
let names = [];

function show(port, message) {
  ports.add(port);
  const more = message.names.filter((name) => !names.includes(name));
  if (message.session === session && more.length === 0) return;
  const changed = session !== null && message.session !== session;
  session = message.session;
  names = [...names, ...more];
  stream.open(names);
  if (changed) ports.forEach((other) => other !== port && other.postMessage({ name: 'session.changed', data: {} }));
}

function leave(port, { everywhere }) {
  if (everywhere) ports.forEach((other) => other !== port && other.postMessage({ name: 'session.changed', data: {} }));
  ports.delete(port);
  if (!everywhere && ports.size > 0) return;
  stream.close();
  session = null;
}

self.onconnect = ({ ports: [port] }) => {
  port.onmessage = ({ data }) => (data.kind === 'show' ? show(port, data) : leave(port, data));
};
