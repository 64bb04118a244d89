/** The facts that every report shows besides the verdicts: availability, coverage, mode, cost. */
import { formatPart } from '../verdict/choose-clauses.ts';
import { countVerdicts, formatCounts } from '../verdict/counts.ts';
import type { Coverage } from '../verdict/coverage.ts';
import { listDetails } from './traffic.ts';
import { completeFailOn } from '../verdict/fail-on.ts';
import { formatLevelChanges } from '../verdict/levels.ts';
import { formatAnswered, formatPercent, getAvailability } from '../evidence/availability.ts';
import { listMadeJobs } from '../evidence/made-jobs.ts';
import { getError, getExitStatus, getMode, type JudgedRun, type ContractRun } from './run.ts';

export interface RunFact {
  /** For programs: lower case, with underscores. */
  readonly key: string;
  readonly label: string;
  /** The main value. */
  readonly value: string;
  readonly detail?: string;
}

/** The known facts, the most important first. */
export function getFacts(run: ContractRun): readonly RunFact[] {
  const mode = getMode(run);
  const error = getError(run);
  return [
    ...(error === undefined ? [] : [{ key: 'error', label: 'Reason', value: error.reason }]),
    ...(run.kind === 'judged' ? getJudgedFacts(run) : []),
    ...(mode === undefined ? [] : [{ key: 'mode', label: 'Mode', value: mode }]),
    toDurationFact(run),
    { key: 'exit_status', label: 'Exit status', value: String(getExitStatus(run)) },
  ];
}

/** `96.4 %: 81 of 84 requests were answered`. */
export function formatFact({ value, detail }: RunFact): string {
  return detail === undefined ? value : `${value}: ${detail}`;
}

function getJudgedFacts(run: JudgedRun): readonly RunFact[] {
  const { verdicts, part, strict, evidence, coverage } = run;
  const jobs = listMadeJobs(evidence.exchanges).map(({ jobId }) => jobId);
  const availability = getAvailability(evidence);
  return [
    ...(part === undefined
      ? []
      : [{ key: 'only', label: 'Partial run', value: formatPart(part), detail: part.names.join(', ') }]),
    { key: 'counts', label: 'Clauses', value: formatCounts(countVerdicts(verdicts, strict)) },
    {
      key: 'availability',
      label: 'Availability',
      value: formatPercent(availability),
      detail: formatAnswered(availability),
    },
    ...(coverage === undefined ? [] : [toCoverageFact(coverage)]),
    ...getTeamFacts(run),
    ...getTrafficFacts(run),
    ...(jobs.length === 0 ? [] : [{ key: 'jobs_made', label: 'Created jobs', value: jobs.join(', ') }]),
  ];
}

/** What the team decided instead of the defaults. */
function getTeamFacts({ changedLevels = [], failOn = [], strict }: JudgedRun): readonly RunFact[] {
  const changed = changedLevels.length;
  const isDefault = !strict && failOn.every((one) => one === 'must');
  return [
    ...(isDefault
      ? []
      : [{ key: 'fail_on', label: 'Fails on', value: completeFailOn(failOn, strict).join(', ') }]),
    ...(changed === 0
      ? []
      : [
          {
            key: 'levels_changed',
            label: 'Changed by the team',
            value: changed === 1 ? '1 level' : `${changed} levels`,
            detail: formatLevelChanges(changedLevels),
          },
        ]),
  ];
}

/** What was judged of the traffic of an app. */
function getTrafficFacts({ evidence: { target, exchanges } }: JudgedRun): readonly RunFact[] {
  const { traffic } = target;
  if (traffic === undefined) return [];
  const value = `${exchanges.length} of ${traffic.entries}`;
  const detail = ['entries were judged', ...listDetails(traffic, exchanges)].join('; ');
  return [{ key: 'traffic', label: `Traffic from ${traffic.program}`, value, detail }];
}

function toCoverageFact({ percent, kinds }: Coverage): RunFact {
  const sum = (key: 'seen' | 'all') => kinds.reduce((total, kind) => total + kind[key], 0);
  return {
    key: 'coverage',
    label: 'Coverage',
    value: `${percent} %`,
    detail: `${sum('seen')} of ${sum('all')} parts of the contract were observed`,
  };
}

function toDurationFact(run: ContractRun): RunFact {
  const fact = { key: 'duration', label: 'Duration', value: `${(run.tookMs / 1000).toFixed(1)} s` };
  if (run.kind === 'unjudged') return fact;
  const { target } = run.evidence;
  const watched = target.watchedMs > 0 ? `, ${Math.round(target.watchedMs / 1000)} s of polling` : '';
  return { ...fact, detail: `${getAvailability(run.evidence).requests} requests${watched}` };
}

/** `2026-05-06 15:00 UTC`. */
export function formatInstant(at: string): string {
  return at.replace('T', ' ').replace(/:\d\d(\.\d+)?Z$/, ' UTC');
}
