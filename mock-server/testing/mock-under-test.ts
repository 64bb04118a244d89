/** A mock without a port, for tests. Requests are plain values, and time is frozen until a test moves it. */
import { getDefaultReadings, type Readings } from '../../openapi/questions.ts';
import { getShippedChecks } from '../../openapi/shipped.ts';
import type { Spec } from '../../openapi/spec.ts';
import { compileDocument } from '../../openapi/json-schema/compile.ts';
import { handlers as ownHandlers } from '../api/index.ts';
import type { Handler } from '../api/reply.ts';
import type { Pause } from '../portions/portions.ts';
import { matchFaults } from '../faults/apply-faults.ts';
import { combineMutants, type Mutant } from '../mutants/mutant.ts';
import type { Delivery } from '../pipeline/delivery.ts';
import type { Fixture } from '../domain/fixture.ts';
import { duration, instant } from '../../time/time.ts';
import { createWorlds } from '../store/worlds.ts';
import type { Worlds } from '../store/worlds-port.ts';
import { collectBody } from '../django/message.ts';
import { createPipeline } from '../pipeline/stages.ts';
import { failLoudly, fixture as shippedFixture, spec as shippedSpec, start } from './shipped.ts';
import { createTerms } from '../domain/payments.ts';

export interface MockSetting {
  readonly readings?: Readings;
  readonly spec?: Spec;
  readonly fixture?: Fixture;
  readonly handlers?: Readonly<Record<string, Handler>>;
  readonly noCors?: boolean;
  /** Changes every response; a mock with a mutant does not check its responses against the document. */
  readonly mutant?: Mutant;
  /** Called between two portions of the work on a large body. */
  readonly pause?: Pause;
  /** If true, faults do not apply. */
  readonly faultless?: boolean;
}

export interface MockRequest {
  /** By default alice's; null sends none. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text is sent as UTF-8, bytes as they are; anything else as JSON with its content type. */
  readonly body?: unknown;
}

export interface MockReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Status and body in one line, as the tables of the tests have them. */
  readonly line: string;
  /** The ids of the faults that touched it. */
  readonly faults: readonly string[];
  readonly delivery: Delivery | undefined;
}

export interface MockUnderTest {
  /** @param line such as `GET /api/v1/enrichment/status/` */
  readonly ask: (line: string, sent?: MockRequest) => Promise<MockReply>;
  readonly worlds: Worlds;
  /** Lets time pass, in seconds. */
  readonly wait: (seconds: number) => void;
  /** The errors that the mock took for its own. */
  readonly crashes: readonly unknown[];
}

/** Starts at the time of `start`, in the default readings and the default world unless the setting says otherwise. */
export function mockUnderTest(setting: MockSetting = {}): MockUnderTest {
  const {
    readings = {},
    spec = shippedSpec,
    fixture = shippedFixture,
    handlers = ownHandlers,
    noCors = false,
    mutant,
    faultless = false,
    pause,
  } = setting;
  const crashes: unknown[] = [];
  const checks = () => (spec === shippedSpec ? getShippedChecks() : compileDocument(spec.document));
  let now = start;
  const worlds = createWorlds({
    fixture,
    terms: createTerms(spec),
    speed: 1,
    frozen: false,
    max: 100,
    idle: duration(3_600_000),
  });
  worlds.first(now);
  const mutate = mutant === undefined ? undefined : combineMutants([mutant], fixture);
  const model = {
    spec,
    readings: { ...getDefaultReadings(spec.questions), ...readings },
    ...(mutate === undefined ? {} : { mutate: mutate.onJob }),
  };
  const respond = createPipeline({
    model,
    handlers,
    ...(faultless ? {} : { matchFaults }),
    ...(mutate === undefined ? {} : { mutate }),
    worlds,
    noCors,
    now: () => now,
    ...(pause === undefined ? {} : { pause }),
    onCrash: (error) => crashes.push(error),
    // Custom handlers of a test may respond with anything.
    ...(handlers === ownHandlers && mutant === undefined
      ? { selfCheck: { checks, onBreach: failLoudly } }
      : {}),
  });
  return {
    worlds,
    crashes,
    wait: (seconds) => {
      now = instant(now + seconds * 1000);
    },
    ask: async (line, { token = 'alice-token', headers = {}, body } = {}) => {
      const [method = '', target = ''] = splitOnce(line);
      const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
      const bytes = Buffer.from(isRaw ? (body ?? '') : JSON.stringify(body));
      const sent = {
        host: '127.0.0.1:4010',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(isRaw ? {} : { 'content-type': 'application/json' }),
        ...headers,
      };
      const request = { method, target, headers: sent, body: bytes.toString('latin1') };
      const { response, touchedBy: faults, delivery } = await respond(request, now);
      const whole = await collectBody(response);
      // A response to HEAD has no body on the wire, whatever a stream would return.
      const reply = method === 'HEAD' ? { ...whole, body: '' } : whole;
      const named = Object.fromEntries(reply.headers.map(([name, value]) => [name.toLowerCase(), value]));
      return { ...reply, headers: named, line: `${reply.status} ${reply.body}`, faults, delivery };
    },
  };
}

function splitOnce(line: string): readonly string[] {
  const cut = line.indexOf(' ');
  return [line.slice(0, cut), line.slice(cut + 1)];
}
