/** The options of `torture` and `findFailure`: one table, one check, all mistakes at once. */
import {
  durationUpTo,
  findUnknownOptions,
  numberFrom,
  type Option,
  type OptionKind,
  readOptions,
  truth,
} from '../command-line/typed-options.ts';
import { formatAllowed } from '../openapi/complaint.ts';
import { quoteValue } from '../openapi/diagnostics/excerpt.ts';
import { duration, type Duration } from '../time/time.ts';
import { scenarioNames } from './chance/scenarios.ts';
import { type GivenPlan, PlanError, readPlan } from './life/read-plan.ts';
import type { LifePlan } from './life/plan.ts';
import type { KeptOptions } from './report/finding.ts';
import { toRule } from './rules/custom.ts';
import type { CustomRule, Rule } from './rules/rule.ts';

export interface TortureOptions {
  /** How many lives to play. Default: 500, or without a limit where `timeLimit` is given. */
  readonly numRuns?: number;
  /** Decides all lives. Default: another one each time; it is printed. */
  readonly seed?: number;
  /** Begins at this life of the seed; a finding has it. */
  readonly path?: string;
  /**
   * How long to search, such as `10s` or a number of milliseconds. A finding gets half as much again to be made smaller. Default: 3
   * seconds, or without a limit where `numRuns`, `path` or `plan` is given.
   */
  readonly timeLimit?: string | number;
  /** Your own rules; they are checked before the others. */
  readonly rules?: readonly CustomRule[];
  /** Rules that your client does not promise, by name. */
  readonly without?: readonly string[];
  /** Only lives with jobs of these shipped scenarios. */
  readonly scenarios?: readonly string[];
  /** Plays this life only, once. */
  readonly plan?: GivenPlan;
  /** Whether to print a line at the end, or a function that gets it. Default: true. */
  readonly log?: boolean | ((line: string) => void);
}

/** The options with what they mean where they are not given. */
export interface TortureSettings {
  readonly numRuns: number;
  readonly seed: number;
  readonly path?: string;
  /** Milliseconds. */
  readonly timeLimit: number;
  readonly rules: readonly Rule[];
  readonly scenarios: readonly string[];
  readonly plan?: LifePlan;
  readonly log: (line: string) => void;
  /** What a repetition needs. */
  readonly kept: KeptOptions;
}

const defaultRuns = 500;
const maxRuns = 1_000_000_000;
/** By default, the test runners stop a test after five seconds. */
const defaultTimeLimit = 3000;

const option = <Value>(
  name: string,
  kind: OptionKind<Exclude<Value, undefined>>,
): Option<Value | undefined> => ({
  flag: name,
  name,
  kind,
  default: undefined,
  help: '',
});

const pathKind: OptionKind<string> = {
  flag: { type: 'string' },
  read: (given) => (typeof given === 'string' && /^\d+(:\d+)*$/.test(given) ? given : undefined),
  expected: () => 'a path as a finding has it, such as "12:0:3"',
};

const listKind: OptionKind<readonly unknown[]> = {
  flag: { type: 'string', multiple: true },
  read: (given) => (Array.isArray(given) ? (given as readonly unknown[]) : undefined),
  expected: () => 'a list',
};

const logKind: OptionKind<NonNullable<TortureOptions['log']>> = {
  flag: truth.flag,
  read: (given) =>
    typeof given === 'function' ? (given as (line: string) => void) : truth.read(given, 'program'),
  expected: () => 'true, false or a function that gets the line',
};

const timeKind: OptionKind<Duration> = {
  ...durationUpTo({ max: '24h' }),
  read: (given, surface) => {
    const length = durationUpTo({ max: '24h' }).read(given, surface);
    return length === duration(0) ? undefined : length;
  },
};

const table = {
  numRuns: option<number>('numRuns', numberFrom(1, maxRuns)),
  seed: option<number>('seed', numberFrom(-0x8000_0000, 0x7fff_ffff)),
  path: option<string>('path', pathKind),
  timeLimit: option<Duration>('timeLimit', timeKind),
  rules: option<readonly unknown[]>('rules', listKind),
  without: option<readonly unknown[]>('without', listKind),
  scenarios: option<readonly unknown[]>('scenarios', listKind),
  log: option<NonNullable<TortureOptions['log']>>('log', logKind),
};

const names: readonly string[] = [...Object.keys(table), 'plan'];

/**
 * @param builtIn all rules, before some are turned off
 * @param drawSeed a whole number of 32 bits, for where none is given
 * @throws TypeError with every mistake
 */
export function readTortureOptions(
  given: TortureOptions,
  builtIn: readonly Rule[],
  { drawSeed, print }: { readonly drawSeed: () => number; readonly print: (line: string) => void },
): TortureSettings {
  const { values, mistakes } = readOptions(table, { ...given }, 'program');
  const all = [...findUnknownOptions(given, names), ...mistakes];
  const custom = readCustomRules(values.rules ?? [], builtIn, all);
  const rules = turnOff(values.without ?? [], [...custom, ...builtIn], all);
  const scenarios = readScenarios(values.scenarios, all);
  const plan = readGivenPlan(given, all);
  if (all.length > 0) throw new TypeError(all.join('\n'));
  const { numRuns, path, timeLimit, log = true } = values;
  const isLimited = [numRuns, path, plan].every((one) => one === undefined);
  return {
    numRuns: plan === undefined ? (numRuns ?? (timeLimit === undefined ? defaultRuns : maxRuns)) : 1,
    seed: values.seed ?? drawSeed(),
    ...(path === undefined ? {} : { path }),
    timeLimit: timeLimit ?? (isLimited ? defaultTimeLimit : Number.POSITIVE_INFINITY),
    rules,
    scenarios,
    ...(plan === undefined ? {} : { plan }),
    log: typeof log === 'function' ? log : log ? print : () => undefined,
    kept: {
      ...(custom.length === 0 ? {} : { rules: custom.map(({ name }) => name) }),
      ...(values.without === undefined || values.without.length === 0
        ? {}
        : { without: values.without.map(String) }),
      ...(values.scenarios === undefined ? {} : { scenarios }),
    },
  };
}

function readCustomRules(
  given: readonly unknown[],
  builtIn: readonly Rule[],
  mistakes: string[],
): readonly Rule[] {
  const taken = new Set(builtIn.map(({ name }) => name));
  return given.flatMap((one, index) => {
    const place = `"rules[${index}]"`;
    if (!isRule(one)) {
      mistakes.push(`${place} must have a name and a function "check" that gets a life.`);
      return [];
    }
    const { name } = one;
    if (taken.has(name)) mistakes.push(`${place} has the name ${quoteValue(name)}, which another rule has.`);
    taken.add(name);
    return [toRule(one)];
  });
}

function isRule(given: unknown): given is CustomRule {
  const { name, check } = (given ?? {}) as { readonly name?: unknown; readonly check?: unknown };
  return typeof name === 'string' && name !== '' && typeof check === 'function';
}

function turnOff(given: readonly unknown[], rules: readonly Rule[], mistakes: string[]): readonly Rule[] {
  const off = readNames(
    'without',
    given,
    rules.map(({ name }) => name),
    mistakes,
  );
  return rules.filter(({ name }) => !off.includes(name));
}

/** @returns those that are allowed; the others become mistakes */
function readNames(
  name: string,
  given: readonly unknown[],
  allowed: readonly string[],
  mistakes: string[],
): readonly string[] {
  return given.flatMap((one) => {
    if (typeof one === 'string' && allowed.includes(one)) return [one];
    mistakes.push(`"${name}" names ${quoteValue(one)}; ${formatAllowed(String(one), allowed)}`);
    return [];
  });
}

/** In the order from simple to complicated. */
function readScenarios(given: readonly unknown[] | undefined, mistakes: string[]): readonly string[] {
  if (given === undefined) return scenarioNames;
  if (given.length === 0) mistakes.push('"scenarios" is empty; name at least one, or leave it out.');
  const wanted = readNames('scenarios', given, scenarioNames, mistakes);
  return scenarioNames.filter((name) => wanted.includes(name));
}

function readGivenPlan({ plan, path }: TortureOptions, mistakes: string[]): LifePlan | undefined {
  if (plan === undefined) return undefined;
  if (path !== undefined) mistakes.push('"plan" is one life and "path" leads to another; give one of them.');
  try {
    return readPlan(plan);
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    mistakes.push(error.message);
    return undefined;
  }
}
