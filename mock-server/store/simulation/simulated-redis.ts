/** A Redis server as a value: it executes commands one at a time, at the time of its own clock, and can be full or read-only. */
import { keyCommands } from './key-commands.ts';
import { createKeyspace, RedisFailure, type StreamWatcher, type Keyspace } from './keyspace.ts';
import type { CommandCall, RedisCommand, RedisReply } from './redis-commands.ts';
import { streamCommands } from './stream-commands.ts';

const commands: Readonly<Record<string, RedisCommand>> = { ...keyCommands, ...streamCommands };

/** What a script does, by its text: the simulation has no Lua. */
export type Scripts = ReadonlyMap<
  string,
  (
    call: (...words: readonly (string | number)[]) => RedisReply,
    keys: readonly string[],
    given: readonly string[],
  ) => RedisReply
>;

export interface SimulatedRedis {
  /** One command, or an error as its reply. */
  readonly execute: (words: readonly string[]) => RedisReply | RedisFailure;
  /**
   * Commands between MULTI and EXEC: all of them run.
   * @throws RedisFailure if one of them is refused before EXEC; then none runs
   */
  readonly executeAll: (batch: readonly (readonly string[])[]) => readonly (RedisReply | RedisFailure)[];
  readonly keys: Keyspace;
  readonly state: ServerState;
}

export interface ServerState {
  /** How far the server's clock is ahead of the simulation's. */
  offset: number;
  isFull: boolean;
  isReadOnly: boolean;
  /** It is not there until this time of the simulation. */
  downUntil: number;
}

export interface SimulatedRedisOptions {
  /** The time of the simulation. */
  readonly now: () => number;
  readonly scripts: Scripts;
  readonly watcher: StreamWatcher;
}

export function createSimulatedRedis({ now, scripts, watcher }: SimulatedRedisOptions): SimulatedRedis {
  const state: ServerState = { offset: 0, isFull: false, isReadOnly: false, downUntil: 0 };
  const getTime = (): number => Math.floor(now() + state.offset);
  const keys = createKeyspace(getTime, watcher);
  /** Whether the script that is running has written something. */
  let hasWritten = false;
  const refuse = (words: readonly string[]): RedisFailure | undefined => {
    const name = words[0]?.toUpperCase() ?? '';
    const isScript = name === 'EVAL' || name === 'EVALSHA';
    const command = commands[name];
    if (command === undefined && !isScript)
      return new RedisFailure(`ERR unknown command '${name}': the simulated Redis does not have it`);
    if (command === undefined || command.kind === 'reads') return undefined;
    if (state.isReadOnly) return new RedisFailure("READONLY You can't write against a read only replica.");
    // What a script has begun to write, it may finish.
    if (state.isFull && command.kind === 'adds' && !hasWritten)
      return new RedisFailure("OOM command not allowed when used memory > 'maxmemory'.");
    return undefined;
  };
  const run = (words: readonly string[]): RedisReply => {
    const refused = refuse(words);
    if (refused !== undefined) throw refused;
    const [name = '', ...given] = words;
    if (/^eval(sha)?$/i.test(name)) return runScript(given);
    return commands[name.toUpperCase()]?.run(call, ...given) ?? null;
  };
  const call: CommandCall = { keys, now: getTime, call: (...words) => run(words) };
  const runInScript = (...words: readonly (string | number)[]): RedisReply => {
    const reply = run(words.map(String));
    hasWritten ||= commands[String(words[0]).toUpperCase()]?.kind !== 'reads';
    return reply;
  };
  const runScript = ([text = '', count = '0', ...given]: readonly string[]): RedisReply => {
    const script = scripts.get(text);
    if (script === undefined)
      throw new RedisFailure(`NOSCRIPT The simulated Redis does not have this script:\n${text}`);
    try {
      return script(runInScript, given.slice(0, Number(count)), given.slice(Number(count)));
    } finally {
      hasWritten = false;
    }
  };
  const execute = (words: readonly string[]): RedisReply | RedisFailure => {
    try {
      return run(words);
    } catch (error) {
      if (error instanceof RedisFailure) return error;
      throw error;
    }
  };
  return {
    state,
    keys,
    execute,
    executeAll: (batch) => {
      const refused = batch.map(refuse).find((one) => one !== undefined);
      if (refused !== undefined) throw refused;
      return batch.map(execute);
    },
  };
}
