/** The drawer: the clock above, the lanes beside what can be switched and what the coach says. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';

import { AdvicePanel } from './advice-panel.tsx';
import { countActive } from './active-faults.ts';
import { ClockBar } from './clock-bar.tsx';
import { minHeight, type DrawerState, type Tab, tabs } from './drawer-state.ts';
import { FaultsPanel } from './faults-panel.tsx';
import { Header } from './header.tsx';
import { Lanes } from './lanes.tsx';
import { corners, isCorner } from './memory.ts';

interface Props {
  readonly state: DrawerState;
}

/** Below this width, in pixels, the parts are behind tabs. */
const wideEnough = 800;

export function Drawer({ state }: Props) {
  const body = useRef<HTMLDivElement>(null);
  const isWide = useSignal(innerWidth >= wideEnough);
  useEffect(() => {
    const element = body.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => {
      isWide.value = element.clientWidth >= wideEnough;
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [isWide]);
  const chosen = state.tab.value;
  const shown: Tab = isWide.value && chosen === 'jobs' ? 'faults' : chosen;
  return (
    <section
      class={isWide.value ? 'drawer is-wide' : 'drawer'}
      aria-label="Enrichment sandbox devtools"
      tabIndex={-1}
      style={{ height: `${state.height.value}px` }}
    >
      <Resizer state={state} />
      <Header state={state}>
        <ClockBar state={state} />
      </Header>
      <Refusal state={state} />
      <div class="body" ref={body}>
        <Content state={state} isWide={isWide.value} shown={shown} />
      </div>
    </section>
  );
}

function Content({ state, isWide, shown }: Props & { readonly isWide: boolean; readonly shown: Tab }) {
  const connection = state.connection.value;
  if (connection.kind === 'lost')
    return (
      <div class="lost" role="alert">
        <p>{connection.reason}</p>
        <button type="button" onClick={state.resume}>
          Try again
        </button>
      </div>
    );
  if (state.clock.value === undefined) return <p class="empty">Connecting to {state.client.name} …</p>;
  return (
    <>
      {isWide ? <Lanes state={state} /> : undefined}
      <div class="side">
        <TabList state={state} isWide={isWide} shown={shown} />
        <div class="panel" id="panel" role="tabpanel" aria-labelledby={`tab-${shown}`} tabIndex={0}>
          {shown === 'jobs' ? <Lanes state={state} /> : undefined}
          {shown === 'faults' ? <FaultsPanel state={state} /> : undefined}
          {shown === 'advice' ? <AdvicePanel state={state} /> : undefined}
        </div>
        <Footer state={state} />
      </div>
    </>
  );
}

const titles: Readonly<Record<Tab, string>> = { jobs: 'Jobs', faults: 'Faults', advice: 'Advice' };

function TabList({ state, isWide, shown }: Props & { readonly isWide: boolean; readonly shown: Tab }) {
  const offered = tabs.filter((tab) => !isWide || tab !== 'jobs');
  const counts: Readonly<Record<Tab, number>> = {
    jobs: 0,
    faults: countActive(state.faults.value),
    advice: state.advice.value.length,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = offered[(offered.indexOf(shown) + by + offered.length) % offered.length] ?? shown;
    state.tab.value = next;
    const list = event.currentTarget as HTMLElement;
    requestAnimationFrame(() => list.querySelector<HTMLElement>(`#tab-${next}`)?.focus());
  };
  return (
    <div class="tabs" role="tablist" aria-label="Parts of the devtools" onKeyDown={onKeyDown}>
      {offered.map((tab) => (
        <button
          type="button"
          role="tab"
          key={tab}
          id={`tab-${tab}`}
          aria-selected={tab === shown}
          aria-controls="panel"
          tabIndex={tab === shown ? 0 : -1}
          onClick={() => {
            state.tab.value = tab;
          }}
        >
          {titles[tab]}
          {counts[tab] === 0 ? undefined : <span class="count">{counts[tab]}</span>}
        </button>
      ))}
    </div>
  );
}

function Refusal({ state }: Props) {
  const text = state.refusal.value;
  return (
    <div class="refusal" role="status" hidden={text === ''}>
      <span>{text}</span>
      <button
        type="button"
        class="small"
        aria-label="Dismiss the message"
        onClick={() => {
          state.refusal.value = '';
        }}
      >
        ✕
      </button>
    </div>
  );
}

const cornerNames = {
  'bottom-right': 'bottom right',
  'bottom-left': 'bottom left',
  'top-right': 'top right',
  'top-left': 'top left',
};

function Footer({ state }: Props) {
  return (
    <p class="footer">
      {state.shortcut === undefined ? undefined : <kbd>{state.shortcut.text}</kbd>}
      {state.options.button === false ? undefined : (
        <label>
          Button:{' '}
          <select
            value={state.corner.value}
            onChange={({ currentTarget: { value } }) => {
              if (isCorner(value)) state.corner.value = value;
            }}
          >
            {corners.map((corner) => (
              <option key={corner} value={corner}>
                {cornerNames[corner]}
              </option>
            ))}
          </select>
        </label>
      )}
    </p>
  );
}

/** The upper edge, which moves by hand and by the arrow keys. */
function Resizer({ state }: Props) {
  const max = Math.round(innerHeight * 0.92);
  const resize = (height: number): void => {
    state.height.value = Math.round(Math.min(max, Math.max(minHeight, height)));
  };
  return (
    <div
      class="resizer"
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the drawer"
      aria-valuenow={state.height.value}
      aria-valuemin={minHeight}
      aria-valuemax={max}
      tabIndex={0}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowUp' ? 24 : event.key === 'ArrowDown' ? -24 : 0;
        if (by === 0) return;
        event.preventDefault();
        resize(state.height.value + by);
      }}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(innerHeight - event.clientY);
      }}
    />
  );
}
