// The bundles for pages use nothing that only Node has: checked in their source, and run without Node's
// globals.
import { isBuiltin } from 'node:module';
import { createContext, runInContext } from 'node:vm';

import * as esbuild from 'esbuild';

import { forPages } from '../tools/bundle.mjs';

const kilobyte = 1000;

const files = esbuild.build({ ...forPages, write: false, outdir: 'build/pages' }).then(({ metafile }) =>
  Object.entries(metafile.outputs).map(([path, { bytes, imports }]) => ({
    path,
    bytes,
    others: imports.filter(({ external }) => external).map(({ path: name }) => name),
  })),
);

test('the bundle for pages imports nothing but MSW', async () => {
  const others = (await files).flatMap((file) => file.others);
  expect(others.filter(isBuiltin)).toEqual([]);
  expect([...new Set(others)]).toEqual(['msw']);
});

test('a page loads little before its first request', async () => {
  const first = (await files).find(({ path }) => path.endsWith('/msw.js'));
  expect(first?.bytes).toBeLessThan(400 * kilobyte);
  expect((await files).reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(1800 * kilobyte);
});

/** What pages and service workers have, and nothing of Node. */
const web = {
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
  const mock = sandbox.createInPageMock({ now: '2026-05-06T14:25:42Z', frozen: true });
  const ask = async (path, init = {}) => {
    const headers = { Authorization: 'Bearer alice-token', ...init.headers };
    return mock.answer(new Request('https://api.example' + path, { ...init, headers }));
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
  const entryPoints = ['library/in-page.ts'];
  const built = await esbuild.build({
    ...whole,
    entryPoints,
    write: false,
    format: 'iife',
    globalName: 'sandbox',
  });
  const context = createContext({ ...web, ...more });
  runInContext(built.outputFiles[0]?.text ?? '', context);
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
