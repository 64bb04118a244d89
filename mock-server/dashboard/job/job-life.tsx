/** The whole life of the job: the stretches of its past, the present one, and those to come as planned. */
import { toVisible } from '../../../text/visible.ts';
import { formatRfc3339, never } from '../../../time/time.ts';
import type { WorldJob } from '../../domain/job.ts';
import { getStatusLook } from '../../../page-parts/status-look.ts';
import { useApp } from '../state/use-app.ts';
import { formatMoment, formatStretchLength, listStretches, type ShownStretch } from './describe-job.ts';

export function JobLife({ job }: { readonly job: WorldJob }) {
  const app = useApp();
  void app.epoch.value;
  const stretches = listStretches(job, app.readNow(), app.model.spec.lifeCycle);
  return (
    <section class="job-part" aria-labelledby="job-life">
      <h3 id="job-life">Life</h3>
      <ol class="job-life">
        {stretches.map((stretch) => (
          <StretchItem key={`${stretch.from} ${stretch.status}`} stretch={stretch} />
        ))}
      </ol>
    </section>
  );
}

function StretchItem({ stretch }: { readonly stretch: ShownStretch }) {
  const app = useApp();
  const { lifeCycle } = app.model.spec;
  const { status, from, to, time, reason, spent } = stretch;
  const { tone, pattern, mark } = getStatusLook(status, lifeCycle);
  const now = app.readNow();
  const isShowable = time !== 'future' && from >= app.history.value.start;
  return (
    <li
      class={`job-stretch is-${time} ${tone} ${pattern}`}
      aria-current={time === 'present' ? 'step' : undefined}
    >
      <span class="job-bar" aria-hidden="true" />
      <span class="job-stretch-name">
        {status}{' '}
        <span class="label">
          <span aria-hidden="true">{mark}</span> {lifeCycle.getApiStatus(status)}
        </span>
      </span>
      <span class="job-stretch-time">
        <time dateTime={formatRfc3339(from, 3)}>{formatMoment(from, now)}</time>
        {to === never ? '' : ` – ${formatMoment(to, now)}`}
      </span>
      <span class="job-stretch-length">
        {time === 'future' ? 'planned: ' : ''}
        {time === 'present' ? <PresentLength stretch={stretch} /> : formatStretchLength(stretch, now)}
      </span>
      {isShowable ? (
        <button
          type="button"
          class="job-jump"
          aria-label={`Show the moment when it became ${status}, ${formatMoment(from, now)}`}
          onClick={() => app.show({ at: from })}
        >
          Show
        </button>
      ) : undefined}
      {time === 'future' && app.moment.value === undefined ? (
        <button
          type="button"
          class="job-jump"
          aria-label={`Go: move the clock to when it becomes ${status}, ${formatMoment(from, now)}`}
          onClick={() => void app.change('POST', 'clock', { at: formatRfc3339(from, 3) })}
        >
          Go
        </button>
      ) : undefined}
      {reason === undefined ? undefined : (
        <span class="job-note job-reason">Reason: {toVisible(reason)}</span>
      )}
      {spent === true ? (
        <span class="job-note">The prepaid credits are used up; to resume it costs more.</span>
      ) : undefined}
    </li>
  );
}

function PresentLength({ stretch }: { readonly stretch: ShownStretch }) {
  return <>{formatStretchLength(stretch, useApp().now.value)}</>;
}
