import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { OwnTarget } from './contract.ts';
import type { Judge } from '../verdict/clause.ts';
import { contract } from '../contract/index.ts';
import { canaries, forbidden, createHostileHandler } from '../testing/hostile.ts';
import { failingWith, oneClause, quick, run, serveTarget } from '../testing/run-inside.ts';
import { serve, stopAll } from '../testing/serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'contract-check-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(stopAll);

const crash: Judge = () => {
  throw new TypeError(`cannot read ${canaries.CONTRACT_TOKEN} of undefined`);
};
const kept: Judge = () => ({ verdict: 'kept', exchanges: [] });

test('the base URL and its token may be flags or variables, with the same result', async () => {
  const { url } = await serveTarget();
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
  const said = [byVariables, byFlags].map(({ status, progressed }) => ({
    status,
    // Each run generates ids from a random seed.
    reported: progressed.map((line) => line.replace(/seed \d+/, 'seed N')),
  }));
  expect(said[1]).toEqual(said[0]);
  expect(said[0]?.status).toBe(0);
});

const own = async (stop: () => void): Promise<OwnTarget> => ({
  baseUrl: (await serveTarget()).url,
  token: 'alice-token',
  stop: async () => stop(),
});

const createFailing = () => failingWith(new Error(`no ${canaries.CONTRACT_OTHER_TOKEN}`));

describe("the suite's own mock", () => {
  test('starts with the given document if there is no base URL, and stops at the end', async () => {
    const stop = jest.fn();
    const startTarget = jest.fn(() => own(stop));
    const { status, printed } = await run(quick, {}, { ...oneClause(kept), startTarget });
    expect([status, printed[0]]).toEqual([
      0,
      'No base URL is given, so this run starts a mock and judges it.',
    ]);
    expect(startTarget.mock.calls).toEqual([[undefined, process.cwd()]]);
    expect(stop).toHaveBeenCalledTimes(1);
  });

  test('stops when the run fails', async () => {
    const stop = jest.fn();
    const { status } = await run(quick, {}, { ...createFailing(), startTarget: () => own(stop) });
    expect(status).toMatch(/^no /);
    expect(stop).toHaveBeenCalledTimes(1);
  });
});

const runWith = async (judge: Judge, ...args: readonly string[]) => {
  const { url } = await serveTarget();
  return run([...quick, '--base-url', url, ...args], { CONTRACT_TOKEN: 'alice-token' }, oneClause(judge));
};
const broken: Judge = () => ({
  verdict: 'broken',
  exchanges: [],
  breaches: [{ exchange: '#1', expected: 'a', actual: 'b' }],
});

describe('a report file that cannot be written at the end', () => {
  test.each<[string, Judge, number]>([
    ['causes exit status 2 when all is kept', kept, 2],
    ['leaves the exit status unchanged when a promise is broken', broken, 1],
  ])('%s; the other files are written, and the run reports the failure', async (_, judge, exit) => {
    const reports = mkdtempSync(join(folder, 'reports-'));
    // The file was writable when the run began.
    const blocking: Judge = (seen) => {
      rmSync(join(reports, 'summary.md'), { force: true });
      mkdirSync(join(reports, 'summary.md'));
      return judge(seen);
    };
    const { status, printed, complained } = await runWith(blocking, '--report-dir', reports);
    expect(status).toBe(exit);
    expect(complained.at(-1)).toBe(
      `${join(reports, 'summary.md')} cannot be written: it is a folder, not a file. Give another path.`,
    );
    expect(readdirSync(reports)).toEqual(
      expect.arrayContaining(['report.json', 'report.html', 'evidence.har']),
    );
    expect(printed.at(-1)).toContain('1 clauses');
  });
});

describe('the folder for reports', () => {
  test.each<[string, string]>([
    ['is a file', 'file'],
    ['is below a file', 'file/below'],
  ])('is refused before any request when it %s', async (_, name) => {
    writeFileSync(join(folder, 'file'), '');
    const { url, requests } = await serveTarget();
    const path = join(folder, name);
    const { status } = await run(['--base-url', url, '--report-dir', path], {
      CONTRACT_TOKEN: 'alice-token',
    });
    const reasons = [
      ', because it is a file. Give a folder.',
      ': a part of the path is a file, not a folder.',
    ];
    expect(
      reasons.map((reason) => `The reports cannot be written: ${path} cannot be used${reason}`),
    ).toContain(status);
    expect(requests).toEqual([]);
  });
});

const leaks = (said: unknown) =>
  forbidden.filter((secret) => JSON.stringify(said).includes(JSON.stringify(secret).slice(1, -1)));

const entities = { '&quot;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** A report without its escapes, which could hide a secret. */
function plainText(file: string): string {
  return readFileSync(file, 'utf8')
    .replaceAll(/&#(\d+);\u200b?/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replaceAll(/&(?:quot|lt|gt|amp);/g, (one) => entities[one as keyof typeof entities]);
}

describe('no secret appears in the output', () => {
  const env = { ...canaries };
  test('of a server that echoes it', async () => {
    const { url } = await serve(createHostileHandler('answers'));
    const ended = await run([...quick, '--base-url', url, '--report-dir', join(folder, 'hostile')], env);
    expect(ended.status).toBe(1);
    expect(ended.printed.at(-1)).toContain(`${contract.length} clauses`);
    const hostile = join(folder, 'hostile');
    const names = readdirSync(hostile, { recursive: true, withFileTypes: true }).filter((one) =>
      one.isFile(),
    );
    expect(names.length).toBeGreaterThan(9);
    expect(leaks(ended)).toEqual([]);
    const files = names.map((one) => plainText(join(one.parentPath, one.name)));
    expect(files.filter((text) => text.length > 100)).toHaveLength(names.length);
    expect(
      files.flatMap((text) => [...leaks(text), ...forbidden.filter((one) => text.includes(one))]),
    ).toEqual([]);
  });

  test('of a judge that crashes with it in its message', async () => {
    const { url } = await serveTarget();
    const ended = await run([...quick, '--base-url', url], env, oneClause(crash));
    expect(ended.status).toBe(3);
    expect(ended.printed.join()).toContain('TypeError: cannot read [redacted] of undefined');
    expect(leaks(ended)).toEqual([]);
  });

  test('of the suite when it crashes outside the judges', async () => {
    const { url } = await serveTarget();
    const ended = await run([...quick, '--base-url', url], env, createFailing());
    expect(ended.status).toBe('no [redacted]');
  });
});
