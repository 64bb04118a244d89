/** For tests: histories written as text, one call per line. */
import { loadShippedSpec } from '../../../openapi/shipped.ts';
import { type Answer, type History, type OwnJob, type PlayedCall, toAnswer } from '../history.ts';
import { createJobModel } from '../model.ts';
import { listCalls, parseSequence } from '../sequence.ts';

export const { document } = loadShippedSpec();
export const model = createJobModel(document['x-life-cycle']);

/** The ids of the jobs A, B and C. */
export const toJobId = (job: string): string => `00000000-0000-4000-8000-00000000000${'ABC'.indexOf(job)}`;

/**
 * Each line is a bar from start to end, the call, and its result: a status, a status code, both, or `?` for no answer.
 * @example
 * [--]         submit A  201
 *     [----]   pause A   200
 *      [----]  pause A   200
 */
export function writeHistory(text: string, changes: Partial<History> = {}): History {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const calls = lines
    .map((line, index) => toCall(line, index))
    .toSorted((one, other) => one.start - other.start);
  const jobs = new Map<string, OwnJob>();
  for (const { outcome, user, job, rows = 1 } of calls) {
    const made = outcome.kind === 'answer' ? outcome.answer.made : undefined;
    if (made !== undefined && !jobs.has(made)) jobs.set(made, { name: job, jobId: made, owner: user, rows });
  }
  const before = { you: new Set<string>(), other: new Set<string>() };
  return { calls, jobs: [...jobs.values()], before, unsettled: [], ...changes };
}

function toCall(line: string, index: number): PlayedCall {
  const [, bar = '', text = '', result = ''] = /^( *\[-*\]) +(.*?) {2,}(.*)$/.exec(line) ?? [];
  const start = bar.indexOf('[') * 10 + index / 10;
  const end = bar.indexOf(']') * 10 + 5 + index / 10;
  const submitted = /\bsubmit /.test(text) ? '' : 'submit A; submit B; submit C; ';
  const sequence = parseSequence(`${submitted}${text}`, []);
  const call = typeof sequence === 'string' ? undefined : listCalls(sequence).at(-1);
  if (call === undefined) throw new Error(`Not a call: ${line}`);
  const jobId = call.operation === 'submit' || call.job === '' ? '' : toJobId(call.job);
  const outcome =
    result === '?'
      ? ({ kind: 'uncertain', reason: 'status 503' } as const)
      : ({ kind: 'answer', answer: toResult(call.operation, call.job, jobId, result.trim()) } as const);
  return {
    ...call,
    id: `c${index + 1}`,
    step: index,
    lane: 0,
    isPoll: false,
    jobId,
    start,
    end,
    startedMs: start,
    endedMs: end,
    outcome,
  };
}

/** `200`, `paused`, `A paused, B queued`, `402 5/12` for required and balance, or `paused @3` with a second of the last update. */
function toResult(operation: PlayedCall['operation'], job: string, jobId: string, result: string): Answer {
  const [, code] = /^(\d{3})\b/.exec(result) ?? [];
  const status = Number(code ?? 200);
  const [, required, balance] = /(\d+)\/(-?\d+)/.exec(result) ?? [];
  if (required !== undefined)
    return toAnswer(
      operation,
      status,
      JSON.stringify({ required: Number(required), balance: Number(balance) }),
      jobId,
    );
  if (operation === 'submit') {
    const made = /\bas ([ABC])/.exec(result)?.[1] ?? job;
    return toAnswer(operation, status, JSON.stringify({ job_id: toJobId(made) }), jobId);
  }
  const seen = [...result.matchAll(/([ABC] )?([a-z][a-z-]+)(?: @(\d))?/g)].map(([, name, shown, second]) => ({
    job_id: name === undefined ? jobId : toJobId(name.trim()),
    status: shown,
    ...(second === undefined ? {} : { updated_at: `2026-11-23T00:00:0${second}Z` }),
  }));
  return toAnswer(operation, status, JSON.stringify(operation === 'list' ? seen : (seen[0] ?? {})), jobId);
}
