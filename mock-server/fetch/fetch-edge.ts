/**
 * Connects the engine to the Fetch standard's Request and Response instead of a socket; runs in Node and in
 * browsers.
 */
import { type Content, formatContent, createProblemContent } from '../control/content.ts';
import type { ControlRequest } from '../control/answer.ts';
import type { Engine } from '../engine.ts';
import type { Context } from '../pipeline/context.ts';
import { toBinary } from '../django/encodings/binary.ts';
import { type Delivery, planChunks } from '../pipeline/delivery.ts';
import { addContentLength, type WireReply, type WireRequest } from '../django/message.ts';

export interface FetchEdgeDeps {
  readonly engine: Pick<Engine, 'control' | 'journal' | 'respond'>;
  /**
   * The path below which the mock is, such as `/sandbox`; at the start of its origin by default. A worker has one, and redirects
   * get whole URLs then, since browsers do not resolve what a worker sends.
   */
  readonly root?: string;
  /** Resolves after this many real milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Resolves when all waiting tasks had a turn. */
  readonly nextTurn: () => Promise<void>;
  /** Told of errors that are the mock's own. */
  readonly onCrash: (error: unknown) => void;
}

/** Status codes without a body, by the Fetch standard. */
const bodyless: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

/** Handles a request to the control API. The caller is in the same program, so the origin checks do not apply. */
export async function answerControl(request: Request, deps: FetchEdgeDeps): Promise<Response> {
  const { method } = request;
  const left = new AbortController();
  const onAbort = (): void => left.abort();
  request.signal.addEventListener('abort', onAbort);
  const lastEventId = request.headers.get('Last-Event-ID') ?? undefined;
  const given = { method, target: toTarget(request, deps), lastEventId, signal: left.signal };
  const { status, headers, text = null, stream } = await askControl(given, () => request.text(), deps);
  const body = stream === undefined ? text : toStream(encode(stream, deps.onCrash), onAbort);
  return new Response(body, { status, headers });
}

async function* encode(
  pieces: AsyncIterable<string>,
  onCrash: FetchEdgeDeps['onCrash'],
): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder();
  try {
    for await (const piece of pieces) yield encoder.encode(piece);
  } catch (error) {
    onCrash(error);
  }
}

interface ControlContent extends Content {
  readonly status: number;
  /** The body, if it is sent piece by piece. */
  readonly stream?: AsyncIterable<string>;
}

/** The same without the Fetch standard, which not every test environment has. */
export async function askControl(
  given: Omit<ControlRequest, 'body'>,
  readBody: () => Promise<string>,
  { engine, onCrash }: FetchEdgeDeps,
): Promise<ControlContent> {
  try {
    const outcome = await engine.control({ ...given, body: await readBody() });
    const { status } = outcome;
    const content = { ...formatContent(outcome), status };
    return 'stream' in outcome ? { ...content, stream: outcome.stream } : content;
  } catch (error) {
    onCrash(error);
    return { ...createProblemContent(500, 'The mock failed. Its log has the details.'), status: 500 };
  }
}

/**
 * Handles a request to the mocked API.
 * @returns the response, or `Response.error()` if a fault resets the connection
 */
export async function answerApi(request: Request, deps: FetchEdgeDeps): Promise<Response> {
  try {
    return await toResponse(await deps.engine.respond(await toWireRequest(request, deps)), request, deps);
  } catch (error) {
    deps.onCrash(error);
    return new Response(null, { status: 500 });
  }
}

/** Path and query, as the mock knows them. */
function toTarget(request: Request, { root = '' }: Pick<FetchEdgeDeps, 'root'>): string {
  const { pathname, search } = new URL(request.url);
  return pathname.slice(root.length) + search;
}

async function toWireRequest(request: Request, deps: FetchEdgeDeps): Promise<WireRequest> {
  const { host, protocol } = new URL(request.url);
  return {
    method: request.method,
    target: toTarget(request, deps),
    scheme: protocol === 'https:' ? 'https' : 'http',
    // The URLs in responses begin with it.
    headers: { host: host + (deps.root ?? ''), ...Object.fromEntries(request.headers) },
    body: toBinary(new Uint8Array(await request.arrayBuffer())),
  };
}

async function toResponse(context: Context, request: Request, deps: FetchEdgeDeps): Promise<Response> {
  const { engine, root, wait, nextTurn } = deps;
  const { now: worldTime, delivery = {} } = context;
  const done = (isAborted?: boolean) => void engine.journal(context, isAborted);
  if (delivery.delay !== undefined) await wait(delivery.delay);
  if (delivery.reset === true) {
    done();
    return Response.error();
  }
  // The world's time, so that the client can compare the timestamps of jobs with it.
  const headers = new Headers([['Date', new Date(worldTime).toUTCString()]]);
  const reply = await addContentLength(context.response, nextTurn);
  for (const [name, value] of reply.headers) headers.append(name, value);
  const location = headers.get('Location');
  if (root !== undefined && location?.startsWith('/') === true)
    headers.set('Location', new URL(root + location, request.url).href);
  const init = { status: reply.status, headers };
  if (bodyless.has(reply.status) || request.method === 'HEAD') {
    done();
    return new Response(null, init);
  }
  if (reply.stream === undefined && delivery.cutAt === undefined && delivery.rate === undefined) {
    done(request.signal.aborted);
    return new Response(reply.body, init);
  }
  return new Response(toStream(sendChunks(reply, delivery, wait), done), init);
}

/** The body as a fault lets it through. @throws TypeError where it ends the connection */
async function* sendChunks(
  reply: WireReply,
  delivery: Delivery,
  wait: FetchEdgeDeps['wait'],
): AsyncGenerator<Uint8Array, void> {
  for await (const { bytes, pause } of planChunks(reply, delivery)) {
    yield bytes;
    if (pause > 0) await wait(pause);
  }
  if (delivery.cutAt !== undefined) throw new TypeError('terminated');
}

function toStream(
  pieces: AsyncGenerator<Uint8Array, void>,
  done: (isAborted?: boolean) => void,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        try {
          const { value, done: ended } = await pieces.next();
          if (ended !== true) {
            controller.enqueue(value);
            return;
          }
          done();
          controller.close();
        } catch (error) {
          done();
          controller.error(error);
        }
      },
      cancel: async () => {
        done(true);
        await pieces.return();
      },
    },
    // A body is only produced when it is read.
    { highWaterMark: 0 },
  );
}
