/** The options with which a test opens the store of mocks that were started without flags. */
import { getDefaultReadings } from '../../openapi/questions.ts';
import { duration } from '../../time/time.ts';
import { fixture, spec, terms } from './shipped.ts';

export const createRedisOptions = (url: string) => ({
  url,
  beginning: { fixture },
  terms,
  spec,
  readings: getDefaultReadings(spec.questions),
  idle: duration(86_400_000),
  getMax: () => 5000,
  warn: () => undefined,
});
