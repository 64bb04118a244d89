// The notation of faults, on the command line and in the control API.
import fc from 'fast-check';

import type { CheckAt } from '../../openapi/conformance.ts';
import { getControlChecks } from '../../openapi/shipped.ts';
import { instant } from '../../time/time.ts';
import { createClock } from '../domain/clock.ts';
import { createWorld } from '../domain/world.ts';
import { fixture, ownJobId, spec } from '../testing/shipped.ts';
import { someFault } from '../testing/some-faults.ts';
import { readFaultFlags } from './fault-flags.ts';
import { formatFault } from '../faults/fault-text.ts';
import { flattenFault } from '../faults/flat-fault.ts';
import { checkFault, toFaultRule } from '../faults/read-fault.ts';

const world = createWorld('default', fixture, createClock(instant(0), instant(0)));
let checks: CheckAt;
beforeAll(async () => {
  checks = getControlChecks();
});
const readFlags = (texts: readonly string[]) => readFaultFlags(texts, fixture, spec, checks);

test('a formatted fault is parsed as the same fault', () => {
  fc.assert(
    fc.property(someFault({ user: 'alice', job: ownJobId }), (rule) => {
      const flat = flattenFault(rule);
      expect([checkFault(flat, world, spec), toFaultRule(flat)]).toEqual([[], rule]);
      expect(readFlags([formatFault(rule)])).toEqual({ rules: [rule], mistakes: [] });
    }),
  );
});

test.each([
  ['error,problem=serverError,operation=getStatus,next=2', { kind: 'error', problem: 'serverError' }],
  ['latency,latency=300ms', { kind: 'latency', latency: '300ms' }],
  ['latency, latency=100ms to 2s', { kind: 'latency', latency: '100ms to 2s' }],
  ['latency,latency=log-normal 200ms to 5s', { kind: 'latency', latency: 'log-normal 200ms to 5s' }],
  ['maintenance', { kind: 'maintenance', status: 503 }],
  ['drip', { kind: 'drip', rate: 20 }],
  ['mutant,mutant=capital-status,probability=0.1', { kind: 'mutant', mutant: 'capital-status' }],
])('%s is a valid fault on the command line', (text, effect) => {
  const { rules, mistakes } = readFlags([text]);
  expect([rules, mistakes]).toEqual([[expect.objectContaining({ effect })], []]);
});

test.each([
  ['', '"effect" is ""; it must be "error", "expired-token"'],
  ['eror,problem=serverError', '; did you mean "error"?'],
  ['error', 'the effect "error" needs "problem": the name of an error of the mock'],
  ['error,problem=servererror', '; did you mean "serverError"?'],
  ['reset,user=alise', '; did you mean "alice"?'],
  ['reset,operation=getStatuses', '; did you mean "getStatus"?'],
  ['reset,job=00000000-0000-4000-8000-000000000000', 'the world "default" has no job "00000000-'],
  ['mutant,mutant=capital-statis', 'there is no mutant "capital-statis"; did you mean "capital-status"?'],
  ['mutant,mutant=x', 'there is no mutant "x"; mock --mutants lists them'],
  ['reset,nxt=2', 'there is no key "nxt"; did you mean "next"?'],
  ['reset,next=0', '"next" is 0; it must be a whole number, 1 or more'],
  ['reset,next=soon', '"next" is "soon"; it must be a whole number, 1 or more'],
  ['reset,probability=2', '"probability" is 2; it must be a number from 0 to 1'],
  ['reset,next=1,every=2', '"next" and "every" cannot go together; give one of them'],
  ['reset,next=1,next=2', '"next" was given more than once'],
  ['reset,2', '"2" is not of the form KEY=VALUE, such as operation=getStatus'],
  ['reset,bytes=3', '"bytes" belongs to the effect "cut", not to "reset"'],
  ['reset,retry_after=3', '"retry_after" belongs to the effect "error" or "maintenance", not to "reset"'],
  ['reset,done=yes', '"done" is "yes"; it must be true or false'],
  ['reset,expires_in=soon', '"expires_in" is "soon"; it must be a duration such as 90s'],
  ['latency,latency=2m', '"latency" is "2m"; it must be "300ms", "100ms to 2s" (uniform)'],
  ['latency,latency=2s to 1s', '"latency" is "2s to 1s"; it must be'],
  ['maintenance,status=500', '"status" is 500; it must be 502 or 503'],
])('%s is rejected with the allowed values', (text, message) => {
  const { mistakes } = readFlags([text]);
  expect(mistakes).toEqual([expect.stringContaining(message)]);
  expect(mistakes[0]).toMatch(/^--fault ".*": .*(?<!\?)[.?]$/s);
});

test('all errors are reported at once', () => {
  const { mistakes } = readFlags(['reset,nxt=2,user=nobody', 'cut,bytes=-1']);
  expect(mistakes).toHaveLength(3);
});

test('a world has a limited number of faults', () => {
  const { mistakes } = readFlags(Array.from({ length: 101 }, () => 'reset'));
  expect(mistakes).toEqual(['--fault was given 101 times; a world has room for 100.']);
});
