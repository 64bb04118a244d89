/** The latest requests that showed the job. */
import { parseInstant } from '../../../time/time.ts';
import type { WorldJob } from '../../domain/job.ts';
import { formatClock, formatCount } from '../../../page-parts/formats.ts';
import { useApp } from '../state/use-app.ts';
import { type JobRequest, listJobRequests } from './list-requests.ts';

const max = 50;

export function JobRequests({ job }: { readonly job: WorldJob }) {
  const app = useApp();
  void app.requests.revision.value;
  void app.moment.value;
  const { ofJob, ofUser } = { ofJob: app.requests.ofJob(job.id), ofUser: app.requests.ofUser(job.owner) };
  const found = listJobRequests(job, ofJob, ofUser, app.readNow(), max);
  return (
    <section class="job-part" aria-labelledby="job-requests">
      <h3 id="job-requests">Requests</h3>
      {found.length === 0 ? (
        <p class="empty">No client has requested it yet.</p>
      ) : (
        <ol class="job-requests">
          {found.map((one) => (
            <RequestItem key={one.request.number} {...one} />
          ))}
        </ol>
      )}
      <p class="row">
        <span class="label">
          {found.length < max ? '' : `The latest ${formatCount(max)}. `}
          Lists that its owner requested show it too.
        </span>
        <button type="button" onClick={() => app.show({ panel: 'requests' })}>
          All requests
        </button>
      </p>
    </section>
  );
}

function RequestItem({ request, isList }: JobRequest) {
  const app = useApp();
  const { status, world_time: time, method, operation, path, faults, api_status: api, aborted } = request;
  const at = parseInstant(time);
  const known = app.shown.value.faults;
  const named = faults.map((id) => known.find((fault) => fault.id === id)?.effect.kind ?? id);
  return (
    <li class="job-request-item">
      <span class="mono">{at === undefined ? time : formatClock(at)}</span>
      <span class={`job-code is-${Math.floor(status / 100)}`}>{status === 0 ? 'none' : status}</span>
      <span class="job-operation" title={`${method} ${path}`}>
        {operation ?? `${method} ${path}`}
        {isList ? <span class="chip-list"> list</span> : undefined}
      </span>
      <span class="label">
        {api ?? ''}
        {aborted === true ? ' client left' : ''}
      </span>
      {named.length === 0 ? undefined : <span class="job-fault">fault: {named.join(', ')}</span>}
      {(request.near_misses ?? []).map((sentence) => (
        <span key={sentence} class="job-note">
          {sentence}
        </span>
      ))}
    </li>
  );
}
