/** Tests damaged files: each command that reads one reports it in a sentence, and never as a fault of the suite. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';

import { type Subcommand, UsageError } from '../../command-line/command.ts';
import { FileError } from '../../files/file-error.ts';
import { loadSpec } from '../../openapi/load-spec.ts';
import { ComplaintsError } from '../../openapi/complaint.ts';
import { readText } from '../../openapi/load-spec.ts';
import { backtestCommand } from './backtest.ts';
import { diffCommand } from './diff-reports.ts';
import { formatHar } from '../evidence/har.ts';
import { judgeCommand } from './judge-evidence.ts';
import { openRunLedger } from './ledger-file.ts';
import { toJsonReport } from '../report/json.ts';
import { detail, createEvidence, job, list, exchangeDraft, spec } from '../testing/exchanges.ts';
import { createRun } from '../testing/runs.ts';
import { createSteppedLedger } from '../testing/stepped-ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'damage-'));
const file = join(folder, 'damaged');
const intact = join(folder, 'intact.json');
afterAll(() => rmSync(folder, { recursive: true }));

const evidence = {
  ...createEvidence(list(job()), detail(job()), exchangeDraft('unknown-job', {}, { status: 404 })),
  earlier: { runs: 0, jobs: [] },
};
const harText = JSON.stringify(formatHar(evidence, '1.0.0'), null, 1);
const reportText = JSON.stringify(toJsonReport(createRun()), null, 1);

const call = (command: Subcommand, ...args: readonly string[]) =>
  command.run(args, {
    env: {},
    root: process.cwd(),
    print: () => undefined,
    complain: () => undefined,
    progress: () => undefined,
    stopAsked: new Promise(() => undefined),
  });

const ledgerText = async () => {
  const own = join(folder, 'ledger.json');
  const ledger = await openRunLedger(own, evidence.target.baseUrl, () => undefined);
  await ledger.add({ ...createRun(), evidence }, spec.lifeCycle);
  return readText(own);
};

interface Kind {
  readonly text: () => string | Promise<string>;
  readonly read: () => unknown;
}

const kinds: Readonly<Record<string, Kind>> = {
  'evidence.har': { text: () => harText, read: async () => call(judgeCommand, file) },
  'report.json': { text: () => reportText, read: async () => call(diffCommand, intact, file) },
  'a ledger': {
    text: ledgerText,
    read: async () => openRunLedger(file, evidence.target.baseUrl, () => undefined),
  },
  'the numbers in a ledger': {
    text: () => JSON.stringify(createSteppedLedger(), null, 1),
    read: async () => call(backtestCommand, file),
  },
  'a document': {
    text: () => readText('openapi/enrichment.yaml').slice(0, 20_000),
    read: () => loadSpec(file),
  },
};

/** Cuts, flips bits, inserts, deletes, and nests. */
const damage = fc.record({
  how: fc.constantFrom('cut', 'flip', 'insert', 'remove', 'nest', 'zero', 'null'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }),
});

function damaged(text: string, { how, at, bytes }: { how: string; at: number; bytes: Uint8Array }): Buffer {
  const whole = Buffer.from(text);
  const place = Math.floor(at * whole.length);
  const [before, after] = [whole.subarray(0, place), whole.subarray(place)];
  if (how === 'cut') return before;
  if (how === 'flip')
    return Buffer.concat([before, Buffer.from([(after[0] ?? 0) ^ (bytes[0] ?? 1)]), after.subarray(1)]);
  if (how === 'insert') return Buffer.concat([before, bytes, after]);
  if (how === 'remove') return Buffer.concat([before, after.subarray(bytes.length * 40)]);
  if (how === 'zero') return Buffer.concat([before, Buffer.alloc(64), after.subarray(64)]);
  if (how === 'null')
    return Buffer.from(
      text.replaceAll(/"[^"]*"(?=,?\n)/g, (found) =>
        found.length % 7 === (bytes[0] ?? 0) % 7 ? 'null' : found,
      ),
    );
  return Buffer.concat([before, Buffer.from('['.repeat(100_000)), after]);
}

/** Whether there is no error, or a message with the name of the file and without a stack. */
function isFine(error: unknown): boolean {
  if (error === undefined) return true;
  const isSentence =
    error instanceof UsageError || error instanceof FileError || error instanceof ComplaintsError;
  return isSentence && error.message.includes(file) && !/\n\s+at /.test(error.message);
}

test.each(Object.keys(kinds))('%s with random damage is read, or refused with one sentence', async (name) => {
  const { text, read } = kinds[name] ?? { text: () => '', read: () => undefined };
  const whole = await text();
  writeFileSync(intact, reportText);
  await fc.assert(
    fc.asyncProperty(damage, async (how) => {
      writeFileSync(file, damaged(whole, how));
      const error: unknown = await Promise.resolve()
        .then(read)
        .then(
          () => undefined,
          (reason: unknown) => reason,
        );
      expect([error, isFine(error)]).toEqual([error, true]);
    }),
    { numRuns: /har|json/.test(name) ? 150 : 15 },
  );
});

test('another program may rewrite evidence.har without changing the verdicts', async () => {
  const har = formatHar(evidence, '1.0.0');
  const other = {
    log: {
      ...har.log,
      version: '1.1',
      entries: har.log.entries.map(({ timings: _timings, cache: _cache, ...entry }) => ({
        ...entry,
        _initiator: { type: 'other' },
        request: {
          method: entry.request.method,
          url: entry.request.url,
          httpVersion: 'h2',
          headers: [{ name: ':path', value: '/' }, ...entry.request.headers],
        },
        response: {
          ...entry.response,
          content: {
            mimeType: entry.response.content.mimeType,
            encoding: 'base64',
            text: Buffer.from(entry.response.content.text ?? '').toString('base64'),
          },
        },
      })),
    },
  };
  writeFileSync(file, JSON.stringify(har));
  const before = await call(judgeCommand, file);
  writeFileSync(file, `\ufeff${JSON.stringify(other)}`, 'utf16le');
  expect(await call(judgeCommand, file)).toBe(before);
});
