/** The state of the whole page, as signals: the world that it follows, the moment that it shows, and what is selected. */
import type { Connected } from '../site/connect.ts';
import type { ReadonlySignal, Signal } from '@preact/signals';

import type { components } from '../../../openapi/generated/control.ts';
import type { Spec } from '../../../openapi/spec.ts';
import type { Instant } from '../../../time/time.ts';
import type { Model } from '../../api/reply.ts';
import type { WorldJob } from '../../domain/job.ts';
import type { Terms } from '../../domain/payments.ts';
import type { World } from '../../domain/world.ts';
import type { Connection, FollowDeps } from '../follow/follow-world.ts';
import type { WorldHistory } from '../follow/world-history.ts';
import type { Fetch } from '../site/fetch.ts';
import type { Called, ControlClient } from './control-client.ts';
import type { LanesWindow } from '../../../page-parts/lanes-window.ts';
import type { Notices } from './notices.ts';
import type { RequestLog } from './request-log.ts';
import type { MainView, Panel, ViewAddress } from './view-address.ts';

export type Advice = components['schemas']['Advice'];

export interface AppDeps extends FollowDeps {
  readonly fetch: Fetch;
  readonly spec: Spec;
  readonly readings: Model['readings'];
  /** For another document, whose new fields the mock fills. */
  readonly fill?: NonNullable<Model['fill']>;
  readonly version: string;
  /** Whether a mock serves the page, or a worker behind it answers. */
  readonly mode: Connected['mode'];
  /** The real time of this machine, in milliseconds. */
  readonly readClock: () => number;
  readonly address: ViewAddress;
}

export interface App {
  readonly model: Model;
  readonly terms: Terms;
  readonly version: string;
  readonly mode: Connected['mode'];
  readonly control: ControlClient;
  /** Fetches from the mock behind the page; it resolves URLs against the page. */
  readonly fetch: Fetch;
  readonly notices: Notices;
  /** The name of the world that the page follows; setting it follows another one. */
  readonly world: Signal<string>;
  readonly connection: ReadonlySignal<Connection>;
  /** Whether the page takes no news until `resume`. */
  readonly isPaused: ReadonlySignal<boolean>;
  readonly history: ReadonlySignal<WorldHistory>;
  /** Grows with each entry of the log. */
  readonly revision: ReadonlySignal<number>;
  /** A moment of the past that is shown; undefined shows the present. */
  readonly moment: Signal<Instant | undefined>;
  /** The world that is shown: the present one, or that of the moment. */
  readonly shown: ReadonlySignal<World>;
  /** The world's time that is shown; changes ten times per second while the clock runs. For animations: `readNow`. */
  readonly now: ReadonlySignal<Instant>;
  /** The world's time that is shown, to the millisecond; subscribes to nothing. */
  readonly readNow: () => Instant;
  /** The world's time of the present, whatever is shown. */
  readonly readPresent: () => Instant;
  /** Grows whenever a status of any job may have changed: with an entry, when the moment moves, and when a job's time has come. */
  readonly epoch: ReadonlySignal<number>;
  /** The jobs that pass the filter, the newest first. */
  readonly jobs: ReadonlySignal<readonly WorldJob[]>;
  /** How many jobs are in each internal status, without the filter by status. */
  readonly counts: ReadonlySignal<ReadonlyMap<string, number>>;
  readonly selected: Signal<string | undefined>;
  readonly selectedJob: ReadonlySignal<WorldJob | undefined>;
  readonly user: Signal<string | undefined>;
  readonly statuses: Signal<readonly string[]>;
  readonly search: Signal<string>;
  readonly view: Signal<MainView>;
  readonly panel: Signal<Panel | undefined>;
  readonly isLarge: Signal<boolean>;
  /** Which part of the time the lanes show, and how. */
  readonly lanes: Signal<LanesWindow>;
  readonly requests: RequestLog;
  readonly advice: Signal<readonly Advice[]>;
  /** The view as an address, for the URL. */
  readonly address: ReadonlySignal<ViewAddress>;
  /** Calls the control API for the world: `clock`, `jobs/ID/pause`. A refusal becomes a notice. */
  readonly change: (method: 'POST' | 'DELETE', path: string, body?: unknown) => Promise<Called>;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly show: (address: Partial<ViewAddress>) => void;
  /** Opens the panel of a job. */
  readonly openJob: (id: string) => void;
  /** Advances what is shown to the present; called by a timer of the page. */
  readonly tick: () => void;
}
