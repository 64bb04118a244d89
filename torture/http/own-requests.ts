/** Counts the requests that this program sends to a gate, with node:http or undici, until their responses have arrived. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

interface ClientRequest {
  readonly path?: string;
  /** Only undici's have none. */
  readonly once?: (event: 'close', listener: () => void) => unknown;
}

export interface OwnRequests {
  /** How many are open. */
  readonly countOpen: () => number;
  /** Whether a request that has arrived is one of them. */
  readonly takeArrived: () => boolean;
  readonly stop: () => void;
}

/**
 * @param prefix that of the paths of the gate
 * @param onEnd called when one has ended, since its client does something then
 */
export function countOwnRequests(prefix: string, onEnd: () => void): OwnRequests {
  const open = new Set<ClientRequest>();
  let underWay = 0;
  const getRequest = (message: unknown): ClientRequest =>
    (message as { readonly request: ClientRequest }).request;
  const end = (request: ClientRequest): void => {
    if (open.delete(request)) onEnd();
  };
  const onStart = (message: unknown): void => {
    const request = getRequest(message);
    if (request.path?.startsWith(prefix) !== true) return;
    open.add(request);
    underWay += 1;
    request.once?.('close', () => end(request));
  };
  const onOver = (message: unknown): void => end(getRequest(message));
  const listeners = [
    ['http.client.request.start', onStart],
    // That of Node's own fetch.
    ['undici:request:create', onStart],
    ['undici:request:trailers', onOver],
    ['undici:request:error', onOver],
  ] as const;
  for (const [channel, listener] of listeners) subscribe(channel, listener);
  return {
    countOpen: () => open.size,
    takeArrived: () => {
      if (underWay === 0) return false;
      underWay -= 1;
      return true;
    },
    stop: () => {
      for (const [channel, listener] of listeners) unsubscribe(channel, listener);
    },
  };
}
