/** Everything that a key or the palette can do. */
import { type Instant, instant } from '../../../time/time.ts';
import { findNextChange } from '../../domain/changes.ts';
import { getLife } from '../../domain/job.ts';
import { createJobCommands } from '../job/job-commands.ts';
import type { App } from './app.ts';
import type { Command } from './command.ts';
import {
  getNextHeight,
  type LanesWindow,
  panLanes,
  showStretch,
  zoomLanes,
} from '../../../page-parts/lanes-window.ts';

/** What the shell does. */
export interface ShellActions {
  readonly openPalette: () => void;
  readonly openHelp: () => void;
  readonly replay: () => void;
}

export function createCommands(
  app: App,
  { openPalette, openHelp, replay }: ShellActions,
): readonly Command[] {
  const change = (body: unknown) => () => void app.change('POST', 'clock', body);
  return [
    { name: 'Show all commands', key: 'Mod+k', run: openPalette },
    { name: 'Show the shortcuts', key: '?', run: openHelp },
    { name: 'Select the next job', key: 'j', run: () => selectBeside(app, 1) },
    { name: 'Select the previous job', key: 'k', run: () => selectBeside(app, -1) },
    {
      name: 'Open the selected job',
      key: 'Enter',
      run: () => app.selected.value !== undefined && app.show({ panel: 'job' }),
    },
    { name: 'Play or freeze the clock', key: ' ', run: () => togglePlay(app) },
    { name: 'Step to the next change', key: 'ArrowRight', run: () => stepForward(app) },
    { name: 'Step back to the change before', key: 'ArrowLeft', run: () => stepBack(app) },
    { name: 'Replay the past', key: 'r', run: replay },
    { name: 'Show the present', key: 'n', run: () => app.show({ at: undefined }) },
    { name: 'Run at normal speed', key: '1', run: change({ frozen: false, speed: 1 }) },
    { name: 'Run 20 times as fast', key: '2', run: change({ frozen: false, speed: 20 }) },
    { name: 'Run 600 times as fast', key: '3', run: change({ frozen: false, speed: 600 }) },
    { name: 'Advance the clock by a minute', key: 'm', run: change({ advance: '1m' }) },
    {
      name: 'Pause or resume live updates',
      key: 'p',
      run: () => (app.isPaused.value ? app.resume() : app.pause()),
    },
    { name: 'Show the lanes', key: 'l', run: () => app.show({ view: 'lanes' }) },
    { name: 'Show the life cycle', key: 'c', run: () => app.show({ view: 'life-cycle' }) },
    { name: 'Show less time', key: '+', run: () => zoom(app, 0.5) },
    { name: 'Show more time', key: '-', run: () => zoom(app, 2) },
    { name: 'Show earlier time', key: ',', run: () => pan(app, -0.25) },
    { name: 'Show later time', key: '.', run: () => pan(app, 0.25) },
    { name: 'Show the whole life of the selected job', key: 'z', run: () => showLife(app) },
    { name: 'Keep the present in view', key: 'g', run: () => changeLanes(app, { from: undefined }) },
    {
      name: 'Collapse or show idle time',
      key: 'i',
      run: () => changeLanes(app, { isCollapsed: !app.lanes.peek().isCollapsed }),
    },
    {
      name: 'Change the height of the lanes',
      key: 'h',
      run: () => changeLanes(app, { height: getNextHeight(app.lanes.peek().height) }),
    },
    ...createJobCommands(app),
    { name: 'Submit a job', key: 's', run: () => app.show({ panel: 'submit' }) },
    { name: 'Show the requests', key: 'q', run: () => app.show({ panel: 'requests' }) },
    { name: 'Show the faults', key: 'f', run: () => app.show({ panel: 'faults' }) },
    { name: 'Show the advice', key: 'a', run: () => app.show({ panel: 'advice' }) },
    { name: 'Show the worlds', key: 'w', run: () => app.show({ panel: 'worlds' }) },
    {
      name: 'Use large type, or normal type',
      key: 't',
      run: () => app.show({ isLarge: !app.isLarge.value }),
    },
    { name: 'Close the panel', key: 'Escape', run: () => app.show({ panel: undefined }) },
    { name: 'Show all jobs', run: () => app.show({ user: undefined, statuses: [], search: '' }) },
    { name: 'Reset the world', run: () => void app.change('POST', 'reset', {}) },
    { name: 'Remove all faults', run: () => void app.change('DELETE', 'faults') },
  ];
}

function selectBeside(app: App, by: 1 | -1): void {
  const jobs = app.jobs.peek();
  if (jobs.length === 0) return;
  const at = jobs.findIndex(({ id }) => id === app.selected.peek());
  const next = at < 0 ? (by > 0 ? 0 : jobs.length - 1) : Math.min(jobs.length - 1, Math.max(0, at + by));
  app.show({ job: jobs[next]?.id });
}

function changeLanes(app: App, change: Partial<LanesWindow>): void {
  app.show({ lanes: { ...app.lanes.peek(), ...change } });
}

function zoom(app: App, factor: number): void {
  changeLanes(app, zoomLanes(app.lanes.peek(), factor, app.shown.peek().clock.speed));
}

function pan(app: App, share: number): void {
  const { speed } = app.shown.peek().clock;
  app.show({ lanes: panLanes(app.lanes.peek(), share, speed, app.readNow()) });
}

/** From the submission of the selected job to its last change. */
export function showLife(app: App): void {
  const job = app.selectedJob.peek();
  if (job === undefined) return;
  const { from: last = job.submittedAt } = getLife(job, app.model.spec.lifeCycle).at(-1) ?? {};
  app.show({ lanes: showStretch(app.lanes.peek(), job.submittedAt, last) });
}

function togglePlay(app: App): void {
  const { frozen } = app.history.peek().world.clock;
  if (app.moment.peek() !== undefined) app.show({ at: undefined });
  else void app.change('POST', 'clock', { frozen: !frozen });
}

/** Through the past entry by entry; from the present to the next change of any job, for which the clock of the world moves. */
function stepForward(app: App): void {
  const at = app.moment.peek();
  if (at === undefined) {
    void app.change('POST', 'clock', { advance: 'next-change' });
    return;
  }
  const next = findNextMoment(app, at);
  app.show({ at: next < app.readPresent() ? next : undefined });
}

/** The next entry of the log, or the next change of a job, whichever comes first. */
function findNextMoment(app: App, at: Instant): Instant {
  const history = app.history.peek();
  const entry = history.moments.find((moment) => moment.at > at)?.at ?? Number.POSITIVE_INFINITY;
  const change = findNextChange(history.getWorldAt(at), at, app.terms)?.at ?? Number.POSITIVE_INFINITY;
  return instant(Math.min(entry, change));
}

function stepBack(app: App): void {
  const at = app.readNow();
  const before = app.history.peek().moments.findLast((moment) => moment.at < at)?.at;
  if (before !== undefined) app.show({ at: before });
}
