// The pages of docs/reference/sdk/cpp: what the headers of the C++ face declare for authors, with their comments. Bodies, private
// members and namespace `internal` are left out. Reads the style of these headers, and no C++ beyond it.

// The index just past the bracket that closes the one at `at`.
function past(text, at) {
  const close = { '{': '}', '(': ')' }[text[at]];
  for (let index = at + 1; index < text.length; index += 1) {
    const two = text.slice(index, index + 2);
    if (two === '//') index = text.indexOf('\n', index);
    else if (text.startsWith('R"', index)) index = text.indexOf(')"', index) + 1;
    else if (text[index] === '"' || (text[index] === "'" && !/\w/.test(text[index - 1]))) {
      for (const quote = text[index++]; text[index] !== quote; index += 1) if (text[index] === '\\') index += 1;
    } else if (text[index] === '{' || text[index] === '(') index = past(text, index) - 1;
    else if (text[index] === close) return index + 1;
  }
  throw new Error(`a bracket is not closed: ${text.slice(at, at + 60)}`);
}

// Splits the inside of a namespace or class into { comment, head, body, tail }: a declaration up to its `;`, or with its braces.
function statements(text) {
  const found = [];
  for (let at = 0, comment = ''; at < text.length;) {
    const blank = /^(\s*\n|\s+)/.exec(text.slice(at));
    if (blank) {
      if (/\n\s*\n/.test(blank[0])) comment = '';
      at += blank[0].length;
      continue;
    }
    const line = /^[^\n]*/.exec(text.slice(at))[0];
    if (line.startsWith('//')) { comment += `${line}\n`; at += line.length; continue; }
    if (line.startsWith('#')) {
      const directive = /^(?:[^\n]*\\\n)*[^\n]*/.exec(text.slice(at))[0];
      at += directive.length;
      comment = '';
      continue;
    }
    const access = /^(public|private|protected):/.exec(line);
    if (access) { found.push({ access: access[1] }); at += access[0].length; comment = ''; continue; }
    const start = at;
    const column = start - (text.lastIndexOf('\n', start - 1) + 1);
    let body = null;
    let head_end = null;
    for (; at < text.length && text[at] !== ';'; at += 1) {
      if (text[at] === '(') at = past(text, at) - 1;
      else if (text[at] === '{') {
        head_end ??= at;
        const end = past(text, at);
        body = text.slice(at + 1, end - 1);
        at = end - 1;
        const next = /^\s*(.)/.exec(text.slice(end))?.[1];
        if (next !== ',' && next !== '{' && next !== ';') { at = end; break; }
      }
    }
    const ended = text[at] === ';';
    const behind = /^;?[ \t]*(\/\/[^\n]*)?/.exec(text.slice(at));
    const levelled = (end) => text.slice(start, end).trim().replace(new RegExp(`^ {1,${column || 1}}`, 'gm'), (spaces) => (column ? '' : spaces));
    found.push({ comment, head: levelled(head_end ?? at), body, whole: levelled(at), ended, behind: behind[1] ?? '' });
    at += behind[0].length;
    comment = '';
  }
  return found;
}

const is_type = (head) => /^(template <[^>]*>\s*)?(struct|class)\s/.test(head);
const without_initialisers = (head) => head.replace(/\)((?:\s*(?:const|noexcept|override))*)\s*:\s[\s\S]*$/, ')$1');
const indented = (text, by) => text.split('\n').map((line) => (line ? ' '.repeat(by) + line : line)).join('\n');
// What an author sees of one statement; empty for what is not theirs.
function shown({ comment, head, body, whole, ended, behind }) {
  const note = behind ? `   ${behind}` : '';
  if (/^(friend|static_assert|namespace|inline namespace)\b/.test(head) || /\binternal\b/.test(head.split('(')[0])) return '';
  if (/^[^(]*\w::\w+\(/.test(head)) return '';   // defined where it was declared before
  if (/^enum/.test(head)) return `${comment}${whole};${note}`;
  if (is_type(head) && body !== null) {
    const inside = members(body, /(^|\s)class\s/.test(head.replace(/^template <[^>]*>/, '')) ? 'private' : 'public');
    const access = /(^|\s)class\s/.test(head.replace(/^template <[^>]*>/, '')) ? 'public:\n' : '';
    return `${comment}${head} {\n${access}${inside.map((member) => indented(member, 4)).join('\n')}\n};`;
  }
  if (head.includes('(') && body !== null) return `${comment}${without_initialisers(head)};${note}`;
  return ended || body !== null ? `${comment}${body === null || !head.includes('=') ? whole : head};${note}` : '';
}

function members(text, at_first) {
  let access = at_first;
  const list = [];
  for (const statement of statements(text)) {
    if (statement.access) access = statement.access;
    else if (access === 'public') list.push(shown(statement));
  }
  return list.filter((member) => member && !/= delete;|^explicit \w+\(const mortise_|operator=\(/.test(member.replace(/\/\/.*\n/g, '')));
}

// Headers and what has angle brackets, as code.
const in_prose = (part) => part.replace(/\n/g, ' ').split(/(`[^`]*`)/).map((text, index) => (index % 2 ? text : text.replace(/\S*<[\w./]+>/g, '`$&`'))).join('');

// The opening comment as Markdown: what is indented in it is code.
function opening_of(text) {
  const lines = /^(?:\/\/[^\n]*\n)+/.exec(text)[0].trimEnd().split('\n').map((line) => line.replace(/^\/\/ ?/, ''));
  const parts = lines.join('\n').split(/\n\n(?=\S)|(?<=^\S[^\n]*)\n\n(?= {4})/m);
  return parts.map((part) => (/^ {4}/.test(part) ? `\`\`\`cpp\n${part.replace(/^ {4}/gm, '')}\n\`\`\`` : in_prose(part))).join('\n\n');
}

export function face_page(name, text, extension) {
  const opening = opening_of(text);
  const namespaces = [...text.matchAll(/^namespace mortise::inline v\d+_\d+ \{$/gm)];
  const declared = namespaces.flatMap((found) => {
    const at = found.index + found[0].length - 1;
    return statements(text.slice(at + 1, past(text, at) - 1)).map(shown).filter(Boolean);
  });
  const macros = [...text.matchAll(/^#define (MORTISE_PLUGIN\(\w+\))/gm)].map(([, macro]) => macro);
  const code = [...declared, ...macros].map((declaration) => `\`\`\`cpp\n${declaration}\n\`\`\``).join('\n\n');
  const beside = extension ? `\n\nIts functions, with their errors: [mortise.${extension}/1](../${extension}.md).` : '';
  return `<!-- Made of [\`mortise/${name}.hpp\`](../../../../sdk/include/mortise/${name}.hpp) by \`./dev docs\`; change that, not this. -->
# mortise/${name}.hpp

${opening}${beside}${code ? `\n\n${code}` : ''}
`;
}
