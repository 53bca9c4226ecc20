// Every word on the page: t(owner, key, values), where owner is a plugin's id or `shell`. Texts are ICU messages in
// locales/{en,de}.json; what a language lacks is taken from English, and a key nobody knows shows itself.
import { IntlMessageFormat } from 'intl-messageformat';
import { api } from './api.js';

const shell_texts = {
  en: () => import('./locales/en.json'),
  de: () => import('./locales/de.json'),
};
const fallback = 'en';
const texts = new Map();      // "owner language" -> { key: message }
const formatted = new Map();  // "owner language key" -> IntlMessageFormat
const listeners = new Set();
let current = fallback;
let catch_up = null;          // loads English, where the language lacks something

export const languages = Object.keys(shell_texts);
export const language = () => current;
// A language is named in itself.
export const own_name_of = (tag) => new Intl.DisplayNames(tag, { type: 'language' }).of(tag);
export const on_language = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

async function load(owner, language, files) {
  const slot = `${owner} ${language}`;
  if (texts.has(slot)) return;
  try {
    texts.set(slot, files === undefined ? (await shell_texts[language]()).default : await api.file(files));
  } catch {
    texts.set(slot, {});
  }
}

// Loads the texts of the shell and of every plugin that shows something, then tells all that show text. English follows once the
// language lacks something: nobody waits for what is not needed.
export async function use_language(next, plugins) {
  const showing = plugins.filter(({ web }) => web.length > 0);
  const all_in = (wanted, owners) => Promise.all([
    load('shell', wanted), ...owners.map(({ id, locales }) => locales[wanted] && load(id, wanted, locales[wanted])),
  ]);
  await Promise.all([all_in(next, showing), ...showing.filter(({ locales }) => !locales[next]).map((plugin) => all_in(fallback, [plugin]))]);
  current = next;
  document.documentElement.lang = next;
  catch_up = async () => {
    catch_up = null;
    await all_in(fallback, showing);
    listeners.forEach((listener) => listener());
  };
  if (next === fallback) catch_up = null;
  listeners.forEach((listener) => listener());
}

function message(owner, key) {
  for (const each of [current, fallback]) {
    const text = texts.get(`${owner} ${each}`)?.[key];
    if (text === undefined) continue;
    const slot = `${owner} ${each} ${key}`;
    if (!formatted.has(slot)) formatted.set(slot, new IntlMessageFormat(text, each, undefined, { ignoreTag: true }));
    return formatted.get(slot);
  }
  catch_up?.();
  return null;
}

export const has_text = (owner, key) => message(owner, key) !== null;
export const t = (owner, key, values) => message(owner, key)?.format(values) ?? key;

// A title from a manifest: { en, de }.
export const title_of = (title) => title?.[current] ?? title?.[fallback] ?? '';

// What went wrong, in the viewer's language where the reason is known.
export function problem_text(error, owner = 'shell') {
  for (const each of [owner, 'shell']) {
    if (error.reason && has_text(each, `problem.${error.reason}`)) return t(each, `problem.${error.reason}`);
  }
  return error.message || t('shell', 'problem.internal');
}
