// The reference pages of the SDK: what is committed is what the headers say, and a header that leaves something out is refused.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { face_page } from '../../sdk/reference/faces.mjs';
import { all_pages, target } from '../../sdk/reference/generate.mjs';
import { facts_of, lacks } from '../../sdk/reference/pages.mjs';

const pages = all_pages();

test('no page is there that no header makes', () => {
  const committed = [...readdirSync(target), ...readdirSync(join(target, 'cpp')).map((name) => `cpp/${name}`)].filter((name) => name.endsWith('.md'));
  assert.deepEqual(committed.sort(), Object.keys(pages).sort());
});
for (const [name, text] of Object.entries(pages)) {
  test(`${name} is what the headers say; else run ./dev docs`, () => assert.equal(readFileSync(join(target, name), 'utf8'), text));
}

test('a comment is taken apart', () => {
  const facts = facts_of('Finds one. The text is the host\'s, and valid until handle() returns. Refuses MORTISE_E_LIMIT beyond 7; MORTISE_E_INVALID for none. [call]');
  assert.deepEqual(facts, {
    tag: 'call',
    promise: 'Finds one.',
    memory: "The text is the host's, and valid until handle() returns.",
    statuses: [{ name: 'MORTISE_E_LIMIT', when: 'beyond 7' }, { name: 'MORTISE_E_INVALID', when: 'for none' }],
    never_fails: false,
  });
});

const incomplete = {
  'its threads': ['Does it. Does not fail.', 'mortise_status', /does not end with its threads/],
  'its threads in words that mean something': ['Does it. Does not fail. [anyone]', 'mortise_status', /does not end with its threads/],
  'how it fails': ['Does it. [any]', 'mortise_status', /says neither "Refuses MORTISE_E_\.\.\." nor "Does not fail\."/],
  anything: ['', 'mortise_status', /does not end with its threads/],
};
for (const [what, [comment, result, complaint]] of Object.entries(incomplete)) {
  test(`a function that does not say ${what} is refused`, () => {
    assert.match(lacks({ name: 'mortise_things_v1' }, { name: 'do_it', comment, result }).join('\n'), complaint);
  });
}
test('a function that says all is taken', () => {
  assert.deepEqual(lacks({ name: 'mortise_things_v1' }, { name: 'do_it', comment: 'Does it. Refuses MORTISE_E_LIMIT beyond 7. [any]', result: 'mortise_status' }), []);
});

test('of a C++ header remains what an author may use', () => {
  const page = face_page('things', `// Things.
//
//     Thing thing{7};
#pragma once

namespace mortise::inline v1_0 {

namespace internal {
inline int hidden() { return 1; }
}

enum class Kind : std::uint32_t { one, two };

class Broken : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// One of them.
class Thing {
public:
    // Takes \`size\`; "}" does not end it.
    explicit Thing(int size) noexcept : size_{size}, name_{"}"} {}
    template <class T>
    T as() const { return T{size_}; }
    int size() const noexcept { return size_; }   // in bytes

private:
    int secret() const { return 2; }
    int size_;
};

inline int Thing::later() const { return 7; }

}  // namespace mortise::inline v1_0
`, undefined);
  assert.equal(page.slice(page.indexOf('# ')), `# mortise/things.hpp

Things.

\`\`\`cpp
Thing thing{7};
\`\`\`

\`\`\`cpp
enum class Kind : std::uint32_t { one, two };
\`\`\`

\`\`\`cpp
class Broken : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};
\`\`\`

\`\`\`cpp
// One of them.
class Thing {
public:
    // Takes \`size\`; "}" does not end it.
    explicit Thing(int size) noexcept;
    template <class T>
    T as() const;
    int size() const noexcept;   // in bytes
};
\`\`\`
`);
});
