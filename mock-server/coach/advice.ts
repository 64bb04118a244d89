/** Turns what the coach has found into advice. */
import type { components } from '../../openapi/generated/control.ts';
import type { Spec } from '../../openapi/spec.ts';
import { type Finding, gravity, isGraver } from './findings.ts';
import type { Ground } from './rule.ts';
import { rules } from './rules/index.ts';

/** As the control document has it. */
export type Advice = components['schemas']['Advice'];

/** The advice for these findings, most serious first. */
export function toAdviceList(findings: readonly Finding[], spec: Spec): readonly Advice[] {
  return findings
    .filter((one) => !findings.some((other) => isGraver(other, one)))
    .toSorted(compareGravity)
    .map((finding) => toAdvice(finding, spec));
}

function compareGravity(a: Finding, b: Finding): number {
  return (
    gravity[a.level] - gravity[b.level] ||
    rules.indexOf(a.rule) - rules.indexOf(b.rule) ||
    (a.user ?? '').localeCompare(b.user ?? '')
  );
}

function toAdvice({ rule, level, user, times, entries, jobs, offence }: Finding, spec: Spec): Advice {
  const { cause } = offence;
  const [job, ...others] = jobs;
  const more = others.length === 0 ? '' : ` The same happened with ${jobs.size} jobs.`;
  return {
    id: rule.id,
    level,
    title: rule.title,
    ...(user === undefined ? {} : { user }),
    ...(job === undefined || others.length > 0 ? {} : { job }),
    seen: `${offence.describe()}${more}`,
    times,
    entries: [...entries],
    why: rule.why,
    source: formatSource(rule.ground, spec),
    do: rule.remedy,
    ...(cause === undefined ? {} : { cause }),
    in_code: rule.inCode,
  };
}

/** Page and section as the document names them, or the standard, or that it is an assumption of ours. */
export function formatSource(ground: Ground, { document, pages }: Spec): string {
  const formatPage = (page: string, section: string) => `${pages[page]?.title ?? page}, "${section}"`;
  if (ground.kind === 'page') return formatPage(ground.page, ground.section);
  if (ground.kind === 'standard') return ground.name;
  if (ground.kind === 'assumed') return `assumed: ${ground.reason}`;
  const { source, reason = '' } = document['x-life-cycle'].polling;
  return source === undefined ? `assumed: ${reason}` : formatPage(source.page, source.section);
}

/** One line for the terminal. */
export function formatAdviceLine({ id, user, seen, cause }: Advice, world: string): string {
  const likely = cause === undefined ? '' : ` ${cause}`;
  return `Coach: ${user ?? 'unknown user'}: ${seen} (${id})${likely} More: GET /__mock__/api/worlds/${world}/advice`;
}
