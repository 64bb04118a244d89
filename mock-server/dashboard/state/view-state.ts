/** What the user has chosen to see, one signal for each part of the address. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';

import type { ViewAddress } from './view-address.ts';

type Signals = { readonly [Key in keyof ViewAddress]: Signal<ViewAddress[Key]> };

export interface ViewState {
  readonly signals: Signals;
  readonly address: ReadonlySignal<ViewAddress>;
  /** Changes some parts at once. */
  readonly show: (address: Partial<ViewAddress>) => void;
}

export function createViewState(first: ViewAddress): ViewState {
  const entries = Object.entries(first).map(([key, value]) => [key, signal<unknown>(value)] as const);
  return {
    // The signal of each key has the value of that key.
    signals: Object.fromEntries(entries) as unknown as Signals,
    address: computed(
      () => Object.fromEntries(entries.map(([key, part]) => [key, part.value])) as unknown as ViewAddress,
    ),
    show: (next) =>
      batch(() => {
        for (const [key, part] of entries)
          if (Object.hasOwn(next, key)) part.value = next[key as keyof ViewAddress];
      }),
  };
}
