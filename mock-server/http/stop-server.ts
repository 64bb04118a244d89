/** Stops a server: it drains, finishes what is in flight, and closes. */
import type { Server } from 'node:http';

import type { Duration } from '../../time/time.ts';
import type { ServerWatch } from './watch-server.ts';

export interface StopOptions {
  readonly server: Server;
  readonly watch: Pick<ServerWatch, 'closeUnused'>;
  /** Ends what waits: delays, waiting clients and event streams. */
  readonly stopping: AbortController;
  /** How long responses in flight may take. */
  readonly grace: Duration;
  readonly wait: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** Stops taking requests, finishes those in flight unless they take too long, and settles when all is closed. */
export async function stopServer({ server, watch, stopping, grace, wait }: StopOptions): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  stopping.abort();
  server.closeIdleConnections();
  watch.closeUnused();
  // A client that reads nothing must not keep a whole test run waiting.
  const settled = new AbortController();
  void wait(grace, settled.signal).then(() => server.closeAllConnections());
  await closed;
  settled.abort();
}
