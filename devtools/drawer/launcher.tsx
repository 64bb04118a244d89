/** The round button that opens the drawer; it can be dragged to another corner. */
import { useRef } from 'preact/hooks';

import type { Corner } from '../options.ts';
import type { DrawerState } from './drawer-state.ts';

/** A hand that trembles does not drag, in pixels. */
const slack = 6;

export function Launcher({ state }: { readonly state: DrawerState }) {
  const start = useRef<{ readonly x: number; readonly y: number }>(null);
  const isDragged = useRef(false);
  const move = (event: PointerEvent): void => {
    if (start.current === null) return;
    const [x, y] = [event.clientX - start.current.x, event.clientY - start.current.y];
    if (!isDragged.current && Math.hypot(x, y) < slack) return;
    isDragged.current = true;
    (event.currentTarget as HTMLElement).style.transform = `translate(${x}px, ${y}px)`;
  };
  const drop = (event: PointerEvent): void => {
    start.current = null;
    (event.currentTarget as HTMLElement).style.transform = '';
    if (isDragged.current) state.corner.value = findCorner(event.clientX, event.clientY);
  };
  const keys = state.shortcut === undefined ? '' : ` (${state.shortcut.text})`;
  return (
    <button
      type="button"
      class={`launcher is-${state.corner.value}`}
      aria-label="Open the enrichment sandbox devtools"
      aria-expanded={false}
      title={`Enrichment sandbox${keys}`}
      onPointerDown={(event) => {
        start.current = { x: event.clientX, y: event.clientY };
        isDragged.current = false;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={move}
      onPointerUp={drop}
      onPointerCancel={drop}
      onClick={() => {
        if (!isDragged.current) state.open();
        isDragged.current = false;
      }}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M3 6.2h9M3 12h13M3 17.8h6" class="past" />
        <path d="M15 6.2h6M19 12h2M12 17.8h9" class="ahead" />
      </svg>
    </button>
  );
}

const findCorner = (x: number, y: number): Corner =>
  `${y < innerHeight / 2 ? 'top' : 'bottom'}-${x < innerWidth / 2 ? 'left' : 'right'}`;
