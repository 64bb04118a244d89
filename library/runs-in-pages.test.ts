// The bundles for pages use nothing that only Node has: checked in their source, and run without Node's
// globals.
import { createContext, runInContext } from 'node:vm';

import * as esbuild from 'esbuild';

import { forPages } from '../tools/bundle.mjs';

const kilobyte = 1000;

const built = esbuild.build({ ...forPages, write: false, outdir: 'build/pages' });

/** The files that an entry of the package loads at its start and, with `later`, on first use. */
async function listFiles(entry: string, later: boolean) {
  const { outputs } = (await built).metafile;
  const others = new Set<string>();
  const paths = new Set(Object.keys(outputs).filter((path) => path.endsWith(`/${entry}.js`)));
  // Iterating over a set includes entries that are added on the way.
  for (const path of paths) {
    for (const { path: imported, kind, external } of outputs[path]?.imports ?? []) {
      if (external === true) others.add(imported);
      else if (later || kind !== 'dynamic-import') paths.add(imported);
    }
  }
  return {
    others: [...others],
    bytes: [...paths].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0),
  };
}

test('the bundles for pages and workers import nothing but MSW', async () => {
  expect((await listFiles('engine', true)).others).toEqual([]);
  expect((await listFiles('msw', true)).others).toEqual(['msw']);
});

test('a page loads little before its first request', async () => {
  expect((await listFiles('msw', false)).bytes).toBeLessThan(450 * kilobyte);
  expect((await listFiles('msw', true)).bytes).toBeLessThan(675 * kilobyte);
});

/** What pages and service workers have, and nothing of Node. */
const web = {
  AbortController,
  Blob,
  clearTimeout,
  console,
  Headers,
  ReadableStream,
  Request,
  Response,
  setTimeout,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
};

const questions = `
(async () => {
  const mock = sandbox.createMock({ now: '2026-05-06T14:25:42Z', frozen: true });
  const ask = async (path, init = {}) => {
    const headers = { Authorization: 'Bearer alice-token', ...init.headers };
    return mock.fetch(new Request('https://api.example' + path, { ...init, headers }));
  };
  const submit = (type, body) =>
    ask('/api/v1/enrichment/submit/', { method: 'POST', headers: { 'Content-Type': type }, body });
  const csv = 'first_name;company_name\\r\\nZo\\u00eb;M\\u00fcller';
  const form = '--b\\r\\nContent-Disposition: form-data; name="file"; filename="a.csv"\\r\\n\\r\\n' + csv + '\\r\\n--b--\\r\\n';
  const submitted = await submit('multipart/form-data; boundary=b', form);
  const { job_id } = await submitted.json();
  const broken = await submit('multipart/form-data; boundary=b', form.replace(csv, 'PK\\u0003\\u0004'));
  const moved = await ask('/__mock__/api/worlds/default/clock', { method: 'POST', body: 'advance=1h' });
  const list = await (await ask('/api/v1/enrichment/status/')).json();
  const page = await (await ask('/api/v1/enrichment/result/' + job_id + '/')).json();
  const file = await (await ask('/api/v1/enrichment/result/' + job_id + '/?report_type=csv')).text();
  return JSON.stringify({
    submitted: submitted.status,
    broken: broken.status,
    moved: moved.status,
    newest: list[0].status,
    found: page.data[0].imported_company_name,
    lines: file.trim().split('\\r\\n').length,
  });
})()`;

test.each<[string, object]>([
  ['and no message channel', {}],
  // Playwright's clock is frozen until a test moves it, and no timer of the page fires meanwhile.
  ['in a page with a frozen clock', { MessageChannel, setTimeout: () => 0 }],
])('the mock responds without Buffer, process and require, %s', async (_, more) => {
  const { splitting: __, ...whole } = forPages;
  const entryPoints = ['library/embedded-mock.ts'];
  const { outputFiles } = await esbuild.build({
    ...whole,
    entryPoints,
    write: false,
    format: 'iife',
    globalName: 'sandbox',
  });
  const context = createContext({ ...web, ...more });
  runInContext(outputFiles[0]?.text ?? '', context);
  expect(runInContext('typeof Buffer + typeof process + typeof require', context)).toBe(
    'undefined'.repeat(3),
  );
  const answers = (await runInContext(questions, context)) as string;
  expect(JSON.parse(answers)).toEqual({
    submitted: 201,
    broken: 400,
    moved: 200,
    newest: 'completed',
    found: 'Müller',
    lines: 2,
  });
});
