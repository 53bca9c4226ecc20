// node extract.mjs FOLDER: what a reader of docs/tutorial has typed by its end. A block whose first line is ```LANGUAGE FILE is that file; a
// file that appears again goes on where it ended. What did not change is not written, so that it is not built again.
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const pages = fileURLToPath(new URL('../../docs/tutorial/', import.meta.url));
const folder = process.argv[2];
if (!folder) throw new Error('node extract.mjs FOLDER');

const files = new Map();
for (const page of (await readdir(pages)).filter((name) => /^\d-.*\.md$/.test(name)).sort()) {
  const text = await readFile(join(pages, page), 'utf8');
  for (const [, name, block] of text.matchAll(/^```[a-z]+ (\S+)\n(.*?)^```$/gms)) {
    files.set(name, files.has(name) ? `${files.get(name)}\n${block}` : block);
  }
}
for (const [name, text] of files) {
  const path = join(folder, name);
  if (await readFile(path, 'utf8').catch(() => null) === text) continue;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
