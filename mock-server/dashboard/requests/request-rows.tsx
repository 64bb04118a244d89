/** The list of requests: only the rows in the window are drawn, and each is used again for another request. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

import type { ShownRequest } from '../../../page-parts/polls.ts';
import { ForeignText } from '../shell/foreign-text.tsx';
import { formatShortId } from '../../../page-parts/formats.ts';
import { useApp } from '../state/use-app.ts';
import { formatTarget } from './filter-requests.ts';

/** Rows that are drawn beyond the edges of the window. */
const spare = 4;
/** Of a row, in units of the type size. */
const rowHeight = 3.2;

interface RequestRowsProps {
  /** The oldest first; the same array grows while requests arrive. */
  readonly entries: readonly ShownRequest[];
  readonly open: (number: number) => void;
}

export function RequestRows({ entries, open }: RequestRowsProps) {
  const list = useRef<HTMLDivElement>(null);
  const [{ top, height }, setWindow] = useState({ top: 0, height: 600 });
  const unit = getTypeSize() * rowHeight;
  const measure = (): void => {
    const { current } = list;
    if (current !== null) setWindow({ top: current.scrollTop, height: current.clientHeight });
  };
  useEffect(() => {
    measure();
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  // What somebody reads stays where it is while requests arrive above it.
  const count = entries.length;
  const before = useRef({ entries, count });
  useLayoutEffect(() => {
    const added = entries === before.current.entries ? count - before.current.count : 0;
    before.current = { entries, count };
    const { current } = list;
    if (current !== null && added > 0 && current.scrollTop > unit / 2) current.scrollTop += added * unit;
  }, [entries, count, unit]);
  const first = Math.max(0, Math.floor(top / unit) - spare);
  const last = Math.min(entries.length, Math.ceil((top + height) / unit) + spare);
  const places = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
  // As many as the window has room for, wherever it is: so a request keeps its element, and with it the focus.
  const slots = Math.ceil(height / unit) + 2 * spare + 1;
  return (
    <div
      ref={list}
      class="request-list"
      role="list"
      aria-label="Requests, the newest first"
      tabIndex={0}
      onScroll={measure}
    >
      <div style={{ height: `${entries.length * unit}px` }}>
        {places.map((place) => {
          const entry = entries[entries.length - 1 - place];
          return entry === undefined ? undefined : (
            <div
              key={(entries.length - 1 - place) % slots}
              class="request-row"
              role="listitem"
              style={{ transform: `translateY(${place * unit}px)`, height: `${unit}px` }}
            >
              <RequestRow entry={entry} open={open} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function RequestRow({
  entry,
  open,
}: {
  readonly entry: ShownRequest;
  readonly open: (number: number) => void;
}) {
  const app = useApp();
  const {
    number,
    method,
    status,
    world_time: at,
    duration_ms: took,
    user,
    job,
    faults,
    near_misses: misses,
  } = entry;
  return (
    <button
      type="button"
      class={`request ${job !== undefined && job === app.selected.value ? 'is-selected' : ''}`}
      onClick={() => {
        open(number);
        if (job !== undefined) app.show({ job });
      }}
    >
      <span class="request-line">
        <span class="mono">{method}</span>
        <span class="request-path mono">
          <ForeignPath text={formatTarget(entry)} />
        </span>
        <StatusCode status={status} />
      </span>
      <span class="request-line request-facts">
        <span>{at.slice(11, 19)}</span>
        <span>{took} ms</span>
        <span>{user ?? 'unknown token'}</span>
        {job === undefined ? undefined : <span class="mono">{formatShortId(job)}</span>}
        {faults.length > 0 ? <span class="request-fault">⚡ {faults.join(', ')}</span> : undefined}
        {misses === undefined ? undefined : <span class="request-near">≠ near miss</span>}
      </span>
    </button>
  );
}

function ForeignPath({ text }: { readonly text: string }) {
  return <ForeignText text={text.length > 160 ? `${text.slice(0, 160)}…` : text} />;
}

export function StatusCode({ status }: { readonly status: number }) {
  const kind = status === 0 ? 'none' : `${Math.floor(status / 100)}xx`;
  return <span class={`status-code is-${kind}`}>{status === 0 ? 'no response' : status}</span>;
}

/** In pixels. */
function getTypeSize(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
