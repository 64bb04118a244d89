/** The common faults, each one switch. The document of the control API says what each effect does. */
import type { components } from '../openapi/generated/control.ts';

export type NewFault = components['schemas']['FaultRule'];

export interface FaultSwitch {
  readonly name: string;
  readonly about: string;
  readonly rule: NewFault;
}

export const faultSwitches: readonly FaultSwitch[] = [
  {
    name: 'Too many requests (429)',
    about: 'Every request is rejected, with Retry-After.',
    rule: { effect: 'error', problem: 'tooManyRequests', retry_after: 30 },
  },
  {
    name: 'Server error (500)',
    about: 'Every request fails in the server.',
    rule: { effect: 'error', problem: 'serverError' },
  },
  {
    name: 'Maintenance (503)',
    about: 'A proxy answers for the API.',
    rule: { effect: 'maintenance', status: 503 },
  },
  { name: 'Expired token (401)', about: 'No token lets in any more.', rule: { effect: 'expired-token' } },
  {
    name: 'Slow',
    about: 'Responses take one to three seconds.',
    rule: { effect: 'latency', latency: '1s to 3s' },
  },
  {
    name: 'Reset',
    about: 'Every third connection is reset without a response.',
    rule: { effect: 'reset', every: 3 },
  },
  { name: 'Cut', about: 'Every third response ends in the middle.', rule: { effect: 'cut', every: 3 } },
  { name: 'Drip', about: 'Responses arrive a few bytes at a time.', rule: { effect: 'drip', rate: 200 } },
  {
    name: 'Unknown status',
    about: 'One job has a status that the document does not have.',
    rule: { effect: 'unknown-status' },
  },
  {
    name: 'Extra field',
    about: 'Objects have a field that the document does not have.',
    rule: { effect: 'extra-field' },
  },
  { name: 'Null field', about: 'A field that is never null is null.', rule: { effect: 'null-field' } },
  { name: 'Invalid JSON', about: 'Bodies lack their last bracket.', rule: { effect: 'invalid-json' } },
  { name: 'Empty body', about: 'Responses have no body.', rule: { effect: 'empty' } },
];

/** The active fault of a switch is that with the same key: the same rule, without a narrower scope. */
export const toFaultKey = (rule: object): string =>
  JSON.stringify(Object.entries(rule).toSorted(([one], [other]) => (one < other ? -1 : 1)));
