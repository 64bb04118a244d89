/** Counts the requests that this program sends to a gate, such as those of axios, until their responses have been read. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

interface ClientRequest {
  readonly path?: string;
  readonly once: (event: 'close', listener: () => void) => unknown;
}

export interface OwnRequests {
  /** How many are open. */
  readonly countOpen: () => number;
  /** Whether a request that has arrived is one of them. */
  readonly takeArrived: () => boolean;
  readonly stop: () => void;
}

const channel = 'http.client.request.start';

/** @param prefix that of the paths of the gate */
export function countOwnRequests(prefix: string): OwnRequests {
  let open = 0;
  let underWay = 0;
  const onStart = (message: unknown): void => {
    const { request } = message as { readonly request: ClientRequest };
    if (request.path?.startsWith(prefix) !== true) return;
    open += 1;
    underWay += 1;
    request.once('close', () => {
      open -= 1;
    });
  };
  subscribe(channel, onStart);
  return {
    countOpen: () => open,
    takeArrived: () => {
      if (underWay === 0) return false;
      underWay -= 1;
      return true;
    },
    stop: () => {
      unsubscribe(channel, onStart);
    },
  };
}
