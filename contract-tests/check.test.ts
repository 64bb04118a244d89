import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Surroundings } from '../command-line/command.ts';
import { contractCommand, type OwnTarget, type Parts } from './check.ts';
import type { Judge } from './clause.ts';
import { contract } from './contract.ts';
import { presentedAs } from './presented.ts';
import { job } from './testing/exchanges.ts';
import { canaries, forbidden, hostile } from './testing/hostile.ts';
import { serve, stopAll } from './testing/serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'contract-check-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(stopAll);

const json = { 'Content-Type': 'application/json' };
const unhurried = new Promise<void>(() => undefined);

const neverStarted: Parts['startTarget'] = () => Promise.reject(new Error('A mock was started.'));

/** Runs the command inside the test, with everything that it says. */
async function run(
  args: readonly string[],
  env: Surroundings['env'],
  parts: Partial<Parts> & { stopAsked?: Promise<void> } = {},
) {
  const said = {
    printed: [] as string[],
    complained: [] as string[],
    told: [] as string[],
    presented: [] as unknown[],
  };
  const { startTarget = neverStarted, stopAsked = unhurried, ...others } = parts;
  const present: Parts['present'] = async (verdicts, evidence, strict) => {
    const results = verdicts.map((verdict) => presentedAs(verdict, evidence, strict));
    said.presented.push(...results);
    const count = (wanted: string) => results.filter(({ result }) => result === wanted).length;
    return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
  };
  const ended = contractCommand(startTarget, { present, ...others }).run(args, {
    env,
    root: process.cwd(),
    print: (text) => said.printed.push(text),
    complain: (text) => said.complained.push(text),
    progress: (work, detail) => said.told.push(`${work}: ${detail}`),
    stopAsked,
  });
  const status = await ended.catch((error: { readonly message: string }) => error.message);
  return { status, ...said };
}

/** A target with one finished job, and an honest look on the first sight. */
const target = () =>
  serve((_, response) => response.writeHead(200, json).end(JSON.stringify([job({ status: 'completed' })])));
const quick = ['--watch', '0s'];
const crash: Judge = () => {
  throw new TypeError(`cannot read ${canaries.CONTRACT_TOKEN} of undefined`);
};
const oneClause = (judge: Judge): Pick<Parts, 'clauses'> => ({
  clauses: contract.slice(0, 1).map((clause) => ({ ...clause, judge })),
});
const kept: Judge = () => ({ verdict: 'kept', exchanges: [] });

test('the base URL and its token may be flags or variables, and both judge the same', async () => {
  const { url } = await target();
  const byVariables = await run(
    quick,
    { CONTRACT_BASE_URL: url, CONTRACT_TOKEN: 'alice-token' },
    oneClause(kept),
  );
  const byFlags = await run(
    [...quick, '--base-url', url, '--token-env', 'MINE'],
    { MINE: 'alice-token' },
    oneClause(kept),
  );
  const said = [byVariables, byFlags].map(({ status, presented, told }) => ({ status, presented, told }));
  expect(said[1]).toEqual(said[0]);
  expect(said[0]?.status).toBe(0);
});

const own = async (stop: () => void): Promise<OwnTarget> => ({
  baseUrl: (await target()).url,
  token: 'alice-token',
  stop: async () => stop(),
});

const ownTarget = () => own(() => undefined);

const failing = () => Promise.reject(new Error(`no ${canaries.CONTRACT_OTHER_TOKEN}`));

describe('a mock of our own', () => {
  test('is started when there is no base URL, with the document that was given, and stopped', async () => {
    const stop = jest.fn();
    const startTarget = jest.fn(() => own(stop));
    const { status, printed } = await run(quick, {}, { ...oneClause(kept), startTarget });
    expect([status, printed[0]]).toEqual([
      0,
      'No base URL was given: judging a mock that is started for it.',
    ]);
    expect(startTarget.mock.calls).toEqual([[undefined, process.cwd()]]);
    expect(stop).toHaveBeenCalledTimes(1);
  });

  test('is stopped when the run fails', async () => {
    const stop = jest.fn();
    const { status } = await run(
      quick,
      {},
      { ...oneClause(kept), startTarget: () => own(stop), present: failing },
    );
    expect(status).toMatch(/^no /);
    expect(stop).toHaveBeenCalledTimes(1);
  });
});

describe('what is said, and where', () => {
  const env = { CONTRACT_TOKEN: 'alice-token' };
  const reports = join(folder, 'said');

  test('progress names the work and counts the requests', async () => {
    const { url } = await target();
    const { told } = await run([...quick, '--base-url', url], env, oneClause(kept));
    expect(told[0]).toBe(`asking for the list: ${url}`);
    expect(told.at(-1)).toMatch(/^trying what must be refused: .*; \d+ requests so far$/);
  });

  test('--quiet: of a kept contract one line, and no progress', async () => {
    const { url } = await target();
    const args = [...quick, '--quiet', '--report-dir', reports, '--base-url', url];
    const { printed, complained, told } = await run(args, env, oneClause(kept));
    expect([printed, complained, told]).toEqual([
      ['The contract is kept: 1 promises were seen kept.'],
      [],
      [],
    ]);
  });

  test('--json: report.json alone on standard output, whatever else is said', async () => {
    const args = [...quick, '--json', '--report-dir', reports];
    const { printed, complained } = await run(args, {}, { ...oneClause(kept), startTarget: ownTarget });
    expect(printed).toHaveLength(1);
    expect(JSON.parse(printed.join(''))).toEqual(
      JSON.parse(readFileSync(join(reports, 'report.json'), 'utf8')),
    );
    expect(complained[0]).toMatch(/^No base URL was given/);
    expect(complained.at(-1)).toBe(`The reports are in ${reports}.\n`);
  });
});

test('who stops the program is told that nothing was judged, and the target is left in peace', async () => {
  const { url, requests } = await serve(() => undefined);
  const ended = await run(
    ['--base-url', url],
    { CONTRACT_TOKEN: 'alice-token' },
    { stopAsked: Promise.resolve() },
  );
  expect([ended.status, ended.complained.slice(1)]).toEqual([
    3,
    ['Stopped before everything was asked: nothing was judged.'],
  ]);
  expect(requests.length).toBeLessThan(2);
});

test.each([
  [
    'ran fewer tests',
    { passed: 0, failed: 0, skipped: 0 },
    'Jest counted 0 passed, 0 failed and 0 skipped of 1 clauses',
  ],
  [
    'saw a failure that was none',
    { passed: 0, failed: 1, skipped: 0 },
    'Jest counted 0 passed, 1 failed and 0 skipped of 1 clauses',
  ],
])('when Jest %s, the run is not trusted', async (_, counts, sentence) => {
  const { url } = await target();
  const parts = { ...oneClause(kept), present: async () => counts };
  const { status, complained } = await run(
    [...quick, '--base-url', url],
    { CONTRACT_TOKEN: 'alice-token' },
    parts,
  );
  expect(status).toBe(3);
  expect(complained.slice(1)).toEqual([`${sentence}: the run cannot be trusted. Please report it.`]);
});

describe('the folder for reports', () => {
  test.each<[string, string]>([
    ['is a file', 'file'],
    ['lies below a file', 'file/below'],
  ])('that %s is refused before anything is asked', async (_, name) => {
    writeFileSync(join(folder, 'file'), '');
    const { url, requests } = await target();
    const path = join(folder, name);
    const { status } = await run(['--base-url', url, '--report-dir', path], {
      CONTRACT_TOKEN: 'alice-token',
    });
    const reasons = ['it is a file, and a folder is needed', 'a part of the path is a file, not a folder'];
    expect(
      reasons.map((reason) => `The reports cannot be written: ${path} cannot be used: ${reason}.`),
    ).toContain(status);
    expect(requests).toEqual([]);
  });
});

const leaks = (said: unknown) =>
  forbidden.filter((secret) => JSON.stringify(said).includes(JSON.stringify(secret).slice(1, -1)));

const entities = { '&quot;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** A report without its escapes, behind which a secret would not be found. */
function plainText(file: string): string {
  return readFileSync(file, 'utf8')
    .replaceAll(/&#(\d+);\u200b?/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll(/&(?:quot|lt|gt|amp);/g, (one) => entities[one as keyof typeof entities]);
}

describe('no secret comes out', () => {
  const env = { ...canaries };
  test('of a server that gives them back, also not into the file that Jest reads', async () => {
    const { url } = await serve(hostile('answers'));
    const ended = await run([...quick, '--base-url', url, '--report-dir', join(folder, 'hostile')], env);
    expect([ended.status, ended.presented.length]).toEqual([1, contract.length]);
    expect(readdirSync(join(folder, 'hostile'))).toHaveLength(8);
    expect(leaks(ended)).toEqual([]);
    const files = readdirSync(join(folder, 'hostile')).map((name) =>
      plainText(join(folder, 'hostile', name)),
    );
    expect(files.filter((text) => text.length > 100)).toHaveLength(8);
    expect(
      files.flatMap((text) => [...leaks(text), ...forbidden.filter((one) => text.includes(one))]),
    ).toEqual([]);
  });

  test('of a judge that crashes with one in its message', async () => {
    const { url } = await target();
    const ended = await run([...quick, '--base-url', url], env, oneClause(crash));
    expect(ended.status).toBe(3);
    expect(ended.printed.join()).toContain('TypeError: cannot read [redacted] of undefined');
    expect(leaks(ended)).toEqual([]);
  });

  test('of a crash of ours outside the judges', async () => {
    const { url } = await target();
    const ended = await run([...quick, '--base-url', url], env, { ...oneClause(kept), present: failing });
    expect(ended.status).toBe('no [redacted]');
  });
});
