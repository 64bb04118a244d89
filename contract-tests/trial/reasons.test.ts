import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Observations } from '../verdict/clause.ts';
import { contract } from '../contract/index.ts';
import { type AnsweredExchange, type Exchange, isAnswered, isUnavailable } from '../evidence/exchange.ts';
import type { Tag } from '../evidence/probes.ts';
import { groupSightings, listSightings } from '../evidence/sightings.ts';
import { judge } from '../verdict/judge.ts';
import type { Need } from '../verdict/missing.ts';
import { modes } from '../traffic/modes.ts';
import { runTrial, type TrialOptions } from './trial.ts';

const folder = mkdtempSync(join(tmpdir(), 'reasons-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A world file in which alice's jobs with results are behind the first page of her list. */
function severalPages(): string {
  const jobs = Array.from({ length: 50 }, (_, index) =>
    index < 40
      ? `      - {scenario: waits-in-queue, in: Draft, for: ${index + 1}m}`
      : index < 49
        ? `      - {scenario: straight-through, in: Enhancement Completed, for: ${index}h}`
        : '      - {scenario: pauses, rows: 60, in: Paused, for: 49h}',
  );
  const file = join(folder, 'pages.yaml');
  const bob =
    '  bob:\n    token: bob-token\n    jobs:\n      - {scenario: fails-half-way, in: Failure, for: 2h}';
  const erin = '  erin:\n    token: expired-token\n    expired: true';
  writeFileSync(
    file,
    `about: Made for a test.\nusers:\n  alice:\n    token: alice-token\n    jobs:\n${jobs.join('\n')}\n${bob}\n${erin}\n`,
  );
  return file;
}

/** Real runs, each with little evidence in a different way. */
const runs: Readonly<Record<string, TrialOptions>> = {
  'of everything': { watchMs: 60_000 },
  'of a paged list': {
    watchMs: 0,
    readsOnly: true,
    readings: ['list-envelope=page-number'],
    flags: ['--world', severalPages()],
  },
  'that only reads, in mode production': {
    readsOnly: true,
    limits: { mode: modes.production, maxRequests: 40 },
  },
  'with a short budget': { readsOnly: true, limits: { mode: modes.nightly, maxRequests: 20 } },
  'of a user without jobs': { token: 'carol-token', watchMs: 0 },
};

let everything: Observations;
const seenBy: Record<string, Observations> = {};
beforeAll(async () => {
  for (const [name, options] of Object.entries(runs)) seenBy[name] = (await runTrial(options)).seen;
  everything = seenBy['of everything'] ?? everything;
});

const changed = (change: (exchange: Exchange) => readonly Exchange[]): Observations => ({
  ...everything,
  evidence: { ...everything.evidence, exchanges: everything.evidence.exchanges.flatMap(change) },
});
const silent = { kind: 'no-response', reason: 'the connection was reset' } as const;

/** The runs, and the largest of them with each kind of request left out, failed, or answered unusually. */
function corpus(): readonly Observations[] {
  const tags = [...new Set(everything.evidence.exchanges.map(({ tag }) => tag))];
  return [
    ...Object.values(seenBy),
    changed(() => []),
    ...tags.flatMap((tag) => [
      changed((one) => (one.tag === tag ? [] : [one])),
      changed((one) => [one.tag === tag ? { ...one, outcome: silent } : one]),
      changed((one) => [
        one.tag === tag && isAnswered(one)
          ? { ...one, outcome: { ...one.outcome, status: 418, body: '' } }
          : one,
      ]),
    ]),
  ];
}

const answers = ({ evidence }: Observations, ...tags: readonly Tag[]): readonly AnsweredExchange[] =>
  evidence.exchanges
    .filter(isAnswered)
    .filter(({ tag, outcome }) => tags.includes(tag) && !isUnavailable(outcome));
const withStatus = (seen: Observations, status: number, ...tags: readonly Tag[]) =>
  answers(seen, ...tags).filter(({ outcome }) => outcome.status === status);
const allLives = ({ evidence }: Observations) => [...groupSightings(evidence.exchanges).values()];
const sightings = ({ evidence }: Observations) => listSightings(evidence.exchanges);
const isFinished = ({ status }: { readonly status?: string }) =>
  status === 'completed' || status === 'failed';

/** Whether this evidence allows a need at all; the reports show that it is so. */
const mayLack: Readonly<Record<Need, (seen: Observations) => boolean>> = {
  'write-access': ({ evidence }) => !evidence.target.mayWrite,
  'other-token': ({ evidence }) => !evidence.target.hasOtherToken,
  'expired-token': ({ evidence }) => !evidence.target.hasExpiredToken,
  'empty-token': ({ evidence }) => evidence.target.hasEmptyToken !== true,
  'known-job': ({ evidence }) => evidence.target.knownJobId === undefined,
  ledger: ({ evidence }) => evidence.earlier === undefined,
  'earlier-run': ({ evidence }) => evidence.earlier?.runs === 0,
  budget: ({ evidence }) =>
    evidence.target.conduct?.withheld.some(({ reason }) => reason === 'budget') === true,
  mode: ({ evidence }) => evidence.target.conduct?.withheld.some(({ reason }) => reason === 'mode') === true,
  answer: ({ evidence }) =>
    evidence.exchanges.length === 0 ||
    evidence.exchanges.some((one) => !isAnswered(one) || one.outcome.status !== 200),
  jobs: () => true,
  'other-jobs': ({ evidence }) => evidence.target.hasOtherToken,
  reading: (seen) => withStatus(seen, 200, 'list').length > 0,
  'app-traffic': ({ evidence }) => evidence.target.traffic !== undefined,
  sight: () => true,
};

/** Whether the thing that a reason names is in the evidence: then no clause may call it missing. */
const isThere: Readonly<Record<string, (seen: Observations) => boolean>> = {
  'a response to a request with the valid token': (seen) => answers(seen, 'list', 'detail').length > 0,
  'a response to a request without a token': (seen) => answers(seen, 'no-token', 'bare-bearer').length > 0,
  'a response to a request with an invalid token': (seen) =>
    answers(seen, 'unknown-token', 'cut-token').length > 0,
  'a response to a request with another scheme': (seen) => answers(seen, 'other-scheme').length > 0,
  'a response to a request with an expired token': (seen) => answers(seen, 'expired-token').length > 0,
  'a response to a request with the token in another place': (seen) =>
    answers(seen, 'token-elsewhere').length > 0,
  'a response to a request with the scheme in lower case': (seen) =>
    answers(seen, 'lower-case-scheme').length > 0,
  'a response to a request for an unknown job': (seen) => answers(seen, 'unknown-job').length > 0,
  'a response for the results of an unknown job': (seen) => answers(seen, 'unknown-results').length > 0,
  'a response to a request with an odd id': (seen) => answers(seen, 'odd-id').length > 0,
  'a response to a request with a random id': (seen) => answers(seen, 'random-id').length > 0,
  'a response to GET on Control': (seen) => answers(seen, 'control-get').length > 0,
  'a response to HEAD': (seen) => answers(seen, 'head').length > 0,
  'a response to a request without the trailing slash': (seen) => answers(seen, 'no-slash').length > 0,
  'a redirect to the trailing slash': (seen) => withStatus(seen, 301, 'no-slash').length > 0,
  'a response to OPTIONS': (seen) => withStatus(seen, 200, 'options').length > 0,
  'a response to a request beyond the last page': (seen) => answers(seen, 'results-beyond').length > 0,
  'a response to a malformed submission': (seen) => answers(seen, 'bad-submission').length > 0,
  'a submission with status 400': (seen) => withStatus(seen, 400, 'bad-submission').length > 0,
  'a submission that the target accepted': (seen) => withStatus(seen, 201, 'submit').length > 0,
  'a submission that the target accepts': (seen) => withStatus(seen, 201, 'submit').length > 0,
  'a response to PATCH, PUT, POST and DELETE on a finished job that this run created, or to POST on the list':
    (seen) => answers(seen, 'write-method', 'list-post').length > 0,
  "another user's request for a job that this run created": (seen) =>
    withStatus(seen, 404, 'own-foreign-detail').length > 0,
  'a response to an unknown action': (seen) => answers(seen, 'bad-control').length > 0,
  'a response to an action on an unknown job': (seen) => answers(seen, 'unknown-control').length > 0,
  "a response to an action on another user's job": (seen) =>
    answers(seen, 'foreign-control', 'own-foreign-control').length > 0,
  "a response to an action on another user's finished job": (seen) =>
    answers(seen, 'foreign-control').length > 0,
  "the single status of one of the caller's jobs": (seen) =>
    answers(seen, 'detail', 'detail-again').length > 0,
  'a single status with status code 200': (seen) =>
    withStatus(seen, 200, 'detail', 'detail-again').length > 0,
  'a response to the request for the list': (seen) => answers(seen, 'list').length > 0,
  'a list with status 200': (seen) => withStatus(seen, 200, 'list').length > 0,
  'a list without pages': (seen) =>
    withStatus(seen, 200, 'list').some(({ outcome }) => outcome.body.startsWith('[')),
  'a paged list': (seen) => withStatus(seen, 200, 'list').some(({ outcome }) => outcome.body.startsWith('{')),
  "one of the caller's jobs": (seen) => sightings(seen).length > 0,
  'a job with a status': (seen) => sightings(seen).length > 0,
  'a job with a timestamp': (seen) => sightings(seen).length > 0,
  'a list that was requested twice': (seen) =>
    withStatus(seen, 200, 'list').length > 0 && withStatus(seen, 200, 'list-again', 'watch-list').length > 0,
  'a job that was seen twice with a known status': (seen) => allLives(seen).some(({ length }) => length > 1),
  'a finished job that was seen again': (seen) =>
    allLives(seen).some((life) => life.filter(isFinished).length > 1),
  'results with status 200': (seen) =>
    withStatus(seen, 200, 'results', 'own-results', 'results-page').length > 0,
  'a page of results': (seen) => withStatus(seen, 200, 'results', 'own-results', 'results-page').length > 0,
  'CSV results of a job with 1 to 500 records': (seen) => answers(seen, 'results-csv', 'own-csv').length > 0,
  'results of a job that this run created': (seen) => withStatus(seen, 200, 'own-results').length > 0,
  'a response with status 401': (seen) => withStatus(seen, 401, 'no-token', 'unknown-token').length > 0,
  'a JSON response': (seen) => withStatus(seen, 200, 'list').length > 0,
  'another user with a job': (seen) => withStatus(seen, 200, 'foreign-list').length > 0,
  "a response for another user's job": (seen) =>
    answers(seen, 'foreign-job').length > 0 && answers(seen, 'foreign-results').length > 0,
  'two pages of results of a finished job that did not change meanwhile': (seen) =>
    withStatus(seen, 200, 'results-page').some((page) => {
      const all = seen.evidence.exchanges;
      const life = groupSightings(all).get(page.jobId ?? '') ?? [];
      const pages = withStatus(seen, 200, 'results', 'results-page').filter(
        ({ jobId }) => jobId === page.jobId,
      );
      const [first, last] = [all.indexOf(pages[0] ?? page), all.indexOf(pages.at(-1) ?? page)];
      const before = life.some((one) => isFinished(one) && all.indexOf(one.exchange) < first);
      return (
        pages.length > 2 && before && life.some((one) => isFinished(one) && all.indexOf(one.exchange) > last)
      );
    }),
};

test('no clause names a missing thing that was there', () => {
  const untrue = new Set<string>();
  const reported = new Set<string>();
  for (const seen of corpus())
    for (const one of judge(contract, seen)) {
      if (one.verdict !== 'unobserved') continue;
      const { need, message } = one.missing;
      const [what = ''] = message.split(/;| \(/);
      reported.add(what);
      if (!mayLack[need](seen)) untrue.add(`${one.clause.id}: ${need}, ${message}`);
      if (isThere[what]?.(seen) === true && need !== 'mode' && need !== 'budget')
        untrue.add(`${one.clause.id}: ${message}`);
    }
  expect([...untrue]).toEqual([]);
  // The table has no unused reason, and for each reason there is evidence in which it would be false.
  expect(Object.keys(isThere).filter((what) => !reported.has(what))).toEqual([]);
  const never = Object.entries(isThere).filter(([, is]) => !Object.values(seenBy).some(is));
  expect(never.map(([what]) => what)).toEqual([]);
});

test('a paged list leaves every clause on results judged', () => {
  const seen = seenBy['of a paged list'] ?? everything;
  expect(answers(seen, 'list-page').length).toBeGreaterThan(0);
  const lost = judge(contract, seen).filter(({ verdict }) => verdict === 'unobserved');
  expect(lost.map(({ clause }) => clause.id).filter((id) => id.startsWith('results-'))).toEqual([]);
});
