/** Parses the flags that limit the requests to a target and configure its connection. */
import { describeFileError } from '../../command-line/command.ts';
import type { Flags, ParsedFlags } from '../../command-line/options.ts';
import { type NameFlag, nameFlag } from '../../command-line/typed-options.ts';
import { readTextFile } from '../../files/read-file.ts';
import { formatSuggestion } from '../../openapi/complaint.ts';
import type { ModeName } from '../evidence/conduct.ts';
import { modeNames, modes } from './modes.ts';

export const trafficFlags = {
  mode: {
    type: 'string',
    value: 'MODE',
    help: 'production: fewest requests. nightly: the normal mode. full: also writes; needs --allow-writes. Default: nightly, full with --allow-writes, production for a production host.',
  },
  'max-requests': {
    type: 'string',
    value: 'N',
    help: `The request budget, without the polls of --watch and the job of --allow-writes. Default ${modes.nightly.maxRequests}, in production ${modes.production.maxRequests}. The least important requests are dropped first, and their clauses are unobserved.`,
  },
  'max-rate': {
    type: 'string',
    value: 'N/s',
    help: `At most this many requests per second, or per minute (N/m). Default ${modes.nightly.perSecond}/s, in production ${modes.production.perSecond}/s, on this machine unlimited.`,
  },
  ca: {
    type: 'string',
    value: 'FILE',
    help: 'Also trust the CA certificates (PEM) in this file.',
  },
} as const satisfies Flags;

type GivenTrafficFlags = ParsedFlags<typeof trafficFlags>;

export interface TrafficOptions {
  /** Undefined if no mode was named. */
  readonly mode?: ModeName;
  readonly maxRequests?: number;
  readonly perSecond?: number;
  /** The text of a certificate file. */
  readonly ca?: string;
}

/** Fewer requests are not enough for a list and a job. */
export const minMaxRequests = 10;
export const maxMaxRequests = 999_999;

/** @param mistakes gets a sentence for each unusable flag */
export function readTrafficOptions(
  given: GivenTrafficFlags,
  writes: boolean,
  mistakes: string[],
  name: NameFlag = nameFlag,
): TrafficOptions {
  const mode = readMode(given.mode, writes, mistakes, name);
  const maxRequests = readMaxRequests(given['max-requests'], mistakes, name('max-requests'));
  const perSecond = readRate(given['max-rate'], mistakes, name('max-rate'));
  const ca = readCa(given.ca, mistakes, name('ca'));
  return {
    ...(mode === undefined ? {} : { mode }),
    ...(maxRequests === undefined ? {} : { maxRequests }),
    ...(perSecond === undefined ? {} : { perSecond }),
    ...(ca === undefined ? {} : { ca }),
  };
}

function readMode(
  mode: string | undefined,
  writes: boolean,
  mistakes: string[],
  name: NameFlag,
): ModeName | undefined {
  if (mode === undefined) return undefined;
  const known = modeNames.find((one) => one === mode);
  if (known === undefined)
    mistakes.push(
      `${name('mode')} is "${mode}"; allowed: ${modeNames.join(', ')}${formatSuggestion(mode, modeNames) || '.'}`,
    );
  else if (known === 'full' && !writes)
    mistakes.push(`${name('mode')} full writes, so it needs ${name('allow-writes')}.`);
  else if (known !== 'full' && writes)
    mistakes.push(
      `${name('mode')} ${mode} only reads, but ${name('allow-writes')} writes. Give only one of them.`,
    );
  return known;
}

function readMaxRequests(text: string | undefined, mistakes: string[], name: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,6}$/.test(text) && Number(text) >= minMaxRequests) return Number(text);
  mistakes.push(`${name} is "${text}"; it must be a whole number of at least ${minMaxRequests}.`);
  return undefined;
}

/** Requests per second, from `5/s`, `5` or `30/m`. */
function readRate(text: string | undefined, mistakes: string[], name: string): number | undefined {
  if (text === undefined) return undefined;
  const [, number, unit = 's'] = /^(\d+(?:\.\d+)?)(?:\/([sm]))?$/.exec(text) ?? [];
  const perSecond = Number(number) / (unit === 'm' ? 60 : 1);
  if (perSecond >= 0.01) return perSecond;
  mistakes.push(`${name} is "${text}"; it must be a number of requests, e.g. 2/s or 30/m.`);
  return undefined;
}

function readCa(file: string | undefined, mistakes: string[], name: string): string | undefined {
  if (file === undefined) return undefined;
  try {
    const text = readTextFile(file);
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text;
    mistakes.push(
      `${name} ${file} contains no PEM certificate, which starts with -----BEGIN CERTIFICATE-----.`,
    );
  } catch (error) {
    mistakes.push(`${name}: ${describeFileError(error) ?? `${file} cannot be read.`}`);
  }
  return undefined;
}
