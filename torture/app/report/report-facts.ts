/** What the page about a finding shows. */
import type { AppLife } from '../app-life.ts';
import type { Broken } from '../judge-app.ts';
import type { Moment } from '../app-plan.ts';

export interface AppReport {
  readonly app: string;
  readonly broken: readonly Broken[];
  readonly life: AppLife;
  readonly seed: number;
  /** Repeats the finding in a shell. */
  readonly command: string;
  /** Opens the world in a dashboard. */
  readonly link: string;
  /** How many lives were played until one broke a rule, and how many to make it smaller. */
  readonly lives: number;
  readonly simplerLives: number;
  readonly pictures: readonly StepPicture[];
  /** Whether the life broke the same rule when it was played again for the pictures. */
  readonly isRepeated: boolean;
}

/** What the page looked like when something else was shown or done. */
export interface StepPicture {
  readonly at: number;
  readonly tab: number;
  /** What the page showed as the status, and the API status that it means, if any. */
  readonly text: string;
  readonly status?: string;
  readonly moment?: Moment | 'start' | 'end';
  /** JPEG, base64; absent if the browser could not take one. */
  readonly image?: string;
}
