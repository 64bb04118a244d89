/** Plays sequences against a target: sends each call, and records when it started and ended and what it returned. */
import { getHeader } from '../../evidence/exchange.ts';
import type { SendOutcome } from '../../traffic/client.ts';
import { NothingToJudge } from '../../traffic/nothing-to-judge.ts';
import { refuseRedirects } from '../../traffic/production.ts';
import { type CallOutcome, getAnswer, type PlayedCall, toAnswer } from '../history.ts';
import { type ApiPlace, createRequest } from '../request.ts';
import type { OperationName, SequenceCall, UserName } from '../sequence.ts';
import type { PlayerPorts } from './ports.ts';
import type { Purse } from './purse.ts';

export type Tokens = Readonly<Record<UserName, string>>;

export interface ExploreTarget extends ApiPlace {
  /** Hosts to which a response must not redirect. */
  readonly production: ReadonlySet<string>;
  /** Between two reads of a wait, in milliseconds. */
  readonly paceMs: number;
  /** How long a wait lasts at most. */
  readonly patienceMs: number;
  /** Tells the jobs of this run from others: a part of the company name of every submitted record. */
  readonly mark: string;
}

/** What one call needs beyond the sequence. */
export interface CallPlace {
  readonly step: number;
  readonly lane: number;
  readonly isPoll: boolean;
  readonly jobId: string;
}

/** Sends calls of one history, and numbers their starts and ends. */
export interface Sender {
  readonly send: (call: SequenceCall, place: CallPlace) => Promise<PlayedCall>;
  /** In the order of their start. */
  readonly calls: () => readonly PlayedCall[];
  /** The mark of each submission by the id of its call. */
  readonly marks: ReadonlyMap<string, string>;
}

/** So many calls in a row without a response end the run. */
const maxSilent = 8;

export interface SenderState {
  /** Submissions of the whole run. */
  submissions: number;
  /** Requests in a row without a response. */
  silent: number;
  /** Whether other programs were seen to submit jobs for the same users. */
  isShared: boolean;
}

export function createSender(
  target: ExploreTarget,
  tokens: Tokens,
  { now, lanes }: PlayerPorts,
  state: SenderState,
): Sender {
  let [events, count, polls] = [0, 0, 0];
  const played: PlayedCall[] = [];
  const marks = new Map<string, string>();
  const send: Sender['send'] = async (call, place) => {
    const lane = lanes[place.lane] ?? lanes[0];
    if (lane === undefined) throw new Error('An exploration needs at least one connection.');
    const id = place.isPoll ? `w${(polls += 1)}` : `c${(count += 1)}`;
    if (call.operation === 'submit') marks.set(id, `${target.mark}-${(state.submissions += 1)}`);
    const [start, startedMs] = [(events += 1), now()];
    const request = createRequest(target, call, place.jobId, tokens[call.user], marks.get(id) ?? '');
    const sent = await lane.send(request);
    refuseProductionRedirect(sent, request.url, target.production);
    state.silent = sent.kind === 'response' ? 0 : state.silent + 1;
    if (state.silent >= maxSilent && sent.kind === 'no-response')
      throw new NothingToJudge(
        `The target stopped responding: ${state.silent} requests in a row failed (${sent.reason}).`,
        'unreachable',
      );
    const outcome = toOutcome(call.operation, sent, place.jobId);
    const done = { ...call, ...place, id, start, end: (events += 1), startedMs, endedMs: now(), outcome };
    played.push(done);
    return done;
  };
  return { send, marks, calls: () => played.toSorted((one, other) => one.start - other.start) };
}

function toOutcome(operation: OperationName, sent: SendOutcome, jobId: string): CallOutcome {
  if (sent.kind === 'no-response') return { kind: 'uncertain', reason: sent.reason };
  if (sent.status >= 500) return { kind: 'uncertain', reason: `status ${sent.status}` };
  return { kind: 'answer', answer: toAnswer(operation, sent.status, sent.body, jobId) };
}

/** @throws UsageError when the target turns out to be production */
function refuseProductionRedirect(sent: SendOutcome, url: string, production: ReadonlySet<string>): void {
  if (sent.kind !== 'response' || getHeader(sent, 'location') === undefined) return;
  const exchange = { id: '', tag: 'submit', operationId: '', startedMs: 0, tookMs: 0 } as const;
  refuseRedirects([{ ...exchange, request: { method: '', url, headers: [] }, outcome: sent }], production);
}

/** The status of the job in the response to a read; empty if it has none. */
export const getReadStatus = (call: PlayedCall): string => getAnswer(call)?.jobs[0]?.status ?? '';

/** What a run of several sequences shares. */
export interface Player {
  readonly target: ExploreTarget;
  readonly ports: PlayerPorts;
  readonly purse: Purse;
  readonly state: SenderState;
}
