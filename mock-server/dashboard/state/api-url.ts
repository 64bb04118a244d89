/** The URLs and tokens of the mocked API, as a client of the shown world uses them. */
import { getReading } from '../../../openapi/questions.ts';
import type { Model } from '../../api/reply.ts';
import type { FixtureUser } from '../../domain/fixture.ts';
import { firstWorld } from '../../domain/world-names.ts';

/**
 * The path of an operation of the document with its parameters filled in, below the mock's own address:
 * `api/v1/enrichment/status/9f3e.../`.
 */
export function toApiPath(id: string, values: readonly string[], { spec, readings }: Model): string {
  const { prefixes: [prefix = ''] = [] } = getReading(spec.questions, readings, 'path-prefix');
  const left = [...values];
  const path = spec.operation(id).path.replaceAll(/\{[^}]*\}/g, () => encodeURIComponent(left.shift() ?? ''));
  return `${prefix}${path}`.slice(1);
}

/** The address of the mock behind a page at this URL, without a slash at its end. */
export const toMockUrl = (page: string): string => new URL('../', page).href.replace(/\/$/, '');

/** The bearer token of a user in a world. */
export const toBearer = ({ token }: Pick<FixtureUser, 'token'>, world: string): string =>
  world === firstWorld ? token : `${token}~${world}`;
