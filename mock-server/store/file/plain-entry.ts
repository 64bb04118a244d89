/**
 * Converts the entries of a log to JSON as `LogEntry` of the control document describes it, and back. What is large, or
 * common to many entries, is beside them: they refer to it by digest.
 */
import { ComplaintsError } from '../../../openapi/complaint.ts';
import type { CheckAt } from '../../../openapi/conformance.ts';
import { diagnose } from '../../../openapi/diagnostics/diagnose.ts';
import { type Instant, instant, parseInstant } from '../../../time/time.ts';
import type { Intent, LogEntry } from '../../domain/entry.ts';
import type { FaultRule } from '../../domain/fault.ts';
import type { Beginning } from '../../domain/history.ts';
import type { SubmittedRows } from '../../domain/submitted-rows.ts';
import { flattenFault } from '../../faults/fault-text.ts';
import { checkFaultRule, type GivenFault, toFaultRule } from '../../faults/read-fault.ts';
import { formatInstantToMs, type PlainObject, toPlainHistory } from '../../fixtures/plain-command.ts';
import { createPlainComplaint } from '../../fixtures/plain-source.ts';

/** Puts things beside the entries. */
export interface PutBeside {
  /** What `reset` stands for. */
  readonly own: Beginning;
  /** @returns a digest */
  readonly putBeginning: (beginning: Beginning) => string;
  /** @returns few rows as they are, and the digest of many */
  readonly putRows: (rows: SubmittedRows) => PlainRows;
}

/** Finds what is beside the entries. @throws LogError for an unknown digest */
export interface GetBeside {
  readonly own: Beginning;
  /** @throws ComplaintsError */
  readonly getBeginning: (digest: string) => Beginning;
  readonly getRows: (plain: PlainRows) => SubmittedRows;
  /** A world file with a history, and with the fixture of the digest. @throws ComplaintsError */
  readonly readHistory: (digest: string, history: PlainObject) => Beginning;
}

/** One row per line, or the digest of such a text. */
export type PlainRows = string | { readonly digest: string };

/** A log, or a line of it, that no mock wrote. The message is half a sentence, and contains no value. */
export class LogError extends Error {
  override readonly name = 'LogError';
}

export function toPlainEntry({ position, real, nonce, intent }: LogEntry, put: PutBeside): PlainObject {
  return { position, real: formatInstantToMs(real), nonce, intent: toPlainIntent(intent, put) };
}

// The compiler knows that the cases are all of them.
// oxlint-disable-next-line typescript/consistent-return
function toPlainIntent(intent: Intent, put: PutBeside): PlainObject {
  switch (intent.kind) {
    case 'reset':
      return { ...intent, ...toPlainStart(intent), fixture: put.putBeginning(put.own) };
    case 'restore': {
      const { from, ...start } = intent;
      const { fixture, history } = from;
      return {
        ...start,
        ...toPlainStart(start),
        fixture: put.putBeginning({ fixture }),
        ...(history === undefined ? {} : { history: toPlainHistory(history, put.putRows) }),
      };
    }
    case 'submit':
      return intent.records === undefined
        ? { ...intent }
        : { ...intent, records: put.putRows(intent.records) };
    case 'clock':
      return intent.at === undefined ? { ...intent } : { ...intent, at: formatInstantToMs(intent.at) };
    case 'follow-wall-clock':
      return { ...intent, seen: formatInstantToMs(intent.seen) };
    case 'add-fault':
      return { ...intent, rule: flattenFault(intent.rule) };
    case 'add':
    case 'pause':
    case 'resume':
    case 'fail':
    case 'force':
    case 'delete':
    case 'poll':
    case 'remove-fault':
    case 'clear-faults':
    case 'match-faults':
    case 'count-faults':
    case 'save-snapshot':
    case 'restore-snapshot':
    case 'delete-snapshot':
      return { ...intent };
  }
}

function toPlainStart({ at, faults }: { readonly at: Instant; readonly faults?: readonly FaultRule[] }) {
  return {
    at: formatInstantToMs(at),
    ...(faults === undefined ? {} : { faults: faults.map(flattenFault) }),
  };
}

/**
 * The entry of a value from anywhere.
 * @throws LogError if it does not match its schema, ComplaintsError if this mock cannot continue with it
 */
export function parseEntry(value: unknown, get: GetBeside, checkAt: CheckAt): LogEntry {
  checkPlain(value, '#/components/schemas/LogEntry', checkAt);
  // Validated data has these types.
  const { position, real, nonce, intent } = value as PlainEntry;
  return { position, real: parseTime(real, 'real'), nonce, intent: parseIntent(intent, get) };
}

interface PlainEntry extends Pick<LogEntry, 'position' | 'nonce'> {
  readonly real: string;
  readonly intent: PlainIntent;
}

/** @throws LogError */
export function checkPlain(value: unknown, pointer: string, checkAt: CheckAt): void {
  const check = checkAt(pointer);
  if (check(value)) return;
  const [first] = diagnose(check.errors, value);
  const { path = [], expected = 'an object' } = first ?? {};
  const place = path.length === 0 ? 'it' : `"${path.join('.')}"`;
  throw new LogError(`it was modified: ${place} must be ${expected}`);
}

type PlainIntent = { readonly kind: string } & Readonly<Record<string, unknown>>;

function parseIntent(plain: PlainIntent, get: GetBeside): Intent {
  return parsePlainIntent(plain, get) as Intent;
}

function parsePlainIntent(plain: PlainIntent, get: GetBeside): unknown {
  switch (plain.kind) {
    case 'reset':
    case 'restore':
      return parseStart(plain, get);
    case 'submit':
      return plain['records'] === undefined
        ? plain
        : { ...plain, records: get.getRows(plain['records'] as PlainRows) };
    case 'clock':
      return plain['at'] === undefined ? plain : { ...plain, at: parseTime(plain['at'], 'at') };
    case 'follow-wall-clock':
      return { ...plain, seen: parseTime(plain['seen'], 'seen') };
    case 'add-fault':
      return { ...plain, rule: parseRule(plain['rule'] as GivenFault) };
    default:
      return plain;
  }
}

/** A reset to initial contents other than those of this mock restores them. */
function parseStart({ kind, fixture, history, ...plain }: PlainIntent, get: GetBeside): unknown {
  const digest = String(fixture);
  const faults = plain['faults'] as readonly GivenFault[] | undefined;
  const start = {
    ...plain,
    at: parseTime(plain['at'], 'at'),
    ...(faults === undefined ? {} : { faults: faults.map(parseRule) }),
  };
  if (history !== undefined)
    return { kind: 'restore', ...start, from: get.readHistory(digest, history as PlainObject) };
  const from = get.getBeginning(digest);
  return kind === 'reset' && from === get.own ? { kind, ...start } : { kind: 'restore', ...start, from };
}

export function parseRule(given: GivenFault): FaultRule {
  const [mistake] = checkFaultRule(given);
  if (mistake !== undefined) throw new ComplaintsError([createPlainComplaint(['faults'], mistake)]);
  return toFaultRule(given);
}

const writtenLength = '2026-05-06T14:23:11.123Z'.length;

function parseTime(value: unknown, key: string): Instant {
  const text = String(value);
  // There can be a million of the form that mocks write.
  const quick = text.length === writtenLength ? instant(Date.parse(text)) : undefined;
  const time = quick !== undefined && quick >= 0 ? quick : parseInstant(text);
  if (time === undefined) throw new LogError(`it was modified: "${key}" must be a date and time`);
  return time;
}
