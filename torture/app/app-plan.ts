/** The plan of an app's life: that of its job and network, and what its user and the browser do. Plain data. */
import type { LifePlan } from '../life/plan.ts';

export interface AppPlan extends LifePlan {
  /** In order; each begins after the one before has ended. */
  readonly events: readonly AppEvent[];
}

/** What a user or a browser does with a page. All times are milliseconds since the start of the life. */
export type AppEvent =
  | { readonly kind: 'offline' | 'hidden' | 'leave' | 'cached'; readonly at: number; readonly length: number }
  | { readonly kind: 'reload' | 'second-tab'; readonly at: number };

export type AppEventKind = AppEvent['kind'];

/** The two ends of an event, each at its moment. */
export type Moment =
  | 'offline'
  | 'online'
  | 'hidden'
  | 'visible'
  | 'back'
  | 'forward'
  | 'cached-back'
  | 'cached-forward'
  | 'reload'
  | 'second-tab'
  | 'sleep'
  | 'wake';

export interface PlannedMoment {
  readonly at: number;
  readonly moment: Moment;
}

const ends: Readonly<Record<AppEventKind, readonly [first: Moment, last?: Moment]>> = {
  offline: ['offline', 'online'],
  hidden: ['hidden', 'visible'],
  leave: ['back', 'forward'],
  cached: ['cached-back', 'cached-forward'],
  reload: ['reload'],
  'second-tab': ['second-tab'],
};

/** All moments of a plan in order; of those at the same time, the end of one event comes before the start of the next. */
export function listMoments({ events, sleeps }: AppPlan): readonly PlannedMoment[] {
  const ofEvents = events.flatMap((event): readonly PlannedMoment[] => {
    const [first, last] = ends[event.kind];
    const begin = { at: event.at, moment: first };
    if (!('length' in event) || last === undefined) return [begin];
    return [begin, { at: event.at + event.length, moment: last }];
  });
  const ofSleeps = sleeps.flatMap(({ at, length }): readonly PlannedMoment[] => [
    { at, moment: 'sleep' },
    { at: at + length, moment: 'wake' },
  ]);
  return [...ofEvents, ...ofSleeps].toSorted((a, b) => a.at - b.at);
}

/** What happens at a moment, for people. */
export const momentTexts: Readonly<Record<Moment, string>> = {
  offline: 'the browser goes offline',
  online: 'the browser is online again',
  hidden: 'the user looks at another tab',
  visible: 'the user returns to the tab',
  back: 'the user goes back to the page before',
  forward: 'the user goes forward again',
  'cached-back': 'the user goes back, and the browser keeps the page in its cache',
  'cached-forward': 'the user goes forward again, and the browser shows the cached page',
  reload: 'the user reloads the page',
  'second-tab': 'the user opens the page in a second tab',
  sleep: 'the computer sleeps',
  wake: 'the computer wakes up',
};
