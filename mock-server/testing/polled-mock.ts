/** An engine without sockets, for tests of polling clients: the test controls the time, and responses take time. */
import { getDefaultReadings } from '../../openapi/questions.ts';
import { duration, instant } from '../../time/time.ts';
import type { Advice } from '../coach/advice.ts';
import type { Received } from '../coach/testing/reference-client.ts';
import type { CoachSettings } from '../coach/settings.ts';
import { createEngine } from '../engine.ts';
import { handlers } from '../api/index.ts';
import { collectBody, type WireReply } from '../django/message.ts';
import { fixture as shipped, spec, start } from './shipped.ts';

// Everybody can pay for everything.
const users = shipped.users.map((user) => ({ ...user, balance: 1_000_000 }));
const fixture = { ...shipped, users };

export interface Polling {
  readonly speed?: number;
  /** The worlds' clock is frozen, and only `sleep` moves it, as in a test with fake timers. */
  readonly frozen?: boolean;
  readonly coach?: Partial<CoachSettings>;
  /** The time that a response takes, in milliseconds. */
  readonly latency?: () => number;
  /** The replacement of a response, if any; `lost` drops the response. */
  readonly fault?: (path: string) => WireReply | 'lost' | undefined;
}

export interface PolledMock {
  /** By default with the token of carol, who has no jobs yet; an empty one is omitted. @returns undefined if the response was lost */
  readonly send: (
    method: string,
    path: string,
    body?: unknown,
    token?: string,
  ) => Promise<Received | undefined>;
  /** A request whose response is in flight until `end` is called. */
  readonly startRequest: (
    method: string,
    path: string,
    body?: unknown,
    token?: string,
  ) => Promise<{ readonly toReceived?: Received; readonly end: () => void }>;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Lets real time pass, in seconds. */
  readonly pass: (seconds: number) => void;
  /** Answers of a control operation of the default world, such as `GET advice`. */
  readonly control: (
    line: string,
    body?: string,
  ) => Promise<{ readonly status: number; readonly json: unknown }>;
  readonly advice: () => Promise<readonly Advice[]>;
  readonly log: readonly string[];
}

export function polledMock(polling: Polling = {}): PolledMock {
  const { speed = 1, frozen = false, latency = () => 0, fault = () => undefined } = polling;
  let now = start;
  let bent: WireReply | undefined;
  const log: string[] = [];
  const engine = createEngine({
    model: { spec, readings: getDefaultReadings(spec.questions) },
    handlers,
    worlds: { fixture, start, speed, frozen, max: 10, idle: duration(365 * 86_400_000) },
    journal: 5,
    now: () => now,
    wait: () => Promise.resolve(),
    onCrash: (error) => {
      throw error;
    },
    log: (sentence) => log.push(sentence),
    mutate: { onRequest: (request) => request, onReply: ({ response }) => bent ?? response },
    ...(polling.coach === undefined ? {} : { coach: polling.coach }),
  });
  const control: PolledMock['control'] = async (line, body = '') => {
    const [method = '', operation = ''] = line.split(' ');
    const outcome = await engine.control({
      method,
      target: `/__mock__/api/worlds/default/${operation}`,
      body,
    });
    return { status: outcome.status, json: 'body' in outcome ? outcome.body : outcome };
  };
  const startRequest: PolledMock['startRequest'] = async (method, path, body, token = 'carol-token') => {
    const applied = fault(path);
    bent = applied === 'lost' ? undefined : applied;
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      host: '127.0.0.1:4010',
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(text === '' ? {} : { 'content-type': 'application/json' }),
    };
    const context = await engine.respond({ method, target: path, headers, body: text });
    const whole = await collectBody(context.response);
    return {
      ...(applied === 'lost' ? {} : { toReceived: toReceived(whole) }),
      end: () => engine.journal(context, applied === 'lost'),
    };
  };
  return {
    log,
    control,
    advice: async () => (await control('GET advice')).json as readonly Advice[],
    sleep: async (milliseconds) => {
      if (frozen) await control('POST clock', `advance=${Math.round(milliseconds)}ms`);
      else now = instant(now + Math.round(milliseconds));
    },
    startRequest,
    pass: (seconds) => {
      now = instant(now + seconds * 1000);
    },
    send: async (method, path, body, token) => {
      const { toReceived: came, end } = await startRequest(method, path, body, token);
      if (!frozen) now = instant(now + Math.round(latency()));
      end();
      return came;
    },
  };
}

function toReceived({ status, headers, body }: WireReply): Received {
  const wait = headers.find(([name]) => name === 'Retry-After')?.[1];
  return { status, json: parseJsonBody(body), ...(wait === undefined ? {} : { retryAfter: Number(wait) }) };
}

function parseJsonBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
