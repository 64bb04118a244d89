/** The clock of the world: what time it is, how fast it runs, and how to move it forward. */
import { useApp } from '../state/use-app.ts';
import { formatClock, formatDate } from '../../../page-parts/formats.ts';
import './clock.css';

const speeds = [1, 20, 600] as const;

export function ClockBar() {
  const app = useApp();
  void app.revision.value;
  const { frozen, speed } = app.history.value.world.clock;
  const now = app.now.value;
  const isKnown = app.history.value.moments.length > 0;
  const isPast = app.moment.value !== undefined;
  const change = (body: unknown) => () => void app.change('POST', 'clock', body);
  return (
    <section class="clock" aria-label="Clock">
      <button
        type="button"
        class="clock-play"
        aria-label={frozen ? 'Play: start the clock' : 'Freeze: stop the clock'}
        title={`${frozen ? 'Play' : 'Freeze'} (Space)`}
        onClick={change({ frozen: !frozen })}
      >
        <span aria-hidden="true">{frozen ? '▶' : '❚❚'}</span>
      </button>
      <time class={isPast ? 'clock-time is-past' : 'clock-time'} dateTime={new Date(now).toISOString()}>
        <span class="clock-date">{isKnown ? formatDate(now) : '—'}</span>{' '}
        <span class="clock-hours">{isKnown ? formatClock(now) : '--:--:--'}</span>
      </time>
      <fieldset class="segments" aria-label="Speed">
        {speeds.map((one) => (
          <button
            type="button"
            key={one}
            aria-pressed={!frozen && speed === one}
            onClick={change({ frozen: false, speed: one })}
          >
            ×{one}
          </button>
        ))}
        {speeds.some((one) => one === speed) ? undefined : (
          <button type="button" aria-pressed={!frozen} onClick={change({ frozen: false })}>
            ×{speed}
          </button>
        )}
      </fieldset>
      <div class="clock-steps">
        <button type="button" onClick={change({ advance: '1m' })}>
          +1 min
        </button>
        <button type="button" onClick={change({ advance: '1h' })}>
          +1 h
        </button>
        <button
          type="button"
          title="To the next change of any job (arrow right)"
          onClick={change({ advance: 'next-change' })}
        >
          Next change
        </button>
        <UntilStatus />
      </div>
    </section>
  );
}

/** Moves the clock until the selected job has a status. */
function UntilStatus() {
  const app = useApp();
  const { lifeCycle } = app.model.spec;
  const job = app.selectedJob.value;
  return (
    <label class="until">
      <span class="hidden">Until the selected job is</span>
      <select
        disabled={job === undefined}
        value=""
        title={
          job === undefined ? 'Select a job first' : 'Move the clock until the selected job has this status'
        }
        onChange={(event) => {
          const { value } = event.currentTarget;
          event.currentTarget.value = '';
          if (job !== undefined && value !== '')
            void app.change('POST', 'clock', { until: { job: job.id, status: value } });
        }}
      >
        <option value="">Until it is …</option>
        <optgroup label="API status">
          {lifeCycle.apiStatuses.map((status) => (
            <option key={status}>{status}</option>
          ))}
        </optgroup>
        <optgroup label="Internal status">
          {lifeCycle.internalStatuses.map((status) => (
            <option key={status}>{status}</option>
          ))}
        </optgroup>
      </select>
    </label>
  );
}
