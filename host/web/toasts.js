// Short messages about what was just done. toast('...') or toast('...', { kind: 'error' }); <mortise-toasts> shows them.
const listeners = new Set();
let next = 0;

export const on_toast = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function toast(text, { kind = 'success' } = {}) {
  next += 1;
  const message = { id: next, text, kind };
  listeners.forEach((listener) => listener(message));
}
