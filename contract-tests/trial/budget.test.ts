import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inconsistentFault } from '../evidence/conduct.ts';
import { modes } from '../traffic/modes.ts';
import { runTrial, type TrialOptions } from './trial.ts';

const folder = mkdtempSync(join(tmpdir(), 'budget-worlds-'));
afterAll(() => rmSync(folder, { recursive: true }));

const nightly = { limits: { mode: modes.nightly, maxRequests: 80 }, readsOnly: true, watchMs: 60_000 };

async function run(options: TrialOptions) {
  const { seen, ids, verdicts } = await runTrial({ ...nightly, ...options });
  const { conduct } = seen.evidence.target;
  if (conduct === undefined) throw new Error('Nothing was counted.');
  return { seen, ids, verdicts, conduct };
}

/** A world file in which alice has three hundred jobs, the last of them in progress. */
function crowd(): string {
  const jobs = Array.from({ length: 300 }, (_, index) => {
    if (index < 6) return `      - {scenario: waits-in-queue, in: Draft, for: ${index + 1}m}`;
    const isGood = index % 2 === 0;
    return `      - {scenario: ${isGood ? 'straight-through' : 'fails-half-way'}, in: ${isGood ? 'Enhancement Completed' : 'Failure'}, for: ${index + 1}m}`;
  });
  const others =
    '  bob:\n    token: bob-token\n    jobs:\n      - {in: Draft, for: 1s}\n  erin:\n    token: expired-token\n    expired: true';
  const file = join(folder, 'crowd.yaml');
  writeFileSync(
    file,
    `about: Made for a test.\nusers:\n  alice:\n    token: alice-token\n    jobs:\n${jobs.join('\n')}\n${others}\n`,
  );
  return file;
}

test('80 requests suffice for a user with three hundred jobs, some of them unfinished', async () => {
  const { conduct, ids } = await run({ flags: ['--world', crowd()] });
  expect(conduct.used).toBeLessThanOrEqual(80);
  expect(conduct.polls).toBeGreaterThan(10);
  expect(ids('broken')).toEqual([]);
});

test('a small budget is never exceeded, goes to the MUST clauses first, and the report names the unsent requests', async () => {
  const { conduct, verdicts, ids } = await run({ limits: { mode: modes.nightly, maxRequests: 45 } });
  expect(conduct.used).toBe(45);
  expect(ids('broken')).toEqual([]);
  expect(ids('kept')).toEqual(
    expect.arrayContaining(['missing-token-401', 'unknown-job-404', 'foreign-job-404']),
  );
  const left = verdicts.find(({ clause }) => clause.id === 'redirect-keeps-query');
  expect(left).toMatchObject({
    verdict: 'unobserved',
    missing: {
      need: 'budget',
      message: expect.stringMatching(
        /; \d+ requests? for it (was|were) not sent, because the budget of 45 requests was spent \(give a larger --max-requests\)$/,
      ),
    },
  });
});

const crash = { status: 500, headers: [['Content-Type', 'text/plain']], body: Buffer.from('Oops') } as const;

test('occasional crashes lower the availability and break only the clauses on server errors and availability', async () => {
  const { conduct, ids } = await run({
    variant: { instead: ({ count }) => (count % 6 === 5 ? crash : undefined) },
    limits: { mode: modes.nightly, maxRequests: 110 },
  });
  expect(ids('broken')).toEqual(['server-error-envelope', 'no-server-error', 'requests-answered']);
  expect(conduct.faults['500']).toBeGreaterThan(5);
});

/** Changes the responses for completed jobs; `show` decides which of them are outdated. */
const oldCopies = (show: (count: number) => boolean): NonNullable<TrialOptions['variant']> => {
  let count = 0;
  return {
    change: (answer, { target }) => {
      if (!/\/status\/[0-9a-f-]{36}\/$/.test(target) || answer.status !== 200) return answer;
      const text = answer.body.toString();
      if (!text.includes('"completed"')) return answer;
      count += 1;
      const body = text.replace(/"updated_at":\s*"\d{4}/, '"updated_at":"2020');
      const old = body.replace(/"submitted_at":\s*"\d{4}/, '"submitted_at":"2020');
      return show(count) ? { ...answer, body: Buffer.from(old.padEnd(answer.body.length)) } : answer;
    },
  };
};

test('a job that disagrees with the list once, and not when it is requested again, is a notice', async () => {
  const { ids, conduct } = await run({ variant: oldCopies((count) => count === 1), watchMs: 0 });
  expect(ids('broken')).toEqual(['never-stale']);
  expect(conduct.faults).toEqual({ [inconsistentFault]: 1 });
});

test('a job that disagrees with the list again breaks the clause', async () => {
  const { ids } = await run({ variant: oldCopies((count) => count % 2 === 1), watchMs: 0 });
  expect(ids('broken')).toContain('list-agrees-with-detail');
});
