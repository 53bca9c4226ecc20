// The pages of docs/reference/sdk about the C headers, made of what read_headers() found: one a header.

const threads = {
  control: 'serialised per module: create, start, stop and destroy never overlap',
  worker: 'any, many at once',
  call: 'only the thread that runs the `handle` or `on_event` which the call belongs to, until that returns',
  any: 'any, at any time between `create` and `destroy`',
};

const about_memory = /(valid until|is the caller's|the host's, and|May keep host)/;

// Identifiers as code, and every line one paragraph.
export function prose(text) {
  return text.replace(/\s+/g, ' ').split(/(`[^`]*`)/).map((part, index) => (index % 2 ? part
    : part.replace(/((?:\w+->|\*)?\b(?:[a-zA-Z]\w*_\w*(?:<\w+>|\.\w+)?(?:\(\))?|handle\(\))|\w+->\w+|\*[a-z]\w*|\{\w+\}|<mortise\/[^>]+>)/g, '`$1`'))).join('');
}

// A comment's parts: what it promises, what it says of memory, the statuses that it names, and its threads.
export function facts_of(comment) {
  const tag = /\[(\w+)\]$/.exec(comment)?.[1];
  const text = comment.replace(/\s*\[\w+\]$/, '').replace(/\s+/g, ' ');
  const refusal = /\s*\bRefuses (MORTISE_E_.*?)\.(?=\s[A-Z]|$)/.exec(text);
  const kept = refusal ? text.replace(refusal[0], '') : text;
  const sentences = kept.split(/(?<=\.)\s+(?=[A-Z])/);
  const clauses = refusal ? refusal[1].split(/;\s+|,? and (?=MORTISE_E_)/) : [];
  return {
    tag,
    promise: [sentences[0], ...sentences.slice(1).filter((sentence) => !about_memory.test(sentence))].join(' '),
    memory: sentences.slice(1).filter((sentence) => about_memory.test(sentence)).join(' '),
    statuses: clauses.map((clause) => { const [, name, when] = /^(MORTISE_E_\w+),? (.*)$/.exec(clause); return { name, when }; }),
    never_fails: /Does not fail\./.test(kept),
  };
}

// A function of the host or the plugin must say how it may be called, and how it fails.
export function lacks(struct, member) {
  const facts = facts_of(member.comment);
  const where = `${struct.name}.${member.name}`;
  if (!threads[facts.tag]) return [`${where} does not end with its threads: [control], [worker], [call] or [any]`];
  const of_plugin = struct.name === 'mortise_module';
  const says = facts.statuses.length || facts.never_fails || of_plugin || member.result.includes('*');
  return says ? [] : [`${where} says neither "Refuses MORTISE_E_..." nor "Does not fail."`];
}

function signature(member) {
  const begin = `${member.result}${member.result.endsWith('*') ? '' : ' '}(*${member.name})(`;
  const line = `${begin}${member.parameters});`;
  if (line.length <= 100) return line;
  const indent = ' '.repeat(begin.length);
  const rows = [''];
  for (const parameter of member.parameters.split(', ')) {
    const row = rows.at(-1);
    if (row && (indent + row + parameter).length > 98) rows.push(parameter);
    else rows[rows.length - 1] = row ? `${row}, ${parameter}` : parameter;
  }
  return `${begin}${rows.join(`,\n${indent}`)});`;
}

function function_section(struct, member, level) {
  const facts = facts_of(member.comment);
  const of_plugin = struct.name === 'mortise_module';
  const takes = !/^void \*\w+$/.test(member.parameters);
  const usual = of_plugin ? "What is passed in is the host's, and valid until it returns." : 'What is passed in is copied before it returns.';
  const memory = facts.memory ? `* **Memory**: ${prose(facts.memory)}\n` : takes ? `* **Memory**: ${usual}\n` : '';
  const own = facts.statuses.map(({ name, when }) => `  * \`${name}\`: ${prose(when)}`);
  const shared = of_plugin ? null : facts.tag === 'call' ? 'those of [every function that takes a call](v1.md#conventions)' : 'those of [every function](v1.md#conventions)';
  const status = member.result === 'mortise_status';
  const failures = facts.never_fails ? ['* **Errors**: none'] : !status ? [] : of_plugin ? []
    : [`* **Errors**: ${shared}${own.length ? ', and' : ''}`, ...own];
  return `${'#'.repeat(level)} ${member.name}

\`\`\`c
${signature(member)}
\`\`\`

${prose(facts.promise)}

* **Threads**: ${threads[facts.tag]} \`[${facts.tag}]\`
${memory}${failures.join('\n')}`.trimEnd();
}

const type_of = (member) => (member.kind === 'function' ? 'function' : member.text.slice(0, member.text.lastIndexOf(member.name)).trim());
const escaped = (text) => text.replace(/\|/g, '\\|');

function struct_section(struct, level) {
  const values = struct.members.filter(({ kind }) => kind !== 'function');
  const functions = struct.members.filter(({ kind }) => kind === 'function');
  const is_table = struct.name.endsWith('_v1');
  const rows = values.map((member) => `| \`${member.name}\` | \`${escaped(type_of(member))}\` | ${escaped(prose(member.comment))} |`);
  const parts = [];
  if (!is_table) parts.push(`${'#'.repeat(level)} ${struct.name}`);
  if (struct.comment && !/^----/.test(struct.comment)) parts.push(prose(struct.comment));
  if (!is_table) parts.push(`| member | type | |\n|---|---|---|\n${rows.join('\n')}`);
  parts.push(...functions.map((member) => function_section(struct, member, level + 1)));
  return parts.join('\n\n');
}

function paragraphs(about) {
  return about.split('\n\n').map((paragraph) => {
    const bullets = paragraph.split(/\n\s*- /);
    return bullets.length === 1 ? prose(paragraph) : [prose(bullets[0]), '', ...bullets.slice(1).map((bullet) => `* ${prose(bullet)}`)].join('\n');
  }).join('\n\n');
}

const made = (from) => `<!-- Made of ${from} by \`./dev docs\`; change that, not this. -->`;

function number_table(defines) {
  return ['| | value | |', '|---|---|---|', ...defines.map(({ name, value, comment }) => `| \`${name}\` | ${value.replace(/u$/, '')} | ${prose(comment)} |`)].join('\n');
}

// v1.h: what every plugin has to do with.
export function boundary_page(header) {
  const [opening, ...rest] = header.about.split(/\n\n(?=Conventions)/);
  const numbers = header.defines.filter(({ value }) => /^\d/.test(value));
  const is_status = ({ name }) => name === 'MORTISE_OK' || name.startsWith('MORTISE_E_');
  const conventions = paragraphs(rest.join('\n\n')).replace(/^Conventions, stated once:\n\n/, '');
  return `${made('[`mortise/abi/v1.h`](../../../sdk/include/mortise/abi/v1.h)')}
# mortise/abi/v1.h

${paragraphs(opening).replace(/^./, (first) => first.toUpperCase())}

## Conventions

${conventions}

## Statuses

${number_table(numbers.filter(is_status))}

## Numbers

${number_table(numbers.filter((define) => !is_status(define)))}

## Structs

${header.structs.map((struct) => struct_section(struct, 3)).join('\n\n')}
`;
}

// One extension. `face`: the C++ header that has it, where there is one. `granted`: only with the operator's consent.
export function extension_page(header, { face, granted }) {
  const id = header.defines.find(({ name }) => name.startsWith('MORTISE_EXT_')).value.replace(/"/g, '');
  const table = header.structs.find(({ name }) => name.endsWith('_v1'));
  const others = header.structs.filter((struct) => struct !== table);
  const grant = granted ? `, and to be granted: \`grants: [${id.slice(8, -2)}]\`` : '';
  const cpp = face ? ` In C++: [\`<mortise/${face}.hpp>\`](cpp/${face}.md).` : '';
  return `${made(`[\`mortise/abi/${header.file}\`](../../../sdk/include/mortise/abi/${header.file})`)}
# ${id}

${paragraphs(header.about)}

Its table is \`${table.name}\`, of \`<mortise/abi/${header.file}>\`. To be named under \`extensions\` in the manifest${grant}.${cpp}

## Functions

${struct_section(table, 2)}
${others.length ? `\n## Structs\n\n${others.map((struct) => struct_section(struct, 3)).join('\n\n')}\n` : ''}`;
}
