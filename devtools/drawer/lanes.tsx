/** The lanes: the life of each job to scale, with the requests of the app. */
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

import { listAxisTicks } from '../../page-parts/axis.ts';
import { formatClock, formatCount, formatLength, formatShortId } from '../../page-parts/formats.ts';
import { computeSpan, nowShare } from '../../page-parts/lanes-window.ts';
import { instant } from '../../time/time.ts';
import { createTimeScale } from '../../page-parts/time-scale.ts';
import type { DrawerState } from './drawer-state.ts';
import { describeJob, findPeriod, formatStatus, type LaneJob } from './lane-job.ts';
import { LaneTrack, type View } from './lane-track.tsx';
import { createMarkReader } from './marks.ts';
import { findLook } from './status-looks.ts';

interface Props {
  readonly state: DrawerState;
}

/** The least distance between two labels of the axis, in pixels. */
const axisGap = 70;
const labelRoom = 76;

export function Lanes({ state }: Props) {
  const track = useRef<HTMLDivElement>(null);
  const width = useSignal(0);
  useEffect(() => {
    const element = track.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      width.value = element.clientWidth;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [width]);
  const view = useComputed<View>(() => createView(state.now.value, state.span.value, width.value));
  const readMarks = useRef(createMarkReader(state.requests));
  void state.requestRevision.value;
  const { now, origin, scale } = view.value;
  const jobs = state.jobs.value;
  const nowX = width.value * nowShare;
  const ticks = listAxisTicks(scale, origin, origin + width.value, axisGap).filter(
    // The label of now would cover the text.
    ({ x }) => x - origin < nowX - labelRoom || x - origin > nowX + labelRoom / 2,
  );
  return (
    <section class="lanes" aria-label="Jobs">
      <div class="axis" aria-hidden="true">
        <div class="axis-corner">
          <Zoom state={state} />
        </div>
        <div class="axis-track" ref={track}>
          {ticks.map(({ x, label }) => (
            <span key={label} class="tick" style={{ transform: `translateX(${Math.round(x - origin)}px)` }}>
              {label}
            </span>
          ))}
          <span class="now-label" style={{ left: `${nowShare * 100}%` }}>
            {formatClock(instant(now))}
          </span>
        </div>
      </div>
      <div class="lane-list" role="list" aria-label="Jobs of this world, the newest first" tabIndex={0}>
        {jobs.map((job) => (
          <Lane key={job.id} job={job} view={view.value} state={state} marks={readMarks.current(job)} />
        ))}
        <Rest state={state} />
      </div>
    </section>
  );
}

function createView(now: number, span: number, width: number): View {
  const scale = createTimeScale(Math.max(1, width) / span, [], 0);
  return { now, scale, width, origin: Math.round(scale.toX(now) - width * nowShare) };
}

interface LaneProps extends Props {
  readonly job: LaneJob;
  readonly view: View;
  readonly marks: ReturnType<ReturnType<typeof createMarkReader>>;
}

function Lane({ job, view, state, marks }: LaneProps) {
  const period = findPeriod(job, view.now);
  const { dashboard } = state.client;
  const name = formatShortId(job.id);
  const requests = marks.polls.length + marks.lists.length;
  return (
    <div class="lane" role="listitem">
      <div class="lane-name">
        <span class="hidden">{describeJob(job, view.now, requests)}</span>
        {dashboard === undefined ? (
          <span class="lane-id">{name}</span>
        ) : (
          <a
            class="lane-id"
            href={`${dashboard}?world=${encodeURIComponent(state.world.value)}&job=${job.id}&panel=job`}
            target="_blank"
            rel="noreferrer"
            title={`Job ${job.id} in the dashboard`}
          >
            {name}
          </a>
        )}
        {period === undefined ? undefined : (
          <span class={`badge ${findLook(period.status).tone}`} aria-hidden="true" title={period.status}>
            {formatStatus(period)}
          </span>
        )}
        <span class="lane-about" aria-hidden="true">
          {job.owner} · {formatCount(job.size)} {job.size === 1 ? 'row' : 'rows'} · {job.scenario}
        </span>
      </div>
      <LaneTrack job={job} view={view} marks={marks} />
    </div>
  );
}

/** What the lanes do not show. */
function Rest({ state }: Props) {
  const shown = state.jobs.value.length;
  const more = state.jobCount.value - shown;
  if (shown === 0)
    return (
      <p class="empty">This world has no jobs yet. Submit one in your app, or add one in the dashboard.</p>
    );
  return more > 0 ? (
    <p class="empty">And {formatCount(more)} older ones, which the dashboard shows.</p>
  ) : undefined;
}

function Zoom({ state }: Props) {
  const speed = state.clock.value?.speed ?? 1;
  const isChosen = state.span.value !== computeSpan({ span: undefined }, speed);
  return (
    <span class="zoom">
      <button
        type="button"
        class="small"
        tabIndex={-1}
        title="Less time (+)"
        onClick={() => state.zoom(1 / 2)}
      >
        +
      </button>
      <button type="button" class="small" tabIndex={-1} title="More time (-)" onClick={() => state.zoom(2)}>
        −
      </button>
      <button
        type="button"
        class="small span"
        tabIndex={-1}
        title={isChosen ? 'As much time as fits the speed of the clock (0)' : 'How much time is shown'}
        onClick={() => {
          state.chosenSpan.value = undefined;
        }}
      >
        {formatLength(state.span.value)}
      </button>
    </span>
  );
}
