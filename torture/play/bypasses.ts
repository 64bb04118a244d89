/** Notices clients that bypass the life: real connections, and waiting in real time. */

interface Channels {
  readonly subscribe: (name: string, listener: (message: unknown) => void) => void;
  readonly unsubscribe: (name: string, listener: (message: unknown) => void) => void;
}

interface Node {
  readonly getBuiltinModule?: (name: string) => unknown;
  readonly getActiveResourcesInfo?: () => readonly string[];
}

export interface Bypasses {
  /** @throws Error if the client has opened its own connection */
  readonly checkConnections: () => void;
  /** For a run that has never ended. @throws Error if real timers have been set since the life began */
  readonly checkTimers: () => void;
  readonly stop: () => void;
}

const channelNames = ['http.client.request.start', 'undici:request:create'];

/** @param hasGate whether connections lead into the life too */
export function watchBypasses(hasGate: boolean): Bypasses {
  const { process = {} } = globalThis as unknown as { readonly process?: Node };
  const channels = process.getBuiltinModule?.('node:diagnostics_channel') as Channels | undefined;
  let connection: string | undefined;
  const onRequest = (message: unknown): void => {
    const { request } = message as { readonly request: { readonly origin?: string; readonly host?: string } };
    connection ??= request.origin ?? request.host ?? 'another server';
  };
  const countTimers = (): number =>
    process.getActiveResourcesInfo?.().filter((name) => name === 'Timeout').length ?? 0;
  const before = countTimers();
  if (!hasGate) for (const name of channelNames) channels?.subscribe(name, onRequest);
  return {
    checkConnections: () => {
      if (connection === undefined) return;
      throw new Error(
        `Your client opened a real connection to ${connection}, which no life can answer. Send requests with the fetch of the run, or the global one; for Axios, create it with { adapter: 'fetch' }. A client that needs sockets can use torture from enrichment-sandbox/torture-http.`,
      );
    },
    checkTimers: () => {
      if (countTimers() <= before) return;
      throw new Error(
        'Your client waits in real time, so that its life went by without it. Use the global setTimeout when it is called, not a copy that a module took before, and not the one of node:timers/promises.',
      );
    },
    stop: () => {
      if (!hasGate) for (const name of channelNames) channels?.unsubscribe(name, onRequest);
    },
  };
}
