/** `fetch` of a page whose mock runs in a worker of that page: messages instead of connections. */
import type { Fetch } from './fetch.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { isMockPath } from './paths.ts';
import type { WorkerScript } from './worker-script.ts';

const waitSentence =
  'The sandbox is open in another tab, and this browser lets only one tab use it. It continues here when you close the other tab.';

/**
 * Starts the worker, and resolves when its mock responds.
 * @param onWait called with a sentence if another tab has to be closed first
 * @throws Error whose message is for the user
 */
export async function connectWorker(
  { trusted }: WorkerScript,
  root: string,
  onWait: (sentence: string) => void,
): Promise<Fetch> {
  const worker = new Worker(trusted);
  const requests = new WorkerRequests((message, transfer) => worker.postMessage(message, transfer));
  await new Promise<void>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'waiting') onWait(waitSentence);
      else if (data.kind === 'ready') resolve();
      else requests.receive(data);
    });
    worker.addEventListener('error', (event) => {
      const reason = event.message ? `: ${event.message}` : '';
      reject(new Error(`The mock of this page cannot start${reason}. Open the page from a web server`));
    });
  });
  return async (target, init) => {
    const { pathname, origin } = new URL(target, location.href);
    const isMine = origin === location.origin && isMockPath(pathname, root);
    return isMine ? requests.fetch(new URL(target, location.href).href, init) : fetch(target, init);
  };
}

type Answer = Exclude<FromWorker, { kind: 'waiting' | 'ready' }>;

interface OpenRequest {
  readonly resolve: (response: Response) => void;
  readonly reject: (error: Error) => void;
  body?: ReadableStreamDefaultController<Uint8Array>;
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const maxRedirects = 20;

/** The requests that wait for their response or for pieces of it. */
class WorkerRequests {
  readonly #send: (message: ToWorker, transfer: Transferable[]) => void;
  readonly #open = new Map<number, OpenRequest>();
  #latest = 0;

  constructor(send: (message: ToWorker, transfer: Transferable[]) => void) {
    this.#send = send;
  }

  /** Follows redirects as `fetch` does. */
  async fetch(url: string, init: RequestInit, followed = 0): Promise<Response> {
    const request = new Request(url, init);
    const body =
      request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.arrayBuffer();
    const response = await this.#ask(request, body);
    const location = response.headers.get('Location');
    if (!redirects.has(response.status) || location === null || request.redirect === 'manual')
      return response;
    if (request.redirect === 'error' || followed >= maxRedirects) throw new TypeError('Failed to fetch');
    const isKept = response.status >= 307 || body === undefined;
    const { method } = request;
    return this.fetch(
      new URL(location, url).href,
      isKept ? init : { ...init, method: method === 'POST' ? 'GET' : method, body: null },
      followed + 1,
    );
  }

  receive(answer: Answer): void {
    const open = this.#open.get(answer.id);
    if (open === undefined) return;
    if (answer.kind === 'response') this.#begin(answer, open);
    else if (answer.kind === 'piece') open.body?.enqueue(answer.bytes);
    else {
      this.#open.delete(answer.id);
      if (answer.kind === 'end') open.body?.close();
      else if (open.body === undefined) open.reject(new TypeError('Failed to fetch'));
      else open.body.error(new TypeError('network error'));
    }
  }

  #ask(request: Request, body: ArrayBuffer | undefined): Promise<Response> {
    const { url, method, signal } = request;
    signal.throwIfAborted();
    const id = (this.#latest += 1);
    const headers = [...request.headers];
    return new Promise((resolve, reject) => {
      this.#open.set(id, { resolve, reject });
      signal.addEventListener('abort', () => {
        const open = this.#open.get(id);
        this.#abort(id);
        open?.reject(signal.reason as Error);
        open?.body?.error(signal.reason);
      });
      this.#send(
        { kind: 'request', id, url, method, headers, ...(body === undefined ? {} : { body }) },
        body === undefined ? [] : [body],
      );
    });
  }

  #begin({ id, status, headers, hasBody }: Extract<Answer, { kind: 'response' }>, open: OpenRequest): void {
    const init = { status, headers: headers.map(([name, value]): [string, string] => [name, value]) };
    if (!hasBody) {
      this.#open.delete(id);
      open.resolve(new Response(null, init));
      return;
    }
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start: (controller) => {
        open.body = controller;
      },
      cancel: () => this.#abort(id),
    });
    open.resolve(new Response(body, init));
  }

  #abort(id: number): void {
    if (this.#open.delete(id)) this.#send({ kind: 'abort', id }, []);
  }
}
