/** A mock on a free port, for tests of the HTTP edge. Its time is frozen until a test moves it. */
import { getDefaultReadings } from '../../openapi/questions.ts';
import { duration, instant } from '../../time/time.ts';
import { type MockServer, startMock, type MockStartOptions } from '../start/start.ts';
import { failLoudly, fixture, spec, start } from './shipped.ts';
import { getShippedChecks } from '../../openapi/shipped.ts';

export interface MockOnPort extends MockServer {
  /** Lets real time pass, in seconds. */
  readonly wait: (seconds: number) => void;
  readonly crashes: readonly unknown[];
}

export async function runningMock(options: Partial<MockStartOptions> = {}): Promise<MockOnPort> {
  let now = start;
  const crashes: unknown[] = [];
  const running = await startMock({
    spec,
    readings: getDefaultReadings(spec.questions),
    fixture,
    port: 0,
    host: '127.0.0.1',
    speed: 1,
    frozen: false,
    maxWorlds: 100,
    worldIdle: duration(3_600_000),
    now: () => now,
    checks: getShippedChecks,
    onBreach: failLoudly,
    onCrash: (error) => crashes.push(error),
    ...options,
  });
  return {
    ...running,
    crashes,
    wait: (seconds) => {
      now = instant(now + seconds * 1000);
    },
  };
}
