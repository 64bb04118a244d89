/** Tracks which requests of this process are waiting for their responses, for any client. */
import { subscribe } from 'node:diagnostics_channel';
import timers from 'node:timers/promises';

// Taken before a test can fake them.
const { setImmediate: turn } = timers;
const now = performance.now.bind(performance);

const waiting = new Set<unknown>();

/** Maximum waiting time, in real milliseconds, for an endless request such as a stream. */
const patience = 2000;

/** After a response has arrived, a client needs some turns to read it and to set its next timer. */
const quietTurns = 4;

// undici reports the requests of `fetch`, node:http those of axios and similar libraries.
subscribe('undici:request:create', (message) => {
  const { request } = message as { request: { path?: string } };
  note(request, request.path);
});
for (const end of ['undici:request:trailers', 'undici:request:error'])
  subscribe(end, (message) => waiting.delete((message as { request: unknown }).request));
subscribe('http.client.request.start', (message) => {
  const { request } = message as {
    request: { path?: string; once: (event: 'close', listener: () => void) => unknown };
  };
  note(request, request.path);
  request.once('close', () => waiting.delete(request));
});

/** Settles when no request has been in flight for some turns; those to the control API do not count. */
export async function waitUntilIdle(): Promise<void> {
  const began = now();
  for (let quiet = 0; quiet < quietTurns; ) {
    await turn();
    quiet = waiting.size === 0 ? quiet + 1 : 0;
    if (waiting.size > 0 && now() - began > patience) {
      waiting.clear();
      return;
    }
  }
}

function note(request: unknown, path = ''): void {
  if (!path.startsWith('/__mock__/')) waiting.add(request);
}
