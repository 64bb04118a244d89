/** What the panel of requests shows, kept while it is closed. */
import { signal, type Signal } from '@preact/signals';

import type { App } from '../state/app.ts';
import { anyRequest, type RequestFilter } from './filter-requests.ts';

export interface RequestsState {
  readonly filter: Signal<RequestFilter>;
  /** The number of the request that is open. */
  readonly open: Signal<number | undefined>;
}

const states = new WeakMap<App, RequestsState>();

export function getRequestsState(app: App): RequestsState {
  const known = states.get(app);
  if (known !== undefined) return known;
  const state = { filter: signal(anyRequest), open: signal<number | undefined>(undefined) };
  states.set(app, state);
  return state;
}

/** Opens the panel of requests with this one, whatever the filter was. */
export function openRequest(app: App, number: number): void {
  const state = getRequestsState(app);
  state.filter.value = anyRequest;
  state.open.value = number;
  app.show({ panel: 'requests' });
}
