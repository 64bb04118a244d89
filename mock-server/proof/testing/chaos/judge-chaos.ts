/** Judges what clients got while everything went wrong. */
import { type Exchange, isKnown, isReading } from '../../history.ts';
import { judgeHistory } from '../../judge-history.ts';
import { compareWithReplay } from '../compare-with-replay.ts';
import type { WorldKind } from '../draw-action.ts';
import { createReplayer } from '../replay.ts';
import { worldStart } from '../world-start.ts';
import { isSameOverHttp } from './ask-process.ts';
import type { Recorder } from './recorder.ts';

export interface PlayedWorld {
  readonly world: string;
  readonly kind: WorldKind;
  readonly exchanges: readonly Exchange[];
}

export interface Judgement {
  readonly worlds: number;
  readonly entries: number;
  readonly requests: number;
  /** Commands that were done, and refused. */
  readonly acknowledged: number;
  readonly refused: number;
  readonly read: number;
  /** Requests with the response 503, and with none. */
  readonly unavailable: number;
  readonly silent: number;
  /** Histories that a model can judge, and their independent parts. */
  readonly histories: number;
  readonly parts: number;
  /** Parts for which the search was given up. */
  readonly unknown: readonly string[];
  /** Responses that are those of a process that replays the log. */
  readonly equal: number;
  readonly lost: readonly string[];
  readonly wrong: readonly string[];
}

export interface ChaosReport extends Judgement {
  readonly seed: number;
  /** How often each fault happened. */
  readonly faults: Readonly<Record<string, number>>;
  /** Of processes that ended by themselves. */
  readonly deaths: readonly string[];
  /** Processes that never served again. */
  readonly unrecovered: number;
}

const isDone = ({ reply }: Exchange): boolean => (reply?.status ?? 500) < 300;

export async function judgeChaos(
  played: readonly PlayedWorld[],
  recorder: Recorder,
  onProgress: (line: string) => void,
): Promise<Judgement> {
  const createReplay = createReplayer();
  const lost: string[] = [];
  const wrong: string[] = [];
  const unknown: string[] = [];
  let [equal, parts, entryCount] = [0, 0, 0];
  onProgress(`Judging ${played.length} worlds.`);
  for (const { world, kind, exchanges } of played) {
    const entries = await recorder.read(world);
    entryCount += entries.length;
    const compared = await compareWithReplay(exchanges, createReplay(world, entries), isSameOverHttp);
    equal += compared.equal;
    lost.push(...compared.lost.map((line) => `world ${world}:\n${line}`));
    wrong.push(
      ...compared.different.map((line) => `A response in world ${world} is not that of a replay:\n${line}`),
    );
    wrong.push(...compared.unwanted.map((line) => `Nobody wanted an entry of world ${world}:\n${line}`));
    if (kind !== 'frozen') continue;
    const verdict = judgeHistory(exchanges, worldStart);
    parts += verdict.parts;
    wrong.push(...verdict.wrong.map((line) => `World ${world}: ${line}`));
    unknown.push(...verdict.unknown.map((part) => `${part} of world ${world}`));
  }
  wrong.push(...recorder.vanished);
  const all = played.flatMap(({ exchanges }) => exchanges);
  const commands = all.filter((one) => isKnown(one) && !isReading(one));
  return {
    worlds: played.length,
    entries: entryCount,
    requests: all.length,
    acknowledged: commands.filter(isDone).length,
    refused: commands.filter((one) => !isDone(one)).length,
    read: all.filter((one) => isKnown(one) && isReading(one)).length,
    unavailable: all.filter(({ reply }) => reply?.status === 503).length,
    silent: all.filter(({ reply }) => reply === undefined).length,
    histories: played.filter(({ kind }) => kind === 'frozen').length,
    parts,
    unknown,
    equal,
    lost,
    wrong,
  };
}
