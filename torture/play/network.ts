/** The simulated network of a life: requests reach the world and responses reach the page, each in its time. */
import type { LifeRequest } from '../life/life.ts';
import type { LifePlan } from '../life/plan.ts';
import type { JournalEntry } from '../../mock-server/journal/entry.ts';
import type { Context } from '../../mock-server/pipeline/context.ts';
import { collectBody, type WireReply, type WireRequest } from '../../mock-server/django/message.ts';
import { andThen } from '../../mock-server/portions/portions.ts';
import type { Agenda, AgendaEvent } from './agenda.ts';
import { type PlayedWorld, start as startOfLife } from './world.ts';

/** The side of the page: called in the order of the events, each after the head of the response. */
export interface Receiver {
  readonly onHead: (head: Head) => void;
  /** The whole body as text, if it arrives at once. */
  readonly onWhole: (text: string) => void;
  /** A part of the body, if it does not arrive at once. */
  readonly onPiece: (bytes: Uint8Array) => void;
  readonly onEnd: () => void;
  /** The connection broke: before the head, or in the body. */
  readonly onBreak: () => void;
}

export interface Head {
  readonly status: number;
  readonly headers: WireReply['headers'];
}

export interface Network {
  /** Sends a request. @returns a function that aborts it, which does nothing once the whole response has arrived */
  readonly send: (request: WireRequest, receiver: Receiver) => () => void;
  /** In the order in which they were sent. */
  readonly requests: readonly LifeRequest[];
  /** What the journal has, by the numbers of the requests. */
  readonly entries: ReadonlyMap<number, JournalEntry>;
}

export interface NetworkOptions {
  readonly agenda: Agenda;
  readonly plan: Pick<LifePlan, 'latencies' | 'retryAfterAsDate'>;
  readonly world: PlayedWorld;
  /** Called when a request is sent. */
  readonly onSend: () => void;
}

type Sent = { -readonly [Key in keyof LifeRequest]: LifeRequest[Key] };

const defaultLatency = 50;
/** A slow body arrives in at most so many pieces. */
const maxPieces = 8;

export function createNetwork({ agenda, plan, world, onSend }: NetworkOptions): Network {
  const requests: Sent[] = [];
  const entries = new Map<number, JournalEntry>();
  const { latencies, retryAfterAsDate = false } = plan;
  const note = (sent: Sent, context: Context, isAborted: boolean): void => {
    const entry = world.journal(context, isAborted);
    if (entry === undefined) return;
    entries.set(sent.number, entry);
    const [hint] = entry.nearMisses;
    if (sent.operation === undefined && hint !== undefined) sent.hint = hint;
  };
  const send: Network['send'] = (request, receiver) => {
    onSend();
    const sentAt = agenda.now();
    const latency = latencies[requests.length % latencies.length] ?? defaultLatency;
    const decidedAt = sentAt + Math.floor(latency / 2);
    const number = requests.length + 1;
    const { method, target } = request;
    const sent: Sent = { number, method, target, sentAt, decidedAt, shown: [], faults: [] };
    requests.push(sent);
    let answered: Context | undefined;
    let coming: AgendaEvent[] = [];
    const finish = (outcome: NonNullable<LifeRequest['outcome']>): void => {
      sent.outcome = outcome;
      sent.arrivedAt = agenda.now();
      coming = [];
      if (answered !== undefined) note(sent, answered, outcome === 'aborted');
    };
    agenda.add(decidedAt, 'world', () =>
      andThen(world.respond(request), (context) =>
        andThen(collectBody(context.response), (collected): undefined => {
          const reply = retryAfterAsDate ? withDate(context, collected) : collected;
          answered = context;
          Object.assign(sent, world.describe(context, reply));
          if (sent.outcome === 'aborted') note(sent, context, true);
          else
            coming = schedule(
              agenda,
              Math.max(sentAt + latency, agenda.now()),
              { context, reply },
              {
                ...receiver,
                onHead: (head) => {
                  describeHead(sent, head, startOfLife + agenda.now());
                  if (sent.arrivedAt === undefined) sent.headAt = agenda.now();
                  receiver.onHead(head);
                },
              },
              finish,
            );
        }),
      ),
    );
    return () => {
      if (sent.outcome !== undefined) return;
      for (const event of coming) event.cancel();
      finish('aborted');
    };
  };
  return { send, requests, entries };
}

/** The world's time is in it, so that the client can compare the timestamps of jobs with it. */
function toHead({ now }: Context, { status, headers }: WireReply): Head {
  return { status, headers: [['Date', new Date(now).toUTCString()], ...headers] };
}

/** A client that waits until that date waits no shorter than one that waits for the seconds. */
function withDate({ now }: Context, reply: WireReply): WireReply {
  const headers = reply.headers.map(([name, value]): readonly [string, string] => {
    if (name.toLowerCase() !== 'retry-after' || !/^\d+$/.test(value)) return [name, value];
    return [name, new Date(Math.ceil(now / 1000) * 1000 + Number(value) * 1000).toUTCString()];
  });
  return { ...reply, headers };
}

function describeHead(sent: Sent, { status, headers }: Head, arrivedAt: number): void {
  sent.status = status;
  const text = headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  if (text === undefined) return;
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - arrivedAt;
  if (wait >= 0) sent.retryAfter = wait;
}

interface Answer {
  readonly context: Context;
  readonly reply: WireReply;
}

/** Adds the events with which a response reaches the page. */
function schedule(
  agenda: Agenda,
  arrival: number,
  { context, reply }: Answer,
  receiver: Receiver,
  finish: (outcome: 'response' | 'reset' | 'cut') => void,
): AgendaEvent[] {
  const { delay = 0, reset = false, cutAt, rate } = context.delivery ?? {};
  const head = toHead(context, reply);
  const from = arrival + delay;
  const { onHead, onWhole, onPiece, onEnd, onBreak } = receiver;
  const breakOff = (outcome: 'reset' | 'cut'): void => {
    finish(outcome);
    onBreak();
  };
  if (reset) return [agenda.add(from, 'page', () => breakOff('reset'))];
  const text = context.request.method === 'HEAD' ? '' : reply.body;
  if (cutAt === undefined && rate === undefined)
    return [
      agenda.add(from, 'page', () => {
        finish('response');
        onHead(head);
        onWhole(text);
        onEnd();
      }),
    ];
  const bytes = new TextEncoder().encode(text);
  const cut = cutAt === 'half' ? Math.floor(bytes.length / 2) : cutAt;
  const length = Math.min(bytes.length, cut ?? bytes.length);
  const events = [agenda.add(from, 'page', () => onHead(head))];
  const size = rate === undefined ? length : Math.max(1, Math.ceil(length / maxPieces));
  let end = from;
  for (let start = 0; start < length; start += size) {
    const piece = bytes.subarray(start, Math.min(start + size, length));
    end = from + (rate === undefined ? 0 : Math.ceil((1000 * (start + piece.length)) / rate));
    events.push(agenda.add(end, 'page', () => onPiece(piece)));
  }
  const last = (): void => {
    if (cut !== undefined) {
      breakOff('cut');
      return;
    }
    finish('response');
    onEnd();
  };
  return [...events, agenda.add(end, 'page', last)];
}
