/** The vocabulary of a show: what happens at which second, what the presenter says, and which keys help. */
import type { components } from '../../openapi/generated/control.ts';

/** A customer of the staged world, by the name in the world file, and the client program that the customer uses. */
export interface Customer {
  /** The token in the first world. */
  readonly token: string;
  /** As people read it. */
  readonly title: string;
  readonly habit: HabitName;
}

/** How a client polls. */
export interface Habit {
  /** Between two polls. */
  readonly seconds: number;
  /** Whether it stops when a job has ended, and then fetches the results. */
  readonly stops: boolean;
}

export const habits = {
  /** As the documentation asks for small jobs. */
  polite: { seconds: 4.5, stops: true },
  /** As the documentation asks for large jobs. */
  patient: { seconds: 20, stops: true },
  /** Too fast, and without an end. */
  hasty: { seconds: 1, stops: false },
} as const satisfies Readonly<Record<string, Habit>>;

export type HabitName = keyof typeof habits;

/** A rule of the control API, without the keys that only some effects have. */
export type StagedFault = components['schemas']['NewFault'];

/** What happens; `job` is a name within the show. */
export type Deed =
  /** The client of a customer submits a list. */
  | {
      readonly does: 'submit';
      readonly customer: string;
      readonly job: string;
      readonly rows: number;
      readonly scenario: string;
    }
  /** A list comes from inside the service, such as a nightly import. */
  | {
      readonly does: 'add';
      readonly customer: string;
      readonly job: string;
      readonly rows: number;
      readonly scenario: string;
    }
  /** The client of the owner asks for it. */
  | { readonly does: 'pause' | 'resume'; readonly customer: string; readonly job: string }
  /** Inside the service, the job fails. */
  | { readonly does: 'fail'; readonly job: string; readonly reason: string }
  | { readonly does: 'switch-on'; readonly fault: string; readonly rule: StagedFault }
  | { readonly does: 'switch-off'; readonly fault: string }
  /** The customer starts to use another client. */
  | { readonly does: 'change-habit'; readonly customer: string; readonly habit: HabitName }
  | { readonly does: 'clear-advice' }
  /** Something that follows from what was before; the note says what. */
  | { readonly does: 'watch'; readonly note: string }
  /** A wrong request of a customer. `{job}` in the path is the id of the newest job that its client follows. */
  | { readonly does: 'request'; readonly customer: string; readonly path: string };

export type Scene = Deed & {
  /** The second of the show. */
  readonly at: number;
  /** One sentence for the presenter, if the deed itself does not say it. */
  readonly note?: string;
};

/** One minute of the show. */
export interface Act {
  readonly title: string;
  /** What the presenter says, a sentence or two each. */
  readonly say: readonly string[];
  /** The keys of the dashboard that help now, and what each does. */
  readonly press: readonly (readonly [key: string, effect: string])[];
  /** In the order of time; each begins within the minute. */
  readonly scenes: readonly Scene[];
}
