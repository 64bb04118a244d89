/** What the control API can do to a job. */
import { useState } from 'preact/hooks';

import { computeJobState, getLife, type WorldJob } from '../../domain/job.ts';
import { useApp } from '../state/use-app.ts';
import { deleteJob } from './delete-job.ts';
import { findObstacle } from './describe-job.ts';

/** The actions that need nothing else. */
export function QuickActions({ job }: { readonly job: WorldJob }) {
  const app = useApp();
  void app.epoch.value;
  const { lifeCycle } = app.model.spec;
  const state = computeJobState(job, app.readNow(), lifeCycle);
  return (
    <fieldset class="row" disabled={app.moment.value !== undefined} aria-label="Actions">
      {(['pause', 'resume'] as const).map((action) => {
        const obstacle = findObstacle(action, state, lifeCycle);
        return (
          <button
            type="button"
            key={action}
            disabled={obstacle !== undefined}
            title={obstacle}
            onClick={() => void app.change('POST', `jobs/${job.id}/${action}`, {})}
          >
            {action === 'pause' ? 'Pause' : 'Resume'}
          </button>
        );
      })}
      <button type="button" class="danger" onClick={() => void deleteJob(app, job)}>
        Delete
      </button>
    </fieldset>
  );
}

export function JobActions({ job }: { readonly job: WorldJob }) {
  const app = useApp();
  void app.epoch.value;
  const { lifeCycle } = app.model.spec;
  const isPast = app.moment.value !== undefined;
  const state = computeJobState(job, app.readNow(), lifeCycle);
  const post = (path: string, body: unknown = {}) => app.change('POST', `jobs/${job.id}/${path}`, body);
  return (
    <section class="job-part" aria-labelledby="job-actions">
      <h3 id="job-actions">Change it</h3>
      {isPast ? (
        <p class="row label">
          The past cannot be changed.
          <button type="button" onClick={() => app.show({ at: undefined })}>
            Show the present
          </button>
        </p>
      ) : undefined}
      <fieldset class="stack" disabled={isPast} aria-label="More actions">
        <FailForm
          obstacle={findObstacle('fail', state, lifeCycle)}
          fail={(reason) => void post('fail', reason === '' ? {} : { reason })}
        />
        <ForceForm present={state.internalStatus} force={(forced) => void post('status', forced)} />
        <UntilForm job={job} />
      </fieldset>
    </section>
  );
}

/** As the control API allows. */
const maxReason = 500;

function FailForm({
  obstacle,
  fail,
}: {
  readonly obstacle: string | undefined;
  readonly fail: (reason: string) => void;
}) {
  const [reason, setReason] = useState('');
  return (
    <form
      class="row"
      aria-label="Let the job fail"
      onSubmit={(event) => {
        event.preventDefault();
        fail(reason.trim());
        setReason('');
      }}
    >
      <button type="submit" class="danger" disabled={obstacle !== undefined} title={obstacle}>
        Fail
      </button>
      <input
        type="text"
        class="job-grow"
        aria-label="Reason of the failure"
        placeholder="Reason (only the control API shows it)"
        maxLength={maxReason}
        value={reason}
        onInput={(event) => setReason(event.currentTarget.value)}
      />
    </form>
  );
}

interface Forced {
  readonly internal_status: string;
  readonly stays: boolean;
  readonly anyway: boolean;
}

function ForceForm({
  present,
  force,
}: {
  readonly present: string;
  readonly force: (forced: Forced) => void;
}) {
  const app = useApp();
  const { internalStatuses, mayReach } = app.model.spec.lifeCycle;
  const others = internalStatuses.filter((status) => status !== present);
  const [chosen, setChosen] = useState('');
  const [stays, setStays] = useState(false);
  const [anyway, setAnyway] = useState(false);
  const status = others.includes(chosen)
    ? chosen
    : (others.find((one) => mayReach(present, one)) ?? others[0]);
  return (
    <form
      class="row"
      aria-label="Force the job into a status"
      onSubmit={(event) => {
        event.preventDefault();
        if (status !== undefined) force({ internal_status: status, stays, anyway });
      }}
    >
      <button type="submit" disabled={status === undefined}>
        Force into
      </button>
      <select
        aria-label="Internal status"
        value={status}
        onChange={(event) => setChosen(event.currentTarget.value)}
      >
        {others.map((one) => (
          <option key={one} value={one}>
            {mayReach(present, one) ? one : `${one} (anyway)`}
          </option>
        ))}
      </select>
      <label
        class="job-check"
        title="It stays there until it is changed again, instead of continuing as planned"
      >
        <input type="checkbox" checked={stays} onChange={(event) => setStays(event.currentTarget.checked)} />{' '}
        stays
      </label>
      <label class="job-check" title="Also where the life cycle does not lead">
        <input
          type="checkbox"
          checked={anyway}
          onChange={(event) => setAnyway(event.currentTarget.checked)}
        />{' '}
        anyway
      </label>
    </form>
  );
}

/** Moves the clock of the world until the job has a status. */
function UntilForm({ job }: { readonly job: WorldJob }) {
  const app = useApp();
  const { lifeCycle } = app.model.spec;
  const { apiStatuses, internalStatuses } = lifeCycle;
  // Where it ends by itself.
  const [status, setStatus] = useState(() => getLife(job, lifeCycle).at(-1)?.status ?? '');
  return (
    <form
      class="row"
      aria-label="Move the clock"
      onSubmit={(event) => {
        event.preventDefault();
        void app.change('POST', 'clock', { until: { job: job.id, status } });
      }}
    >
      <button type="submit">Move the clock</button>
      <label>
        until this job is{' '}
        <select value={status} onChange={(event) => setStatus(event.currentTarget.value)}>
          <optgroup label="API status">
            {apiStatuses.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </optgroup>
          <optgroup label="Internal status">
            {internalStatuses
              .filter((one) => !apiStatuses.includes(one))
              .map((one) => (
                <option key={one}>{one}</option>
              ))}
          </optgroup>
        </select>
      </label>
    </form>
  );
}
