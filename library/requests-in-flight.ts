/** Knows which requests of this process wait for their answers, whichever client sent them. */
import { subscribe } from 'node:diagnostics_channel';
import timers from 'node:timers/promises';

// Taken before a test can fake them.
const { setImmediate: turn } = timers;
const now = performance.now.bind(performance);

const waiting = new Set<unknown>();

/** One that goes on for ever, such as a stream, holds nobody up for longer than this, in real milliseconds. */
const patience = 2000;

/** A client reads an answer, and sets its next timer, in some turns after the answer is there. */
const quietTurns = 4;

// What `fetch` does is told by undici, what axios and alike do by node:http.
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
