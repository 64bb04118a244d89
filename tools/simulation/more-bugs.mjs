// More bugs to plant in the store, of kinds that came up later: times, lives, batches, checkpoints, rows and removals.
// @ts-check

const redis = 'mock-server/store/redis';
const simulation = 'mock-server/store/simulation';

/** @type {readonly import('./bundle.mjs').Bug[]} */
export const moreBugs = [
  {
    name: 'an entry can be earlier than what others saw',
    file: `${simulation}/redis-scripts.ts`,
    from: 'const latest = Math.max(seen, Number(from));',
    to: 'const latest = Number(from);',
  },
  {
    name: 'a look can set the latest time back',
    file: `${redis}/latest-times.ts`,
    from: "lifetime, 'GT']",
    to: 'lifetime]',
  },
  {
    name: 'a new life goes on with the time of the old one',
    file: `${redis}/known-logs.ts`,
    from: 'this.startTime(time);',
    to: 'this.note(time);',
  },
  {
    name: 'a world that was removed while it was read has the time of the next one',
    file: `${redis}/latest-times.ts`,
    from: 'hasBegunAgain: (before, [at]) => (parse(before) ?? 0) > (parse([null, at ?? null]) ?? 0),',
    to: 'hasBegunAgain: () => false,',
  },
  {
    name: 'entries of two lives can have the same id',
    file: `${simulation}/redis-scripts.ts`,
    from: '`${latest}-${now}`',
    to: '`${latest}-0`',
  },
  {
    name: 'a late command is written again although a checkpoint may hide it',
    file: `${redis}/appends.ts`,
    from: 'if (log.now > deadline && (part.checkpoint?.position ?? 0) <= getKnown()) return part;',
    to: 'if (log.now > deadline) return part;',
  },
  {
    name: 'parts are handled out of turn',
    file: `${redis}/known-logs.ts`,
    from: 'const result = this.tail === undefined ? step() : this.tail.then(step);',
    to: 'const result = step();',
  },
  {
    name: 'positions of an earlier life count as known',
    file: `${redis}/known-logs.ts`,
    from: 'return !this.isUnsettled && this.reader.last !== undefined',
    to: 'return this.reader.last !== undefined',
  },
  {
    name: 'two processes give the same nonces',
    file: 'mock-server/store/worlds.ts',
    from: '`${process}${((nonces += 1)).toString(36)}`',
    to: '`n${((nonces += 1)).toString(36)}`',
  },
  {
    name: 'only four uploads of a world can be read',
    file: `${redis}/parts.ts`,
    from: '[...result.missing, ...result.likely]',
    to: 'result.missing',
  },
  {
    name: 'the time of an earlier life is noted for the next one',
    file: `${redis}/looks.ts`,
    from: 'return parts.readRange(log, asked, range, now);',
    to: 'log.note(now);\n      return parts.readRange(log, asked, range, now);',
  },
  {
    name: 'a new history has the epoch of the old one',
    file: `${redis}/known-logs.ts`,
    from: 'this.epoch += 1;',
    to: '',
  },
  {
    name: 'an entry of a world that is gone begins it',
    file: `${redis}/appends.ts`,
    from: "life: isBeginning(draft) ? '' : life",
    to: "life: ''",
  },
  {
    name: 'a checkpoint forgets the nonces of the one before',
    file: `${redis}/stream-reader.ts`,
    from: '      ...this.base.nonces,\n',
    to: '',
  },
  {
    name: 'a checkpoint trims its own entry',
    file: `${redis}/redis-store.ts`,
    from: 'const first = reader.getState(Math.max(reader.oldest, position - behind)) ?? at;',
    to: 'const first = reader.getState(position + 1) ?? at;',
  },
  {
    name: 'a checkpoint that comes while a log is read is taken for one of it',
    file: `${redis}/parts.ts`,
    from: 'const isOne = isSteady && ',
    to: 'const isOne = ',
  },
  {
    name: 'while Redis is down, looks are answered from memory',
    file: `${redis}/looks.ts`,
    from: 'for (const { look } of begun) look.reject(error);',
    to: 'for (const { look, log } of begun)\n          if (log.now > 0) look.resolve({ entries: [], now: log.now as never });\n          else look.reject(error);',
  },
  {
    name: 'rows that were stored once are not stored again',
    file: `${redis}/redis-store.ts`,
    from: "const createBeside = ({ world }: KnownLog, beside: Encoded['beside']): readonly RedisCommand[] =>\n    Array.from(beside, (",
    to: "const stored = new Set<string>();\n  const createBeside = ({ world }: KnownLog, beside: Encoded['beside']): readonly RedisCommand[] =>\n    Array.from([...beside].filter(([digest]) => !stored.has(digest) && stored.add(digest)), (",
  },
  {
    name: 'a removal that was lost removes the next life',
    file: `${redis}/removal.ts`,
    from: 'if (removed.size > 0 && !removed.has(life)) {',
    to: 'if (removed.size > 99) {',
  },
  {
    name: 'a removal removes whatever is there',
    file: `${simulation}/redis-scripts.ts`,
    from: 'if (!Array.isArray(first) || first[0] !== id || readNonce(first) !== nonce) return 0;',
    to: 'if (!Array.isArray(first)) return 0;',
  },
  {
    name: 'an entry can be earlier than what its process saw',
    file: `${redis}/latest-times.ts`,
    from: 'lifetime, log.now, nonce',
    to: 'lifetime, 0, nonce',
  },
  {
    name: 'commands of one batch are answered in another order',
    file: `${redis}/batches.ts`,
    from: 'batch[index]?.resolve(result);',
    to: 'batch[batch.length - 1 - index]?.resolve(result);',
  },
  {
    name: 'an entry that was decoded is that of its id in any world',
    file: `${redis}/decoded-entries.ts`,
    from: '`${id} ${nonce} ${world}`',
    to: 'id',
  },
];
