/** A mock on a free port whose control API needs a token, with its pages. */
import { getDefaultReadings } from '../../openapi/questions.ts';
import { createMockSite } from '../pages/mock-site.ts';
import { type MockOnPort, runningMock } from './running-mock.ts';
import { fixture, spec } from './shipped.ts';

export const controlToken = 'operator-token-0123456789';

/** @param print gets every line that the mock prints */
export function runLockedMock(print: (line: string) => void = () => undefined): Promise<MockOnPort> {
  const readings = getDefaultReadings(spec.questions);
  const welcome = { spec, readings, fixture, speed: 1, frozen: false, mutants: [] };
  return runningMock({
    controlToken,
    allowedHosts: ['sandbox'],
    site: createMockSite(welcome, '.'),
    log: print,
    logRequest: print,
    warn: print,
  });
}
