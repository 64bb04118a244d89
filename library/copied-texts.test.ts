// The texts that the dashboard copies work where they are pasted.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';

import { transformSync } from 'esbuild';

import {
  type CopiedJob,
  formatCurl,
  formatFetch,
  formatPlaywright,
  formatVitest,
} from '../mock-server/dashboard/job/copy-texts.ts';
import { type Mock, startMock } from './index.ts';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ frozen: true, now: '2026-05-06T14:25:42Z' });
});
afterAll(() => mock.stop());

/** A job in a separate world, as the page describes it. */
async function createCopied(as: 'link' | 'scenario'): Promise<CopiedJob> {
  const world = mock.world();
  const { id, scenario, size, category } = await world.jobs.add({ scenario: 'straight-through', size: 40 });
  await world.clock.until(id, 'in-progress');
  const response = await fetch(`${world.baseUrl}/enrichment/status/${id}/`, { headers: world.headers() });
  return {
    id,
    owner: 'alice',
    bearer: world.token(),
    mockUrl: mock.url,
    statusPath: `api/v1/enrichment/status/${id}/`,
    body: await response.text(),
    apiStatus: 'in-progress',
    nextStatus: 'completed',
    world:
      as === 'link'
        ? { kind: 'link', link: await world.link() }
        : { kind: 'scenario', scenario, size, category },
  };
}

test('curl gets the JSON that the page shows', async () => {
  const copied = await createCopied('link');
  const words = splitShellWords(formatCurl(copied));
  expect(words.slice(0, 3)).toEqual(['curl', '-s', '-H']);
  const [header = '', url = ''] = words.slice(3);
  const [name = '', value = ''] = header.split(': ');
  expect(await (await fetch(url, { headers: { [name]: value } })).text()).toBe(copied.body);
});

test('a token with quotes, spaces and backslashes is one word of the shell, and one literal of JavaScript', async () => {
  const odd = String.raw`it's "a" \ token` + '\u2028\n$HOME `x`';
  const copied = { ...(await createCopied('scenario')), bearer: odd };
  expect(splitShellWords(formatCurl(copied))[3]).toBe(`Authorization: Bearer ${odd}`);
  const sent: unknown[] = [];
  await run(formatFetch(copied), {
    fetch: async (url: string, init: unknown) => sent.push(url, init) && Response.json({}),
    console: { log: () => undefined },
  });
  expect(sent).toEqual([
    `${copied.mockUrl}/${copied.statusPath}`,
    { headers: { Authorization: `Bearer ${odd}` } },
  ]);
});

test('fetch prints the status and the JSON', async () => {
  const copied = await createCopied('link');
  const printed: unknown[] = [];
  await run(formatFetch(copied), {
    fetch,
    console: { log: (...values: unknown[]) => printed.push(...values) },
  });
  expect(printed).toEqual([200, JSON.parse(copied.body)]);
});

test.each(['link', 'scenario'] as const)('the Vitest test passes, with a world from a %s', async (as) => {
  const { tests, test: define } = createRunner();
  await run(formatVitest(await createCopied(as)), { startMock, expect, test: define });
  expect(tests.map(([name]) => name)).toEqual([expect.stringMatching(/^job [0-9a-f]{8}$/)]);
  for (const [, body] of tests) await body();
});

test('the Vitest test fails when the JSON is another', async () => {
  const { tests, test: define } = createRunner();
  const copied = await createCopied('link');
  const text = formatVitest({ ...copied, body: copied.body.replace('in-progress', 'paused') });
  await run(text, { startMock, expect, test: define });
  await expect(tests[0]?.[1]()).rejects.toThrow('paused');
});

test.each(['link', 'scenario'] as const)('the Playwright test passes, with a world from a %s', async (as) => {
  const world = mock.world();
  const visited: string[] = [];
  const fixtures = {
    world,
    page: { goto: async (url: string) => visited.push(url) },
    api: { get: (path: string) => fetch(`${world.baseUrl}/${path}`, { headers: world.headers() }) },
  };
  const { tests, test: define } = createRunner();
  await run(formatPlaywright(await createCopied(as)), { expect, test: define });
  for (const [, body] of tests) await body(fixtures);
  expect(visited).toEqual(['/']);
});

test('the tests compile strictly against the types of the package', async () => {
  const copied = await Promise.all((['link', 'scenario'] as const).map(createCopied));
  const files = copied.flatMap((one) => [formatVitest(one), formatPlaywright(one)]);
  expect(compile(files)).toBe('');
  expect(compile([files[0]?.replaceAll('world.clock.until', 'world.clock.untill') ?? ''])).toContain(
    'untill',
  );
});

/** Vitest is not installed here. */
const vitest = `declare module 'vitest' {
  export const test: (name: string, body: () => Promise<void>) => void;
  export const expect: (value: unknown) => { toEqual(value: unknown): void; toMatchObject(value: object): void };
}
`;

/** @returns what the compiler says about these modules */
function compile(files: readonly string[]): string {
  const folder = mkdtempSync(join('build', 'copied-texts-'));
  const paths = {
    'enrichment-sandbox': ['../../library/index.ts'],
    'enrichment-sandbox/playwright': ['../../library/playwright.ts'],
  };
  const compilerOptions = {
    noEmit: true,
    rootDir: '../..',
    lib: ['es2023', 'dom', 'esnext.disposable'],
    paths,
  };
  const include = ['*.ts', '../../tools/prepared.d.ts'];
  const config = { extends: '../../tsconfig.json', compilerOptions, include, exclude: [] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'vitest.d.ts'), vitest);
  for (const [index, text] of files.entries()) writeFileSync(join(folder, `copied-${index}.ts`), text);
  try {
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder], { encoding: 'utf8' });
    return '';
  } catch (error) {
    return String((error as { readonly stdout?: unknown }).stdout ?? error);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The functions that were given to `test`. */
function createRunner() {
  const tests: (readonly [name: string, body: (fixtures?: unknown) => Promise<void>])[] = [];
  const test = (name: string, body: (fixtures?: unknown) => Promise<void>) => tests.push([name, body]);
  return { tests, test: Object.assign(test, { use: () => undefined }) };
}

/** Runs a module without its imports: what it imports is given. */
async function run(text: string, given: Readonly<Record<string, unknown>>): Promise<void> {
  const imported = /^import \{ (.*) \} from .*;$/gm;
  const names = Array.from(text.matchAll(imported), ([, list = '']) => list.split(', ')).flat();
  expect(Object.keys(given)).toEqual(expect.arrayContaining(names));
  const body = `export const done = (async () => {${text.replaceAll(imported, '')}})();`;
  const { code } = transformSync(body, { loader: 'ts', format: 'cjs', target: 'node20' });
  const module = { exports: {} as { done?: Promise<void> } };
  const evaluate = compileFunction(code, ['module', ...Object.keys(given)]);
  evaluate(module, ...Object.values(given));
  await module.exports.done;
}

/** As a POSIX shell reads them: words, single quotes, and backslashes outside of quotes. */
function splitShellWords(text: string): readonly string[] {
  const words = text.match(/(?:'[^']*'|\\.|[^\s'\\])+/gs) ?? [];
  return words.map((word) => word.replaceAll(/'([^']*)'|\\(.)/gs, (_, quoted, escaped) => quoted ?? escaped));
}
