// What holds for every source of the web side: words come from locales, one file calls fetch, one holds the EventSource, nothing
// is loaded from elsewhere, and no style or script stands where the Content-Security-Policy forbids it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { owners, past, root } from './sources.mjs';

const all = owners().flatMap(({ scripts }) => scripts);
const files_with = (pattern) => all.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

// The literal parts of every html`...` in a source, nested ones too, with expressions as a space.
function templates(text) {
  const found = [];
  for (const match of text.matchAll(/\bhtml`/g)) {
    const start = match.index + match[0].length;
    const end = past(text, start - 1) - 1;
    let literal = '';
    for (let index = start; index < end;) {
      if (text.startsWith('${', index)) {
        index = past(text, index + 1);
        literal += '\u0000';
      } else {
        literal += text[index];
        index += 1;
      }
    }
    found.push(literal);
  }
  return found;
}

const spoken = /\s(?:aria-label|aria-description|title|alt|placeholder|label)=("[^"]*[A-Za-z]{2}[^"]*"|[A-Za-z]{2}\w*)/g;

test('no words for people are written into templates', () => {
  const written = all.flatMap(({ path, text }) => templates(text).flatMap((literal) => {
    const words = literal.replace(/<[^>]*>/g, ' ').match(/\p{L}{2,}[^\u0000]*/gu) ?? [];
    return [...words, ...[...literal.matchAll(spoken)].map(([whole]) => whole)].map((each) => `${path}: ${each.trim()}`);
  }));
  assert.deepEqual(written, []);
});

// What a short message or a question says is a text too.
test('no words for people are written into calls', () => {
  const written = /\b(?:toast\(|(?:heading|text|confirm): )\s*(?:'[^']*'|`[^`$]*`)/;
  assert.deepEqual(files_with(written), []);
  assert.match("toast('Saved.')", written);
});

test('a template with words in it would be found', () => {
  assert.deepEqual(templates('html`<b>${x(`y`)}</b> Hello ${html`<i>you</i>`}`'), ['<b>\u0000</b> Hello \u0000', '<i>you</i>']);
});

// A colour as such, in style sheets or in the styles of an element.
const colour = /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(|:\s*(?:white|black|red|green|blue|gr[ae]y)\b/i;
const styles_in = (text) => [...text.matchAll(/\bcss`([^`]*)`/g)].map(([, css]) => css).join('\n');
const sheet = (name) => readFileSync(join(root, `host/web/styles/${name}.css`), 'utf8');

test('colours come from the tokens', () => {
  const sheets = ['document', 'shared'].map((name) => ({ path: `host/web/styles/${name}.css`, text: sheet(name) }));
  const styled = [...sheets, ...all.map(({ path, text }) => ({ path, text: styles_in(text) }))];
  assert.deepEqual(styled.filter(({ text }) => colour.test(text)).map(({ path }) => path), []);
  assert.match('a { color: #0b6b70; }', colour);
});

test('the tokens have the same colours in both themes', () => {
  const tokens = sheet('tokens');
  const names_in = (start) => [...tokens.slice(tokens.indexOf(start), tokens.indexOf('}', tokens.indexOf(start))).matchAll(/^\s*(--[\w-]+):/gm)].map(([, name]) => name);
  assert.ok(names_in('.wa-dark {').length > 20);
  assert.deepEqual(names_in('.wa-dark {'), names_in(':root, .wa-light {'));
});

test('every token that is asked for is there', () => {
  const sources = [...all.map(({ text }) => text), sheet('shared'), sheet('tokens')];
  const asked = new Set(sources.flatMap((text) => [...text.matchAll(/var\((--mortise-[\w-]+)\)/g)].map(([, name]) => name)));
  assert.deepEqual([...asked].filter((name) => !sheet('tokens').includes(`${name}:`)), []);
});

test('one file calls fetch', () => assert.deepEqual(files_with(/(?<![.\w])fetch\((?!\) \{)/), ['host/web/api.js']));

test('one file holds the EventSource', () => assert.deepEqual(files_with(/new EventSource/), ['host/web/event-stream.js']));

test('nothing comes from another host', () => assert.deepEqual(files_with(/["'`](https?:)?\/\/\w/), []));

test('no style attributes and no style elements in templates', () => {
  assert.deepEqual(all.filter(({ text }) => templates(text).some((literal) => /\sstyle=|<style/.test(literal))).map(({ path }) => path), []);
});

// An element that had its own `remove` could not be taken off the page: rendering calls it.
test('no element hides a method that its place in the page depends on', () => {
  const hidden = /^ {2}(?:async )?(?:remove|replaceWith|before|after|append|prepend|insertBefore|removeChild|setAttribute|removeAttribute)\(/m;
  assert.deepEqual(all.filter(({ text }) => text.includes('customElements.define') && hidden.test(text)).map(({ path }) => path), []);
});
