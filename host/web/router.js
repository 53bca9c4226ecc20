// Addresses and what they mean. Links are plain <a href>: a click on one of ours changes the page without loading it again.
const listeners = new Set();

const shapes = [
  { page: 'sign-in', pattern: /^\/sign-in$/ },
  { page: 'handoff', pattern: /^\/auth\/handoff$/ },
  { page: 'design', pattern: /^\/design$/ },
  { page: 'profile', pattern: /^\/profile(?:\/(?<section>[a-z0-9.-]+))?$/ },
  { page: 'settings', pattern: /^\/w\/(?<workspace>[0-9a-f]{24})\/settings(?:\/(?<section>[a-z0-9.-]+))?$/ },
  { page: 'app', pattern: /^\/w\/(?<workspace>[0-9a-f]{24})(?:\/(?<section>[a-z0-9.-]+))?$/ },
  { page: 'home', pattern: /^\/$/ },
];

// { page, workspace?, section? }; page is `unknown` for an address that is none of ours.
export function route() {
  for (const { page, pattern } of shapes) {
    const match = pattern.exec(location.pathname.replace(/(.)\/$/, '$1'));
    if (match) return { page, ...match.groups };
  }
  return { page: 'unknown' };
}

export const on_route = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const tell = () => listeners.forEach((listener) => listener(route()));

// Changes the address alone; for whoever changes what the page knows right after.
export const set_address = (path) => history.pushState(null, '', path);

export function navigate(path, { replace = false } = {}) {
  if (path === location.pathname + location.search) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', path);
  if (!replace) scrollTo(0, 0);
  tell();
}

addEventListener('popstate', tell);
document.addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement && each.href);
  if (!link || link.origin !== location.origin || link.target || link.hasAttribute('download')) return;
  if (link.pathname.startsWith('/api/') || link.pathname.startsWith('/assets/')) return;
  event.preventDefault();
  navigate(link.pathname + link.search);
});
