// What the pages say, from the same files that they take it from: words('de')('shell', 'user.menu', { name: 'Mia' }).
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = (owner) => (owner === 'shell' ? 'host/web/locales' : `plugins/${owner}/locales`);

export function words(language) {
  const read = new Map();
  return (owner, key, values = {}) => {
    if (!read.has(owner)) read.set(owner, JSON.parse(readFileSync(`${root}${folder(owner)}/${language}.json`, 'utf8')));
    const text = read.get(owner)[key];
    if (text === undefined) throw new Error(`${owner} has no ${key}`);
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  };
}
