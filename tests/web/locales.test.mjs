// Texts: both languages have the same keys and take the same values, no key that code uses is missing, none is left over.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { arguments_at, locale, owners, root } from './sources.mjs';

const require = createRequire(join(root, 'host/web/package.json'));
const { IntlMessageFormat } = await import(pathToFileURL(require.resolve('intl-messageformat')));

const literals = (source) => [...source.matchAll(/'((?:[^'\\\n]|\\.)*)'/g)].map(([, text]) => text);

// Keys that an argument can be: literals as they are, and templates as patterns.
function keys_in(argument) {
  const patterns = [...argument.matchAll(/`([^`]*)`/g)].map(([, text]) =>
    new RegExp(`^${text.split(/\$\{[^}]*\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')).join('.+')}$`));
  const compared = /[=!]==?\s*'[^']*'/g;   // in `order === 'x' ? 'a' : 'b'` the 'x' is no key
  return { keys: literals(argument.replace(compared, '').replace(/`[^`]*`/g, '')), patterns };
}

function uses(owner, scripts) {
  const found = { keys: [], patterns: [] };
  for (const { path, text } of scripts) {
    for (const match of text.matchAll(/(this\.|(?<![.\w]))t\(/g)) {
      const list = arguments_at(text, match.index + match[0].length - 1);
      const own = match[1] === 'this.';
      if (!own && list[0]?.startsWith("'") && list[0] !== `'${owner}'`) continue;
      const { keys, patterns } = keys_in((own ? list[0] : list[1]) ?? '');
      found.keys.push(...keys.map((key) => ({ key, path, certain: own || list[0] === `'${owner}'` })));
      found.patterns.push(...patterns);
    }
  }
  return found;
}

// The shell asks for these by itself, of any owner.
const asked_by_shell = [/^label$/, /^problem\./, /^reason\./];

function argument_names(message) {
  const names = new Set();
  const walk = (parts) => parts.forEach((part) => {
    if (part.type !== 0 && part.type !== 7) names.add(part.value);
    Object.values(part.options ?? {}).forEach((option) => walk(option.value));
  });
  walk(IntlMessageFormat.__parse(message, { ignoreTag: true }));
  return [...names].sort();
}

for (const { owner, locales, scripts } of owners()) {
  const english = locale(locales, 'en');
  const german = locale(locales, 'de');

  test(`${owner}: English and German have the same keys`, () => {
    assert.deepEqual(Object.keys(german).sort(), Object.keys(english).sort());
  });

  test(`${owner}: a message takes the same values in both languages`, () => {
    for (const key of Object.keys(english)) assert.deepEqual(argument_names(german[key]), argument_names(english[key]), key);
  });

  test(`${owner}: every key that code asks for is there`, () => {
    const missing = uses(owner, scripts).keys.filter(({ key, certain }) => certain && !(key in english));
    assert.deepEqual(missing, []);
  });

  test(`${owner}: every key is asked for`, () => {
    const { patterns } = uses(owner, scripts);
    const quoted = new Set(scripts.flatMap(({ text }) => literals(text)));
    const unused = Object.keys(english).filter((key) => !quoted.has(key) && ![...patterns, ...asked_by_shell].some((pattern) => pattern.test(key)));
    assert.deepEqual(unused, []);
  });
}
