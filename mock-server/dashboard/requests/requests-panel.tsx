/** The requests of the world, the newest first: filters, a list that stays fast, and one request in full. */
import { useComputed } from '@preact/signals';
import { useRef } from 'preact/hooks';

import { toVisible } from '../../../text/visible.ts';
import { formatRfc3339 } from '../../../time/time.ts';
import { formatCount, maxCounted } from '../../../page-parts/formats.ts';
import { useApp } from '../state/use-app.ts';
import { FilteredRequests } from './filter-requests.ts';
import { RequestDetail } from './request-detail.tsx';
import { RequestFilters } from './request-filters.tsx';
import { RequestRows } from './request-rows.tsx';
import { getRequestsState } from './requests-state.ts';
import './requests.css';

export function RequestsPanel() {
  const app = useApp();
  const { filter, open } = getRequestsState(app);
  const filtered = useRef(new FilteredRequests());
  // The past has only what had arrived by then.
  const wanted = useComputed(() => {
    const at = app.moment.value;
    return at === undefined ? filter.value : { ...filter.value, until: formatRfc3339(at, 3) };
  });
  void app.requests.revision.value;
  const { entries, missed } = app.requests;
  const opened =
    open.value === undefined ? undefined : entries.findLast(({ number }) => number === open.value);
  if (opened !== undefined) return <RequestDetail entry={opened} close={() => (open.value = undefined)} />;
  const matching = filtered.current.update(entries, wanted.value);
  const first = entries[0]?.number ?? 1;
  const clear = async (): Promise<void> => {
    const called = await app.change('DELETE', 'requests');
    if (called.ok) app.requests.clear();
  };
  return (
    <div class="requests">
      <RequestFilters entries={entries} />
      <div class="row requests-bar">
        <output>
          {matching.length === entries.length
            ? `${formatCount(entries.length)} ${entries.length === 1 ? 'request' : 'requests'}`
            : `${formatCount(matching.length)} of ${formatCount(entries.length)} requests`}
        </output>
        <button type="button" disabled={entries.length === 0} onClick={() => void clear()}>
          Clear the journal
        </button>
      </div>
      {missed > 0 ? (
        <p class="requests-missed">
          {formatCount(missed)} more requests came faster than the page could take them. They are not in this
          list.
        </p>
      ) : undefined}
      {first > 1 && first < maxCounted ? (
        <p class="label">
          The list begins with request {formatCount(first)}; earlier ones were cleared, or are older than the
          mock keeps them.
        </p>
      ) : undefined}
      {entries.length === 0 && app.history.value.moments.length === 0 ? (
        <p class="empty">The page does not know the requests yet.</p>
      ) : entries.length === 0 ? (
        <p class="empty">
          No client has sent a request to world “{toVisible(app.world.value)}” yet. Point your app at this
          mock, with a token from the panel Worlds.
        </p>
      ) : (
        <RequestRows entries={matching} open={(number) => (open.value = number)} />
      )}
    </div>
  );
}
