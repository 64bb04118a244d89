/** Random acts on a world, for tests of histories. */
import fc from 'fast-check';

import { duration } from '../../time/time.ts';
import { getJobs, type World } from '../domain/world.ts';
import type { Engine } from '../engine.ts';
import type { DrivenEngine, EngineUnderTest } from './engine-under-test.ts';
import { fixture, lifeCycle } from './shipped.ts';

const base = '/api/v1/enrichment';
const submit = `POST ${base}/submit/`;
const control = `POST ${base}-control/`;

/** Something that a client or a user of the control API does. */
export type Act = (mock: DrivenEngine & Partial<Pick<EngineUnderTest, 'wait'>>) => Promise<unknown>;

export const getWorld = (engine: Engine): World => {
  const world = engine.worlds.get('default');
  if (world === undefined) throw new Error('There is no world.');
  return world;
};
/** The id of a job that there is. */
export const findId = ({ engine }: DrivenEngine, index: number): string => {
  const jobs = getJobs(getWorld(engine));
  return jobs[index % jobs.length]?.id ?? '';
};

const token = fc.constantFrom('alice-token', 'bob-token');
const index = fc.nat(25);
const post = (path: string, body: unknown) => (mock: DrivenEngine) =>
  mock.control('POST', `/worlds/default${path}`, body);
/** Anything that can happen to the world `default`. */
export const act: fc.Arbitrary<Act> = fc.oneof(
  fc
    .tuple(token, fc.constantFrom(...Object.keys(fixture.scenarios)), fc.integer({ min: 1, max: 40 }))
    .map(([who, scenario, rows]): Act => {
      const records = Array.from({ length: rows }, (_, row) => ({
        first_name: `Ada ${row}`,
        company_name: row === 0 ? `scenario:${scenario}` : 'Engines',
      }));
      return ({ ask }) => ask(submit, who, { records });
    }),
  fc.tuple(token, index, fc.constantFrom('pause', 'resume')).map(
    ([who, nth, action]): Act =>
      (mock) =>
        mock.ask(control, who, { csv_file_id: findId(mock, nth), action }),
  ),
  // Polls, some of which count.
  fc.tuple(token, index).map(
    ([who, nth]): Act =>
      (mock) =>
        mock.ask(`GET ${base}/status/${findId(mock, nth)}/`, who),
  ),
  token.map(
    (who): Act =>
      ({ ask }) =>
        ask(`GET ${base}/status/`, who),
  ),
  fc
    .constantFrom({ advance: '1s' }, { advance: '7m' }, { advance: '3h' }, { advance: 'next-change' })
    .map((body) => post('/clock', body)),
  fc.constantFrom({ speed: 60 }, { frozen: true, speed: 2 }).map((body) => post('/clock', body)),
  fc
    .constantFrom(
      { effect: 'error', problem: 'serverError', next: 2 },
      { effect: 'extra-field', every: 2 },
      { effect: 'unknown-status', probability: 0.5, user: 'alice' },
      { effect: 'error', problem: 'tooManyRequests', operation: 'submitEnrichment', next: 1, done: true },
      { effect: 'expired-token', from: 3, expires_in: '10m' },
    )
    .map((body) => post('/faults', body)),
  fc
    .constantFrom('DELETE /worlds/default/faults', 'DELETE /worlds/default/faults/fault-1')
    .map((line): Act => {
      const [method = '', path = ''] = line.split(' ');
      return (mock) => mock.control(method, path);
    }),
  fc.tuple(index, fc.constantFrom(...lifeCycle.internalStatuses), fc.boolean()).map(
    ([nth, internal_status, stays]): Act =>
      (mock) =>
        post(`/jobs/${findId(mock, nth)}/status`, { internal_status, stays, anyway: true })(mock),
  ),
  index.map(
    (nth): Act =>
      (mock) =>
        post(`/jobs/${findId(mock, nth)}/fail`, { reason: 'Broken.' })(mock),
  ),
  index.map(
    (nth): Act =>
      (mock) =>
        mock.control('DELETE', `/worlds/default/jobs/${findId(mock, nth)}`),
  ),
  fc
    .constantFrom({ user: 'bob' }, { user: 'alice', submitted: '20m', scenario: 'pauses' })
    .map((body) => post('/jobs', body)),
  fc.constantFrom('a', 'b').map((name) => post('/snapshots', { name })),
  fc.constantFrom('a', 'b').map((snapshot) => post('/restore', { snapshot })),
  fc.constant(post('/reset', {})),
  // Real time, where the clocks run.
  fc.integer({ min: 1, max: 3_600_000 }).map(
    (length): Act =>
      async ({ wait }) =>
        wait?.(duration(length)),
  ),
);
