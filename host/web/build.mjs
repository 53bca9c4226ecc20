// Bundles the shell once, for every browser: node build.mjs [output folder].
//
// The folder gets index.html, assets/name.<hash>.{js,css,svg} with .gz and .br beside each file, csp.txt (the value of the
// Content-Security-Policy header that fits this index.html) and manifest.json (what was built). `lit` and `@mortise/shell` are
// modules of their own that the import map names, so that plugins' modules, which are served as they are, share them.
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { sprite } from './icons-sprite.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(here, '../../build/release/web'));
const assets = join(output, 'assets');

// What a plugin's module may import by name.
const shared = {
  'lit': 'lit',
  'lit/directives/class-map.js': 'lit/directives/class-map.js',
  'lit/directives/if-defined.js': 'lit/directives/if-defined.js',
  'lit/directives/live.js': 'lit/directives/live.js',
  'lit/directives/repeat.js': 'lit/directives/repeat.js',
  '@mortise/shell': './shell.js',
};
const entry_name = (specifier) => specifier.replace(/^@/, '').replace(/\.js$/, '').replaceAll('/', '-');

const common = {
  absWorkingDir: here,
  bundle: true,
  format: 'esm',
  target: ['es2022'],
  minify: true,
  legalComments: 'external',
  outdir: assets,
  metafile: true,
  logLevel: 'warning',
};

const hash_of = (bytes) => createHash('sha256').update(bytes).digest('hex').slice(0, 8).toUpperCase();
const outputs_of = (result) =>
  Object.entries(result.metafile.outputs).map(([file, about]) => ({ name: relative(assets, resolve(here, file)), about }));
const output_named = (result, entry) =>
  outputs_of(result).find(({ about }) => about.entryPoint && resolve(here, about.entryPoint) === resolve(here, entry))?.name;

async function build_icons() {
  const text = sprite();
  const name = `icons.${hash_of(text)}.svg`;
  await writeFile(join(assets, name), text);
  return name;
}

async function build_worker() {
  const result = await build({ ...common, entryPoints: { 'events-worker': 'events-worker.js' }, entryNames: '[name].[hash]' });
  return outputs_of(result)[0].name;
}

async function build_shell(worker, icons) {
  const entryPoints = { app: 'main.js', style: 'styles/document.css' };
  for (const [specifier, source] of Object.entries(shared)) entryPoints[entry_name(specifier)] = source;
  return build({
    ...common,
    entryPoints,
    entryNames: '[name].[hash]',
    chunkNames: 'part.[hash]',
    splitting: true,
    loader: { '.css': 'css' },
    plugins: [css_as_text],
    define: {
      EVENTS_WORKER: JSON.stringify(`/assets/${worker}`),
      ICON_SPRITE: JSON.stringify(`/assets/${icons}`),
    },
  });
}

// `import css from './x.css?text'`: minified style text for a constructed style sheet.
const css_as_text = {
  name: 'css-as-text',
  setup(plugin) {
    plugin.onResolve({ filter: /\.css\?text$/ }, ({ path, resolveDir }) => ({
      path: resolve(resolveDir, path.replace(/\?text$/, '')),
      namespace: 'css-text',
    }));
    plugin.onLoad({ filter: /.*/, namespace: 'css-text' }, async ({ path }) => {
      const { outputFiles } = await build({ entryPoints: [path], bundle: true, minify: true, write: false });
      return { contents: outputFiles[0].text, loader: 'text', watchFiles: [path] };
    });
  },
};

const content_security_policy = (inline) =>
  [
    "default-src 'self'",
    `script-src 'self' 'sha256-${createHash('sha256').update(inline).digest('base64')}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ].join('; ');

// Everything that an entry loads without asking, in one round trip.
function parts_of(result, name, seen = new Set()) {
  const about = outputs_of(result).find((each) => each.name === name)?.about;
  for (const { path, kind } of about?.imports ?? []) {
    const part = relative(assets, resolve(here, path));
    if (kind !== 'import-statement' || seen.has(part)) continue;
    seen.add(part);
    parts_of(result, part, seen);
  }
  return seen;
}

async function write_page(result) {
  const by_entry = Object.fromEntries(
    outputs_of(result).filter(({ about }) => about.entryPoint).map(({ name }) => [name.split('.')[0], name]));
  const imports = Object.fromEntries(Object.keys(shared).map((each) => [each, `/assets/${by_entry[entry_name(each)]}`]));
  const import_map = JSON.stringify({ imports });
  const first = new Set([...parts_of(result, by_entry.app), ...Object.keys(shared).map((each) => by_entry[entry_name(each)])]);
  const preload = [...first].map((part) => `<link rel="modulepreload" href="/assets/${part}">`);
  const template = await readFile(join(here, 'index.html'), 'utf8');
  const page = template
    .replace('<!-- import map -->', () => `<script type="importmap">${import_map}</script>`)
    .replace('<!-- preload -->', () => preload.join('\n  '))
    .replace('style.css', `/assets/${by_entry.style}`)
    .replace('app.js', `/assets/${by_entry.app}`);
  await writeFile(join(output, 'index.html'), page);
  const policy = content_security_policy(import_map);
  await writeFile(join(output, 'csp.txt'), policy);
  return { imports, policy, first: [by_entry.app, by_entry.style, ...first] };
}

async function compress() {
  const sizes = {};
  const files = [join(output, 'index.html'), ...(await readdir(assets)).map((name) => join(assets, name))];
  for (const file of files) {
    const bytes = await readFile(file);
    const brotli = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    await writeFile(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    await writeFile(`${file}.br`, brotli);
    sizes[relative(output, file)] = { bytes: bytes.length, brotli: brotli.length };
  }
  return sizes;
}

await rm(output, { recursive: true, force: true });
await mkdir(assets, { recursive: true });
const result = await build_shell(await build_worker(), await build_icons());
const { imports, policy, first } = await write_page(result);
const files = await compress();
await writeFile(join(output, 'manifest.json'), `${JSON.stringify({ imports, contentSecurityPolicy: policy, files }, null, 2)}\n`);

const first_load = first.reduce((sum, name) => sum + files[join('assets', name)].brotli, files['index.html'].brotli);
console.log(`web: ${Object.keys(files).length} files in ${relative(process.cwd(), output) || '.'}; first load ${(first_load / 1000).toFixed(1)} kB compressed`);
