/** For tests of stored runs: two mocks, one of them with a mutant, and the reports of a run against each. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type CommandResult, type MockProcess, startMock } from './command.ts';
import { runContractInProcess } from './command-inside.ts';

const variables = { CONTRACT_TOKEN: 'alice-token', CONTRACT_OTHER_TOKEN: 'bob-token' };

export interface StoredRuns {
  /** A file or folder beside the reports `good` and `bad`, and `ledger.json` of the good run. */
  readonly place: (name: string) => string;
  /** The report.json of a run. */
  readonly report: typeof JSON.parse;
  readonly check: (
    mock: 'honest' | 'lying',
    name: string,
    ...flags: readonly string[]
  ) => Promise<CommandResult>;
  readonly getUrl: (mock: 'honest' | 'lying') => string;
}

/** Starts the mocks before the tests of a file, and stops them afterwards. */
export function prepareStoredRuns(): StoredRuns {
  let folder = '';
  const mocks: Partial<Record<'honest' | 'lying', MockProcess>> = {};
  const place = (name: string) => join(folder, name);
  const getUrl: StoredRuns['getUrl'] = (mock) => mocks[mock]?.url ?? '';
  const check: StoredRuns['check'] = (mock, name, ...flags) =>
    runContractInProcess(
      ['--base-url', getUrl(mock), '--watch', '0s', '--report-dir', place(name), ...flags],
      variables,
    );

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stored-'));
    [mocks.honest, mocks.lying] = await Promise.all([startMock(), startMock('--mutant', 'oldest-first')]);
    await check('honest', 'good', '--ledger', place('ledger.json'));
    await check('lying', 'bad');
  });
  afterAll(async () => {
    await Promise.all(Object.values(mocks).map((mock) => mock.stop()));
    rmSync(folder, { recursive: true });
  });

  const report = (name: string) => JSON.parse(readFileSync(join(place(name), 'report.json'), 'utf8'));
  return { place, report, check, getUrl };
}
