/** The selected job: its life, what it costs, its requests, what the API returns for it, and what can be done to it. */
import { toVisible } from '../../../text/visible.ts';
import { computeJobState, type WorldJob } from '../../domain/job.ts';
import { computeBalance } from '../../domain/wallet.ts';
import { getIndex } from '../../domain/world.ts';
import { formatClock, formatCount, formatShortId } from '../../../page-parts/formats.ts';
import { getStatusLook } from '../../../page-parts/status-look.ts';
import { useApp } from '../state/use-app.ts';
import { CopyButtons } from './copy-buttons.tsx';
import { undeleteJob } from './delete-job.ts';
import { computeCosts, formatCosts, formatNext, getProgress } from './describe-job.ts';
import { JobActions, QuickActions } from './job-actions.tsx';
import { JobBody } from './job-body.tsx';
import { JobLife } from './job-life.tsx';
import { JobRequests } from './job-requests.tsx';
import { readSubmissionLimits } from '../submit/submission-request.ts';
import './job.css';

export function JobPanel() {
  const app = useApp();
  const job = app.selectedJob.value;
  if (job === undefined) return <NoJob />;
  return (
    <div class="job" key={job.id}>
      <JobHead job={job} />
      <JobFacts job={job} />
      <JobBody job={job} />
      <JobLife job={job} />
      <JobActions job={job} />
      <CopyButtons job={job} />
      <JobRequests job={job} />
    </div>
  );
}

function NoJob() {
  const app = useApp();
  const id = app.selected.value;
  if (id === undefined) return <p class="empty">Select a job to see its life, its requests and its JSON.</p>;
  const isDeleted = app.moment.value === undefined && getIndex(app.shown.value).wasDeleted(id);
  return (
    <div class="stack">
      <p class="empty">
        {isDeleted
          ? `Job ${id} was deleted.`
          : app.moment.value === undefined
            ? `The world "${app.world.value}" has no job ${toVisible(id)}.`
            : `At the moment that is shown, there is no job ${toVisible(id)}.`}
      </p>
      {isDeleted ? (
        <p>
          <button type="button" onClick={() => void undeleteJob(app, app.world.peek(), id)}>
            Bring it back
          </button>
        </p>
      ) : undefined}
      {app.moment.value === undefined ? undefined : (
        <p>
          <button type="button" onClick={() => app.show({ at: undefined })}>
            Show the present
          </button>
        </p>
      )}
    </div>
  );
}

function JobHead({ job }: { readonly job: WorldJob }) {
  const app = useApp();
  void app.epoch.value;
  const { lifeCycle } = app.model.spec;
  const { internalStatus, apiStatus, reason } = computeJobState(job, app.readNow(), lifeCycle);
  const { tone, mark } = getStatusLook(internalStatus, lifeCycle);
  return (
    <header class="job-head">
      <p class="mono job-id">{job.id}</p>
      <p class="row">
        <strong class="job-status">{internalStatus}</strong>
        <span class={`badge ${tone}`}>
          <span aria-hidden="true">{mark}</span> {apiStatus}
        </span>
        {app.moment.value === undefined ? undefined : (
          <span class="job-warning">at {formatClock(app.now.value)}, in the past</span>
        )}
      </p>
      {reason === undefined ? undefined : <p class="job-reason">Failed: {toVisible(reason)}</p>}
      <QuickActions job={job} />
    </header>
  );
}

function JobFacts({ job }: { readonly job: WorldJob }) {
  const app = useApp();
  void app.epoch.value;
  const { scenarios, users } = app.shown.value.fixture;
  const owner = users.find(({ name }) => name === job.owner);
  const { criteria } = job;
  // In the past, all wallets would be computed again for each moment.
  const isPresent = app.moment.value === undefined;
  const balance =
    owner && isPresent ? computeBalance(app.shown.value, owner, app.readNow(), app.terms) : undefined;
  return (
    <dl class="job-facts">
      <Progress job={job} />
      <div>
        <dt>Next change</dt>
        <dd>
          <NextChange job={job} />
        </dd>
      </div>
      <div>
        <dt>Cost</dt>
        <dd>
          {formatCosts(computeCosts(job, app.readNow(), app.terms))}
          {balance === undefined ? undefined : (
            <span class="label">
              {' '}
              ({toVisible(job.owner)} has {formatCount(balance)} left)
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>Owner</dt>
        <dd>
          <button
            type="button"
            class="job-link"
            aria-label={`Show only jobs of ${job.owner}`}
            onClick={() => app.show({ user: job.owner })}
          >
            {toVisible(job.owner)}
          </button>
        </dd>
      </div>
      <div>
        <dt>Scenario</dt>
        <dd>
          {toVisible(job.scenario)}{' '}
          <span class="label">{toVisible(scenarios[job.scenario]?.about ?? '')}</span>
        </dd>
      </div>
      <div>
        <dt>Category</dt>
        <dd>
          {toVisible(job.category ?? readSubmissionLimits(app.model.spec).categories[0] ?? '')}
          {criteria === undefined ? undefined : (
            <span class="label">
              {' '}
              up to {formatCount(criteria.contacts)} contacts for each account
              {criteria.jobTitles.length === 0 ? '' : `: ${criteria.jobTitles.join(', ')}`}
            </span>
          )}
        </dd>
      </div>
    </dl>
  );
}

/** Changes ten times per second, and nothing else of the panel with it. */
function Progress({ job }: { readonly job: WorldJob }) {
  const app = useApp();
  const { done, rows } = getProgress(job, app.now.value, app.model.spec.lifeCycle);
  const text = `${formatCount(done)} of ${formatCount(rows)} ${rows === 1 ? 'row' : 'rows'}`;
  return (
    <div>
      <dt>Progress</dt>
      <dd>
        <progress
          class="job-progress"
          max={rows}
          value={done}
          aria-label={`Progress of job ${formatShortId(job.id)}`}
        >
          {text}
        </progress>{' '}
        {text}
      </dd>
    </div>
  );
}

function NextChange({ job }: { readonly job: WorldJob }) {
  const app = useApp();
  const now = app.now.value;
  const { lifeCycle } = app.model.spec;
  return <>{formatNext(computeJobState(job, now, lifeCycle), now, lifeCycle)}</>;
}
