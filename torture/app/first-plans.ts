/** The lives that come first: a calm one, then one for each thing that a user, a browser or a network does. */
import { defaultPlan } from '../life/read-plan.ts';
import type { LifePlan } from '../life/plan.ts';
import type { AppEvent, AppPlan } from './app-plan.ts';

/** A job of a minute, so that the first lives are short. */
const base: LifePlan = {
  ...defaultPlan,
  jobs: [
    {
      scenario: {
        steps: [
          { status: 'Draft', takes: '15s' },
          { status: 'Enrichment Started', takes: '40s' },
          { status: 'Enrichment Completed', takes: '5s' },
          { status: 'Enhancement Completed' },
        ],
      },
      rows: 3,
    },
  ],
};

export const calmPlan: AppPlan = { ...base, events: [] };

const events: readonly AppEvent[] = [
  { kind: 'hidden', at: 10_000, length: 20_000 },
  { kind: 'offline', at: 10_000, length: 10_000 },
  { kind: 'reload', at: 30_000 },
  { kind: 'second-tab', at: 20_000 },
  { kind: 'cached', at: 10_000, length: 20_000 },
  { kind: 'leave', at: 20_000, length: 10_000 },
  { kind: 'hidden', at: 10_000, length: 600_000 },
];

const faults: readonly LifePlan['faults'][number]['fault'][] = [
  { effect: 'error', problem: 'serverError', next: 1 },
  { effect: 'reset', next: 1 },
  { effect: 'cut', next: 1 },
  { effect: 'error', problem: 'tooManyRequests', retry_after: 30, next: 1 },
  { effect: 'maintenance', next: 2 },
];

export const firstPlans: readonly AppPlan[] = [
  calmPlan,
  ...events.map((event) => ({ ...calmPlan, events: [event] })),
  ...faults.map((fault) => ({ ...calmPlan, faults: [{ at: 5000, fault }] })),
  { ...calmPlan, sleeps: [{ at: 10_000, length: 300_000 }] },
  // A response that is overtaken by the next one.
  { ...calmPlan, latencies: [50, 50, 50, 12_000] },
];
