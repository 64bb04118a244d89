/** Which mocks use the same keys: worlds of one kind mean the same to all of them, or a mock must not start. */
import { toMap } from '../../../openapi/values.ts';
import type { RedisConnection } from './connection.ts';
import type { Keys } from './keys.ts';
import { toStrings } from './replies.ts';
import { findRefusal, parseTime, readTime } from './stream-commands.ts';

/** What worlds depend on, as digests or versions. */
export interface MockKind {
  /** Of the program, since it decides what an entry does. */
  readonly version: string;
  readonly document: string;
  readonly world: string;
  /** The answers to the open questions of the document. */
  readonly readings: string;
}

/** A mock that was not seen for so long has ended, in milliseconds. */
export const maxUnseen = 30_000;

/** At most so many others are compared. */
const maxMocks = 10_000;

const differences: Readonly<Record<keyof MockKind, string>> = {
  version: 'another version of enrichment-sandbox',
  document: 'another OpenAPI document (--spec)',
  world: 'another world file (--world)',
  readings: 'other readings (--reading, --drf or --profile)',
};

const kindKeys = ['version', 'document', 'world', 'readings'] as const;

export interface Mocks {
  /** Notes that this mock is there. @returns half a sentence on how others differ; undefined if they do not */
  readonly note: () => Promise<string | undefined>;
  readonly leave: () => Promise<void>;
}

/** @param id a text that no other process has */
export function createMocks(connection: RedisConnection, keys: Keys, kind: MockKind, id: string): Mocks {
  let own: { readonly name: string; readonly began: number } | undefined;
  const send: RedisConnection['send'] = async (commands) => {
    const replies = await connection.send(commands);
    const refusal = findRefusal(replies);
    if (refusal !== undefined) throw refusal;
    return replies;
  };
  // The nodes of a cluster have different clocks: the time is that of the node with the key.
  const readNow = async (): Promise<number> => parseTime((await send([readTime, ['ZCARD', keys.mocks]]))[0]);
  return {
    note: async () => {
      const now = await readNow();
      own ??= { name: JSON.stringify({ ...kind, began: now, id }), began: now };
      const { name, began } = own;
      const [, , , others] = await send([
        ['ZADD', keys.mocks, now, name],
        ['PEXPIRE', keys.mocks, 2 * maxUnseen],
        ['ZREMRANGEBYSCORE', keys.mocks, '-inf', `(${now - maxUnseen}`],
        ['ZRANGE', keys.mocks, 0, maxMocks],
      ]);
      for (const other of toStrings(others) ?? []) {
        const found = parse(other);
        const isFirst = Number(found['began']) < began || (found['began'] === began && other < name);
        const different = kindKeys.filter((key) => found[key] !== kind[key]);
        if (other !== name && isFirst && different.length > 0) {
          await send([['ZREM', keys.mocks, name]]);
          return different.map((key) => differences[key]).join(', ');
        }
      }
      return undefined;
    },
    leave: async () => {
      if (own !== undefined) await send([['ZREM', keys.mocks, own.name]]);
    },
  };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return toMap(JSON.parse(text));
  } catch {
    return {};
  }
}
