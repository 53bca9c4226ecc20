// The viewer's choices: language, theme, the workspace last looked at. This browser remembers them, so that a page is right from its first
// moment; language and theme of whoever is signed in are the server's, so that they hold in every browser and on every host name.
const listeners = new Set();
const read = (key) => { try { return localStorage.getItem(`mortise.${key}`); } catch { return null; } };
const write = (key, value) => { try { localStorage.setItem(`mortise.${key}`, value); } catch { /* private mode: for this page only */ } };

export const themes = ['system', 'light', 'dark'];
const dark = matchMedia('(prefers-color-scheme: dark)');
const chosen = { theme: read('theme') ?? 'system', workspace: read('workspace') };

export const preferences = {
  get theme() { return chosen.theme; },
  set theme(theme) {
    if (theme === chosen.theme) return;
    chosen.theme = theme;
    write('theme', theme);
    apply_theme();
    listeners.forEach((listener) => listener());
  },
  get workspace() { return chosen.workspace; },
  set workspace(id) {
    chosen.workspace = id;
    write('workspace', id);
  },
  // The one chosen here, else the browser's first that there are texts for.
  language(offered) {
    const wanted = [read('language'), ...navigator.languages].filter(Boolean).map((tag) => tag.toLowerCase().split('-')[0]);
    return wanted.find((language) => offered.includes(language)) ?? 'en';
  },
  keep_language(language) { write('language', language); },
  on_change(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

export function apply_theme() {
  const is_dark = chosen.theme === 'dark' || (chosen.theme === 'system' && dark.matches);
  document.documentElement.classList.toggle('wa-dark', is_dark);
  document.documentElement.classList.toggle('wa-light', !is_dark);
}
dark.addEventListener('change', apply_theme);
