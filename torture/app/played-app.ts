/** What playing an app takes and gives. */
import type { Page } from 'playwright-core';

import type { AppAdapter } from './adapter.ts';
import type { AppLife } from './app-life.ts';
import type { Moment } from './app-plan.ts';
import type { StageOptions } from './stage.ts';

export interface PlayOptions extends Omit<StageOptions, 'submits'> {
  readonly adapter: AppAdapter;
  /** Called when a page shows something else, or something is done to it. */
  readonly onStep?: (step: Step) => Promise<void>;
}

export interface Step {
  readonly at: number;
  readonly tab: number;
  readonly page: Page;
  /** What it shows as the status. */
  readonly text: string;
  /** What is done to the page; absent if the page shows something else. */
  readonly moment?: Moment | 'start' | 'end';
}

export interface PlayedApp {
  readonly life: AppLife;
  /** Hosts to which requests were blocked. */
  readonly blocked: readonly string[];
  readonly createLink: () => string;
}
