/** Creates a profile of the observed readings and habits of a target, so that a mock can behave like it. */
import { isAnswered, isUnavailable } from '../evidence/exchange.ts';
import type { JudgedRun } from './run.ts';

/** The value of profile.yaml; fixtures/profile.schema.json describes it. */
export interface TargetProfile {
  readonly format: 'enrichment-sandbox/profile';
  readonly version: 1;
  readonly target: string;
  readonly seen_at: string;
  readonly readings: Readonly<Record<string, string>>;
  /** Questions for which the target follows none of the document's readings. */
  readonly other: readonly string[];
  /** The header names of its successful responses, in lower case. */
  readonly headers: readonly string[];
  readonly latency?: { readonly typical: string; readonly slow: string };
}

export function createProfile({ evidence, readings, startedAt }: JudgedRun): TargetProfile {
  const seen = Object.entries(readings);
  const answers = evidence.exchanges.filter(isAnswered).filter(({ outcome }) => !isUnavailable(outcome));
  const names = answers
    .filter(({ outcome }) => outcome.status === 200)
    .flatMap(({ outcome }) => outcome.headers.map(([name]) => name.toLowerCase()));
  const times = answers.map(({ tookMs }) => tookMs).toSorted((a, b) => a - b);
  const formatQuantile = (part: number) =>
    `${Math.round(times[Math.floor((times.length - 1) * part)] ?? 0)}ms`;
  return {
    format: 'enrichment-sandbox/profile',
    version: 1,
    target: evidence.target.baseUrl,
    seen_at: startedAt,
    readings: Object.fromEntries(
      seen.flatMap(([question, reading]) =>
        reading === undefined || reading === 'another' ? [] : [[question, reading]],
      ),
    ),
    other: seen.flatMap(([question, reading]) => (reading === 'another' ? [question] : [])),
    headers: [...new Set(names)].filter((name) => /^[a-z][a-z0-9-]{0,60}$/.test(name)).toSorted(),
    ...(times.length === 0 ? {} : { latency: { typical: formatQuantile(0.5), slow: formatQuantile(0.95) } }),
  };
}
