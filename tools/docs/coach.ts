/** Generates the parts about the coach: its rules, the fixes in code, and its thresholds. */
import { formatSource } from '../../mock-server/coach/advice.ts';
import type { Rule } from '../../mock-server/coach/rule.ts';
import type { AssumedSetting } from '../../mock-server/coach/settings.ts';
import type { Spec } from '../../openapi/spec.ts';
import { formatCode, formatTable } from './table.ts';

/** One row per rule, in the order in which the coach reports them. */
export function formatRules(rules: readonly Rule[]): string {
  return formatTable(
    ['Rule', 'Level', 'What the coach saw'],
    rules.map(({ id, level, title }) => [`[\`${id}\`](#${id})`, level, title]),
  );
}

/** A section per rule: why it matters, its source, and the fix in code. */
export function formatRemedies(rules: readonly Rule[], spec: Spec): string {
  return rules
    .map(({ id, title, why, ground, remedy, inCode }) =>
      [
        `### ${id}`,
        `${title} ${why} ${remedy}`,
        `Source: ${formatSource(ground, spec)}`,
        [
          '```js',
          `// fetch\n${inCode.fetch}\n`,
          `// TanStack Query\n${inCode.tanstack_query}\n`,
          `// SWR\n${inCode.swr}`,
          '```',
        ].join('\n'),
      ].join('\n\n'),
    )
    .join('\n\n');
}

/** One row per threshold without a documented value, with its reason. */
export function formatThresholds(settings: Readonly<Record<string, AssumedSetting>>): string {
  return formatTable(
    ['Setting', 'Value', 'Meaning', 'Reason'],
    Object.entries(settings).map(([name, { value, about, reason }]) => [
      formatCode(name),
      String(Math.round(value * 100) / 100),
      about,
      reason,
    ]),
  );
}

/** The polling intervals of the document, in one sentence. */
export function formatPaces({ lifeCycle: { polling } }: Spec): string {
  const { smallJobs, largeJobs } = polling;
  return `The documentation asks for ${smallJobs['from-seconds']} to ${smallJobs['to-seconds']} seconds between two polls of a small job, and ${largeJobs['from-seconds']} to ${largeJobs['to-seconds']} seconds for a large one.`;
}
