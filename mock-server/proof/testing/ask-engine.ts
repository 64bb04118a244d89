/** Sends requests to engines in this process. */
import { getDefaultReadings } from '../../../openapi/questions.ts';
import { duration, type Instant } from '../../../time/time.ts';
import { handlers } from '../../api/index.ts';
import { collectBody } from '../../django/message.ts';
import type { World } from '../../domain/world.ts';
import { createEngine, type Engine } from '../../engine.ts';
import type { WorldStore } from '../../store/port.ts';
import { fixture, spec, start } from '../../testing/shipped.ts';
import type { Reply } from '../history.ts';
import type { Request } from '../requests.ts';

export interface ProcessOptions {
  /** A text that no other process has. */
  readonly name: string;
  readonly now: () => Instant;
  readonly store?: WorldStore<World>;
}

/** A mock as a process has it, whose worlds begin at the same time as those of all others. */
export function createProcess({ name, now, store }: ProcessOptions): Engine {
  return createEngine({
    model: { spec, readings: getDefaultReadings(spec.questions) },
    handlers,
    worlds: {
      fixture,
      start,
      speed: 1,
      frozen: true,
      max: 100_000,
      idle: duration(86_400_000),
      process: name,
      ...(store === undefined ? {} : { store }),
    },
    journal: 0,
    now,
    wait: async () => undefined,
    noCors: true,
    quietCoach: true,
    onCrash: (error) => {
      throw error;
    },
  });
}

/** @returns what a client would get over HTTP, except for what faults do to the delivery */
export async function askEngine(engine: Engine, request: Request): Promise<Reply> {
  const { isControl, method, target, token = '', body = '' } = request;
  if (isControl) {
    const outcome = await engine.control({ method, target, body });
    const text = 'body' in outcome ? JSON.stringify(outcome.body) : 'detail' in outcome ? outcome.detail : '';
    return { status: outcome.status, headers: {}, body: text };
  }
  const json = body === '' ? {} : { 'content-type': 'application/json' };
  const headers = { host: '127.0.0.1:4010', authorization: `Bearer ${token}`, ...json };
  const context = await engine.respond({ method, target, headers, body });
  const reply = await collectBody(context.response);
  engine.journal(context);
  const named = reply.headers.map(([header, value]) => [header.toLowerCase(), value] as const);
  return { status: reply.status, headers: Object.fromEntries(named), body: reply.body };
}
