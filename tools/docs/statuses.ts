/** Generates the table of statuses: the eight internal ones, their API statuses, and their meaning for a client. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { formatCode, formatTable } from './table.ts';

/** One row per internal status, in the order of `x-life-cycle`. */
export function formatStatuses(lifeCycle: LifeCycle): string {
  const rows = lifeCycle.internalStatuses.map((internal) => {
    const api = lifeCycle.getApiStatus(internal);
    return [
      internal,
      formatCode(api),
      lifeCycle.endsPolling(api) ? 'stop' : 'go on',
      lifeCycle.hasResults(api) ? 'yes' : 'no',
    ];
  });
  return formatTable(['Internal', 'API', 'Polling', 'Results'], rows);
}
