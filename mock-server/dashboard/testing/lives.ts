/** Lives of worlds of all kinds, as requests, and all that users can see of a world. */
import type { Page } from 'playwright-core';

import { createPeople } from '../../testing/people.ts';
import { ownJobId } from '../../testing/shipped.ts';
import { get, send, type Step } from './static-site.ts';

/** A request in any world: its path is that of a resource of the world, or of the API, and its token that of the first world. */
export type LifeStep = Step;

/** The same in a world. */
export const toStep =
  (world: string) =>
  ({ path, token, ...step }: LifeStep): Step => ({
    ...step,
    path: path.startsWith('/api/') ? path : `/worlds/${world}/${path}`,
    ...(token === undefined ? {} : { token: `${token}~${world}` }),
  });

export interface Life {
  readonly madeIn: 'page' | 'command';
  readonly steps: readonly LifeStep[];
}

const control = (path: string, body: object): LifeStep => ({ path, body });
const clock = (body: object): Step => control('clock', body);
const submit = (token: string, body: object): Step => ({
  path: '/api/v1/enrichment/submit/',
  token,
  body,
});
const poll = (token: string): Step => ({ path: '/api/v1/enrichment/status/', token });
const order = (action: string, job: string): Step => ({
  path: '/api/v1/enrichment-control/',
  token: 'alice-token',
  body: { csv_file_id: job, action },
});

// Jobs of alice in the default world that are in progress.
export const runningJob = 'b6fc0166-0e98-492e-b965-a4b21bbeaaa1';
const otherJob = 'c11aae0d-a052-45a5-9bdc-689d431a5ded';

const ownWorld = `
about: A small world.
scenarios:
  slow: {about: It is slow., steps: [{status: Draft, takes: 1h}, {status: Failure}]}
users: {zoe: {token: zoe-token, balance: 50, jobs: [{scenario: slow, in: Draft, for: 1m}, {count: 3, every: 5s}]}}`;

export const lives: readonly (readonly [string, Life])[] = [
  ['untouched', { madeIn: 'command', steps: [] }],
  ['frozen', { madeIn: 'page', steps: [clock({ frozen: true })] }],
  ['a clock that was moved', { madeIn: 'command', steps: [clock({ advance: '90m' })] }],
  ['a clock that is fast', { madeIn: 'page', steps: [clock({ speed: 60, advance: 'next-change' })] }],
  [
    'submitted rows',
    {
      madeIn: 'page',
      steps: [submit('alice-token', createPeople(12)), clock({ advance: '20s' }), poll('alice-token')],
    },
  ],
  [
    'submissions of several users',
    {
      madeIn: 'command',
      steps: [
        submit('alice-token', createPeople(300)),
        submit('carol-token', { ...createPeople(5), category: 'account', criteria: { max_contacts: 2 } }),
        submit('test-token', createPeople(3)),
      ],
    },
  ],
  [
    'faults, some of which have counted requests',
    {
      madeIn: 'page',
      steps: [
        control('faults', { effect: 'unknown-status', every: 2, user: 'bob' }),
        control('faults', { effect: 'error', problem: 'serverError', from: 9, operation: 'getStatus' }),
        control('faults', { effect: 'empty', next: 1, job: ownJobId }),
        poll('bob-token'),
      ],
    },
  ],
  [
    'faults that are over, and one by chance',
    {
      madeIn: 'command',
      steps: [
        control('faults', { effect: 'error', problem: 'serverError', expires_in: '1m' }),
        control('faults', { effect: 'extra-field', probability: 0.5 }),
        clock({ advance: '2m' }),
      ],
    },
  ],
  [
    'a snapshot that was restored',
    {
      madeIn: 'page',
      steps: [
        control('snapshots', { name: 'early' }),
        submit('alice-token', createPeople(2)),
        clock({ advance: '1h' }),
        control('restore', { snapshot: 'early' }),
        submit('bob-token', createPeople(1)),
      ],
    },
  ],
  [
    'jobs that were paused, resumed, failed and forced',
    {
      madeIn: 'command',
      steps: [
        order('pause', runningJob),
        order('pause', otherJob),
        order('resume', runningJob),
        control(`jobs/${otherJob}/fail`, { reason: 'The "reason" # why' }),
        control(`jobs/${ownJobId}/status`, { internal_status: 'Paused', anyway: true, stays: true }),
      ],
    },
  ],
  [
    'scenarios that wait for polls',
    {
      madeIn: 'page',
      steps: [
        control('jobs', { user: 'carol', scenario: 'by-polls', size: 7 }),
        control('jobs', { user: 'carol', scenario: 'pauses-by-polls', size: 7 }),
        poll('carol-token'),
        poll('carol-token'),
        clock({ advance: '1m' }),
        poll('carol-token'),
      ],
    },
  ],
  [
    'jobs that were added and deleted',
    {
      madeIn: 'command',
      steps: [
        ...['fails-half-way', 'pauses-twice', 'anything-goes', 'large'].map((scenario) =>
          control('jobs', { user: 'alice', scenario, size: 90, submitted: '5m' }),
        ),
        { path: `jobs/${runningJob}`, method: 'DELETE' },
      ],
    },
  ],
  ['other users and scenarios', { madeIn: 'page', steps: [control('restore', { file: ownWorld })] }],
];

interface ShownUser {
  readonly token: string;
  readonly jobs: readonly { readonly id: string }[];
}

/** What the users of a world see of it, and what they have; the same for two worlds that only differ in their name. */
export async function look(to: Page | string, world: string): Promise<readonly string[]> {
  const shown = await get(to, `/worlds/${world}/users`);
  const users = JSON.parse(shown) as readonly ShownUser[];
  const steps = users.flatMap(({ token, jobs }) => [
    poll(token),
    ...jobs.slice(0, 5).flatMap(({ id }) => [
      { path: `/api/v1/enrichment/status/${id}/`, token },
      { path: `/api/v1/enrichment/result/${id}/`, token },
      { path: `/api/v1/enrichment/result/${id}/?report_type=csv`, token },
    ]),
  ]);
  return [shown.replaceAll(`~${world}`, ''), ...(await send(to, ...steps))];
}
