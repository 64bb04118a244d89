/** The included document and the default world, for most tests. */
import defaultWorld from 'prepared:default-world.json';

import { loadShippedSpec } from '../../openapi/shipped.ts';
import { createTerms } from '../domain/payments.ts';
import type { Fixture } from '../domain/fixture.ts';
import { instant } from '../../time/time.ts';

export const spec = loadShippedSpec();
export const { lifeCycle } = spec;
export const terms = createTerms(spec);
export const fixture = defaultWorld as Fixture;

/** Called with each response of the mock that violates the document. */
export function failLoudly(sentence: string): never {
  throw new Error(sentence);
}

/** The start time of the worlds in tests. */
export const start = instant(Date.parse('2026-05-06T14:25:42Z'));

export { ownJobId } from './answers.ts';
