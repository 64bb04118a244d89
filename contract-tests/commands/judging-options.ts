/** The flags that say what is judged, and how strictly: those of `contract` and of `contract judge`. */
import type { Flags, ParsedFlags } from '../../command-line/options.ts';
import { formatSuggestion } from '../../openapi/complaint.ts';
import { defaultMinAvailability } from '../clauses/availability.ts';
import { minRequests } from '../evidence/availability.ts';
import { chooseClauses, listNames, toKey } from '../verdict/choose-clauses.ts';
import type { Clause } from '../verdict/clause.ts';
import { nameFlag, type NameFlag } from '../../command-line/typed-options.ts';
import { type ContractConfig, nameSetting } from './config/parse-config.ts';
import { type FailOn, parseFailOn } from '../verdict/fail-on.ts';
import { applyLevels, type LevelChange, listLevelChanges, type TeamLevels } from '../verdict/levels.ts';

export const judgingFlags = {
  only: {
    type: 'string',
    value: 'CLAUSE',
    multiple: true,
    help: 'Judge and report only this clause, or a section such as "Error Responses" or results. Can be repeated.',
  },
  off: {
    type: 'string',
    value: 'CLAUSE',
    multiple: true,
    help: 'Do not judge this clause. Can be repeated.',
  },
  'fail-on': {
    type: 'string',
    value: 'WHAT',
    multiple: true,
    help: 'What fails the run: must (default), should (a broken SHOULD too), new (only what is newly broken compared with the ledger), step (a lasting step for the worse too), never. Can be repeated, or a list such as should,new.',
  },
  strict: { type: 'boolean', help: 'Short for --fail-on should: a broken SHOULD also fails the run.' },
  config: {
    type: 'string',
    value: 'FILE',
    help: 'The settings of your team. Default: contract.config.yaml in this folder, if there is one. Flags win over it.',
  },
  'require-coverage': {
    type: 'string',
    value: 'PERCENT',
    help: 'Exit with 3 if the coverage of the contract is lower than this, e.g. 80%. With --only, the share of the chosen clauses counts.',
  },
  'min-availability': {
    type: 'string',
    value: 'PERCENT',
    help: `The share of requests that the target must answer; a lower share breaks a SHOULD. Default ${defaultMinAvailability}%, judged from ${minRequests} requests on.`,
  },
} as const satisfies Flags;

export interface JudgingOptions {
  /** What `--only` names; empty for the whole contract. */
  readonly only: readonly string[];
  readonly off: ReadonlySet<string>;
  /** A broken SHOULD counts like a broken MUST. */
  readonly strict: boolean;
  readonly failOn: readonly FailOn[];
  /** With the levels of the team. */
  readonly clauses: readonly Clause[];
  readonly changedLevels: readonly LevelChange[];
  /** How much of the contract must be seen, in percent. */
  readonly requiredPercent?: number;
  /** How many of the requests must be answered, in percent. */
  readonly minAvailability?: number;
}

/**
 * @param given with the settings of the file
 * @param mistakes gets a sentence for each flag that cannot be used
 * @param config the settings of the team
 */
export function readJudgingOptions(
  given: Partial<ParsedFlags<typeof judgingFlags>>,
  clauses: readonly Clause[],
  mistakes: string[],
  config?: ContractConfig,
): JudgingOptions {
  const { only = [], strict = false } = given;
  const name: NameFlag = config === undefined ? nameFlag : (flag) => nameSetting(config, flag);
  const levels = config?.levels ?? {};
  const off = readOff(given, clauses, mistakes, levels);
  const failOn = parseFailOn(given['fail-on'] ?? [], name('fail-on'), mistakes);
  if (strict && failOn.includes('never'))
    mistakes.push('--strict and --fail-on never contradict each other. Give only one of them.');
  const requiredPercent = parsePercent(name('require-coverage'), given['require-coverage'], mistakes);
  const minAvailability = parsePercent(name('min-availability'), given['min-availability'], mistakes);
  return {
    only,
    off,
    strict: strict || failOn.includes('should'),
    failOn,
    clauses: applyLevels(clauses, levels),
    changedLevels: listLevelChanges(clauses, levels),
    ...(requiredPercent === undefined ? {} : { requiredPercent }),
    ...(minAvailability === undefined ? {} : { minAvailability }),
  };
}

/** The clauses that are not judged. A clause that `--only` names by its id is judged, even if the file switches it off. */
function readOff(
  { only = [], off = [] }: Partial<ParsedFlags<typeof judgingFlags>>,
  clauses: readonly Clause[],
  mistakes: string[],
  levels: TeamLevels,
): ReadonlySet<string> {
  const ids = clauses.map(({ id }) => id);
  const names = listNames(clauses);
  const keys = new Set(names.map(toKey));
  for (const id of off)
    if (!ids.includes(id))
      mistakes.push(
        `--off ${id}: no clause has this id${formatSuggestion(id, ids) || '; --list shows all clauses'}`,
      );
  for (const name of only)
    if (!keys.has(toKey(name)))
      mistakes.push(
        `--only ${name}: no clause or section has this name${formatSuggestion(name, names) || '; --list shows all clauses'}`,
      );
  const wanted = new Set(only.map(toKey));
  const offByTeam = ids.filter(
    (id) => Object.hasOwn(levels, id) && levels[id] === 'off' && !wanted.has(toKey(id)),
  );
  const switchedOff = new Set([...off, ...offByTeam]);
  if (only.length > 0 && chooseClauses(clauses, only).every(({ id }) => switchedOff.has(id)))
    if (mistakes.length === 0) mistakes.push('Every clause that --only chooses is switched off.');
  return switchedOff;
}

/** A share such as `80%` or `80`; undefined when it is not given or cannot be read. */
function parsePercent(name: string, text: string | undefined, mistakes: string[]): number | undefined {
  if (text === undefined) return undefined;
  const [, number] = /^(\d{1,3}(?:\.\d+)?)%?$/.exec(text) ?? [];
  if (number !== undefined && Number(number) <= 100) return Number(number);
  mistakes.push(`${name} is "${text}"; it must be a percentage from 0% to 100%, e.g. 80%.`);
  return undefined;
}
