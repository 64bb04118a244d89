/** What the lines of a state file refer to, while the file is read: initial contents, and uploaded rows. */
import type { LifeCycle } from '../../../openapi/life-cycle.ts';
import { toMap } from '../../../openapi/values.ts';
import type { Fixture } from '../../domain/fixture.ts';
import type { Beginning } from '../../domain/history.ts';
import { formatCount } from '../../domain/limits.ts';
import type { SubmittedRows } from '../../domain/submitted-rows.ts';
import { formatRows, parsePackedRows, type PlainObject } from '../../fixtures/plain-command.ts';
import { toPlainSource } from '../../fixtures/plain-source.ts';
import { readWorldSource } from '../../fixtures/read-world.ts';
import { parseRule } from '../../fixtures/checked-entry.ts';
import { type GetBeside, LogError } from '../../fixtures/plain-entry.ts';
import type { Digests } from './write-lines.ts';

export interface Beside extends GetBeside {
  readonly addBeginning: (digest: string, plain: PlainObject) => void;
  /** @param row the first one of this text, counted from 0 */
  readonly addRows: (digest: string, row: number, text: string) => void;
  /** The number of jobs in the largest beginning that was asked for. */
  readonly getLargest: () => number;
  /** The digests that were asked for. */
  readonly listUsed: () => Iterable<string>;
}

/** What a text from anybody may refer to in all, since a short one can refer to something large any number of times. */
export interface BesideLimits {
  /** With which worlds begin. */
  readonly jobs: number;
  /** Of the rows in what worlds begin with. */
  readonly letters: number;
}

const unlimited: BesideLimits = { jobs: Number.POSITIVE_INFINITY, letters: Number.POSITIVE_INFINITY };

/** @param own how every world of this mock begins */
export function createBeside(
  own: Beginning,
  lifeCycle: LifeCycle,
  digests: Digests,
  limits = unlimited,
): Beside {
  const ownDigest = digests.getBeginning(own).digest;
  const { scenarios } = own.fixture;
  const plainBeginnings = new Map<string, PlainObject>();
  const beginnings = new Map<string, Beginning>([
    [digests.getBeginning({ fixture: own.fixture }).digest, { fixture: own.fixture }],
  ]);
  beginnings.set(ownDigest, own);
  const texts = new Map<string, Map<number, string>>();
  const packed = new Map<string, SubmittedRows>();
  const used = new Set<string>();
  let largest = 0;
  const sums = { jobs: 0, letters: 0 };
  const count = (what: keyof BesideLimits, more: number): void => {
    sums[what] += more;
    if (sums[what] > limits[what])
      throw new LogError(
        `it begins again and again, with more than ${formatCount(limits[what])} ${what} in all`,
      );
  };

  const getPlain = (digest: string): PlainObject => {
    used.add(digest);
    return plainBeginnings.get(digest) ?? refuseUnknown();
  };
  const readFrom = (value: PlainObject) => readWorldSource(toPlainSource(value), scenarios, lifeCycle);
  const findBeginning = (digest: string): Beginning => {
    const plain = getPlain(digest);
    const found = beginnings.get(digest) ?? readFrom(plain);
    beginnings.set(digest, found);
    largest = Math.max(largest, countJobs(found.fixture));
    return found;
  };
  const getBeginning = (digest: string): Beginning => {
    const found = findBeginning(digest);
    count('jobs', countJobs(found.fixture));
    return found;
  };
  const findRows = (digest: string): SubmittedRows => {
    used.add(digest);
    const known = packed.get(digest);
    if (known !== undefined) return known;
    const pieces = [...(texts.get(digest) ?? [])].toSorted(([a], [b]) => a - b);
    const rows = parsePackedRows(pieces.map(([, text]) => text).join(''));
    texts.delete(digest);
    if (digests.getRows(rows) !== digest) return refuseUnknown();
    packed.set(digest, rows);
    return rows;
  };

  return {
    own,
    parseRule,
    getLargest: () => largest,
    addBeginning: (digest, plain) => plainBeginnings.set(digest, plain),
    addRows: (digest, row, text) => {
      const pieces = texts.get(digest) ?? new Map<number, string>();
      texts.set(digest, pieces.set(row, text));
    },
    listUsed: () => used,
    getBeginning,
    getFixture: (digest) => findBeginning(digest).fixture,
    getRows: (plain) => (typeof plain === 'string' ? parsePackedRows(plain) : findRows(plain.digest)),
    readHistory: (digest, { log, ...history }) => {
      const commands = (Array.isArray(log) ? log : []).map((one: unknown) => {
        const { records, ...command } = toMap(one);
        const { digest: rows } = toMap(records);
        if (typeof rows !== 'string') return { ...command, ...(records === undefined ? {} : { records }) };
        const text = formatRows(findRows(rows));
        count('letters', text.length);
        return { ...command, records: text };
      });
      const { fixture } = getBeginning(digest);
      const beginning = readFrom({
        ...getPlain(digest),
        ...history,
        ...(log === undefined ? {} : { log: commands }),
      });
      return { ...beginning, fixture };
    },
  };
}

function countJobs({ jobs }: Fixture): number {
  return jobs.reduce((sum, { count = 1 }) => sum + count, 0);
}

function refuseUnknown(): never {
  throw new LogError('it refers to something that is not in the file');
}
