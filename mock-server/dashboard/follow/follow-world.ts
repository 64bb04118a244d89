/** Follows a world: connects to its events, and connects again when the mock restarts, the machine slept or the worker was stopped. */
import type { LogEntry } from '../../domain/entry.ts';
import { readEvents, type ServerEvent } from '../../../page-parts/event-stream.ts';
import type { ShownRequest } from '../../../page-parts/polls.ts';
import { findReason, parseContent } from '../state/control-client.ts';
import type { WorldStart } from './world-history.ts';

export interface Follower {
  /** The world begins: forget what came before. */
  readonly onStart: (start: WorldStart) => void;
  readonly onEntry: (entry: LogEntry) => void;
  /** @param missed how many more there were */
  readonly onRequests: (entries: readonly ShownRequest[], missed: number) => void;
  readonly onConnection: (state: Connection) => void;
}

/** `lost` has the reason as one sentence. */
export type Connection =
  | { readonly kind: 'connecting' | 'live' | 'paused' | 'gone' }
  | { readonly kind: 'lost'; readonly reason: string };

export interface FollowDeps {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Resolves after this many milliseconds, or earlier when the signal is aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Between two attempts to connect, in milliseconds: soon, and then less often. */
const [minDelay, maxDelay] = [250, 5000];

/**
 * @param url of the events, relative to the page
 * @returns a function that continues with what it has (`resume`), and one that closes the connection (`pause`)
 */
export function followWorld(url: string, follower: Follower, { fetch, wait }: FollowDeps) {
  let lastId = '';
  let lastRequest = 0;
  let running: AbortController | undefined;

  const handle = ({ event, data, id }: ServerEvent): void => {
    lastId = id;
    const value = JSON.parse(data) as unknown;
    if (event === 'start') {
      lastRequest = 0;
      follower.onStart(value as WorldStart);
    }
    if (event === 'entry') follower.onEntry(value as LogEntry);
    if (event !== 'requests') return;
    const { entries, missed } = value as {
      readonly entries: readonly ShownRequest[];
      readonly missed: number;
    };
    // Those of a process that was slow to answer come late.
    lastRequest = Math.max(lastRequest, ...entries.map(({ number }) => number));
    follower.onRequests(entries, missed);
  };

  /** @returns why the connection ended */
  const connect = async (signal: AbortSignal): Promise<Connection> => {
    const headers = lastId === '' ? {} : { 'Last-Event-ID': lastId };
    const since = lastRequest;
    const query = `form=fold&since=${since}`;
    try {
      const response = await fetch(`${url}?${query}`, { headers, signal, cache: 'no-store' });
      if (!response.ok || response.body === null)
        return { kind: 'lost', reason: findReason(parseContent(await response.text()), response.status) };
      follower.onConnection({ kind: 'live' });
      for await (const event of readEvents(response.body)) {
        if (signal.aborted) break;
        if (event.event === 'gone') return { kind: 'gone' };
        handle(event);
        // The journal of another world counts its requests from 1 again.
        if (event.event === 'start' && since > 0) return { kind: 'connecting' };
      }
      return { kind: 'lost', reason: 'The mock closed the connection.' };
    } catch {
      return { kind: 'lost', reason: 'The mock does not respond.' };
    }
  };

  const run = async (signal: AbortSignal): Promise<void> => {
    follower.onConnection({ kind: 'connecting' });
    for (let delay = minDelay; !signal.aborted; delay = Math.min(delay * 2, maxDelay)) {
      const id = lastId;
      const ended = await connect(signal);
      if (signal.aborted) return;
      // The connection was good for something, so that the next one is tried at once.
      if (lastId !== id) delay = minDelay;
      // A world that was removed is made again when somebody looks at it.
      follower.onConnection(ended);
      if (ended.kind === 'gone') lastId = '';
      await wait(delay, signal);
    }
  };

  return {
    resume: (): void => {
      running?.abort();
      running = new AbortController();
      void run(running.signal);
    },
    pause: (): void => {
      running?.abort();
      running = undefined;
      follower.onConnection({ kind: 'paused' });
    },
    stop: (): void => running?.abort(),
  };
}
