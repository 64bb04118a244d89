/** The flags that say what is judged, and how strictly: those of `contract` and of `contract judge`. */
import type { Flags, ParsedFlags } from '../../command-line/options.ts';
import { formatSuggestion } from '../../openapi/complaint.ts';
import { defaultMinAvailability, minRequests } from '../clauses/availability.ts';
import { chooseClauses, listNames, toKey } from '../verdict/choose-clauses.ts';
import type { Clause } from '../verdict/clause.ts';

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
  strict: { type: 'boolean', help: 'A broken SHOULD also fails the run.' },
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
  readonly strict: boolean;
  /** How much of the contract must be seen, in percent. */
  readonly requiredPercent?: number;
  /** How many of the requests must be answered, in percent. */
  readonly minAvailability?: number;
}

/** @param mistakes gets a sentence for each flag that cannot be used */
export function readJudgingOptions(
  given: Partial<ParsedFlags<typeof judgingFlags>>,
  clauses: readonly Clause[],
  mistakes: string[],
): JudgingOptions {
  const { only = [], off = [], strict = false } = given;
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
  const switchedOff = new Set(off);
  if (only.length > 0 && chooseClauses(clauses, only).every(({ id }) => switchedOff.has(id)))
    if (mistakes.length === 0) mistakes.push('--off switches off every clause that --only chooses.');
  const requiredPercent = parsePercent('require-coverage', given['require-coverage'], mistakes);
  const minAvailability = parsePercent('min-availability', given['min-availability'], mistakes);
  return {
    only,
    off: switchedOff,
    strict,
    ...(requiredPercent === undefined ? {} : { requiredPercent }),
    ...(minAvailability === undefined ? {} : { minAvailability }),
  };
}

/** A share such as `80%` or `80`; undefined when it is not given or cannot be read. */
function parsePercent(name: string, text: string | undefined, mistakes: string[]): number | undefined {
  if (text === undefined) return undefined;
  const [, number] = /^(\d{1,3}(?:\.\d+)?)%?$/.exec(text) ?? [];
  if (number !== undefined && Number(number) <= 100) return Number(number);
  mistakes.push(`--${name} is "${text}"; it must be a percentage from 0% to 100%, e.g. 80%.`);
  return undefined;
}
