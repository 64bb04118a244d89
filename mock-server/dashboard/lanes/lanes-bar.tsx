/** The controls of the lanes: zoom, follow, collapse, the height of rows, and what the marks mean. */
import { formatLength } from '../../../page-parts/formats.ts';
import { computeSpan, laneHeights, type LanesWindow, zoomLanes } from '../../../page-parts/lanes-window.ts';
import { getStatusLook } from '../../../page-parts/status-look.ts';
import { useApp } from '../state/use-app.ts';
import { type Drawable, drawFaults, drawFlags, drawPolls } from '../../../page-parts/poll-shapes.ts';
import type { PollKind } from '../../../page-parts/polls.ts';

const heightNames = { compact: 'Compact', normal: 'Normal', large: 'Large' } as const;

export function LanesBar({ fit }: { readonly fit: () => void }) {
  const app = useApp();
  const lanes = app.lanes.value;
  const { speed } = app.shown.value.clock;
  const show = (change: Partial<LanesWindow>) => () => app.show({ lanes: { ...lanes, ...change } });
  const zoom = (factor: number) => () => app.show({ lanes: zoomLanes(lanes, factor, speed) });
  return (
    <div class="lanes-bar" role="group" aria-label="Time and rows">
      <div class="segments">
        <button type="button" aria-label="Show more time" title="Show more time (−)" onClick={zoom(2)}>
          −
        </button>
        <output class="lanes-span" title="The length of time that is shown">
          {formatLength(computeSpan(lanes, speed))}
        </output>
        <button type="button" aria-label="Show less time" title="Show less time (+)" onClick={zoom(0.5)}>
          +
        </button>
      </div>
      <button type="button" title="Show the whole time of all jobs" onClick={fit}>
        Fit
      </button>
      <button
        type="button"
        aria-pressed={lanes.from === undefined}
        title="Keep the present in view (g)"
        onClick={show({ from: undefined, span: undefined })}
      >
        Follow
      </button>
      <button
        type="button"
        aria-pressed={lanes.isCollapsed}
        title="Shorten the time in which nothing happens (i)"
        onClick={show({ isCollapsed: !lanes.isCollapsed })}
      >
        Collapse idle
      </button>
      <label>
        <span class="hidden">Height of the rows</span>
        <select
          value={lanes.height}
          title="Height of the rows (h)"
          onChange={(event) => {
            const height = laneHeights.find((one) => one === event.currentTarget.value);
            if (height !== undefined) app.show({ lanes: { ...lanes, height } });
          }}
        >
          {laneHeights.map((height) => (
            <option key={height} value={height}>
              {heightNames[height]}
            </option>
          ))}
        </select>
      </label>
      <Legend />
    </div>
  );
}

function Legend() {
  const { lifeCycle } = useApp().model.spec;
  return (
    <details
      class="lanes-legend"
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null))
          event.currentTarget.open = false;
      }}
    >
      <summary>Legend</summary>
      <div class="lanes-legend-body">
        <ul>
          {lifeCycle.internalStatuses.map((status) => {
            const { tone, pattern, mark, shape } = getStatusLook(status, lifeCycle);
            return (
              <li key={status}>
                <span class={`bar bar-sample ${tone} ${pattern} is-${shape}`} />
                {mark} {status}
              </li>
            );
          })}
        </ul>
        <ul>
          <Sample kind="ok" text="2xx or 3xx" />
          <Sample kind="refused" text="4xx" />
          <Sample kind="limited" text="429" />
          <Sample kind="broken" text="5xx, or no response" />
          <Sample kind="lists" text="Request for a list" />
          <Sample kind="faults" text="Changed by a fault" />
          <Sample kind="flags" text="Advice of the coach" />
          <li>
            <span class="lanes-future-sample" />
            Future, as planned
          </li>
        </ul>
      </div>
    </details>
  );
}

function Sample({
  kind,
  text,
}: {
  readonly kind: PollKind | 'lists' | 'faults' | 'flags';
  readonly text: string;
}) {
  const path =
    kind === 'flags'
      ? drawFlags([7], { top: 1, height: 14 }, 5)
      : kind === 'faults'
        ? drawFaults([sample('ok')], zone)
        : drawPolls(
            [sample(kind === 'lists' ? 'ok' : kind)],
            kind === 'lists' ? 'ok' : kind,
            kind === 'lists' ? { top: 5, height: 6 } : zone,
          );
  return (
    <li>
      <svg class="lanes-sample" width="20" height="16" aria-hidden="true">
        {kind === 'faults' ? <path class="poll-ok" d={drawPolls([sample('ok')], 'ok', zone)} /> : undefined}
        <path class={`poll-${kind}`} d={path} />
      </svg>
      {text}
    </li>
  );
}

const zone = { top: 3, height: 10 };
const sample = (kind: PollKind): Drawable => ({
  kind,
  x: 10,
  end: 10,
  count: 1,
  faults: 1,
});
