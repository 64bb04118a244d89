/** The generated table of statuses: eight internal ones, as the API shows them, and what each means for a client. */
import type { LifeCycle } from '../../openapi/life-cycle.ts';
import { formatCode, formatTable } from './table.ts';

/** One row for each internal status, in the order of `x-life-cycle`. */
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
