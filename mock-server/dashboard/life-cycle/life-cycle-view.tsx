/** The life cycle of jobs as a diagram of the loaded document, with the number of jobs in each status; it filters, and explains the looks. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';

import {
  type BoxSize,
  type LifeCycleLayout,
  layOutLifeCycle,
  type PlacedStatus,
} from '../../../openapi/life-cycle-layout.ts';
import { formatCount } from '../../../page-parts/formats.ts';
import { getStatusLook } from '../../../page-parts/status-look.ts';
import { useApp } from '../state/use-app.ts';
import { formatNodeName } from './describe-status.ts';
import { LifeCycleTable } from './life-cycle-table.tsx';
import './life-cycle.css';

const wideBox = { width: 148, height: 92, across: 190, down: 156 };
/** The number of jobs is below the API status. */
const narrowBox = { width: 118, height: 112, across: 140, down: 168 };
const margin = 8;
/** Units of the layout in one em. */
const unit = 14;

export function LifeCycleView() {
  const app = useApp();
  const data = app.model.spec.document['x-life-cycle'];
  const [place, isNarrow] = useNarrow();
  const box = isNarrow ? narrowBox : wideBox;
  const layout = useMemo(() => layOutLifeCycle(data, box), [data, box]);
  const [width, height] = [layout.width + 2 * margin, layout.height + 2 * margin];
  return (
    <div class="life">
      <Toolbar />
      <div class="life-scroll" ref={place}>
        <div
          class={isNarrow ? 'life-diagram is-narrow' : 'life-diagram'}
          role="group"
          aria-label="Life cycle of a job"
          style={{ '--wide': width / unit, width: `${width / unit}em`, height: `${height / unit}em` }}
        >
          <Arrows layout={layout} width={width} height={height} />
          {layout.statuses.map((one) => (
            <StatusNode key={one.status} place={one} box={box} />
          ))}
        </div>
      </div>
      <ul class="life-legend" aria-hidden="true">
        <li class="life-key is-time">as time passes</li>
        <li class="life-key is-failure">when it fails</li>
        <li class="life-key is-pause">paused and resumed</li>
      </ul>
      <LifeCycleTable />
    </div>
  );
}

/** Whether the boxes side by side would need more than the page has. */
function useNarrow() {
  const place = useRef<HTMLDivElement>(null);
  const [isNarrow, setIsNarrow] = useState(false);
  useEffect(() => {
    if (place.current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const em = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setIsNarrow((entry?.contentRect.width ?? 0) < narrowBelow * em);
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return [place, isNarrow] as const;
}

/** In em of the page. */
const narrowBelow = 58;

/** What is shown, and how to see the jobs themselves. */
function Toolbar() {
  const app = useApp();
  const chosen = app.statuses.value;
  const count = app.jobs.value.length;
  const jobs = `${formatCount(count)} ${count === 1 ? 'job' : 'jobs'}`;
  return (
    <div class="row life-toolbar">
      <p class="label">
        {chosen.length === 0
          ? 'Choose statuses to show only their jobs.'
          : `Only jobs that are ${chosen.join(' or ')}.`}
      </p>
      <button type="button" onClick={() => app.show({ view: 'lanes' })}>
        Show {jobs} as lanes
      </button>
      <button type="button" disabled={chosen.length === 0} onClick={() => app.show({ statuses: [] })}>
        Show all statuses
      </button>
    </div>
  );
}

function Arrows({ layout, width, height }: ArrowsProps) {
  const sides = { left: 'end', right: 'start', middle: 'middle' } as const;
  return (
    <svg
      class="life-arrows"
      viewBox={`${-margin} ${-margin} ${width} ${height}`}
      style={{ width: `${width / unit}em`, height: `${height / unit}em` }}
      aria-hidden="true"
      focusable="false"
    >
      <defs>
        <marker
          id="life-to"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerUnits="userSpaceOnUse"
          markerWidth="10"
          markerHeight="10"
          orient="auto"
        >
          <path class="life-head" d="M0 0L8 4L0 8Z" />
        </marker>
      </defs>
      {layout.transitions.map(({ from, to, cause, path, label }) => (
        <g key={`${from} ${to} ${cause}`}>
          <path class={`life-arrow is-${cause}`} d={path} marker-end="url(#life-to)" />
          {cause === 'time' ? undefined : (
            <text
              class="life-cause"
              x={label.x}
              y={label.y}
              text-anchor={sides[label.side]}
              dx={label.side === 'right' ? 4 : 0}
            >
              {cause}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

interface ArrowsProps {
  readonly layout: LifeCycleLayout;
  readonly width: number;
  readonly height: number;
}

function StatusNode({ place: { status, x, y }, box }: StatusNodeProps) {
  const app = useApp();
  const { lifeCycle } = app.model.spec;
  const { tone, pattern, mark } = getStatusLook(status, lifeCycle);
  const apiStatus = lifeCycle.getApiStatus(status);
  const count = app.counts.value.get(status) ?? 0;
  const chosen = app.statuses.value;
  const isChosen = chosen.includes(status);
  const isLeftOut = chosen.length > 0 && !isChosen;
  const toggle = (): void =>
    app.show({ statuses: isChosen ? chosen.filter((one) => one !== status) : [...chosen, status] });
  return (
    <button
      type="button"
      class={`life-node ${tone} ${pattern}${isLeftOut ? ' is-left-out' : ''}${lifeCycle.isFinal(status) ? ' is-final' : ''}`}
      aria-pressed={isChosen}
      style={{
        left: `${(x + margin) / unit}em`,
        top: `${(y + margin) / unit}em`,
        width: `${box.width / unit}em`,
        height: `${box.height / unit}em`,
      }}
      onClick={toggle}
    >
      <span class="hidden">{formatNodeName(status, apiStatus, count, isChosen)}</span>
      <span class="life-swatch" aria-hidden="true" />
      <span class="life-name" aria-hidden="true">
        {status}
      </span>
      <span class="badge life-api" aria-hidden="true">
        <span>{mark}</span> {apiStatus}
      </span>
      <span class="life-count" aria-hidden="true" key={count}>
        {formatCount(count)}
      </span>
    </button>
  );
}

interface StatusNodeProps {
  readonly place: PlacedStatus;
  readonly box: BoxSize;
}
