// Bugs to plant in the store, each a text that replaces another: the simulation must find them.
// @ts-check

const redis = 'mock-server/store/redis';
const store = 'mock-server/store';
const simulation = `${store}/simulation`;

/** @type {readonly import('./bundle.mjs').Bug[]} */
export const bugs = [
  {
    name: 'any command makes a log',
    file: `${simulation}/redis-scripts.ts`,
    from: "if (life !== '' && run('EXISTS', log) === 0) return null;",
    to: '',
  },
  {
    name: 'a look does not check where it goes on',
    file: `${redis}/parts.ts`,
    from: `|| !isSame(log, asked, entries))
      return readWhole(log);
    const read = (all: readonly StreamEntry[]): Later<LogPart<State>> => {
      // Redis can lose the latest entries, and go on with others.
      if (!has(all, log.reader.last)) return readWhole(log);`,
    to: `)
      return readWhole(log);
    const read = (all: readonly StreamEntry[]): Later<LogPart<State>> => {`,
  },
  {
    name: 'a checkpoint forgets nonces',
    file: `${redis}/stream-reader.ts`,
    from: 'nonces: nonces.slice(-maxNonces) }',
    to: 'nonces: [] }',
  },
  {
    name: 'a nonce is not remembered',
    file: `${redis}/stream-reader.ts`,
    from: 'this.nonces.set(nonce, deadline);',
    to: '',
  },
  {
    name: 'the deadline is ignored',
    file: `${redis}/stream-reader.ts`,
    from: 'const isLate = !(time <= deadline);',
    to: 'const isLate = false;',
  },
  {
    name: 'each attempt has its own deadline',
    file: `${redis}/appends.ts`,
    from: '(deadline ??= log.now + maxDelay)',
    to: '(deadline = log.now + maxDelay)',
  },
  {
    name: 'an entry counts in another life',
    file: `${redis}/stream-reader.ts`,
    from: "(life === '' || life === this.life)",
    to: 'true',
  },
  {
    name: 'a checkpoint counts although its entry is gone',
    file: `${redis}/parts.ts`,
    from: "const hasCheckpoint = index >= 0 && typeof text === 'string';",
    to: "const hasCheckpoint = typeof text === 'string';",
  },
  {
    name: 'a checkpoint is read without its nonces and position',
    file: `${redis}/parts.ts`,
    from: 'new StreamReader(checkpoint?.reader)',
    to: 'new StreamReader()',
  },
  {
    name: 'positions are off by one after a checkpoint',
    file: `${redis}/stream-reader.ts`,
    from: 'this.position = this.base.position;',
    to: 'this.position = this.base.position === 0 ? 0 : this.base.position + 1;',
  },
  {
    name: 'a part does not say that it is whole',
    file: `${redis}/parts.ts`,
    from: 'return { ...part, ...toCheckpoint(checkpoint), isWhole: true };',
    to: 'return { ...part, ...toCheckpoint(checkpoint) };',
  },
  {
    name: 'a whole part is ignored',
    file: `${store}/commits.ts`,
    from: 'if (isWhole === true) {',
    to: 'if (isWhole === true && one.world.position === 0) {',
  },
  {
    name: 'a whole part ends at the own entry',
    file: `${redis}/appends.ts`,
    from: 'if (index < 0 || part.isWhole === true)',
    to: 'if (index < 0)',
  },
  {
    name: 'the time of a look is ignored',
    file: `${redis}/looks.ts`,
    from: 'parts.readRange(log, asked, range, now)',
    to: 'parts.readRange(log, asked, range)',
  },
  {
    name: 'the time is that of the server, even if the latest entry is later',
    file: `${store}/commits.ts`,
    from: 'real !== undefined && real > looked ? real : looked',
    to: 'looked',
  },
  {
    name: 'the answer is the decision before the write',
    file: `${store}/commits.ts`,
    from: 'one.waiting.set(entry.nonce, {\n        world,\n        decision,',
    to: 'one.waiting.set(entry.nonce, {\n        world: one.world,\n        decision: decide(one.world, entry.intent, entry.real, rules),',
  },
  {
    name: 'looks join one that was sent',
    file: `${redis}/turns.ts`,
    from: 'waiting = new Map();\n    run(',
    to: 'for (const looks of due.values())\n      for (const { promise } of looks.values())\n        void promise.catch(() => undefined).then(() => (waiting = new Map()));\n    run(',
  },
  {
    name: 'a refused command is written',
    file: `${store}/commits.ts`,
    from: "if (decision.kind === 'refused' || isNothing(decision, world)) return { world, decision, real };",
    to: "if (decision.kind !== 'refused' && isNothing(decision, world)) return { world, decision, real };",
  },
  {
    name: 'a look does not renew the world',
    file: `${redis}/looks.ts`,
    from: 'deps.createRenewal(log),',
    to: "['PTTL', keys.getLog(log.world)],",
  },
  {
    name: 'a checkpoint does not outlive its log',
    file: `${redis}/redis-store.ts`,
    from: 'getLongTtl(world), first.id]',
    to: 'getTtl(world) / 4, first.id]',
  },
  {
    name: 'a world that is gone stays in the cache',
    file: `${redis}/parts.ts`,
    from: 'if (reader.life === undefined) return createGone(log);',
    to: 'if (reader.life === undefined) return { entries: [], now: getNow(log) };',
  },
  {
    name: 'a second beginning begins again',
    file: 'mock-server/domain/fold.ts',
    from: 'if (intent.ifNew === true && world.position > 0) return nothing;',
    to: '',
  },
  {
    name: 'a removal forgets the checkpoint',
    file: `${simulation}/redis-scripts.ts`,
    from: "run('UNLINK', log, key, seen);",
    to: "run('UNLINK', log, seen);",
  },
  {
    name: 'a removal can come at any time',
    file: `${redis}/removal.ts`,
    from: 'entry.nonce, until]',
    to: "entry.nonce, '9e15']",
  },
  {
    name: 'a lost write is said to have changed nothing',
    file: `${redis}/appends.ts`,
    from: 'throw sent.size > 0 && isOfRedis ? createUnknownOutcome(server) : error;',
    to: 'throw error;',
  },
  {
    name: 'a part is folded into another value of the world',
    file: `${store}/shared-worlds.ts`,
    from: 'const one = find(name) ?? followed.get(name) ?? create(name);',
    to: 'const one = find(name) ?? create(name);',
  },
];
