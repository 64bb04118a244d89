/** An intent of each kind, with everything that it can have and with as little as possible. */
import { duration, instant } from '../../../../time/time.ts';
import type { Intent } from '../../../domain/entry.ts';
import type { FaultRule } from '../../../domain/fault.ts';
import type { Beginning } from '../../../domain/history.ts';
import { packRows } from '../../../domain/submitted-rows.ts';
import { fixture, start } from '../../../testing/shipped.ts';

const job = '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';
const person = { firstName: 'Ada\u0000"\n', lastName: '\u2028\ud800', companyName: null };
const few = packRows([person]);
export const many = packRows(Array.from({ length: 12_000 }, () => person));
const at = instant(start + 1);

const rule: FaultRule = {
  effect: { kind: 'latency', latency: '100ms to 2s' },
  where: { user: 'alice', operation: 'getStatus', job },
  when: { kind: 'every', nth: 3 },
  expiresIn: duration(90_061),
  done: false,
};
const { expiresIn: _, ...plainRule } = rule;

const from: Beginning = {
  fixture,
  history: {
    began: start,
    now: at,
    log: [
      {
        kind: 'submit',
        owner: 'alice',
        id: job.replace('9', '8'),
        at,
        rows: 1,
        scenario: 'pauses',
        records: few,
      },
      {
        kind: 'submit',
        owner: 'alice',
        id: job.replace('9', '7'),
        at,
        rows: many.count,
        scenario: 'pauses',
        records: many,
      },
    ],
    faults: [{ ...plainRule, id: 'fault-2', expiresAt: at, matched: 2, applied: 1 }],
    faultsMade: 2,
  },
};

/** By its kind, so that none is forgotten. */
export const intents: { readonly [Kind in Intent['kind']]: readonly (Intent & { readonly kind: Kind })[] } = {
  reset: [
    { kind: 'reset', at, speed: 1, frozen: false },
    { kind: 'reset', at, speed: 0.1, frozen: true, faults: [rule] },
  ],
  restore: [
    { kind: 'restore', at, speed: 100_000, frozen: true, from },
    { kind: 'restore', at, speed: 1, frozen: false, faults: [rule], from: { fixture } },
  ],
  submit: [
    { kind: 'submit', owner: 'alice', rows: 3 },
    {
      kind: 'submit',
      owner: 'alice',
      rows: 1,
      scenario: 'pauses',
      category: 'account',
      criteria: { contacts: 2, jobTitles: ['CEO'] },
      records: few,
    },
    { kind: 'submit', owner: 'alice', rows: many.count, records: many },
  ],
  add: [
    { kind: 'add', owner: 'alice', rows: 1 },
    {
      kind: 'add',
      owner: 'alice',
      rows: 1,
      scenario: 'pauses',
      category: 'contact',
      ago: 5,
      status: 'paused',
    },
  ],
  pause: [
    { kind: 'pause', job },
    { kind: 'pause', job, owner: 'alice' },
  ],
  resume: [{ kind: 'resume', job }],
  fail: [
    { kind: 'fail', job },
    { kind: 'fail', job, reason: 'Out of memory' },
  ],
  force: [{ kind: 'force', job, status: 'Draft', stays: true, anyway: false }],
  delete: [{ kind: 'delete', job }],
  undelete: [{ kind: 'undelete', job }],
  poll: [{ kind: 'poll', jobs: [job] }],
  clock: [
    { kind: 'clock' },
    { kind: 'clock', frozen: true, speed: 2, advance: 60_000 },
    { kind: 'clock', advance: 'next-change' },
    { kind: 'clock', at },
    { kind: 'clock', until: { job, status: 'completed' } },
  ],
  'follow-wall-clock': [{ kind: 'follow-wall-clock', seen: at }],
  'add-fault': [
    { kind: 'add-fault', rule },
    { kind: 'add-fault', rule: plainRule },
  ],
  'remove-fault': [{ kind: 'remove-fault', fault: 'fault-1' }],
  'clear-faults': [{ kind: 'clear-faults' }],
  'match-faults': [{ kind: 'match-faults', faults: ['fault-1', 'fault-2'] }],
  'count-faults': [{ kind: 'count-faults', faults: [] }],
  'save-snapshot': [{ kind: 'save-snapshot', snapshot: 'early' }],
  'restore-snapshot': [{ kind: 'restore-snapshot', snapshot: 'early' }],
  'delete-snapshot': [{ kind: 'delete-snapshot', snapshot: 'early' }],
};

export const allIntents: readonly Intent[] = Object.values(intents).flat();
