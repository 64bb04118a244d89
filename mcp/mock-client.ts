/** Sends requests to one mock, over HTTP: bounded in time and size, and with the control token only there. */
import { formatFailure } from '../library/failure.ts';

export interface MockResponse {
  readonly status: number;
  /** The media type; empty when there is none. */
  readonly type: string;
  readonly text: string;
  readonly retryAfter?: string;
}

export interface MockClient {
  /** The address, without a trailing slash. */
  readonly url: string;
  /**
   * @param target path and query
   * @throws MockError with a sentence for the user
   */
  readonly send: (request: MockRequest, signal?: AbortSignal) => Promise<MockResponse>;
}

export interface MockRequest {
  readonly method: string;
  readonly target: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The mock did not respond as a mock does; the message says what to do. */
export class MockError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MockError';
  }
}

export interface MockClientOptions {
  readonly url: string;
  readonly controlToken?: string | undefined;
  /** In milliseconds; more than the longest wait of the control API. */
  readonly timeoutMs?: number;
  /** In bytes. */
  readonly maxBody?: number;
}

const defaultTimeoutMs = 330_000;
const defaultMaxBody = 8 * 1024 * 1024;

export function createMockClient({
  url,
  controlToken,
  timeoutMs = defaultTimeoutMs,
  maxBody = defaultMaxBody,
}: MockClientOptions): MockClient {
  const controlHeaders = controlToken === undefined ? {} : { Authorization: `Bearer ${controlToken}` };

  const send: MockClient['send'] = async ({ method, target, body, headers }, signal) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const response = await fetch(`${url}${target}`, {
        method,
        headers: {
          ...(target.startsWith('/__mock__/') ? controlHeaders : {}),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // The token must not travel to another address.
        redirect: 'manual',
        signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
      });
      const retryAfter = response.headers.get('Retry-After') ?? undefined;
      return {
        status: response.status,
        type: response.headers.get('Content-Type') ?? '',
        text: await readText(response, maxBody, url),
        ...(retryAfter === undefined ? {} : { retryAfter }),
      };
    } catch (error) {
      if (error instanceof MockError || signal?.aborted === true) throw error;
      if (timeout.aborted)
        throw new MockError(
          `The server at ${url} did not respond within ${timeoutMs / 1000} s. Is it a mock?`,
        );
      throw new MockError(`${formatFailure(url, error)} Or start this command with --start.`);
    }
  };

  let isKnown = false;
  /** Once it was a mock, it stays one. */
  const check = async (signal: AbortSignal | undefined): Promise<void> => {
    if (isKnown) return;
    const { status, type, text } = await send({ method: 'GET', target: '/__mock__/health' }, signal);
    const answer = type.includes('json') ? parseJson(text) : undefined;
    if (typeof answer !== 'object' || answer === null || !('ready' in answer))
      throw new MockError(
        `The server at ${url} is not an enrichment-sandbox mock: its response to /__mock__/health has the status ${status}${type === '' ? '' : ` and the type ${type.slice(0, 60)}`}. Give --mock the base URL that "enrichment-sandbox mock" prints, without a path.`,
      );
    isKnown = true;
  };

  return {
    url,
    send: async (request, signal) => {
      if (leavesPath.test(request.target))
        throw new MockError(
          'Nothing in a mock is named "." or "..". Call the action "list" to see the names.',
        );
      await check(signal);
      return send(request, signal);
    },
  };
}

/** A URL with such a step has another path: what should remove a fault would drop its world. */
const leavesPath = /^[^?]*\/(?:\.|%2e){1,2}(?:[/?]|$)/i;

async function readText(response: Response, maxBody: number, url: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBody)
      throw new MockError(`The response of ${url} is larger than ${maxBody} bytes, which is the limit here.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** @returns undefined if it is not JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
