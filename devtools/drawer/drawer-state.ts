/** The state of the drawer itself: open or closed, its size, what it shows, and the passing of time. */
import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';

import type { Corner, DevtoolsOptions } from '../options.ts';
import { computeSpan, limitSpan } from '../../page-parts/lanes-window.ts';
import { findWorld, isWorldGiven, type WorldOptions } from './find-world.ts';
import { type Memory, isCorner } from './memory.ts';
import { createMockClient, type MockClient } from './mock-client.ts';
import { own } from './own-globals.ts';
import { parseShortcut, type Shortcut } from './shortcut.ts';
import { createWorldState, type WorldState } from './world-state.ts';

export const tabs = ['jobs', 'faults', 'advice'] as const;
export type Tab = (typeof tabs)[number];

export interface DrawerState extends WorldState {
  readonly options: DevtoolsOptions;
  /** Whether the app says which world it is, so that the drawer offers no choice. */
  readonly isWorldGiven: ReadonlySignal<boolean>;
  readonly client: MockClient;
  readonly shortcut: Shortcut | undefined;
  readonly isOpen: ReadonlySignal<boolean>;
  readonly corner: Signal<Corner>;
  /** In pixels. */
  readonly height: Signal<number>;
  readonly tab: Signal<Tab>;
  /** How much time the lanes show, in milliseconds; undefined for what fits the speed of the clock. */
  readonly chosenSpan: Signal<number | undefined>;
  readonly span: ReadonlySignal<number>;
  /** The time of the world that is shown. */
  readonly now: Signal<number>;
  /** Shows so many times as much time. */
  readonly zoom: (factor: number) => void;
  readonly open: () => void;
  readonly close: () => void;
  readonly chooseWorld: (name: string) => void;
  /** The app uses another world, or another token. */
  readonly setWorld: (given: WorldOptions) => void;
  readonly stop: () => void;
}

/** A narrow page has its parts one below the other. */
const getDefaultHeight = (): number => (innerWidth < 800 ? Math.round(innerHeight * 0.6) : 340);
export const minHeight = 160;
const defaultShortcut = 'Alt+Shift+E';

export function createDrawerState(options: DevtoolsOptions, memory: Memory): DrawerState {
  const client = createMockClient(options, { fetch: own.fetch, origin: location.origin });
  const remembered = memory.read();
  const given = signal<WorldOptions>(options);
  const getWorld = (): string => findWorld(given.peek(), memory.read().world);
  const world = createWorldState({ client, getWorld, ...own });
  const isOpen = signal(false);
  const corner = signal<Corner>(
    remembered.corner ?? (isCorner(options.corner) ? options.corner : 'bottom-right'),
  );
  const height = signal(remembered.height ?? getDefaultHeight());
  const tab = signal<Tab>(tabs.find((one) => one === remembered.tab) ?? 'jobs');
  const chosenSpan = signal<number | undefined>(undefined);
  const now = signal(0);
  const span = signal(computeSpan({ span: undefined }, 1));
  const isSeen = signal(document.visibilityState === 'visible');
  const onVisible = (): void => {
    isSeen.value = document.visibilityState === 'visible';
  };
  document.addEventListener('visibilitychange', onVisible);

  const stops = [
    // Nobody looks at a drawer that is closed, nor at a page that is hidden.
    effect(() => {
      if (isOpen.value && isSeen.value) world.resume();
      else world.pause();
    }),
    effect(() => {
      const { speed = 1 } = world.clock.value ?? {};
      span.value = computeSpan({ span: chosenSpan.value }, speed);
    }),
    effect(() => {
      const clock = world.clock.value;
      now.value = world.readNow();
      if (clock === undefined || clock.frozen || !isOpen.value || !isSeen.value) return undefined;
      return startTicking(() => {
        const at = world.readNow();
        if (isVisibleStep(now.peek(), at, innerWidth / span.peek())) now.value = at;
      });
    }),
    effect(() => memory.write({ corner: corner.value, height: height.value, tab: tab.value })),
  ];
  const setOpen = (value: boolean): void => {
    isOpen.value = value;
    memory.write({ isOpen: value });
  };
  const { shortcut = defaultShortcut } = options;
  return {
    ...world,
    options,
    isWorldGiven: computed(() => isWorldGiven(given.value)),
    client,
    shortcut: shortcut === false ? undefined : parseShortcut(shortcut),
    isOpen,
    corner,
    height,
    tab,
    chosenSpan,
    span,
    now,
    zoom: (factor) => {
      chosenSpan.value = limitSpan(span.peek() * factor);
    },
    open: () => setOpen(true),
    close: () => setOpen(false),
    chooseWorld: (name) => {
      memory.write({ world: name });
      batch(() => {
        now.value = 0;
        world.resume();
      });
    },
    setWorld: (next) => {
      given.value = next;
      if (isOpen.peek() && isSeen.peek()) world.resume();
    },
    stop: () => {
      for (const stop of stops) stop();
      document.removeEventListener('visibilitychange', onVisible);
      world.pause();
    },
  };
}

/** Whether the clock shows another second, or the lanes have moved by half a pixel. */
const isVisibleStep = (before: number, now: number, pixelsPerMillisecond: number): boolean =>
  Math.floor(before / 1000) !== Math.floor(now / 1000) || (now - before) * pixelsPerMillisecond >= 0.5;

/** Calls back with each frame, or once a second for those who prefer less motion. @returns a function that ends it */
function startTicking(tick: () => void): () => void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
    let timer = 0;
    const wait = (): void => {
      timer = own.setTimer(() => {
        tick();
        wait();
      }, 1000);
    };
    wait();
    return () => own.clearTimer(timer);
  }
  let frame = 0;
  const next = (): void => {
    frame = own.requestFrame(() => {
      tick();
      next();
    });
  };
  next();
  return () => own.cancelFrame(frame);
}
