/** The other processes that share the store: who they are, and questions to all of them. */
import { addLatest } from '../domain/memo.ts';
import type { Bus } from '../store/port.ts';

export interface Peers {
  /**
   * Asks all others. Those that do not answer in time no longer count, until they are heard of again.
   * @param only asks this process alone
   * @param max how long it waits, in milliseconds
   */
  readonly ask: (question: unknown, only?: string, max?: number) => Promise<Replies>;
  /** The processes that it knows. */
  readonly list: () => readonly string[];
  /** Others know of these processes. @returns whether one was new */
  readonly learn: (processes: readonly string[]) => boolean;
  /** Tells a process that a world that it follows, or whose requests it keeps, has changed. */
  readonly nudge: (process: string, world: string) => void;
  /** Leaves something to another process, as this one is going to end. */
  readonly leaveTo: (process: string, legacy: unknown) => void;
  /** Tells all others. */
  readonly publish: (content: unknown) => void;
  /** Must be called when a request was answered, so that the others know of this process even if they missed its first message. */
  readonly show: () => void;
  /** Says good-bye, and gives those up who wait. */
  readonly leave: () => void;
}

export interface Replies {
  /** By process. */
  readonly answers: ReadonlyMap<string, unknown>;
  readonly missing: number;
}

export interface PeersDeps {
  readonly bus: Bus;
  /** A text that no other process has. */
  readonly process: string;
  /** Resolves after this many real milliseconds, or earlier when the signal is aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly steady: () => number;
  /** What others must know of this process from the start. */
  readonly introduction: () => unknown;
  /** @returns whether the introduction of this process is another one now */
  readonly onIntroduction: (process: string, introduction: unknown) => boolean;
  readonly onQuestion: (process: string, question: unknown) => Promise<unknown>;
  readonly onNudge: (world: string) => void;
  readonly onLegacy: (process: string, legacy: unknown) => void;
  readonly onPublication: (content: unknown) => void;
  /** Called when there is another process, or one less. */
  readonly onChange: () => void;
  /** Called when a process has gone, or does not answer. */
  readonly onLoss: (process: string) => void;
}

type Message =
  | { readonly kind: 'hello'; readonly from: string; readonly introduction: unknown }
  | { readonly kind: 'here'; readonly from: string; readonly introduction: unknown }
  | { readonly kind: 'bye'; readonly from: string }
  /** A process did not answer. */
  | { readonly kind: 'lost'; readonly from: string; readonly process: string }
  | { readonly kind: 'ask'; readonly from: string; readonly id: number; readonly question: unknown }
  | { readonly kind: 'answer'; readonly from: string; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'nudge'; readonly from: string; readonly world: string }
  | { readonly kind: 'publication'; readonly from: string; readonly content: unknown }
  | { readonly kind: 'legacy'; readonly from: string; readonly legacy: unknown };

interface Asked {
  readonly waitsFor: Set<string>;
  readonly answers: Map<string, unknown>;
  readonly end: () => void;
}

/** A process that answers later counts as missing, in milliseconds. */
const maxWait = 500;
/** So long it is asked again, with a short wait, in milliseconds: it may have been cut off, as by a restart of the store. */
const doubtLength = 60_000;
const doubtWait = 50;
/** A process that answers requests shows itself so often, in milliseconds. */
const showInterval = 5000;
const maxPeers = 1000;
const everybody = 'processes';
const toChannel = (process: string): string => `process:${process}`;

export function createPeers(deps: PeersDeps): Peers {
  const { bus, process, wait, steady } = deps;
  const known = new Set<string>();
  /** Others may not have noticed yet. */
  const gone = new Set<string>();
  const asked = new Map<number, Asked>();
  const left = new AbortController();
  let lastLoss = Number.NEGATIVE_INFINITY;
  let ids = 0;
  let shown = Number.NEGATIVE_INFINITY;
  const say = (channel: string, message: Message): void => bus.publish(channel, JSON.stringify(message));
  const introduce = (kind: 'hello' | 'here', channel: string): void => {
    shown = steady();
    say(channel, { kind, from: process, introduction: deps.introduction() });
  };
  const know = (one: string): void => {
    if (known.size >= maxPeers || known.has(one)) return;
    known.add(one);
    deps.onChange();
  };
  const lose = (one: string): void => {
    if (known.delete(one)) {
      deps.onLoss(one);
      deps.onChange();
    }
    addLatest(gone, one, maxPeers);
    for (const { waitsFor, end } of asked.values()) if (waitsFor.delete(one) && waitsFor.size === 0) end();
  };
  const handle = (message: Message): void => {
    const { from } = message;
    if (message.kind === 'bye') return lose(from);
    gone.delete(from);
    know(from);
    if (message.kind === 'hello' || message.kind === 'here') {
      const isChanged = deps.onIntroduction(from, message.introduction);
      if (isChanged) introduce('hello', everybody);
      else if (message.kind === 'hello') introduce('here', toChannel(from));
    } else if (message.kind === 'lost') {
      if (message.process === process) introduce('hello', everybody);
      else lose(message.process);
    } else if (message.kind === 'nudge') deps.onNudge(message.world);
    else if (message.kind === 'publication') deps.onPublication(message.content);
    else if (message.kind === 'legacy') deps.onLegacy(from, message.legacy);
    else if (message.kind === 'ask') {
      const { id } = message;
      const reply = (answer: unknown): void => {
        if (!left.signal.aborted) say(toChannel(from), { kind: 'answer', from: process, id, answer });
      };
      // A question that this version cannot answer counts as one without an answer.
      deps.onQuestion(from, message.question).then(reply, () => undefined);
    } else {
      const { answers, waitsFor, end } = asked.get(message.id) ?? {};
      answers?.set(from, message.answer);
      if (waitsFor?.delete(from) === true && waitsFor.size === 0) end?.();
    }
  };
  const onText = (text: string): void => {
    const message = parseMessage(text);
    if (message !== undefined && message.from !== process) handle(message);
  };
  const stops = [everybody, toChannel(process)].map((channel) => bus.subscribe(channel, onText));
  introduce('hello', everybody);

  return {
    ask: async (question, only, max = maxWait) => {
      const over = new AbortController();
      const end = (): void => over.abort();
      const waitsFor = new Set(only === undefined ? known : [only]);
      const one: Asked = { waitsFor, answers: new Map(), end };
      const id = (ids += 1);
      asked.set(id, one);
      say(only === undefined ? everybody : toChannel(only), { kind: 'ask', from: process, id, question });
      const isInDoubt = waitsFor.size === 0 && steady() - lastLoss < doubtLength;
      if ((one.waitsFor.size > 0 || isInDoubt) && !left.signal.aborted) {
        await wait(isInDoubt ? doubtWait : max, over.signal);
        // The timer may be the one that came first.
        end();
      }
      asked.delete(id);
      const missing = one.waitsFor.size;
      if (missing > 0) lastLoss = steady();
      if (!left.signal.aborted)
        for (const silent of one.waitsFor) {
          lose(silent);
          say(everybody, { kind: 'lost', from: process, process: silent });
        }
      return { answers: one.answers, missing };
    },
    list: () => [...known],
    learn: (processes) => {
      const fresh = processes.filter((one) => one !== process && !known.has(one) && !gone.has(one));
      for (const one of fresh) know(one);
      return fresh.length > 0;
    },
    nudge: (to, world) => say(toChannel(to), { kind: 'nudge', from: process, world }),
    publish: (content) => say(everybody, { kind: 'publication', from: process, content }),
    leaveTo: (to, legacy) => say(toChannel(to), { kind: 'legacy', from: process, legacy }),
    show: () => {
      if (steady() - shown > showInterval) introduce('hello', everybody);
    },
    leave: () => {
      say(everybody, { kind: 'bye', from: process });
      left.abort();
      for (const { end } of asked.values()) end();
      for (const stop of stops) stop();
    },
  };
}

/** Undefined for what is no message. */
function parseMessage(text: string): Message | undefined {
  try {
    const value = JSON.parse(text) as Partial<Message> | null;
    return typeof value?.from === 'string' ? (value as Message) : undefined;
  } catch {
    return undefined;
  }
}
