/** An exploration: plays sequences from a seed until its budget is spent, and shrinks each sequence that fails. */
import { type Finding, isSameFault } from '../finding.ts';
import { generateSequence } from '../generate.ts';
import { getAnswer, type History, isSuccess } from '../history.ts';
import { type HistoryVerdict, judgeHistory } from '../judge-history.ts';
import { createJobModel } from '../model.ts';
import { NothingToJudge } from '../../traffic/nothing-to-judge.ts';
import type { Exploration, ExploreEnd, Fault } from '../exploration.ts';
import { countRows, listCalls, type Sequence, type UserName } from '../sequence.ts';
import { type Failure, shrink } from '../shrink.ts';
import { openPast, type Past, play } from './play.ts';
import type { Player, Tokens } from './player.ts';
import { createPausedJobs, type PausedJobs, resumePaused } from './resume-paused.ts';

export interface ExploreOptions {
  readonly seed: string;
  readonly users: readonly UserName[];
  /** The tokens for the next play; a target with worlds gets a fresh one each time. */
  readonly createTokens: (play: number) => Tokens;
  /** Plays this sequence instead of random ones. */
  readonly sequence?: Sequence;
  readonly maxSequences: number;
  /** The run ends after so many faults. */
  readonly maxFaults: number;
  /** The records of a submission at most. */
  readonly maxRows: number;
  /** The credits of a submitted record. */
  readonly price: number;
  readonly onProgress: (work: string, detail: string) => void;
  /** Called with each fault, when it was made as small as possible. */
  readonly onFault?: (fault: Fault) => void;
}

/** How often a smaller sequence is played before it counts as passing. A race is a matter of chance. */
const maxTries = { alone: 2, atOnce: 6 } as const;
/** The part of jobs and credits that is kept for shrinking. */
const reserve = 0.4;

/** A run in progress. */
interface Run {
  readonly player: Player;
  readonly options: ExploreOptions;
  readonly paused: PausedJobs;
  readonly seen: {
    plays: number;
    calls: number;
    uncertain: number;
    undecided: number;
    strangers: number;
    sawJobs: boolean;
  };
  readonly refusals: Map<number, number>;
  past: Past | undefined;
}

interface Played {
  readonly history: History;
  readonly verdict: HistoryVerdict;
}

export async function explore(player: Player, options: ExploreOptions): Promise<Exploration> {
  const seen = { plays: 0, calls: 0, uncertain: 0, undecided: 0, strangers: 0, sawJobs: false };
  const run: Run = {
    player,
    options,
    paused: createPausedJobs(),
    seen,
    refusals: new Map(),
    past: undefined,
  };
  const faults: Fault[] = [];
  const state: { sequences: number; end: ExploreEnd; trouble?: string } = { sequences: 0, end: 'sequences' };
  try {
    state.end = await playAll(run, faults, state);
  } catch (error) {
    if (!(error instanceof NothingToJudge)) throw error;
    state.end = 'unreachable';
    state.trouble = error.message;
  }
  const left = await resumePaused(player, run.paused, { again: true });
  return {
    seed: options.seed,
    ...state,
    faults,
    ...seen,
    ...player.purse.spent(),
    left,
    refusals: Object.fromEntries(run.refusals),
  };
}

async function playAll(run: Run, faults: Fault[], state: { sequences: number }): Promise<ExploreEnd> {
  const { player, options } = run;
  for (let index = 0; index < options.maxSequences && faults.length < options.maxFaults; index += 1) {
    const sequence = options.sequence ?? generate(run, index);
    const spent = player.ports.isStopped()
      ? 'interrupted'
      : findSpent(run, sequence, options.sequence === undefined ? reserve : 0);
    if (spent !== undefined) return spent;
    options.onProgress('exploring', `sequence ${index + 1}, ${faults.length} found`);
    const { history, verdict } = await playOnce(run, sequence);
    state.sequences += 1;
    const finding = verdict.findings.find(
      (one) => !faults.some(({ smallest }) => isSameFault(smallest.finding.kind, one.kind)),
    );
    if (finding === undefined) continue;
    const failure = { sequence, finding, calls: history.calls };
    // A given sequence is played as it is.
    const fault =
      options.sequence === undefined
        ? await shrinkFault(run, failure, index)
        : { index, original: failure, smallest: failure, plays: 0 };
    faults.push(fault);
    options.onFault?.(fault);
  }
  return player.ports.isStopped() ? 'interrupted' : 'sequences';
}

function generate({ player, options }: Run, index: number): Sequence {
  const { document } = player.target.spec;
  const { seed, maxRows, users } = options;
  const hasOther = users.includes('other');
  return generateSequence({ seed, index, lifeCycle: document['x-life-cycle'], hasOther, maxRows });
}

/** @param kept the part of the budget that the sequence must leave */
function findSpent({ player: { purse }, options }: Run, sequence: Sequence, kept: number) {
  const jobs = listCalls(sequence).filter(({ operation }) => operation === 'submit').length;
  const wanted = { requests: sequence.length * 2, jobs, credits: countRows(sequence) * options.price };
  return purse.findSpent(wanted, kept);
}

async function playOnce(run: Run, sequence: Sequence): Promise<Played> {
  const { player, options, paused, seen } = run;
  const tokens = options.createTokens(seen.plays);
  const isNew = run.past === undefined || run.past.tokens.you !== tokens.you;
  const past =
    isNew || run.past === undefined ? (await openPast(player, tokens, options.users)).past : run.past;
  run.past = past;
  const { history, strangers } = await play(sequence, player, past, paused);
  const verdict = judgeHistory(history, createJobModel(player.target.spec.document['x-life-cycle']));
  seen.plays += 1;
  seen.calls += history.calls.filter(({ isPoll }) => !isPoll).length;
  seen.uncertain += history.calls.filter(({ outcome }) => outcome.kind === 'uncertain').length;
  seen.undecided += verdict.undecided.length;
  seen.strangers += strangers;
  seen.sawJobs ||= verdict.sawJob;
  for (const call of history.calls) {
    const status = call.operation === 'submit' ? getAnswer(call)?.status : undefined;
    if (status !== undefined && !isSuccess(status))
      run.refusals.set(status, (run.refusals.get(status) ?? 0) + 1);
  }
  return { history, verdict };
}

async function shrinkFault(run: Run, failure: Failure, index: number): Promise<Fault> {
  const { player, options } = run;
  player.purse.extend();
  let plays = 0;
  const smallest = await shrink(failure, async (sequence) => {
    const isRace = sequence.some((step) => step.kind === 'calls' && step.calls.length > 1);
    for (let tries = isRace ? maxTries.atOnce : maxTries.alone; tries > 0; tries -= 1) {
      if (player.ports.isStopped() || findSpent(run, sequence, 0) !== undefined) return 'spent';
      plays += 1;
      options.onProgress('shrinking', `${listCalls(sequence).length} calls, ${plays} tries`);
      const { history, verdict } = await playOnce(run, sequence);
      const finding = findSame(verdict.findings, failure.finding);
      if (finding !== undefined) return { sequence, finding, calls: history.calls };
    }
    return undefined;
  });
  return { index, original: failure, smallest, plays };
}

const findSame = (findings: readonly Finding[], { kind }: Finding): Finding | undefined =>
  findings.find((one) => one.kind === kind) ?? findings.find((one) => isSameFault(one.kind, kind));
