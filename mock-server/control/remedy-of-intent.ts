/** What to do first when a world refuses an intent. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { formatRfc3339 } from '../../time/time.ts';
import type { RefusalCode } from '../domain/decision.ts';
import type { Intent } from '../domain/entry.ts';
import type { Remedy } from './remedy.ts';

export function findRemedy(code: RefusalCode, intent: Intent, lifeCycle: LifeCycle): Remedy {
  const { kind } = intent;
  if (code === 'full') {
    if (kind === 'add-fault') return { send: 'DELETE faults' };
    return kind === 'save-snapshot' ? { send: 'GET snapshots' } : { send: 'POST reset' };
  }
  if (code === 'no-such-snapshot') return { send: 'GET snapshots' };
  if (code === 'not-in-plan') return { set: { in: undefined } };
  if (kind === 'clock') {
    const { at, until } = intent;
    if (at !== undefined) return { send: 'POST reset', body: { at: formatRfc3339(at, 3) } };
    if (until === undefined || code !== 'not-reachable') return { send: 'POST reset' };
    return force(
      until.job,
      lifeCycle.internalStatuses.find(
        (one) => one === until.status || lifeCycle.getApiStatus(one) === until.status,
      ),
    );
  }
  if (kind === 'force') return { set: { anyway: true } };
  if (kind === 'undelete' && code === 'wrong-status') return { send: `GET jobs/${intent.job}` };
  if (kind === 'pause' || kind === 'resume') return force(intent.job, lifeCycle.statusesBefore(kind)[0]);
  if (kind === 'fail' && code === 'wrong-status')
    return force(
      intent.job,
      lifeCycle.internalStatuses.find((one) => lifeCycle.failureAfter(one) !== undefined),
    );
  return { send: code === 'no-such-job' ? 'GET jobs' : 'GET users' };
}

const force = (job: string, internal_status: string | undefined): Remedy => ({
  send: `POST jobs/${job}/status`,
  body: { internal_status, anyway: true },
});
