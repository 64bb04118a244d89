/** The worker of one page, where there is no service worker: answers the requests that the page sends as messages. */
import type { FromWorker, ToWorker } from './messages.ts';
import { openMock } from './open-mock.ts';
import type { SiteMock } from './site-mock.ts';

/** What such a worker has of its global scope. */
export interface PageWorkerScope {
  readonly addEventListener: (
    type: 'message',
    listener: (event: { readonly data: ToWorker }) => void,
  ) => void;
  readonly postMessage: (message: FromWorker, transfer: Transferable[]) => void;
  readonly location: { readonly href: string };
  readonly navigator: { readonly locks?: LockManager };
}

/** Answers requests from now on. Of several tabs, one at a time has the mock, as far as the browser has locks. */
export function runInPage(scope: PageWorkerScope): void {
  const send = (message: FromWorker, transfer: Transferable[] = []): void =>
    scope.postMessage(message, transfer);
  const root = new URL('.', scope.location.href).pathname.slice(0, -1);
  const opening = takeTurn(scope.navigator.locks, `enrichment-sandbox ${root}/`, () =>
    send({ kind: 'waiting' }),
  ).then(() => openMock(root));
  opening.then(
    () => send({ kind: 'ready' }),
    // The page reports errors of its worker.
    (error: unknown) =>
      queueMicrotask(() => {
        throw error;
      }),
  );
  const running = new Map<number, AbortController>();
  scope.addEventListener('message', ({ data }) => {
    if (data.kind === 'abort') {
      running.get(data.id)?.abort();
      return;
    }
    const left = new AbortController();
    running.set(data.id, left);
    void opening
      .then((mock) => answer(mock, data, left.signal, send))
      .catch(() => send({ kind: 'failure', id: data.id }))
      .finally(() => running.delete(data.id));
  });
}

/** Resolves when this tab has the lock, which it keeps until it is closed. */
function takeTurn(locks: LockManager | undefined, name: string, onWait: () => void): Promise<void> {
  if (locks === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const keep = (): Promise<never> => {
      resolve();
      return new Promise(() => undefined);
    };
    void locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock !== null) return keep();
      onWait();
      void locks.request(name, keep);
      return undefined;
    });
  });
}

async function answer(
  mock: SiteMock,
  { id, url, method, headers, body }: Extract<ToWorker, { kind: 'request' }>,
  signal: AbortSignal,
  send: (message: FromWorker, transfer?: Transferable[]) => void,
): Promise<void> {
  const init = { method, headers: headers.map(([name, value]): [string, string] => [name, value]), signal };
  const response = await mock.fetch(new Request(url, body === undefined ? init : { ...init, body }));
  if (response.type === 'error') {
    send({ kind: 'failure', id });
    return;
  }
  const { status, body: stream } = response;
  send({ kind: 'response', id, status, headers: [...response.headers], hasBody: stream !== null });
  if (stream === null) return;
  const reader = stream.getReader();
  signal.addEventListener('abort', () => void reader.cancel().catch(() => undefined));
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    const bytes = new Uint8Array(read.value);
    send({ kind: 'piece', id, bytes }, [bytes.buffer]);
  }
  send({ kind: 'end', id });
}
