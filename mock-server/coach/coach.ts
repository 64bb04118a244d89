/**
 * The coach of one world: folds over its requests, so that a limited journal loses nothing, and returns its
 * advice.
 */
import type { components } from '../../openapi/generated/control.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { JournalEntry, ShownJob } from '../journal/entry.ts';
import type { Ground, AdviceLevel, Moment, Offence, Rule, Subject, Watch } from './rule.ts';
import { rules } from './rules/index.ts';
import type { Guide } from './settings.ts';

/** The observations of a world. A value; `observe` returns the next one. */
export interface CoachState {
  /** A watch of each rule for each of its subjects, the longest unused subject first. */
  readonly watches: ReadonlyMap<string, readonly Watch[]>;
  /** The observations for each rule and user. */
  readonly findings: ReadonlyMap<string, Finding>;
}

interface Finding extends Offence {
  readonly rule: Rule;
  readonly level: AdviceLevel;
  readonly user?: string;
  readonly times: number;
  /** Several when the offence was seen of several. */
  readonly jobs: readonly string[];
}

/** As the control document has it. */
export type Advice = components['schemas']['Advice'];

export const nothingSeen: CoachState = { watches: new Map(), findings: new Map() };

/** The requested jobs and other things; the least recently used is removed first. */
const maxSubjects = 500;
/** Of the journal entries that an advice names, the latest. */
const maxEntries = 10;
const maxJobs = 100;

const rulesPer: Readonly<Record<Subject, readonly Rule[]>> = {
  user: rules.filter(({ per }) => per === 'user'),
  job: rules.filter(({ per }) => per === 'job'),
  thing: rules.filter(({ per }) => per === 'thing'),
};

/**
 * Observes one more request, in constant time.
 * @param asked the requested job at that time, if the user has it
 */
export function observe(
  state: CoachState,
  entry: JournalEntry,
  guide: Guide,
  asked: ShownJob | undefined = entry.shown.find(({ id }) => id === entry.job),
): CoachState {
  const observation = { entry, guide, ...(asked === undefined ? {} : { asked }) };
  const watches = new Map(state.watches);
  let { findings } = state;
  for (const [per, subject] of listSubjects(entry)) {
    const key = toKey(per, subject);
    const kinds = rulesPer[per];
    const before = watches.get(key) ?? kinds.map(({ initialWatch }) => initialWatch);
    const seen = before.map((watch) => watch.see(observation));
    for (const [index, { offence }] of seen.entries()) {
      const rule = kinds[index];
      if (rule !== undefined && offence !== undefined)
        findings = addFinding(findings, rule, entry.user, offence);
    }
    watches.delete(key);
    watches.set(
      key,
      seen.map(({ watch }) => watch),
    );
  }
  for (const key of watches.keys()) {
    if (watches.size <= maxSubjects) break;
    watches.delete(key);
  }
  return { watches, findings };
}

/** The subject of the request: user, job and resource. */
function listSubjects(entry: JournalEntry): readonly (readonly [Subject, readonly string[]])[] {
  const { operation, job, method, path, query = '' } = entry;
  const user = entry.user ?? '';
  // Requests with unknown tokens can come from several clients; those with the same token count as one
  // client.
  const asker = entry.user ?? `${entry.stranger?.kind ?? ''} ${entry.stranger?.fingerprint ?? ''}`;
  // Each submission creates another job, but it is the same request.
  const asked = operation === 'submitEnrichment' ? '' : (job ?? '');
  const page = new URLSearchParams(query).get('page') ?? '';
  const thing = operation === undefined ? [asker, method, path] : [asker, operation, asked, page];
  return [['user', [user]], ...(job === undefined ? [] : [['job', [user, job]] as const]), ['thing', thing]];
}

const toKey = (per: Subject, subject: readonly string[]): string => [per, ...subject].join('\n');

function addFinding(
  findings: CoachState['findings'],
  rule: Rule,
  user: string | undefined,
  offence: Offence,
): CoachState['findings'] {
  const level = offence.cause === undefined ? rule.level : 'notice';
  const key = toKey('user', [user ?? '', rule.id, level]);
  const known = findings.get(key);
  const jobs = [...new Set([...(known?.jobs ?? []), ...(offence.job === undefined ? [] : [offence.job])])];
  const entries = [...new Set([...(known?.entries ?? []), ...offence.entries])].toSorted((a, b) => a - b);
  return new Map(findings).set(key, {
    rule,
    level,
    ...(user === undefined ? {} : { user }),
    ...(offence.cause === undefined ? {} : { cause: offence.cause }),
    seen: offence.seen,
    times: (known?.times ?? 0) + 1,
    entries: entries.slice(-maxEntries),
    jobs: jobs.slice(0, maxJobs),
  });
}

/**
 * The advice, most serious first: one piece for each rule and user.
 * @param now the current time, since some omissions only show after a while
 */
export function getAdvice(state: CoachState, now: Moment, guide: Guide, spec: Spec): readonly Advice[] {
  const overdue = [...state.watches].flatMap(([key, watches]) => {
    const [per, user = ''] = key.split('\n');
    if (per !== 'user') return [];
    return watches.flatMap((watch, index) => {
      const [rule, offence] = [rulesPer.user[index], watch.overdue(now, guide)];
      return rule === undefined || offence === undefined
        ? []
        : [[rule, user === '' ? undefined : user, offence] as const];
    });
  });
  const findings = overdue.reduce(
    (all, [rule, user, offence]) => addFinding(all, rule, user, offence),
    state.findings,
  );
  const all = [...findings.values()];
  return all
    .filter((one) => !all.some((other) => isGraver(other, one)))
    .toSorted(compareGravity)
    .map((finding) => toAdvice(finding, spec));
}

/** Of the same about the same user. */
function isGraver(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.user === b.user && gravity[a.level] < gravity[b.level];
}

const gravity: Readonly<Record<AdviceLevel, number>> = { warning: 0, notice: 1 };

function compareGravity(a: Finding, b: Finding): number {
  return (
    gravity[a.level] - gravity[b.level] ||
    rules.indexOf(a.rule) - rules.indexOf(b.rule) ||
    (a.user ?? '').localeCompare(b.user ?? '')
  );
}

function toAdvice(finding: Finding, spec: Spec): Advice {
  const { rule, level, user, times, entries, jobs, seen, cause } = finding;
  const [job, ...others] = jobs;
  const more = others.length === 0 ? '' : ` The same happened with ${jobs.length} jobs.`;
  return {
    id: rule.id,
    level,
    title: rule.title,
    ...(user === undefined ? {} : { user }),
    ...(job === undefined || others.length > 0 ? {} : { job }),
    seen: `${seen}${more}`,
    times,
    entries,
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
