/** Both APIs of a mock without a port, for tests. Time is frozen until a test moves it. */
import { setTimeout } from 'node:timers/promises';

import { getDefaultReadings } from '../../openapi/questions.ts';
import { getShippedChecks } from '../../openapi/shipped.ts';
import { type Duration, duration, type Instant, instant } from '../../time/time.ts';
import { type Engine, type EngineOptions, createEngine } from '../engine.ts';
import { handlers } from '../api/index.ts';
import { shareRequests } from '../processes/share.ts';
import type { WorldsOptions } from '../store/worlds-options.ts';
import { collectBody } from '../django/message.ts';
import { getFix } from './follow-fix.ts';
import { failLoudly, fixture, spec, start } from './shipped.ts';

/** Both APIs of an engine. */
export interface DrivenEngine {
  readonly engine: Engine;
  /** A request to the control API. @param path behind `/__mock__/api`. @param body a text is a form. @returns status and body, a problem as its detail */
  readonly control: (method: string, path: string, body?: unknown) => Promise<readonly [number, unknown]>;
  /** A request to the mocked API. @returns status, headers and body in one text */
  readonly ask: (line: string, token: string, body?: unknown) => Promise<string>;
}

export interface EngineUnderTest extends DrivenEngine {
  /** Lets real time pass. */
  readonly wait: (length: Duration) => void;
  readonly now: () => Instant;
}

/**
 * @param real the real time at which it starts
 * @param wait how it lets time pass between the events that it sends; by default they come without a pause
 */
export function engineUnderTest(
  worlds: Partial<Omit<WorldsOptions, 'terms'>> = {},
  real = start,
  wait: EngineOptions['wait'] = worlds.store?.shared === undefined ? async () => undefined : waitForOthers,
  log: (sentence: string) => void = () => undefined,
): EngineUnderTest {
  let now = real;
  const engine = createEngine({
    model: { spec, readings: getDefaultReadings(spec.questions) },
    handlers,
    worlds: { fixture, speed: 1, frozen: false, max: 100, idle: duration(86_400_000), ...worlds },
    journal: 100,
    now: () => now,
    wait,
    log,
    share: shareRequests,
    noCors: true,
    onCrash: (error) => {
      throw error;
    },
    selfCheck: { checks: getShippedChecks, onBreach: failLoudly },
  });
  return {
    ...driveEngine(engine),
    now: () => now,
    wait: (length) => {
      now = instant(now + length);
    },
  };
}

export function driveEngine(engine: Engine): DrivenEngine {
  return {
    engine,
    control: async (method, path, body) => {
      const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
      const outcome = await engine.control({ method, target: `/__mock__/api${path}`, body: text });
      // Each refusal names a request that works.
      getFix(outcome);
      const content = outcome as {
        readonly body?: unknown;
        readonly text?: string;
        readonly detail?: string;
      };
      return [outcome.status, content.detail ?? content.text ?? content.body];
    },
    ask: async (line, token, body) => {
      const [method = '', target = ''] = line.split(' ');
      const json = body === undefined ? {} : { 'content-type': 'application/json' };
      const headers = { host: '127.0.0.1:4010', authorization: `Bearer ${token}`, ...json };
      const text = body === undefined ? '' : Buffer.from(JSON.stringify(body)).toString('latin1');
      const context = await engine.respond({ method, target, headers, body: text });
      const { status, headers: sent, body: answer } = await collectBody(context.response);
      engine.journal(context);
      return [status, ...sent.map((header) => header.join(': ')), answer].join('\n');
    },
  };
}

/** Others answer without a delay, but not at once. */
const waitForOthers: EngineOptions['wait'] = async (milliseconds, signal) =>
  setTimeout(milliseconds, undefined, { ref: false, ...(signal === undefined ? {} : { signal }) }).catch(
    () => undefined,
  );
