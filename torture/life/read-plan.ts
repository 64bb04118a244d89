/** Reads a plan that a person wrote or changed, and reports all of its mistakes at once. */
import { formatAllowed } from '../../openapi/complaint.ts';
import { toVisible } from '../../text/visible.ts';
import type { LifePlan } from './plan.ts';

/** What a plan says where it says nothing. */
export const defaultPlan = {
  jobs: [{ scenario: 'straight-through', rows: 1 }],
  faults: [],
  latencies: [],
  sleeps: [],
  skew: 0,
  isOutOfCredits: false,
} as const satisfies LifePlan;

/** A plan as a person may write it: without what is as by default. */
export type GivenPlan = Partial<LifePlan>;

/** A plan that cannot be played. */
export class PlanError extends Error {
  override readonly name = 'PlanError';
  /** One sentence for each mistake. */
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    const lines =
      mistakes.length === 1 ? ` ${mistakes.join('')}` : mistakes.map((one) => `\n- ${one}`).join('');
    super(`This plan cannot be played:${lines}`);
    this.mistakes = mistakes;
  }
}

/**
 * @param given of a caller whose types may not have been checked
 * @throws PlanError
 */
export function readPlan(given: unknown): LifePlan {
  const mistakes: string[] = [];
  checkPlan('plan', given, mistakes);
  if (mistakes.length > 0) throw new PlanError(mistakes);
  const written = Object.entries(given as GivenPlan).filter(([, value]) => value !== undefined);
  return { ...defaultPlan, ...Object.fromEntries(written) };
}

/** Adds what is wrong with the value at a place to the mistakes. */
type Check = (place: string, value: unknown, mistakes: string[]) => void;

/** A life is shorter, and a mistyped number would take the patience of a person. */
const maxTime = 30 * 24 * 60 * 60 * 1000;
const maxItems = 200;
const maxTextLength = 200;

const time = number(0, maxTime, 'milliseconds since the start of the life');
const length = number(0, maxTime, 'milliseconds');
const text: Check = (place, value, mistakes) => {
  if (typeof value !== 'string' || value === '' || value.length > maxTextLength)
    mistakes.push(`${place} is ${show(value)}; it must be a text of at most ${maxTextLength} characters.`);
};
const flag: Check = (place, value, mistakes) => {
  if (typeof value !== 'boolean') mistakes.push(`${place} is ${show(value)}; it must be true or false.`);
};
const steps = map({ status: text, takes: text }, ['status'], "{ status: 'Draft', takes: '20s' }");
const drawnScenario = map(
  { steps: list(steps, 1) },
  ['steps'],
  "{ steps: [{ status: 'Draft', takes: '20s' }] }",
);
const scenario: Check = (place, value, mistakes) =>
  (typeof value === 'string' ? text : drawnScenario)(place, value, mistakes);
const job = map(
  { scenario, rows: number(1, 100_000, 'a whole number', true) },
  ['scenario', 'rows'],
  "{ scenario: 'straight-through', rows: 1 }",
);
/** The world checks the keys of the fault itself. */
const faultRule: Check = (place, value, mistakes) => {
  const effect = typeof value === 'object' && value !== null && 'effect' in value ? value.effect : undefined;
  if (typeof effect !== 'string')
    mistakes.push(
      `${place} is ${show(value)}; it must be an object with an effect, such as { effect: 'reset', next: 1 }.`,
    );
};

const checkPlan = map(
  {
    jobs: list(job, 1),
    faults: list(
      map({ at: time, fault: faultRule }, ['at', 'fault'], "{ at: 0, fault: { effect: 'reset', next: 1 } }"),
    ),
    latencies: list(length),
    sleeps: list(map({ at: time, length }, ['at', 'length'], '{ at: 5000, length: 60000 }')),
    skew: number(-maxTime, maxTime, 'milliseconds'),
    unmountAt: time,
    switchAt: time,
    tokenExpiresAt: time,
    isOutOfCredits: flag,
    retryAfterAsDate: flag,
  } satisfies Record<keyof LifePlan, Check>,
  [],
  "{ jobs: [{ scenario: 'straight-through', rows: 1 }] }",
);

/** @param sample of what is allowed, as a person would write it */
function map(keys: Readonly<Record<string, Check>>, required: readonly string[], sample: string): Check {
  return (place, value, mistakes) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      mistakes.push(`${place} is ${show(value)}; it must be an object such as ${sample}.`);
      return;
    }
    for (const [key, item] of Object.entries(value)) {
      const check = Object.hasOwn(keys, key) ? keys[key] : undefined;
      if (check === undefined)
        mistakes.push(`${place} has the key ${show(key)}; ${formatAllowed(key, Object.keys(keys))}.`);
      else if (item !== undefined) check(`${place}.${key}`, item, mistakes);
    }
    for (const key of required)
      if (!Object.hasOwn(value, key))
        mistakes.push(`${place}.${key} is missing; write for example ${sample}.`);
  };
}

function list(check: Check, min = 0): Check {
  return (place, value, mistakes) => {
    if (!Array.isArray(value)) mistakes.push(`${place} is ${show(value)}; it must be a list.`);
    else if (value.length < min || value.length > maxItems)
      mistakes.push(`${place} has ${value.length} items; it must have ${min} to ${maxItems}.`);
    else for (const [index, item] of value.entries()) check(`${place}[${index}]`, item, mistakes);
  };
}

function number(min: number, max: number, unit: string, isWhole = false): Check {
  return (place, value, mistakes) => {
    const fits = typeof value === 'number' && value >= min && value <= max;
    if (!fits || (isWhole && !Number.isInteger(value)))
      mistakes.push(`${place} is ${show(value)}; it must be ${unit}, from ${min} to ${max}.`);
  };
}

/** A foreign value, short. */
function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value !== 'string') return typeof value === 'function' ? 'a function' : String(value);
  return toVisible(JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}...` : value));
}
