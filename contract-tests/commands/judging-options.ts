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
    help: 'Judge and report only this clause, or a section such as "Error Responses" or results; may be given several times. Clauses share their questions, so everything is still asked. The ledger is read and not written.',
  },
  off: {
    type: 'string',
    value: 'CLAUSE',
    multiple: true,
    help: 'Do not judge this clause; may be given several times.',
  },
  strict: { type: 'boolean', help: 'A broken SHOULD fails the run too.' },
  'require-coverage': {
    type: 'string',
    value: 'PERCENT',
    help: 'Less seen of the contract than this is exit status 3, e.g. 80%. With --only it is the share of these clauses.',
  },
  'min-availability': {
    type: 'string',
    value: 'PERCENT',
    help: `How many of the requests must be answered; fewer break a SHOULD. Default ${defaultMinAvailability}%, of at least ${minRequests} requests.`,
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
        `--off ${id}: there is no such clause${formatSuggestion(id, ids) || '; --list shows them'}`,
      );
  for (const name of only)
    if (!keys.has(toKey(name)))
      mistakes.push(
        `--only ${name}: there is no such clause or section${formatSuggestion(name, names) || '; --list shows them'}`,
      );
  const switchedOff = new Set(off);
  if (only.length > 0 && chooseClauses(clauses, only).every(({ id }) => switchedOff.has(id)))
    if (mistakes.length === 0) mistakes.push('--only and --off leave no clause to judge.');
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
