/** Reads the flags that say how much is asked of a target, how, and how much must be seen. */
import { describeFileError } from '../../command-line/command.ts';
import type { Flags, ParsedFlags } from '../../command-line/options.ts';
import { readTextFile } from '../../files/read-file.ts';
import { formatSuggestion } from '../../openapi/complaint.ts';
import { defaultMinAvailability, minRequests } from '../clauses/availability.ts';
import type { ModeName } from '../evidence/conduct.ts';
import { modeNames } from '../traffic/modes.ts';

export const trafficFlags = {
  mode: {
    type: 'string',
    value: 'MODE',
    help: 'production: fewest requests. nightly: the normal mode. full: also writes; needs --allow-writes. Default: nightly, full with --allow-writes, production for a production host.',
  },
  'max-requests': {
    type: 'string',
    value: 'N',
    help: 'The request budget, without the polls of --watch and the job of --allow-writes. Default 80, in production 40. The least important requests are dropped first, and their clauses are unobserved.',
  },
  'max-rate': {
    type: 'string',
    value: 'N/s',
    help: 'At most this many requests per second, or per minute (N/m). Default 5/s, in production 1/s, on this machine unlimited.',
  },
  'require-coverage': {
    type: 'string',
    value: 'PERCENT',
    help: 'Exit with 3 if the coverage of the contract is lower than this, e.g. 80%.',
  },
  'min-availability': {
    type: 'string',
    value: 'PERCENT',
    help: `The share of requests that the target must answer; a lower share breaks a SHOULD. Default ${defaultMinAvailability}%, judged from ${minRequests} requests on.`,
  },
  ca: {
    type: 'string',
    value: 'FILE',
    help: 'Also trust the CA certificates (PEM) in this file.',
  },
} as const satisfies Flags;

type GivenTrafficFlags = ParsedFlags<typeof trafficFlags>;

export interface TrafficOptions {
  /** Undefined when none was named. */
  readonly mode?: ModeName;
  readonly maxRequests?: number;
  readonly perSecond?: number;
  /** How much of the contract must be seen, in percent. */
  readonly requiredPercent?: number;
  /** How many of the requests must be answered, in percent. */
  readonly minAvailability?: number;
  /** The text of a file with certificates. */
  readonly ca?: string;
}

/** With fewer requests not even a list and a job are seen as they should be. */
const minMaxRequests = 10;

/** @param mistakes gets a sentence for each flag that cannot be used */
export function readTrafficOptions(
  given: GivenTrafficFlags,
  writes: boolean,
  mistakes: string[],
): TrafficOptions {
  const mode = readMode(given.mode, writes, mistakes);
  const maxRequests = readMaxRequests(given['max-requests'], mistakes);
  const perSecond = readRate(given['max-rate'], mistakes);
  const requiredPercent = parsePercent('require-coverage', given['require-coverage'], mistakes);
  const minAvailability = parsePercent('min-availability', given['min-availability'], mistakes);
  const ca = readCa(given.ca, mistakes);
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(maxRequests === undefined ? {} : { maxRequests }),
    ...(perSecond === undefined ? {} : { perSecond }),
    ...(requiredPercent === undefined ? {} : { requiredPercent }),
    ...(minAvailability === undefined ? {} : { minAvailability }),
    ...(ca === undefined ? {} : { ca }),
  };
}

function readMode(mode: string | undefined, writes: boolean, mistakes: string[]): ModeName | undefined {
  if (mode === undefined) return undefined;
  const known = modeNames.find((name) => name === mode);
  if (known === undefined)
    mistakes.push(
      `--mode is "${mode}"; allowed: ${modeNames.join(', ')}${formatSuggestion(mode, modeNames) || '.'}`,
    );
  else if (known === 'full' && !writes) mistakes.push('--mode full writes, so it needs --allow-writes.');
  else if (known !== 'full' && writes)
    mistakes.push(`--mode ${mode} only reads, but --allow-writes writes. Give only one of them.`);
  return known;
}

function readMaxRequests(text: string | undefined, mistakes: string[]): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,6}$/.test(text) && Number(text) >= minMaxRequests) return Number(text);
  mistakes.push(`--max-requests is "${text}"; it must be a whole number of at least ${minMaxRequests}.`);
  return undefined;
}

/** As requests a second, from `5/s`, `5` or `30/m`. */
function readRate(text: string | undefined, mistakes: string[]): number | undefined {
  if (text === undefined) return undefined;
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)(?:\/([sm]))?$/.exec(text) ?? [];
  const perSecond = Number(number) / (unit === 'm' ? 60 : 1);
  if (perSecond >= 0.01) return perSecond;
  mistakes.push(`--max-rate is "${text}"; it must be a number of requests, e.g. 2/s or 30/m.`);
  return undefined;
}

/** A share such as `80%` or `80`; undefined when it is not given or cannot be read. */
export function parsePercent(name: string, text: string | undefined, mistakes: string[]): number | undefined {
  if (text === undefined) return undefined;
  const [, number] = /^(\d{1,3}(?:\.\d+)?)%?$/.exec(text) ?? [];
  if (number !== undefined && Number(number) <= 100) return Number(number);
  mistakes.push(`--${name} is "${text}"; it must be a percentage from 0% to 100%, e.g. 80%.`);
  return undefined;
}

function readCa(file: string | undefined, mistakes: string[]): string | undefined {
  if (file === undefined) return undefined;
  try {
    const text = readTextFile(file);
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
    mistakes.push(`--ca ${file} contains no PEM certificate, which starts with -----BEGIN CERTIFICATE-----.`);
  } catch (error) {
    mistakes.push(`--ca: ${describeFileError(error) ?? `${file} cannot be read.`}`);
  }
  return undefined;
}
