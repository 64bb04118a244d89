/** The frame of the page: header, clock, main view, and the panel beside it. */
import type { FunctionComponent } from 'preact';

import { FaultBanner } from '../faults/fault-banner.tsx';
import { ClockBar } from '../clock/clock-bar.tsx';
import { PastSlider } from '../clock/past-slider.tsx';
import type { Replay } from '../clock/replay.ts';
import { LanesView } from '../lanes/lanes-view.tsx';
import { formatCount } from '../../../page-parts/formats.ts';
import { useApp } from '../state/use-app.ts';
import type { Panel } from '../state/view-address.ts';
import { Filter } from './filter.tsx';
import { Header } from './header.tsx';
import { Late } from './late.tsx';
import { NoticeList } from './notice-list.tsx';
import './shell.css';

const panelNames: Readonly<Record<Panel, string>> = {
  job: 'Job',
  submit: 'Submit',
  requests: 'Requests',
  faults: 'Faults',
  advice: 'Advice',
  worlds: 'Worlds',
};

/** Each is loaded when it is first opened, so that the lanes are there sooner. */
const panelLoaders: Readonly<Record<Panel, () => Promise<FunctionComponent>>> = {
  job: async () => (await import('../job/job-panel.tsx')).JobPanel,
  submit: async () => (await import('../submit/submit-panel.tsx')).SubmitPanel,
  requests: async () => (await import('../requests/requests-panel.tsx')).RequestsPanel,
  faults: async () => (await import('../faults/faults-panel.tsx')).FaultsPanel,
  advice: async () => (await import('../advice/advice-panel.tsx')).AdvicePanel,
  worlds: async () => (await import('../worlds/worlds-panel.tsx')).WorldsPanel,
};
const loadLifeCycle = async () => (await import('../life-cycle/life-cycle-view.tsx')).LifeCycleView;

export function Shell({ replay, openPalette, openHelp }: ShellProps) {
  const app = useApp();
  const panel = app.panel.value;
  return (
    <div class={panel === undefined ? 'shell' : 'shell has-panel'}>
      <a class="skip" href="#main">
        Skip to the jobs
      </a>
      <Header openPalette={openPalette} openHelp={openHelp} />
      <div class="time-bar">
        <ClockBar />
        <PastSlider replay={replay} />
      </div>
      <FaultBanner />
      <main id="main" class="main" tabIndex={-1}>
        <div class="main-bar">
          <Tabs />
          <Filter />
        </div>
        {app.view.value === 'lanes' ? <LanesView /> : <Late load={loadLifeCycle} />}
      </main>
      <nav class="rail" aria-label="Panels">
        {Object.entries(panelNames).map(([name, title]) => (
          <RailButton key={name} name={name as Panel} title={title} />
        ))}
      </nav>
      {panel === undefined ? undefined : (
        <aside class="panel" aria-label={panelNames[panel]}>
          <header class="panel-head">
            <h2>{panelNames[panel]}</h2>
            <button
              type="button"
              aria-label="Close the panel"
              title="Close (Escape)"
              onClick={() => app.show({ panel: undefined })}
            >
              <span aria-hidden="true">✕</span>
            </button>
          </header>
          <div class="panel-body">
            <Late key={panel} load={panelLoaders[panel]} />
          </div>
        </aside>
      )}
      <NoticeList />
    </div>
  );
}

interface ShellProps {
  readonly replay: Replay;
  readonly openPalette: () => void;
  readonly openHelp: () => void;
}

function Tabs() {
  const app = useApp();
  return (
    <div class="segments" role="group" aria-label="Main view">
      <button
        type="button"
        aria-pressed={app.view.value === 'lanes'}
        onClick={() => app.show({ view: 'lanes' })}
      >
        Lanes
      </button>
      <button
        type="button"
        aria-pressed={app.view.value === 'life-cycle'}
        onClick={() => app.show({ view: 'life-cycle' })}
      >
        Life cycle
      </button>
    </div>
  );
}

function RailButton({ name, title }: { readonly name: Panel; readonly title: string }) {
  const app = useApp();
  const isOpen = app.panel.value === name;
  const count = countFor(name);
  return (
    <button
      type="button"
      aria-pressed={isOpen}
      onClick={() => app.show({ panel: isOpen ? undefined : name })}
    >
      {title}
      {count > 0 ? <span class="count">{formatCount(count)}</span> : undefined}
    </button>
  );
}

/** What is worth a number on the button of a panel. */
function countFor(name: Panel): number {
  const app = useApp();
  if (name === 'advice') return app.advice.value.length;
  if (name === 'faults') return app.shown.value.faults.length;
  if (name !== 'requests') return 0;
  void app.requests.revision.value;
  return app.requests.entries.length;
}
