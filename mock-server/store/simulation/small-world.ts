/** A world that is quick to make and to look at: two users, a job, and a scenario of half a minute. */
import { duration } from '../../../time/time.ts';
import type { Fixture } from '../../domain/fixture.ts';
import type { StatusStep } from '../../domain/scenario.ts';

const step = (status: string, milliseconds: number): StatusStep => ({
  kind: 'status',
  status,
  takes: {
    kind: 'time',
    min: duration(milliseconds),
    max: duration(milliseconds),
    perRow: false,
    plus: duration(0),
  },
});

export const smallFixture: Fixture = {
  about: 'A small world.',
  seed: 'small',
  defaultScenario: 'straight',
  users: [
    { name: 'alice', token: 'alice-token', expired: false, active: true, balance: 300 },
    { name: 'bob', token: 'bob-token', expired: false, active: true },
  ],
  jobs: [
    {
      owner: 'bob',
      scenario: 'straight',
      rows: 1000,
      begins: { kind: 'submitted', ago: duration(0) },
    },
  ],
  scenarios: {
    straight: {
      name: 'straight',
      about: 'Every status in turn.',
      steps: [
        step('Uploading', 1000),
        step('Draft', 1000),
        step('Enrichment Started', 20_000),
        step('Enrichment Completed', 5000),
        { kind: 'status', status: 'Enhancement Completed', takes: { kind: 'forever' } },
      ],
    },
  },
};
