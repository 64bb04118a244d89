// Builds of an app that imports the devtools: which of them has the drawer.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { build, type BuildOptions } from 'esbuild';

const folder = mkdtempSync(join(tmpdir(), 'devtools-'));
beforeAll(() => {
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(resolve('.'), join(folder, 'node_modules/enrichment-sandbox'), 'junction');
  const code =
    "import { mountDevtools } from 'enrichment-sandbox/devtools';\nmountDevtools({ world: 'shop' });\n";
  writeFileSync(join(folder, 'app.js'), code);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Something that only the drawer has. */
const drawer = /attachShadow/;

async function hasDrawer(options: BuildOptions): Promise<boolean> {
  const { outputFiles = [] } = await build({
    entryPoints: [join(folder, 'app.js')],
    bundle: true,
    write: false,
    outdir: join(folder, 'out'),
    format: 'esm',
    ...options,
  });
  return outputFiles.some(({ text }) => drawer.test(text));
}

const production = { 'process.env.NODE_ENV': '"production"' };

test.each<readonly [string, boolean, BuildOptions]>([
  ['minified, which esbuild takes for production', false, { minify: true }],
  ['minified, in several files', false, { minify: true, splitting: true }],
  ['with NODE_ENV production', false, { define: production }],
  ['with NODE_ENV production, in several files', false, { define: production, splitting: true }],
  ['with NODE_ENV test', false, { define: { 'process.env.NODE_ENV': '"test"' } }],
  ['with the condition production, as of Vite and webpack', false, { conditions: ['production', 'module'] }],
  ['for Node', false, { platform: 'node' }],
  ['as CommonJS for Node', false, { platform: 'node', format: 'cjs' }],
  ['with the condition development, as of Vite and webpack', true, { conditions: ['development', 'module'] }],
  ['of esbuild in development', true, {}],
  ['of esbuild in development, in several files', true, { splitting: true }],
])('a build %s has the drawer: %s', async (_, want, options) => {
  expect(await hasDrawer(options)).toBe(want);
});

test('the drawer asks for no other file, and has no address but that of the mock', () => {
  const text = readFileSync('dist/devtools/drawer.js', 'utf8');
  expect(text).not.toMatch(/\bimport\s*[("']|\bfrom\s*"/);
  const addresses = new Set(text.match(/https?:\/\/[\w.:-]+/g));
  // And a prefix, in a sentence of the library.
  const servers = [...addresses].filter((one) => /\/\/\w/.test(one) && !one.startsWith('http://www.w3.org'));
  expect(servers).toEqual(['http://127.0.0.1:4010']);
});
